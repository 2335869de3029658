"""Bands of values in a cleaned text: ``85%-90%``, ``100±5``, ``[80%,90%)``, ``80%≤x<90%``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.indicators.quantities import Role, read_quantity
from jixiao.indicators.reading import Interval, Kind, Operator, Reading

if TYPE_CHECKING:
    from fractions import Fraction

_N = r"-?[0-9][0-9,.]*"
_U = r"[^0-9,;.\-~—至到±≥≤<>=()\[\]]{0,12}?"
_LEAD = r"(?P<lead>=?(?:[^0-9≥≤<>=~±\-]{0,20}?)(?:在|控制在|保持在|达到|介于|为|:)?)"
_TAIL = r"(?P<tail>(?:之间|区间|范围|的?范围内|以?内?之间)?[^0-9≥≤<>=]{0,12}?)"
_PAIR = re.compile(
    rf"{_LEAD}(?P<a>{_N})(?P<ua>{_U})(?:-|~|—+|至|到|和(?=.*之间)|与(?=.*之间))(?P<b>{_N})(?P<ub>{_U}){_TAIL}"
)
_OPERATED = re.compile(
    r"(?P<sign>[≥≤<>]|不低于|不少于|不高于|不超过|至少|大于|小于|低于)(?P<pair>.*[0-9].*(?:-|~|—|至|到).*[0-9].*)"
)
_AROUND = re.compile(rf"{_LEAD}(?P<a>{_N})(?P<ua>{_U})±(?P<b>{_N})(?P<ub>{_U}){_TAIL}")
_PLUS_MINUS = re.compile(rf"{_LEAD}±(?P<b>{_N})(?P<ub>{_U})(?P<tail>(?:以内|之内|内|范围内)?)")
_BRACKETS = re.compile(rf"(?P<open>[\[(])(?P<a>{_N})(?P<ua>{_U})[,~-](?P<b>{_N})(?P<ub>{_U})(?P<close>[\])])")
_CHAIN = re.compile(
    rf"(?P<a>{_N})(?P<ua>{_U})(?P<low>[≤<])[^0-9≥≤<>=]{{1,12}}(?P<high>[≤<])(?P<b>{_N})(?P<ub>{_U})"
)
_TWO = re.compile(
    r"(?P<first>[^,;且和并]{2,20}?)[,;且和并]?(?P<second>(?:[≥≤<>]|不低于|不超过|不高于|小于|大于|低于)[^,;]{1,20}|[^,;]{1,20}(?:以下|以内|以上))"
)
_REFUSED_TAIL = re.compile("以[上下内外前后]|(?<!范围)内(?!之间)|左右|上下|不|未|无|非")


def _ends(a: str, ua: str, b: str, ub: str) -> tuple[Reading, Reading] | str:
    """The two ends as quantities in one unit, or the reason why they are no band."""
    low, high = read_quantity(a + (ua or ub), "target"), read_quantity(b + (ub or ua), "target")
    if low is None or high is None or low.quantity is None or high.quantity is None:
        return next((end.reason for end in (low, high) if end is not None and end.reason), "unknown-notation")
    if low.unit is None and low.scale > 1 and high.unit is not None and high.scale == low.scale:
        low = read_quantity(a + ub, "target") or low  # 10万-15万元
    if low.unit != high.unit and not (low.unit is None and ua and high.scale in {1, low.scale}):
        return "unit-conflict"
    return low, high


def _band(
    text: str,
    low: Fraction,
    high: Fraction,
    unit: str | None,
    scale: int,
    *,
    low_open: bool = False,
    high_open: bool = False,
) -> Reading:
    if low > high or (low == high and (low_open or high_open)):
        return Reading(text, Kind.UNREADABLE, reason="band-reversed")
    return Reading(text, Kind.BAND, interval=Interval(low, high, low_open, high_open), unit=unit, scale=scale)


def read_band(text: str, role: Role) -> Reading | None:
    """The band a cleaned text states, or ``None``; ends in different units or in the wrong order are unreadable."""
    if (chain := _CHAIN.fullmatch(text)) is not None:
        return _from_ends(text, chain, low_open=chain["low"] == "<", high_open=chain["high"] == "<")
    if (brackets := _BRACKETS.fullmatch(text)) is not None:
        return _from_ends(
            text, brackets, low_open=brackets["open"] == "(", high_open=brackets["close"] == ")"
        )
    if (operated := _OPERATED.fullmatch(text)) is not None and _PAIR.fullmatch(operated["pair"]) is not None:
        return Reading(text, Kind.UNREADABLE, reason="operator-with-band")
    if (pair := _PAIR.fullmatch(text)) is not None:
        if _REFUSED_TAIL.search(pair["tail"] or ""):
            return Reading(text, Kind.UNREADABLE, reason="operator-with-band")
        return _from_ends(text, pair) if _plain_lead(pair["lead"]) else None
    if (around := _AROUND.fullmatch(text) or _PLUS_MINUS.fullmatch(text)) is not None:
        return _around(text, around) if _plain_lead(around["lead"]) else None
    return _two_limits(text, role)


def _plain_lead(lead: str) -> bool:
    return re.search("未|不|没|无|非|超|第|每|比|按", lead) is None


def _from_ends(
    text: str, found: re.Match[str], *, low_open: bool = False, high_open: bool = False
) -> Reading:
    ends = _ends(found["a"], found["ua"], found["b"], found["ub"])
    if isinstance(ends, str):
        return Reading(text, Kind.UNREADABLE, reason=ends)
    low, high = ends
    if low.quantity is None or high.quantity is None:
        return Reading(text, Kind.UNREADABLE, reason="unknown-notation")
    return _band(
        text,
        low.quantity.value,
        high.quantity.value,
        high.unit,
        high.scale,
        low_open=low_open,
        high_open=high_open,
    )


def _around(text: str, found: re.Match[str]) -> Reading:
    groups = found.groupdict()
    if groups.get("a") is None:
        margin = read_quantity(groups["b"] + groups["ub"], "target")
        if margin is None or margin.quantity is None:
            return Reading(text, Kind.UNREADABLE, reason="unknown-notation")
        return _band(text, -margin.quantity.value, margin.quantity.value, margin.unit, margin.scale)
    middle = read_quantity(groups["a"] + (groups["ua"] or groups["ub"]), "target")
    margin = read_quantity(groups["b"] + (groups["ub"] or groups["ua"]), "target")
    if middle is None or margin is None or middle.quantity is None or margin.quantity is None:
        return Reading(text, Kind.UNREADABLE, reason="unknown-notation")
    # 5个±10% may mean a tenth of five or ten points: two units are refused
    if middle.unit != margin.unit:
        return Reading(text, Kind.UNREADABLE, reason="unit-conflict")
    centre, width = middle.quantity.value, abs(margin.quantity.value)
    return _band(text, centre - width, centre + width, middle.unit, middle.scale)


def _two_limits(text: str, role: Role) -> Reading | None:
    """``≥80%且≤90%`` and ``80%以上90%以下``: a lower and an upper limit of one thing."""
    if (two := _TWO.fullmatch(text)) is None:
        return None
    limits = [read_quantity(two[part].rstrip("且和并,;"), role) for part in ("first", "second")]
    below = [
        limit for limit in limits if limit and limit.quantity and limit.operator in {Operator.GE, Operator.GT}
    ]
    above = [
        limit for limit in limits if limit and limit.quantity and limit.operator in {Operator.LE, Operator.LT}
    ]
    if len(below) != 1 or len(above) != 1:
        return None
    low, high = below[0], above[0]
    if (
        low.quantity is None
        or high.quantity is None
        or low.unit != high.unit
        or low.approximate
        or high.approximate
    ):
        return None
    if low.quantity.value > high.quantity.value:
        return None
    return _band(
        text,
        low.quantity.value,
        high.quantity.value,
        low.unit,
        low.scale,
        low_open=low.operator is Operator.GT,
        high_open=high.operator is Operator.LT,
    )
