from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators import wording


@pytest.mark.parametrize(
    "note",
    [None, "", " ", "无", "无。", "—", "/", "无偏差", "不存在偏差", "同上", "已完成", "无明显偏差原因"],
)
def test_no_reason(note: str | None) -> None:
    assert wording.says_nothing(note)


@pytest.mark.parametrize(
    "note", ["财政未下达全部预算", "无法按期开工", "招标节约", "疫情影响", "无供货商应标"]
)
def test_a_reason(note: str) -> None:
    assert not wording.says_nothing(note)


@pytest.mark.parametrize("text", ["未完成", "尚未开展", "均未按时完成", "没有实施"])
def test_not_done(text: str) -> None:
    assert wording.says_not_done(text)


@pytest.mark.parametrize("text", [None, "完成", "未发生事故", "部分完成", "100%"])
def test_done_or_something_else(text: str | None) -> None:
    assert not wording.says_not_done(text)


@pytest.mark.parametrize(
    "text", ["指标1", "指标1：", "……", "...", "请填写指标名称", "XX个", "≥**人", "待补充", "____"]
)
def test_what_a_template_left(text: str) -> None:
    assert wording.leftover(text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "指标1：开展培训",
        "5×6米",
        "A*B",
        "填报及时率",
        "示例工程数量",
        "如期完成",
        "目标完成率",
        "/",
        "无",
    ],
)
def test_what_somebody_wrote(text: str | None) -> None:
    assert not wording.leftover(text)


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("产出指标（50分）", "50"),
        ("效益指标 30 分", "30"),
        ("满意度指标(10.5分)", "10.5"),
        ("产出指标", None),
        ("30分", None),
    ],
)
def test_points_in_a_heading(text: str, points: str | None) -> None:
    assert wording.printed_weight(text) == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("name", "under", "home"),
    [
        ("资金支付率", "数量指标", "预算执行率"),
        ("群众满意度", "产出数量", "服务对象满意度指标"),
        ("补助发放及时率", "数量指标", "时效指标"),
        ("工程验收合格率", "时效指标", "质量指标"),
        ("资金支付进度", "时效指标", None),
        ("群众满意度", "社会效益指标", None),
        ("培训人次", "数量指标", None),
        ("资金支付率", "自拟指标", None),
        (None, "数量指标", None),
    ],
)
def test_where_a_name_belongs(name: str | None, under: str, home: str | None) -> None:
    assert wording.belongs_elsewhere(name, under) == home


@pytest.mark.parametrize(
    ("above", "below", "home"),
    [
        ("产出指标", "数量指标", True),
        ("成本指标", "经济成本指标", True),
        ("产出指标", "成本指标", True),
        ("效益指标", "满意度指标", True),
        ("效益指标", "数量指标", False),
        ("项目决策", "质量指标", False),
        ("自拟", "质量指标", True),
        ("产出指标", "自拟", True),
    ],
)
def test_which_heads_go_together(above: str, below: str, *, home: bool) -> None:
    assert wording.at_home(above, below) is home


def test_heads_by_kind() -> None:
    assert wording.is_cost("成本指标", None)
    assert wording.is_cost("产出指标", "成本指标")
    assert not wording.is_cost("产出指标", "数量指标")
    assert wording.is_counted("产出数量")
    assert not wording.is_counted("质量指标")
    assert wording.is_measured("质量指标")
    assert wording.is_managed("项目决策")
    assert not wording.is_managed("产出指标")


@pytest.mark.parametrize("text", ["高达99%", "提高了50%", "节约了 40%"])
def test_a_result_told_as_a_target(text: str) -> None:
    assert wording.tells_a_story(text)


@pytest.mark.parametrize("text", [None, "≥99%", "提高50%", "有效提升", "达到95%以上"])
def test_a_target(text: str | None) -> None:
    assert not wording.tells_a_story(text)


def test_what_may_fall() -> None:
    assert wording.may_fall("森林火灾受害面积")
    assert wording.may_fall("应急响应时间")
    assert not wording.may_fall("培训人次")


@given(st.text(max_size=600), st.text(max_size=40))
def test_no_text_is_too_odd(text: str, other: str) -> None:
    for ask in (wording.says_nothing, wording.says_not_done, wording.leftover, wording.tells_a_story):
        assert ask(text) in (True, False)
    wording.printed_weight(text)
    wording.belongs_elsewhere(text, other)
    wording.at_home(text, other)


def test_who_says_how_content_people_are() -> None:
    assert wording.is_satisfaction("满意度指标")
    assert wording.is_satisfaction("服务对象满意度")
    assert not wording.is_satisfaction("效益指标")
    assert not wording.is_satisfaction(None)
