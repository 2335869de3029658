from __future__ import annotations

from decimal import Decimal

import pytest

from tests.audit.form.tables import codes, one, table


@pytest.mark.parametrize("total", ["110", "100.01", "-1"])
def test_a_total_outside_its_limits(total: str) -> None:
    found = one(table(claimed_total=Decimal(total)), "TOT010")
    assert (found.expected, found.found) == ("100", total)


@pytest.mark.parametrize("total", ["100", "0", "99.99"])
def test_a_total_within_them(total: str) -> None:
    assert "TOT010" not in codes(table(claimed_total=Decimal(total)))


def test_a_grade_that_is_none_of_the_rule_sets() -> None:
    assert one(table(claimed_grade="合格"), "GRD010").params == {"grades": "优/良/中/差"}
    assert "GRD010" not in codes(table(claimed_grade="优秀"))
    assert "GRD010" not in codes(table())
