from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings

from jixiao.documents.write.model import Mark
from jixiao.reports.blocks import Heading, Paragraph, Table
from jixiao.reports.summary_lists import lift_text, projects, rankings, year_pair
from jixiao.scoring.aggregate import Points
from tests.reports.test_summary_report import RECORDS, record
from tests.strategies.summaries import summaries, summary_of

if TYPE_CHECKING:
    from jixiao.schemas.summary import Summary


def test_every_project_by_the_columns_of_a_bureau() -> None:
    table = projects(summary_of(RECORDS))
    assert table is not None
    assert [column.heading for column in table.columns] == [
        "序号", "状态", "项目名称", "主管部门", "预算单位", "年度", "年初预算数", "当年预算数", "全年执行数",
        "预算执行率", "自评得分", "计算得分", "自评结论", "名次", "自评预警",
    ]  # fmt: skip
    found = {line.cells[2].text: [one.text for one in line.cells] for line in table.rows}
    assert found["道路"][1] == "已报送"
    assert found["道路"][6:] == [
        "100.00", "100.00", "62.60", "62.60%", "95.00", "95.00", "优", "1", "错误1",
    ]  # fmt: skip
    assert found["只列名"][1] == "仅公开得分"
    assert found["只列名"][6:] == ["—"] * 9
    marks = {line.cells[2].text: line.cells[-1].mark for line in table.rows}
    assert marks["道路"] is Mark.DIFFERS
    assert marks["系统"] is Mark.NONE


def test_a_column_that_no_project_has_anything_in_is_left_out_of_print_and_null_in_json() -> None:
    summary = summary_of((record("道路", 2024, 9000),))
    table = projects(summary)
    assert table is not None
    assert [column.heading for column in table.columns] == [
        "序号", "状态", "项目名称", "主管部门", "预算单位", "年度", "自评得分", "计算得分", "自评结论",
        "名次",
    ]  # fmt: skip
    (line,) = summary.as_json()["projects"]
    assert (line["state"], line["code"], line["office"], line["project_total"]) == (
        "submitted", None, None, None
    )  # fmt: skip
    full = summary.model_copy(
        update={
            "projects": tuple(
                one.model_copy(update={"code": "36020024", "office": "农业科", "project_total": Decimal(200)})
                for one in summary.projects or ()
            )
        }
    )
    printed = projects(full)
    assert printed is not None
    names = {
        column.heading: cell.text for column, cell in zip(printed.columns, printed.rows[0].cells, strict=True)
    }
    assert (names["编码"], names["业务处室"], names["项目总金额"]) == ("36020024", "农业科", "200.00")


def test_a_reviewed_project_says_so_and_how_far_it_is_off() -> None:
    table = projects(summary_of((record("道路", 2024, 9000, reviewed=8100, reviewed_grade="良"),)))
    assert table is not None
    found = {column.heading: cell for column, cell in zip(table.columns, table.rows[0].cells, strict=True)}
    assert (found["状态"].text, found["复核得分"].text, found["偏离度"].text) == ("已复核", "81.00", "10.00%")
    assert found["偏离度"].number == Decimal("10.00")


def test_there_is_no_list_where_none_was_asked_for() -> None:
    assert projects(summary_of(RECORDS).model_copy(update={"projects": None})) is None


def test_one_row_may_lift_a_project_or_several() -> None:
    def near(*scores: int) -> str:
        rows = tuple(Points("产出指标", "数量指标", f"指标{at}", 5000, score, None, None, None)
                     for at, score in enumerate(scores))  # fmt: skip
        summary = summary_of((record("道路", 2024, sum(scores))._replace(rows=rows),))
        return lift_text(summary.near[0])

    assert near(4900, 4000) == "“指标1”（现40分，满分50分）得满分即可"
    assert near(4450, 4450) == "“指标0”（现44.5分，满分50分）得满分即可"


def test_two_years_side_by_side() -> None:
    summary = summary_of((record("系统", 2023, 8000), record("系统", 2024, 9100)))
    told, *tables = year_pair(summary.years[0], tuple(summary.total.grades))
    assert isinstance(told, Paragraph)
    assert told.text.startswith("两年都有的项目1个：等级上升1个，下降0个，未变0个；新增0个")
    moves = tables[0]
    assert isinstance(moves, Table)
    moved = [one for line in moves.rows for one in line.cells if one.mark is Mark.OPEN]
    assert [one.text for one in moved] == ["1"]
    changes = tables[-1]
    assert isinstance(changes, Table)
    assert [[one.text for one in line.cells] for line in changes.rows] == [
        ["系统", "甲局", "80.00", "91.00", "11.00", "良", "优"]
    ]


@given(summaries)
@settings(max_examples=20, deadline=None)
def test_every_list_there_is_has_its_heading_and_its_rows_fill_its_columns(summary: Summary) -> None:
    blocks = list(rankings(summary))
    wanted = [summary.ranking.best, summary.ranking.worst, summary.outliers, summary.near]
    assert sum(isinstance(block, Heading) for block in blocks) == sum(map(bool, wanted))
    pairs = [block for pair in summary.years for block in year_pair(pair, ())]
    for block in (*blocks, *pairs):
        if isinstance(block, Table):
            assert all(len(line.cells) == len(block.columns) for line in block.rows)
