"""A summary as a person reads it: the whole, a table of the groups, then where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.commands.columns import GAP, Cell, Column, plain, styled, table, wrap
from jixiao.console import width
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.schemas.summary import Change, Group, Loss, NearBound, ProjectLine, Summary, YearPair

_BOLD: dict[str, object] = {"bold": True}
_DIM: dict[str, object] = {"dim": True}
_NOTHING = "—"
_SHORT = 8
"""So many lines of each list; JSON and the documents have them all."""
_NAMED = 6
_LEAST_TEXT = 24
_FIGURES = (
    "count",
    "unscored",
    "mean",
    "weighted",
    "median",
    "range",
    "grades",
    "budget",
    "executed",
    "rate",
)
_LEAST_NEEDED = ("range", "executed", "budget", "median", "weighted", "rate", "unscored")
"""The columns that give way first where there is no room."""


def render(summary: Summary, *, room: int, colour: bool) -> str:
    """The summary as text of at most ``room`` columns."""
    page = _Page(summary, room, colour=colour)
    return "".join(f"{line}\n" for line in page.lines())


def figure(value: Decimal | None, unit: str = "") -> str:
    """A figure, or a dash where there is none."""
    return _NOTHING if value is None else f"{value:f}{unit}"


def key_text(dimension: str, value: str | int | None) -> str:
    """A value of a key in words."""
    if value is None:
        return say(f"summary.none.{dimension}")
    return say(f"summary.fund.{value}") if dimension == "fund" else plain(str(value))


def grade_counts(grades: dict[str, int], ungraded: int = 0) -> str:
    """How many have each grade."""
    counts = [say("summary.grade-count", grade=name, count=str(count)) for name, count in grades.items()]
    if ungraded:
        counts.append(say("summary.grade-count", grade=say("summary.no-grade"), count=str(ungraded)))
    return " ".join(counts) or _NOTHING


class _Page:
    """Lines of one width."""

    def __init__(self, summary: Summary, room: int, *, colour: bool) -> None:
        self.summary = summary
        self.room = room
        self.colour = colour

    def lines(self) -> Iterator[str]:
        """Everything, part by part."""
        yield from self.head()
        if self.summary.groups and self.summary.by:
            yield ""
            yield from self.groups()
        for part in (self.losses, self.years, self.ranking, self.outliers, self.near):
            yield from part()

    def _wrapped(self, text: str, style: dict[str, object] | None = None, indent: int = 0) -> Iterator[str]:
        for line in wrap(plain(text), max(self.room - indent, _LEAST_TEXT)):
            yield " " * indent + styled(Cell(line, style or {}), colour=self.colour)

    def _title(self, text: str) -> Iterator[str]:
        yield ""
        yield from self._wrapped(text, _BOLD)

    def _table(self, columns: list[Column], rows: list[list[Cell]]) -> Iterator[str]:
        for block in table(columns, rows, self.room, colour=self.colour):
            yield from block

    def head(self) -> Iterator[str]:
        """The whole in a few lines, and what is to be read with care."""
        whole = self.summary.total
        spread = whole.spread(self.summary.basis)
        yield from self._wrapped(
            say(
                "summary.head",
                basis=say(f"summary.basis.{self.summary.basis}"),
                count=str(whole.count),
                scored=str(spread.scored),
                unscored=str(spread.unscored),
            ),
            _BOLD,
        )
        if spread.scored:
            yield from self._wrapped(
                say(
                    "summary.head.more",
                    mean=figure(whole.mean),
                    weighted=figure(whole.weighted_mean),
                    median=figure(whole.median),
                    min=figure(whole.min),
                    max=figure(whole.max),
                    grades=grade_counts(whole.grades, whole.ungraded),
                )
            )
        rate = figure(whole.execution_rate, "%")
        money = {"budget": figure(whole.budget), "executed": figure(whole.executed), "rate": rate}
        yield from self._wrapped(say("summary.head.money", **money))
        counts = {"tables": str(whole.tables), "listed": str(whole.listed), "units": str(whole.units)}
        yield from self._wrapped(say("summary.head.sources", **counts))
        aside = self.summary.whole_departments
        if aside:
            yield from self._wrapped(say("summary.whole-departments", count=str(aside)))
        found = whole.findings
        severities = {name: str(getattr(found, name)) for name in ("error", "warning", "notice")}
        yield from self._wrapped(say("summary.head.findings", **severities))
        yield from self.coverage()
        for reason in whole.reasons:
            yield from self._wrapped(reason.message, _DIM)

    def coverage(self) -> Iterator[str]:
        """How much of what should be there is there."""
        said = self.summary.total.coverage
        if said.expected is not None:
            share = figure(said.filed_share, "%")
            told = {"expected": str(said.expected), "filed": str(said.filed), "share": share}
            yield from self._wrapped(say("summary.coverage.units", **told))
        if said.missing:
            yield from self._wrapped(say("summary.coverage.missing", names=_names(list(said.missing))))
        if said.spending_share is not None:
            money = {
                "spending": figure(said.project_spending),
                "covered": figure(said.covered),
                "share": figure(said.spending_share, "%"),
            }
            yield from self._wrapped(say("summary.coverage.spending", **money))

    def groups(self) -> Iterator[str]:
        """A line for each group, with as many figures as there is room for."""
        keys = [Column(say(f"summary.dimension.{dim}"), 6, 8) for dim in self.summary.by]
        grades = Column(say("summary.column.grades"), 6, 8)
        cells = [self.group(one) for one in self.summary.groups]
        taken = [name for name in _FIGURES if name != "grades"]
        for name in _LEAST_NEEDED:
            needed = [
                max(width(say(f"summary.column.{one}")), *(width(row[one]) for row in cells)) for one in taken
            ]
            if (
                sum(needed) + sum(column.least + GAP for column in (*keys, grades)) + GAP * len(needed)
                <= self.room
            ):
                break
            taken.remove(name)
        shown = [name for name in _FIGURES if name in taken or name == "grades"]
        columns = [
            *keys,
            *(
                grades if name == "grades" else Column(say(f"summary.column.{name}"), right=name != "range")
                for name in shown
            ),
        ]
        rows = [
            [
                *(Cell(key_text(dim, group.key[dim])) for dim in self.summary.by),
                *(Cell(row[name]) for name in shown),
            ]
            for group, row in zip(self.summary.groups, cells, strict=True)
        ]
        yield from self._table(columns, rows)

    def group(self, one: Group) -> dict[str, str]:
        """The figures of one group by column."""
        spread = say("summary.range", min=figure(one.min), max=figure(one.max))
        return {
            "count": str(one.count),
            "unscored": str(one.unscored),
            "mean": figure(one.mean),
            "weighted": figure(one.weighted_mean),
            "median": figure(one.median),
            "range": _NOTHING if one.min is None else spread,
            "grades": grade_counts(one.grades, one.ungraded),
            "budget": figure(one.budget),
            "executed": figure(one.executed),
            "rate": figure(one.execution_rate, "%"),
        }

    def losses(self) -> Iterator[str]:
        """Where points are lost, and why."""
        said = self.summary.total.losses
        if not said.lost:
            return
        yield from self._title(say("summary.title.levels", lost=figure(said.lost)))
        yield from self.loss_table(say("summary.column.where"), [one for one in said.by_level2 if one.lost])
        yield from self._title(say("summary.title.causes"))
        yield from self.loss_table(say("summary.column.why"), list(said.by_cause))

    def loss_table(self, heading: str, losses: list[Loss]) -> Iterator[str]:
        """The most lost first."""
        columns = [
            Column(heading, 6, 12),
            Column(say("summary.column.rows"), right=True),
            Column(say("summary.column.lost"), right=True),
            Column(say("summary.column.share"), right=True),
            Column(say("summary.column.obtained"), right=True),
        ]
        rows = []
        for one in losses[:_SHORT]:
            name = " · ".join(dict.fromkeys(part for part in (one.parent, one.name) if part))
            cells = (str(one.rows), figure(one.lost), figure(one.share, "%"), figure(one.rate, "%"))
            rows.append([Cell(plain(name) or say("summary.none.level2")), *map(Cell, cells)])
        yield from self._table(columns, rows)

    def years(self) -> Iterator[str]:
        """Each two years that follow each other."""
        for pair in self.summary.years:
            yield from self._title(say("summary.title.years", before=pair.before, after=pair.after))
            yield from self.pair(pair)

    def pair(self, pair: YearPair) -> Iterator[str]:
        """What became of the projects of one year in the next."""
        yield from self._wrapped(
            say(
                "summary.years.matched",
                matched=pair.matched,
                up=pair.up,
                down=pair.down,
                same=pair.same,
                new=pair.new_count,
                vanished=pair.vanished_count,
            )
        )
        moves = [
            say("summary.years.move", before=_grade(before), after=_grade(after), count=count)
            for before, row in pair.moves.items()
            for after, count in row.items()
            if before != after
        ]
        if moves:
            yield from self._wrapped(say("summary.years.moves", moves="，".join(moves)))
        for department in pair.departments[:_SHORT]:
            yield from self._wrapped(
                say(
                    "summary.years.department",
                    department=department.department or say("summary.none.department"),
                    before=figure(department.before_mean),
                    after=figure(department.after_mean),
                    change=_signed(department.change),
                    up=department.up,
                    down=department.down,
                    new=department.new,
                    vanished=department.vanished,
                ),
                indent=2,
            )
        for change in pair.changes[:_SHORT]:
            yield from self._wrapped(_change(change), indent=2)
        for code, projects in (("new", pair.new), ("vanished", pair.vanished)):
            if projects:
                names = _names(
                    [one.project for one in projects],
                    pair.new_count if code == "new" else pair.vanished_count,
                )
                yield from self._wrapped(say(f"summary.years.{code}", names=names), indent=2)

    def ranking(self) -> Iterator[str]:
        """The best and the worst."""
        for title, projects in (
            ("ranking", self.summary.ranking.best),
            ("worst", self.summary.ranking.worst),
        ):
            if projects:
                yield from self._title(say(f"summary.title.{title}"))
                rows = [
                    [*self.project(one), Cell(figure(one.execution_rate, "%"))] for one in projects[:_SHORT]
                ]
                yield from self._table(
                    [*self.project_columns(), Column(say("summary.column.rate"), right=True)], rows
                )

    def project_columns(self) -> list[Column]:
        """The columns of any list of projects."""
        return [
            Column(say("summary.column.rank"), right=True),
            Column(say("summary.column.project"), 8, 12),
            Column(say("summary.column.owner"), 5, 8),
            Column(say("summary.column.year")),
            Column(say("summary.column.score"), right=True),
            Column(say("summary.column.grade")),
        ]

    def project(self, one: ProjectLine) -> list[Cell]:
        """The cells of one project in a list."""
        texts = (
            _NOTHING if one.rank is None else str(one.rank),
            plain(one.project),
            plain(one.unit or one.department or "") or _NOTHING,
            _NOTHING if one.year is None else str(one.year),
            figure(one.score),
            one.grade or _NOTHING,
        )
        return [Cell(text) for text in texts]

    def outliers(self) -> Iterator[str]:
        """Those that stand out, and why."""
        if self.summary.outliers:
            yield from self._title(say("summary.title.outliers"))
            rows = [
                [*self.project(one.project), Cell("；".join(reason.message for reason in one.reasons))]
                for one in self.summary.outliers[:_SHORT]
            ]
            yield from self._table([*self.project_columns(), Column(say("summary.column.why"), 10, 12)], rows)

    def near(self) -> Iterator[str]:
        """Those shortly below a grade, and what would lift them."""
        if self.summary.near:
            yield from self._title(say("summary.title.near"))
            columns = [
                *self.project_columns(),
                Column(say("summary.column.missing"), 4, 8),
                Column(say("summary.column.lift"), 8, 12),
            ]
            rows = [
                [*self.project(one.project), Cell(_missing(one)), Cell(lift_text(one))]
                for one in self.summary.near[:_SHORT]
            ]
            yield from self._table(columns, rows)


def _missing(near: NearBound) -> str:
    return say("summary.near.to", grade=near.grade, bound=figure(near.bound), missing=figure(near.missing))


def lift_text(near: NearBound) -> str:
    """What would lift a project, in words."""
    if not near.reached or not near.lifts:
        return "；".join(reason.message for reason in near.reasons) or _NOTHING
    told = [
        {
            "name": plain(lift.name or lift.level2 or lift.level1 or say("summary.none.name")),
            "score": figure(lift.score),
            "weight": figure(lift.weight),
        }
        for lift in near.lifts
    ]
    if len(told) == 1:
        return say("summary.near.one", **told[0])
    return say("summary.near.several", names="、".join(say("summary.near.row", **one) for one in told))


def _grade(name: str) -> str:
    return name or say("summary.no-grade")


def _signed(value: Decimal | None) -> str:
    return _NOTHING if value is None else f"{value:+f}"


def _change(change: Change) -> str:
    told = {"before": figure(change.before), "after": figure(change.after), "change": _signed(change.change)}
    return say("summary.years.change", project=change.project, **told)


def _names(names: list[str], count: int | None = None) -> str:
    """The first of some names, and how many there are in all."""
    shown = "、".join(names[:_NAMED])
    count = len(names) if count is None else count
    return shown if count <= _NAMED else say("summary.coverage.more", names=shown, count=count)
