"""The tables of a 汇总表 with a row for each group: scores and money, coverage, points lost, findings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.write import styles
from jixiao.reports.blocks import Align, Cell, Column, Row, Table, cell, row
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jixiao.schemas.summary import Group, Loss, Summary

NOTHING = "—"
_LONGEST_TEXT, _TAIL = 60, 14
"""Characters of a name that a list prints, and those of its end among them."""
_CENT = Decimal("0.01")
_CODES = frozenset({"region", "year"})
_COUNTED_OFTEN = frozenset({"level1", "fund"})
_SEVERITIES = ("error", "warning", "notice")


def figure(value: Decimal | int | None) -> str:
    """A score or a rate, without trailing zeros; a dash where there is none."""
    return NOTHING if value is None else styles.figure(Decimal(value))


def money(value: Decimal | None) -> str:
    """An amount with two decimals, with more where it has them; a dash where there is none."""
    if value is None:
        return NOTHING
    if styles.absurd(value):
        return str(value)
    short = value.quantize(_CENT) if len(value.as_tuple().digits) < 25 else value
    return styles.amount(short) if short == value else styles.figure(value)


def number(value: Decimal | int | None, *, percent: bool = False) -> Cell:
    """A cell with a count, or with a score or a rate: these with two decimals, below each other."""
    text = figure(value) if isinstance(value, int) else money(value)
    return cell(
        text + ("%" if percent and value is not None else ""),
        number=None if value is None else Decimal(value),
    )


def amount(value: Decimal | None) -> Cell:
    """A cell with an amount."""
    return cell(money(value), number=value)


def short(text: str) -> str:
    """A name as a list prints it: of a very long one the beginning and the end, where names differ."""
    if len(text) <= _LONGEST_TEXT:
        return text
    return f"{text[: _LONGEST_TEXT - _TAIL - 1]}…{text[-_TAIL:]}"


def unsaid(what: str) -> str:
    """What is printed where projects or rows do not say a dimension, a level or a cause."""
    return say(f"summary.none.{what}")


def key_text(dimension: str, value: str | int | None) -> str:
    """A value of a key in words."""
    if value is None:
        return unsaid(dimension)
    return say(f"summary.fund.{value}") if dimension == "fund" else short(str(value))


def group_name(summary: Summary, group: Group) -> str:
    """A group in words."""
    return " ".join(key_text(dim, group.key.get(dim)) for dim in summary.by) or say("summary.total")


def _keys(summary: Summary) -> tuple[Column, ...]:
    if not summary.by:
        return (Column(say("report.summary.range"), 12),)
    return tuple(_key(dim) for dim in summary.by)


def _key(dim: str) -> Column:
    """The column of a dimension: years and codes of regions are short and do not break."""
    if dim in _CODES:
        return Column(say(f"summary.dimension.{dim}"), 6, Align.CENTRE, figure=True)
    return Column(say(f"summary.dimension.{dim}"), 12)


def used(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], always: Callable[[int], bool]
) -> list[int]:
    """The places of the columns that have something in any row, and of those to be there ``always``."""
    kept = [
        at
        for at in range(len(columns))
        if always(at) or any(one[at].text not in {"", NOTHING} for one in rows)
    ]
    return kept if rows else list(range(len(columns)))


def _key_cells(summary: Summary, group: Group | None) -> tuple[Cell, ...]:
    """The cells that name a group; one over all for the total."""
    if group is None:
        words = "report.summary.all" if _COUNTED_OFTEN & set(summary.by) else "summary.total"
        return (cell(say(words), columns=max(len(summary.by), 1), align=Align.CENTRE),)
    return tuple(cell(key_text(dim, group.key.get(dim))) for dim in summary.by)


def _rows(summary: Summary) -> list[tuple[tuple[Cell, ...], Group, bool]]:
    """Every group and the total, with the cells that name it."""
    made = [(_key_cells(summary, one), one, False) for one in summary.groups] if summary.by else []
    return [*made, (_key_cells(summary, None), summary.total, True)]


def right(code: str, least: int = 7) -> Column:
    """A column of figures."""
    return Column(say(f"report.column.{code}"), least, Align.RIGHT, figure=True)


def grades_of(groups: Sequence[Group]) -> tuple[str, ...]:
    """All grades that any group counts, best first."""
    return tuple(dict.fromkeys(grade for group in groups for grade in group.grades))


def groups(summary: Summary) -> Table:
    """Count, scores, grades, money and rank of every group; less the columns that nothing stands in."""
    whole = (*summary.groups, summary.total)
    names = grades_of(whole)
    ungraded = any(group.ungraded for group in whole)
    always = {say(f"report.column.{code}") for code in ("count", "mean", "budget", "executed")}
    columns = [
        *_keys(summary),
        right("count", 5),
        right("unscored", 5),
        *(right(code) for code in ("mean", "weighted_mean", "median", "max", "min")),
        *(Column(name, 4, Align.RIGHT, figure=True) for name in names),
        *([right("ungraded", 5)] if ungraded else ()),
        *(right(code, 9) for code in ("initial", "budget", "executed", "execution_rate")),
        right("rank", 4),
    ]
    lines = []
    for keys, group, total in _rows(summary):
        cells = (
            number(group.count),
            number(group.unscored),
            *(number(getattr(group, code)) for code in ("mean", "weighted_mean", "median", "max", "min")),
            *(number(group.grades.get(name, 0)) for name in names),
            *([number(group.ungraded)] if ungraded else ()),
            *(amount(getattr(group, code)) for code in ("initial", "budget", "executed")),
            number(group.execution_rate, percent=True),
            cell("") if total else number(group.rank),
        )
        lines.append((keys, cells, total))
    figures = columns[len(_keys(summary)) :]
    kept = used(figures, [cells for _, cells, _ in lines], lambda at: figures[at].heading in always)
    rows = [Row((*keys, *(cells[at] for at in kept)), strong=total) for keys, cells, total in lines]
    columns = [*_keys(summary), *(figures[at] for at in kept)]
    often = [dim for dim in summary.by if dim in _COUNTED_OFTEN]
    notes = [say(f"report.summary.often.{dim}") for dim in often]
    return Table(
        tuple(columns),
        tuple(rows),
        caption=say("report.table.groups", by=by_words(summary)) if summary.by else say("report.summary.all"),
        unit=say("report.unit.money"),
        notes=(*notes, say("report.summary.rank")) if summary.by else tuple(notes),
        empty=say("report.summary.no-projects"),
    )


def by_words(summary: Summary) -> str:
    """What the groups are by, in words."""
    names = (say(f"summary.dimension.{dim}") for dim in summary.by)
    return say("report.summary.comma").join(names) or say("report.summary.range")


def coverage(summary: Summary) -> Table:
    """How many units should have filed, and which have not."""
    columns = (
        *_keys(summary),
        *(right(code) for code in ("expected", "filed", "filed_share", "missing")),
        Column(say("report.column.missing_units"), 30),
    )
    rows = []
    for keys, group, total in _rows(summary):
        said = group.coverage
        behind = None if said.expected is None or said.filed is None else max(said.expected - said.filed, 0)
        cells = (
            number(said.expected),
            number(said.filed),
            number(said.filed_share, percent=True),
            number(behind),
            cell(say("report.summary.comma").join(map(short, said.missing))),
        )
        rows.append(Row((*keys, *cells), strong=total))
    return Table(columns, tuple(rows), caption=say("report.table.coverage"))


def _lost(columns: tuple[Column, ...], rows: list[Row], caption: str, unscored: int) -> Table:
    figures = (
        right("rows", 5), right("weight"), right("score"), right("lost"), right("rate"), right("share"),
    )  # fmt: skip
    notes = (say("report.summary.rows-unscored", count=unscored),) if unscored else ()
    return Table(
        (*columns, *figures), tuple(rows), caption=caption, unit=say("report.unit.points"), notes=notes,
    )  # fmt: skip


def _loss_cells(one: Loss) -> tuple[Cell, ...]:
    return (
        number(one.rows),
        number(one.weight),
        number(one.score),
        number(one.lost),
        number(one.rate, percent=True),
        number(one.share, percent=True),
    )


def losses(summary: Summary) -> Table:
    """Points lost by level-1 indicator, below each its level-2 ones, most first."""
    said = summary.total.losses
    columns = (Column(say("report.column.level1"), 12), Column(say("report.column.level2"), 14))
    rows = []
    for one in said.by_level1:
        name = one.name or unsaid("level1")
        rows.append(row(cell(name, columns=2), *_loss_cells(one), strong=True, opens=True))
        below = [part for part in said.by_level2 if part.parent == one.name]
        rows += [row("", part.name or unsaid("level2"), *_loss_cells(part)) for part in below]
    known = {one.name for one in said.by_level1}
    rest = [part for part in said.by_level2 if part.parent not in known and part.name not in known]
    rows += [row(part.parent or "", part.name or unsaid("level2"), *_loss_cells(part)) for part in rest]
    return _lost(columns, rows, say("report.table.losses"), said.unscored)


def causes(summary: Summary) -> Table:
    """Points lost by cause, most first."""
    rows = [row(one.name or unsaid("cause"), *_loss_cells(one)) for one in summary.total.losses.by_cause]
    return _lost((Column(say("report.column.cause"), 24),), rows, say("report.table.causes"), 0)


def findings(summary: Summary) -> Table:
    """Findings of every group by severity."""
    columns = (*_keys(summary), *(right(code) for code in (*_SEVERITIES, "projects_with_errors")))
    rows = []
    for keys, group, total in _rows(summary):
        counts = group.findings
        cells = (number(getattr(counts, name)) for name in (*_SEVERITIES, "projects_with_errors"))
        rows.append(Row((*keys, *cells), strong=total))
    return Table(columns, tuple(rows), caption=say("report.table.findings"))
