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
    assert "添了 21 项" in done.err
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


def said_in(path: str) -> str:
    """The paragraphs of a docx."""
    from docx import Document

    return "\n".join(one.text for one in Document(path).paragraphs)


OTHER = {**WHOLE, "project": "学校建设", "unit": "市教育局", "department": "市教育局"}


def test_all_departments_at_once(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    paths = [put(Path(), "表.json", WHOLE), put(Path(), "校.json", OTHER)]
    Path("补充").mkdir()
    put(Path("补充"), "市教育局.facts.toml", 'project-spending = "180"')
    asked = ("statement", *paths, "--all", "--rules", "mof-2020", "--facts", "补充", "-o", "第九节")
    done = jixiao(*asked)
    assert done.code == 0, done.err
    assert sorted(path.name for path in Path("第九节").iterdir()) == ["市交通局.docx", "市教育局.docx"]
    assert "1/2" in done.err
    assert "占项目支出总额的50%" in said_in("第九节/市教育局.docx")
    assert "占项目支出总额的50%" not in said_in("第九节/市交通局.docx")
    assert jixiao(*asked).code == 2
    assert jixiao(*asked, "-f", "-q").err == ""
    again = jixiao(*asked, "-f", "-q", "--new-facts")
    assert again.code == 0
    assert "measures" in Path("补充/市交通局.facts.toml").read_text(encoding="utf-8")
    assert jixiao("collect", *paths, "--rules", "mof-2020").code in {0, 1}
    from_store = jixiao("statement", "--all", "--year", "2024", "-o", "库")
    assert from_store.code == 0, from_store.err
    assert sorted(path.name for path in Path("库").iterdir()) == ["市交通局.docx", "市教育局.docx"]


def test_all_asked_wrongly_is_one_line(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    put(Path(), "早.json", {**WHOLE, "year": 2023})
    bare = {key: value for key, value in WHOLE.items() if key not in {"unit", "department"}}
    put(Path(), "无主.json", bare)
    for arguments in (
        ("表.json",),
        ("表.json", "-o", "夹", "--department", "市交通局"),
        ("表.json", "-o", "夹", "--trace", "出处.json"),
        ("表.json", "-o", "九.docx"),
        ("表.json", "-o", "夹", "--facts", "没有"),
        ("表.json", "早.json", "-o", "夹"),
        ("无主.json", "-o", "夹"),
        ("-o", "夹"),
    ):
        done = jixiao("statement", "--all", *arguments)
        assert done.code == 2, arguments
        assert done.err
    assert not Path("夹").exists()


def test_a_template_is_filled(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    from docx import Document

    put(Path(), "表.json", WHOLE)
    template = Document()
    template.add_paragraph("{{部门}}{{年度}}年自评{{自评项目个数}}个，资金{{自评涉及资金}}万元，{{没有的}}")
    template.save("模板.docx")
    done = jixiao(
        "statement", "表.json", "--template", "模板.docx", "-o", "第九节.docx", "--trace", "出处.csv"
    )
    assert done.code == 0, done.err
    assert "没有的" in done.err
    assert [one.text for one in Document("第九节.docx").paragraphs] == [
        "市交通局2024年自评1个，资金90万元，{{没有的}}"
    ]
    assert "90" in Path("出处.csv").read_text(encoding="utf-8-sig")
    assert jixiao("statement", "表.json", "--template", "模板.docx", "-o", "第九节.md").code == 2


def test_the_whole_department_from_its_form(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    from tests.services.test_statement_whole import filled

    put(Path(), "表.json", WHOLE)
    form = filled(Path())
    done = jixiao("statement", "表.json", "--whole", form, "-o", "第九节.docx")
    assert done.code == 0, done.err
    assert "国有资本经营预算支出0万元，评价得分为100分，评价结果为“优”。" in said_in("第九节.docx")
    checked = jixiao("check", "第九节.docx")
    assert checked.code == 0, checked.out
    said = jixiao("read", "第九节.docx").out
    assert "statement.whole.grade" in said
    assert "statement.whole.score" in said
    assert jixiao("statement", "表.json", "--whole", "没有.docx", "-o", "又.docx").code == 2
    assert jixiao("statement", "表.json", "--whole", form, "-o", form, "-f").code == 2


def test_reports_are_annexed(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    put(Path(), "表.json", WHOLE)
    asked = ("statement", "表.json", "--report", "-o", "第九节.docx")
    assert "没有附评价报告" in jixiao(*asked).err
    assert jixiao(*asked, "-f", "--evaluated", "道路养护").code == 0
    assert "道路养护项目支出部门评价报告" in said_in("第九节.docx").replace("\n", "")
    assert jixiao("check", "第九节.docx").code == 0


def test_a_department_without_projects_is_left_out(jixiao: Callable[..., Result]) -> None:  # noqa: F811 - the fixture
    paths = [put(Path(), "表.json", WHOLE), put(Path(), "校.json", {**OTHER, "project": "部门整体支出"})]
    done = jixiao("statement", *paths, "--all", "--rules", "mof-2020", "-o", "第九节")
    assert done.code == 0
    assert "市教育局.docx　没有写：没有读出" in done.err
    assert [path.name for path in Path("第九节").iterdir()] == ["市交通局.docx"]
