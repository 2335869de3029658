"""The database counts what the forms say: the same parts, on both databases, whatever is grouped by."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao.indicators.project_names import is_whole_department
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.schemas.store import Filter, NewReview, ReviewedRow
from jixiao.scoring.aggregate import BASES, Dimension, merged, tally
from jixiao.store import aggregate_sql as sql
from jixiao.store import queries
from jixiao.store.aggregate_records import of_stored
from jixiao.store.repository import Store
from tests.strategies import collected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jixiao.schemas.store import StoredForm
    from jixiao.scoring.aggregate import Basis, Tallies

ALONE = Filter(project="—")
"""Stands for everything but the tables of whole departments."""
EACH: tuple[tuple[Dimension, ...], ...] = (
    (),
    *((one,) for one in get_args(Dimension)),
    ("department", "year"),
    ("region", "unit", "year", "round"),
    ("year", "level1"),
    ("fund", "unit"),
)

amounts = st.one_of(
    st.none(), st.decimals(0, 10**9, places=2), st.sampled_from((Decimal("0.0000001"), Decimal(0)))
)
scores = st.one_of(st.none(), st.decimals(0, 40, places=2), st.just(Decimal("1.005")))
forms = st.builds(
    SelfEvaluation,
    project=st.sampled_from(("道路养护", "系统运维", "大厅运转", "2024年购置", "部门整体支出自评")),
    department=st.sampled_from((None, "甲局", "乙 局", "乙局")),
    unit=st.sampled_from((None, "一中心", "二中心")),
    region=st.sampled_from((None, "360200")),
    year=st.sampled_from((None, 2023, 2024)),
    amount_unit=st.sampled_from((None, "元", "吨")),
    funds=st.lists(
        st.builds(
            FundLine,
            name=st.sampled_from(("年度资金总额", "其中：债券", "自筹资金", "其他")),
            initial_budget=amounts,
            annual_budget=amounts,
            executed=amounts,
            weight=st.just(Decimal(10)),
            claimed_score=scores,
        ),
        max_size=3,
        unique_by=lambda line: line.name,
    ).map(tuple),
    indicators=st.lists(
        st.builds(
            Indicator,
            level1=st.sampled_from(("产出指标", "效益指标", None)),
            level2=st.sampled_from(("数量指标", None)),
            name=st.just("完成数量"),
            target=st.just("≥10个"),
            actual=st.sampled_from(("9个", "10个", "好")),
            weight=scores,
            claimed_score=scores,
        ),
        max_size=3,
    ).map(tuple),
    claimed_total=st.one_of(st.none(), st.decimals(0, 100, places=2), st.just(Decimal("88.125"))),
)
reviews = st.lists(
    st.tuples(st.integers(0, 20), st.one_of(st.none(), st.decimals(0, 100, places=3)), scores), max_size=3
)


def _by_hand(store: Store, by: Sequence[Dimension], basis: Basis, wanted: Filter | None = None) -> Tallies:
    names = {one.id: one.name for one in store.rounds()}
    stored: list[StoredForm] = list(store.current(None if wanted is ALONE else wanted))
    if wanted is ALONE:
        stored = [one for one in stored if not is_whole_department(one.form.project)]
    return tally((of_stored(one, names.get(one.round_id or 0)) for one in stored), by, basis)


def _by_sql(store: Store, by: Sequence[Dimension], basis: Basis, wanted: Filter | None = None) -> Tallies:
    names = {one.id: one.name for one in store.rounds()}
    with store.connection() as connection:
        if wanted is ALONE:
            wanted = queries.projects_alone(connection, None).wanted
        odd = sql.odd_ones(connection, wanted)
        parts = sql.tallies(connection, wanted, by, basis, odd=bool(odd))
    special = (form for version in odd if (form := store.find(version)) is not None)
    own = tally((of_stored(one, names.get(one.round_id or 0)) for one in special), by, basis)
    return merged((parts, own))


def _fill(
    store: Store,
    some: Sequence[SelfEvaluation],
    reviewed: Sequence[tuple[int, Decimal | None, Decimal | None]],
) -> None:
    store.record(collected.file(*(collected.table(one, label=f"表{at}") for at, one in enumerate(some))))
    store.record(collected.file(collected.listed("另列项目", "88.5"), collected.listed("道路养护", "70")))
    current = list(store.current())
    seen = set()
    for at, total, score in reviewed:
        form = current[at % len(current)]
        if form.version_id in seen:
            continue
        seen.add(form.version_id)
        rows = tuple(
            ReviewedRow(position=position, review_score=score, reason="核减")
            for position in range(min(1, len(form.form.indicators)))
        )
        store.add_review(
            NewReview(
                version_id=form.version_id,
                content_sha256=form.content_sha256,
                reviewer="复核人",
                total=total,
                grade="良",
                rows=rows,
            )
        )


@pytest.mark.parametrize(("kind", "examples"), [("sqlite", 8), ("postgresql", 2)])
def test_sql_and_the_forms_agree_in_everything(
    kind: str, examples: int, new_target: Callable[[str], str]
) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    @given(st.lists(forms, min_size=1, max_size=8), reviews, st.data())
    def check(
        some: list[SelfEvaluation],
        reviewed: list[tuple[int, Decimal | None, Decimal | None]],
        data: st.DataObject,
    ) -> None:
        with Store.open(new_target(kind)) as store:
            _fill(store, some, reviewed)
            basis = data.draw(st.sampled_from(BASES))
            for by in EACH:
                for wanted in (None, ALONE):
                    found = _by_sql(store, by, basis, wanted)
                    assert found == _by_hand(store, by, basis, wanted), (by, basis, wanted)

    check()


def test_a_filter_leaves_the_others_out(target: str) -> None:
    with Store.open(target) as store:
        store.record(
            collected.file(
                collected.table(collected.form(unit="甲局", claimed=("30", "40"))),
                collected.table(collected.form(unit="乙局", year=2023)),
            )
        )
        wanted = Filter(unit="甲 局", years=(2024,))
        found = _by_sql(store, ("unit",), "claimed", wanted)
        assert found == _by_hand(store, ("unit",), "claimed", wanted)
        assert list(found) == [("甲局",)]


def test_sums_beyond_64_bits_do_not_overflow(target: str) -> None:
    budget = "9000000000000"
    some = [
        collected.table(collected.form(f"项目{at}", budget=budget, executed=budget), label=f"表{at}")
        for at in range(30)
    ]
    with Store.open(target) as store:
        store.record(collected.file(*some))
        group = _by_sql(store, (), "claimed")[()]
        assert group.money.budget == 30 * int(budget) * 10**6
        assert group == _by_hand(store, (), "claimed")[()]
