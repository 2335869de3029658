"""Projects of one department and year for 第九节, with the facts people may give."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.indicators.numbers import round_exact
from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.reports.statement_facts import FUNDS, StatementFacts
from jixiao.reports.statement_view import Material, Project
from jixiao.schemas.self_evaluation import Goal, Indicator, SelfEvaluation
from jixiao.schemas.summary import ProjectLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMES = ("道路养护", "桥梁检测", "信息系统运维及改造", "“一网”通办和“跨省”平台", "大厅运转经费", "普法宣传")
ACHIEVED = (
    *("完成养护任务", "按计划实施，运行平稳。", "数量指标完成16个，完成率106.67%。"),
    *("全年预算执行率为85%，满意度98%", "得分率95%"),
)
"""What tables say was achieved, with figures of their own that the draft only quotes."""
_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_SAID = {"evaluated": ["道路养护"], "whole-grade": ["良"]}


def project(
    name: str = NAMES[0],
    *,
    budget: str | None = "100",
    executed: str | None = "90",
    score: str | None = "94",
    short: Sequence[str] = (),
    short_of_money: bool = False,
    achieved: str | None = None,
    notes: Sequence[str] = (),
    funds: Mapping[str, Decimal | None] | None = None,
) -> Project:
    """One project; its grade is that of its score, its rate that of its money."""
    total = None if score is None else Decimal(score)
    had, spent = (None if value is None else Decimal(value) for value in (budget, executed))
    rate = None
    if had and spent is not None:
        rate = round_exact(Fraction(spent) / Fraction(had) * 100, 2)
    return Project(
        line=ProjectLine(
            project=name,
            source="自评表.xlsx",
            score=total,
            grade=None if total is None else next(grade for least, grade in _GRADES if total >= least),
            budget=had,
            executed=spent,
            execution_rate=rate,
        ),
        form=SelfEvaluation(
            project=name,
            goal=Goal(achieved=achieved),
            indicators=tuple(
                Indicator(name=f"指标{at}", deviation_note=note) for at, note in enumerate(notes)
            ),
        ),
        funds=funds or {},
        short=tuple(map(Decimal, short)),
        short_of_money=short_of_money,
    )


def material(*projects: Project, spending: str | None = None) -> Material:
    """What a section is drafted from."""
    whole = None
    if spending is not None:
        source = Source(Origin.FIELD, "disclosure.spending.total.project")
        whole = Fact(spending, source, Decimal(spending))
    return Material("市交通局", 2024, "claimed", projects, whole)


def _money(most: int) -> st.SearchStrategy[str]:
    return st.integers(0, most).map(lambda fen: str(Decimal(fen).scaleb(-2)))


def projects(name: str) -> st.SearchStrategy[Project]:
    """One project of a name."""
    return st.builds(
        project,
        st.just(name),
        budget=st.none() | _money(10**7),
        executed=st.none() | _money(10**7),
        score=st.none() | _money(10**4),
        short=st.lists(st.sampled_from(("1", "0.5", "2.25")), max_size=3),
        achieved=st.none() | st.sampled_from(ACHIEVED),
        notes=st.lists(st.sampled_from(("", "无", "雨季影响工期。", "采购推迟")), max_size=3),
    )


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """One to six projects, with or without 项目支出."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    spending = draw(st.none() | _money(10**9))
    return material(*(draw(projects(name)) for name in names), spending=spending)


@st.composite
def facts(draw: st.DrawFn) -> StatementFacts:
    """Any part of what people may give."""
    keys = draw(st.sets(st.sampled_from(StatementFacts.keys)))
    given: dict[str, tuple[str, ...]] = {}
    for key in sorted(keys):
        if key in StatementFacts.counts:
            given[key] = (str(draw(st.integers(0, 6))),)
        elif key in {"project-spending", "amount"} or any(key.endswith(kind) for kind in FUNDS):
            given[key] = (draw(_money(10**8)),)
        elif key in {"evaluated", "whole"} and draw(st.booleans()):
            given[key] = ("无",)
        else:
            given[key] = tuple(_SAID.get(key, ["项目管理有待加强"]))
    return StatementFacts(given, "第九节.facts.toml")
