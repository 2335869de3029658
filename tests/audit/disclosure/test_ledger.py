"""Weighing of sums, the same figure twice, slips of unit and point, and what is reported."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from jixiao.audit.disclosure.ledger import (
    Equation,
    figure,
    hint,
    listed,
    report,
    same,
    slip,
    sum_equation,
    weigh,
)
from jixiao.audit.equations import Verdict
from jixiao.audit.printed import Printed, money, of_decimal
from jixiao.schemas.finding import Finding, Place, Severity


def wan(text: str, unit: str = "万元") -> Printed:
    made = money(Decimal(text), unit, Place(table="公开03表", row="第7行"))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("whole", "parts", "verdict", "severity"),
    [
        ("10.00", ["4.00", "6.00"], Verdict.HOLDS, Severity.ERROR),
        ("10.01", ["4.00", "6.00"], Verdict.HOLDS, Severity.ERROR),  # the tails of three roundings
        ("10.03", ["4.00", "6.00"], Verdict.FAILS, Severity.ERROR),
        ("12.00", ["4.00", "6.00", None], Verdict.FAILS, Severity.WARNING),  # the blank may be a lost 2.00
        ("9.00", ["4.00", "6.00", None], Verdict.FAILS, Severity.ERROR),  # nothing lost makes that less
        ("9.00", ["4.00", "6.00", "-1.00", None], Verdict.HOLDS, Severity.ERROR),
        ("8.00", ["4.00", "6.00", "-1.00", None], Verdict.FAILS, Severity.WARNING),
    ],
)
def test_sums(whole: str, parts: list[str | None], verdict: Verdict, severity: Severity) -> None:
    found = weigh(wan(whole), [None if part is None else wan(part) for part in parts])
    assert (found.verdict, found.severity) == (verdict, severity)


def test_parts_that_may_be_missing_leave_only_more_than_the_whole() -> None:
    assert weigh(wan("12.00"), [wan("4.00")], lambda: False).severity is Severity.WARNING
    assert weigh(wan("3.00"), [wan("4.00")], lambda: False).severity is Severity.ERROR


def test_a_sum_tells_what_was_added() -> None:
    found = sum_equation("PUB001", wan("1624.82"), [wan("1042.49"), wan("600.33"), wan("0.00")], name="甲")
    assert found is not None
    assert found.verdict is Verdict.FAILS
    finding = found.tell()
    assert (finding.expected, finding.found, finding.place.row) == ("1642.82", "1624.82", "第7行")
    assert finding.params["parts"] == "1042.49 + 600.33"
    assert finding.params["hint"] != ""
    assert sum_equation("PUB001", None, [wan("1.00")]) is None
    assert sum_equation("PUB001", wan("1.00"), [None]) is None


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (wan("34768.87"), wan("34768.87"), Verdict.HOLDS),
        (wan("34768.87"), wan("34768.88"), Verdict.CUT_OFF),
        (wan("34768.87"), wan("34768.89"), Verdict.FAILS),
        (wan("34768.87"), wan("347688688.00", "元"), Verdict.HOLDS),
        (of_decimal(Decimal(450)), wan("450.70"), Verdict.CUT_OFF),
        (of_decimal(Decimal(451)), wan("450.70"), Verdict.HOLDS),
    ],
)
def test_one_figure_printed_twice(one: Printed, other: Printed, verdict: Verdict) -> None:
    assert same(one, other) is verdict
    assert same(other, one) is verdict


def test_units_and_points_that_slipped() -> None:
    right = wan("153.00")
    unit = slip(wan("153", "元"), lambda moved: moved.value == right.value)
    assert unit is not None
    assert (unit.unit, unit.power) == ("万元", 4)
    point = slip(wan("15.30"), lambda moved: moved.value == right.value)
    assert point is not None
    assert (point.unit, point.power) == (None, 1)
    assert slip(wan("154.00"), lambda moved: moved.value == right.value) is None
    assert slip(wan("0.00"), lambda _: True) is None


def test_figures_keep_the_unit_and_the_decimals() -> None:
    assert figure(Fraction("1.23456"), wan("3.00", "元")) == "12345.60"
    assert figure(Fraction(5), wan("3")) == "5"
    assert figure(Fraction(5), wan("3"), least=2) == "5.00"
    many = [wan(f"{n}.00") for n in range(1, 11)]
    assert listed(many, wan("0.00")) == "1.00 + 2.00 + 3.00 + 4.00 + 5.00 + 6.00 + 7.00 + 8.00 + … (10)"


def test_hints() -> None:
    assert hint("34786.87", "34768.87") != hint("34769.87", "34768.87") != ""
    assert hint("1.00", "34768.87") == hint("3.00", "3.00") == ""


def test_a_report_tells_failures_one_by_one_and_tails_together() -> None:
    def equation(verdict: Verdict, text: str) -> Equation:
        made = Finding(code="PUB001", severity=Severity.ERROR, found=text)
        return Equation(verdict, wan(text), lambda: made)

    found = list(
        report(
            [
                equation(Verdict.HOLDS, "1.00"),
                equation(Verdict.FAILS, "2.00"),
                equation(Verdict.CUT_OFF, "3.00"),
                equation(Verdict.CUT_OFF, "4.00"),
                equation(Verdict.FAILS, "5.00"),
            ],
            "PUB012",
        )
    )
    assert [(one.code, one.severity.value, one.found) for one in found] == [
        ("PUB001", "error", "2.00"),
        ("PUB001", "error", "5.00"),
        ("PUB012", "notice", "3.00"),
    ]
    assert found[-1].params["count"] == "2"
