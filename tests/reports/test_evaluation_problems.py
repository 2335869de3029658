from __future__ import annotations

from jixiao.reports.evaluation_problems import _for_paper, kind_of, problems, suggestions
from jixiao.reports.evaluation_view import View
from jixiao.reports.facts import NO_FACTS, Facts
from jixiao.texts import table as texts
from tests.reports.drafting import table

MIXED = View(
    table(
        {"name": "甲", "weight": "30", "claimed_score": "20", "actual": "8个", "deviation_note": "经费晚到"},
        {"name": "乙", "weight": "30", "claimed_score": "15", "actual": "15个"},
        {"name": "丙", "weight": "30", "target": None},
        budget="100",
        executed="50",
    )
)


def test_every_loss_is_a_problem_with_the_cause_the_unit_gave() -> None:
    texts = [one.text for one in problems(MIXED, NO_FACTS)]
    assert any("“甲”没有达到目标：指标值10个，实际8个" in text and "经费晚到" in text for text in texts)
    assert any("“乙”偏离目标" in text for text in texts)
    assert any("“丙”没有可以衡量的指标值" in text for text in texts)
    assert any("预算执行率为50%，该项失10分" in text for text in texts)
    assert texts[-1] == "【待补充：问题的原因分析】"


def test_every_kind_of_problem_has_its_suggestion() -> None:
    kinds = {kind_of(line) for line in (*MIXED.losing, *MIXED.open)}
    assert kinds == {"execution", "under", "over", "target"}
    texts = [one.text for one in suggestions(MIXED, NO_FACTS)]
    assert sum("“甲”" in text or "“乙”" in text or "“丙”" in text for text in texts) == 3
    assert texts[0].startswith("（1）")


def test_where_nothing_is_wrong_nothing_is_made_up() -> None:
    view = View(table({}))
    assert [one.text for one in problems(view, NO_FACTS)] == ["各项指标没有失分，自评表没有发现填报问题。"]
    assert [one.text for one in suggestions(view, NO_FACTS)] == ["【待补充：有关建议】"]
    assert [one.text for one in suggestions(view, Facts({"suggestions": ("加强",)}))] == ["加强"]


def shown(view: View) -> tuple[str, str]:
    """The problems and the suggestions as one text each."""
    found = (problems(view, NO_FACTS), suggestions(view, NO_FACTS))
    return "\n".join(one.text for one in found[0]), "\n".join(one.text for one in found[1])


def test_a_cost_above_its_limit_is_no_matter_of_a_bad_target() -> None:
    over = {"target": "≤100万元", "actual": "120万元", "level1": "成本指标", "level2": "经济成本指标"}
    view = View(table(over, rules="mof-2020"))
    assert [kind_of(line) for line in view.losing] == ["above"]
    found, advice = shown(view)
    assert "“窗口数”没有达到控制目标：指标值≤100万元，实际120万元，失15分。" in found
    assert "针对“窗口数”，查明超出控制目标的原因" in advice


def test_a_rate_of_nothing_that_the_rules_score_is_said_to_be_scored() -> None:
    view = View(table({}, budget="0", executed="0"))
    assert [kind_of(line) for line in view.losing] == ["execution-none"]
    found, advice = shown(view)
    assert "预算执行率无从计算，该项失10分（全年预算数为0，按规则得0分）。" in found
    assert "不能按规则计分" not in found
    assert "结余" not in advice


def test_advice_for_paper_names_no_command() -> None:
    view = View(table({"actual": "5个", "claimed_score": "90"}, executed="50"))
    assert any("--rules" in (one.sentence("remedy") or "") for one in view.findings)
    advice = shown(view)[1]
    assert "核对目标值、完成值和得分" in advice
    assert "--" not in advice
    for code, text in texts().items():
        if code.endswith(".remedy"):
            assert "--" not in _for_paper(text.replace("——", "")), code
            assert "jixiao" not in _for_paper(text), code


def test_rows_of_one_name_are_told_apart_by_what_they_belong_to() -> None:
    rows = [{"level2": kind, "actual": "5个", "weight": "45"} for kind in ("数量指标", "质量指标")]
    assert "针对数量指标“窗口数”、质量指标“窗口数”，" in shown(View(table(*rows)))[1]
