from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.office.formula_text import (
    UNKNOWN,
    column_letters,
    column_number,
    literal,
    shifted,
    typed,
)


@pytest.mark.parametrize(
    "target",
    [
        "100%",
        "20项",
        "216人",
        "90分",
        "-5",
        "1,000元",
        "33万个",
        "6台/套",
        "2023年12月",
        "1:3",
        "良好",
        "按时完成",
        ">=90%",
        "1e3",
        "5000元/人次",
    ],
)
def test_a_typed_target_is_its_text(target: str) -> None:
    assert typed(target) == f"={target}"
    assert typed(f" ={target} ") == f"={target}"


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(F3:F9)",
        "D3/C3",
        "$A$1",
        "A1",
        "'资金表'!B2",
        "资金表!B2",
        "Table1[分值]",
        "IF(A1>0,1,0)",
        "50+60",
        "100%*2",
        "(1+2)/3",
        "A:A",
        "TRUE",
        '"甲"&"乙"',
        "_xlfn.CONCAT(1)",
        "#REF!",
        "abc",
        "",
        UNKNOWN,
        "1" * 9000,
    ],
)
def test_a_real_formula_is_none(formula: str) -> None:
    assert typed(formula) is None


def test_a_defined_name_makes_a_formula_real() -> None:
    assert typed("总额") == "=总额"
    assert typed("总额", {"总额"}) is None


@pytest.mark.parametrize(
    ("formula", "text"), [('"良好"', "良好"), ('="a""b"', 'a"b'), ('"a"&"b"', None), ("良好", None)]
)
def test_a_quoted_text(formula: str, text: str | None) -> None:
    assert literal(formula) == text


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "moved"),
    [
        ("D3/C3", 2, 0, "D5/C5"),
        ("$D3/C$3", 2, 1, "$D5/D$3"),
        ("SUM(A1:A9)*LOG10(2)", 1, 0, "SUM(A2:A10)*LOG10(2)"),
        ('A1&"A1"', 1, 1, 'B2&"A1"'),
        ("'A1'!A1", 1, 0, "'A1'!A2"),
        ("A1", -1, 0, "#REF!"),
        ("100%", 4, 4, "100%"),
    ],
)
def test_a_filled_formula_moves_its_references(formula: str, rows: int, columns: int, moved: str) -> None:
    assert shifted(formula, rows, columns) == moved


@given(st.integers(0, 20000))
def test_letters_and_numbers_of_columns_agree(number: int) -> None:
    assert column_number(column_letters(number)) == number
    assert column_letters(0) == "A"
    assert column_letters(16383) == "XFD"


@given(st.text(max_size=60))
def test_any_text_may_stand_for_a_formula(formula: str) -> None:
    assert typed(formula) is None or typed(formula) == "=" + formula.strip().removeprefix("=").strip()
    assert isinstance(shifted(formula, 1, 1), str)
