from __future__ import annotations

import pytest

from jixiao.schemas.finding import Severity
from tests.audit.form.tables import codes, findings, one, row, table
from tests.scoring import build

COST = {"level1": "成本指标", "level2": "经济成本指标", "name": "系统运行经费"}


@pytest.mark.parametrize(
    ("code", "severity", "form"),
    [
        ("TGT001", Severity.NOTICE, table(row("20公里"))),
        ("TGT002", Severity.WARNING, table(row("≥10000元", "10000元", **COST))),
        ("TGT002", Severity.WARNING, table(row("≤90%", "80%", level2="质量指标", name="验收合格率"))),
        ("TGT002", Severity.NOTICE, table(row("≤20公里", "20公里"))),
        ("TGT003", Severity.NOTICE, table(row("按计划开展", "按计划开展了"))),
        ("TGT004", Severity.WARNING, table(row("高达99%", "99%", level2="质量指标", name="线路完好率"))),
        ("TGT004", Severity.WARNING, table(row("提高了50%", "50%"))),
        ("TGT005", Severity.NOTICE, table(row("≥20公里", "基本达成目标"))),
        ("TGT006", Severity.WARNING, table(row("≥20公里", "25人"))),
        ("TGT007", Severity.WARNING, table(row("≤15万", "150000", **COST))),
        ("TGT008", Severity.NOTICE, table(row("≥20公里", "≥20公里"))),
        (
            "TGT008",
            Severity.NOTICE,
            table(row("有效提升", "有效提升", level1="效益指标", level2="社会效益指标")),
        ),
        ("TGT009", Severity.WARNING, table(row("≥0公里", "3公里"))),
        ("TGT009", Severity.WARNING, table(row("≥-5公里", "3公里"))),
        ("TGT010", Severity.WARNING, table(row(None))),
        ("TGT011", Severity.WARNING, table(row(actual=None))),
        ("TGT012", Severity.NOTICE, table(row("完成1部宣传片，2套方案", "完成1部宣传片，2套方案"))),
        ("TGT013", Severity.NOTICE, table(row("≥20公里", "27公里"))),
        ("TGT013", Severity.WARNING, table(row("≥20公里", "47公里"))),
        ("TGT014", Severity.NOTICE, table(row("≤84万元", "40.9万元", **COST))),
        ("TGT015", Severity.WARNING, table(row("12月底前", "2025年3月", level2="时效指标", name="完工时间"))),
        ("TGT015", Severity.NOTICE, table(row("12月底前", "2023年3月", level2="时效指标", name="完工时间"))),
        (
            "TGT016",
            Severity.NOTICE,
            table(row("2023年12月底前", "2024年3月", level2="时效指标", name="完工时间")),
        ),
    ],
)
def test_what_is_wrong_with_targets(code: str, severity: Severity, form: object) -> None:
    assert (code, severity) in [(found.code, found.severity) for found in findings(form)]


@pytest.mark.parametrize(
    "form",
    [
        table(row("≥20公里", "26公里")),
        table(row("=20", "20", unit="公里")),
        table(row("20", "20", operator="≥", unit="公里")),
        table(row("≤10000元", "10000元", **COST)),
        table(row("≥5%", "6%", level1="成本指标", level2="经济成本指标", name="成本节约率")),
        table(row("≤3%", "2%", level2="质量指标", name="故障投诉率")),
        table(row("≤24小时", "20小时", level2="时效指标", name="响应时间")),
        table(row("=0起", "0起", level1="效益指标", level2="社会效益指标", name="安全事故")),
        table(row("按月", "12次", level2="时效指标", name="养护频次")),
        table(row("12月底前", "2024年11月", level2="时效指标", name="完工时间")),
        table(row("≤84万元", "60万元", **COST)),
        table(row("≥20公里", "27公里", deviation_note="上级追加任务")),
        table(row("有效提升", "基本达成目标", level1="效益指标", level2="社会效益指标", name="服务能力")),
        table(row("/", "/", "5", claimed=None)),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("TGT")] == []


def test_the_better_operator_is_expected_and_the_target_quoted() -> None:
    found = one(table(row("≥10000元", "10000元", **COST)), "TGT002")
    assert (found.expected, found.found) == ("≤", "≥10000元")
    assert found.place.cell == "indicators.0.target"


def test_a_rule_that_asks_for_the_reason_of_excess_is_not_repeated() -> None:
    by = build.plain(
        '[[reason]]\nwhen = "far-over"\nat = "1.3"\ncite = { standing = "verified", source = "x" }\n'
    )
    assert "TGT013" in codes(table(row("≥20公里", "40公里")))
    assert "TGT013" not in codes(table(row("≥20公里", "40公里")), by)


def test_a_table_without_a_year_has_no_other_years() -> None:
    late = row("12月底前", "2025年3月", level2="时效指标", name="完工时间")
    assert "TGT015" not in codes(table(late, year=None))


@pytest.mark.parametrize(
    ("actual", "wrong"), [("105%", True), ("100%", False), ("92.3%", False), ("95", False)]
)
def test_nobody_can_be_more_than_content(actual: str, wrong: bool) -> None:
    more = row("≥90%", actual, "10", level1="满意度指标", level2="服务对象满意度指标", name="满意度")
    assert ("TGT017" in codes(table(more))) is wrong
    assert "TGT017" not in codes(table(row("≥90%", actual)))
