from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.reports.blocks import text_of
from jixiao.reports.evaluation import draft
from jixiao.reports.evaluation_values import names, values
from jixiao.reports.placeholders import Named, body
from jixiao.schemas.store import StoredReview
from tests.reports.drafting import scored, table
from tests.strategies.forms import self_evaluations


def of(made, **more) -> dict[str, str]:
    found = values(made, draft(made), **more)
    return {name: text_of(runs) for name, runs in found.words.items()}


def test_every_value_says_what_the_table_and_the_scoring_say() -> None:
    more = {"claimed_total": "99", "unit": "某中心", "goal": {"expected": "运转", "achieved": "完成"}}
    review = StoredReview(id=1, version_id=1, number=1, reviewer="张", at="", total=Decimal(90), grade="优")
    found = of(table({}, budget="160", executed="7", **more), review=review)
    assert found == {
        "报告标题": "某局2024年度大厅项目支出部门评价报告",
        "项目名称": "大厅项目",
        "部门": "某局",
        "单位": "某中心",
        "年度": "2024",
        "全年预算数": "160万元",
        "全年执行数": "7万元",
        "预算执行率": "4.38%",
        "资金结余": "153万元",
        "得分": "90",
        "等级": "优",
        "自评得分": "99",
        "自评等级": "【待补充：评价等级】",
        "复核得分": "90",
        "复核等级": "优",
        "预期目标": "运转",
        "目标完成情况": "完成",
        "评分规则": "江西省项目支出绩效自评评分（2023 年起）",
        **{f"{part}分值": "0" for part in ("决策", "过程", "效益", "成本", "其他指标")},
        **{f"{part}得分": "0" for part in ("决策", "过程", "效益", "成本", "其他指标")},
        **{f"{part}得分率": "—" for part in ("决策", "过程", "效益", "成本", "其他指标")},
        "产出分值": "90",
        "产出得分": "90",
        "产出得分率": "100%",
    }
    assert of(table({}, budget="7", executed="8"))["资金结余"] == "-1万元"


def test_every_name_that_is_listed_can_be_filled() -> None:
    made = table({})
    named = Named(values(made, draft(made)))
    for name, told in names():
        assert told
        for one in name.split("/"):
            assert named.find(one) is not None, one


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_any_table_has_every_value_and_section(data: st.DataObject) -> None:
    made = scored(data.draw(self_evaluations(odd=data.draw(st.booleans()))), "mof-2020")
    report = draft(made)
    named = Named(values(made, report))
    assert all(named.find(one) for name, _ in names() for one in name.split("/"))
    headings = [block for block in body(report) if hasattr(block, "printed") and block.level == 1]
    assert all(named.find(one.printed) for one in headings)
