"""What disclosures add to a summary: findings of no one project, and 项目支出 with what is covered of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from jixiao.indicators.cleaning import squeeze
from jixiao.scoring.aggregate import GroupTally, cleaned, plus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.schemas.store import CollectedDisclosure, StoredDisclosure
    from jixiao.scoring.aggregate import Dimension, Exact, Part, Record, Tallies

_KNOWN = frozenset({"region", "department", "unit", "year"})
"""What a disclosure says of itself; it is of no round, indicator or kind of money."""

_SPENDING = frozenset({"region", "department", "year"})
"""By what 项目支出 can be told apart: a disclosure gives it for a whole department."""

Owner = tuple[str, str, int | None]
_Said = TypeVar("_Said", "Disclosed", "CollectedDisclosure", "StoredDisclosure")


class Disclosed(NamedTuple):
    """One disclosure: whose and when, its 项目支出 in 分, and the findings of it that are of no table.

    ``listed`` is how many projects it lists.
    """

    region: str | None
    organisation: str | None
    year: int | None
    spending: int | None = None
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    listed: int = 0

    @property
    def owner(self) -> Owner:
        """Region, organisation and year for comparing."""
        return squeeze(self.region or ""), squeeze(self.organisation or ""), self.year


def standing(disclosures: Iterable[_Said]) -> tuple[_Said, ...]:
    """The disclosures that stand: a later one of an organisation and year takes the place of an earlier one.

    But for what the earlier one tells and the later does not (项目支出, the list of projects): a part sent by
    itself leaves the rest as it was.
    """
    kept: dict[Owner, list[_Said]] = {}
    for one in disclosures:
        owner, told = _tells(one)
        kept[owner] = [before for before in kept.get(owner, ()) if not _tells(before)[1] <= told] + [one]
    return tuple(one for some in kept.values() for one in some)


def _tells(one: Disclosed | CollectedDisclosure) -> tuple[Owner, frozenset[str]]:
    """Who disclosed, and what there is in it."""
    spent = one.spending if isinstance(one, Disclosed) else one.project_spending_fen
    told = {"spending": spent is not None, "list": one.listed > 0}
    owner = squeeze(one.region or ""), squeeze(one.organisation or ""), one.year
    return owner, frozenset(what for what, there in told.items() if there)


def last_ones(disclosures: Iterable[Disclosed]) -> tuple[Disclosed, ...]:
    """One for each organisation and year, of those that stand (:func:`standing`): findings of all of them."""
    found: dict[Owner, Disclosed] = {}
    for one in standing(disclosures):
        before = found.get(one.owner)
        found[one.owner] = one if before is None else _together(before, one)
    return tuple(found.values())


def _together(before: Disclosed, one: Disclosed) -> Disclosed:
    return one._replace(
        spending=before.spending if one.spending is None else one.spending,
        listed=max(before.listed, one.listed),
        errors=before.errors + one.errors,
        warnings=before.warnings + one.warnings,
        notices=before.notices + one.notices,
    )


def count_findings(
    disclosures: Iterable[Disclosed], by: Sequence[Dimension], groups: Tallies, whole: GroupTally
) -> None:
    """Add the findings of disclosures to the whole, and to the groups of who disclosed where these have one.

    A disclosure that has findings and no project makes a group of its own.
    """
    for one in disclosures:
        counts = GroupTally(errors=one.errors, warnings=one.warnings, notices=one.notices)
        whole.merge(counts)
        if not by or not _KNOWN.issuperset(by) or not (one.errors or one.warnings or one.notices):
            continue
        names = tuple(_value(one, dimension) for dimension in by)
        group = groups.setdefault(tuple(cleaned(name) for name in names), GroupTally())
        if not group.names:
            group.names = names
        group.merge(counts)


def _value(one: Disclosed, dimension: Dimension) -> Part:
    """What a disclosure is by a dimension; its organisation is department and unit."""
    known: dict[str, Part] = {"region": one.region, "year": one.year}
    return known.get(dimension) if dimension in known else one.organisation


class Spending(NamedTuple):
    """项目支出 of a group in 分, and what the projects of the same departments and years spent of it.

    ``None`` is what is not known: a disclosure of the group does not say, or no project of its gives money.
    """

    disclosed: Exact | None
    covered: Exact | None


def spending(
    disclosures: Iterable[Disclosed], records: Iterable[Record], by: Sequence[Dimension]
) -> dict[tuple[Part, ...], Spending]:
    """项目支出 by group, each department and year once; nothing where a group is by anything else.

    A project whose department disclosed nothing for its year covers nothing.
    """
    if not _SPENDING.issuperset(by):
        return {}
    keys: defaultdict[tuple[str, int | None], dict[str, tuple[Part, ...]]] = defaultdict(dict)
    found: dict[tuple[Part, ...], Spending] = {}
    for one in disclosures:
        key = tuple(cleaned(_value(one, dimension)) for dimension in by)
        region, organisation, year = one.owner
        keys[organisation, year][region] = key
        before = found[key].disclosed if key in found else 0
        both = None if before is None or one.spending is None else before + one.spending
        found[key] = Spending(both, None)
    for record in records if keys else ():
        own = keys.get((squeeze(record.department or ""), record.year), {})
        group = _of_region(own, squeeze(record.region or ""))
        if group is not None:
            known = found[group]
            found[group] = known._replace(covered=plus(known.covered, record.executed))
    return found


def _of_region(own: dict[str, tuple[Part, ...]], region: str) -> tuple[Part, ...] | None:
    """Which of the disclosures of one name and year is of a region; one side may leave the region unsaid.

    ``None`` where none is, or several may be.
    """
    if region in own:
        return own[region]
    fitting = [key for said, key in own.items() if not said or not region]
    return fitting[0] if len(fitting) == 1 else None
