from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import Para, Spot
from jixiao.documents.disclosure.facts import sentences
from jixiao.documents.disclosure.folded import fold
from jixiao.documents.disclosure.years import of_heading, reported


def _years(text: str) -> list[int]:
    para = Para(text, (0,), (Spot(),))
    return [one.year for sentence in sentences(para) for one in reported(sentence)]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("本部门 2024 年度收入总计 12.50 万元，其中年初结转和结余 1.00 万元。", [2024]),
        ("2024年度5个项目全年预算数合计80万元，2023年部门预算项目支出总额70万元。", [2024, 2023]),
        ("对纳入2023年度部门预算范围的二级项目 10 个开展绩效自评。", [2023]),
        ("截止 2023 年 12 月 31 日，本部门共有车辆 0 辆。", [2023]),
        ("截至2022年年末，本部门共有车辆 3 辆。", [2022]),
    ],
)
def test_the_year_of_a_figure(text: str, years: list[int]) -> None:
    assert _years(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "决算数比2023年增加3.00万元，增长5%。",
        "较2023年决算数减少3.00万元。",
        "主要原因：2023年基本支出无资本性支出3.87万元。",
        "2024年决算数100万元，2023年决算数90万元，增加10万元。",
        "其中：2022年结转资金项目支出30万元。",
        "（2）2022年某县信息化（一期）项目绩效自评得分100分；",
        "2022年某县信息化项目全年预算数100万元。",
        "“2022年度政务服务项目支出总额”为100万元。",
        "该项目2022年启动，项目支出100万元。",
        "2022年5月支付项目支出总额100万元。",
        "截至2023年6月30日，本部门共有车辆3辆。",
        "根据财预〔2020〕10号文件，项目支出100万元。",
        "计划2025年部门预算拟安排项目支出100万元。",
        "2021年至2023年项目支出合计100万元。",
        "2022年安排财政拨款支出100万元。",
    ],
)
def test_a_year_named_for_another_reason(text: str) -> None:
    assert _years(text) == []


@pytest.mark.parametrize(
    ("title", "report", "year"),
    [
        ("第二部分 2023 年度部门决算表", False, 2023),
        ("某县水务局2024年度部门决算", False, 2024),
        ("2022年信息化建设项目", False, None),
        ("某县水务局2024年度河道整治项目支出绩效评价报告", True, 2024),
        ("2022年信息化项目支出绩效评价报告", True, None),
        ("“2022年度信息化”项目支出绩效评价报告", True, None),
        ("绩效目标完成情况", False, None),
        ("2022年度决算与2023年度决算对比", False, None),
    ],
)
def test_the_year_of_a_heading(title: str, report: bool, year: int | None) -> None:
    found = of_heading(fold(title).text, report=report)
    assert (None if found is None else found[0]) == year
