"""Which way is better, by plain words and never by default."""

from __future__ import annotations

import pytest
from hypothesis import given

from jixiao.indicators.direction import DOWN, UP, direction
from tests.strategies.cells import cell_texts

NAMES = {
    "up": (
        "完成率", "任务完成率", "合格率", "验收合格率(%)", "合格性", "达标率", "及时率", "完成及时性",
        "覆盖率", "森林覆盖率", "群众满意度", "满意率",
        "政策知晓率", "公众知晓度", "准确率", "时限内办结率", "投诉处理及时率", "成本节约率",
        "资金到位及时率", "完成数量", "按时完成率",
        "指标1:验收通过率", "★任务完成率", "营养改善计划覆盖率", "森林火灾6小时内办结率",
    ),
    "down": (
        "投诉率", "投诉次数", "事故率", "安全事故起数", "差错率", "死亡率", "死亡人数", "超支率",
        "预算调整率", "科目调整次数", "结余率", "结转结余率",
        "结余率(结余数/预算数)", "三公经费变动率", "三公经费控制率", "供养人员控制率", "项目总成本",
        "办公所需成本", "成本控制数(万元)", "办结时限",
        "不合格率", "不满意率", "未完成率", "未按时完成率", "未及时办结率", "逾期完成率",
    ),
    None: (
        "零投诉率", "无事故率", "降低差错率", "完成时间", "任务完成时间", "培训时长", "窗口数量", "环保指标",
        "人均月工资", "增长率", "利用率",
        "重大森林火灾", "满意度调查", "大厅运行效率", "", None, "完成" * 400,
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "name"), [(way, name) for way, names in NAMES.items() for name in names]
)
def test_the_head_of_the_name_decides(expected: str | None, name: str | None) -> None:
    assert direction(name) == expected


@pytest.mark.parametrize("word", UP)
def test_words_of_which_more_is_better(word: str) -> None:
    assert (direction(f"{word}率"), direction(f"不{word}率")) == ("up", "down")


@pytest.mark.parametrize("word", DOWN)
def test_words_of_which_less_is_better(word: str) -> None:
    assert (direction(word), direction(f"零{word}")) == ("down", None)


@pytest.mark.parametrize(
    ("name", "first", "second", "unit", "expected"),
    [
        ("邮电费", "成本指标", "经济成本指标", "万元", "down"),
        ("邮电费", "产出指标", "成本指标", "元", "down"),
        ("邮电费(万元)", "产出指标", "产出成本", None, "down"),
        ("系统利用次数", "成本指标", "社会成本指标", "次", None),
        ("邮电费", "产出指标", "成本指标", None, None),
        ("家长评价", "满意度指标", "服务对象满意度指标等", "%", "up"),
        ("家长评价", None, "满意度", None, "up"),
        ("宣传次数", "产出指标", "数量指标", "次", None),
        # the name comes first
        ("投诉率", "满意度指标", None, "%", "down"),
        ("成本节约率", "成本指标", "经济成本指标", "%", "up"),
        ("完成时间", "满意度指标", None, None, None),
    ],
)
def test_the_levels_decide_where_the_name_says_nothing(
    name: str, first: str | None, second: str | None, unit: str | None, expected: str | None
) -> None:
    assert direction(name, first, second, unit) == expected


@given(cell_texts)
def test_any_name_is_answered(text: str) -> None:
    assert direction(text, text, text, text) in {"up", "down", None}
