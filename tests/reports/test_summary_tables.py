from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from jixiao.reports import summary_tables
from jixiao.reports.summary_tables import (
    causes,
    coverage,
    figure,
    findings,
    groups,
    key_text,
    losses,
    money,
    short,
)
from jixiao.schemas.store import ExpectedUnit
from jixiao.scoring.aggregate import Record
from tests.reports.test_summary_report import RECORDS, record
from tests.strategies.summaries import summaries, summary_of

if TYPE_CHECKING:
    from jixiao.schemas.summary import Summary


def lines(table) -> list[list[str]]:
    return [[one.text for one in line.cells] for line in table.rows]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "—"), ("198", "198.00"), ("123.950406", "123.950406"), ("0", "0.00"), ("97.3", "97.30")],
)
def test_money_has_two_decimals_or_all_it_has(value: str | None, shown: str) -> None:
    assert money(None if value is None else Decimal(value)) == shown


def test_scores_have_no_trailing_zeros() -> None:
    assert [figure(Decimal("90.30")), figure(Decimal("100.00")), figure(3), figure(None)] == [
        "90.3",
        "100",
        "3",
        "—",
    ]


def test_a_line_for_each_group_and_the_total() -> None:
    table = groups(summary_of(RECORDS))
    assert [column.heading for column in table.columns] == [
        "部门", "项目数", "无得分", "平均分", "加权平均", "中位数", "最高分", "最低分", "优", "良", "中",
        "差", "年初预算数", "全年预算数", "全年执行数", "预算执行率", "名次",
    ]  # fmt: skip
    assert lines(table) == [
        ["乙局", "2", "1", "91.00", "—", "91.00", "91.00", "91.00", "1", "0", "0", "0", "—", "—", "—", "—",
         "1"],
        ["甲局", "2", "0", "87.50", "90.00", "87.50", "95.00", "80.00", "1", "1", "0", "0", "100.00",
         "150.00", "112.60", "75.07%", "2"],
        ["合计", "4", "1", "88.67", "90.00", "91.00", "95.00", "80.00", "2", "1", "0", "0", "100.00",
         "150.00", "112.60", "75.07%", ""],
    ]  # fmt: skip
    assert [line.strong for line in table.rows] == [False, False, True]
    assert table.rows[1].cells[-2].number == Decimal("75.07")


def test_a_column_that_nothing_stands_in_is_left_out() -> None:
    bare = (record("道路", 2023, 9500), record("系统", 2024, 8000))
    headings = [column.heading for column in groups(summary_of(bare)).columns]
    assert headings[-3:] == ["全年预算数", "全年执行数", "名次"]
    assert "加权平均" not in headings


def test_what_is_not_said_is_named_by_its_dimension() -> None:
    assert [key_text(dim, None) for dim in ("region", "department", "fund")] == [
        "没有写地区", "没有写部门", "没有写资金类别"
    ]  # fmt: skip
    unnamed = summary_of((Record("道路", year=2024),), by=("department", "year"))
    assert lines(groups(unnamed))[0][:2] == ["没有写部门", "2024"]


def test_a_very_long_name_keeps_its_beginning_and_its_end() -> None:
    name = "关于" + "道路" * 200 + "（二期）"
    assert short(name) == "关于" + "道路" * 21 + "道…" + "道路" * 5 + "（二期）"
    assert len(short(name)) == 60
    assert short("道路" * 30) == "道路" * 30


def test_where_a_project_counts_more_than_once_it_says_so() -> None:
    table = groups(summary_of(RECORDS, by=("level1",)))
    assert table.rows[-1].cells[0].text == "全部项目"
    assert any("各计一次" in note for note in table.notes)


def test_coverage_names_who_has_not_filed() -> None:
    expected = (ExpectedUnit(department="甲局"), ExpectedUnit(department="丙局"))
    table = coverage(summary_of(RECORDS, by=(), expected=expected))
    assert lines(table) == [["合计", "2", "1", "50.00%", "1", "丙局"]]


def test_losses_by_level_and_cause_add_up() -> None:
    summary = summary_of(RECORDS)
    assert lines(losses(summary))[:2] == [
        ["产出指标", "3", "150.00", "135.00", "15.00", "90.00%", "100.00%"],
        ["", "数量指标", "3", "150.00", "135.00", "15.00", "90.00%", "100.00%"],
    ]
    assert len(causes(summary).rows) == len(summary.total.losses.by_cause)


def test_findings_by_severity() -> None:
    assert lines(findings(summary_of(RECORDS)))[-1] == ["合计", "1", "0", "0", "1"]


@given(summaries)
@settings(max_examples=20, deadline=None)
def test_every_row_fills_its_columns(summary: Summary) -> None:
    for make in (groups, coverage, losses, causes, findings):
        table = make(summary)
        for line in table.rows:
            assert sum(one.columns for one in line.cells) == len(table.columns), (make, table)
    lost = {(one.parent, one.name) for one in summary.total.losses.by_level2}
    assert len(losses(summary).rows) >= len(lost)
    assert summary_tables.by_words(summary) != ""
