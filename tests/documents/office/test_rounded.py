from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.documents.files import read_bytes
from jixiao.documents.grid import Cell
from jixiao.documents.office.number_format import general, show_number
from jixiao.documents.office.rounded import stored_text
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadForm, SelfEvaluation
from tests.documents.office_layouts import sheet, xlsx


@pytest.mark.parametrize(
    ("text", "raw", "stored"),
    [
        ("95%", "0.9496", "94.96%"),
        ("95%", "0.95", None),
        ("≥3次", "2.6", "≥2.6次"),
        ("1,235", "1234.5", "1234.5"),
        ("12千", "12345", "12.345千"),
        ("1.2万元", "12345", "1.2345万元"),
        ("-5", "-4.96", "-4.96"),
        ("956‰", "0.9556", "955.6‰"),
        ("0", "0.0004", "0.0004"),
        ("2023年12月5日", "45265", None),
        ("12月", "45265", None),
        ("良好", "3", None),
        ("95%", None, None),
        ("7%", "0.95", None),
    ],
)
def test_what_a_cell_stores_behind_what_it_shows(text: str, raw: str | None, stored: str | None) -> None:
    assert stored_text(Cell(text, "A1", raw=raw)) == stored


@given(
    st.decimals(min_value=0, max_value=100000, places=6),
    st.sampled_from(["0", "0.0", "0%", "0.00%", "#,##0", "0.0次", '"约"0', "0,", "#,##0.00"]),
)
def test_what_is_stored_rounds_to_what_is_shown(value: Decimal, code: str) -> None:
    assume(code != "0," or value >= 1)  # where nothing is left of either, both show 0
    text = show_number(code, value)
    stored = stored_text(Cell(text, "A1", raw=general(value)))
    digits = {"%": 100, "次": 1}
    number = "".join(char for char in stored or text if char.isdigit() or char == ".")
    factor = digits.get(text[-1], 1)
    exact = value / 1000 if code == "0," else value * factor
    assert stored is None or Decimal(number) == exact
    assert (stored is None) == (Decimal("".join(c for c in text if c.isdigit() or c == ".") or "0") == exact)


def form_of(target: str, stored: str, shown: str, rate: str = "86.19", rate_code: str = "0.00%") -> ReadForm:
    """A form whose actual is stored as a number under a format, read from a workbook."""
    row = Indicator(
        level1="产出指标", level2="质量指标", name="合格率", target=target, actual="此处", weight=Decimal(90)
    )
    line = FundLine(
        name="年度资金总额", annual_budget=Decimal(100), executed=Decimal(1),
        weight=Decimal(10), claimed_rate=Decimal(rate),
    )  # fmt: skip
    made = sheet(SelfEvaluation(project="甲", year=2023, funds=(line,), indicators=(row,)))
    at = made.find("此处")
    rows = [list(one) for one in made.rows]
    rows[at[0]][at[1]] = Decimal(stored)
    (percent,) = made.percent
    made = replace(made, rows=tuple(map(tuple, rows)), formats={at: shown, percent: rate_code})
    (form,) = read_bytes(xlsx(made), "表.xlsx").forms
    return form


@pytest.mark.parametrize(
    ("target", "stored", "shown", "told"),
    [
        (">=95%", "0.9496", "0%", True),
        (">=95%", "0.9496", "0.00%", False),
        (">=95%", "0.9512", "0%", False),
        (">=90%", "0.9496", "0%", False),
        ("=100%", "0.996", "0%", True),
        ("≤3次", "3.4", "0", True),
        ("≥3次", "2.6", '"≥"0"次"', True),
        ("有效提升", "0.9496", "0%", False),
    ],
)
def test_a_number_rounded_across_its_target_is_told(target: str, stored: str, shown: str, told: bool) -> None:
    form = form_of(target, stored, shown)
    found = [one for one in form.findings if one.code == "OFF043"]
    assert len(found) == told
    if told:
        assert found[0].place.cell == form.place("indicators", 0, "actual").cell
        assert found[0].params["target"] == target
        assert found[0].severity.value == "notice"


def test_the_value_shown_is_the_value() -> None:
    form = form_of(">=95%", "0.9496", "0%")
    assert form.evaluation.indicators[0].actual == "95%"
    (found,) = [one for one in form.findings if one.code == "OFF043"]
    assert (found.found, found.params["stored"]) == ("95%", "94.96%")


@pytest.mark.parametrize(
    ("rate", "code", "told"),
    [("79.96", "0%", True), ("79.96", "0.00%", False), ("81.96", "0%", False), ("99.996", "0.00%", True)],
)
def test_a_rate_rounded_over_a_tier_is_told(rate: str, code: str, told: bool) -> None:
    found = [one for one in form_of(">=1", "2", "0", rate, code).findings if one.code == "OFF045"]
    assert [one.params["stored"] for one in found] == [f"{rate}%"] * told
