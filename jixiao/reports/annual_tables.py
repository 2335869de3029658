"""The tables and annexes of the yearly report; every figure in a cell is a fact."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jixiao.reports.annual_view import BANDS, computed, difference, direction, path_of
from jixiao.reports.blocks import Align, Cell, Column, Fact, Origin, Row, Source, Table, cell, row
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.annual_view import Material, Step
    from jixiao.schemas.finding import Place
    from jixiao.schemas.summary import Summary
    from jixiao.scoring.aggregate_problems import Example

_LOSSES = ("summary", "total", "losses")
_MOST_LEVELS = 30
_SHEET_CELL = re.compile(r"[A-Z]{1,3}[0-9]{1,7}")
"""A cell's reference: it says its row."""
_IN_JSON = re.compile(r"^[a-z0-9_.]*\[[0-9]+\]")
"""A path in a JSON file, which says nothing to a reader."""


def column(code: str, least: int = 8, align: Align = Align.LEFT, *, figure: bool = False) -> Column:
    """A column by its code."""
    return Column(say(f"annual.column.{code}"), least, align, figure)


def figures(*codes: str, least: int = 7) -> tuple[Column, ...]:
    """Columns of figures."""
    return tuple(column(code, least, Align.RIGHT, figure=True) for code in codes)


def shown(fact: Fact | None, *, sign: str = "") -> Cell:
    """A cell with a figure, with two decimals so that a column stands aligned, or a dash."""
    if fact is None:
        return cell(say("annual.dash"))
    percent = "%" if fact.text.endswith("%") else ""
    plus = sign.strip("-")
    return cell(fact if fact.value is None else replace(fact, text=f"{plus}{fact.value:.2f}{percent}"))


def groups(material: Material, root: str, by: str) -> Table:
    """Every group of a summary and the whole: projects, mean, grades, money."""
    summary: Summary = getattr(material, root)
    grades = tuple(dict.fromkeys(name for group in (*summary.groups, summary.total) for name in group.grades))
    unscored = bool(summary.total.unscored)
    columns = (
        column(by, 14),
        *figures("projects", *(("scored",) if unscored else ()), least=5),
        *figures("mean"),
        *(Column(name, 4, Align.RIGHT, figure=True) for name in grades),
        *figures("budgets", "spent", least=9),
        *figures("rate"),
    )
    rows = []
    for at in range(len(summary.groups)):
        steps = (root, "groups", at)
        rows.append(
            Row((cell(material.group_name(by, *steps)), *_group(material, grades, *steps, unscored=unscored)))
        )
    whole = (cell(say("annual.total")), *_group(material, grades, root, "total", unscored=unscored))
    if len(rows) > 1:
        rows.append(Row(whole, strong=True))
    return Table(
        columns,
        tuple(rows),
        caption=say(f"annual.caption.{by}"),
        unit=say("annual.unit.money"),
        notes=(say("annual.note.rate"),) if _rates_apart(summary) else (),
    )


def _rates_apart(summary: Summary) -> bool:
    """Whether a rate is not that of the two sums beside it: of projects with both amounts alone."""
    total = summary.total
    return total.execution_rate is not None and total.with_money < total.count


def _group(material: Material, grades: tuple[str, ...], *steps: Step, unscored: bool) -> Iterator[Cell]:
    yield cell(material.count(*steps, "count"))
    if unscored:
        yield cell(material.count(*steps, material.basis, "scored"))
    yield shown(material.mean(*steps))
    had = material.at(*steps, "grades")
    for name in grades:
        there = name in had  # type: ignore[operator]  # a mapping by grade
        yield cell(material.count(*steps, "grades", name)) if there else cell(say("annual.dash"))
    yield shown(material.figure(*steps, "budget"))
    yield shown(material.figure(*steps, "executed"))
    yield shown(material.execution(*steps))


def years(material: Material) -> Table:
    """Departments in both years."""
    assert material.pair is not None  # noqa: S101 - asked before
    columns = (column("department", 14), *figures("before", "after", "change", "up", "down"))
    rows = []
    for at, one in enumerate(material.pair.departments):
        steps: tuple[Step, ...] = ("pair", "departments", at)
        name = material.named(one.department, "department", *steps, "department")
        before, after = (material.figure(*steps, f"{what}_mean") for what in ("before", "after"))
        counts = (cell(material.count(*steps, name)) for name in ("up", "down"))
        rows.append(row(name, shown(before), shown(after), _change(after, before), *counts))
    return Table(columns, tuple(rows), caption=say("annual.caption.years"), unit=say("annual.unit.points"))


def _change(after: Fact | None, before: Fact | None) -> Cell:
    """The later figure less the earlier one, with its sign."""
    if after is None or before is None or after.value is None or before.value is None:
        return shown(None)
    apart = difference(after, before)
    sign = {"more": "+", "less": "-", "same": ""}[direction(after, before)]
    value = apart.value if sign != "-" or apart.value is None else -apart.value
    return shown(Fact(sign + apart.text, apart.source, value), sign=sign)


def bands(material: Material) -> Table:
    """How many projects spent how much of their budget, and their mean score."""
    columns = (column("band", 16), *figures("projects", "scored", "mean"))
    rows = []
    for name in BANDS:
        found = material.bands[name]
        if not found.projects and name in {"over", "unknown"}:
            continue
        mean = material.figure("bands", name, "mean", formula=f"{found.sum} ÷ {found.scored}")
        counts = (cell(material.count("bands", name, what)) for what in ("projects", "scored"))
        rows.append(row(say(f"annual.band.{name}"), *counts, shown(mean)))
    return Table(columns, tuple(rows), caption=say("annual.caption.bands"))


_LOSS_FIGURES = ("weight", "points", "lost", "obtained", "share")


def losses(material: Material) -> Table:
    """Points lost by level-1 indicator, below each its level-2 ones."""
    said = material.summary.total.losses
    columns = (
        column("level1", 12),
        column("level2", 14),
        *figures("rows", least=5),
        *figures(*_LOSS_FIGURES),
    )
    rows = []
    below: dict[str | None, list[int]] = {}
    for at, one in enumerate(said.by_level2[:_MOST_LEVELS]):
        below.setdefault(one.parent, []).append(at)
    for at, one in enumerate(said.by_level1):
        name = material.named(one.name, "level", *_LOSSES, "by_level1", at, "name")
        rows.append(
            row(
                cell(name, columns=2), *_loss(material, "by_level1", at), strong=True, opens=one.name in below
            )
        )
        for number in below.get(one.name, ()):
            part = said.by_level2[number]
            if (part.name, part.lost) == (one.name, one.lost):
                continue  # the execution rate has no second level
            inner = material.named(part.name, "level2", *_LOSSES, "by_level2", number, "name")
            rows.append(row("", inner, *_loss(material, "by_level2", number)))
    return Table(columns, tuple(rows), caption=say("annual.caption.losses"), unit=say("annual.unit.points"))


def _loss(material: Material, kind: str, at: int) -> Iterator[Cell]:
    steps: tuple[Step, ...] = (*_LOSSES, kind, at)
    yield cell(material.count(*steps, "rows"))
    for name in ("weight", "score", "lost"):
        yield shown(material.figure(*steps, name))
    for name in ("rate", "share"):
        yield shown(material.rate(*steps, name))


def causes(material: Material) -> Table:
    """Points lost by cause; the rows of a cause are not told, for some of them lost none."""
    columns = (column("cause", 26), *figures("lost", "share"))
    rows = []
    for at, one in enumerate(material.summary.total.losses.by_cause):
        if one.lost:
            steps: tuple[Step, ...] = (*_LOSSES, "by_cause", at)
            name = material.named(one.name, "cause", *steps, "name")
            lost, part = material.figure(*steps, "lost"), material.rate(*steps, "share")
            rows.append(row(name, shown(lost), shown(part)))
    return Table(columns, tuple(rows), caption=say("annual.caption.causes"), unit=say("annual.unit.points"))


def problems(material: Material) -> Table:
    """Each kind of problem: how many findings, projects and units."""
    columns = (
        column("kind", 26),
        *figures("findings", "errors", "warnings", "projects", "units", "files", least=6),
    )
    rows = []
    for at, one in enumerate(material.problems):
        warnings = computed(one.findings - one.errors, f"problems[{at}].findings − problems[{at}].errors")
        first = (material.count("problems", at, name) for name in ("findings", "errors"))
        last = (material.count("problems", at, name) for name in ("projects", "units", "files"))
        rows.append(row(say(f"annual.kind.{one.kind}"), *first, warnings, *last))
    return Table(columns, tuple(rows), caption=say("annual.caption.problems"))


# --- annexes --------------------------------------------------------------------


class Annex(NamedTuple):
    """A list at the end; ``key`` is what the text refers to it by."""

    key: str
    table: Table
    landscape: bool = False

    @property
    def name(self) -> str:
        """Its title."""
        return say(f"annual.annex.{self.key}")


def annexes(material: Material) -> tuple[Annex, ...]:
    """All projects; then, where there are any, who did not file, what is to be returned, all problems."""
    made = [Annex("projects", _projects(material), landscape=True)]
    if material.summary.total.coverage.missing:
        made.append(Annex("missing", _missing(material)))
    if material.returned:
        made.append(Annex("returned", _returned(material), landscape=True))
    if material.problems:
        made.append(Annex("problems", _codes(material), landscape=True))
    return tuple(made)


def _optional(material: Material, name: str, by: str, at: int) -> Cell:
    """A name of a project's owner; a dash where nobody says."""
    steps: tuple[Step, ...] = ("summary", "projects", at, name)
    return cell(
        say("annual.dash") if material.at(*steps) is None else material.named(material.at(*steps), by, *steps)
    )


def _projects(material: Material) -> Table:
    """Every project: whose, its money, score and grade."""
    columns = (
        column("number", 4, Align.CENTRE, figure=True),
        column("department", 16),
        column("unit", 16),
        column("project", 24),
        *figures("budget", "executed", least=9),
        *figures("rate", "score"),
        column("grade", 5, Align.CENTRE),
    )
    rows = []
    for at, one in enumerate(material.lines):
        steps: tuple[Step, ...] = ("summary", "projects", at)
        grade = cell(say("annual.dash") if one.grade is None else material.words(*steps, "grade"))
        rows.append(
            row(
                str(at + 1),
                _optional(material, "department", "department", at),
                _optional(material, "unit", "unit", at),
                material.words(*steps, "project"),
                shown(material.figure(*steps, "budget")),
                shown(material.figure(*steps, "executed")),
                shown(material.rate(*steps, "execution_rate")),
                shown(material.figure(*steps, "score")),
                grade,
            )
        )
    return Table(columns, tuple(rows), unit=say("annual.unit.money"))


def _missing(material: Material) -> Table:
    columns = (column("number", 6, Align.CENTRE, figure=True), column("department", 24), column("unit", 30))
    known = {
        name: at
        for at, group in enumerate(material.summary.groups)
        for name in group.coverage.missing
        if group.key.get("department") is not None
    }
    rows = []
    for at, name in enumerate(material.summary.total.coverage.missing):
        above = known.get(name)
        department = "" if above is None else material.group_name("department", "summary", "groups", above)
        path = Source(Origin.COMPUTED, path_of("summary", "total", "coverage", "missing", at))
        rows.append(row(str(at + 1), department, Fact(name, path)))
    return Table(columns, tuple(rows))


def _returned(material: Material) -> Table:
    columns = (
        column("number", 4, Align.CENTRE, figure=True),
        column("department", 16),
        column("unit", 16),
        column("project", 24),
        *figures("errors", "warnings", least=5),
        column("file", 24),
    )
    rows = []
    for number, at in enumerate(material.returned, 1):
        steps: tuple[Step, ...] = ("summary", "projects", at)
        source = material.lines[at].source
        rows.append(
            row(
                str(number),
                _optional(material, "department", "department", at),
                _optional(material, "unit", "unit", at),
                material.words(*steps, "project"),
                *(material.count(*steps, name) for name in ("errors", "warnings")),
                say("annual.dash") if source is None else material.words(*steps, "source"),
            )
        )
    return Table(columns, tuple(rows), notes=(say("annual.annex.returned.note"),))


def _codes(material: Material) -> Table:
    """Every code under its kind, with an example and where that stands."""
    columns = (
        column("kind", 14),
        column("code", 9, figure=True),
        column("severity", 5, Align.CENTRE),
        *figures("findings", "projects", "units", "files", least=5),
        column("example", 34),
        column("source", 20),
    )
    rows = []
    for at, problem in enumerate(material.problems):
        for number, one in enumerate(problem.codes):
            steps: tuple[Step, ...] = ("problems", at, "codes", number)
            counts = (material.count(*steps, name) for name in ("findings", "projects", "units", "files"))
            whose, what, where = example_facts(one.example, path_of(*steps, "example"))
            place = (whose, say("annual.comma"), where) if whose.text else where
            severity = say(f"annual.severity.{one.severity.value}")
            code = Fact(one.code, material.source(*steps, "code"))
            kind = say(f"annual.kind.{problem.kind}")
            rows.append(row(kind, code, severity, *counts, what, cell(place)))
    return Table(columns, tuple(rows), notes=(say("annual.annex.problems.note"),))


def example_facts(shown_: Example, path: str) -> tuple[Fact, Fact, Fact]:
    """The project, the message and the place of an example, each as a fact; empty texts where nobody says."""
    finding = shown_.finding
    where = place_words(finding.place, shown_.file)
    message = (finding.sentence("message") or finding.code).strip().rstrip(say("annual.stop"))
    whose = Fact(shown_.project or "", Source(Origin.FIELD, f"{path}.project", where))
    return (
        whose,
        Fact(message, Source(Origin.FIELD, f"{path}.finding", where)),
        Fact(where, Source(Origin.FIELD, f"{path}.finding.place", where)),
    )


def place_words(place: Place, file: str | None, *, named: bool = True) -> str:
    """Where something stands, in words: the file (where ``named``), the table, the row and cell."""
    said = {
        "file": (file or place.file) if named else None,
        "part": place.document_part,
        "table": place.table,
        "page": place.page,
        "row": None if place.cell and _SHEET_CELL.fullmatch(place.cell) else place.row,
        "cell": place.cell,
    }
    said = {name: value for name, value in said.items() if not _IN_JSON.search(str(value))}
    parts = (say(f"annual.place.{name}", **{name: str(value)}) for name, value in said.items() if value)
    return say("annual.comma").join(parts)
