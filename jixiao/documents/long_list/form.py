"""The rows of one project made into its form, by what makes forms of any table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents import figures, marks
from jixiao.documents.align import Fit
from jixiao.documents.assemble import assemble
from jixiao.documents.columns import Columns
from jixiao.documents.complaints import clip, error, warning
from jixiao.documents.completeness import complete_by_weights
from jixiao.documents.figures import compact, is_blank
from jixiao.documents.found import Labelled, Part, Row, Table
from jixiao.documents.lines import Line
from jixiao.documents.long_list.headings import TOTAL_NAME
from jixiao.indicators.taxonomy import fund_line
from jixiao.schemas.finding import Place
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jixiao.documents.long_list.groups import Group
    from jixiao.documents.long_list.headings import ListHeading
    from jixiao.documents.long_list.rows import Record
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import ReadForm

_CONTENT = ("name", "target", "adjusted_target", "actual", "weight", "claimed_score")
_HEAD = (
    "project",
    "code",
    "department",
    "unit",
    "office",
    "year",
    "project_total",
    "claimed_total",
    "claimed_grade",
)
_UNFINISHED = "FRM017"
_LONGEST_REGION = 6
_FUND_BLOCKS = frozenset({"项目资金", "资金情况", "项目资金情况", "年度资金", "年度资金情况", "项目预算资金"})


class Made(NamedTuple):
    """The form of a project, or why there is none."""

    form: ReadForm | None
    problems: tuple[Finding, ...] = ()


class _Line(Line):
    """A row whose cells are known."""

    def __init__(self, number: int, cells: Sequence[str]) -> None:
        super().__init__(number, "\t".join(cells), whole=True)
        self.__dict__["split"] = ("grid", tuple(cells))
        self.__dict__["cells"] = tuple(cells)
        self.__dict__["mode"] = "grid"


class FormMaker:
    """Makes forms of the projects of one list.

    ``file`` is its name; ``table`` the sheet it stands on, null for a text.
    """

    def __init__(self, heading: ListHeading, file: str, table: str | None = None) -> None:
        self._heading = heading
        self._file, self._table = file, table
        self._line = _Line(heading.row, heading.texts)
        by_column = {at: field for field, at in heading.indicators.items()}
        fields = tuple(by_column.get(at) for at in range(heading.width))
        self._columns = Columns("indicator", self._line, "grid", fields, heading.texts)
        self._at = {text: at for at, text in reversed(list(enumerate(heading.texts)))}
        self._funds = {
            name: self._fund_columns({at: field for field, at in columns.items()})
            for name, columns in heading.funds.items()
        }
        row = heading.indicators
        self._of_row = self._fund_columns(
            {
                row[one]: field
                for one, field in (
                    ("target", "annual_budget"),
                    ("actual", "executed"),
                    ("weight", "weight"),
                    ("claimed_score", "claimed_score"),
                )
                if one in row
            }
        )
        read = {*heading.facts.values(), *(at for line in heading.funds.values() for at in line.values())}
        self._facts = {at: heading.texts[at] for at in sorted(read)}
        self._key = {heading.facts[name] for name in ("project", "code") if name in heading.facts}

    def _fund_columns(self, by_column: Mapping[int, str]) -> Columns:
        fields = (*(by_column.get(at) for at in range(self._heading.width)), "fund_name")
        return Columns("fund", self._line, "grid", fields, (*self._heading.texts, ""))

    def make(self, group: Group, index: int) -> Made:
        """The form of a project, the ``index``-th (from 1) of its list; exact or refused with the reason."""
        label = say("list.project", name=clip(group.said("project"), 40), number=index)
        problems = [*group.trouble, *self._too_long(group, label)]
        lines = {record[0]: _Line(*self._padded(record)) for record in group.rows}
        said, conflicts = self._said(group, label)
        if problems or conflicts:
            return Made(None, (*problems, *conflicts))
        table = Table(0, lines[group.rows[0][0]], state=Part.INDICATORS, columns=self._columns)
        table.last_line = group.rows[-1][0]
        findings = list(self._money(table, said, label))
        self._head(table, group, said, lines)
        conflict = self._rows(table, group, lines, label)
        if conflict is not None:
            return Made(None, (conflict,))
        locate = _Locate(label, self._at, self._table)
        made = assemble(table, file=self._file, index=index, year=None, locate=locate)
        if made.form is None:
            return Made(None, made.problems)
        return Made(self._finished(made.form, said, findings, label), made.problems)

    # --- what the project's columns say ----------------------------------------

    def _padded(self, record: Record) -> Record:
        number, cells = record
        return number, [*cells[: self._heading.width], *[""] * (self._heading.width - len(cells))]

    def _too_long(self, group: Group, label: str) -> Iterator[Finding]:
        """Rows with something right of the last heading: a comma within a cell that nobody quoted."""
        for number, cells in group.rows:
            if len(cells) > self._heading.width and any(cells[self._heading.width :]):
                where = self._where(number, None, label)
                yield error("LST005", where, name=clip(group.said("project")), number=number)
                return

    def _where(self, number: int, column: int | None, label: str) -> Place:
        place = Place(
            file=self._file,
            row=say("place.row", number=number),
            cell=None if column is None else self._heading.texts[column],
        )
        return _Locate(label, self._at, self._table)(place, number, column)

    def _said(self, group: Group, label: str) -> tuple[dict[tuple[int, str], tuple[int, str]], list[Finding]]:
        """What each column of the project says (by column and line of money): the row and the text.

        A column that says two things is a conflict, told once for the project.
        """
        known: dict[tuple[int, str], tuple[int, str]] = {}
        named = self._heading.fund_name
        money = {at for line in self._heading.funds.values() for at in line.values()}
        for number, cells in group.rows:
            line = cells[named] if named is not None and named < len(cells) else ""
            for at, heading in self._facts.items():
                cell = cells[at] if at < len(cells) else ""
                if not cell or at in self._key:
                    continue
                place = (at, compact(line) if at in money else "")
                before = known.setdefault(place, (number, cell))
                if before[1] != cell and not _equal(before[1], cell):
                    where = self._where(number, at, label).model_copy(update={"quote": clip(cell, 200)})
                    return known, [
                        error(
                            "LST003", where, found=cell, name=clip(group.said("project")), heading=heading,
                            first=before[0], before=clip(before[1], 40), second=number,
                        )
                    ]  # fmt: skip
        return known, []

    def _fact(self, said: Mapping[tuple[int, str], tuple[int, str]], name: str) -> tuple[int, str] | None:
        at = self._heading.facts.get(name)
        return None if at is None else said.get((at, ""))

    def _money(
        self, table: Table, said: Mapping[tuple[int, str], tuple[int, str]], label: str
    ) -> Iterator[Finding]:
        """The unit of money, set in the table; what is said of one that nobody knows."""
        table.amount_unit = self._heading.amount_unit
        own = self._fact(said, "amount_unit")
        if own is None or is_blank(own[1]):
            return
        number, text = own
        if compact(text) in figures.AMOUNT_UNITS:
            table.amount_unit = compact(text)
        elif (unit := marks.amount_unit(f"({text})")) is not None:
            table.amount_unit = unit
        else:
            table.amount_unit = text
            yield error("FRM020", self._where(number, self._heading.facts["amount_unit"], label), found=text)

    def _head(
        self,
        table: Table,
        group: Group,
        said: Mapping[tuple[int, str], tuple[int, str]],
        lines: Mapping[int, Line],
    ) -> None:
        first = group.rows[0][0]
        for name in _HEAD:
            at = self._heading.facts.get(name)
            own = (first, group.said("project")) if name == "project" else self._fact(said, name)
            if own is None and name in {"code", "department", "unit", "year"} and group.said(name):
                own = first, group.said(name)  # merged with the project above, or as it was said there
            if own is None or at is None or is_blank(own[1]):
                continue
            number, text = own
            value = _year(text) if name == "year" else text
            table.head.append(Labelled(name, value, lines[number], self._heading.texts[at]))
        for name in ("expected", "achieved"):
            own = self._fact(said, name)
            if own is not None and not is_blank(own[1]):
                table.goal += [(name, part, lines[own[0]]) for part in own[1].splitlines() if part.strip()]

    # --- rows ------------------------------------------------------------------

    def _rows(self, table: Table, group: Group, lines: Mapping[int, Line], label: str) -> Finding | None:
        """Put the rows under the columns of indicators and of money; the problem where two totals differ."""
        money: dict[str, Row] = {}
        total: tuple[int, str] | None = None
        for number, _ in group.rows:
            line = lines[number]
            row = Row(line, self._columns, Fit(tuple(cell or None for cell in line.cells), 0))
            named = self._heading.fund_name
            name = "" if named is None else line.cells[named]
            for default, columns in self._funds.items():
                self._fund(money, name or default, columns, line)
            if self._is_money(row):
                self._fund(money, row.get("level2") or TOTAL_NAME, self._of_row, line)
            elif self._is_total(row):
                score = row.get("claimed_score")
                if score is not None and total is None:
                    total = number, score
            elif any(row.get(field) for field in (*_CONTENT, "level1", "level2")):
                table.rows.append(row)
        order = sorted(money, key=lambda one: fund_line(one) != "total")
        table.funds = [money[one] for one in order]
        if total is not None:
            number, text = total
            own = next((one for one in table.head if one.kind == "claimed_total"), None)
            at = self._heading.indicators["claimed_score"]
            if own is None:
                table.head.append(Labelled("claimed_total", text, lines[number], self._heading.texts[at]))
            elif not _equal(own.value, text):
                return error(
                    "LST003", self._where(number, at, label), found=text, name=clip(group.said("project")),
                    heading=self._heading.texts[at], first=own.line.number, before=own.value, second=number,
                )  # fmt: skip
        return None

    def _fund(self, money: dict[str, Row], name: str, columns: Columns, line: Line) -> None:
        """Take the cells of a line of money from a row: the first that says something of each."""
        cells: list[str | None] = [
            cell or None if field is not None else None
            for field, cell in zip(columns.fields, line.cells, strict=False)
        ]
        if not any(cells):
            return
        known = money.get(name)
        if known is None:
            money[name] = Row(line, columns, Fit((*cells, name), 0))
            return
        before = known.fit.cells
        if known.columns is columns and any(
            cell and not old for cell, old in zip(cells, before, strict=False)
        ):
            merged = (*(old or cell for cell, old in zip(cells, before, strict=False)), name)
            money[name] = Row(known.line, columns, Fit(merged, 0))

    def _is_money(self, row: Row) -> bool:
        """Whether a row under indicators is the line of money: budget and execution as target and actual."""
        block = compact(row.get("level1") or "")
        if block not in _FUND_BLOCKS or row.get("operator") or row.get("unit"):
            return False
        given = [cell for field in ("target", "actual") if (cell := row.get(field)) is not None]
        return all(figures.amount(cell).value is not None for cell in given)

    def _is_total(self, row: Row) -> bool:
        """Whether a row only adds the others up."""
        if row.get("target") or row.get("actual"):
            return False
        names = [cell for field in ("level1", "level2", "name") if (cell := row.get(field))]
        return len(names) == 1 and marks.total_rest(names[0]) is not None

    # --- the form --------------------------------------------------------------

    def _finished(
        self,
        form: ReadForm,
        said: Mapping[tuple[int, str], tuple[int, str]],
        findings: list[Finding],
        label: str,
    ) -> ReadForm:
        evaluation, complete = form.evaluation, form.complete
        kept = list(form.findings)
        if evaluation.funds and evaluation.indicators:
            kept = [one for one in kept if one.code != _UNFINISHED]  # a list does not break off
            weighed = self._heading.weighs_funds or any(line.weight is not None for line in evaluation.funds)
            complete = weighed or complete_by_weights(evaluation)
        elif evaluation.indicators and not complete:
            complete = complete_by_weights(evaluation)
        own = self._fact(said, "region")
        if own is not None:
            number, text = own
            code = compact(text)
            if len(code) == _LONGEST_REGION and code.isascii() and code.isdigit():
                evaluation = evaluation.model_copy(update={"region": code})
            elif not is_blank(text):
                at = self._heading.facts["region"]
                findings.append(warning("LST008", self._where(number, at, label), found=text))
        return replace(form, evaluation=evaluation, complete=complete, findings=(*findings, *kept))


class _Locate:
    """Puts a place to the project it is of, and in a sheet to the cell."""

    def __init__(self, label: str, columns: Mapping[str, int], table: str | None) -> None:
        self._label, self._columns, self._table = label, columns, table

    def __call__(self, place: Place, number: int, column: int | None = None) -> Place:
        """See :class:`jixiao.documents.places.Locate`."""
        if self._table is None:
            return place.model_copy(update={"table": self._label})
        at = self._columns.get(place.cell or "") if column is None else column
        cell = None if at is None else f"{_letters(at)}{number}"
        update = {"table": self._table, "document_part": self._label, "cell": cell}
        return place.model_copy(update=update)


def _letters(column: int) -> str:
    """The letters of a column counted from 0."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _year(text: str) -> str:
    """A year with what forms print behind it: ``2024`` and ``2024.0`` are 2024 as well."""
    bare = compact(text)
    return bare.removesuffix(".0") if bare.removesuffix(".0").isdigit() else text


def _equal(one: str, other: str) -> bool:
    """Whether two cells say the same: the same words, or the same number."""
    if compact(one) == compact(other):
        return True
    first, second = figures.amount(one).value, figures.amount(other).value
    return isinstance(first, Decimal) and first == second
