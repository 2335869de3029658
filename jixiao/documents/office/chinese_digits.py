"""Numbers written in Chinese by a format: ``[DBNum1]`` 一百二十三, ``[DBNum2]`` 壹佰贰拾叁."""

from __future__ import annotations

_DIGITS = {
    1: "〇一二三四五六七八九",
    2: "零壹贰叁肆伍陆柒捌玖",
    3: "０１２３４５６７８９",
    4: "〇一二三四五六七八九",
}
_TENS = {
    1: ("", "十", "百", "千"),
    2: ("", "拾", "佰", "仟"),
    3: ("", "十", "百", "千"),
    4: ("", "十", "百", "千"),
}
_GROUPS = ("", "万", "亿", "万亿")
_LONGEST = 16


def digitwise(text: str, style: int) -> str:
    """Every digit of ``text`` by itself: ``2023`` is 二〇二三."""
    digits = _DIGITS[style]
    return "".join(digits[int(char)] if char in "0123456789" else char for char in text)


def with_units(text: str, style: int) -> str:
    """``text``, a plain decimal number, read out: ``12.4`` is 一十二.四; long ones digit by digit."""
    whole, point, part = text.partition(".")
    if not whole.isdigit() or len(whole) > _LONGEST:
        return digitwise(text, style)
    return _whole(whole, style) + point + digitwise(part, style)


def _whole(text: str, style: int) -> str:
    digits, tens = _DIGITS[style], _TENS[style]
    if int(text) == 0:
        return digits[0]
    padded = text.zfill(_LONGEST)
    spoken, gap = "", False
    for index in range(4):
        group = padded[4 * index : 4 * index + 4]
        if group == "0000":
            gap = gap or bool(spoken)
            continue
        for place, char in enumerate(group):
            if char == "0":
                gap = gap or bool(spoken)
                continue
            spoken += (digits[0] if gap else "") + digits[int(char)] + tens[3 - place]
            gap = False
        spoken += _GROUPS[3 - index]
    return spoken
