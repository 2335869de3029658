from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.finding import Place, Severity
from jixiao.services.check_groups import Counts, by_unit, count, grouped, title, where
from tests.services.checked import CELL, ROW, file, finding, run, usual


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (Place(), ""),
        (Place(row="第5行", cell="G5"), "G5"),
        (Place(row="第5行", cell="R5C7"), "第5行第7列"),
        (Place(row="第5行", cell="得分"), "第5行 得分"),
        (Place(page=3, row="第5行"), "第3页 第5行"),
    ],
)
def test_a_place_in_words(place: Place, told: str) -> None:
    assert where(place) == told


def test_a_title_names_part_and_table_once() -> None:
    assert title(Place(document_part="一", table="二")) == "一 · 二"
    assert title(Place(document_part="一", table="一")) == "一"
    assert title(Place(row="第1行")) == ""


def test_files_groups_and_findings_come_worst_first() -> None:
    first, second, between = grouped(usual())
    assert (first.path, second.path, between.path) == ("报送/甲.xlsx", "报送/乙.xlsx", None)
    assert [group.title for group in first.groups] == ["表", "公开05表"]
    assert [finding.code for finding in first.groups[0].findings] == ["TOT001", "SCO001", "SCO005"]
    assert first.counts == Counts(2, 1, 1)
    assert second.groups == ()
    assert between.groups[0].title == "报送/甲.xlsx"


def test_the_line_quoted_is_the_row_around_a_cell() -> None:
    (one,) = grouped(run(file("甲.xlsx", "甲局", finding("SCO001", "error", **CELL))))
    assert one.quote(Place(**CELL)) == ROW
    assert one.quote(Place(quote="别处")) == "别处"
    assert one.quote(Place()) == ""


def test_a_line_for_each_unit() -> None:
    first, second = by_unit(usual())
    assert (first.unit, first.files, first.tables, first.worst) == ("甲局", 1, 1, "报送/甲.xlsx")
    assert first.counts == Counts(2, 1, 2)  # what is between files counts where it is placed
    assert (second.unit, second.counts) == ("乙局", Counts(0, 0, 0))


def test_files_of_one_unit_are_added_and_the_worst_is_named() -> None:
    error, notice = finding("TOT001", "error"), finding("SCO005", "notice")
    (line,) = by_unit(run(file("一", "甲局", notice, notice), file("二", "甲局", error)))
    assert (line.files, line.counts, line.worst) == (2, Counts(1, 0, 2), "二")


@given(st.lists(st.sampled_from(Severity)))
def test_nothing_is_lost_in_grouping(severities: list[Severity]) -> None:
    found = [
        finding("TOT001", severity.value, row=f"第{number}行", table=f"表{number % 3}")
        for number, severity in enumerate(severities)
    ]
    (one,) = grouped(run(file("一", "甲局", *found)))
    shown = [each for group in one.groups for each in group.findings]
    assert sorted(shown, key=repr) == sorted(found, key=repr)
    assert one.counts == count(found)
    for group in one.groups:
        ranks = [list(Severity).index(each.severity) for each in group.findings]
        assert ranks == sorted(ranks)
