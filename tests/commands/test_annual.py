"""``jixiao annual`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, WRONG, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.desk import Result

GOLDEN = Path(__file__).parent / "golden" / "annual.md"


def test_from_files_with_trace(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    asked = ("annual", "表.json", "--rules", "mof-2020", "-o", "报告.docx")
    done = jixiao(*asked, "--trace", "出处.json")
    assert done.code == 0
    assert "报告已写到 报告.docx" in done.err
    assert "（bureau）" in done.err
    paths = {one["path"]: one for one in json.loads(Path("出处.json").read_text(encoding="utf-8"))}
    assert paths["summary.total.mean"]["formula"] == "94 ÷ 1"
    assert jixiao("check", "报告.docx").code == 0
    assert jixiao(*asked).code == 2
    assert jixiao(*asked, "-f", "-q").err == ""


def test_from_the_store(
    jixiao: Callable[..., Result],  # noqa: F811 - the fixture
    golden: Callable[[str, Path], None],
) -> None:
    for year, budget in ((2023, "200"), (2024, "100")):
        one = {**WHOLE, "year": year, "claimed_total": "94" if year == 2024 else "80"}
        put(Path(), f"{year}.json", one)
        funds = [{**WHOLE["funds"][0], "annual_budget": budget, "executed": "0" if year == 2024 else "90"}]
        put(Path(), f"错{year}.json", {**WRONG, "year": year, "funds": funds})
    put(Path(), "单位.csv", "部门,单位\n市交通局,市公路中心\n市交通局,市桥梁所\n市教育局,市第一中学\n")
    assert jixiao("missing", "--expected", "单位.csv").code in {0, 1}
    assert jixiao("collect", *map(str, Path().glob("*.json")), "--rules", "mof-2020").code in {0, 1}
    facts = 'bureau = "市财政局"\nwork = "统一部署。"\ndate = "2025年6月30日"'
    put(Path(), "年度.facts.toml", facts)
    asked = ("annual", "--year", "2024", "--facts", "年度.facts.toml", "-o", "报告.md")
    assert jixiao(*asked).code == 0
    made = Path("报告.md").read_text(encoding="utf-8")
    golden(made, GOLDEN)
    assert "--rules 只用于文件" in jixiao(*asked, "-f", "--rules", "auto").err
    assert "用 --year" in jixiao("annual", "-o", "又.md").err


def test_facts(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    done = jixiao("annual", "--new-facts", "--facts", "facts.toml")
    assert done.code == 0
    assert "添了 9 项" in done.err
    put(Path(), "facts.toml", "what = 1")
    assert "不认识的项" in jixiao("annual", "表.json", "--facts", "facts.toml", "-o", "报告.md").err


@pytest.mark.parametrize(
    "arguments",
    [
        ("表.json",),
        ("表.json", "--new-facts"),
        ("表.json", "--trace", "出处.json"),
        ("表.json", "-o", "报告.xlsx"),
        ("表.json", "-o", "同.md", "--trace", "同.md"),
        ("表.json", "--db", "desk.sqlite", "-o", "报告.md"),
        ("表.json", "--year", "2020", "-o", "报告.md"),
        ("坏.xlsx", "-o", "报告.md"),
    ],
)
def test_what_makes_no_sense_is_one_line(
    jixiao: Callable[..., Result],  # noqa: F811 - the fixture
    arguments: tuple[str, ...],
) -> None:
    put(Path(), "表.json", WHOLE)
    put(Path(), "坏.xlsx", b"PK\x03\x04")
    done = jixiao("annual", *arguments)
    assert done.code == 2
    assert done.err
    assert done.out == ""
    assert not Path("报告.md").exists()
