from __future__ import annotations

import pytest

from tests.audit.form.tables import codes, one, row, table
from tests.scoring import build


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("WGT010", table(row(weight="50"))),
        ("WGT011", table(row(weight="40"), row(name="巡查次数", weight="0"))),
        ("WGT012", table(row(weight="-5"))),
        ("WGT013", table(row(level1="产出指标（40分）"))),
        ("WGT013", table(row(level2="数量指标(60分)"))),
    ],
)
def test_what_is_wrong_with_weights(code: str, form: object) -> None:
    assert code in codes(form)


@pytest.mark.parametrize(
    "form",
    [
        table(row(weight="40")),
        table(
            row(level1="产出指标（50分）", weight="25"),
            row(level1="产出指标（50分）", weight="25", name="巡查次数"),
        ),
        table(row(level1="产出指标（40分）", weight=None, claimed=None), row(name="巡查次数")),
        build.form(row(weight="90")),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("WGT")] == []


def test_a_head_is_held_against_all_of_its_rows() -> None:
    rows = [row(level1="产出指标（50分）", name=f"里程{at}", weight="20") for at in range(2)]
    found = one(table(*rows), "WGT013")
    assert (found.expected, found.found) == ("50", "40")
    assert found.place.cell == "indicators.0.level1"


def test_a_table_that_breaks_off_is_not_added_up() -> None:
    assert "WGT013" not in codes(table(row(level1="产出指标（60分）")), complete=False)
