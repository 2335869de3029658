"""Public tables found by their titles: two real disclosures read by eye, and small ones with one flaw."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.disclosure.blocks import Para, Row, Rows, Spot, from_text
from jixiao.documents.disclosure.public_tables import PublicTables, read_tables
from tests.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from jixiao.schemas.disclosure import PublicRow, PublicTable

DISTRICT, CITY = "000_00e7fe4b0ab0df23.txt", "001_f9358ec468aa3a8e.txt"
THREE = ("total", "basic", "project")
SPENDING = (*THREE, "to_superior", "operating", "to_affiliated")
INCOME = ("total", "appropriation", "superior", "business", "operating", "affiliated", "other")


@cache
def seed(name: str) -> PublicTables:
    assert SHARED is not None
    return read_tables(from_text((SHARED / "seeds" / name).read_text(encoding="utf-8")), name)


def table(name: str, kind: str) -> PublicTable:
    return next(one for one in seed(name).tables if one.kind == kind)


def money(row: PublicRow | None) -> dict[str, str] | None:
    """The amounts as printed: 0 is not 0.00."""
    return None if row is None else {key: str(value) for key, value in row.amounts.items()}


def of_code(found: PublicTable, code: str) -> tuple[str | None, dict[str, str] | None]:
    row = next(row for row in found.rows if row.code == code)
    return row.name, money(row)


def of_line(found: PublicTable, line: int) -> tuple[str | None, str | None, dict[str, str] | None]:
    row = next(row for row in found.rows if row.line == line)
    return row.key, row.name, money(row)


def read(text: str) -> PublicTables:
    return read_tables(from_text(text), "表.txt")


def only(text: str) -> PublicTable:
    (found,) = read(text).tables
    return found


TITLES = (
    ("overview", "01", "收入支出决算总表", ("amount",)),
    ("income", "02", "收入决算表", INCOME),
    ("spending", "03", "支出决算表", SPENDING),
    ("appropriation", "04", "财政拨款收入支出决算总表", ("amount", "total", "general", "funds", "capital")),
    ("general", "05", "一般公共预算财政拨款支出决算表", THREE),
    ("general-basic", "06", "一般公共预算财政拨款基本支出决算表", ("amount",)),
    (
        "government-funds",
        "07",
        "政府性基金预算财政拨款收入支出决算表",
        ("opening", "income", *THREE, "closing"),
    ),
    ("state-capital", "08", "国有资本经营预算财政拨款支出决算表", THREE),
    ("three-public", "09", "财政拨款“三公”经费支出决算表", ("initial_budget", "budget", "final")),
    ("assets", "10", "国有资产占用情况表", ("amount",)),
)


@needs_shared
@pytest.mark.parametrize(
    ("name", "organisation", "year"),
    [(DISTRICT, "赣州蓉江新区政务服务中心", 2023), (CITY, "景德镇市政务服务管理局", 2024)],
)
def test_ten_tables_each_under_its_caption(name: str, organisation: str, year: int) -> None:
    tables = seed(name).tables
    told = [(one.kind, one.id, one.title, tuple(column.key for column in one.columns)) for one in tables]
    assert told == list(TITLES)
    assert [(one.organisation, one.year) for one in tables] == [(organisation, year)] * 10
    assert [one.unit for one in tables] == ["万元"] * 9 + ["台、辆、套"]
    assert seed(name).missing == ()


@needs_shared
@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (DISTRICT, [42, 26, 26, 34, 26, 91, 1, 1, 20, 10]),
        (CITY, [42, 27, 27, 38, 24, 85, 4, 1, 20, 10]),
    ],
)
def test_every_row_of_the_ten_tables(name: str, counts: list[int]) -> None:
    assert [len(one.rows) for one in seed(name).tables] == counts


@needs_shared
@pytest.mark.parametrize(
    ("name", "kind", "amounts"),
    [
        (DISTRICT, "income", {"total": "1112.22", "appropriation": "1112.22"}),
        (DISTRICT, "spending", {"total": "1112.22", "basic": "117.23", "project": "994.99"}),
        (DISTRICT, "general", {"total": "1112.22", "basic": "117.23", "project": "994.99"}),
        (DISTRICT, "government-funds", {}),
        (DISTRICT, "state-capital", {}),
        (DISTRICT, "three-public", {}),
        (
            CITY,
            "income",
            {
                "total": "34763.87",
                "appropriation": "34762.74",
                "superior": "0.00",
                "business": "0.00",
                "operating": "0.00",
                "affiliated": "0.00",
                "other": "1.13",
            },
        ),
        (CITY, "spending", {"total": "34768.87", "basic": "1277.34", "project": "33491.53"}),
        (CITY, "general", {"total": "2271.54", "basic": "1275.38", "project": "996.16"}),
        (CITY, "government-funds", {"income": "32491.20", "total": "32491.20", "project": "32491.20"}),
        (CITY, "state-capital", {}),
        (CITY, "three-public", {"initial_budget": "2.30", "budget": "0.88", "final": "0.88"}),
    ],
)
def test_totals(name: str, kind: str, amounts: dict[str, str]) -> None:
    assert money(table(name, kind).row("total")) == amounts


@needs_shared
@pytest.mark.parametrize(
    ("name", "kind", "key", "side", "amounts"),
    [
        (DISTRICT, "overview", "general", "income", {"amount": "1112.22"}),
        (DISTRICT, "overview", "current", "income", {"amount": "1112.22"}),
        (DISTRICT, "overview", "opening", "income", {}),
        (DISTRICT, "overview", "total", "income", {"amount": "1112.22"}),
        (DISTRICT, "overview", "current", "spending", {"amount": "1112.22"}),
        (DISTRICT, "overview", "closing", "spending", {}),
        (DISTRICT, "overview", "total", "spending", {"amount": "1112.22"}),
        (DISTRICT, "appropriation", "general", "income", {"amount": "1112.22"}),
        (DISTRICT, "appropriation", "current", "income", {"amount": "1112.22"}),
        (DISTRICT, "appropriation", "total", "income", {"amount": "1112.22"}),
        (DISTRICT, "appropriation", "current", "spending", {"total": "1112.22", "general": "1112.22"}),
        (DISTRICT, "appropriation", "total", "spending", {"total": "1112.22", "general": "1112.22"}),
        (CITY, "overview", "general", "income", {"amount": "2271.54"}),
        (CITY, "overview", "funds", "income", {"amount": "32491.20"}),
        (CITY, "overview", "capital", "income", {}),
        (CITY, "overview", "superior", "income", {"amount": "0.00"}),
        (CITY, "overview", "other", "income", {"amount": "1.13"}),
        (CITY, "overview", "current", "income", {"amount": "34763.87"}),
        (CITY, "overview", "surplus_used", "income", {}),
        (CITY, "overview", "opening", "income", {"amount": "5.01"}),
        (CITY, "overview", "total", "income", {"amount": "34768.88"}),
        (CITY, "overview", "current", "spending", {"amount": "34768.87"}),
        (CITY, "overview", "distribution", "spending", {}),
        (CITY, "overview", "closing", "spending", {"amount": "0.01"}),
        (CITY, "overview", "total", "spending", {"amount": "34768.88"}),
        (CITY, "appropriation", "funds", "income", {"amount": "32491.20"}),
        (CITY, "appropriation", "current", "income", {"amount": "34762.74"}),
        (CITY, "appropriation", "opening.general", "income", {}),
        (
            CITY,
            "appropriation",
            "current",
            "spending",
            {"total": "34762.74", "general": "2271.54", "funds": "32491.20"},
        ),
        (
            CITY,
            "appropriation",
            "total",
            "spending",
            {"total": "34762.74", "general": "2271.54", "funds": "32491.20"},
        ),
        (CITY, "general-basic", "total.personnel", None, {"amount": "1155.19"}),
        (CITY, "general-basic", "total.public", None, {"amount": "120.19"}),
        (DISTRICT, "general-basic", "total.personnel", None, {"amount": "105.01"}),
        (DISTRICT, "general-basic", "total.public", None, {"amount": "12.22"}),
        (
            CITY,
            "three-public",
            "reception",
            None,
            {"initial_budget": "2.30", "budget": "0.88", "final": "0.88"},
        ),
        (CITY, "three-public", "reception.domestic", None, {"final": "0.88"}),
        (CITY, "three-public", "reception.batches", None, {"final": "4"}),
        (CITY, "three-public", "reception.visits", None, {"final": "68"}),
        (
            CITY,
            "three-public",
            "vehicles.running",
            None,
            {"initial_budget": "0.00", "budget": "0.00", "final": "0.00"},
        ),
        (DISTRICT, "assets", "vehicles", None, {"amount": "0"}),
        (CITY, "assets", "equipment", None, {"amount": "0"}),
    ],
)
def test_rows_with_a_meaning(
    name: str, kind: str, key: str, side: str | None, amounts: dict[str, str]
) -> None:
    assert money(table(name, kind).row(key, side)) == amounts


@needs_shared
@pytest.mark.parametrize(
    ("name", "kind", "code", "printed", "amounts"),
    [
        (DISTRICT, "income", "201", "一般公共服务支出", {"total": "461.71", "appropriation": "461.71"}),
        (DISTRICT, "income", "2010301", "行政运行", {"total": "8.77", "appropriation": "8.77"}),
        (
            DISTRICT,
            "spending",
            "2010306",
            "政务公开审批",
            {"total": "104.05", "basic": "93.97", "project": "10.08"},
        ),
        (
            DISTRICT,
            "spending",
            "2010399",
            "其他政府办公厅(室)及相关机构",
            {"total": "45.08", "project": "45.08"},
        ),
        (DISTRICT, "spending", "210", "卫生健康支出", {"total": "7.92", "basic": "7.92"}),
        (DISTRICT, "general", "20106", "财政事务", {"total": "13.71", "basic": "1.26", "project": "12.45"}),
        (DISTRICT, "general", "2210399", "其他城乡社区住宅支出", {"total": "443.88", "project": "443.88"}),
        (DISTRICT, "general-basic", "301", "工资福利支出", {"amount": "105.01"}),
        (DISTRICT, "general-basic", "30201", "办公费", {"amount": "5.11"}),
        (DISTRICT, "general-basic", "30299", "其他商品和服务支出", {"amount": "0.19"}),
        (DISTRICT, "general-basic", "31002", "办公设备购置", {}),
        (DISTRICT, "general-basic", "39999", "其他支出", {}),
        (CITY, "spending", "2010301", "行政运行", {"total": "706.69", "basic": "706.69", "project": "0.00"}),
        (CITY, "spending", "2120803", "城市建设支出", {"total": "32491.20", "project": "32491.20"}),
        (
            CITY,
            "general",
            "2010399",
            "其他政府办公厅(室)及相关机构事务支出",
            {"total": "158.96", "basic": "133.96", "project": "25.00"},
        ),
        (
            CITY,
            "government-funds",
            "21208",
            "国有土地使用权出让收入安排的支出",
            {"income": "32491.20", "total": "32491.20", "project": "32491.20"},
        ),
        (CITY, "general-basic", "30199", "其他工资福利支出", {"amount": "258.73"}),
        (CITY, "general-basic", "30217", "公务接待费", {"amount": "0.88"}),
        (CITY, "general-basic", "310", "资本性支出", {"amount": "3.87"}),
        (CITY, "general-basic", "303", "对个人和家庭的补助", {"amount": "1.35"}),
    ],
)
def test_rows_by_code(name: str, kind: str, code: str, printed: str, amounts: dict[str, str]) -> None:
    assert of_code(table(name, kind), code) == (printed, amounts)


@needs_shared
@pytest.mark.parametrize(
    ("name", "kind", "line", "row"),
    [
        (DISTRICT, "overview", 27, ("current", "本年收入合计", {"amount": "1112.22"})),
        (DISTRICT, "overview", 37, (None, "科学技术支出", {"amount": "85.13"})),
        (DISTRICT, "overview", 50, (None, "住房保障支出", {"amount": "443.88"})),
        (DISTRICT, "appropriation", 51, (None, "住房保障支出", {"total": "443.88", "general": "443.88"})),
        (
            DISTRICT,
            "appropriation",
            46,
            (None, "资源勘探工业信息等支出", {"total": "81.03", "general": "81.03"}),
        ),
        (DISTRICT, "appropriation", 47, (None, "商业服务业等支出", {})),
        (CITY, "overview", 42, (None, "城乡社区支出", {"amount": "32491.20"})),
        (CITY, "appropriation", 43, (None, "城乡社区支出", {"total": "32491.20", "funds": "32491.20"})),
        (CITY, "appropriation", 30, ("opening.funds", "政府性基金预算财政拨款", {})),
        (
            CITY,
            "three-public",
            2,
            ("abroad", "因公出国(境)费", {"initial_budget": "0.00", "budget": "0.00", "final": "0.00"}),
        ),
        (CITY, "three-public", 14, ("vehicles.kept", "公务用车保有量", {})),
        (CITY, "assets", 9, ("vehicles.other", "其他用车", {"amount": "0"})),
    ],
)
def test_rows_by_line(name: str, kind: str, line: int, row: tuple[str | None, str, dict[str, str]]) -> None:
    assert of_line(table(name, kind), line) == row


@needs_shared
def test_what_was_met_in_the_real_tables() -> None:
    met = [(one.code, one.place.table, one.place.row) for one in seed(DISTRICT).findings]
    assert met == [
        ("DIS004", "公开04表", "第246行"),
        ("DIS004", "公开04表", "第251行"),
        ("DIS003", "公开05表", "第263行"),
    ]
    assert seed(CITY).findings == ()


@needs_shared
def test_names_lost_in_the_real_table_are_said_to_be_inferred() -> None:
    found = table(DISTRICT, "appropriation")
    inferred = [(row.key, row.side, row.name, row.line) for row in found.rows if row.inferred]
    assert inferred == [("current", "income", None, 27), ("total", "income", None, 32)]
    total = table(DISTRICT, "general").rows[0]
    assert (total.key, total.inferred) == ("total", ("key",))


# --- small ones -----------------------------------------------------------------------------------------

HEAD = "支出决算表\n公开03表\n部门：甲局\n2022年度\n金额单位：万元\n"
COLUMNS = (
    "项目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出\n"
    "科目编码\t科目名称\t\t\t\t\t\t\n"
    "栏次\t\t1\t2\t3\t4\t5\t6\n"
)
ROWS = "合计\t\t1,234,567.80\t1,200,000.00\t34,567.80\t\t\t\n201\t一般公共服务支出\t-5.00\t-5.00\t\t\t\t\n"


def test_a_small_table() -> None:
    found = only(HEAD + COLUMNS + ROWS)
    assert (found.kind, found.id, found.title, found.organisation, found.year, found.unit) == (
        "spending",
        "03",
        "支出决算表",
        "甲局",
        2022,
        "万元",
    )
    assert [(one.key, one.label, one.number) for one in found.columns] == [
        ("total", "本年支出合计", 1),
        ("basic", "基本支出", 2),
        ("project", "项目支出", 3),
        ("to_superior", "上缴上级支出", 4),
        ("operating", "经营支出", 5),
        ("to_affiliated", "对附属单位补助支出", 6),
    ]
    assert [(row.key, row.code, row.name, money(row)) for row in found.rows] == [
        ("total", None, "合计", {"total": "1234567.80", "basic": "1200000.00", "project": "34567.80"}),
        (None, "201", "一般公共服务支出", {"total": "-5.00", "basic": "-5.00"}),
    ]
    assert (found.place.file, found.place.table, found.place.row) == ("表.txt", "公开03表", "第6行")
    assert (found.rows[1].place.row, found.rows[1].place.quote) == (
        "第10行",
        "201 一般公共服务支出 -5.00 -5.00",
    )


def test_where_a_caption_may_stand() -> None:
    inline = "支出决算表\n部门：甲局      2022 年度      公开 03 表\n金额单位：万元\n"
    before = "公开03表\n支出决算表\n编制单位：甲局\n2022年度\n单位：万元\n"
    for head in (inline, before):
        found = only(head + COLUMNS + ROWS)
        assert (found.kind, found.id, found.organisation, found.year, found.unit) == (
            "spending",
            "03",
            "甲局",
            2022,
            "万元",
        ), head


def test_a_caption_inside_the_table() -> None:
    inside = "支出决算表\t\t\t\n公开03表\t\t\t\n部门：甲局\t2022年度\t\t金额单位：元\n"
    found = only(inside + COLUMNS + ROWS)
    assert (found.kind, found.id, found.organisation, found.year, found.unit) == (
        "spending",
        "03",
        "甲局",
        2022,
        "元",
    )


def test_a_sheet_that_is_named_as_the_table() -> None:
    cells = [
        ("项目", "", "本年支出合计", "基本支出", "项目支出"),
        ("合计", "", "3", "1", "2"),
    ]
    rows = tuple(Row(row, Spot(ref=f"A{index}")) for index, row in enumerate(cells, 1))
    (found,) = read_tables((Rows(rows, name="支出决算表"),), "簿.xlsx").tables
    assert (found.kind, found.place.cell) == ("spending", "A1")
    assert money(found.row("total")) == {"total": "3", "basic": "1", "project": "2"}


def test_the_number_and_not_the_place_names_a_table_that_others_number_otherwise() -> None:
    found = only(HEAD.replace("公开03表", "公开13表") + COLUMNS + ROWS)
    assert (found.kind, found.id) == ("spending", "13")


def test_a_table_over_two_pages() -> None:
    more = "205\t教育支出\t7.00\t\t7.00\t\t\t\n"
    found = only(HEAD + COLUMNS + ROWS + "\n金额单位：万元\n\n" + more)
    assert [row.code for row in found.rows] == [None, "201", "205"]
    assert money(found.rows[2]) == {"total": "7.00", "project": "7.00"}
    # behind its notes a table is over
    closed = only(HEAD + COLUMNS + ROWS + "注：本表反映支出情况。\n" + more)
    assert [row.code for row in closed.rows] == [None, "201"]


def test_which_blocks_the_tables_took_up() -> None:
    blocks = from_text("前言。\n" + HEAD + COLUMNS + ROWS + "\n公开03表\n" + "205\t教育支出\t7.00\t\t7.00\n")
    used = read_tables(blocks, "表.txt").used
    assert used == {index for index, block in enumerate(blocks) if isinstance(block, Rows)}
    assert len(used) == 2


def test_tables_that_are_missing() -> None:
    assert read(HEAD + COLUMNS + ROWS).missing == (
        "government-funds",
        "state-capital",
        "appropriation",
        "general-basic",
        "general",
        "three-public",
        "assets",
        "overview",
        "income",
    )


def test_no_public_table_at_all() -> None:
    for text in (
        "",
        "一、收入支出决算总表\n二、收入决算表\n",
        "项目支出绩效自评表\n项目名称\t甲\n",
        "序号\t单位名称\n1\t甲局\n",
    ):
        found = read(text)
        assert (found.tables, found.findings, found.missing, found.used) == ((), (), (), frozenset()), text


def test_a_title_far_above_names_nothing() -> None:
    filler = "".join(f"这里是第{index}段说明。\n" for index in range(9))
    assert read("支出决算表\n" + filler + COLUMNS + ROWS).tables == ()
    long = "本表之前有一段很长的说明" * 12 + "。\n"
    assert read("支出决算表\n" + long + COLUMNS + ROWS).tables == ()


def test_paragraphs_alone_are_no_table() -> None:
    para = Para("支出决算表", (0,), (Spot(line=1),))
    assert read_tables((para,), "表.txt").tables == ()


def test_a_row_that_was_slipped_is_told_with_its_place() -> None:
    text = (
        "国有资本经营预算财政拨款支出决算表\n项目\t\t合计\t基本支出\t项目支出\n合计\t\t\t9.00\t4.00\t5.00\n"
    )
    (finding,) = read(text).findings
    assert (finding.code, finding.place.table, finding.place.row, finding.found) == (
        "DIS001",
        "国有资本经营预算财政拨款支出决算表",
        "第3行",
        "合计 9.00 4.00 5.00",
    )
