from __future__ import annotations

import io
from typing import Any

import openpyxl

from jixiao.documents.write.framework_form import page
from jixiao.documents.write.framework_xlsx import write
from tests.strategies.frameworks import blank

MADE = blank("project-2020")
WHERE = page(MADE).addresses()


def book(name: str = "project-2020") -> openpyxl.Workbook:
    stream = io.BytesIO()
    write(blank(name), stream)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))


def ref(*path: str | int) -> str:
    row, column = WHERE[path]
    return f"{'ABCDEFGHIJ'[column]}{row + 1}"


def test_marks_are_offered_and_scores_follow_from_them() -> None:
    sheet: Any = book()["指标体系"]
    mark, score = ref("rows", 0, "items", 0, "entry"), ref("rows", 0, "items", 0, "score")
    rule = next(one for one in sheet.data_validations.dataValidation if mark in one.sqref)
    assert rule.formula1 == '"满足,部分满足,不满足"'
    formula = sheet[score].value
    weight = ref("rows", 0, "weight")
    assert formula.startswith(f'=IF(OR(NOT(ISNUMBER({weight})),{mark}=""),"",IF({mark}="满足",')
    assert f'IF({mark}="不满足",' in formula
    assert "部分满足" not in formula


def test_a_ratio_is_reckoned_from_its_facts_where_its_curve_is_known() -> None:
    sheet: Any = book()["指标体系"]
    number = next(at for at, row in enumerate(MADE.form.rows) if row.name == "资金到位率")
    formula = sheet[ref("rows", number, "claimed_score")].value
    first, second = (ref("rows", number, "items", at, "entry") for at in (0, 1))
    weight = ref("rows", number, "weight")
    assert formula == (
        f'=IF(COUNT({weight},{first},{second})<3,"",IF(({first})<=0,"",'
        f"IF(({second})/({first})>=1,{weight},ROUND({weight}*({second})/({first}),2))))"
    )


def test_the_weights_are_added_and_checked_and_pages_begin_with_an_indicator() -> None:
    sheet: Any = book()["指标体系"]
    assert sheet[ref("weights")].value.startswith("=SUM(D")
    assert "100" in sheet[ref("check")].value
    scores = sum(path[-1] in {"score", "claimed_score"} for path in WHERE)
    assert f"<{scores}," in sheet[ref("claimed_total")].value
    starts = {row + 2 for path, (row, _) in WHERE.items() if path[0] == "rows" and path[2:] == ("name",)}
    breaks = {one.id + 2 for one in sheet.row_breaks.brk}
    assert breaks
    assert breaks <= starts | {start - 1 for start in starts}
    assert sheet.print_title_rows is not None


def test_the_origin_is_kept_on_a_hidden_sheet() -> None:
    made = book("whole-department")
    meta: Any = made["_jixiao"]
    assert meta.sheet_state == "hidden"
    facts = {row[0].value: row[1].value for row in meta.iter_rows(max_col=2)}
    assert facts["template"] == "jixiao.framework"
    assert facts["framework"] == "whole-department"


def test_a_department_has_tasks_to_choose_from_and_its_rate() -> None:
    sheet: Any = book("whole-department")["部门整体自评表"]
    rules = [one.formula1 for one in sheet.data_validations.dataValidation]
    assert '"任务1,任务2"' in rules
    values = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(value.startswith("=IF(AND(ISNUMBER(") for value in values)
