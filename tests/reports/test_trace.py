from __future__ import annotations

from decimal import Decimal

from jixiao.reports.blocks import Fact, Origin, Part, Report, Source, Table, paragraph
from jixiao.reports.trace import entries, trace_report

OPERAND = Source(Origin.FIELD, "funds[0].executed")
RATE = Fact("7%", Source(Origin.COMPUTED, "rate", "", "7 ÷ 100", (OPERAND,)), Decimal(7))
REPORT = Report("甲", (Part((paragraph("占", RATE),)),))


def test_every_figure_is_listed_with_its_source() -> None:
    (one,) = entries(REPORT)
    assert (one["text"], one["value"], one["origin"], one["formula"]) == ("7%", "7", "computed", "7 ÷ 100")
    operands = one["operands"]
    assert isinstance(operands, list)
    assert [operand["path"] for operand in operands] == ["funds[0].executed"]


def test_the_table_has_a_row_for_each() -> None:
    table = next(block for block in trace_report(REPORT).blocks() if isinstance(block, Table))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["7%", "计算", "rate", "", "7 ÷ 100"]
    ]
