from __future__ import annotations

import pytest

from jixiao.documents.disclosure.claims import (
    EFFECTIVE,
    MET,
    PAID,
    claims_of,
    of_one_project,
    project_of,
)
from jixiao.documents.disclosure.folded import fold


def _kinds(text: str) -> list[str]:
    return [claim.kind for claim in claims_of(fold(text).text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("年初制定的绩效目标全部按时按质按量完成；", [MET]),
        ("各项目均达到了预期绩效目标，取得了实效。", [MET]),
        ("全年各项工作任务均已圆满完成。", [MET]),
        ("全面完成年度绩效目标。", [MET]),
        ("项目按照审批手续和程序于年底全部支付完成，使用安全。", [PAID]),
        ("项目资金均已拨付到位。", [PAID]),
        ("各项目预算执行率均为100%。", [PAID]),
        ("项目产出、项目效益等绩效评价指标均达标。", [EFFECTIVE]),
        ("资金全部支付完毕，绩效目标全部实现。", [PAID, MET]),
    ],
)
def test_what_is_claimed_of_everything(text: str, kinds: list[str]) -> None:
    assert _kinds(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "绩效目标未全部完成。",
        "绩效目标基本全部完成。",
        "除一个项目外，绩效目标全部完成。",
        "大部分绩效目标均已完成。",
        "确保年度绩效目标全部完成。",
        "下一步将督促资金全部支付完成。",
        "8个项目绩效目标全部完成。",
        "预算执行率为100%。",
        "开展绩效自评工作，完成了年度任务。",
        "资金支付及时。",
        "",
    ],
)
def test_what_claims_less(text: str) -> None:
    assert _kinds(text) == []


def test_the_words_and_where_they_stand() -> None:
    (claim,) = claims_of("工作开展顺利,年度目标全部完成。")
    assert claim == (MET, "年度目标全部完成", 7)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("河道整治项目绩效自评综述:目标全部完成。", "河道整治项目"),
        ("各项目均达到了预期绩效目标。", None),
        ("目标全部完成:说明", None),
        ("粮食储备费项目绩效目标完成情况综述。项目全年预算数100万元。", "粮食储备费项目"),
        ("2023年度绩效目标完成情况:目标全部完成。", None),
        ("本部门项目绩效自评情况:目标全部完成。", None),
    ],
)
def test_the_summary_of_one_project(text: str, name: str | None) -> None:
    found = project_of(text)
    assert (None if found is None else text[found[0] : found[1]]) == name


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("项目全年预算数100万元,执行数60万元。目标全部完成。", True),
        ("该项目目标全部完成。", True),
        ("各项目目标全部完成,该项目除外。", False),
        ("2个项目全年预算数100万元,执行数60万元。", False),
        ("目标全部完成。", False),
    ],
)
def test_a_paragraph_on_one_project(text: str, single: bool) -> None:
    assert of_one_project(text) is single
