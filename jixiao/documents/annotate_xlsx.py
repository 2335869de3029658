"""Remarks into a workbook: cells coloured, and a column of remarks to the right of all that is there.

Rows too low for their remarks become higher, and what is printed reaches to the remarks.  Nothing else
changes: neither values nor formulas, widths or other sheets.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lxml import etree

from jixiao.documents.fill import Filling
from jixiao.documents.fill_sheet import Element, SheetEdit, parsed, serialized
from jixiao.documents.office.formula_text import column_letters, column_number
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import office_kind
from jixiao.documents.office.zip_guard import Package
from jixiao.documents.write.styles import LONGEST_CELL, printable, text_height
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jixiao.documents.annotate import Remark

GROUNDS = {"error": "FFFF9999", "warning": "FFFFC266", "notice": "FFBDD7EE"}
"""The colour of a marked cell by the worst that is said of it: none that forms ask for input with."""
WIDTH = 60
HIGHEST = 409.0
"""The most points that a row can be high."""
_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_LAST_COLUMN = 16_383
_PRINT_AREA = "_xlnm.Print_Area"
_AREA_END = re.compile(r":\$?([A-Z]{1,3})\$?[1-9][0-9]{0,6}")
_USUAL_POINTS = 11.0


def annotated(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """``data`` (an xlsx or xlsm) with a column 校验结果 on each sheet that something is said of.

    Raises :class:`~jixiao.documents.office.refusal.Refused` for a file that is no such workbook.
    """
    kind = office_kind(data)
    if kind != "xlsx":
        raise Refused("FIL002", kind=kind)
    return _Marking(Package(data), "").marked(remarks)


class _Marking(Filling):
    """A workbook being marked."""

    def marked(self, remarks: Sequence[Remark]) -> bytes:
        """The workbook with the remarks."""
        styles = _Styles(self._styles_part())
        by_sheet: dict[str, list[Remark]] = defaultdict(list)
        for remark in remarks:
            sheet = self._sheet(remark)
            if sheet is not None:
                by_sheet[sheet].append(remark)
        for sheet, of_sheet in by_sheet.items():
            part = self.sheets[sheet]
            edit = _MarkedSheet(self._read(part), part)
            column = edit.mark(of_sheet, styles)
            self.changed[part] = edit.content()
            self._print_to(sheet, column)
        styled = self._part_of_kind("styles")
        if styled is not None and styles.root is not None:
            self.changed[styled] = serialized(styles.root)
        return self._packed()

    def _print_to(self, sheet: str, column: int) -> None:
        """Let what is printed of a sheet reach to a column, where the workbook says what is printed."""
        root = parsed(self._read(self.main), self.main)
        number = str(list(self.sheets).index(sheet))
        for name in root.iterfind("{*}definedNames/{*}definedName"):
            if name.get("name") != _PRINT_AREA or name.get("localSheetId") != number:
                continue
            ends = [column_number(end[1]) for end in _AREA_END.finditer(name.text or "")]
            last = max(ends, default=column)
            if last >= column:
                return
            to_last = re.compile(rf"(:\$?){column_letters(last)}(?=\$?[1-9])")
            name.text = to_last.sub(rf"\g<1>{column_letters(column)}", name.text or "")
            self.changed[self.main] = serialized(root)

    def _styles_part(self) -> Element | None:
        part = self._part_of_kind("styles")
        return None if part is None else parsed(self._read(part), part)

    def _sheet(self, remark: Remark) -> str | None:
        """The sheet a remark belongs to; the first where its place names none that is there."""
        usable = [sheet for sheet, part in self.sheets.items() if part and part in self.package]
        for named in (remark.place.table, remark.place.document_part):
            if named in usable:
                return named
        begun = [sheet for sheet in usable if (remark.place.table or "").startswith(sheet)]
        return max(begun, key=len) if begun else next(iter(usable), None)


class _Styles:
    """The cell styles of a workbook, each marked one made once."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        self._made: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}

    @property
    def points(self) -> float:
        """The size of the letters of the remarks, in points."""
        if self.root is None:
            return _USUAL_POINTS
        style, fonts = self.root.find("{*}cellXfs/{*}xf"), self.root.findall("{*}fonts/{*}font")
        at = int(style.get("fontId") or 0) if style is not None else 0
        size = fonts[at].find("{*}sz") if at < len(fonts) else None
        return _USUAL_POINTS if size is None else _points(size.get("val")) or _USUAL_POINTS

    def ground(self, style: int, severity: str) -> int:
        """The number of the style that is ``style`` on the ground of a severity."""
        key = (style, severity)
        if key not in self._made:
            self._made[key] = self._style(style, fillId=str(self._fill(GROUNDS[severity])), applyFill="1")
        return self._made[key]

    def text(self) -> int:
        """The number of a style whose text is wrapped."""
        key = (0, "text")
        if key not in self._made:
            self._made[key] = self._style(0, wrap=True)
        return self._made[key]

    def _style(self, style: int, *, wrap: bool = False, **attributes: str) -> int:
        listed = None if self.root is None else self.root.find("{*}cellXfs")
        if listed is None or not 0 <= style < len(listed):
            return style
        copy = parsed(serialized(listed[style]), "styles")
        for name, value in attributes.items():
            copy.set(name, value)
        if wrap:
            for old in copy.findall("{*}alignment"):
                copy.remove(old)
            space = copy.tag.rpartition("}")[0] + "}" if "}" in copy.tag else ""
            made = copy.makeelement(f"{space}alignment", {"wrapText": "1", "vertical": "top"})
            copy.insert(0, made)
            copy.set("applyAlignment", "1")
        listed.append(copy)
        listed.set("count", str(len(listed)))
        return len(listed) - 1

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            fills = None if self.root is None else self.root.find("{*}fills")
            if fills is None:
                return 0
            space = fills.tag.rpartition("}")[0] + "}" if "}" in fills.tag else ""
            fill = etree.SubElement(fills, f"{space}fill")
            pattern = etree.SubElement(fill, f"{space}patternFill", {"patternType": "solid"})
            etree.SubElement(pattern, f"{space}fgColor", {"rgb": colour})
            etree.SubElement(pattern, f"{space}bgColor", {"indexed": "64"})
            fills.set("count", str(len(fills)))
            self._fills[colour] = len(fills) - 1
        return self._fills[colour]


class _MarkedSheet(SheetEdit):
    """A sheet that gets remarks."""

    def mark(self, remarks: Sequence[Remark], styles: _Styles) -> int:
        """Colour the cells spoken of, and say what of them in a new last column, which is answered."""
        first = min(self.rows, default=1)
        told: dict[int, list[Remark]] = defaultdict(list)
        worst: dict[tuple[int, int], str] = {}
        order = list(GROUNDS)
        for remark in remarks:
            cell, row = self._spot(remark)
            told[first if row is None else row].append(remark)
            if cell is not None:
                worst[cell] = min(worst.get(cell, remark.severity), remark.severity, key=order.index)
        column = self._free_column()
        for (row, at), severity in worst.items():
            cell = self._cell(row, at)
            cell.set("s", str(styles.ground(int(cell.get("s") or 0), severity)))
        told.setdefault(first, [])
        for row, here in told.items():
            here.sort(key=lambda remark: order.index(remark.severity))
            heading = [say("annotate.heading")] if row == first else []
            text = "\n".join([*heading, *(remark.text for remark in here)])
            if text_height(text, WIDTH, styles.points) > HIGHEST:
                text = "\n".join([*heading, *(remark.short or remark.text for remark in here)])
            style = styles.text() if not here else styles.ground(styles.text(), here[0].severity)
            self._say(row, column, text, style)
            self._raise(row, text_height(text, WIDTH, styles.points))
        self._widen(column)
        self._redimension(column)
        return column

    def _raise(self, row: int, points: float) -> None:
        """Make a row of a height of its own as high as it must be; others are fitted when they are opened."""
        line = self.rows[row]
        usual = self.root.find("{*}sheetFormatPr")
        fixed = usual is not None and usual.get("customHeight") in {"1", "true"}
        height = _points(line.get("ht"))
        if height is None:
            height = _points(usual.get("defaultRowHeight")) if fixed else None
        if height is None or height >= points:
            return
        line.set("ht", f"{min(points, HIGHEST):.2f}")
        if fixed:
            line.set("customHeight", "1")

    def _spot(self, remark: Remark) -> tuple[tuple[int, int] | None, int | None]:
        """The cell a remark speaks of (the first of a merged range), and the row it is told beside."""
        found = _REF.fullmatch(remark.place.cell or "")
        if found is not None:
            row, column = int(found[2]), column_number(found[1])
            for top, left, bottom, right in self.merged:
                if top <= row <= bottom and left <= column <= right:
                    return (top, left), row
            return (row, column), row
        number = _ROW.search(remark.place.row or "")
        told = int(number[0]) if number else 0
        return None, told if told in self.rows else None

    def _free_column(self) -> int:
        """The column right of everything that is there."""
        # a row may be formatted to its last cell: only what is filled in or merged counts
        used = [column for (_, column), cell in self.cells.items() if len(cell)]
        used += [right for _, _, _, right in self.merged]
        return min(max(used, default=-1) + 1, _LAST_COLUMN)

    def _say(self, row: int, column: int, text: str, style: int) -> None:
        cell = self._cell(row, column)
        self.rows[row].attrib.pop("spans", None)  # the columns it reaches over are others now
        for child in list(cell):
            cell.remove(child)
        for name in ("cm", "vm"):
            cell.attrib.pop(name, None)
        cell.set("t", "inlineStr")
        cell.set("s", str(style))
        words = etree.SubElement(etree.SubElement(cell, f"{self.space}is"), f"{self.space}t")
        words.text = printable(text)[:LONGEST_CELL]
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _widen(self, column: int) -> None:
        """Give the new column a width of its own, whatever ranges the widths of others are given in."""
        listed = self.root.find("{*}cols")
        if listed is None:
            listed = self.root.makeelement(f"{self.space}cols", {})
            self.data.addprevious(listed)
        number = column + 1
        kept: list[Element] = []
        for old in list(listed):
            low, high = int(old.get("min") or 1), int(old.get("max") or 1)
            listed.remove(old)
            for start, end in ((low, min(high, number - 1)), (max(low, number + 1), high)):
                if start <= end:
                    piece = old.makeelement(old.tag, dict(old.attrib))
                    piece.set("min", str(start))
                    piece.set("max", str(end))
                    kept.append(piece)
        made: Mapping[str, str] = {
            "min": str(number), "max": str(number), "width": str(WIDTH), "customWidth": "1"
        }  # fmt: skip
        kept.append(listed.makeelement(f"{self.space}col", dict(made)))
        for one in sorted(kept, key=lambda element: int(element.get("min"))):
            listed.append(one)

    def _redimension(self, column: int) -> None:
        """Let the sheet say that it reaches so far."""
        dimension = self.root.find("{*}dimension")
        if dimension is not None and self.rows:
            low, high = min(self.rows), max(self.rows)
            dimension.set("ref", f"A{low}:{column_letters(column)}{high}")


def _points(text: str | None) -> float | None:
    """A length of a sheet in points; none where it says none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None
