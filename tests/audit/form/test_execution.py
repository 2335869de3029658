from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.finding import Severity
from tests.audit.form.tables import codes, findings, one, table
from tests.scoring.build import fund

PARTS = ("其中：当年财政拨款", "上年结转资金", "其他资金")


def funds(*lines: object, **more: object) -> object:
    return table(funds=tuple(lines), **more)


WHOLE = fund("90.00", "90.00")


def part(budget: str | None, spent: str | None, name: str = PARTS[0], **more: str) -> object:
    return fund(budget, spent, None, name=name, **more)


@pytest.mark.parametrize(
    ("code", "severity", "form"),
    [
        ("EXE010", Severity.ERROR, funds(fund("129", "97.3", rate="85.43"))),
        ("EXE010", Severity.NOTICE, funds(fund("19800.00", "13333.00", rate="67.33"))),
        ("EXE010", Severity.ERROR, funds(fund("129.00", "97.30"), part("129.00", "97.30", rate="70"))),
        ("EXE010", Severity.ERROR, funds(fund("100.00", "62.60", rate="0.726"))),
        ("EXE010", Severity.WARNING, funds(fund("15", "14", rate="94.20"))),
        ("EXE011", Severity.WARNING, funds(fund("250.00", "180.00", rate="90", initial="200.00"))),
        ("EXE012", Severity.ERROR, funds(fund("129.00", "973000.00", rate="75.43"))),
        ("EXE013", Severity.ERROR, funds(fund("90", "90"), part("95", "90"))),
        ("EXE013", Severity.ERROR, funds(WHOLE, *(part("40.00", "30.00", name) for name in PARTS))),
        (
            "EXE013",
            Severity.WARNING,
            funds(WHOLE, part("50.00", "50.00", "省级资金"), part("60.00", "60.00", "市级资金")),
        ),
        (
            "EXE013",
            Severity.NOTICE,
            funds(WHOLE, part("50.00", "50.00", "省级资金"), part("30.00", "30.00", "市级资金")),
        ),
        (
            "EXE013",
            Severity.ERROR,
            funds(fund("170.00", "179.60"), part("170.00", "170.00"), part("9.60", "9.60", "社会资金")),
        ),
        ("EXE013", Severity.WARNING, funds(fund("90.00", "80.00"), part("85.00", "80.00", "政府预算资金"))),
        ("EXE014", Severity.ERROR, funds(fund("129.00", "97.30"), part("1290000.00", "97.30"))),
        ("EXE015", Severity.WARNING, funds(fund("129.00", "973000.00"))),
        ("EXE015", Severity.WARNING, funds(fund("129.00", "97.30", initial="1290000.00"))),
        ("EXE017", Severity.WARNING, funds(fund("100.00", "105.00", None))),
        ("EXE017", Severity.NOTICE, funds(fund("100.00", "90.00"), part("50.00", "60.00"))),
        ("EXE018", Severity.NOTICE, funds(fund("635.76", "635.76"), amount_unit="元")),
        ("EXE018", Severity.NOTICE, funds(fund("3876646.20", "3876646.20"))),
        ("EXE016", Severity.NOTICE, funds(fund("129", "97.3"), part(None, "5"))),
    ],
)
def test_what_is_wrong_with_the_funds(code: str, severity: Severity, form: object) -> None:
    assert (code, severity) in [(found.code, found.severity) for found in findings(form)]


@pytest.mark.parametrize(
    "form",
    [
        funds(fund("129", "97.3", rate="75.43")),
        funds(fund("100.00", "62.60", rate="0.626")),
        funds(fund("310.2", "154.74", rate="50")),
        funds(fund("148", "46", rate="31.00")),
        funds(fund("250.00", "180.00", rate="72", initial="200.00")),
        funds(fund("198", "123.95", rate="62.6"), part("198", "123.950406", "政府预算资金")),
        funds(fund("90.00", "90.00"), part("50.00", "45.00")),
        funds(
            fund("90.00", "90.00"),
            part("90.00", "90.00", "财政拨款"),
            part("40.00", "40.00", "其中：省级资金"),
        ),
        funds(fund("100.00", "105.00", rate="100")),
        funds(fund("0", "0", rate="0")),
        funds(fund(None, "5", rate="50")),
        funds(fund("387664.62", "387664.62", rate="100"), amount_unit="元"),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("EXE")] == []


def test_the_rate_that_the_amounts_give_is_expected_with_as_many_decimals() -> None:
    found = one(funds(fund("129.00", "97.30", rate="85.432")), "EXE010")
    assert (found.expected, found.found) == ("75.426", "85.432")
    assert found.place.cell == "funds.0.claimed_rate"


def test_amounts_that_were_rounded_one_by_one_add_up() -> None:
    lines = (fund("100.00", "100.00"), *(part("33.33", "33.33", name) for name in PARTS))
    assert "EXE013" not in codes(funds(*lines))


cents = st.integers(100, 10**9)


@given(st.lists(cents, min_size=3, max_size=3), st.integers(0, 10000))
def test_a_block_of_exact_amounts_is_silent_however_it_was_rounded(parts: list[int], share: int) -> None:
    def money(value: int) -> str:
        return str((Decimal(value) / 10**6).quantize(Decimal("0.01")))

    spent = [value * share // 10000 for value in parts]
    rate = (Decimal(sum(spent)) * 100 / sum(parts)).quantize(Decimal("0.01"))
    lines = [
        fund(money(sum(parts)), money(sum(spent)), rate=str(rate)),
        *(part(money(a), money(b), name) for a, b, name in zip(parts, spent, PARTS, strict=True)),
    ]
    found = [one for one in findings(funds(*lines)) if one.code.startswith("EXE")]
    assert [one.code for one in found if one.severity is not Severity.NOTICE] == []


@given(cents, st.integers(1, 9999), st.integers(6, 4000), st.booleans())
def test_a_rate_that_is_moved_beyond_its_rounding_is_found(
    budget: int, share: int, by: int, up: bool
) -> None:
    whole = Decimal(budget + 10**6) / 100
    spent = (whole * share / 10000).quantize(Decimal("0.01"))
    exact = (spent * 100 / whole).quantize(Decimal("0.01"))
    moved = exact + Decimal(by) / 100 * (1 if up else -1)
    if moved <= Decimal("1.05") or moved == 100:
        return
    found = codes(funds(fund(str(whole), str(spent), rate=str(moved))))
    assert {"EXE010", "EXE012"} & set(found)
