from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.audit.run import check_form
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.self_evaluation import Indicator
from tests.audit.form.tables import OTHERS, codes, findings, one, row, subject, table
from tests.scoring import build


def test_a_sound_table_is_left_in_peace() -> None:
    assert codes(table()) == []


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("TAB001", table(unit=None)),
        ("TAB001", table(year=None)),
        ("TAB002", table(funds=())),
        (
            "TAB003",
            build.form(row(actual=None, claimed=None), funds=(build.fund("1", "1"),), unit="局", year=2024),
        ),
        ("TAB005", table(row(), Indicator(level1="产出指标", level2="质量指标"))),
        ("TAB006", table(row(name=""))),
        ("TAB007", table(row(), row(name="巡查次数", weight=None, claimed="5"))),
        ("TAB008", table(row(level2="工作类指标"))),
        ("TAB008", table(row(level1="其他情况"))),
        ("TAB009", table(row(level1="效益指标"))),
        ("TAB010", table(row("≥90%", "95%", name="资金支付率"))),
        ("TAB010", table(row("≥90%", "95%", name="参训人员满意度"))),
        ("TAB011", table(row(), row("≥90%", "95%", level2="质量指标", name="政策知晓率"))),
        ("TAB012", table(row(name="指标1："))),
        ("TAB012", table(row(target="≥XX公里"))),
        ("TAB012", table(row(actual="……"))),
    ],
)
def test_what_is_wrong_with_the_parts(code: str, form: object) -> None:
    assert code in codes(form)


@pytest.mark.parametrize(
    "form",
    [
        table(row(level2="产出数量")),
        table(row(level1="一、产出指标（50分）")),
        table(row("≤5元/人", "5元/人", level1="产出指标", level2="成本指标", name="人均养护标准")),
        table(row("≥90%", "95%", level2="时效指标", name="资金支付进度")),
        table(row(name="指标1：道路养护里程")),
        table(row(), row(name="道路养护里程（二）", weight="0.5")),
    ],
)
def test_what_only_looks_wrong(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("TAB")] == []


def test_missing_heads_are_named_together() -> None:
    found = one(table(unit=None, department=None, year=None), "TAB001")
    assert found.params == {"parts": "实施单位、主管部门、年度"}
    assert found.severity is Severity.NOTICE


def test_what_reading_said_is_not_said_again() -> None:
    whole = subject(table(funds=()), complete=False)
    assert "TAB002" in [finding.code for finding in check_form(whole)]
    said = replace(
        whole, read=replace(whole.read, problems=(Finding(code="FRM016", severity=Severity.ERROR),))
    )
    assert "TAB002" not in [finding.code for finding in check_form(said)]


def test_an_unfilled_template_is_one_finding_and_no_row_lacks_an_actual() -> None:
    rows = [other.model_copy(update={"actual": None, "claimed_score": None}) for other in OTHERS]
    found = codes(build.form(*rows, funds=(build.fund("1", "1"),), unit="局", year=2024, department="局"))
    assert "TAB003" in found
    assert "TGT011" not in found


def test_a_level_that_must_be_there() -> None:
    only = build.form(row(weight="90"), funds=(build.fund("1", "1"),), unit="局", department="局", year=2024)
    assert "TAB004" in codes(only)
    assert "TAB004" not in codes(only, complete=False)
    assert "TAB004" not in codes(table())


def test_a_level_that_the_rule_set_wants() -> None:
    by = build.plain('[[weights]]\nname = "a"\nlevel1 = { "产出指标" = "60", "成本指标" = "30" }\n')
    found = one(table(), "TAB004", by)
    assert found.params == {"levels": "成本指标"}


def test_unused_rows_are_one_finding() -> None:
    empty = [Indicator(level1="产出指标", level2=name) for name in ("质量指标", "时效指标", "成本指标")]
    found = one(table(row(), *empty), "TAB005")
    assert found.params["count"] == "3"


def test_a_stranger_is_told_where_it_belongs() -> None:
    found = one(table(row("≥90%", "95%", name="资金支付率")), "TAB010")
    assert found.expected == "预算执行率"
    assert found.place.cell == "indicators.0.name"


def test_weights_in_no_row_are_no_lack_of_one_row() -> None:
    rows = [other.model_copy(update={"weight": None}) for other in OTHERS]
    assert "TAB007" not in codes(build.form(*rows, funds=(build.fund("1", "1"),)))


def test_few_rows_are_told_one_by_one_and_many_together() -> None:
    few = [row(name="", target=f"≥{at}公里") for at in range(2)]
    many = [row(name="", target=f"≥{at}公里") for at in range(6)]
    assert len([found for found in findings(table(*few)) if found.code == "TAB006"]) == 2
    found = one(table(*many), "TAB006")
    assert found.params["count"] == "6"


def test_a_year_that_is_none_is_not_missing() -> None:
    whole = subject(table(year=None))
    met = Finding(code="FRM033", severity=Severity.WARNING, place=whole.read.source, found="（0年度）")
    assert "TAB001" not in [
        found.code for found in check_form(replace(whole, read=replace(whole.read, findings=(met,))))
    ]
