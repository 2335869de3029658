"""第九节 gathered from files and from the store: the same projects, the same words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.reports.blocks import Paragraph, Table, facts
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.schemas.store import CollectedDisclosure, CollectedFile
from jixiao.services.report_error import ReportError
from jixiao.services.statement import (
    Gathered,
    Wanted,
    departments,
    doubts,
    gather,
    gather_paths,
    gather_store,
    make_statement,
    printed_projects,
    read_pool,
    without_department,
)
from tests.services.desk import FUNDS, WHOLE, WRONG, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path

KINDS = [
    *FUNDS,
    {"name": "其中：一般公共预算", "annual_budget": "70", "executed": "60"},
    {"name": "政府性基金", "annual_budget": "30", "executed": "30"},
]
BRIDGE = {**WHOLE, "project": "桥梁检测", "unit": "市桥梁所", "funds": KINDS}
OTHER = {**WHOLE, "project": "学校建设", "unit": "市教育局", "department": "市教育局"}
EARLIER = {**WHOLE, "year": 2023}
MINE = Wanted("市交通局", 2024)


def said(found: Gathered) -> list[str]:
    """The paragraphs of the section."""
    assert found.material is not None
    report = make_statement(found.material)
    return [block.text for block in report.parts[0].blocks if isinstance(block, Paragraph)]


def test_files_and_store_say_the_same(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((WHOLE, BRIDGE, OTHER, EARLIER))]
    from_files = gather_paths(paths, MINE, rules="mof-2020")
    with new_store(tmp_path) as store:
        take(store, *paths)
        from_store = gather_store(store, MINE)
    assert from_files.material is not None
    assert {one.line.project for one in from_files.material.projects} == {"道路养护", "桥梁检测"}
    assert said(from_files)[0] == said(from_store)[0]
    assert said(from_files)[0].startswith(
        "根据预算绩效管理要求，我部门组织对纳入2024年度部门预算范围的二级项目2个开展绩效自评，共涉及资金180万元，"
    )
    assert sorted(said(from_files)[4:]) == sorted(said(from_store)[4:])
    assert from_store.material is not None
    origins = {one.source.origin.value for one in facts(make_statement(from_store.material))}
    assert "store" in origins


def test_money_by_kind_and_points_lost_come_from_the_tables(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "表.json", BRIDGE)], Wanted(), rules="mof-2020")
    assert found.material is not None
    (one,) = found.material.projects
    assert one.funds == {"general-budget": Decimal(60), "government-fund": Decimal(30)}
    assert sorted(one.short) == [Decimal(1), Decimal(5)]


def test_the_score_is_that_of_the_basis(tmp_path: Path) -> None:
    path = put(tmp_path, "表.json", {**WHOLE, "claimed_total": "80"})
    by_basis = {
        basis: gather_paths([path], Wanted(basis=basis), rules="mof-2020").material
        for basis in ("claimed", "computed", "reviewed")
    }
    scores = {basis: one.projects[0].line.score for basis, one in by_basis.items() if one is not None}
    assert scores == {"claimed": Decimal(80), "computed": Decimal(94), "reviewed": None}


def test_what_a_table_does_not_say_is_as_asked_for_and_told(tmp_path: Path) -> None:
    bare = {key: value for key, value in WHOLE.items() if key not in {"unit", "department", "year"}}
    path = put(tmp_path, "表.json", bare)
    found = gather_paths([path], MINE, rules="mof-2020")
    assert found.notes == (
        "有 1 个项目没有写部门和单位，按“市交通局”算在内",
        "有 1 个项目没有写年度，按 2024 年度算在内",
    )
    with pytest.raises(ReportError, match="没有写部门"):
        gather_paths([path], Wanted(year=2024))
    with pytest.raises(ReportError, match="没有写年度"):
        gather_paths([path], Wanted("市交通局"))


def test_what_is_not_clear_is_asked(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((WHOLE, OTHER, EARLIER))]
    with pytest.raises(ReportError, match="--department 指明：市交通局、市教育局"):
        gather_paths(paths, Wanted())
    with pytest.raises(ReportError, match="--year 指明：2023、2024"):
        gather_paths(paths, Wanted("市交通局"))
    with pytest.raises(ReportError, match="没有读出"):
        gather_paths(paths, Wanted("市水利局", 2024))
    with new_store(tmp_path) as store:
        for wanted in (Wanted(year=2024), Wanted("市交通局"), MINE):
            with pytest.raises(ReportError):
                gather_store(store, wanted)


def test_departments_of_one_name_in_several_regions(tmp_path: Path) -> None:
    here, there = {**WHOLE, "region": "360200"}, {**WHOLE, "region": "360700"}
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((here, there))]
    with pytest.raises(ReportError, match="--region 指明：360200、360700"):
        gather_paths(paths, MINE, rules="mof-2020")
    found = gather_paths(paths, Wanted("市交通局", 2024, "360700"), rules="mof-2020")
    assert found.material is not None
    assert [one.line.region for one in found.material.projects] == ["360700"]


@pytest.mark.parametrize(
    ("name", "year", "spent"),
    [("市 交通局", 2024, "360"), ("市教育局", 2024, None), ("市交通局", 2023, None)],
)
def test_project_spending_is_that_of_the_disclosure_of_the_same_department_and_year(
    tmp_path: Path, name: str, year: int, spent: str | None
) -> None:
    said = CollectedDisclosure(organisation=name, year=year, project_spending_fen=360_000_000)
    file = CollectedFile(sha256="0" * 64, name="公开.docx", disclosure=said)
    with new_store(tmp_path) as store:
        take(store, put(tmp_path, "表.json", WHOLE))
        store.record(file)
        found = gather_store(store, MINE)
    assert found.material is not None
    spending = found.material.spending
    assert (None if spending is None else spending.text) == spent


@pytest.mark.parametrize(
    ("region", "of", "spent"),
    [
        ("360200", ("360200", "360700"), "360"),
        ("360700", ("360200", "360700"), "720"),
        ("360200", ("", "360700"), "360"),
        ("360200", ("360700",), None),
        ("", ("360200", "360700"), None),
        ("", ("", "360700"), "720"),
    ],
)
def test_project_spending_is_that_of_the_region(
    tmp_path: Path, region: str, of: tuple[str, ...], spent: str | None
) -> None:
    disclosures = [
        CollectedDisclosure(
            region=where or None,
            organisation="市交通局",
            year=2024,
            project_spending_fen=360_000_000 * at,
        )
        for at, where in enumerate(of, 1)
    ]
    with new_store(tmp_path) as store:
        take(store, put(tmp_path, "表.json", {**WHOLE, "region": region or None}))
        for at, said_ in enumerate(disclosures):
            store.record(CollectedFile(sha256=str(at) * 64, name=f"公开{at}.docx", disclosure=said_))
        found = gather_store(store, MINE)
    assert found.material is not None
    spending = found.material.spending
    assert (None if spending is None else spending.text) == spent


def test_nothing_but_unreadable_files_gives_their_problems(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "坏.xlsx", b"PK\x03\x04")], MINE)
    assert found.material is None
    assert found.problems


def test_projects_shown_by_name(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "表.json", WHOLE)], MINE, rules="mof-2020")
    assert found.material is not None

    def told(*show: str) -> int:
        assert found.material is not None
        report = make_statement(found.material, NO_FACTS, show)
        return sum("综述" in block.text for block in report.blocks() if isinstance(block, Paragraph))

    assert (told(), told("all"), told("none"), told("道路养护项目")) == (1, 1, 0, 1)
    with pytest.raises(ReportError, match="没有叫“桥”的项目；有：道路养护"):
        told("桥")


def test_a_project_of_which_only_the_score_is_known_is_told_when_asked_for(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "表.json", WHOLE)], MINE, rules="mof-2020")
    assert found.material is not None
    (one,) = found.material.projects
    listed = replace(one, line=one.line.model_copy(update={"origin": "listed"}))
    material = replace(found.material, projects=(listed,))
    for show, count in (((), 0), (("all",), 1), (("道路养护",), 1)):
        report = make_statement(material, NO_FACTS, show)
        told = [block for block in report.blocks() if isinstance(block, Paragraph) and "综述" in block.text]
        assert len(told) == count


def test_a_report_on_a_project_says_how_its_evaluation_came_out(tmp_path: Path) -> None:
    table = put(tmp_path, "表.json", {**BRIDGE, "goal": {"achieved": "完成"}})
    paths = [table, put(tmp_path, "道路.json", WHOLE)]
    title = "市交通局2024年度桥梁检测项目支出部门评价报告"
    text = f"{title}\n\n一、基本情况\n\n三、综合评价情况及评价结论\n\n评价得分为93.5分，评价等级为“优”。\n"
    paths.append(put(tmp_path, "评价报告.txt", text))
    found = gather_paths(paths, MINE, rules="mof-2020")
    assert found.material is not None
    assert [one.line.project for one in found.material.reported] == ["桥梁检测"]
    assert said(found)[1] == (
        "组织对1个项目开展了部门评价，项目为：“桥梁检测”。涉及一般公共预算支出60万元，政府性基金预算支出30万元，"
        "国有资本经营预算支出0万元。从评价情况看，“桥梁检测”评价得分为93.5分，评价结果为“优”。"
    )
    report = make_statement(found.material, tables=())
    tables = [block for block in report.blocks() if isinstance(block, Table)]
    assert [table.head[0].cells[1].text for table in tables if table.head] == ["桥梁检测"]


def test_forms_that_are_printed(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((WHOLE, BRIDGE))]
    found = gather_paths(paths, MINE, rules="mof-2020").material
    assert found is not None

    def forms(*tables: str, evaluated: tuple[str, ...] = ()) -> list[str]:
        given = NO_FACTS.instead("evaluated", evaluated)
        return [one.line.project for one in printed_projects(found, given, tables)]

    first, second = (one.line.project for one in found.projects)
    assert forms() == [first]
    assert forms(evaluated=(second,)) == [second]
    assert forms(evaluated=("没有表的项目",)) == [first]
    assert forms("all") == [first, second]
    assert forms("none") == []
    assert forms(second, second) == [second]
    with pytest.raises(ReportError, match="没有叫“桥”的项目"):
        forms("桥")
    listed = replace(found.projects[0], line=found.projects[0].line.model_copy(update={"origin": "listed"}))
    found = replace(found, projects=(listed,))
    assert forms("all") == []
    with pytest.raises(ReportError, match="没有自评表"):
        forms(first)


def test_a_form_with_errors_is_printed_and_told(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "表.json", WRONG)], MINE, rules="mof-2020").material
    assert found is not None
    (one,) = found.projects
    assert one.line.errors > 0
    assert doubts(found, [one]) == (
        f"“桥梁检测”的自评表有 {one.line.errors} 处错误（见 jixiao check），公开前请先更正",
    )
    assert doubts(found, [replace(one, line=one.line.model_copy(update={"errors": 0}))]) == ()


def test_every_department_of_some_files_once(tmp_path: Path) -> None:
    nobody = {key: value for key, value in WHOLE.items() if key not in {"unit", "department"}}
    contents = (WHOLE, BRIDGE, OTHER, EARLIER, {**nobody, "project": "无主项目"})
    pool = read_pool([put(tmp_path, f"{at}.json", one) for at, one in enumerate(contents)], rules="mof-2020")
    found = [(one.department, one.year) for one in pool.owners]
    assert sorted(found) == [("市交通局", 2023), ("市交通局", 2024), ("市教育局", 2024)]
    counted: list[str] = []
    for wanted in pool.owners:
        material = gather(pool, wanted).material
        assert material is not None
        counted += [f"{material.year}{one.line.project}" for one in material.projects]
    assert sorted(counted) == sorted(["2023道路养护", "2024学校建设", "2024桥梁检测", "2024道路养护"])


def test_a_department_in_several_regions_is_several(tmp_path: Path) -> None:
    contents = ({**WHOLE, "region": "360200"}, {**WHOLE, "region": "360700"}, OTHER)
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate(contents)]
    pool = read_pool(paths, rules="mof-2020")
    assert [(one.department, one.region) for one in pool.owners] == [
        ("市交通局", "360200"),
        ("市交通局", "360700"),
        ("市教育局", None),
    ]
    assert all(gather(pool, one).material is not None for one in pool.owners)


def test_every_department_of_a_database(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((WHOLE, BRIDGE, OTHER, EARLIER))]
    with new_store(tmp_path) as store:
        take(store, *paths)
        found = departments(store, Wanted(year=2024))
        assert [one.department for one in found] == ["市交通局", "市教育局"]
        counts = [gather_store(store, one).material for one in found]
        assert [len(one.projects) for one in counts if one is not None] == [2, 1]
        with pytest.raises(ReportError, match="--year"):
            departments(store, Wanted())


def test_the_table_of_the_whole_department_is_no_project(tmp_path: Path) -> None:
    name = "部门整体支出绩效自评"
    paths = [put(tmp_path, "整体.json", {**BRIDGE, "project": name}), put(tmp_path, "路.json", WHOLE)]
    found = gather_paths(paths, MINE, rules="mof-2020").material
    assert found is not None
    assert [one.line.project for one in found.projects] == ["道路养护"]
    assert doubts(found, ()) == (f"“{name}”是部门整体的自评表，没有算作项目",)
    (told,) = [text for text in said(Gathered(found)) if text.startswith("组织开展部门整体")]
    assert told.startswith(
        "组织开展部门整体支出绩效评价，涉及一般公共预算支出60万元，政府性基金预算支出30万元，"
        "国有资本经营预算支出0万元，评价得分为94分，评价结果为“优”。"
    )
    with pytest.raises(ReportError, match="没有读出"):
        gather_paths(paths[:1], MINE, rules="mof-2020")


def test_facts_that_do_not_fit_the_tables_are_told(tmp_path: Path) -> None:
    found = gather_paths([put(tmp_path, "表.json", WHOLE)], MINE, rules="mof-2020").material
    assert found is not None
    given = StatementFacts({"evaluated": ("道路 养护项目", "河道清淤"), "amount": ("89.99",)})
    assert doubts(found, (), given) == (
        "没有收到部门评价项目“河道清淤”的自评表或得分，请核对名称",
        "补充内容里的涉及资金 89.99 万元，少于所收项目全年执行数之和 90 万元，请核对",
    )
    assert doubts(found, (), StatementFacts({"evaluated": ("无",), "amount": ("90",)})) == ()


def test_a_database_too_knows_a_unit_by_its_name(tmp_path: Path) -> None:
    bare = {name: value for name, value in WHOLE.items() if name not in {"unit", "department"}}
    paths = [put(tmp_path, f"{at}.json", one) for at, one in enumerate((WHOLE, BRIDGE, bare))]
    with new_store(tmp_path) as store:
        take(store, *paths)
        found = gather_store(store, Wanted("市桥梁所", 2024)).material
        assert without_department(store, Wanted(None, 2024)) == 1
        assert without_department(store, Wanted(None, 2023)) == 0
    assert found is not None
    assert [one.line.project for one in found.projects] == ["桥梁检测"]


def test_names_in_a_message_stand_on_one_line_and_are_cut(tmp_path: Path) -> None:
    odd = {**WHOLE, "department": "甲\n局", "unit": None}
    paths = [
        put(tmp_path, f"{at}.json", one) for at, one in enumerate((odd, {**odd, "department": "长" * 50}))
    ]
    with pytest.raises(ReportError) as raised:
        gather_paths(paths, Wanted(year=2024), rules="mof-2020")
    assert str(raised.value) == f"有几个部门，请用 --department 指明：甲 局、{'长' * 40}…"
