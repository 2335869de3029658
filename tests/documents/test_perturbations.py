"""A good workbook, damaged as people damage them: it reads the same, or a finding names the cell."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.files import read_bytes
from tests.documents.office_layouts import LAYOUTS, MOF, OFFICIAL, Sheet, fitting, sheet, xlsx
from tests.documents.rendering import HEADINGS, Layout
from tests.documents.test_round_trips import EXAMPLES, laid_out, squeezed
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.schemas.self_evaluation import ReadFile, SelfEvaluation

FORM = EXAMPLES["大厅日常运行维护经费"]
PLAIN = sheet(FORM)
FULL = {ord(half): chr(ord(half) + 0xFEE0) for half in "0123456789%.<>="}
NOTES = (
    ("注：得分一档最高不能超过该指标分值上限。",),
    ("填表人：张三", None, "联系电话：0797-1234567"),
    (None, "说明：以上数据截至2023年12月31日"),
    ("单位负责人（签字）：", None, None, "填报日期：2024年3月1日"),
)


def read(*sheets: Sheet) -> ReadFile:
    return read_bytes(xlsx(*sheets), "表.xlsx")


def forms(*sheets: Sheet) -> list[SelfEvaluation]:
    result = read(*sheets)
    assert result.problems == ()
    return [one.evaluation for one in result.forms]


def put(made: Sheet, at: tuple[int, int], value: object) -> Sheet:
    rows = [list(row) for row in made.rows]
    rows[at[0]][at[1]] = value
    return replace(made, rows=tuple(map(tuple, rows)))


@given(self_evaluations(), st.integers(0, 30), st.integers(0, 12))
def test_a_sheet_may_begin_anywhere(form: SelfEvaluation, down: int, right: int) -> None:
    assert forms(sheet(form).moved(down, right)) == [form]


@given(laid_out(), st.booleans())
def test_merged_cells_may_be_undone(drawn: tuple[SelfEvaluation, Layout], repeated: bool) -> None:
    form, layout = drawn
    assert forms(sheet(form, layout).unmerged(repeated=repeated)) == [form]


def spaced(text: str) -> str:
    return f" {text[:1]} {text[1:2]}\n{text[2:]}\u3000" if text in HEADINGS.values() else text


LABELS = {"项目名称", "主管部门", "实施单位", "年度总体目标", "预期目标", "实际完成情况", "绩效指标", "总分"}


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.translate(FULL) if text[:1] in "≥≤=" or text[:1].isdigit() else text,
        lambda text: f"  {text}\n",
        lambda text: f"\u3000{text}\xa0",
        spaced,
        lambda text: "　".join(text) if text in LABELS else text,
        lambda text: "\n".join(text) if text in LABELS else text,
        lambda text: f"{text}：" if text in LABELS else text,
        lambda text: f"{text}\u200b",
        lambda text: text.replace("≥", ">=").replace("≤", "<="),
    ],
    ids=["full-width", "breaks", "wide-spaces", "spaced-headings", "spaced-labels", "upright-labels",
         "colons", "invisible", "ascii-operators"],
)  # fmt: skip
@pytest.mark.parametrize("name", EXAMPLES)
def test_characters_may_differ(name: str, change: Callable[[str], str]) -> None:
    form = EXAMPLES[name]
    made = sheet(form, fitting(form))
    (seen,) = forms(made.texts(change))

    def folded(text: str) -> str:
        narrow = text.translate({ord(full): chr(half) for half, full in FULL.items()})
        return re.sub(r"[\s\u200b]", "", narrow).replace("≥", ">=").replace("≤", "<=")

    assert squeezed(seen, folded) == squeezed(form, folded)


@given(self_evaluations(), st.data())
def test_columns_may_be_renamed(form: SelfEvaluation, data: st.DataObject) -> None:
    names = {
        "name": ["三级指标", "指标名称", "三级指标名称", "绩效指标名称"],
        "target": ["年度指标值", "指标值", "目标值", "年度目标值", "年度指标值（A）", "预期指标值"],
        "actual": ["实际完成值", "全年实际完成值", "完成值", "实际完成值（B）", "实际完成情况"],
        "weight": ["分值", "权重", "标准分", "分值（90分）", "分值\n权重", "分 值", "★分值"],
        "claimed_score": ["得分", "自评得分", "单位自评得分", "得\n分", "自评分"],
        "deviation_note": ["偏差原因分析及改进措施", "未完成原因分析", "偏差原因", "备注"],
    }
    given = {field: data.draw(st.sampled_from(words)) for field, words in names.items()}
    assert forms(sheet(form, replace(OFFICIAL, headings=given))) == [form]


@given(self_evaluations(), st.permutations(MOF[2:]))
def test_columns_may_stand_in_another_order(form: SelfEvaluation, order: list[str]) -> None:
    assert forms(sheet(form, replace(OFFICIAL, fields=(*MOF[:2], *order)))) == [form]


@given(self_evaluations(), st.data())
def test_columns_may_be_added(form: SelfEvaluation, data: st.DataObject) -> None:
    made = sheet(form)
    heading = made.find("绩效指标")[0]
    at = data.draw(st.integers(1, made.width))
    title, texts = data.draw(
        st.sampled_from([
            ("序号", [str(n) for n in range(20)]), ("评分标准", ["完成得满分，否则不得分"] * 20),
            ("佐证材料", ["见附件"] * 20), ("数据来源", [""] * 20), ("", [""] * 20),
            ("指标解释", ["反映完成情况"] * 20), ("我们的列", ["随便写"] * 20),
        ])
    )  # fmt: skip
    rows = []
    for r, row in enumerate(made.rows):
        value = (
            title
            if r == heading
            else texts[r - heading]
            if heading < r <= heading + len(form.indicators)
            else None
        )
        if r == len(made.rows) - 1 and form.claimed_total is not None:
            value = None
        rows.append((*row[:at], value or None, *row[at:]))
    moved = frozenset((r, c + (c >= at), n, m + (c < at < c + m)) for r, c, n, m in made.merged)
    percent = frozenset((r, c + (c >= at)) for r, c in made.percent)
    assert forms(replace(made, rows=tuple(rows), merged=moved, percent=percent)) == [form]


@pytest.mark.parametrize("hidden", range(1, PLAIN.width))
def test_hidden_columns_count(hidden: int) -> None:
    assert forms(replace(PLAIN, hidden=frozenset({hidden}))) == [FORM]


@given(st.lists(st.sampled_from(NOTES), max_size=4), st.integers(0, 3))
def test_notes_and_signatures_may_follow(notes: list[tuple[str | None, ...]], gap: int) -> None:
    assert forms(PLAIN.below(*[()] * gap, *notes)) == [FORM]


@given(st.lists(self_evaluations(), min_size=2, max_size=4), st.integers(0, 3), st.booleans())
def test_a_sheet_and_a_file_may_hold_several(several: list[SelfEvaluation], gap: int, apart: bool) -> None:
    made = [sheet(form, name=f"表{index}") for index, form in enumerate(several)]
    if apart:
        assert forms(*made) == several
        return
    whole, down = made[0], 0
    for one in made[1:]:
        down = len(whole.rows) + gap
        low = one.moved(down, 0)
        whole = replace(
            whole,
            rows=(*whole.rows, *[()] * gap, *one.rows),
            merged=whole.merged | low.merged,
            percent=whole.percent | low.percent,
        )
    assert forms(whole) == several


@given(self_evaluations(), st.integers(1, 6), st.booleans())
def test_rows_of_the_template_may_stay_empty(form: SelfEvaluation, count: int, labelled: bool) -> None:
    made = sheet(form)
    end = len(made.rows) - (form.claimed_total is not None)
    blank = [(None,) * made.width] * count
    if labelled:
        blank[0] = (None, form.indicators[-1].level1, "数量指标", *(None,) * (made.width - 3))
    rows = (*made.rows[:end], *blank, *made.rows[end:])
    assert forms(replace(made, rows=rows)) == [form]


def test_a_misprinted_heading_is_read_and_its_cell_named() -> None:
    result = read(put(PLAIN, PLAIN.find("实际完成值"), "实际完成植"))
    (form,) = result.forms
    assert form.evaluation == FORM
    (said,) = [finding for finding in form.findings if finding.code == "FRM010"]
    row, column = PLAIN.find("实际完成值")
    assert said.place.cell == f"{chr(65 + column)}{row + 1}"
    assert said.params["where"] == f"{PLAIN.name} {said.place.cell}"


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ("0%", "0.95", "95%"), ("0.00%", "0.9542", "95.42%"), ("0.0%", "1", "100.0%"),
        ('"≥"0"次"', "3", "≥3次"), ('0"个"', "32", "32个"), ("#,##0.00", "12345.6", "12,345.60"),
        ('yyyy"年"m"月"', "45261", "2023年12月"),
    ],
)  # fmt: skip
def test_what_a_sheet_displays_is_the_value(code: str, stored: str, text: str) -> None:
    at = PLAIN.rows[PLAIN.find("绩效指标")[0] + 1].index(FORM.indicators[0].actual)
    row = PLAIN.find("绩效指标")[0] + 1
    made = replace(put(PLAIN, (row, at), Decimal(stored)), formats={(row, at): code})
    assert forms(made)[0].indicators[0].actual == text


@pytest.mark.parametrize(("formula", "text"), [("=100%", "=100%"), ("=20项", "=20项"), ("=100", "=100")])
def test_a_target_typed_as_a_formula_is_a_target(formula: str, text: str) -> None:
    row, column = PLAIN.find("绩效指标")[0] + 1, MOF.index("target") + 1
    assert forms(replace(PLAIN, formulas={(row, column): formula}))[0].indicators[0].target == text


@pytest.mark.parametrize("field", ["actual", "target", "name", "weight", "claimed_score"])
def test_a_prompt_left_in_a_cell_is_never_taken_for_a_figure_in_silence(field: str) -> None:
    row, column = PLAIN.find("绩效指标")[0] + 1, MOF.index(field) + 1
    (form,) = read(put(PLAIN, (row, column), "（请填写）")).forms
    value = getattr(form.evaluation.indicators[0], field)
    assert value in {None, "（请填写）"}
    if field in {"weight", "claimed_score"}:
        cells = {finding.place.cell for finding in form.findings if finding.code == "NUM001"}
        assert cells == {f"{chr(65 + column)}{row + 1}"}


@pytest.mark.parametrize(
    ("field", "text"), [("weight", "十五分左右"), ("claimed_score", "满"), ("weight", "1e400")]
)
def test_a_figure_that_cannot_be_read_names_its_cell(field: str, text: str) -> None:
    row, column = PLAIN.find("绩效指标")[0] + 2, MOF.index(field) + 1
    (form,) = read(put(PLAIN, (row, column), text)).forms
    assert getattr(form.evaluation.indicators[1], field) is None
    assert f"{chr(65 + column)}{row + 1}" in {finding.place.cell for finding in form.findings}


def test_levels_may_name_their_points() -> None:
    points = {
        "产出指标": "（50分）",
        "效益指标": "\n(30分)",
        "满意度指标": "（10 分）",
        "成本指标": "【20分】",
    }
    for form in EXAMPLES.values():
        made = sheet(form, replace(fitting(form), level_points=points))
        assert forms(made) == [form]


def test_a_review_may_stand_under_headings_in_two_rows() -> None:
    rows = tuple(
        one.model_copy(update={"review_actual": "10", "review_score": Decimal(3), "review_note": "属实"})
        for one in FORM.indicators
    )
    form = FORM.model_copy(update={"indicators": rows})
    layout = LAYOUTS["reviewed"]
    heads = {
        "claimed_score": "得分",
        "actual": "实际完成值",
        "review_actual": "完成值",
        "review_score": "得分",
        "review_note": "意见",
    }
    fields = (
        "level1",
        "level2",
        "name",
        "target",
        "weight",
        "actual",
        "claimed_score",
        "review_actual",
        "review_score",
        "review_note",
        "deviation_note",
    )
    made = sheet(form, replace(layout, fields=fields, headings=heads))
    at = made.find("绩效指标")[0]
    lower = list(made.rows[at])
    upper = list(lower)
    two = {6: "自评", 8: "复核"}
    merged = set()
    for area in made.merged:
        r, c, n, m = area
        merged.add((r + (r > at), c, n + (r <= at < r + n and c == 0), m))
    for column in range(1, made.width):
        if 6 <= column <= 10:
            upper[column] = two.get(column)
        else:
            lower[column] = None
            merged.add((at, column, 2, 1))
    lower[0] = None
    merged |= {(at, 6, 1, 2), (at, 8, 1, 3)}
    percent = frozenset((r + (r > at), c) for r, c in made.percent)
    whole = replace(
        made,
        rows=(*made.rows[:at], tuple(upper), tuple(lower), *made.rows[at + 1 :]),
        merged=frozenset(merged),
        percent=percent,
    )
    assert forms(whole) == [form]


def widened(made: Sheet, at: int, heading: int) -> Sheet:
    """The sheet with one more column behind ``at``, over both of which the heading is merged."""
    rows = tuple((*row[: at + 1], None, *row[at + 1 :]) for row in made.rows)
    areas = {(r, c + (c > at), n, m + (c <= at < c + m and m > 1)) for r, c, n, m in made.merged}
    return replace(
        made,
        rows=rows,
        merged=frozenset({area for area in areas if area[2] * area[3] > 1} | {(heading, at, 1, 2)}),
        percent=frozenset((r, c + (c > at)) for r, c in made.percent),
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_operators_may_stand_beside_their_values_under_one_heading(name: str) -> None:
    form = EXAMPLES[name]
    layout = fitting(form)
    made = sheet(form, layout)
    heading, at = made.find("绩效指标")[0], 1 + list(layout.fields).index("target")
    made = widened(made, at, heading)
    for row in range(heading + 1, heading + 1 + len(form.indicators)):
        target = str(made.rows[row][at])
        if target[0] in "≥≤=":
            made = put(put(made, (row, at), target[0]), (row, at + 1), target[1:])
        else:
            made = replace(made, merged=made.merged | {(row, at, 1, 2)})
    assert forms(made) == [form]


def test_a_row_that_stands_a_column_too_far_left_or_right_is_read_or_named() -> None:
    first = PLAIN.find("绩效指标")[0] + 1
    for row in range(first, first + len(FORM.indicators)):
        cells = PLAIN.rows[row]
        for moved in ((*cells[:3], None, *cells[3:-1]), (*cells[:3], *cells[4:], None)):
            rows = (*PLAIN.rows[:row], moved, *PLAIN.rows[row + 1 :])
            result = read(replace(PLAIN, rows=rows))
            (form,) = result.forms
            named = {finding.place.cell[1:] for finding in form.findings if finding.place.cell}
            assert form.evaluation == FORM or str(row + 1) in named, (row, form.findings)
