"""The 自评表 inside a report: the same boxes as on a page of its own, each a fact."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings

from jixiao.documents.write.layout import page
from jixiao.documents.write.model import FilledForm
from jixiao.documents.write.sheet import IN_TABLE
from jixiao.reports.blocks import Fact, Origin, Paragraph, Source, Table, block_runs
from jixiao.reports.statement_form import form_blocks, form_table, lies
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation
from tests.strategies.forms import self_evaluations
from tests.strategies.statements import project

ROWS = (
    Indicator(level1="产出指标", level2="数量指标", name="养护里程", target="≥10公里", actual="10",
              weight=Decimal(50), claimed_score=Decimal(50)),
    Indicator(level1="产出指标", level2="质量指标", name="合格率", target="≥95%", actual="90%",
              weight=Decimal(40), claimed_score=Decimal("37.89"), deviation_note="雨季影响"),
)  # fmt: skip
FORM = SelfEvaluation(
    project="道路养护",
    department="市交通局",
    funds=(FundLine(name="年度资金总额", annual_budget=Decimal(100), executed=Decimal("90.50"),
                    weight=Decimal(10), claimed_rate=Decimal("90.5"), claimed_score=Decimal("9.05")),),
    goal=Goal(expected="养护道路", achieved="已养护"),
    indicators=ROWS,
    claimed_total=Decimal("96.94"),
)  # fmt: skip


def one(form: SelfEvaluation = FORM):
    """A project with a form."""
    made = project()
    return type(made)(made.line, form)


def cells(table: Table) -> list[list[str]]:
    """The texts of the rows below the heading, as far as cells start there."""
    return [[found.text for _, found in placed] for _, placed in table.placed()]


def test_the_form_is_laid_out_as_published() -> None:
    title, year, table = form_blocks(one(), 2024)
    assert isinstance(title, Paragraph)
    assert isinstance(year, Paragraph)
    assert isinstance(table, Table)
    assert (title.text, year.text) == ("项目支出绩效自评表", "（2024年度）")
    found = cells(table)
    assert found[0] == ["项目名称", "道路养护"]
    assert found[1] == ["主管部门", "市交通局", "实施单位", ""]
    assert found[3] == ["年度资金总额", "", "100", "90.50", "10", "90.5%", "9.05"]
    assert found[5] == ["养护道路", "已养护"]
    assert found[-1] == ["总分", "100", "96.94", ""]
    assert found[-2][-7:] == ["质量指标", "合格率", "≥95%", "90%", "40", "37.89", "雨季影响"]


def test_its_grade_stands_only_where_one_is_printed() -> None:
    assert "等级" not in cells(form_table(one()))[-1]
    graded = form_table(one(FORM.model_copy(update={"claimed_grade": "优"})))
    assert cells(graded)[-1][1] == "优"


def test_each_value_says_which_field_it_is() -> None:
    facts = {run.source: run for run in block_runs(form_table(one())) if isinstance(run, Fact)}
    file = "自评表.xlsx"
    assert facts[Source(Origin.FIELD, "道路养护.funds[0].executed", file)].value == Decimal("90.50")
    assert facts[Source(Origin.FIELD, "道路养护.indicators[1].target", file)].text == "≥95%"
    assert facts[Source(Origin.COMPUTED, "sum(weight)", file)].value == Decimal(100)


def test_the_year_is_that_of_the_table_first() -> None:
    _, year, _ = form_blocks(one(FORM.model_copy(update={"year": 2023})), 2024)
    assert isinstance(year, Paragraph)
    assert year.text == "（2023年度）"


def test_many_columns_lie() -> None:
    wide = {"operator": "≥", "unit": "个", "review_actual": "9", "review_score": Decimal(1)}
    rows = tuple(row.model_copy(update=wide) for row in ROWS)
    assert not lies(one())
    assert lies(one(FORM.model_copy(update={"indicators": rows})))


@given(self_evaluations(odd=True))
@settings(max_examples=40)
def test_the_boxes_are_those_of_the_page(form: SelfEvaluation) -> None:
    table = form_table(one(form))
    shown = sorted(found.text for _, placed in table.placed() for _, found in placed if found.text)
    lines = [line for line in page(FilledForm(form)).lines if line.part in IN_TABLE]
    boxes = [box for line in lines for _, box in line.boxes]
    if not form.claimed_grade:
        boxes = [box for box in boxes if box is not lines[-1].boxes[0][1]]
    assert shown == sorted(box.text for box in boxes if box.text)
