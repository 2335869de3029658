"""``jixiao framework report`` from the command line: a form made, filled, drafted from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.desk import Result

GOLDEN = Path(__file__).parent / "golden" / "whole.md"
_CELLS: dict[str, object] = {
    "A2": "（2024年度）",
    "C3": "市交通运输局",
    "D5": 1000,
    "E5": 1112.22,
    "F5": 1050.5,
    "D6": 600,
    "E6": 700,
    "F6": 700,
    "D7": 400,
    "E7": 412.22,
    "F7": 350.5,
    "C9": "公路养护",
    "E9": "完成120公里养护",
    "G9": "完成120公里养护",
    "I9": 60,
    "C10": "执法监督",
    "E10": "出动执法300次",
    "G10": "出动执法240次",
    "I10": 40,
}
_ROWS = {
    13: ("养护里程", "≥120公里", "120公里", 20, 20, None),
    14: ("路况合格率", "≥95%", "90%", 30, 28.42, "汛期水毁路段未及时修复"),
    15: ("完成时间", "12月底前", "2024年11月", 20, 20, None),
    16: ("养护成本", "≤700万元", "700万元", 20, 20, None),
    17: ("出动执法", "≥300次", "240次", 30, 24, "执法人员编制不足"),
    18: ("案件办结率", "=100%", "100%", 30, 30, None),
    19: ("办结及时率", "≥95%", "97%", 30, 30, None),
}


@pytest.fixture
def filled(jixiao: Callable[..., Result]) -> str:  # noqa: F811 - the fixture
    """A form of a whole department, filled in."""
    assert jixiao("framework", "new", "whole-department", "-o", "空表.xlsx").code == 0
    book = openpyxl.load_workbook("空表.xlsx")
    sheet = book.worksheets[0]
    for at, value in _CELLS.items():
        sheet[at] = value
    for number, values in _ROWS.items():
        for column, value in zip("DEFGHI", values, strict=True):
            sheet[f"{column}{number}"] = value
    book.save("整体.xlsx")
    return "整体.xlsx"


def test_a_filled_form_is_drafted_from(
    jixiao: Callable[..., Result],  # noqa: F811 - the fixture
    filled: str,
    golden: Callable[[str, Path], None],
) -> None:
    put(Path(), "整体.facts.toml", 'overview = "负责全市公路养护和执法。"\ndate = "2025年3月1日"')
    asked = ("framework", "report", filled, "--facts", "整体.facts.toml")
    done = jixiao(*asked, "-o", "报告.docx", "--trace", "出处.json")
    assert done.code == 0
    assert "报告已写到 报告.docx" in done.err
    assert "（measures）" in done.err
    paths = {one["path"]: one for one in json.loads(Path("出处.json").read_text(encoding="utf-8"))}
    assert paths["total"]["text"] == "96.1"
    assert paths["execution_rate(form.funds[0])"]["formula"] == "1050.5 ÷ 1112.22"
    assert jixiao(*asked, "-o", "表.md", "--trace", "出处.csv", "-q").code == 0
    assert "96.1" in Path("出处.csv").read_text(encoding="utf-8-sig")
    assert jixiao("check", "报告.docx").code in {0, 2}
    assert jixiao(*asked, "-o", "报告.md", "-q").err == ""
    golden(Path("报告.md").read_text(encoding="utf-8"), GOLDEN)


def test_facts(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    done = jixiao("framework", "report", "--new-facts", "--facts", "整体.facts.toml")
    assert done.code == 0
    assert "添了 7 项" in done.err


def test_what_makes_no_sense_is_one_line(jixiao: Callable[..., Result], filled: str) -> None:  # noqa: F811 - the fixture
    assert jixiao("framework", "new", "project-2020", "-o", "项目.xlsx").code == 0
    for arguments in (
        (filled,),
        (filled, "--new-facts"),
        ("-o", "报告.md"),
        (filled, "-o", "报告.xlsx"),
        (filled, "-o", "同.md", "--trace", "同.md"),
        ("项目.xlsx", "-o", "报告.md"),
        ("没有.xlsx", "-o", "报告.md"),
    ):
        done = jixiao("framework", "report", *arguments)
        assert done.code == 2, arguments
        assert done.err
    assert not Path("报告.md").exists()
