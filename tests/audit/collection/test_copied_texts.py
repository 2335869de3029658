from __future__ import annotations

import pytest

from jixiao.audit.collection.copied_texts import goals, notes, rows
from tests.audit.collection.build import LONG, found, table
from tests.scoring.build import indicator

NOTE = indicator("≥10", "8", "90", "80", deviation_note=LONG)
ROWS = tuple(indicator("≥10", "12", "18", "18", name=f"指标{number}") for number in range(5))


def test_a_long_goal_of_two_units_was_copied() -> None:
    one, other = table(goal=LONG), table(unit="乙局", file="乙.xlsx", goal=LONG.replace("，", ", "))
    assert found(goals, one, other) == [
        (
            "COL004",
            "年度总体目标或其完成情况在 2 张表里一字不差，分属 乙局、甲局；另见 甲.xlsx 大厅运行经费",
        )
    ]


@pytest.mark.parametrize(
    ("goal", "other", "unit"),
    [(LONG, LONG, "甲局"), (LONG, LONG[:-9], "乙局"), ("保障运转", "保障运转", "乙局"), (LONG, LONG, None)],
)
def test_one_unit_another_text_or_a_short_one_was_not(goal: str, other: str, unit: str | None) -> None:
    assert found(goals, table(goal=goal), table(unit=unit, file="乙.xlsx", goal=other)) == []


def test_reasons_are_compared_row_by_row() -> None:
    one, other = table(rows=(NOTE,)), table(unit="乙局", file="乙.xlsx", rows=(NOTE,))
    assert [code for code, _ in found(notes, one, other)] == ["COL005"]
    assert found(notes, one, table(unit="乙局", file="乙.xlsx")) == []
    assert found(notes, table(rows=(NOTE, NOTE))) == []


def test_all_rows_of_another_unit_are_a_copied_table() -> None:
    one, other = table(rows=ROWS), table("别的", unit="乙局", file="乙.xlsx", rows=ROWS)
    assert [code for code, _ in found(rows, one, other)] == ["COL006"]
    changed = (*ROWS[:-1], indicator("≥10", "11", "18", "18", name="指标4"))
    assert found(rows, one, table("别的", unit="乙局", file="乙.xlsx", rows=changed)) == []
    assert found(rows, table(rows=ROWS[:4]), table(unit="乙局", file="乙.xlsx", rows=ROWS[:4])) == []
