"""The form of one project: what its columns say, conflicts, places."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.schemas.self_evaluation import FundLine
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import Choice, score_form
from tests.documents.long_list.samples import HEAD, ROWS, read, text

FIRST, SECOND, OTHER = ROWS


def test_what_is_said_of_the_project_is_said_once() -> None:
    found = read(text()).forms[0].evaluation
    assert (found.project, found.department, found.unit, found.year) == (
        "道路养护", "市交通局", "市公路中心", 2024,
    )  # fmt: skip
    assert found.funds == (
        FundLine(name="年度资金总额", annual_budget=Decimal(100), executed=Decimal(90), weight=Decimal(10)),
    )
    assert [row.claimed_score for row in found.indicators] == [Decimal(45), Decimal(40)]
    assert read(text()).forms[0].complete


def test_the_code_and_the_office_of_a_bureaus_list() -> None:
    rows = [f"51A,教科文科,{row}" for row in ROWS]
    found = read(text(*rows, head=f"项目编码,业务处室,{HEAD}")).forms[0].evaluation
    assert (found.project, found.code, found.office) == ("道路养护", "51A", "教科文科")


def test_a_conflict_is_one_line_and_refuses_the_project_alone() -> None:
    found = read(text(FIRST, SECOND.replace(",100,", ",200,"), SECOND.replace(",90,", ",80,"), OTHER))
    (problem,) = found.problems
    assert problem.code == "LST003"
    assert problem.sentence("message") == (
        "“道路养护”前后不一：第 2 行“全年预算数”是“100”，第 3 行是“200”，这个项目没有读"
    )
    assert [form.evaluation.project for form in found.forms] == ["桥梁检测"]


def test_the_same_number_is_no_conflict() -> None:
    assert read(text(FIRST, SECOND.replace(",100,", ",100.00,"), OTHER)).problems == ()
    assert read(text(FIRST, SECOND.replace(",100,", ",,"), OTHER)).problems == ()


def test_a_comma_that_nobody_quoted_refuses_the_project() -> None:
    found = read(text(FIRST, SECOND.replace("合格率", "合格率,优良率"), OTHER))
    assert [problem.code for problem in found.problems] == ["LST005"]
    assert [form.evaluation.project for form in found.forms] == ["桥梁检测"]


def test_short_rows_end_in_blanks() -> None:
    found = read(text(FIRST.rsplit(",", 1)[0]))
    assert found.problems == ()
    assert found.forms[0].evaluation.indicators[0].claimed_score is None


def test_a_project_without_indicators_has_its_money() -> None:
    found = read(text("道路养护,市交通局,市公路中心,2024,100,90,10"))
    (form,) = found.forms
    assert form.evaluation.indicators == ()
    assert form.evaluation.funds[0].executed == Decimal(90)
    assert not form.complete
    assert [finding.code for finding in form.findings] == ["FRM015"]


def test_lines_of_money_by_name() -> None:
    head = HEAD.replace("全年预算数", "资金来源,全年预算数")
    rows = (
        FIRST.replace(",100,", ",年度资金总额,100,"),
        SECOND.replace(",100,90,10,", ",其中：财政拨款,80,70,,"),
    )
    funds = read(text(*rows, head=head)).forms[0].evaluation.funds
    assert [(line.name, line.annual_budget, line.weight) for line in funds] == [
        ("年度资金总额", Decimal(100), Decimal(10)),
        ("其中：财政拨款", Decimal(80), None),
    ]


def test_levels_go_on_below() -> None:
    found = read(text(FIRST, SECOND.replace("产出指标,质量指标", ",")))
    assert [(row.level1, row.level2) for row in found.forms[0].evaluation.indicators] == [
        ("产出指标", "数量指标")
    ] * 2


def test_a_total_row_is_the_claimed_total() -> None:
    total = FIRST.split(",产出指标")[0] + ",总分,,,,,100,94"
    (form,) = read(text(FIRST, SECOND, total)).forms
    assert form.evaluation.claimed_total == Decimal(94)
    assert len(form.evaluation.indicators) == 2
    head, more = HEAD + ",自评总分", [f"{row},95" for row in (FIRST, SECOND)]
    found = read(text(*more, total, head=head))
    assert [problem.code for problem in found.problems] == ["LST003"]


@pytest.mark.parametrize(
    ("unit", "read_as", "codes"), [("元", "元", []), ("单位：万元", "万元", []), ("斤", "斤", ["FRM020"])]
)
def test_the_unit_of_money_of_a_project(unit: str, read_as: str, codes: list[str]) -> None:
    (form,) = read(text(f"{FIRST},{unit}", head=HEAD + ",金额单位")).forms
    assert form.evaluation.amount_unit == read_as
    assert [one.code for one in form.findings if one.code == "FRM020"] == codes


def test_a_region_is_a_code() -> None:
    head = HEAD + ",区划代码"
    (form,) = read(text(f"{FIRST},360200", head=head)).forms
    assert form.evaluation.region == "360200"
    (form,) = read(text(f"{FIRST},城关片区", head=head)).forms
    assert form.evaluation.region is None
    assert "LST008" in [one.code for one in form.findings]


@pytest.mark.parametrize("year", ["2024", "2024年", "2024年度", "2024.0"])
def test_a_year_as_systems_write_it(year: str) -> None:
    (form,) = read(text(FIRST.replace("2024", year))).forms
    assert form.evaluation.year == 2024


def test_a_number_that_is_none_is_told_with_its_place() -> None:
    (form,) = read(text(FIRST.replace(",50,", ",五十,"))).forms
    (finding,) = [one for one in form.findings if one.code == "NUM001"]
    assert (finding.place.table, finding.place.row, finding.place.cell) == (
        "第1个项目“道路养护”", "第2行", "分值",
    )  # fmt: skip


def test_every_value_knows_its_place() -> None:
    form = read(text()).forms[1]
    assert form.place("indicators", 0, "actual").row == "第4行"
    assert form.place("indicators", 0, "actual").cell == "实际完成值"
    assert form.place("funds", 0, "executed").cell == "全年执行数"
    assert form.place("unit").cell == "实施单位"


def test_without_the_points_of_execution_weights_that_lack_are_no_proven_fault() -> None:
    bare = HEAD.replace("执行率分值,", "")
    row = ROWS[2].replace(",10,产出", ",产出")
    found = read(text(row, head=bare))
    assert [(form.evaluation.indicators[0].weight, form.complete) for form in found.forms] == [(90, False)]
    assert "LST015" in [note.code for note in found.notes]
    scored = score_form(found.forms[0], Choice(load_ruleset("mof-2020"), "rules-named", assumed=False))
    assert "WGT001" not in [one.code for one in scored.findings]
    whole = read(text(row.replace("90,90", "100,90"), head=bare))
    assert [form.complete for form in whole.forms] == [True]
    assert "LST015" not in [note.code for note in read(text()).notes]
