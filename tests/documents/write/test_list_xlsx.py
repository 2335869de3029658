from __future__ import annotations

import io

import openpyxl

from jixiao.documents.write import list_xlsx
from jixiao.documents.write.columns import Column


def test_a_list_prints_with_its_heading_on_every_page_and_text_stays_text() -> None:
    stream = io.BytesIO()
    columns = (Column("number", 6, figure=True), Column("unit", 20))
    rows = [[str(number), f"=单位{number}"] for number in range(1, 101)]
    list_xlsx.write("未报送/清单", "共 100 个", columns, rows, stream)
    sheet = openpyxl.load_workbook(stream).active
    assert sheet["A1"].value == "未报送/清单"
    assert [cell.value for cell in sheet[3]] == ["序号", "单位"]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=单位1", "s")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.max_row == 103
