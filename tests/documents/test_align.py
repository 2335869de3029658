from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.align import BAD, content_cost, fit, fits_in_place, joined, look

FIELDS = (None, "level1", "level2", "name", "target", "actual", "weight", "claimed_score", "deviation_note")
FLOW = FIELDS[1:]
FUNDS = (
    "fund_name",
    "initial_budget",
    "annual_budget",
    "executed",
    "weight",
    "claimed_rate",
    "claimed_score",
)


def placed(cells: str, **options: bool) -> str:
    found = fit(FIELDS, cells.split(","), grid=True, **options)
    return ",".join(cell or "" for cell in found.cells)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (",产出指标,数量指标,窗口,≥3个,3,5,5,", ",产出指标,数量指标,窗口,≥3个,3,5,5,"),
        (
            "满意度指标,服务对象满意度,群众满意度,≥90%,95,5,5,,",
            ",满意度指标,服务对象满意度,群众满意度,≥90%,95,5,5,",
        ),
        (",窗口及时率,,=100%,100,5,5,,", ",,,窗口及时率,=100%,100,5,5,"),
        (
            "社会效益指标,,推广业务,有效提升,基本达成目标,15,15,,",
            ",,社会效益指标,推广业务,有效提升,基本达成目标,15,15,",
        ),
        (",,提升水平,提升,基本达成 目标,6,6,,", ",,,提升水平,提升,基本达成 目标,6,6,"),
        (",,社会公众满意度,≥90%,100,6,6,,", ",,,社会公众满意度,≥90%,100,6,6,"),
        (",生态环境成本指标,,,,,,,", ",,生态环境成本指标,,,,,,"),
        (",自定层级,自定二级,窗口,≥3个,3,5,5,原因", ",自定层级,自定二级,窗口,≥3个,3,5,5,原因"),
    ],
)
def test_rows_of_a_grid(row: str, expected: str) -> None:
    assert placed(row) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("产出指标 数量指标 窗口 ≥3个 3 5 5", "产出指标,数量指标,窗口,≥3个,3,5,5,"),
        ("窗口 ≥3个 3 5 5", ",,窗口,≥3个,3,5,5,"),
        ("质量指标 合格率 100% 基本达成目 标 5 5", ",质量指标,合格率,100%,基本达成目 标,5,5,"),
        ("窗口 ≥10000 元 10000 5 5 财政 未下达", ",,窗口,≥10000 元,10000,5,5,财政 未下达"),
    ],
)
def test_rows_of_words(row: str, expected: str) -> None:
    found = fit(FLOW, row.split(), grid=False, merge=8)
    assert ",".join(cell or "" for cell in found.cells) == expected
    assert not found.ambiguous


def test_equally_good_placings_are_said_and_the_first_is_taken() -> None:
    found = fit(FUNDS, ["上年结转资金", "5", "6"], grid=False)
    assert found.ambiguous
    assert found.cells[:3] == ("上年结转资金", "5", "6")
    assert not fit(FUNDS, ["总额", "1", "2", "3", "10", "62.6%", "5"], grid=False).ambiguous


def test_what_does_not_belong_costs_too_much() -> None:
    assert fit(FIELDS, ["12", "34", "56", "78", "90", "1", "2", "3", "4"], grid=True).cost >= BAD
    assert fit(FIELDS, ["x"] * 61, grid=False).cost >= BAD
    assert fit(FIELDS, ["", ""], grid=True).cost == 0


def test_in_place() -> None:
    assert fits_in_place(FIELDS, ["", "产出指标", "", "窗口", "≥3", "3", "5"])
    assert not fits_in_place(FIELDS, ["", "数量指标", "", "窗口", "≥3", "3", "5"])
    assert not fits_in_place(FIELDS, ["", "", "", "", "≥3", "3", "5"])
    assert not fits_in_place(FIELDS, ["块"])


def test_content() -> None:
    assert content_cost("weight", "10") == 0
    assert content_cost("weight", "甲") > content_cost("weight", "—")
    assert content_cost("name", "合格率") < content_cost("name", "≥90%")
    assert look("x" * 300).long
    assert joined(["甲", "乙"]) == "甲 乙"


@given(
    st.lists(
        st.sampled_from(("", "产出指标", "数量指标", "甲", "≥3", "5", "100%", "—", "基本达成目标")),
        max_size=12,
    ),
    st.booleans(),
)
def test_no_cell_is_lost_or_moved_past_another(cells: list[str], grid: bool) -> None:
    found = fit(FIELDS, cells, grid=grid, merge=3)
    if found.cost < 10_000:
        assert "".join(cell or "" for cell in found.cells).replace(" ", "") == "".join(cells)
