"""Year on year: the same projects in two years, their grades and scores, what is new and what is gone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.indicators.project_names import name_key, without_year
from jixiao.schemas.summary import Change, DepartmentChange, YearPair
from jixiao.scoring.aggregate import Tally, cleaned, whose
from jixiao.scoring.aggregate_figures import score_of
from jixiao.scoring.aggregate_lists import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.scoring.aggregate import Basis, Exact, Part, Record

_Key = tuple[str, str, str, str]


class _Pair(NamedTuple):
    before: Record
    after: Record


@dataclass(slots=True)
class _Department:
    name: str | None = None
    before: Tally = field(default_factory=Tally)
    after: Tally = field(default_factory=Tally)
    counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("before", "after", "up", "down", "same", "new", "vanished"), 0)
    )


def year_pairs(
    records: Iterable[Record], basis: Basis, grades: Sequence[str], top: int
) -> tuple[YearPair, ...]:
    """A comparison of each two years that follow each other; records without a year are left out.

    ``grades`` are in order, best first; ``top`` is how many projects are named in each list.
    """
    years: defaultdict[int, list[Record]] = defaultdict(list)
    for record in records:
        if record.year is not None:
            years[record.year].append(record)
    return tuple(
        _compared(before, years[before], after, years[after], basis, grades, top)
        for before, after in pairwise(sorted(years))
    )


def lasting_key(record: Record) -> _Key:
    """What a project keeps over the years: whose it is, its name and its round without the year in them."""
    region, department, unit = whose(record)
    name = name_key(without_year(record.project, record.year))
    kind = name_key(without_year(record.round or "", record.year))
    return region, unit or department, name, kind


def _compared(
    before: int,
    earlier: list[Record],
    after: int,
    later: list[Record],
    basis: Basis,
    grades: Sequence[str],
    top: int,
) -> YearPair:
    pairs, vanished, new = _matched(earlier, later)
    order = {name: place for place, name in enumerate(grades)}
    moves: dict[str, dict[str, int]] = {}
    departments: defaultdict[Part, _Department] = defaultdict(_Department)
    counts = {"up": 0, "down": 0, "same": 0}

    def of(record: Record) -> _Department:
        found = departments[cleaned(record.department)]
        if record.department and (found.name is None or record.department < found.name):
            found.name = record.department
        return found

    for pair in pairs:
        if basis == "reviewed" and None in (pair.before.reviewed, pair.after.reviewed):
            continue  # a project that nobody reviewed has not moved
        old, grade = (one.grade(basis) or "" for one in pair)
        moves.setdefault(old, {}).setdefault(grade, 0)
        moves[old][grade] += 1
        if old in order and grade in order:
            way = "same" if old == grade else "up" if order[grade] < order[old] else "down"
            counts[way] += 1
            of(pair.after).counts[way] += 1
    for what, some in (("before", earlier), ("after", later), ("vanished", vanished), ("new", new)):
        for record in some:
            found = of(record)
            found.counts[what] += 1
            if what in {"before", "after"}:
                (found.before if what == "before" else found.after).add(record.score(basis), None)
    changes = [_change(pair.before, pair.after, basis) for pair in sorted(pairs, key=_pair_order)]
    changes = [change for change in changes if change.change]
    changes.sort(key=lambda change: abs(change.change or Decimal(0)), reverse=True)
    return YearPair(
        before=before,
        after=after,
        matched=len(pairs),
        moves=_ordered(moves, [*grades, ""]),
        **counts,
        departments=tuple(
            _department(departments[key])
            for key in sorted(departments, key=lambda key: (key is None, str(key)))
        ),
        changes=tuple(changes[:top]),
        new_count=len(new),
        vanished_count=len(vanished),
        new=tuple(_change(None, record, basis) for record in sorted(new, key=by_name)[:top]),
        vanished=tuple(_change(record, None, basis) for record in sorted(vanished, key=by_name)[:top]),
    )


def _pair_order(pair: _Pair) -> tuple[object, ...]:
    return by_name(pair.after)


def _matched(
    earlier: Iterable[Record], later: Iterable[Record]
) -> tuple[list[_Pair], list[Record], list[Record]]:
    """Pairs of one project, those of the earlier year alone, those of the later one alone.

    Several projects of one year that bear the same key are not told apart: none of them is paired.
    """
    sides: tuple[defaultdict[_Key, list[Record]], ...] = (defaultdict(list), defaultdict(list))
    for side, records in zip(sides, (earlier, later), strict=True):
        for record in records:
            side[lasting_key(record)].append(record)
    both = [key for key in sides[0] if len(sides[0][key]) == 1 and len(sides[1].get(key, ())) == 1]
    pairs = [_Pair(sides[0].pop(key)[0], sides[1].pop(key)[0]) for key in both]
    vanished, new = ([one for records in side.values() for one in records] for side in sides)
    return pairs, vanished, new


def _ordered(moves: dict[str, dict[str, int]], names: Sequence[str]) -> dict[str, dict[str, int]]:
    """The matrix with its rows and columns in the order of the grades; only what there is."""
    rows = [*(name for name in names if name in moves), *sorted(moves.keys() - set(names))]
    return {
        row: {
            name: moves[row][name]
            for name in [*names, *sorted(moves[row].keys() - set(names))]
            if name in moves[row]
        }
        for row in rows
    }


def _difference(before: Exact | None, after: Exact | None) -> Exact | None:
    return None if before is None or after is None else after - before


def _change(before: Record | None, after: Record | None, basis: Basis) -> Change:
    one = after or before
    assert one is not None  # noqa: S101 - one of both is always given
    scores = [None if record is None else record.score(basis) for record in (before, after)]
    return Change(
        project=one.project,
        department=one.department,
        unit=one.unit,
        before=score_of(scores[0]),
        after=score_of(scores[1]),
        change=score_of(_difference(scores[0], scores[1])),
        before_grade=None if before is None else before.grade(basis),
        after_grade=None if after is None else after.grade(basis),
    )


def _department(found: _Department) -> DepartmentChange:
    means = [found.before.mean(), found.after.mean()]
    shown = [None if mean is None else round_exact(mean / 100, 2) for mean in means]
    change = None
    if means[0] is not None and means[1] is not None:
        change = round_exact(Fraction(means[1] - means[0]) / 100, 2)
    return DepartmentChange(
        department=found.name,
        before_count=found.counts["before"],
        after_count=found.counts["after"],
        before_mean=shown[0],
        after_mean=shown[1],
        change=change,
        **{what: found.counts[what] for what in ("up", "down", "same", "new", "vanished")},
    )
