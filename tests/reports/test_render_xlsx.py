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
    )
    table = Table(tuple(Column(name) for name in "甲乙丙丁戊"), (row(*cells),))
    sheet = read(Report("报告", (Part((table,), "表"),))).worksheets[0]
    assert [one.value for one in sheet[2]] == [95.2, 0.8753, "约 3", "—", -1.5]
    assert [one.number_format for one in sheet[2]] == ["0.00", "0.00%", "General", "General", "0.0"]


def test_a_sheet_is_ready_to_print_and_each_table_has_its_own() -> None:
    def table(name: str) -> Table:
        return Table((Column(name),), (row("一"), row("二")), caption=name)

    blocks = (
        Title("报告"),
        paragraph("字"),
        table("甲"),
        Heading(1, "第二", "二、"),
        table("乙"),
        table("丙"),
    )
    book = read(Report("报告", (Part(blocks, "汇总", landscape=True),)))
    assert book.sheetnames == ["汇总", "第二", "丙"]
    first = book.worksheets[0]
    assert first.page_setup.orientation == "landscape"
    assert str(first.page_setup.paperSize) == "9"
    assert first.page_setup.fitToHeight == 0
    assert first.print_title_rows == "$4:$4"
    assert first.freeze_panes == "A5"


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
    assert sheet["B2"].font.size < 10
    assert sheet["B3"].font.size == 10
    assert sheet.row_dimensions[2].height <= 409.5
