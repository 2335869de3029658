"""年度指标值: what one target cell says, with the columns it may be split into."""

from __future__ import annotations

from dataclasses import replace

from jixiao.indicators.cells import read_cell
from jixiao.indicators.cleaning import MAX_LENGTH, clean
from jixiao.indicators.numerals import is_numeral
from jixiao.indicators.operators import QUALITATIVE, SILENT, column_operator
from jixiao.indicators.quantities import take_unit
from jixiao.indicators.reading import Kind, Operator, Reading
from jixiao.indicators.units import parse_unit, unit_of_name

_MEASURED = (Kind.QUANTITY, Kind.BAND)
_OF_TIME = (Kind.DATE, Kind.FREQUENCY)
_READ = (*_MEASURED, *_OF_TIME)
_NO_UNIT = frozenset(
    (
        "",
        "/",
        "-",
        "—",
        "——",
        "无",
        "定性",
        "文字",
        "文字描述",
        "描述",
        "其他",
        "其它",
        "不适用",
        "无单位",
        "N/A",
    )
)


def parse_target(
    text: str | None, *, operator: str | None = None, unit: str | None = None, name: str | None = None
) -> Reading:
    """What a target cell says; never raises, always keeps ``text``.

    ``operator`` and ``unit`` are the cells of split columns (指标性质, 度量单位); joined with the
    text they give the reading of the single cell.  What column and text both say may be
    repeated; where they contradict each other the target is unreadable.  ``name`` lends the unit in its
    last parentheses (``成本控制数（万元）``) to a target that has none anywhere else.
    """
    printed = "" if text is None else text
    sign = column_operator(operator)
    if sign == QUALITATIVE:
        return _qualitative(printed)
    if sign is None and operator is not None and _begins(printed, operator):
        sign = SILENT
    if sign is None:
        return Reading(printed, Kind.UNREADABLE, reason="operator-unknown")
    reading = read_cell(text, "target")
    if isinstance(sign, Operator):
        reading = _with_operator(printed, reading, sign)
    column = sign if isinstance(sign, Operator) else None
    if unit is not None and not _ends(printed, unit) and clean(unit[:MAX_LENGTH]) not in _NO_UNIT:
        reading = _with_unit(printed, unit, reading, column)
    if (
        name is not None
        and reading.kind in _MEASURED
        and reading.unit is None
        and (lent := unit_of_name(name)) is not None
    ):
        reading = take_unit(reading, lent) or reading
    return reading


def _qualitative(printed: str) -> Reading:
    reading = read_cell(printed, "target")
    return reading if reading.reason in {"empty", "placeholder"} else Reading(printed, Kind.STATEMENT)


def _begins(text: str, operator: str) -> bool:
    """Whether the text itself begins with what the operator column says."""
    return len(text) <= MAX_LENGTH and len(operator) <= MAX_LENGTH and clean(text).startswith(clean(operator))


def _ends(text: str, unit: str) -> bool:
    """Whether the text itself ends with what the unit column says, so that the column adds nothing."""
    if len(text) > MAX_LENGTH or len(unit) > MAX_LENGTH:
        return False
    return clean(text) != clean(unit) and clean(text).endswith(clean(unit))


def _with_operator(printed: str, reading: Reading, sign: Operator) -> Reading:
    """``reading`` under the operator of its column: the text's own must agree with it."""
    if reading.kind is Kind.UNREADABLE and reading.reason == "unknown-notation":
        return reading
    if reading.kind in {Kind.QUANTITY, Kind.FREQUENCY, Kind.DATE}:
        joined = read_cell(f"{sign.value}{printed}", "target")
        if joined.kind is reading.kind or joined.reason == "operator-conflict":
            return replace(joined, text=printed)
        return reading if reading.operator is sign else replace(reading, operator=sign)
    if reading.kind is Kind.BAND and sign is not Operator.EQ:
        return Reading(printed, Kind.UNREADABLE, reason="operator-with-band")
    return reading


def _with_unit(printed: str, unit: str, reading: Reading, sign: Operator | None) -> Reading:
    """``reading`` in the unit of its column: a text without one is read again with it."""
    column = parse_unit(unit)
    joined = _joined(printed, unit, sign)
    if reading.kind not in _MEASURED:
        again = reading.reason == "date-ambiguous" or (reading.kind is Kind.STATEMENT and is_numeral(printed))
        return joined if again and joined.kind in _READ else reading
    if reading.unit is None:
        if joined.kind in _OF_TIME or (column is None and joined.kind in _READ and joined.unit is not None):
            return joined
        taken = None if column is None else take_unit(reading, column)
        code = "unit-unknown" if column is None else "unit-conflict"
        return taken if taken is not None else Reading(printed, Kind.UNREADABLE, reason=code)
    if column is None:
        return reading
    if column.name is not None and column.name.startswith(f"{reading.unit}/"):
        rate = _joined(printed, column.name[len(reading.unit) :], sign)
        if rate.kind is Kind.FREQUENCY:
            return rate
    same = reading.unit == column.name or column.name is None
    if not same or (reading.scale == 1 and column.scale > 1):
        return Reading(printed, Kind.UNREADABLE, reason="unit-conflict")
    return reading


def _joined(printed: str, unit: str, sign: Operator | None) -> Reading:
    """The single cell that operator, text and unit would have been."""
    return replace(read_cell(f"{'' if sign is None else sign.value}{printed}{unit}", "target"), text=printed)
