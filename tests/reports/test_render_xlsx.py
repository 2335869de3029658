from __future__ import annotations

import io
import warnings
from decimal import Decimal

from hypothesis import given, settings
from openpyxl import load_workbook

from jixiao.documents.write.styles import printable
from jixiao.reports.blocks import (
    Bars,
    Column,
    Contents,
    Figure,
    Heading,
    Paragraph,
    Part,
    Report,
    Series,
    Table,
    Title,
    Tone,
    block_texts,
    cell,
    paragraph,
    row,
)
from jixiao.reports.charts import clean, is_empty
from jixiao.reports.render import as_bytes
from jixiao.reports.render_xlsx import _value
from jixiao.texts import say
from tests.strategies.reports import reports


def read(report: Report):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(as_bytes(report, "xlsx")))


def texts_of(book) -> list[str]:
    found = []
    for sheet in book.worksheets:
        if sheet.title == say("report.chart.data"):
            continue
        for line in sheet.iter_rows():
            found += [one.value for one in line if isinstance(one.value, str)]
    return found


def wanted(report: Report) -> list[str]:
    """The texts of a report less the cells that are numbers in a sheet."""
    found: list[str] = []
    for block in report.blocks():
        if isinstance(block, Table):
            cells = [
                one.text
                for _, placed in block.placed()
                for _, one in placed
                if _value(one, printable(one.text))[0] is None
            ]
            found += [block.caption, block.unit, *cells, *block.notes]
        elif isinstance(block, Paragraph) and block.tone in {Tone.BODY, Tone.ITEM}:
            found.append("\u3000\u3000" + block.text)
        elif not isinstance(block, Contents):
            found += block_texts(block)
        if isinstance(block, Figure) and is_empty(clean(block.chart)):
            found.append(say("report.chart.empty"))
    return [text for text in map(printable, found) if text]


@given(reports)
@settings(max_examples=20, deadline=None)
def test_any_report_reads_back_with_the_same_texts_in_order(report: Report) -> None:
    book = read(report)
    assert texts_of(book) == wanted(report)
    cells = [one for sheet in book for line in sheet.iter_rows() for one in line]
    assert [one.coordinate for one in cells if one.data_type == "f"] == []


def test_numbers_are_numbers_shown_as_they_were_written() -> None:
    cells = (
        cell("95.20", number=Decimal("95.2")),
        cell("87.53%", number=Decimal("87.53")),
        cell("约 3", number=Decimal(3)),
        cell("—"),
        cell("-1.5", number=Decimal("-1.5")),
        cell("+1.50", number=Decimal("1.5")),
        cell("1,234.50", number=Decimal("1234.5")),
    )
    table = Table(tuple(Column(name) for name in "甲乙丙丁戊己庚"), (row(*cells),))
    sheet = read(Report("报告", (Part((table,), "表"),))).worksheets[0]
    assert [one.value for one in sheet[2]] == [95.2, 0.8753, "约 3", "—", -1.5, 1.5, 1234.5]
    assert [one.number_format for one in sheet[2]] == [
        "0.00", "0.00%", "General", "General", "0.0", "+0.00;-0.00;0.00", "#,##0.00"
    ]  # fmt: skip


def listing(count: int, *, total: bool = False) -> Table:
    columns = (Column("名称", 16), Column("得分", figure=True))
    rows = [row(f"项目{at}", cell("9.50", number=Decimal("9.5"))) for at in range(count)]
    return Table(columns, (*rows, *[row("合计", "28.5", strong=True)] * total), caption=f"表 {count}")


def test_tables_that_fit_on_a_page_share_a_sheet_that_prints_on_it() -> None:
    blocks = (Title("报告"), paragraph("字"), listing(3), Heading(1, "第二", "一、"), listing(4))
    book = read(Report("报告", (Part(blocks, "汇总", landscape=True),)))
    assert book.sheetnames == ["汇总"]
    sheet = book.worksheets[0]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert sheet.print_area is not None
    assert not sheet.print_title_rows
    assert sheet.auto_filter.ref is None


def test_a_long_table_has_a_sheet_whose_heading_repeats_and_which_can_be_sorted() -> None:
    blocks = (Title("报告"), listing(200), Heading(1, "第二", "一、"), listing(4))
    book = read(Report("报告", (Part(blocks, "汇总"),)))
    assert book.sheetnames == ["汇总", "第二"]
    sheet = book.worksheets[0]
    # the fit keeps its number of pages to what the rows need
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:B203"
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:B1", "A2:B2"]
    assert {one.number_format for one in sheet["B"][3:]} == {"0.00"}
    assert sheet["B4"].value == 9.5


def test_a_table_with_a_total_is_not_filtered() -> None:
    book = read(Report("报告", (Part((listing(200, total=True),), "汇总"),)))
    assert book.worksheets[0].auto_filter.ref is None
    assert book.worksheets[0].print_title_rows == "$2:$2"


def test_a_wide_table_keeps_its_names_on_the_screen() -> None:
    columns = (Column("序号", 4, figure=True), Column("名称", 16), *(Column(f"列{at}") for at in range(9)))
    table = Table(columns, tuple(row(str(at), f"项目{at}", *"一二三四五六七八九") for at in range(60)))
    sheet = read(Report("报告", (Part((table,), "表", landscape=True),))).worksheets[0]
    assert sheet.freeze_panes == "C2"


def test_columns_fit_the_page_at_full_scale_with_type_that_can_be_read() -> None:
    columns = (Column("部门", 12), *(Column("全年预算数", figure=True) for _ in range(9)))
    rows = tuple(row("城市管理综合行政执法局", *["123456.78"] * 9) for _ in range(50))
    sheet = read(Report("报告", (Part((Table(columns, rows),), "表", landscape=True),))).worksheets[0]
    # a column is as wide as digits of 7 pixels and 5 pixels of air, a page of 277 mm is 1046 pixels
    pixels = sum(
        round(one.width * 7) for one in sheet.column_dimensions.values() for _ in range(one.max - one.min + 1)
    )
    assert 1000 < pixels <= 1046
    assert sheet["B2"].font.size >= 9


def test_charts_are_native_and_their_data_stand_on_the_last_sheet() -> None:
    drawn = Figure(
        Bars(("=甲", "乙"), (Series("优", (Decimal(1), None)),), stacked=True, lying=True), "图1 分布"
    )
    book = read(Report("报告", (Part((drawn,), "图"),)))
    assert book.sheetnames == ["图", say("report.chart.data")]
    assert len(book.worksheets[0]._charts) == 1
    data = [[one.value for one in line] for line in book.worksheets[1].iter_rows()]
    assert data == [[say("report.chart.name"), "优"], ["=甲", 1], ["乙", None]]
    assert book.worksheets[1]["A2"].data_type == "s"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    book = read(Report("报告", (Part((paragraph("长" * 40_000, tone=Tone.NOTE),)),)))
    assert texts_of(book) == ["长" * 32_000 + say("form.cut")]


def test_a_cell_taller_than_rows_can_be_has_smaller_type() -> None:
    table = Table((Column("短", 8), Column("长", 8)), (row("字", "长文" * 900), row("字", "长文")))
    sheet = read(Report("报告", (Part((table,)),))).worksheets[0]
    assert sheet["B2"].font.size < 9
    assert sheet["B3"].font.size >= 9
    assert sheet.row_dimensions[2].height <= 409.5
