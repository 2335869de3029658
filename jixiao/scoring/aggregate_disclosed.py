"""What disclosures add to a summary: findings of no one project, counted in the group of who disclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.scoring.aggregate import GroupTally, cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.scoring.aggregate import Dimension, Part, Tallies

_KNOWN = frozenset({"region", "department", "unit", "year"})
"""What a disclosure says of itself; it is of no round, indicator or kind of money."""

Owner = tuple[str, str, int | None]


class Disclosed(NamedTuple):
    """One disclosure: whose and when, its 项目支出 in 分, and the findings of it that are of no table."""

    region: str | None
    organisation: str | None
    year: int | None
    spending: int | None = None
    errors: int = 0
    warnings: int = 0
    notices: int = 0

    @property
    def owner(self) -> Owner:
        """Region, organisation and year for comparing."""
        return squeeze(self.region or ""), squeeze(self.organisation or ""), self.year


def last_ones(disclosures: Iterable[Disclosed]) -> tuple[Disclosed, ...]:
    """One disclosure for each organisation and year: the last."""
    return tuple({one.owner: one for one in disclosures}.values())


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
