from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.documents.text_form import read
from tests.documents.test_losses import FUNDS, HEAD, NEXT, ROW, TOTAL, TOTAL_LINE

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import ReadFile

SIGNED = ("填报人：甲", "审核人：乙")
PROSE = ("以上是全部内容。",)


def told(*after: tuple[str, ...]) -> tuple[ReadFile, list[dict[str, str]]]:
    lines = [("项目名称", "甲"), FUNDS, TOTAL_LINE, HEAD, ROW, NEXT, TOTAL, *after]
    found = read("".join("\t".join(line) + "\n" for line in lines), "a.txt")
    return found, [dict(one.params) for form in found.forms for one in form.findings if one.code == "FRM031"]


@pytest.mark.parametrize("count", [1, 3, 5000])
@pytest.mark.parametrize("between", [(), (PROSE,), (PROSE, (), PROSE)])
def test_rows_under_the_signature_are_told_with_their_lines(
    between: tuple[tuple[str, ...], ...], count: int
) -> None:
    read_, found = told(SIGNED, *between, *[ROW] * count)
    first = 9 + len(between)
    (form,) = read_.forms
    assert [one["count"] for one in found] == [str(count)]
    assert found[0]["to"] == ("" if count == 1 else f"到第{first + count - 1}行")
    assert [one.place.row for one in form.findings if one.code == "FRM031"] == [f"第{first}行"]
    assert len(form.evaluation.indicators) == 2


@pytest.mark.parametrize(
    "after",
    [
        (),
        (SIGNED,),
        (SIGNED, ("", "", "", "窗口", "", "", "", "", "")),
        (SIGNED, ("甲", "1", "2", "3")),
        (SIGNED, *[PROSE] * 6, ROW),
        (SIGNED, ("# 附件",), ROW),
    ],
)
def test_what_is_no_row_of_this_table_is_not_told(after: tuple[tuple[str, ...], ...]) -> None:
    assert told(*after)[1] == []


def test_rows_of_the_next_table_are_its_own() -> None:
    read_, found = told(SIGNED, ("项目名称", "乙"), HEAD, ROW, NEXT, TOTAL)
    assert (len(read_.forms), found) == (2, [])
