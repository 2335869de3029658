"""Every complaint of the TOML reader is told in Chinese, with its line."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.toml_reasons import toml_reason

WORDS = re.compile(r"[A-Za-z]{4,}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = ", "到文件末尾，值的写法不对，文字和带小数点的数都要加引号"),
        ("a = 0.6.1", "第 1 行第 8 列，一行只能写一句，后面多了东西"),
        ("\na 1", "第 2 行第 3 列，键后面应是等号"),
        ("[a", "到文件末尾，表名后面少了“]”"),
        ("[[a]", "第 1 行第 4 列，表名后面少了“]]”"),
        ("a = 1\na = 2", "到文件末尾，同一个键写了两次"),
        ("[a]\n[a]", "第 2 行第 3 列，a 写了两次"),
        ('a = "x', "到文件末尾，字符串的引号没有收尾"),
        ("a = [1, 2", "到文件末尾，方括号没有收尾"),
        ("a = { b = 1", "到文件末尾，花括号没有收尾"),
        ("a = { b = 1, b = 2 }", "第 1 行第 19 列，花括号里的键 b 写了两次"),
        ('a = "\\q"', "第 1 行第 8 列，字符串里的反斜杠要写两个"),
        ("编号 = 1", "第 1 行第 1 列，这一行不成句，应是“键 = 值”或“[表名]”；中文的键要加引号"),
        ("a = 2020-02-31", "第 1 行第 5 列，日期写法不对"),
    ],
)
def test_what_is_told(text, told):
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        tomllib.loads(text)
    assert toml_reason(caught.value) == told


def test_nesting_without_end():
    assert toml_reason(RecursionError("maximum recursion depth exceeded")) == "括号套得太深"


def test_a_complaint_that_is_new_is_not_told_in_english():
    assert (
        toml_reason(tomllib.TOMLDecodeError("Something else (at line 3, column 4)"))
        == "第 3 行第 4 列，不合 TOML 的写法"
    )


def test_a_number_of_absurd_length():
    with pytest.raises(ValueError, match="digits") as caught:
        tomllib.loads("a = " + "9" * 5000)
    assert toml_reason(caught.value) == "有一个数长得不像话"


@given(st.text(alphabet="ab=[]{}\"'\n ,.#\\1数-", max_size=30))
def test_no_complaint_comes_in_english(text):
    told = ""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = toml_reason(error)
    assert not WORDS.search(told.replace("TOML", ""))
