from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.project_names import (
    alike,
    core,
    is_whole_department,
    name_key,
    names_in,
    same_name,
    shortens,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("河道整治项目", "河道整治"),
        ("“智慧工地” 平台", "智慧工地平台"),
        ("“智慧工地”平台项目支出", "智慧工地平台项目"),
        ("办公楼（一期）", "办公楼(一期)"),
    ],
)
def test_one_name_in_other_spelling(one: str, other: str) -> None:
    assert same_name(one, other)
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("青山市雪亮工程建设项目", "青山雪亮工程建设项目"), ("“智慧工地”项目", "“智慧工地”建设项目")],
)
def test_names_that_differ_by_plain_words(one: str, other: str) -> None:
    assert alike(one, other)
    assert not same_name(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("政务中心运转经费", "政务代办中心运转经费"),
        ("办公楼（一期）", "办公楼（二期）"),
        ("2022年河道整治", "2023年河道整治"),
        ("智慧瓷都2.0", "智慧瓷都3.0"),
    ],
)
def test_different_projects(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not same_name(one, other)


def test_a_name_of_plain_words_keeps_them() -> None:
    assert core("市建设项目") == name_key("市建设项目") == "市建设"


def test_shortened_names() -> None:
    assert shortens("大厅日常运维", "大厅日常运行维护经费")
    assert not shortens("大厅日常运行维护经费", "大厅日常运维")
    assert not shortens("大厅", "大厅日常运行维护经费")
    assert not shortens("大厅日常值守", "大厅日常运行维护经费")


def test_a_title_names_a_project() -> None:
    title = "某县水务局2024年度河道整治项目支出绩效评价报告"
    assert names_in(title, "河道整治")
    assert names_in(title, "河道整治工程")
    assert not names_in(title, "河道清淤")


@given(st.text(max_size=30), st.text(max_size=30))
def test_names_are_compared_without_an_order(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)
    assert alike(one, other) == alike(other, one)
    assert same_name(one, one)
    assert not alike(one, one)


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("部门整体支出绩效自评", True),
        ("部门整体绩效自评", True),
        ("市交通局单位整体支出", True),
        ("2024年度部门整体", True),
        ("部门 整体", True),
        ("部门整体项目", True),
        ("单位整体搬迁项目", False),
        ("整体改造工程", False),
    ],
)
def test_a_table_of_the_whole_department_is_told_by_its_name(name: str, whole: bool) -> None:
    assert is_whole_department(name) is whole
