"""What becomes of the tables and rows of a page from one result to another, counted by arrays.

Sums are of cents; everything that is returned is plain numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from jixiao.scoring.packed import NOTHING

if TYPE_CHECKING:
    from jixiao.scoring.columns.sheet import Mask, Numbers, Rows, Sheet, Totals


class Standing(NamedTuple):
    """One result of a page: of its tables and of their rows."""

    totals: Totals
    rows: Rows


class OwnerSums(NamedTuple):
    """What becomes of the tables of one owner, by its id; the last three of those decided on both sides."""

    owner: int
    tables: int
    compared: int
    before: int
    after: int
    up: int
    down: int
    moved: int
    decided: int
    decided_before: int
    decided_after: int


class PairSums(NamedTuple):
    """The rows that changed from one clause to another, by their ids."""

    before: int
    after: int
    rows: int
    gained: int
    lost: int
    opened: int
    settled: int


class CauseSums(NamedTuple):
    """Where the change comes from: see :class:`jixiao.schemas.whatif.Causes`."""

    clauses: int
    judgement: int
    other: int
    uncompared: int
    opened: int
    settled: int


class PageChanges(NamedTuple):
    """Everything that is counted of a page.

    ``moves`` counts by ids of grades; ``states`` has for each side how many tables are decided, provisional
    and unscored; ``changed`` the numbers of the tables whose score changes, and by how many cents.
    """

    owners: list[OwnerSums]
    pairs: list[PairSums]
    causes: CauseSums
    moves: dict[tuple[int, int], int]
    states: tuple[tuple[int, int, int], tuple[int, int, int]]
    changed: tuple[Numbers, Numbers]


def changes(sheet: Sheet, before: Standing, after: Standing, live: Mask, owners: Numbers) -> PageChanges:
    """Count a page, of its tables those that are ``live``; ``owners`` has an id for each table."""
    old, new = before.totals, after.totals
    compared = live & (old.score != NOTHING) & (new.score != NOTHING)
    change = np.where(compared, new.score - old.score, 0)
    moved = live & (old.grade != new.grade)
    both = compared & old.decided & new.decided
    zero = np.zeros(sheet.size, np.int64)
    columns = (
        live, compared, np.where(compared, old.score, zero), np.where(compared, new.score, zero),
        change > 0, change < 0, moved, both,
        np.where(both, old.score, zero), np.where(both, new.score, zero),
    )  # fmt: skip
    found, at = np.unique(owners[live], return_inverse=True)
    sums = [_grouped(column[live], at, len(found)).tolist() for column in columns]
    own = [OwnerSums(*values) for values in zip(found.tolist(), *sums, strict=True)]
    in_rows = live[sheet.table]
    one, other = before.rows.score, after.rows.score
    scored = in_rows & (one != NOTHING) & (other != NOTHING)
    differ = in_rows & (one != other)
    gain = np.where(scored, other - one, 0)
    net = sheet.sums(gain)
    turned = sheet.some(differ & ~scored) | (old.decided != new.decided)
    rest = change - net
    causes = CauseSums(
        clauses=int(net[compared].sum()),
        judgement=int(rest[compared & turned].sum()),
        other=int(rest[compared & ~turned].sum()),
        uncompared=int(net[live & ~compared].sum()),
        opened=int((live & old.decided & ~new.decided).sum()),
        settled=int((live & ~old.decided & new.decided).sum()),
    )
    rows = differ.nonzero()[0]
    pairs = _pairs(before.rows, after.rows, gain, rows)
    states = _states(old, live), _states(new, live)
    changed = (change != 0).nonzero()[0]
    return PageChanges(own, pairs, causes, _moves(old, new, live), states, (changed, change[changed]))


def largest(changed: tuple[Numbers, Numbers], most: int, least: int) -> list[tuple[int, int]]:
    """Of tables and their changes those among the ``most`` largest (and all equal), none below ``least``."""
    tables, change = changed
    size = np.abs(change)
    if most == 0:
        return []
    if most < len(size):
        least = max(least, int(np.partition(size, len(size) - most)[len(size) - most]))
    kept = size >= least
    return list(zip(tables[kept].tolist(), change[kept].tolist(), strict=True))


def _grouped(values: Numbers | Mask, at: Numbers, size: int) -> Numbers:
    made = np.zeros(size, np.int64)
    np.add.at(made, at, values)
    return made


def _pairs(before: Rows, after: Rows, gain: Numbers, rows: Numbers) -> list[PairSums]:
    old, new = before.clause[rows] + 1, after.clause[rows] + 1
    base = int(new.max(initial=0)) + 1
    found, at = np.unique(old * base + new, return_inverse=True)
    change = gain[rows]
    columns = (
        np.ones(len(rows), np.int64),
        np.maximum(change, 0),
        np.maximum(-change, 0),
        (before.score[rows] != NOTHING) & (after.score[rows] == NOTHING),
        (before.score[rows] == NOTHING) & (after.score[rows] != NOTHING),
    )
    sums = [_grouped(column, at, len(found)).tolist() for column in columns]
    keys = [divmod(key, base) for key in found.tolist()]
    return [PairSums(a - 1, b - 1, *values) for (a, b), *values in zip(keys, *sums, strict=True)]


def _moves(old: Totals, new: Totals, live: Mask) -> dict[tuple[int, int], int]:
    before, after = old.grade[live] + 1, new.grade[live] + 1
    base = int(after.max(initial=0)) + 1
    found, counts = np.unique(before * base + after, return_counts=True)
    keys = (divmod(key, base) for key in found.tolist())
    return {(a - 1, b - 1): count for (a, b), count in zip(keys, counts.tolist(), strict=True)}


def _states(side: Totals, live: Mask) -> tuple[int, int, int]:
    unscored = live & (side.score == NOTHING)
    decided = live & side.decided & ~unscored
    counts = int(live.sum()), int(decided.sum()), int(unscored.sum())
    return counts[1], counts[0] - counts[1] - counts[2], counts[2]
