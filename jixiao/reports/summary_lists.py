"""The lists of a 汇总表: every project, the best and the worst, what stands out, two years side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.write.model import Mark
from jixiao.reports.blocks import Align, Block, Cell, Column, Heading, Row, Table, cell, paragraph, row
from jixiao.reports.summary_tables import NOTHING, amount, figure, number, right
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from decimal import Decimal

    from jixiao.schemas.summary import Change, NearBound, ProjectLine, Summary, YearPair

_ALWAYS = frozenset({"number", "project", "unit", "budget", "executed", "execution_rate", "grade", "remarks",
                     "state"})  # fmt: skip


def _state(line: ProjectLine) -> str:
    """What there is of a project: a table, a listed score, part of a table."""
    if not line.complete:
        return say("report.state.incomplete")
    return say(f"report.state.{line.origin}")


def _remarks(line: ProjectLine) -> Cell:
    """How many findings of each severity; marked where there is an error."""
    counts = (("error", line.errors), ("warning", line.warnings), ("notice", line.notices))
    told = [
        say("report.summary.remark", severity=say(f"severity.{name}"), count=n) for name, n in counts if n
    ]
    mark = Mark.DIFFERS if line.errors else Mark.OPEN if line.warnings else Mark.NONE
    return cell(" ".join(told) or NOTHING, mark=mark)


def _word(text: str | None) -> Cell:
    return cell(text or NOTHING)


def projects(summary: Summary) -> Table | None:
    """Every project, by the columns of a bureau's list; ``None`` where they were not asked for.

    Columns that no project has anything in are left out, but for those that every list has.
    """
    lines = summary.projects
    if lines is None:
        return None
    scores = ("claimed", "computed", "reviewed")
    every: list[tuple[Column, Callable[[ProjectLine], Cell], Callable[[ProjectLine], object]]] = [
        (Column(say("report.column.project"), 20), lambda one: cell(one.project), lambda one: one.project),
        (Column(say("report.column.region"), 8), lambda one: _word(one.region), lambda one: one.region),
        (
            Column(say("report.column.department"), 12),
            lambda one: _word(one.department),
            lambda one: one.department,
        ),
        (Column(say("report.column.unit"), 12), lambda one: _word(one.unit), lambda _: True),
        (right("year", 6), lambda one: number(one.year), lambda one: one.year),
        (Column(say("report.column.round"), 8), lambda one: _word(one.round), lambda one: one.round),
        (right("initial", 9), lambda one: amount(one.initial), lambda _: True),
        (right("budget", 9), lambda one: amount(one.budget), lambda _: True),
        (right("executed", 9), lambda one: amount(one.executed), lambda _: True),
        (right("execution_rate"), lambda one: number(one.execution_rate, percent=True), lambda _: True),
        *(
            (
                right(name, 6),
                lambda one, name=name: number(getattr(one, name)),
                lambda one, name=name: getattr(one, name) is not None or name == summary.basis,
            )
            for name in scores
        ),
        (
            right("deviation", 6),
            lambda one: number(one.deviation, percent=True),
            lambda one: one.deviation is not None,
        ),
        (Column(say("report.column.grade"), 5, Align.CENTRE), lambda one: _word(one.grade), lambda _: True),
        (right("rank", 4), lambda one: number(one.rank), lambda _: True),
        (Column(say("report.column.remarks"), 10), _remarks, lambda _: True),
        (Column(say("report.column.state"), 8), lambda one: cell(_state(one)), lambda _: True),
    ]
    used = [(column, make) for column, make, has in every if any(map(has, lines)) or not lines]
    rows = tuple(Row((number(at), *(make(one) for _, make in used))) for at, one in enumerate(lines, 1))
    return Table(
        (right("number", 4), *(column for column, _ in used)),
        rows,
        unit=say("report.unit.money"),
        notes=(say("report.summary.deviation"),) if any(one.deviation is not None for one in lines) else (),
        empty=say("report.summary.no-projects"),
    )


def _short_columns() -> tuple[Column, ...]:
    return (
        right("rank", 4),
        Column(say("report.column.project"), 20),
        Column(say("report.column.unit"), 12),
        right("year", 6),
        right("score", 6),
        Column(say("report.column.grade"), 5, Align.CENTRE),
    )


def _short(one: ProjectLine) -> tuple[Cell, ...]:
    return (
        number(one.rank),
        cell(one.project),
        _word(one.unit or one.department),
        number(one.year),
        number(one.score),
        _word(one.grade),
    )


def rankings(summary: Summary) -> Iterator[Block]:
    """The best and the worst, what stands out, what is nearly a grade better."""
    more = (right("execution_rate"), Column(say("report.column.remarks"), 10))
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
        columns = (*_short_columns(), Column(say("report.column.why"), 30))
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
            Column(say("report.column.lift"), 30),
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
            name=one.name or one.level2 or one.level1 or say("summary.none"),
            score=figure(one.score),
            weight=figure(one.weight),
        )
        for one in near.lifts
    ]
    alone = len(near.lifts) == 1 and near.lifts[0].alone
    rows = say("report.summary.comma").join(told)
    return say("report.summary.lift-one" if alone else "report.summary.lift-all", rows=rows)


def year_pair(pair: YearPair) -> Iterator[Block]:
    """What became of the projects of one year in the next: grades, departments, the largest changes."""
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
        yield _moves(pair)
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


def _moves(pair: YearPair) -> Table:
    """The matrix of grades: earlier ones down, later ones across."""
    later = tuple(dict.fromkeys(after for moves in pair.moves.values() for after in moves))
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


def _decimal(count: int) -> Decimal:
    from decimal import Decimal  # noqa: PLC0415 - only here is one made

    return Decimal(count)


def _departments(pair: YearPair) -> Table:
    means = ("before_count", "after_count", "before_mean", "after_mean", "change")
    names = (*means, "up", "down", "same", "new", "vanished")
    columns = (Column(say("report.column.department"), 16), *(right(name, 6) for name in names))
    rows = tuple(
        row(one.department or say("summary.none"), *(number(getattr(one, name)) for name in names))
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
            one.project,
            _word(one.unit or one.department),
            *(number(getattr(one, name)) for name in names),
            *(_word(getattr(one, name)) for name in grades),
        )
        for one in lines
    )
    return Table(columns, rows, caption=caption, notes=notes)
