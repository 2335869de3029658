"""The lists of a 汇总表: every project, the best and the worst, what stands out, two years side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.write.model import Mark
from jixiao.reports.blocks import Align, Block, Cell, Column, Heading, Row, Table, cell, paragraph, row
from jixiao.reports.grade_moves import columns_of
from jixiao.reports.summary_tables import NOTHING, amount, figure, number, right, short, unsaid, used
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from jixiao.schemas.summary import Change, NearBound, ProjectLine, Summary, YearPair


def _remarks(line: ProjectLine) -> Cell:
    """How many findings of each severity; marked where there is an error."""
    counts = (("error", line.errors), ("warning", line.warnings), ("notice", line.notices))
    told = [
        say("report.summary.remark", severity=say(f"severity.{name}"), count=n) for name, n in counts if n
    ]
    mark = Mark.DIFFERS if line.errors else Mark.OPEN if line.warnings else Mark.NONE
    return cell(" ".join(told) or NOTHING, mark=mark)


def _word(text: str | None) -> Cell:
    return cell(short(text) if text else NOTHING)


def _project(line: ProjectLine) -> Cell:
    """The name of a project, which every list has."""
    return cell(short(line.project))


def projects(summary: Summary) -> Table | None:
    """Every project, by the columns of a bureau's list; ``None`` where they were not asked for.

    Columns that no project has anything in are left out, but for the name and the score.
    """
    lines = summary.projects
    if lines is None:
        return None
    every = _list_columns(summary)
    rows = [tuple(make(one) for _, make in every) for one in lines]
    always = _always(summary)
    kept = [at for at, (column, _) in enumerate(every) if column.heading in always]
    if rows:
        kept = used([column for column, _ in every], rows, lambda at: at in kept)
    notes = [say("report.summary.annual")]
    if any(one.deviation is not None for one in lines):
        notes.append(say("report.summary.deviation"))
    return Table(
        (right("number", 4), *(every[at][0] for at in kept)),
        tuple(Row((number(at), *(cells[place] for place in kept))) for at, cells in enumerate(rows, 1)),
        unit=say("report.unit.money"),
        notes=tuple(notes) if lines else (),
        empty=say("report.summary.no-projects"),
    )


def _always(summary: Summary) -> tuple[str, ...]:
    return say("report.column.project"), say(f"report.column.{summary.basis}")


def _list_columns(summary: Summary) -> list[tuple[Column, Callable[[ProjectLine], Cell]]]:
    """The columns of the list and what stands in them, in the order that a bureau's product has (§5a)."""
    graded = "conclusion" if summary.basis == "claimed" else "grade"
    return [
        (Column(say("report.column.state"), 8), lambda one: cell(say(f"report.state.{one.state}"))),
        (Column(say("report.column.code"), 8), lambda one: _word(one.code)),
        (Column(say("report.column.project"), 24), _project),
        (Column(say("report.column.region"), 6, figure=True), lambda one: _word(one.region)),
        (Column(say("report.column.department"), 12), lambda one: _word(one.department)),
        (Column(say("report.column.unit"), 12), lambda one: _word(one.unit)),
        (Column(say("report.column.office"), 8), lambda one: _word(one.office)),
        (
            Column(say("report.column.year"), 5, Align.CENTRE, figure=True),
            lambda one: cell(NOTHING if one.year is None else str(one.year), number=_decimal(one.year)),
        ),
        (Column(say("report.column.round"), 8), lambda one: _word(one.round)),
        (right("initial", 8), lambda one: amount(one.initial)),
        (right("annual", 8), lambda one: amount(one.budget)),
        (right("executed", 8), lambda one: amount(one.executed)),
        (right("whole", 8), lambda one: amount(one.project_total)),
        (right("execution_rate"), lambda one: number(one.execution_rate, percent=True)),
        (right("claimed", 6), lambda one: number(one.claimed)),
        (right("computed", 6), lambda one: number(one.computed)),
        (right("reviewed", 6), lambda one: number(one.reviewed)),
        (right("deviation", 6), lambda one: number(one.deviation, percent=True)),
        (Column(say(f"report.column.{graded}"), 5, Align.CENTRE), lambda one: _word(one.grade)),
        (right("rank", 4), lambda one: number(one.rank)),
        (Column(say("report.column.remarks"), 15), _remarks),
    ]


def _short_columns() -> tuple[Column, ...]:
    return (
        right("rank", 4),
        Column(say("report.column.project"), 16),
        Column(say("report.column.unit"), 12),
        Column(say("report.column.year"), 5, Align.CENTRE, figure=True),
        right("score", 6),
        Column(say("report.column.grade"), 5, Align.CENTRE),
    )


def _short(one: ProjectLine) -> tuple[Cell, ...]:
    return (
        number(one.rank),
        _project(one),
        _word(one.unit or one.department),
        number(one.year),
        number(one.score),
        _word(one.grade),
    )


def rankings(summary: Summary) -> Iterator[Block]:
    """The best and the worst, what stands out, what is nearly a grade better."""
    more = (right("execution_rate"), Column(say("report.column.remarks"), 15))
    for name, lines in (("best", summary.ranking.best), ("worst", summary.ranking.worst)):
        if lines:
            yield Heading(1, say(f"report.summary.{name}"))
            rows = tuple(
                row(*_short(one), number(one.execution_rate, percent=True), _remarks(one)) for one in lines
            )
            scored = summary.ranking.scored
            notes = (say("report.summary.of", count=len(lines), all=scored),) if len(lines) < scored else ()
            yield Table((*_short_columns(), *more), rows, notes=notes)
    if summary.outliers:
        yield Heading(1, say("report.summary.outliers"))
        columns = (*_short_columns(), Column(say("report.column.why"), 22))
        rows = tuple(
            row(
                *_short(one.project), say("report.summary.semicolon").join(why.message for why in one.reasons)
            )
            for one in summary.outliers
        )
        yield Table(columns, rows)
    if summary.near:
        yield Heading(1, say("report.summary.near"))
        columns = (
            *_short_columns(),
            Column(say("report.column.next"), 6, Align.CENTRE),
            right("bound", 5),
            right("short", 5),
            Column(say("report.column.lift"), 20),
        )
        rows = tuple(
            row(*_short(one.project), one.grade, number(one.bound), number(one.missing), lift_text(one))
            for one in summary.near
        )
        yield Table(columns, rows)


def lift_text(near: NearBound) -> str:
    """What would lift a project, in words."""
    if not near.reached or not near.lifts:
        return say("report.summary.semicolon").join(why.message for why in near.reasons) or NOTHING
    told = [
        say(
            "report.summary.lift",
            name=short(one.name or one.level2 or one.level1 or unsaid("name")),
            score=figure(one.score),
            weight=figure(one.weight),
        )
        for one in near.lifts
    ]
    alone = len(near.lifts) == 1 and near.lifts[0].alone
    rows = say("report.summary.comma").join(told)
    return say("report.summary.lift-one" if alone else "report.summary.lift-all", rows=rows)


def year_pair(pair: YearPair, grades: Sequence[str]) -> Iterator[Block]:
    """What became of the projects of one year in the next: grades, departments, the largest changes.

    ``grades`` are all there are, best first.
    """
    yield paragraph(
        say(
            "report.summary.matched",
            matched=pair.matched,
            up=pair.up,
            down=pair.down,
            same=pair.same,
            new=pair.new_count,
            vanished=pair.vanished_count,
        )
    )
    if pair.moves:
        yield _moves(pair, grades)
    if pair.departments:
        yield _departments(pair)
    if pair.changes:
        yield _changes(pair.changes, say("report.table.changes"), ("before", "after", "change"))
    for name, lines, count in (
        ("new", pair.new, pair.new_count), ("vanished", pair.vanished, pair.vanished_count),
    ):  # fmt: skip
        if lines:
            column = "after" if name == "new" else "before"
            notes = (say("report.summary.of", count=len(lines), all=count),) if len(lines) < count else ()
            yield _changes(lines, say(f"report.table.{name}"), (column,), notes)


def _moves(pair: YearPair, grades: Sequence[str]) -> Table:
    """The matrix of grades: earlier ones down, later ones across."""
    later = columns_of(pair.moves, grades)
    names = {grade: grade or say("summary.no-grade") for grade in (*pair.moves, *later)}
    columns = (
        Column(say("report.column.moves", before=pair.before, after=pair.after), 14),
        *(Column(names[grade], 6, Align.RIGHT, figure=True) for grade in later),
    )
    rows = tuple(
        row(
            names[before],
            *(
                cell(
                    str(count),
                    number=_decimal(count),
                    mark=Mark.OPEN if count and before != after else Mark.NONE,
                )
                for after in later
                for count in (moves.get(after, 0),)
            ),
        )
        for before, moves in pair.moves.items()
    )
    return Table(columns, rows, caption=say("report.table.moves"))


def _decimal(count: int | None) -> Decimal | None:
    from decimal import Decimal  # noqa: PLC0415 - only here is one made

    return None if count is None else Decimal(count)


def _departments(pair: YearPair) -> Table:
    means = ("before_count", "after_count", "before_mean", "after_mean", "change")
    names = (*means, "up", "down", "same", "new", "vanished")
    columns = (Column(say("report.column.department"), 16), *(right(name, 6) for name in names))
    rows = tuple(
        row(
            _word(one.department) if one.department else unsaid("department"),
            *(number(getattr(one, name)) for name in names),
        )
        for one in pair.departments
    )
    return Table(columns, rows, caption=say("report.table.departments"))


def _changes(
    lines: Sequence[Change], caption: str, names: tuple[str, ...], notes: tuple[str, ...] = ()
) -> Table:
    grades = tuple(f"{name}_grade" for name in names if name != "change")
    columns = (
        Column(say("report.column.project"), 20),
        Column(say("report.column.unit"), 14),
        *(right(name, 6) for name in names),
        *(Column(say(f"report.column.{name}"), 6, Align.CENTRE) for name in grades),
    )
    rows = tuple(
        row(
            short(one.project),
            _word(one.unit or one.department),
            *(number(getattr(one, name)) for name in names),
            *(_word(getattr(one, name)) for name in grades),
        )
        for one in lines
    )
    return Table(columns, rows, caption=caption, notes=notes)
