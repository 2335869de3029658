"""Numbers that paragraphs and headings begin with, as they are written: 三、 （三） 3、 （3） 第三部分."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_FORMS: dict[str, tuple[str, ...]] = {
    "part": ("第{han}部分", "第{han}章", "第{han}部", "第{han}篇"),
    "han": ("{han}、", "{han}."),
    "han-paren": ("({han})",),
    "arabic": ("{number}、", "{number}."),
    "arabic-paren": ("({number})",),
    "half-paren": ("{number})",),
    "goal": ("目标{number}", "目标{han}"),
}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_MARK = re.compile(
    r"^\s*(?:(?:年度)?目标[\d一二三四五六七八九十]{1,3}\s*[:：、.]|[(（][\d一二三四五六七八九十]{1,3}[)）][、.]?|"
    rf"[{_CIRCLED}]|[\d一二三四五六七八九十]{{1,3}}[、.．)）](?!\d))\s*"
)

_SIGNS = str.maketrans({"（": "(", "）": ")", "．": ".", "﹒": "."})


def han(number: int) -> str:
    """12 is 十二; up to 99."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"


def written(style: str, number: int) -> str:
    """A number as the first form of its style; the number alone for a style without one."""
    forms = _FORMS.get(style)
    return str(number) if forms is None else forms[0].format(han=han(number), number=number)


def stands_in(style: str, number: int, text: str) -> bool:
    """Whether a number of a style stands anywhere in a text, in any of its forms."""
    if not 0 < number < len(_DIGITS) * 10:
        return False
    if style == "arabic-paren" and number <= len(_CIRCLED) and _CIRCLED[number - 1] in text:
        return True
    bare = "".join(text.split()).translate(_SIGNS)
    return any(form.format(han=han(number), number=number) in bare for form in _FORMS.get(style, ()))


def body(text: str) -> str:
    """What a paragraph says behind its number, without white space: two items are compared by it."""
    return "".join(_MARK.sub("", text, count=1).split())
