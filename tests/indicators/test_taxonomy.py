"""The vocabulary of levels, execution rows and fund lines."""

from __future__ import annotations

import json

import pytest

from jixiao.indicators.taxonomy import (
    LEVEL1,
    LEVEL2,
    USUAL_DIRECTION,
    closes_funds,
    fund_line,
    is_execution_indicator,
    level1,
    level1_of,
    level2,
    standard_part,
    usual_direction,
)
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("满意度指 标", "满意度指标", "服务对象满意度指标"),
        ("服务对象满意度", "满意度指标", "服务对象满意度指标"),
        ("服务对象\n满意度指标", "满意度指标", "服务对象满意度指标"),
        ("服务对象满意度指标等", None, "服务对象满意度指标"),
        ("可持续影响指标", None, "可持续影响指标"),
        ("产出数量", None, "数量指标"),
        ("数量目标", None, "数量指标"),
        ("1.数量指标", None, "数量指标"),
        ("项目产出", "产出指标", None),
        ("产出目标", "产出指标", None),
        ("效益指标（30分）", "效益指标", None),
        ("成本指标", "成本指标", "成本指标"),
        ("经济成本指标", None, "经济成本指标"),
        ("生态环境成本指标", None, "生态环境成本指标"),
        ("项目决策", "决策指标", None),
        ("绩效指标", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_levels(text: str | None, first: str | None, second: str | None) -> None:
    assert (level1(text), level2(text)) == (first, second)


def test_every_alias_means_one_name() -> None:
    for table in (LEVEL1, {name: aliases for name, (_, aliases) in LEVEL2.items()}):
        spellings = [spelling for name, aliases in table.items() for spelling in (name, *aliases)]
        assert sorted(spellings) == sorted(set(spellings))


def test_levels_belong_together() -> None:
    assert {first for first, _ in LEVEL2.values()} <= LEVEL1.keys()
    assert USUAL_DIRECTION.keys() <= LEVEL2.keys()
    assert level1_of("社会效益") == "效益指标"
    assert level1_of("随便") is None


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("经济成本", "down"),
        ("产出质量", "up"),
        ("时效指标", None),
        ("满意度", "up"),
        ("随便", None),
        (None, None),
    ],
)
def test_usual_directions(name: str | None, direction: str | None) -> None:
    assert usual_direction(name) == direction


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("预算执行率", True),
        ("资金执行率", True),
        ("预算资金执行率", True),
        ("项目预算执行率（%）", True),
        ("预算执行进度率", True),
        ("1、预算执行率", True),
        ("执行率", True),
        ("三公经费预算执行率", False),
        ("政府采购执行率", False),
        ("计划执行率", False),
        ("资金使用合规率", False),
        ("预算调整率", False),
        ("制度执行有效性", False),
        ("", False),
        (None, False),
        ("预算" * 400 + "执行率", False),
    ],
)
def test_execution_rows(name: str | None, is_one: bool) -> None:
    assert is_execution_indicator(name) is is_one


FUND_LINES = {
    "total": (
        "年度资金总额", "年度资金总额:", "年度资金总 额", "资金总额（万元）", "总额", "合计", "总计",
        "年度财政资金总额", "年度总金额",
        "一、年度资金总额",
    ),
    "part": (
        "其中:当年财政拨款", "其中：本年一般公共预算拨款", "本年财政拨款", "政府预算资金", "上年结转资金",
        "其他资金", "其它", "单位资金",
        "地方资金", "省财政", "财政资金小计", "财政专户管理资金", "①项目支出", "2.单位其它收入",
        "一般预算内拨款", "财政拨款合计",
    ),
    "unknown": ("批复下达预算", "全年预算数", "", None, "资" * 600),
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in FUND_LINES.items() for name in names]
)
def test_fund_lines(kind: str, name: str | None) -> None:
    assert fund_line(name) == kind


@needs_shared
def test_every_published_fund_line_is_known_but_the_unclear_one() -> None:
    assert SHARED is not None
    notations = json.loads((SHARED / "corpus" / "notations.json").read_text(encoding="utf-8"))
    names = [notation["raw"] for notation in notations if "资金行名" in notation["roles"]]
    assert [name for name in names if fund_line(name) == "unknown"] == ["批复下达预算"]


@needs_shared
def test_every_published_level_is_known() -> None:
    assert SHARED is not None
    unknown = set()
    for path in sorted((SHARED / "corpus" / "tables").glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8"))["indicators"]:
            for text, find in ((row["l1"], level1), (row["l2"], level2)):
                if text is not None and find(text) is None:
                    unknown.add(text)
    assert unknown == set()


@pytest.mark.parametrize(
    ("names", "closed"),
    [
        (("其中：当年财政拨款", "上年结转资金", "其他资金"), True),
        (("其中:本年财政拨款", "结转资金", "其他资金"), True),
        (("当年财政拨款", "其他资金"), False),
        (("当年财政拨款", "上年结转资金", "其他资金", "其他资金"), False),
        (("省级资金", "上年结转资金", "其他资金"), False),
        ((None, "上年结转资金", "其他资金"), False),
    ],
)
def test_the_standard_parts_leave_nothing_out(names: tuple[str | None, ...], *, closed: bool) -> None:
    assert closes_funds(names) is closed


def test_a_standard_part() -> None:
    assert standard_part("其中：当年财政拨款")
    assert standard_part("2.上年结转资金")
    assert not standard_part("政府预算资金")
    assert not standard_part(None)
