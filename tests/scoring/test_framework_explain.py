from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.schemas.finding import Place
from jixiao.schemas.framework import FrameworkItem, FrameworkRow
from jixiao.scoring.framework_explain import line_name, line_sentence, percent
from jixiao.scoring.framework_lines import score_line
from tests.scoring.test_framework_lines import BASIS, facts, point


def told(*items: FrameworkItem, weight: str | None = "6", score: str | None = None) -> str:
    row = FrameworkRow(
        name="指标",
        weight=None if weight is None else Decimal(weight),
        items=items,
        claimed_score=None if score is None else Decimal(score),
    )
    return line_sentence(score_line(row, Place(), BASIS))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            told(point("满足"), point("满足"), point("不满足")),
            "2 个要点得满分，1 个要点不得分，得 4 分（满分 6 分）",
        ),
        (told(point("满足"), point()), "2 个要点中还有 1 个没有评定，或评为部分满足而没有写得分"),
        (
            told(*facts(预算资金="160", 实际到位资金="7"), weight="5"),
            "资金到位率＝7÷160＝4.38%，按比例得 0.22 分（满分 5 分）",
        ),
        (
            told(*facts(计划成本="160", 实际成本="7")),
            "成本节约率＝（160−7）÷160＝95.63%，达到要求，得满分 6 分",
        ),
        (
            told(*facts(计划成本="100", 实际成本="110"), score="2"),
            (
                "成本节约率＝（100−110）÷100＝-10%，未达到要求；"
                "怎样扣分没有文本规定，由评价人判断；评价人评为 2 分"
            ),
        ),
        (told(*facts(预算资金="160", 实际到位资金=None)), "还缺数据：实际到位资金"),
        (told(weight=None), "没有填分值"),
    ],
)  # fmt: skip
def test_every_line_says_why(sentence: str, expected: str) -> None:
    assert sentence == expected


def test_a_line_is_called_by_the_nearest_name_it_has() -> None:
    line = score_line(FrameworkRow(level1="产出", level2="产出数量"), Place(), BASIS)
    assert line_name(line) == "产出数量"
    assert line_name(replace(line, row=FrameworkRow())) == "（未命名指标）"
    assert percent(Fraction(7, 160)) == "4.38"


def test_a_score_within_a_band_is_the_evaluators_in_an_evaluation() -> None:
    items = tuple(
        FrameworkItem(label=label, entry=entry)
        for label, entry in (("年度指标值", "100%"), ("实际完成值", "基本达成目标"))
    )
    row = FrameworkRow(level1="产出", name="效率", weight=Decimal(10), items=items, claimed_score=Decimal(9))
    line = score_line(row, Place(), BASIS)
    assert line.score == 9
    assert "评价得分在档内，得 9" in line_sentence(line)
    outside = score_line(row.model_copy(update={"claimed_score": Decimal(2)}), Place(), BASIS)
    assert "评价得分不在档内" in line_sentence(outside)
    own = score_line(row, Place(), BASIS._replace(evaluator=False))
    assert "自评得分在档内，得 9" in line_sentence(own)
