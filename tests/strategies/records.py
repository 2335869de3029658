"""Records of projects for summing up: few names, so that many are of one group."""

from __future__ import annotations

from hypothesis import strategies as st

from jixiao.scoring.aggregate import FundPart, Points, Record

GRADES = ("优", "良", "中", "差")

cents = st.one_of(st.integers(0, 10_000), st.fractions(0, 10_000, max_denominator=8))
"""Scores in 0.01 分: mostly whole, some finer."""
scores = st.one_of(st.none(), cents)
money = st.one_of(st.none(), st.integers(0, 10**14), st.fractions(0, 10**9, max_denominator=3))
"""Amounts in 分."""
points = st.builds(
    Points,
    level1=st.sampled_from(("产出指标", "效益指标", None)),
    level2=st.sampled_from(("数量指标", "质量指标", None)),
    name=st.just("指标"),
    weight=st.one_of(st.none(), st.integers(0, 4000)),
    claimed=scores,
    computed=scores,
    reviewed=scores,
    cause=st.sampled_from(("met", "short-under", None)),
)
funds = st.builds(
    FundPart, kind=st.sampled_from(("bond", "own")), initial=money, budget=money, executed=money
)
records = st.builds(
    Record,
    project=st.sampled_from(("道路养护", "系统运维", "系统运维项目", "大厅运转")),
    region=st.sampled_from((None, "360200")),
    department=st.sampled_from((None, "甲局", "甲 局", "乙局")),
    unit=st.sampled_from((None, "一中心", "二中心")),
    year=st.sampled_from((None, 2023, 2024)),
    listed=st.booleans(),
    complete=st.booleans(),
    claimed=scores,
    computed=scores,
    reviewed=scores,
    claimed_grade=st.sampled_from((None, *GRADES)),
    initial=money,
    budget=money,
    executed=money,
    errors=st.integers(0, 2),
    warnings=st.integers(0, 2),
    rows=st.lists(points, max_size=4).map(tuple),
    funds=st.lists(funds, max_size=3).map(tuple),
)
many = st.lists(records, max_size=30)
