"""Bands of values in a cleaned text: ``85%-90%``, ``100±5``, ``[80%,90%)``, ``80%≤x<90%``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.indicators.quantities import Role, read_quantity, take_unit
from jixiao.indicators.reading import Interval, Kind, Operator, Reading
from jixiao.indicators.units import Unit

if TYPE_CHECKING:
    from fractions import Fraction

_N = r"-?[0-9][0-9,.]*"
_U = r"[^0-9,;.\-~—至到±≥≤<>=()\[\]]{0,12}?"
_REST = r"[^0-9≥≤<>=±~]{0,30}"
_LEAD = r"(?P<lead>=?[^0-9≥≤<>=~±\-]{0,20}?)"
_BETWEEN = r"(?P<between>之间|区间内?|的?范围内?|(?:以|之)?内之间)?"
_PAIR = re.compile(
    rf"{_LEAD}(?P<a>{_N})(?P<ua>{_U})(?:-|~|—+|至|到|和(?=.*之间)|"
    rf"与(?=.*之间))(?P<b>{_N})(?P<ub>{_REST}?){_BETWEEN}"
)
_OPERATED = re.compile(
    r"(?P<sign>[≥≤<>]|不低于|不少于|不高于|不超过|至少|大于|小于|低于)(?P<pair>.*[0-9].*(?:-|~|—|至|"
    r"到).*[0-9].*)"
)
_LIMIT = "(?:≤|不超过|不得超过|不大于|不高于|小于等于|控制在|低于)?"
_AROUND = re.compile(rf"{_LEAD}(?P<a>{_N})(?P<ua>{_U})±(?P<b>{_N})(?P<ub>{_REST}?){_BETWEEN}")
_PLUS_MINUS = re.compile(rf"{_LEAD}{_LIMIT}±(?P<b>{_N})(?P<ub>{_REST}?)(?:以内|之内|内|范围内?)?")
_BRACKETS = re.compile(rf"(?P<open>[\[(])(?P<a>{_N})(?P<ua>{_U})[,~-](?P<b>{_N})(?P<ub>{_U})(?P<close>[\])])")
_CHAIN = re.compile(
    rf"(?P<a>{_N})(?P<ua>{_U})(?P<low>[≤<])[^0-9≥≤<>=]{{1,12}}(?P<high>[≤<])(?P<b>{_N})(?P<ub>{_U})"
)
_JOINED = re.compile(
    r"[,;且和并与至~-]+|(?<=以上)|(?<=以下)|(?<=[%‰一-鿿])(?=[≥≤<>])|(?<=[%‰0-9])(?=(?:小于|低于|少于|不超过|不高于|大于|高于|不低于))"
)


def _ends(a: str, ua: str, b: str, ub: str) -> tuple[Reading, Reading] | str:
    """The two ends as quantities in one unit, or the reason why they are no band."""
    high = read_quantity(b + ub, "target")
    low = read_quantity(a + ua, "target")
    if low is None or high is None or low.quantity is None or high.quantity is None:
        return next((end.reason for end in (low, high) if end is not None and end.reason), "unknown-notation")
    if low.unit is None and high.unit is not None:
        low = take_unit(low, Unit(high.unit, high.scale)) or low
    elif high.unit is None and low.unit is not None:
        high = take_unit(high, Unit(low.unit, low.scale)) or high
    elif low.unit is None and low.scale == 1 and high.scale != 1:
        low = take_unit(low, Unit(None, high.scale)) or low
    odd = low.approximate or high.approximate or low.operator is not None or high.operator is not None
    if odd:
        return "operator-with-band"
    return (low, high) if low.unit == high.unit else "unit-conflict"


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
    """The band a cleaned text states, or ``None`` if it states none.

    Ends in different units, in the wrong order or under an operator make it unreadable.
    """
    if (chain := _CHAIN.fullmatch(text)) is not None:
        return _from_ends(text, chain, low_open=chain["low"] == "<", high_open=chain["high"] == "<")
    if (brackets := _BRACKETS.fullmatch(text)) is not None:
        return _from_ends(
            text, brackets, low_open=brackets["open"] == "(", high_open=brackets["close"] == ")"
        )
    if (operated := _OPERATED.fullmatch(text)) is not None and _PAIR.fullmatch(operated["pair"]) is not None:
        return Reading(text, Kind.UNREADABLE, reason="operator-with-band")
    if (pair := _PAIR.fullmatch(text)) is not None:
        return _from_ends(text, pair) if _plain_lead(pair["lead"]) else None
    if (around := _AROUND.fullmatch(text) or _PLUS_MINUS.fullmatch(text)) is not None:
        return _around(text, around) if _plain_lead(around["lead"]) else None
    return _two_limits(text, role)


def _plain_lead(lead: str) -> bool:
    return re.search("未|不|没|无|非|超|第|每|[较比](?!例)|按", lead) is None


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
    # 5个±10% may mean a tenth of five or ten points: two units are refused
    if not groups["ua"] and "%" in (groups["ub"] or ""):
        return Reading(text, Kind.UNREADABLE, reason="unit-conflict")
    ends = _ends(groups["a"] or "", groups["ua"] or "", groups["b"] or "", groups["ub"] or "")
    if isinstance(ends, str):
        return Reading(text, Kind.UNREADABLE, reason=ends)
    middle, margin = ends
    if middle.quantity is None or margin.quantity is None:
        return Reading(text, Kind.UNREADABLE, reason="unknown-notation")
    centre, width = middle.quantity.value, abs(margin.quantity.value)
    return _band(text, centre - width, centre + width, middle.unit, middle.scale)


def _two_limits(text: str, role: Role) -> Reading | None:
    """``≥80%且≤90%`` and ``80%以上90%以下``: a lower and an upper limit of one thing."""
    pieces = [piece for piece in _JOINED.split(text) if piece]
    if len(pieces) != 2:
        return None
    limits = [read_quantity(piece, role) for piece in pieces]
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
    low_open, high_open = low.operator is Operator.GT, high.operator is Operator.LT
    return _band(
        text,
        low.quantity.value,
        high.quantity.value,
        low.unit,
        low.scale,
        low_open=low_open,
        high_open=high_open,
    )
