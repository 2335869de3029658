"""Writing what another rule set would do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import openpyxl

from jixiao.services.write_whatif import write, writes
from tests.services.whatifs import FOUND

if TYPE_CHECKING:
    from pathlib import Path


def test_a_workbook_holds_numbers(tmp_path: Path) -> None:
    write(FOUND, str(tmp_path / "试算.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "试算.xlsx")
    values = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"市交通局", 94, 71.5, -11.25} - values == set()


def test_a_page_is_one_file(tmp_path: Path) -> None:
    write(FOUND, str(tmp_path / "试算.html"))
    page = (tmp_path / "试算.html").read_text(encoding="utf-8")
    assert "道路养护" in page
    assert re.search(r"(src|href)\s*=\s*.?https?:", page) is None


def test_what_is_written_as_a_document() -> None:
    assert [writes(name) for name in ("a.XLSX", "a.html", "a.json", "a")] == [True, True, False, False]
