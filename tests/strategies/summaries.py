"""Summaries of any records, as the use case makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.schemas.store import ExpectedUnit
from jixiao.scoring.aggregate import tally
from jixiao.services.summary import Asked, Material, _summary, _whole
from tests.strategies.records import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.summary import Basis, Dimension, Summary
    from jixiao.scoring.aggregate import Record

BYS: tuple[tuple[Dimension, ...], ...] = ((), ("department",), ("department", "year"), ("level1",), ("fund",))
BASES: tuple[Basis, ...] = ("claimed", "computed", "reviewed")


def summary_of(
    records: Sequence[Record],
    by: tuple[Dimension, ...] = ("department",),
    basis: Basis = "claimed",
    expected: tuple[ExpectedUnit, ...] | None = None,
    top: int = 20,
) -> Summary:
    """The summary of some records, every project listed."""
    asked = Asked(by, basis, top=top, projects=True)
    material = Material(
        records=list(records),
        groups=tally(records, by, basis),
        whole=_whole(tally(records, (), basis)),
        expected=expected,
        disclosures=(),
        rows=lambda some: [record.rows for record in some],
    )
    return _summary(material, asked)


units = st.builds(
    ExpectedUnit, department=st.sampled_from(("甲局", "丙局")), unit=st.sampled_from(("一中心", None))
)
summaries = st.builds(
    summary_of,
    many,
    st.sampled_from(BYS),
    st.sampled_from(BASES),
    st.one_of(st.none(), st.lists(units, max_size=3).map(tuple)),
    st.integers(0, 5),
)
