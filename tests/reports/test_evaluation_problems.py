from __future__ import annotations

from jixiao.reports.evaluation_problems import kind_of, problems, suggestions
from jixiao.reports.evaluation_view import View
from jixiao.reports.facts import NO_FACTS, Facts
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
