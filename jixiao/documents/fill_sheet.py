"""One worksheet being edited in place: numbers into cells, nothing else touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lxml import etree

from jixiao.documents.fill_sums import Content, Sums, area_of
from jixiao.documents.office.formula_text import column_letters, column_number, shifted
from jixiao.documents.office.number_format import number, show_number
from jixiao.documents.office.refusal import Refused
from jixiao.indicators.numbers import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_GENERAL = "General"
_DIGITS = Context(prec=17)

Element = Any
"""An element of the XML library, which ships no types."""


def parsed(content: bytes, part: str) -> Element:
    """The root of a harmless part.  Raises :class:`~jixiao.documents.office.refusal.Refused`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as failure:
        raise Refused("OFF017", part=part[:80], why="xml") from failure


def serialized(root: Element) -> bytes:
    """A part as bytes, declared as office programs declare it."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


@dataclass(frozen=True, slots=True)
class Put:
    """What happened to one cell.

    ``ref`` is the cell meant, ``formula`` what stood there, and still does where ``kept_formula``;
    ``kept_array`` says that nothing was written because the cell is part of an array formula, ``same`` that
    the number stood there already.
    ``hidden_by_format`` is a number format that would not show the number.
    """

    ref: str
    style: int = 0
    formula: str | None = None
    kept_formula: bool = False
    kept_array: bool = False
    same: bool = False
    hidden_by_format: str | None = None


class SheetEdit:
    """The XML of one sheet."""

    def __init__(self, content: bytes, part: str) -> None:
        self.root = parsed(content, part)
        data = self.root.find("{*}sheetData")
        if data is None:
            raise Refused("OFF017", part=part[:80], why="sheet")
        self.data = data
        self.space = self.root.tag.rpartition("}")[0] + "}" if "}" in self.root.tag else ""
        self.rows: dict[int, Element] = {}
        self.cells: dict[tuple[int, int], Element] = {}
        self._index()
        self.written: set[tuple[int, int]] = set()
        self.merged = self._merged()
        self.arrays = self._arrays()

    def content(self) -> bytes:
        """The sheet as bytes."""
        return serialized(self.root)

    def _index(self) -> None:
        """Find every row and cell; one without a reference of its own follows the one before it."""
        row_number = 0
        for row in self.data.iterchildren(f"{self.space}row"):
            row_number = int(row.get("r") or row_number + 1)
            row.set("r", str(row_number))
            self.rows[row_number] = row
            column = -1
            for cell in row.iterchildren(f"{self.space}c"):
                found = _REF.fullmatch(cell.get("r") or "")
                column = column_number(found[1]) if found else column + 1
                cell.set("r", f"{column_letters(column)}{row_number}")
                self.cells[row_number, column] = cell

    def _merged(self) -> list[tuple[int, int, int, int]]:
        return [
            area
            for range_ in self.root.iterfind("{*}mergeCells/{*}mergeCell")
            if (area := area_of(range_.get("ref") or "")) is not None
        ]

    def _arrays(self) -> list[tuple[int, int, int, int]]:
        """The ranges that one formula fills as a whole."""
        found = []
        for formula in self.data.iter(f"{self.space}f"):
            if formula.get("t") in {"array", "dataTable"}:
                area = area_of(formula.get("ref") or "")
                if area is not None:
                    found.append(area)
        return found

    def put(self, ref: str, value: Decimal, formats: Sequence[str]) -> Put:
        """Write a number into a cell, making the cell where there is none.

        ``formats`` are the number formats by style.  Raises ``ValueError`` for a reference that is none.
        """
        match = _REF.fullmatch(ref)
        if match is None:
            raise ValueError(f"no cell reference: {ref!r}")
        row, column = int(match[2]), column_number(match[1])
        for top, left, bottom, right in self.merged:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
                break
        ref = f"{column_letters(column)}{row}"
        if any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.arrays):
            return Put(ref, kept_array=True)
        cell = self._cell(row, column)
        style = int(cell.get("s") or 0)
        formula = self._formula(cell)
        if formula is None and cell.get("t") in {None, "n"} and self._shown(cell) == value:
            return Put(ref, style, same=True)
        kept = formula is not None and self._comes_to(cell, formula) == value
        if kept and cell.get("t") in {None, "n"} and self._shown(cell) == value:
            return Put(ref, style, formula, kept_formula=True, same=True)
        if formula is not None and not kept:
            self._unshare(cell)
        for child in list(cell):
            if not (kept and child.tag == f"{self.space}f"):
                cell.remove(child)
        for name in ("t", "cm", "vm"):
            cell.attrib.pop(name, None)
        shown = etree.SubElement(cell, f"{self.space}v")
        shown.text = f"{value:f}"
        self.written.add((row, column))
        code = formats[style] if 0 <= style < len(formats) else _GENERAL
        hidden = None if _shows(code, value) else code
        return Put(ref, style, formula, kept_formula=kept, hidden_by_format=hidden)

    def refresh(self) -> None:
        """Bring up to date the results kept of formulas that draw on the cells written, where known."""
        sums = self._sums()
        for place, cell in self.cells.items():
            formula = None if place in self.written else self._formula(cell)
            if not formula or not sums.stale(formula):
                continue
            value = sums.value(formula)
            if value is None:
                continue
            shown = cell.find("{*}v")
            if shown is None:
                shown = etree.SubElement(cell, f"{self.space}v")
            cell.attrib.pop("t", None)
            exact = _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
            shown.text = f"{exact.normalize():f}"

    def _sums(self) -> Sums:
        return Sums(self._content, self.cells.keys(), self.written)

    def _comes_to(self, cell: Element, formula: str) -> Fraction | None:
        """What the formula of a cell comes to: computed, or as the file has it where that must still hold."""
        sums = self._sums()
        value = sums.value(formula)
        if value is None and formula and not sums.stale(formula) and cell.get("t") in {None, "n"}:
            shown = self._shown(cell)
            return None if shown is None else Fraction(shown)
        return value

    @staticmethod
    def _shown(cell: Element) -> Decimal | None:
        """The number kept in a cell."""
        text = cell.findtext("{*}v")
        return number(text) if text else None

    def _content(self, place: tuple[int, int]) -> Content:
        cell = self.cells[place]
        if cell.get("t") == "e" and cell.find("{*}f") is None:
            return Content("")
        text = cell.get("t") not in {None, "n", "e"}
        return Content(self._formula(cell), None if text else self._shown(cell), text)

    def restyle(self, ref: str, style: int) -> None:
        """Give a cell another style."""
        match = _REF.fullmatch(ref)
        if match is not None:
            self.cells[int(match[2]), column_number(match[1])].set("s", str(style))

    def _cell(self, row: int, column: int) -> Element:
        if (row, column) in self.cells:
            return self.cells[row, column]
        line = self.rows.get(row)
        if line is None:
            line = self.data.makeelement(f"{self.space}row", {"r": str(row)})
            later = [number for number in self.rows if number > row]
            self._before(self.data, line, self.rows[min(later)] if later else None)
            self.rows[row] = line
        cell = line.makeelement(f"{self.space}c", {"r": f"{column_letters(column)}{row}"})
        if line.get("s") is not None and line.get("customFormat") in {"1", "true"}:
            cell.set("s", line.get("s"))
        behind = [at for number, at in self.cells if number == row and at > column]
        self._before(line, cell, self.cells[row, min(behind)] if behind else None)
        self.cells[row, column] = cell
        return cell

    @staticmethod
    def _before(parent: Element, made: Element, following: Element | None) -> None:
        if following is None:
            parent.append(made)
        else:
            following.addprevious(made)

    def _formula(self, cell: Element) -> str | None:
        """The formula of a cell as it reads there; empty for one whose text is not known."""
        formula = cell.find("{*}f")
        if formula is None:
            return None
        if formula.text or formula.get("t") != "shared":
            return formula.text or ""
        master = self._master(formula.get("si"))
        if master is None:
            return ""
        (row, column), text = master
        here = _place(cell.get("r"))
        return "" if here is None else shifted(text, here[0] - row, here[1] - column)

    def _master(self, shared: str | None) -> tuple[tuple[int, int], str] | None:
        """The cell that holds the text of a shared formula, with it."""
        for place, cell in self.cells.items():
            formula = cell.find("{*}f")
            if formula is not None and formula.get("si") == shared and formula.text:
                return place, formula.text
        return None

    def _unshare(self, cell: Element) -> None:
        """Prepare for the going of a cell's formula: one that others share is written out for them."""
        formula = cell.find("{*}f")
        if formula is not None and formula.get("t") == "shared" and formula.get("si") is not None:
            self._write_out(formula.get("si"))

    def _write_out(self, shared: str) -> None:
        """Give each cell of a shared formula its own text."""
        members = [
            (place, formula)
            for place, cell in self.cells.items()
            if (formula := cell.find("{*}f")) is not None
            and formula.get("t") == "shared"
            and formula.get("si") == shared
        ]
        master = next(((place, formula.text) for place, formula in members if formula.text), None)
        for (row, column), formula in members:
            if master is not None:
                (first_row, first_column), text = master
                formula.text = formula.text or shifted(text, row - first_row, column - first_column)
            for name in ("t", "si", "ref"):
                formula.attrib.pop(name, None)


def _place(ref: str | None) -> tuple[int, int] | None:
    match = _REF.fullmatch(ref or "")
    return None if match is None else (int(match[2]), column_number(match[1]))


def _shows(code: str, value: Decimal) -> bool:
    """Whether a number format shows the whole number (``0`` would show 4.64 as 5)."""
    return parse_decimal(show_number(code, value)) == value
