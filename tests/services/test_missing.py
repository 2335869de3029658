from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.schemas.store import ExpectedUnit, NewRound
from jixiao.services.missing import as_json, expect, head_line, missing, rows_of, write_list
from tests.services.desk import WHOLE, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path):
    with new_store(tmp_path) as opened:
        take(opened, put(tmp_path, "甲.json", WHOLE))
        yield opened


def test_those_of_the_list_that_did_not_file(store, tmp_path: Path) -> None:
    file = put(tmp_path, "名单.csv", "主管部门,单位\n市交通局,市公路中心\n,市桥梁所\n市教育局,\n")
    assert expect(store, file) == (3, 3, ())
    assert expect(store, file) == (3, 0, ())
    found = missing(store, year=2024)
    assert [(one.department, one.unit) for one in found.units] == [
        ("市交通局", "市桥梁所"),
        ("市教育局", "市教育局"),
    ]
    assert head_line(found) == "2024年度应报送 3 个单位，已报送 1 个，未报送 2 个"
    assert rows_of(found)[0] == ["1", "", "市交通局", "市桥梁所", ""]
    assert len(missing(store, year=2023).units) == 3
    assert missing(store, year=2024, department="市交通局").expected == 2


def test_a_unit_of_the_same_name_elsewhere_has_not_filed_for_this_one(store) -> None:
    store.expect([ExpectedUnit(department="县交通局", unit="市公路中心"), ExpectedUnit(unit="市公路中心")])
    assert [one.department for one in missing(store).units] == ["县交通局"]


def test_a_department_has_filed_where_one_of_its_units_has(store) -> None:
    store.expect([ExpectedUnit(department="市交通局")])
    assert missing(store).units == ()


def test_without_a_list_those_of_earlier_years_are_expected(store, tmp_path: Path) -> None:
    found = missing(store, year=2025)
    assert (found.earlier, [one.unit for one in found.units]) == (True, ["市公路中心"])
    take(store, put(tmp_path, "乙.json", {**WHOLE, "year": 2025}))
    assert missing(store).units == ()
    assert missing(store).year == 2025


def test_a_table_of_the_whole_department_alone_is_no_project(store, tmp_path: Path) -> None:
    own = {**WHOLE, "project": "部门整体支出绩效自评", "department": "市教育局", "unit": "市教育局"}
    take(store, put(tmp_path, "整体.json", own))
    assert [one.unit for one in missing(store, year=2025).units] == ["市公路中心"]
    store.expect([ExpectedUnit(unit=name) for name in ("市公路中心", "市教育局", "市桥梁所")])
    found = missing(store)
    assert head_line(found) == "2024年度应报送 3 个单位，已报送 1 个，未报送 2 个（其中 1 个只报了部门整体）"
    assert [row[3:] for row in rows_of(found)] == [["市教育局", "", "只报了部门整体"], ["市桥梁所", "", ""]]
    said = as_json(found)
    assert (said["filed"], said["only_whole_department"]) == (1, 1)
    assert [one["only_whole_department"] for one in said["missing"]] == [True, False]
    file = str(tmp_path / "未.xlsx")
    write_list(found, file)
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(file).active.iter_rows()]
    assert ["1", None, None, "市教育局", None, "只报了部门整体"] in cells
    take(store, put(tmp_path, "乙.json", {**own, "project": "学校修缮"}))
    assert [one.unit for one in missing(store).units] == ["市桥梁所"]


def test_the_deadline_of_the_round(store) -> None:
    store.expect([ExpectedUnit(unit="市公路中心")])
    known = store.add_round(NewRound(year=2024, kind="自评", name="自评", deadline="2025-04-30"))
    found = missing(store, round=known)
    assert len(found.units) == 1  # what was collected is of no round
    assert head_line(found, "2025-04-30").endswith("截止日 2025-04-30")
    assert head_line(found, "2025-05-01").endswith("截止日 2025-04-30 已过")
    assert as_json(found, "2025-05-01")["overdue"] is True


def test_a_list_that_is_none_says_why(store, tmp_path: Path) -> None:
    assert [one.code for one in expect(store, put(tmp_path, "a.csv", "甲,乙\n1,2\n"))[2]] == ["RTN001"]
    assert [one.code for one in expect(store, put(tmp_path, "b.csv", "单位\n"))[2]] == ["RTN002"]
    assert [one.code for one in expect(store, str(tmp_path / "没有"))[2]] == ["DOC001"]


def test_the_list_as_a_workbook(store, tmp_path: Path) -> None:
    store.expect([ExpectedUnit(unit="=市桥梁所", code="101")])
    file = str(tmp_path / "未.xlsx")
    write_list(missing(store, year=2024), file)
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(file).active.iter_rows()]
    assert ["1", None, None, "=市桥梁所", "101"] in cells


@settings(max_examples=10)
@given(st.sets(st.sampled_from(["甲", "乙", "丙", "丁"])), st.sets(st.sampled_from(["甲", "乙", "丙", "丁"])))
def test_expected_without_those_that_filed(
    tmp_path_factory: pytest.TempPathFactory, wanted: set[str], filed: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("m")
    with new_store(folder) as store:
        if wanted:
            store.expect([ExpectedUnit(unit=name) for name in sorted(wanted)])
        if filed:
            take(store, *(put(folder, f"{name}.json", {**WHOLE, "unit": name}) for name in sorted(filed)))
        found = missing(store, year=2024)
    assert {one.unit for one in found.units} == wanted - filed
