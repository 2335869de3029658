"""What reading a table leaves out, said aloud: columns and lines not read, names put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jixiao.documents import marks
from jixiao.documents.align import look
from jixiao.documents.below import rows_below
from jixiao.documents.columns import repeated
from jixiao.documents.complaints import clip, notice, warning
from jixiao.documents.completeness import complete_by_weights
from jixiao.documents.figures import compact, is_blank
from jixiao.documents.headings import match
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.documents.columns import Columns
    from jixiao.documents.found import Row, Table
    from jixiao.documents.lines import Document, Line
    from jixiao.documents.places import Locate
    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.self_evaluation import ReadForm

_NO_SUCH_COLUMN: Final = ("到位",)
"""What funds may be said of besides budget and spending, that no field of a form holds."""
_OWN_COLUMNS: Final = ("score", "sign", "status", "reason")
"""What scoring writes beside a table: where all of it stands, it is no part of the table."""


def name_fully(table: Table) -> None:
    """Name each row of a table with four levels by its third and fourth: ``培训人数：高级班``.

    A third level stands once, over all rows of its fourth ones.
    """
    above: str | None = None
    for index, row in enumerate(table.rows):
        if "level3" not in row.columns.fields:
            above = None
            continue
        own = row.get("level3")
        if own is not None or row.get("level1") is not None or row.get("level2") is not None:
            above = own
        name = row.get("name")
        if above is None or name is None:
            continue
        at = row.columns.fields.index("name")
        cells = list(row.fit.cells)
        cells[at] = say("losses.name", third=above, fourth=name)
        table.rows[index] = replace(row, fit=replace(row.fit, cells=tuple(cells)))


def with_losses(form: ReadForm, table: Table, document: Document, locate: Locate | None = None) -> ReadForm:
    """The form with a finding for each thing of its table that is in none of its fields.

    Not complete where its weights do not make up 100 and lines between its first row and its last were not
    read, or a row breaks off.
    """
    told = _Told(form, table, locate)
    found = [*told.columns(), *told.names()] if _has_more(table) else []
    found += told.below(document)
    broken = _broken_off(form, table, document)
    if broken is not None:
        line, count = broken
        place = told.at(line)
        found.append(warning("FRM028", place, found=line.text.strip()[:200], count=count))
    if not found:
        return form
    return replace(form, findings=(*form.findings, *found), complete=form.complete and broken is None)


def _has_more(table: Table) -> bool:
    """Whether a heading has columns that are not read, or a level more than a form has."""
    known = {id(row.columns): row.columns for row in (*table.funds, *table.rows)}
    given = (*known.values(), table.columns, table.fund_columns)
    return any(one is not None and ("other" in one.fields or "level3" in one.fields) for one in given)


class _Told:
    """The findings on the columns of one table."""

    def __init__(self, form: ReadForm, table: Table, locate: Locate | None) -> None:
        self.form, self.table, self.locate = form, table, locate

    def at(self, line: Line, heading: str | None = None, column: int | None = None) -> Place:
        """The place of a line, or of one cell of it."""
        told = {"row": say("place.row", number=line.number), "cell": heading, "quote": heading}
        if heading is None:
            told["quote"] = clip(line.text.strip(), 300)
        place = self.form.source.model_copy(update=told)
        return place if self.locate is None else self.locate(place, line.number, column)

    def below(self, document: Document) -> Iterator[Finding]:
        """Rows under the end of the table, where it was signed."""
        below = rows_below(self.table, document)
        if below is not None:
            seen = clip(below.first.text.strip(), 80)
            to = say("losses.to", row=self.at(below.last).row or "") if below.rows > 1 else ""
            yield warning("FRM031", self.at(below.first), found=seen, to=to, count=below.rows)

    def columns(self) -> Iterator[Finding]:
        """Columns that were not read."""
        scored = {compact(say(f"form.column.{key}")) for key in _OWN_COLUMNS}
        for columns, rows in _headings(self.table):
            own = scored if scored <= {compact(text) for text in columns.headings} else frozenset()
            twice = {lost: kept for kept, lost in repeated(columns)}
            for index, (field, text) in enumerate(zip(columns.fields, columns.headings, strict=True)):
                if field != "other" or not text or compact(text) in own:
                    continue
                cells = [cell for row in rows if (cell := row.fit.cells[index])]
                if index in twice:
                    if not _written_out(columns, rows, twice[index], index):
                        yield self._twice(columns, twice[index], index, cells)
                elif _unknown(columns.which, text) and (said := [one for one in cells if not is_blank(one)]):
                    place = self._heading(columns, index)
                    yield notice("FRM029", place, found=text, example=said[0])

    def _heading(self, columns: Columns, index: int) -> Place:
        """The place of a heading, in the lower line of the heading where it stands there."""
        text = columns.headings[index]
        for line in (columns.second, columns.line):
            if line is not None and line.mode == "grid" and index < len(line.cells) and line.cells[index]:
                return self.at(line, line.cells[index], index)
        return self.at(columns.line, text)

    def _twice(self, columns: Columns, kept: int, lost: int, cells: Sequence[str]) -> Finding:
        read, unread = self._heading(columns, kept), self._heading(columns, lost)
        params = {
            "first": _where(read, kept),
            "second": _where(unread, lost),
            "kept": columns.headings[kept],
            "example": say("losses.example", text=clip(cells[0], 20)) if cells else "",
        }
        return warning("FRM027", unread, found=columns.headings[lost], **params)

    def names(self) -> Iterator[Finding]:
        """That names were put together of two levels."""
        for columns, rows in _headings(self.table):
            named = [row for row in rows if row.get("level3")]
            if "level3" in columns.fields and named:
                index = columns.fields.index("name")
                place = self._heading(columns, index)
                example = clip(named[0].get("name") or "", 40)
                yield notice("FRM030", place, found=columns.headings[index], example=example)
                return


def _where(place: Place, index: int) -> str:
    """A column in words: the cell of its heading, or its number where cells have no names."""
    known = place.cell if place.cell and place.cell[-1:].isdigit() and place.cell[:1].isascii() else None
    return known or say("losses.column", number=index + 1)


def _headings(table: Table) -> Iterator[tuple[Columns, list[Row]]]:
    """Each heading of a table with the rows under it; one repeated after a page break is the same."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Columns, list[Row]]] = {}
    for columns in (table.fund_columns, table.columns):
        if columns is not None:
            found[columns.which, columns.headings] = (columns, [])
    for row in (*table.funds, *table.rows):
        key = (row.columns.which, row.columns.headings)
        found.setdefault(key, (row.columns, []))[1].append(row)
    yield from found.values()


def _written_out(columns: Columns, rows: Sequence[Row], kept: int, lost: int) -> bool:
    """Whether two headings are one that was merged, written out over each column, and nothing is lost."""
    between = columns.headings[min(kept, lost) : max(kept, lost) + 1]
    if len({compact(text) for text in between}) != 1:
        return False
    return all(not row.fit.cells[lost] or row.fit.cells[lost] == row.fit.cells[kept] for row in rows)


def _unknown(which: str, text: str) -> bool:
    """Whether nobody knows what a heading means, or no field of a form holds what it does."""
    if which == "fund" and any(word in compact(text) for word in _NO_SUCH_COLUMN):
        return True
    word = match(text, which)
    return word is None or (word.field != "other" and word.distance > 0)


def _broken_off(form: ReadForm, table: Table, document: Document) -> tuple[Line, int] | None:
    """The first line not read or row that breaks off, and how many there are; ``None`` where all is well."""
    indicators = form.evaluation.indicators
    weighted = any(one.weight is not None for one in indicators)
    if table.columns is None or not weighted or complete_by_weights(form.evaluation):
        return None
    short = [row.line for row in table.rows if _breaks_off(row)]
    lines = sorted([*_unread(table, document), *short], key=lambda line: line.number)
    return (lines[0], len(lines)) if lines else None


def _breaks_off(row: Row) -> bool:
    """Whether a row is named and measured, and ends before the weight that its table has."""
    if row.get("name") is None or not (row.get("target") or row.get("actual")):
        return False
    if "weight" not in row.columns.fields or row.get("weight") or row.get("claimed_score"):
        return False
    return not row.line.whole


def _unread(table: Table, document: Document) -> Iterator[Line]:
    """The lines between the heading of the indicators and the last row that went into nothing."""
    first = min((row.columns.line.number for row in table.rows), default=None)
    if first is None:
        return
    read: dict[int, str] = {row.line.number: _all_of(row) for row in table.rows}
    read |= {line.number: line.squeezed for line in table.totals}
    heads = {number for row in table.rows for number in _lines_of(row.columns)}
    last = max(read)
    text = ""
    for _, line in document.forward(table.position):
        if line.number > last:
            return
        text = read.get(line.number, text)
        known = line.number in heads or line.number <= first or line.is_rule or not line.filled
        if known or line.number in read or line.squeezed in text:
            continue
        if marks.is_page_number(line) or marks.is_sign_off(line) or marks.is_subtotal(line.filled[0]):
            continue
        if all(look(cell).level1 or look(cell).level2 or look(cell).blank for cell in line.filled):
            continue
        if line.mode == "grid" or len(line.filled) > 2:
            yield line


def _all_of(row: Row) -> str:
    """All that went into a row, without white space."""
    return compact(row.line.text) + compact("".join(cell or "" for cell in row.fit.cells))


def _lines_of(columns: Columns) -> range:
    """The numbers of the lines a heading may take."""
    last = columns.second.number if columns.second is not None else columns.line.number
    return range(columns.line.number, last + 2)
