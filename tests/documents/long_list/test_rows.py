"""Rows of a text or a sheet: dialects, encodings, quotes."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.grid import Cell, Grid
from jixiao.documents.long_list.rows import (
    BadEncodingError,
    BrokenListError,
    encoding_of,
    of_grid,
    records,
    sniff,
    text_of,
)
from tests.documents.long_list import samples


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    found = list(records(io.StringIO('a,"b\nc"\n\nd,e\n', newline=""), ","))
    assert found == [(1, ["a", "b\nc"]), (2, []), (3, ["d", "e"])]


def test_an_apostrophe_against_formulas_is_taken_off_again() -> None:
    assert list(records(["'=12座,'abc,'＝5"], ",")) == [(1, ["=12座", "'abc", "＝5"])]


@pytest.mark.parametrize("text", ['a,"b\nc,d\n', 'a,"b"c\n', "a," + "x" * 200_000])
def test_what_is_no_table_is_told_by_its_row(text: str) -> None:
    with pytest.raises(BrokenListError) as broken:
        list(records(io.StringIO(f"1,2\n{text}", newline=""), ","))
    assert broken.value.row == 2


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_dialect_is_known(between: str, encoding: str) -> None:
    data = samples.text().replace(",", between).encode(encoding)
    found = sniff(data, whole=True)
    assert found is not None
    assert found.delimiter == between
    assert found.encoding == encoding.removesuffix("-sig")


@given(st.binary(max_size=300))
def test_anything_else_is_none(data: bytes) -> None:
    assert sniff(data, whole=True) is None


def test_the_encoding_is_that_of_the_whole() -> None:
    heard = io.BytesIO()
    text = ("a" * 3_000_000 + "项目").encode("gb18030")
    assert encoding_of(io.BytesIO(text), "utf-8", heard.write) == "gb18030"
    assert heard.getvalue() == text
    assert encoding_of(io.BytesIO("项目".encode()), "utf-8", heard.write) == "utf-8"
    assert encoding_of(io.BytesIO("项目".encode() + b"\xff\xff"), "utf-8", heard.write) == 6


def test_a_bad_byte_is_an_error_of_ours() -> None:
    with pytest.raises(BadEncodingError):
        list(text_of(io.BytesIO("项目".encode() + b"\xff\n"), "utf-8"))


def test_a_merged_cell_counts_once_but_for_what_is_repeated() -> None:
    grid = Grid(
        "表",
        (
            (Cell("道路养护", rowspan=2), Cell("5", rowspan=2)),
            (Cell("道路养护", covered=True), Cell("5", covered=True)),
        ),
    )
    assert of_grid(grid, frozenset({0})) == [(1, ["道路养护", "5"]), (2, ["道路养护", ""])]
