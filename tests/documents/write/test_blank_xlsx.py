from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.documents.office.workbook import read_workbook
from jixiao.documents.write import blank_xlsx
from jixiao.documents.write.blank import BlankForm, Block, form_of
from jixiao.documents.write.layout import page

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

BLANK = BlankForm(
    blocks=(Block("产出指标", "数量指标", 2), Block("效益指标", "社会效益指标", 1)),
    rules="x-1",
    rules_title="某规则",
    rules_hash="abc",
    year=2024,
    execution=Decimal(10),
    full=Decimal(100),
    weights={"产出指标": Decimal("52.5")},
    tiers=("基本达成目标", "部分实现目标"),
    grades=(("优", Decimal(90)), ("差", Decimal(0))),
)
WHERE = page(form_of(BLANK)).addresses()


def data(blank: BlankForm = BLANK) -> bytes:
    stream = io.BytesIO()
    blank_xlsx.write(blank, stream)
    return stream.getvalue()


def load(blank: BlankForm = BLANK, **options: bool) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data(blank)), **options)


def ref(*path: str | int) -> str:
    row, column = WHERE[path]
    return f"{'ABCDEFGHIJKLM'[column]}{row + 1}"


def sheet(blank: BlankForm = BLANK, **options: bool) -> Worksheet:
    found = load(blank, **options)["自评表"]
    assert isinstance(found, Worksheet)
    return found


def validation(worksheet: Worksheet, cell: str) -> DataValidation:
    return next(rule for rule in worksheet.data_validations.dataValidation if cell in rule.sqref)


def test_labels_are_locked_and_input_cells_open_without_a_password() -> None:
    worksheet = sheet()
    assert worksheet.protection.sheet
    assert worksheet.protection.password is None
    opened = {cell.coordinate for row in worksheet.iter_rows() for cell in row if not cell.protection.locked}
    for path in (
        ("project",),
        ("funds", 0, "executed"),
        ("indicators", 0, "target"),
        ("indicators", 2, "weight"),
    ):
        assert ref(*path) in opened
    for path in (
        ("funds", 0, "name"),
        ("funds", 0, "claimed_rate"),
        ("weights",),
        ("claimed_total",),
        ("claimed_grade",),
    ):
        assert ref(*path) not in opened
    assert "A1" not in opened
    assert "A3" not in opened


def test_totals_are_live_and_carry_their_value_so_far() -> None:
    formulas, values = sheet(), sheet(data_only=True)
    weight, execution = ref("indicators", 0, "weight"), ref("funds", 0, "weight")
    last = ref("indicators", 2, "weight")
    assert formulas[ref("weights")].value == f"=SUM({weight}:{last},{execution})"
    assert values[ref("weights")].value == 10
    assert str(formulas[ref("claimed_total")].value).startswith("=IF(COUNT(")
    assert values[ref("claimed_total")].value in {None, ""}
    assert values[ref("check")].value == "分值合计应为 100，现为 10"


def test_the_execution_rate_is_computed_from_the_budget_the_rules_name() -> None:
    budget, executed = ref("funds", 0, "annual_budget"), ref("funds", 0, "executed")
    cell = sheet()[ref("funds", 0, "claimed_rate")]
    assert f"ROUND({executed}/{budget},4)" in str(cell.value)
    assert cell.number_format == "0.00%"
    other = sheet(replace(BLANK, budget="initial_budget"))[ref("funds", 0, "claimed_rate")]
    assert f"ROUND({executed}/{ref('funds', 0, 'initial_budget')},4)" in str(other.value)


def test_the_grade_follows_the_total() -> None:
    total = ref("claimed_total")
    grade = str(sheet()[ref("claimed_grade")].value)
    assert grade == f'=IF({total}="","",IF({total}>=90,"优",IF({total}>=0,"差","")))'
    assert sheet(replace(BLANK, grades=()))[ref("claimed_grade")].value is None


def test_drop_downs_offer_words_and_allow_others() -> None:
    worksheet = sheet()
    tiers = validation(worksheet, ref("indicators", 0, "actual"))
    assert tiers.formula1 == '"基本达成目标,部分实现目标"'
    assert not tiers.showErrorMessage
    level1 = validation(worksheet, ref("indicators", 0, "level1"))
    assert "产出指标" in str(level1.formula1)


def test_a_long_list_stands_on_the_hidden_sheet() -> None:
    words = tuple(f"第{number}档：{'很长的档次名称' * 4}" for number in range(9))
    workbook = load(replace(BLANK, tiers=words))
    worksheet = workbook["自评表"]
    assert isinstance(worksheet, Worksheet)
    source = str(validation(worksheet, ref("indicators", 0, "actual")).formula1)
    assert source.startswith("_jixiao!$")
    column = source.split("$")[1]
    hidden = workbook["_jixiao"]
    assert tuple(hidden[f"{column}{row}"].value for row in range(2, 11)) == words


def test_no_list_in_place_is_longer_than_a_sheet_allows() -> None:
    for blank in (BLANK, replace(BLANK, split=True)):
        for rule in sheet(blank).data_validations.dataValidation:
            if rule.type == "list" and str(rule.formula1).startswith('"'):
                assert len(str(rule.formula1)) - 2 <= 255
            assert len(rule.prompt or "") <= 255
            assert len(rule.promptTitle or "") <= 32


def test_hints_name_the_weights_of_the_rules() -> None:
    worksheet = sheet()
    assert validation(worksheet, ref("indicators", 0, "weight")).prompt == "规则 x-1：产出指标合计 52.5 分"
    assert "预算执行率 10" in str(validation(worksheet, ref("indicators", 2, "weight")).prompt)


def test_scores_are_bounded_by_their_weight() -> None:
    rule = validation(sheet(), ref("indicators", 1, "claimed_score"))
    assert (rule.type, rule.formula1, rule.formula2) == ("decimal", "0", ref("indicators", 1, "weight"))


def test_the_weights_are_red_unless_they_add_up() -> None:
    row, column = WHERE["weights",]
    fixed = f"${'ABCDEFGHIJ'[column]}${row + 1}"
    rules = {
        str(area.sqref): [str(rule.formula[0]) for rule in found]
        for area, found in sheet().conditional_formatting._cf_rules.items()
    }
    assert rules[ref("weights")] == [f"ROUND({fixed}-100,6)<>0"]


def test_the_hidden_sheet_says_what_the_template_is() -> None:
    hidden = load()["_jixiao"]
    assert hidden.sheet_state == "hidden"
    facts = {row[0].value: row[1].value for row in hidden.iter_rows(max_row=7)}
    assert facts["template"] == "jixiao.self-evaluation"
    assert facts["version"] == "1"
    assert (facts["rules"], facts["rules_hash"], facts["year"]) == ("x-1", "abc", "2024")


def test_targets_stay_text_so_that_an_equals_sign_is_no_formula() -> None:
    worksheet = sheet()
    for key in ("target", "actual", "name", "deviation_note"):
        assert worksheet[ref("indicators", 0, key)].number_format == "@"


def test_operator_value_and_unit_can_have_their_own_columns() -> None:
    blank = replace(BLANK, split=True)
    worksheet = sheet(blank)
    found = [cell.value for row in worksheet.iter_rows() for cell in row]
    assert {"指标性质", "度量单位"} <= set(found)
    lists = [str(rule.formula1) for rule in worksheet.data_validations.dataValidation if rule.type == "list"]
    assert any("≥" in source and "定性" in source for source in lists)


def test_rows_of_indicators_grow_with_what_is_typed() -> None:
    with zipfile.ZipFile(io.BytesIO(data())) as package:
        content = package.read("xl/worksheets/sheet1.xml").decode()
    rows = dict(re.findall(r'<row r="(\d+)"([^>]*)>', content))
    inside = {WHERE["indicators", index, "name"][0] + 1 for index in range(3)}
    assert inside <= {int(number) for number in rows}
    for number, attributes in rows.items():
        height = re.search(r' ht="([\d.]+)"', attributes)
        assert height is not None
        assert float(height[1]) > 21
        assert ("customHeight" in attributes) is (int(number) not in inside)


@pytest.mark.parametrize(
    "blank", [BLANK, BlankForm((), "x", "y", "z"), replace(BLANK, execution=None, full=None)]
)
def test_our_own_reader_opens_it(blank: BlankForm) -> None:
    extract = read_workbook(data(blank), "x.xlsx")
    assert extract.refusal is None
    assert [grid.hidden for grid in extract.grids] == [False, True]
