"""What a department's own template may name."""

from __future__ import annotations

from jixiao.reports.blocks import Blank, Fact, Table, text_of
from jixiao.reports.placeholders import Named
from jixiao.reports.statement import draft
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.reports.statement_values import values
from tests.strategies.statements import material, project


def test_every_value_and_section_has_a_name() -> None:
    whole = material(project(executed="7"), project("桥梁检测", executed="3", score="80"), spending="160")
    named = Named(values(whole, NO_FACTS, draft(whole)))

    def said(name: str) -> str:
        found = named.find(name)
        assert found is not None, name
        return text_of(run for run in found if isinstance(run, Fact | Blank))

    asked = (
        "部门",
        "年度",
        "自评项目个数",
        "自评涉及资金",
        "项目支出总额",
        "占项目支出比例",
        "优的个数",
        "差的个数",
    )
    assert [said(name) for name in asked] == ["市交通局", "2024", "2", "10", "160", "6.25%", "1", "0"]
    assert [said(name) for name in ("平均得分", "最高得分", "最低得分")] == ["87", "94", "80"]
    assert said("标题") == "市交通局2024年度部门决算"
    (table,) = named.find("自评结果表") or ()
    assert isinstance(table, Table)
    assert named.find("绩效管理工作开展情况") is not None


def test_what_is_not_known_is_a_blank() -> None:
    whole = material(project(executed=None, score=None))
    made = values(whole, NO_FACTS, draft(whole)).words
    for name in ("自评涉及资金", "项目支出总额", "占项目支出比例", "优的个数", "平均得分", "最高得分"):
        assert isinstance(made[name][0], Blank), name


def test_a_mean_of_some_projects_is_that_of_none() -> None:
    whole = material(project())
    facts = StatementFacts({"projects": ("2",)})
    made = values(whole, facts, draft(whole, facts)).words
    for name in ("平均得分", "最高得分", "最低得分"):
        assert made[name] == (Blank("得分（没有收齐各项目的得分）"),), name
