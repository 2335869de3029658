"""What a cell displays, from what it stores: the rules that xlsx and xls have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.office.builtin_formats import GENERAL
from jixiao.documents.office.formula_text import literal, typed
from jixiao.documents.office.number_format import general, number, show_number, show_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from jixiao.documents.office.sheet import Sheet


def show_stored_text(code: str, text: str) -> str:
    """A stored text under the cell's format."""
    return text if code in {GENERAL, "@"} else show_text(code, text)


def show_stored_number(
    sheet: Sheet,
    row: int,
    column: int,
    code: str,
    text: str,
    *,
    date1904: bool = False,
    hide_zeros: bool = False,
) -> str:
    """A number written as ``text`` under the cell's format; what is no number is kept and noted."""
    value = number(text)
    if value is None:
        if text.strip():
            sheet.note("OFF042", "error", row, column, found=text[:40])
        return text.strip()
    return show_value(sheet, row, column, code, value, date1904=date1904, hide_zeros=hide_zeros)


def show_value(
    sheet: Sheet,
    row: int,
    column: int,
    code: str,
    value: Decimal,
    *,
    date1904: bool = False,
    hide_zeros: bool = False,
) -> str:
    """A stored number under the cell's format; the number itself is kept where it looks different."""
    if code == GENERAL and not hide_zeros:
        return general(value)
    shown = "" if hide_zeros and not value else show_number(code, value, date1904=date1904)
    plain = general(value)
    if shown != plain:
        sheet.raws.append((row, column, plain))
        if not shown:
            sheet.note("OFF037", "warning", row, column, found=plain)
    return shown


def show_formula(
    sheet: Sheet,
    row: int,
    column: int,
    formula: str,
    result: Callable[[], str] | None,
    names: AbstractSet[str] = frozenset(),
) -> None:
    """Put a formula's cell into the sheet: a typed target as its text, a real one by its last result.

    ``result`` displays what the file keeps of the last calculation; ``None`` where it keeps nothing.
    It is not asked for a typed target, whose result means nothing.
    """
    quoted = literal(formula)
    if quoted is not None:
        sheet.put(row, column, quoted)
        return
    sheet.formulas.append((row, column, formula))
    target = typed(formula, names)
    if target is not None:
        sheet.put(row, column, target)
        sheet.note("OFF033", "notice", row, column, formula=target)
        return
    shortened = f"={formula[:60]}"
    if result is None:
        sheet.put(row, column, "")
        sheet.note("OFF031", "warning", row, column, formula=shortened)
        return
    text = result()
    sheet.put(row, column, text)
    sheet.note("OFF030", "notice", row, column, formula=shortened, found=text[:40])
