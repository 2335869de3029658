from __future__ import annotations

import pytest

from jixiao.indicators.organisations import contains, near, plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("某县水务局（本级）", "某县水务局"),
        ("某县 水务局 机关本级", "某县水务局"),
        ("某县水务局(汇总)", "某县水务局"),
        ("本级", "本级"),
        ("某县水务局", "某县水务局"),
    ],
)
def test_a_name_without_what_says_which_books_it_is(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某市政务服务管理局", "某市政务数据管理局"),
        ("某市政务服务管理局", "某市政务服务数据管理局"),
        ("某县教育局", "某县教育体育局"),
        ("某县卫生健康委员会", "某县卫生和健康委员会"),
        ("某省广播电视台", "某省广播电影电视台"),
    ],
)
def test_one_name_written_with_another_word(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某县水务局", "某县水务局"),
        ("某县水务局", "某县水务局（本级）"),
        ("某县水务局", "某县财政局"),
        ("某县水务局", "某县水利局"),
        ("某市政务服务管理局", "某市政务服务中心"),
        ("某市第一中学", "某市第二中学"),
        ("某市城东供水中心", "某市城西供水中心"),
        ("某省某市政务服务中心", "某市政务服务中心"),
        ("某市公安局", "某市公安局交通警察支队公安局"),
        ("", "某市公安局"),
        ("某市青山区财政局", "某市财政局"),
        ("青山县水务局", "青山市水务局"),
    ],
)
def test_two_organisations_or_one_name(one: str, other: str) -> None:
    assert not near(one, other)
    assert not near(other, one)


def test_a_name_with_its_place_left_out_is_contained() -> None:
    assert contains("某省某市政务服务中心", "某市政务服务中心")
    assert contains("某市公安局", "某市公安局交通警察支队")
    assert not contains("某市公安局", "某市财政局")
    assert not contains("", "某市财政局")
