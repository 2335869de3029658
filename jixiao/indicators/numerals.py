"""Chinese numerals in a cell, rewritten as digits where they can be nothing but numbers."""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.indicators.numbers import exact_string

_ASCII_DIGITS = frozenset("0123456789")
_DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_ALL = _DIGITS + "十百千万亿拾佰仟廿卅"
_NUMERAL = f"[{_ALL}]{{1,16}}(?:点[{_DIGITS}]{{1,8}})?"
_PLACES = {char: str(place % 10) for place, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0", "两": "2", "壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5", "陆": "6", "柒": "7",
    "捌": "8", "玖": "9",
}  # fmt: skip

_PERCENT = re.compile(rf"百分之({_NUMERAL}|百|[0-9]+(?:\.[0-9]+)?)(?![{_ALL}])")
_PERMILLE = re.compile(rf"千分之({_NUMERAL}|[0-9]+(?:\.[0-9]+)?)(?![{_ALL}])")
_TENTHS = re.compile(
    r"([0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九])成(半?)(?=$|以上|以下|以内|左右|及以上|及以下|;|,)"
)
_HALF = re.compile(r"(?<![0-9.,])([0-9]{1,6})(天|年|小时|个小时|个月|倍)半")
_SAID_AGAIN = re.compile(r"([0-9.,]{1,20})([^()0-9]{0,10})\((?:含|包含|包括)\1[^()0-9]{0,10}\)")
_FULL_MARKS = re.compile(r"\((?:满分|总分|百分制|[0-9]{1,3}分制)[^()]{0,12}\)")
_MONTH = re.compile(
    rf"(?<![{_ALL}第每个前上下本])(十[一二]?|[一二三四五六七八九])(?=月(?![一二两三四五六七八九1-9]次))"
)
_SAFE_UNIT = (
    "万元|亿元|元|个百分点|个工作日|个自然日|个小时|个月|个|件|项|次|人次|人|名|位|户|家|场次|场|期|套|台|辆|部|册|本|份|篇|条|块|座|"
    "栋|间|处|所|棵|只|批次|批|类|门|节|课时|学时|天|工作日|小时|分钟|亩|公顷|平方米|平方公里|公里|米|吨|公斤|倍|年|周"
)
_LEAD = (
    "(?:.{0,20}(?:于|超过|至少|最少|最多|至多|等于|达到|达|至|完成|开展|举办|组织|召开|建成|新增|新建|建设|实现|共|共计|约|近|"
    "全年|年度|每年|每月|每季度|每半年|每人|每户|在|一年|半年|一月|一季度|[:=≥≤<>]))?"
)
_COUNTED = re.compile(
    rf"({_LEAD})(?<![{_ALL}])({_NUMERAL})(余|多)?((?:{_SAFE_UNIT})(?:/.{{1,4}})?)"
    r"((?:及|及其)?(?:以上|以下|以内|之内|内|左右)(?:完成|办结)?)?"
)


def rewrite(text: str) -> str:
    """A cleaned text with its Chinese numerals as digits: ``90%`` for 百分之九十, ``100万元`` for 壹佰万元.

    Percentages and months are rewritten wherever they stand, a counted number only where it is all
    that the cell says beside an operator or a plain verb: 四项制度, 一次性通过 and 三公经费 stay words.
    """
    text = text.replace("百分百", "100%").replace("百分之百", "100%")
    text = _PERCENT.sub(lambda found: _sub(found, "%"), text)
    text = _PERMILLE.sub(lambda found: _sub(found, "‰"), text)
    text = _TENTHS.sub(_tenths, text)
    text = _HALF.sub(r"\1.5\2", text)
    text = _SAID_AGAIN.sub(r"\1\2", _FULL_MARKS.sub("", text))
    text = _MONTH.sub(lambda found: _plain(found[1]), text)
    if any(char in _ASCII_DIGITS for char in text):
        return text
    counted = _COUNTED.fullmatch(text)
    if counted is None:
        return text
    lead, digits, more, unit, tail = counted.groups(default="")
    multiplier = ""
    if len(digits) > 1 and digits[-1] in "万亿" and not re.search("[万亿].", digits):
        digits, multiplier = digits[:-1], digits[-1]
    value = numeral(digits)
    return text if value is None else f"{lead}{exact_string(value)}{multiplier}{more}{unit}{tail}"


def _plain(text: str) -> str:
    value = numeral(text)
    return text if value is None else exact_string(value)


def _sub(found: re.Match[str], sign: str) -> str:
    if found[1][0] in _ASCII_DIGITS:
        return found[1] + sign
    value = numeral(found[1])
    return found[0] if value is None else exact_string(value) + sign


def _tenths(found: re.Match[str]) -> str:
    head = found[1]
    value = Fraction(head) if head[0] in _ASCII_DIGITS else numeral(head)
    return found[0] if value is None else f"{exact_string(value * 10 + (5 if found[2] else 0))}%"


def numeral(text: str) -> Fraction | None:
    """The value of a Chinese numeral (``一百二十三``, ``九十五点五``), or ``None`` if it is malformed."""
    from cn2an import cn2an  # noqa: PLC0415  # a tenth of a second that only numerals have to pay

    whole, _, decimals = text.partition("点")
    try:
        value = Fraction(int(cn2an(whole.replace("两", "二").replace("〇", "零"), "strict")))
    except (ValueError, TypeError, KeyError, OverflowError):
        return None
    digits = "".join(_PLACES[char] for char in decimals)
    return value + Fraction(int(digits), 10 ** len(digits)) if digits else value


def is_numeral(text: str) -> bool:
    """Whether ``text`` is a Chinese numeral and nothing else."""
    return len(text) <= 16 and re.fullmatch(_NUMERAL, text.strip()) is not None
