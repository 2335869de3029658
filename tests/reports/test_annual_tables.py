"""The tables and annexes of the yearly report: every project once, columns aligned, places in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports import annual_tables
from jixiao.schemas.finding import Place
from jixiao.schemas.store import ExpectedUnit
from tests.reports.annual_words import table
from tests.reports.test_annual import THREE, record
from tests.strategies.annuals import material, spot

if TYPE_CHECKING:
    from jixiao.scoring.aggregate import Record


def rows(found: annual_tables.Table) -> list[list[str]]:
    return [[one.text for _, one in cells] for _, cells in found.placed()]


def test_departments() -> None:
    assert table(material(THREE), "分部门情况") == [
        ["部门", "项目数", "平均得分", "优", "良", "中", "差", "预算合计", "执行合计", "执行率"],
        ["乙局", "2", "85.50", "1", "1", "0", "0", "200.00", "50.00", "25.00%"],
        ["甲局", "1", "95.00", "1", "0", "0", "0", "100.00", "90.00", "90.00%"],
        ["合计", "3", "88.67", "2", "1", "0", "0", "300.00", "140.00", "46.67%"],
    ]
    unscored = table(material([record("甲", None)]), "分部门情况")
    assert unscored[1][:4] == ["甲局", "1", "0", "—"]


def test_years() -> None:
    before = [record("道路", 9000, year=2023), record("渠道", 8000, "丙局", year=2023)]
    found = rows(annual_tables.years(material([*THREE, *before])))
    assert found[0] == ["部门", "上年度", "本年度", "增减", "等级上升", "等级下降"]
    assert sorted(found[1:]) == [
        ["丙局", "80.00", "—", "—", "0", "0"],
        ["乙局", "—", "85.50", "—", "0", "0"],
        ["甲局", "90.00", "95.00", "+5.00", "0", "0"],
    ]
    down = rows(annual_tables.years(material([record("道路", 8000), record("道路", 9000, year=2023)])))
    assert down[1] == ["甲局", "90.00", "80.00", "-10.00", "0", "1"]


def test_bands() -> None:
    found = rows(annual_tables.bands(material(THREE)))
    assert found[1:] == [
        ["没有支出", "1", "1", "91.00"],
        ["不足60%", "1", "1", "80.00"],
        ["60%及以上，不足80%", "0", "0", "—"],
        ["80%及以上，不足100%", "1", "1", "95.00"],
        ["100%", "0", "0", "—"],
    ]


def test_points_lost() -> None:
    whole = material(THREE)
    found = rows(annual_tables.losses(whole))
    assert found[1] == ["产出指标", "3", "150.00", "135.00", "15.00", "90.00%", "100.00%"]
    assert found[2] == ["", "数量指标", "3", "150.00", "135.00", "15.00", "90.00%", "100.00%"]
    assert rows(annual_tables.causes(whole))[1] == ["未达到目标（偏低）", "15.00", "100.00%"]


def test_problems() -> None:
    found = rows(annual_tables.problems(material(THREE, spot(), spot("STA010", None))))
    assert found[1:] == [
        ["指标设置不够规范", "1", "0", "1", "1", "1", "0"],
        ["部门决算公开内容前后不一致", "1", "0", "1", "0", "1", "1"],
    ]


def test_annexes_are_there_where_they_have_something() -> None:
    assert [one.key for one in annual_tables.annexes(material(THREE))] == ["projects"]
    expected = (ExpectedUnit(department="甲局", unit="一中心"), ExpectedUnit(department="甲局"))
    whole = material([record("道路", errors=2), record("系统", unit=None)], spot(), expected=expected)
    found = {one.key: rows(one.table) for one in annual_tables.annexes(whole)}
    assert tuple(found) == ("projects", "missing", "returned", "problems")
    assert sorted(line[3:] for line in found["projects"][1:]) == [
        ["系统", "100.00", "90.00", "90.00%", "94.00", "优"],
        ["道路", "100.00", "90.00", "90.00%", "94.00", "优"],
    ]
    assert found["missing"][1:] == [["1", "甲局", "一中心"]]
    assert found["returned"][1] == ["1", "甲局", "甲局", "道路", "2", "0", "甲.xlsx"]
    assert found["problems"][1][:7] == ["指标设置不够规范", "TGT002", "警告", "1", "1", "1", "0"]
    assert found["problems"][1][8] == "项目0，文件“甲.xlsx”，“表1”，第5行"


def test_places_in_words() -> None:
    place = Place(file="甲.xlsx", table="表1", page=2, row="第5行", cell="C5")
    assert annual_tables.place_words(place, None) == "文件“甲.xlsx”，“表1”，第2页，C5"
    part = Place(document_part="附件", row="第5行", cell="第5行第2列")
    assert annual_tables.place_words(part, "乙.docx") == "文件“乙.docx”，“附件”部分，第5行，第5行第2列"
    assert annual_tables.place_words(Place(row="indicators[3]"), None) == ""
    assert annual_tables.place_words(place, None, named=False) == "“表1”，第2页，C5"


def test_a_rate_that_is_not_of_the_sums_beside_it_says_so() -> None:
    def notes(*records: Record) -> tuple[str, ...]:
        return annual_tables.groups(material(records), "summary", "department").notes

    assert notes(record("甲")) == ()
    assert notes(record("甲"), record("乙", budget=None)) == (
        "注：执行率只计预算数和执行数齐全的项目，预算合计、执行合计计入全部填写了的数。",
    )
    assert notes(record("甲", budget=None)) == ()
