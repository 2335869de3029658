"""Forms printed as tables and read back; documents of every kind of bad behaviour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents import read_bytes
from jixiao.documents.headings import edit_distance
from jixiao.documents.vocabulary import words
from tests.documents import corpus
from tests.documents.rendering import INDICATOR_FIELDS, Layout, render
from tests.shared import needs_shared
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.schemas.self_evaluation import ReadFile, SelfEvaluation

SPLIT = ("level1", "level2", "name", "operator", "target", "unit", "actual", "weight", "claimed_score")
EVERYTHING = (
    *("level1", "level2", "name", "core", "operator", "target", "adjusted_target", "unit", "actual"),
    *("weight", "coefficient", "claimed_score", "deviation_note"),
    *("review_actual", "review_score", "review_note"),
)
ALIASES = {
    "target": ("年度指标", "指标值", "年度 指标值", "年度指标值（A）"),
    "actual": ("实际完成值", "全年完成值", "实际 完成值", "完成值（B）"),
    "weight": ("分值", "分 值", "权重", "分值(权重)"),
    "claimed_score": ("得分", "得 分", "自评得分"),
    "deviation_note": ("偏差原因分析 及改进措施", "未完成原因分析", "偏差原因"),
}
FUND_ALIASES = {
    "annual_budget": ("全年预算数（A）", "调整后预算数", "全年预算数A"),
    "executed": ("全年执行数(B)", "执行数", "全年执行 数B"),
    "claimed_rate": ("执行率（B/A）", "执行率(%)"),
}


def read(text: str, **options: int) -> ReadFile:
    return read_bytes(text.encode(), "表.txt", **options)


def only(text: str) -> SelfEvaluation:
    result = read(text)
    assert [problem.code for problem in result.problems] == []
    assert len(result.forms) == 1
    return result.forms[0].evaluation


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Tabs or pipes, headings by other names, columns in another order, blanks where cells were merged."""
    tail = draw(st.permutations(("actual", "weight", "claimed_score", "deviation_note", "target")))
    funds = draw(st.permutations(("initial_budget", "annual_budget", "executed")))
    return Layout(
        separator=draw(st.sampled_from(("\t", "|", "  ", "\u3000\u3000"[:1]))),
        fields=("level1", "level2", "name", *tail),
        fund_fields=(*funds, "weight", "claimed_rate", "claimed_score"),
        headings={key: draw(st.sampled_from(names)) for key, names in ALIASES.items()},
        fund_headings={key: draw(st.sampled_from(names)) for key, names in FUND_ALIASES.items()},
        merged=draw(st.booleans()),
        drop_trailing=draw(st.booleans()),
        blank_between=draw(st.booleans()),
        level_points=draw(st.sampled_from(({}, {"产出指标": "（50分）", "成本指标": " (20分)"}))),
        prose=draw(st.booleans()),
    )


def printed(form: SelfEvaluation, layout: Layout) -> str:
    return render(form, replace(layout, unit_label=f"项目资金({form.amount_unit})"))


@given(self_evaluations(), layouts())
def test_a_printed_form_is_read_back(form: SelfEvaluation, layout: Layout) -> None:
    result = read(printed(form, layout))
    assert [one.evaluation for one in result.forms] == [form]
    assert result.forms[0].complete
    assert result.forms[0].findings == ()
    assert result.problems == ()


@given(self_evaluations(core=True), st.booleans())
def test_all_columns_are_read_back(form: SelfEvaluation, merged: bool) -> None:
    layout = Layout(fields=EVERYTHING, merged=merged)
    assert only(printed(form, layout)) == form


@given(self_evaluations())
def test_rows_of_single_words_are_placed_by_content_or_said_to_be_ambiguous(form: SelfEvaluation) -> None:
    result = read(printed(form, Layout(separator=" ")))
    codes = {finding.code for one in result.forms for finding in one.findings}
    said = codes & {"FRM011", "FRM012", "FRM015", "FRM016", "FRM017", "FRM028"}
    got = result.forms[0].evaluation
    plain = form.model_copy(update={"goal": got.goal})
    same = [(one.name, one.weight) for one in got.indicators] == [(o.name, o.weight) for o in form.indicators]
    assert got == plain or said or same


@given(self_evaluations(), st.data())
def test_a_table_that_breaks_off_gives_a_beginning_and_says_so(
    form: SelfEvaluation, data: st.DataObject
) -> None:
    lines = printed(form, Layout(prose=False)).splitlines()
    cut = data.draw(st.integers(0, len(lines)))
    result = read("\n".join(lines[:cut]) + "\n")
    for one in result.forms:
        got = one.evaluation
        assert got.indicators == form.indicators[: len(got.indicators)]
        assert got.funds == form.funds[: len(got.funds)]
        whole = got.indicators == form.indicators and got.funds == form.funds
        assert whole or not one.complete
        assert one.complete or any(finding.code.startswith("FRM01") for finding in one.findings)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert read(text).path == "表.txt"


@given(st.binary())
def test_any_bytes_are_answered(data: bytes) -> None:
    assert read_bytes(data, "x").path == "x"


WORDS = words(
    """
    项目名称 甲项目 主管部门 项目资金(万元) 年初预算数 全年预算数A 全年执行数B 分值 执行率 得分 年度资金总额
    198 10 62.6% 年度总体目标 预期目标 实际完成情况 绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值
    偏差原因 成本指标 数量指标 ≥5个 5 总分 100 评价等级：优 项目支出绩效自评表 (2023年度) 注：说明 第1页 小计
    abc NaN 1e400 — / # 标题
    """
)


@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from(("\t", "|", "  ", " ", "\n", "\n\n", '"'))),
        max_size=80,
    )
)
def test_any_mixture_of_the_words_is_answered(pieces: list[tuple[str, str]]) -> None:
    result = read("".join(word + gap for word, gap in pieces))
    for one in result.forms:
        for finding in (*one.findings, *one.problems):
            assert finding.as_json()["message"]


HEAD = "项目支出绩效自评表\n（2023 年度）\n项目名称\t甲项目\n主管部门\t甲局\t\t实施单位\t甲中心\n"
FUNDS = (
    "项目资金（万元）\t\t年初预算数\t全年预算数 A\t全年执行数 B\t分值\t执行率\t得分\n"
    "\t年度资金总额\t198\t198\t123.95\t10\t62.6\t5\n\t其中：财政拨款\t198\t198\t123.95\t—\t62.6\t—\n"
)
HEADING = (
    "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
)
ROWS = (
    "\t产出指标\t数量指标\t窗口数量\t≥32个\t32\t50\t50\t\n"
    "\t\t质量指标\t合格率\t100%\t基本达成目标\t30\t30\t\n"
    "\t满意度指标\t服务对象满意度\t群众满意度\t≥90%\t95%\t10\t10\t\n"
)
TOTAL = "总分\t\t\t\t\t\t100\t95\t\n"
WHOLE = HEAD + FUNDS + HEADING + ROWS + TOTAL


def names(form: SelfEvaluation) -> list[str | None]:
    return [one.name for one in form.indicators]


def test_the_plain_table() -> None:
    form = only(WHOLE)
    assert (form.project, form.department, form.unit, form.year) == ("甲项目", "甲局", "甲中心", 2023)
    assert names(form) == ["窗口数量", "合格率", "群众满意度"]
    assert [str(line.executed) for line in form.funds] == ["123.95", "123.95"]
    assert str(form.claimed_total) == "95"
    assert read(WHOLE).forms[0].complete


def test_every_value_has_its_place() -> None:
    one = read("## （二）自评情况\n" + WHOLE).forms[0]
    place = one.place("indicators", 1, "actual")
    assert place.file == "表.txt"
    assert place.document_part == "（二）自评情况"
    assert (place.table, place.row, place.cell) == ("第1张自评表", "第11行", "实际完成值")
    assert place.quote == "基本达成目标"
    assert one.place("indicators", 1, "deviation_note").row == "第11行"
    assert one.place("claimed_grade").row == "第4行"


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("（2023 年度）", 2023),
        ("(2024年度)", 2024),
        ("# （２０２２年度）", 2022),
        ("2021年度项目支出绩效自评表", 2021),
        ("（二〇二〇年度）", 2020),
        ("", None),
    ],
)
def test_the_year_stands_above_the_table(title: str, year: int | None) -> None:
    assert only(WHOLE.replace("（2023 年度）", title)).year == year


def test_the_documents_year_serves_where_the_table_has_none() -> None:
    text = "某中心 2022 年度 部门决算\n\n" + WHOLE.replace("（2023 年度）\n", "")
    assert only(text).year == 2022


def test_the_callers_year_serves_last() -> None:
    text = WHOLE.replace("（2023 年度）\n", "")
    assert read(text, year=2019).forms[0].evaluation.year == 2019


def swap(old: str, new: str) -> str:
    """The plain table with something else in one place."""
    assert old in WHOLE
    return WHOLE.replace(old, new)


def each_line(change: Callable[[str], str]) -> str:
    return "\n".join(change(line) for line in WHOLE.splitlines())


EMPTY = "\t效益指标\t社会效益指标\t\t\t\t\t\t\n\t\t生态效益指标\t\t\t\t\t\t\n"
SATISFACTION = "\t满意度指标\t服务对象满意度\t群众满意度\t≥90%\t95%\t10\t10\t\n"
BREAKS = {
    "space in a level": swap("满意度指标", "满意度指 标"),
    "space in headings": swap("分值", "分 值").replace("实际完成值", "实际 完成值"),
    "first column lost": swap(SATISFACTION, SATISFACTION[1:-1] + "\t\n"),
    "level blank rows": swap(SATISFACTION, EMPTY + SATISFACTION),
    "page break": swap("\t\t质量指标", "\n— 12 —\n\n\t\t质量指标"),
    "heading repeated": swap("\t\t质量指标", "\n" + HEADING + "\t\t质量指标"),
    "heading in two lines": swap(HEADING, HEADING.replace("\t年度指标值\t", "\t年度\t") + "\t\t\t\t指标值\n"),
    "heading broken": swap("年度指标值\t实际", "年度\n指标值\t实际"),
    "heading tail broken": swap("偏差原因分析及改进措施\n", "偏差原因分析\n及改进措施\n"),
    "row broken in a cell": swap("\t\t质量指标\t合格率", "\t\t质量指标\t合\n格率"),
    "row broken twice": swap("\t合格率\t100%\t基本达成目标", "\t合\n格率\t100%\t基本达成\n目标"),
    "quoted line break": swap("合格率\t", '"合格\n率"\t'),
    "subtotals": swap(SATISFACTION, "产出指标小计\t\t\t\t\t\t80\t80\t\n" + SATISFACTION),
    "notes and sign-off": WHOLE + "注：1. 自评得分说明。\n填表人：张三\t\t联系电话：123456\n",
    "project below": swap("项目名称\t甲项目\n", "项目名称\t\t\t\n甲项目\t\t\t\n"),
    "project above": swap("项目名称\t甲项目\n", "甲项目\t\t\t\n项目名称\t\t\t\n"),
    "colon label": swap("项目名称\t甲项目\n", "项目名称：甲项目\t\t\n"),
    "trailing blanks dropped": each_line(str.rstrip),
    "points in headings": swap("\t产出指标\t", "\t产出指标（50分）\t"),
    "windows line ends": WHOLE.replace("\n", "\r\n"),
    "wide gaps": each_line(lambda line: "    ".join(line.split("\t"))),
    "single spaces": each_line(lambda line: " ".join(cell for cell in line.split("\t") if cell)),
    "full-width spaces": WHOLE.replace("\t", "\u3000"),
    "pipes": each_line(lambda line: f"| {' | '.join(line.split(chr(9)))} |" if "\t" in line else line),
    "box drawing": WHOLE.replace("\t", "│"),
}


@pytest.mark.parametrize("text", BREAKS.values(), ids=BREAKS.keys())
def test_a_broken_table_reads_as_the_whole_one(text: str) -> None:
    got = only(text)
    expected = only(WHOLE)
    tidy = {"goal": expected.goal}
    rows = tuple(
        one.model_copy(update={"actual": (one.actual or "").replace("\n", "").replace(" ", "")})
        for one in got.indicators
    )
    assert got.model_copy(update={**tidy, "indicators": rows}) == expected


SHIFTED = (
    "\t产出指标\t时效指标\t完成及时率\t=100%\t100\t5\t5\t\n"
    "\t平台服务办理及时率\t\t=100%\t100\t5\t5\t\t\n"
    "\t效益指标\t经济效益指标\t\t\t\t\t\t\n"
    "社会效益指标\t\t推广业务工作\t有效提升\t基本达成目标\t15\t15\t\t\n"
    "生态效益指标\t\t\t\t\t\t\t\t\n"
    "\t社会效益指标\t提升服务水平\t提升\t基本达成 目标\t6\t6\t\t\n"
    "\t\t提升政务水平\t提升\t基本达成 目标\t6\t6\t\t\n"
    "满意度指标\t服务对象满意度\t窗口满意度\t≥90%\t100\t6\t6\t\t\n"
    "\t\t社会公众满意度\t≥90%\t100\t6\t6\t\t\n"
)


def test_rows_shifted_by_lost_merged_cells_are_placed_by_content() -> None:
    form = only(HEAD + FUNDS + HEADING + SHIFTED + TOTAL)
    assert [
        (o.level1, o.level2, o.name, o.target, o.actual, str(o.weight), str(o.claimed_score))
        for o in form.indicators
    ] == [
        ("产出指标", "时效指标", "完成及时率", "=100%", "100", "5", "5"),
        ("产出指标", "时效指标", "平台服务办理及时率", "=100%", "100", "5", "5"),
        ("效益指标", "社会效益指标", "推广业务工作", "有效提升", "基本达成目标", "15", "15"),
        ("效益指标", "社会效益指标", "提升服务水平", "提升", "基本达成 目标", "6", "6"),
        ("效益指标", "社会效益指标", "提升政务水平", "提升", "基本达成 目标", "6", "6"),
        ("满意度指标", "服务对象满意度", "窗口满意度", "≥90%", "100", "6", "6"),
        ("满意度指标", "服务对象满意度", "社会公众满意度", "≥90%", "100", "6", "6"),
    ]  # fmt: skip


def test_a_named_row_of_strokes_stays_and_a_nameless_one_does_not() -> None:
    rows = "\t效益指标\t社会效益指标\t社会影响\t/\t/\t/\t/\t\n\t\t生态效益指标\t/\t/\t/\t/\t/\t\n"
    form = only(WHOLE.replace("\t满意度指标", rows + "\t满意度指标"))
    assert names(form) == ["窗口数量", "合格率", "社会影响", "群众满意度"]
    assert (form.indicators[2].target, form.indicators[2].actual, form.indicators[2].weight) == (
        "/",
        "/",
        None,
    )
    assert [
        f.code for f in read(WHOLE.replace("\t满意度指标", rows + "\t满意度指标")).forms[0].findings
    ] == []


def test_a_misprinted_heading_is_read_and_said() -> None:
    one = read(WHOLE.replace("实际完成值", "实际完植值")).forms[0]
    assert one.evaluation == only(WHOLE)
    assert [finding.code for finding in one.findings] == ["FRM010"]
    assert (
        one.findings[0].sentence("message")
        == "第1张自评表第8行“实际完植值”：列“实际完植值”按“实际完成值”读取"
    )


def test_an_unreadable_weight_is_kept_verbatim_in_one_finding() -> None:
    one = read(WHOLE.replace("基本达成目标\t30\t30", "基本达成目标\tabc\t30")).forms[0]
    assert one.evaluation.indicators[1].weight is None
    assert [(finding.code, finding.found) for finding in one.findings] == [("NUM001", "abc")]
    assert one.findings[0].place.row == "第10行"
    assert one.problems == ()


@pytest.mark.parametrize("bad", ["NaN", "1e400", "inf", "9" * 40])
def test_an_absurd_number_makes_the_input_unreadable_in_part(bad: str) -> None:
    one = read(WHOLE.replace("基本达成目标\t30\t30", f"基本达成目标\t{bad}\t30")).forms[0]
    assert [finding.code for finding in one.problems] == ["NUM002"]
    assert names(one.evaluation) == ["窗口数量", "合格率", "群众满意度"]


@pytest.mark.parametrize(
    ("twice", "code"),
    [
        (WHOLE + "总分\t\t\t\t\t\t100\t96\t\n", "FRM013"),
        (
            WHOLE.replace("\t其中：财政拨款", "\t年度资金总额\t200\t200\t100\t10\t50\t0\n\t其中：财政拨款"),
            "FRM014",
        ),
    ],
)
def test_two_totals_refuse_that_table_and_no_other(twice: str, code: str) -> None:
    other = WHOLE.replace("甲项目", "乙项目")
    result = read(twice + "\n" + other)
    assert [problem.code for problem in result.problems] == [code]
    assert [one.evaluation.project for one in result.forms] == ["乙项目"]
    assert "\n" not in str(result.problems[0].as_problem()["message"])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (HEAD + FUNDS, ["FRM015"]),
        (HEAD + HEADING + ROWS, ["FRM016"]),
        (HEAD + FUNDS + HEADING + ROWS[: ROWS.index("\t\t质量")], ["FRM017"]),
        (FUNDS + HEADING + ROWS + TOTAL, ["FRM018"]),
    ],
)
def test_half_a_table_gives_what_is_there(text: str, codes: list[str]) -> None:
    one = read(text).forms[0]
    assert [finding.code for finding in one.findings] == codes
    assert one.complete is (codes == ["FRM018"])


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        ("（0年度）\n", "", "（0年度）"),
        ("（2023年度）\n", "", None),
        ("", "年度\t0\n", "0"),
        ("", "年度\t2023-2025\n", None),
        ("（0年度）\n", "年度\t2023\n", None),
    ],
)
def test_a_year_that_is_none_is_told_at_its_place(above: str, below: str, found: str | None) -> None:
    one = read(above + "项目名称\t甲项目\n" + below + FUNDS + HEADING + ROWS + TOTAL).forms[0]
    assert [told.found for told in one.findings if told.code == "FRM033"] == ([found] if found else [])


def test_a_form_nobody_filled_in_is_told_and_nothing_else() -> None:
    amounts = "年度资金总额\t\t\t\t10\t\t\n"
    blank = FUNDS.splitlines(keepends=True)[0] + amounts + HEADING + "总分\t\t\t\t\t\t100\t\n"
    one = read("项目名称\t\n" + blank).forms[0]
    assert ([told.code for told in one.findings], one.complete) == (["FRM032"], False)


def test_weights_that_make_up_100_complete_a_table_without_total() -> None:
    assert read(HEAD + FUNDS + HEADING + ROWS).forms[0].complete


def test_a_row_that_fits_nothing_is_reported_not_dropped_silently() -> None:
    strange = "\t12\t34\t56\t78\t90\t1\t2\t3\t4\t5\n"
    one = read(HEAD + FUNDS + HEADING + ROWS.replace("\t\t质量", strange + "\t\t质量") + TOTAL).forms[0]
    assert [finding.code for finding in one.findings] == ["FRM012"]
    assert names(one.evaluation) == ["窗口数量", "合格率", "群众满意度"]


def test_several_tables_in_one_document() -> None:
    second = WHOLE.replace("甲项目", "乙项目").replace("2023", "2024")
    result = read("# 决算\n\n" + WHOLE + "\n文字若干。\n\n## 附件\n\n" + second + "\n第四部分 名词解释\n")
    assert [(one.evaluation.project, one.evaluation.year) for one in result.forms] == [
        ("甲项目", 2023),
        ("乙项目", 2024),
    ]
    assert [one.source.table for one in result.forms] == ["第1张自评表", "第2张自评表"]
    assert [one.source.document_part for one in result.forms] == ["决算", "附件"]


@pytest.mark.parametrize(
    "text",
    [
        "本项目的一级指标、二级指标、三级指标均已完成，实际完成值达到年度指标值，得分 95 分。\n",
        "序号\t项目名称\t预算数\t执行数\t执行率\n1\t甲\t10\t9\t90%\n",
        "项目\t栏次\t年初预算数\t全年预算数\t决算数\n行次\t\t1\t2\t3\n一、“三公”经费支出\t1\t\t\t\n",
        "收入\t\t\t支出\n项 目\t行次\t决算数\t项目\n一、财政拨款\t1\t2\t3\n",
        "项目名称\t甲\n金额\t10\n",
    ],
)
def test_prose_and_other_tables_are_no_self_evaluations(text: str) -> None:
    result = read(text)
    assert result.forms == ()
    assert [problem.code for problem in result.problems] == ["DOC011"]


def test_a_table_of_goals_is_not_scored() -> None:
    head = "项目绩效目标表\n项目名称\t甲\n一级指标\t二级指标\t三级指标\t指标值\n"
    text = head + "产出指标\t数量指标\t窗口数\t≥3个\n"
    result = read(text)
    assert result.forms == ()
    assert [note.code for note in result.notes] == ["FRM021"]


def test_amounts_follow_the_unit_of_the_heading() -> None:
    text = WHOLE.replace("（万元）", "（元）").replace(
        "\t198\t198\t123.95\t10", "\t1980000\t198万\t123.95万元\t10"
    )
    line = only(text).funds[0]
    assert only(text).amount_unit == "元"
    assert [str(value) for value in (line.initial_budget, line.annual_budget, line.executed)] == [
        "1980000",
        "1980000",
        "1239500",
    ]


def test_the_execution_weight_may_stand_in_a_heading() -> None:
    text = (
        "项目名称\t甲\n预算执行情况（万元）\t\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分（20分×执行率）\n"
        "\t年度财政资金总额\t200\t195.5\t97.75%\t19.55\n"
        "一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分\n产出指标\t数量指标\t宣传片\t1部\t1部\t80\n总分\t\t\t\t\t99.55分\n"
    )
    form = only(text)
    line = form.funds[0]
    figures = (line.annual_budget, line.executed, line.claimed_rate, line.weight, line.claimed_score)
    assert [str(figure) for figure in figures] == ["200", "195.5", "97.75", "20", "19.55"]
    assert str(form.claimed_total) == "99.55"
    assert line.initial_budget is None


def test_the_grade_may_follow_the_total() -> None:
    assert only(WHOLE + "评价等级：优\n").claimed_grade == "优"
    assert only(WHOLE.replace("100\t95\t", "100\t95\t优")).claimed_grade == "优"
    assert only(WHOLE.replace("主管部门", "自评等级\t良\n主管部门")).claimed_grade == "良"


def test_columns_of_a_review_are_read() -> None:
    heading = "\t".join(words("一级指标 二级指标 三级指标 指标性质 指标值 度量单位 权重 自评完成值 自评得分"))
    heading += "\t复核完成值\t复核得分\t偏离度\t备注\n"
    row = "产出指标\t数量指标\t窗口数\t≥\t32\t个\t90\t32\t90\t30\t80\t1%\t无佐证\n"
    one = only(HEAD + FUNDS + heading + row).indicators[0]
    assert (one.operator, one.target, one.unit, one.actual) == ("≥", "32", "个", "32")
    assert (one.review_actual, str(one.review_score), one.review_note) == ("30", "80", "无佐证")
    assert one.deviation_note is None


def test_the_fields_of_the_plain_layout_are_those_of_the_form() -> None:
    assert set(INDICATOR_FIELDS) < set(EVERYTHING)
    assert edit_distance("实际完成值", "实际完植值", 2) == 1


@needs_shared
@pytest.mark.parametrize("table", corpus.tables(), ids=lambda table: str(table["id"]))
@pytest.mark.parametrize("separator", ["\t", "|", "  ", "\u3000", "padded"])
@pytest.mark.parametrize("kind", ["plain", "split", "weight first", "ragged"])
def test_the_tables_of_the_corpus_in_every_layout(
    table: dict[str, object], separator: str, kind: str
) -> None:
    form = corpus.form(table, split=kind == "split")
    if not form.funds and not form.indicators:
        pytest.skip("neither funds nor indicators were recorded")
    if separator == "padded" and any(len(one.name or "") > 24 for one in form.indicators):
        pytest.skip("names longer than their column leave no gap")
    layout = Layout(separator=separator, drop_trailing=kind == "ragged", merged=kind != "ragged")
    if kind == "split":
        layout = replace(layout, fields=(*SPLIT, "deviation_note"))
    if kind == "weight first":
        layout = replace(
            layout,
            fields=(
                "level1",
                "level2",
                "name",
                "weight",
                "target",
                "actual",
                "claimed_score",
                "deviation_note",
            ),
        )
    result = read(printed(form, layout))
    assert [problem.code for problem in result.problems] == []
    expected = form if form.indicators else form.model_copy(update={"claimed_total": None})
    got = result.forms[0].evaluation
    assert got.model_copy(update={"amount_unit": form.amount_unit}) == expected


ANNEX = (
    "一级指标\t二级指标\t三级指标\t指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t窗口数\t≥10个\t10个\t90\t90\n"
)


@pytest.mark.parametrize(
    ("before", "codes"),
    [
        ("# 附件：绩效评价评分表\n\n", ["FRM034"]),
        ("七、其他需要说明的问题\n无\n附件：绩效评价评分表\n", ["FRM034"]),
        ("附件：绩效评价评分表\n项目名称\t大厅项目\n", []),
        ("附件：项目支出绩效自评表\n", []),
    ],
)
def test_the_scores_annexed_to_a_report_are_no_self_evaluation(before: str, codes: list[str]) -> None:
    found = read_bytes((before + ANNEX).encode(), "报告.md")
    assert [note.code for note in found.notes] == codes
    assert len(found.forms) == (0 if codes else 1)
    assert ["DOC011" in {one.code for one in found.problems}] == [bool(codes)]
