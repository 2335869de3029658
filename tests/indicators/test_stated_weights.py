from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.stated_weights import EXECUTION, is_default, kind, statements

USUAL = {"产出指标": 50, "效益指标": 30, "满意度指标": 10, EXECUTION: 10}


def stated(text: str) -> list[dict[str | None, Decimal]]:
    return [{kind(one.name): one.value for one in found.weights} for found in statements(text)]


@pytest.mark.parametrize(
    "text",
    [
        "注:产出指标50分、效益30分、满意度10分、预算执行率10分",
        "1.一级指标分值统一设置为:产出指标50分、效益指标30分、服务对象满意度指标10分、预算资金执行率10分。",
        "一级指标权重统一设置为:预算资金执行率10%、产出指标50%、效益指标30%、服务对象满意度指标10%。",
        "产出指标分值为50,效益指标分值为30,满意度指标分值为10,预算执行率分值为10",
        "产出指标权重50、效益指标权重30、满意度指标权重10、执行率权重10",
        "产出、效益、满意度指标和预算执行率权重分别为50%、30%、10%、10%",
        "产出、效益、满意度和预算执行率分值分别为50、30、10、10分",
        "总分100分,其中产出指标(50分)、效益指标(30分)、满意度指标(10分)、预算执行率(10分)",
        "产出指标50分(其中成本指标10分)、效益指标30分,其中经济效益15分;满意度10分;执行率满分10分",
        "各级权重:产出50%效益30%满意度10%资金执行率10%",
    ],
)
def test_weights_in_several_wordings(text: str) -> None:
    assert stated(text) == [USUAL]


@pytest.mark.parametrize(
    "text",
    [
        "得分:产出指标48分、效益指标28分",
        "产出指标完成100%、效益指标完成95%",
        "产出指标100%、效益指标100%",
        "设置产出指标5个、效益指标3个",
        "经济效益10分、社会效益10分",
        "产出指标得分率95%、效益指标得分率90%",
        "产出指标40-50分、效益指标30-40分",
        "产出指标50分",
        "无成本的产出指标50分、效益指标30分,有成本的产出指标40分、效益指标20分",
        "得分一档最高不能超过该指标分值上限",
        "",
    ],
)
def test_what_is_no_statement_of_weights(text: str) -> None:
    assert stated(text) == []


def test_the_sum_it_says_they_have() -> None:
    (found,) = statements("满分110分:产出60分、效益30分、满意度10分、执行率10分")
    assert found.total == Decimal(110)
    (found,) = statements("产出指标满分60分、效益指标满分30分")
    assert found.total is None


@pytest.mark.parametrize(
    "text", ["原则上产出50分", "如有特殊情况,上述权重可做适当调整", "无满意度指标的,若无该指标"]
)
def test_what_is_usual(text: str) -> None:
    assert is_default(text)
    assert not is_default("产出指标50分、效益30分")


@given(st.text(alphabet="产出效益指标满意度执行率分值为50%.、,;()其中合计分别", max_size=200))
def test_any_text_is_borne(text: str) -> None:
    for found in statements(text):
        assert len(found.weights) > 1
        assert all(text[one.start : one.end] for one in found.weights)


@given(st.lists(st.integers(1, 99), min_size=3, max_size=3), st.sampled_from(["分", "%"]))
def test_each_weight_is_as_printed(values: list[int], unit: str) -> None:
    names = ("产出指标", "效益指标", "满意度指标")
    text = "、".join(f"{name}权重{value}{unit}" for name, value in zip(names, values, strict=True))
    assert stated(text) == [dict(zip(names, map(Decimal, values), strict=True))]
