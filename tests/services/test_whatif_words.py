"""Trying another rule set, in words."""

from __future__ import annotations

from decimal import Decimal

from jixiao.schemas.whatif import RulesMeant
from jixiao.services.whatif_words import (
    clause_name,
    figure,
    owner_name,
    rows_text,
    rules_name,
    score_text,
    signed,
    whole_sentences,
    year_text,
)
from tests.services.whatifs import FOUND, NOTHING, ROW

CHANGED = (
    "平均分变化 -11.25：条款改变得分 -11.25，有行或总分改由人判断或改由规则算定 0.00，"
    "封顶等对整张表的规定 0.00"
)


def test_figures() -> None:
    assert [figure(None), figure(Decimal("9.50"))] == ["—", "9.50"]
    assert [signed(Decimal(n)) for n in ("1.5", "-1.5", "0.00")] == ["+1.5", "-1.5", "0.00"]


def test_names() -> None:
    assert clause_name("execution") == "预算执行率"
    assert clause_name("≥ under") == "≥ 低于目标"
    assert clause_name("quantity") == "定量指标"
    assert clause_name("edge zero_budget") == "特殊情形：预算为零"
    assert clause_name("tier 达成年度指标") == "档次 达成年度指标"
    assert clause_name("tier-unknown") == "定性指标的档规则里没有"
    assert clause_name(None) == "—"
    assert "{" not in clause_name("no-clause")
    assert owner_name(None) == "（未写）"
    assert rules_name(RulesMeant(id=None)) == "未打分"
    assert rules_name(RulesMeant(id="hard")) == "hard（hard）"


def test_the_whole() -> None:
    assert list(whole_sentences(FOUND)) == [
        "换规则试算：从严（hard），自评表 2 张",
        "比较对象：原来的结果（通用（mof-2020） 2 张）",
        "两边都有得分的 2 个项目，平均分 94.00 → 82.75（-11.25）",
        "这些项目两边的得分都由规则算定，没有暂计的",
        CHANGED,
        "得分上升 0 个，下降 1 个，不变 1 个；等级变动 1 个",
        "得分全部由规则算定 2 → 2 个，暂计 0 → 0 个，没有得分 0 → 0 个",
        "另有 1 个项目只有公开的得分，没有自评表，未试算",
    ]
    assert list(whole_sentences(NOTHING))[1:] == ["没有可以试算的自评表"]
    aside = "另有部门整体的自评 2 份，不是项目，没有计入"
    for found in (FOUND, NOTHING):
        told = [*whole_sentences(found.model_copy(update={"whole_departments": 2}))]
        assert told == [*[*whole_sentences(found)][:1], aside, *[*whole_sentences(found)][1:]]


def test_many_rule_sets_are_counted() -> None:
    sets = tuple(RulesMeant(id=f"r{at}", tables=1) for at in range(4))
    told = list(whole_sentences(FOUND.model_copy(update={"against": sets, "stored": False})))[1]
    assert told == "比较对象：r0（r0） 1 张、r1（r1） 1 张、r2（r2） 1 张等 4 套"


def test_what_rules_decide_is_told_apart_from_claimed_scores() -> None:
    part = FOUND.determined.model_copy(update={"projects": 1})
    causes = FOUND.causes.model_copy(update={"judgement_mean": Decimal("-1.00"), "opened": 1})
    told = list(
        whole_sentences(FOUND.model_copy(update={"determined": part, "provisional": part, "causes": causes}))
    )
    assert told[3] == (
        "其中两边得分都由规则算定的 1 个，平均分 94.00 → 82.75（-11.25）；"
        "至少一边是暂计的 1 个，平均分 94.00 → 82.75（-11.25）"
    )
    assert "改由规则算定 -1.00，" in told[4]
    assert told[5] == "总分改由人判断的项目 1 个，改由规则算定的 0 个"


def test_the_score_and_year_of_a_project() -> None:
    (project,) = FOUND.affected
    assert (score_text(project), year_text(project)) == ("94.00 → 71.50", "2024")
    unsure = project.model_copy(update={"provisional": True, "year": None})
    assert (score_text(unsure), year_text(unsure)) == ("94.00 → 71.50（暂计）", "—")


def test_a_row_that_a_person_is_to_judge_says_so() -> None:
    (project,) = FOUND.affected
    opened = ROW.model_copy(update={"after": None, "after_clause": "no-clause"})
    settled = ROW.model_copy(update={"before": None})
    told = rows_text(project.model_copy(update={"rows": (opened, settled)}))
    assert told.startswith("完成数量 45.00 → 改由人判断（≥ 低于目标 → ")
    assert told.endswith("完成数量 由人判断 → 22.50（≥ 低于目标）")


def test_where_rules_decide_no_project_on_both_sides_no_mean_of_them_is_told() -> None:
    none = FOUND.determined.model_copy(
        update={"projects": 0, "before_mean": None, "after_mean": None, "change": None}
    )
    found = FOUND.model_copy(update={"determined": none, "provisional": FOUND.determined})
    told = list(whole_sentences(found))
    assert "这些项目至少一边是暂计的，没有两边的得分都由规则算定的" in told
    assert not any("— →" in one for one in told)


def test_the_name_of_a_row_is_printed_short() -> None:
    row = ROW.model_copy(update={"name": "长" * 10_000})
    assert len(rows_text(FOUND.affected[0].model_copy(update={"rows": (row,)}))) < 100


def test_the_rows_of_a_project() -> None:
    (project,) = FOUND.affected
    assert rows_text(project) == "完成数量 45.00 → 22.50（≥ 低于目标）"
    rate = ROW.model_copy(update={"position": -1, "name": None, "before_clause": "met"})
    many = project.model_copy(update={"rows": (rate, ROW, ROW, ROW)})
    told = rows_text(many)
    assert told.startswith("预算执行率 45.00 → 22.50（达到目标 → ≥ 低于目标）；完成数量")
    assert told.endswith("；等 4 行")
