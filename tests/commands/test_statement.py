"""``jixiao statement`` from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, put

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.commands.desk import Result


def test_from_files_with_trace(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    done = jixiao("statement", "表.json", "--rules", "mof-2020", "-o", "第九节.docx", "--trace", "出处.json")
    assert done.code == 0
    assert "说明已写到 第九节.docx" in done.err
    assert "（project-spending）" in done.err
    texts = {one["text"]: one for one in json.loads(Path("出处.json").read_text(encoding="utf-8"))}
    assert texts["90%"]["formula"] == "90 ÷ 100"
    assert jixiao("check", "第九节.docx").code == 0
    said = jixiao("read", "第九节.docx").out
    assert "statement.projects" in said
    assert "statement.amount" in said
    assert jixiao("statement", "表.json", "-o", "第九节.docx").code == 2
    assert jixiao("statement", "表.json", "-o", "第九节.docx", "-f", "-q").err == ""


def test_from_the_store(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    assert jixiao("collect", "表.json", "--rules", "mof-2020").code in {0, 1}
    asked = ("statement", "--department", "市交通局", "--year", "2024", "-o", "第九节.md")
    assert jixiao(*asked).code == 0
    assert "二级项目1个开展绩效自评" in Path("第九节.md").read_text(encoding="utf-8")
    assert "--rules 只用于文件" in jixiao(*asked, "-f", "--rules", "auto").err
    assert "没有读出" in jixiao(*asked, "-f", "--year", "2020").err
    assert "用 --department" in jixiao("statement", "-o", "又.md").err


def test_facts(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    done = jixiao("statement", "--new-facts", "--facts", "facts.toml")
    assert done.code == 0
    assert "添了 16 项" in done.err
    put(Path(), "facts.toml", 'project-spending = "360"\nmeasures = "加强管理"')
    asked = ("statement", "表.json", "--facts", "facts.toml", "-o", "第九节.md")
    assert jixiao(*asked).code == 0
    assert "占项目支出总额的25%" in Path("第九节.md").read_text(encoding="utf-8")
    put(Path(), "facts.toml", "what = 1")
    assert "不认识的项" in jixiao(*asked, "-f").err
    assert jixiao("statement", "表.json", "--facts", "facts.toml", "-o", "facts.toml").code == 2


def test_what_makes_no_sense_is_one_line(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    put(Path(), "坏.xlsx", b"PK\x03\x04")
    for arguments in (
        ("表.json",),
        ("表.json", "--new-facts"),
        ("表.json", "--trace", "出处.json"),
        ("表.json", "-o", "第九节.xlsx"),
        ("表.json", "-o", "同.md", "--trace", "同.md"),
        ("表.json", "--db", "desk.sqlite", "-o", "第九节.md"),
        ("表.json", "--show", "没有", "-o", "第九节.md"),
        ("坏.xlsx", "-o", "第九节.md"),
    ):
        done = jixiao("statement", *arguments)
        assert done.code == 2, arguments
        assert done.err
        assert done.out == ""
    assert not Path("第九节.md").exists()
