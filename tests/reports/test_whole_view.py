"""A scored form of a department with its figures: the whole budget, kinds of spending, lines that lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given

from jixiao.reports.whole_view import Whole
from jixiao.schemas.framework import FilledFramework, TaskGoal
from jixiao.scoring.framework import score_framework
from tests.reports.test_whole_report import fund, line, result
from tests.strategies.frameworks import as_read, choice, departments

if TYPE_CHECKING:
    from jixiao.scoring.frameworks import LoadedFramework


def test_the_whole_budget_is_its_own_line_or_the_parts_added_up() -> None:
    kinds = (fund("6", "6", "基本支出"), fund("4", "3", "项目支出"))
    named = Whole(result(line(), funds=(fund("10", "9"), *kinds))).total
    assert named is not None
    assert (named[0].annual_budget, named[1]) == (Decimal(10), "form.funds[0]")
    added = Whole(result(line(), funds=kinds))
    assert added.total is not None
    assert (added.total[0].annual_budget, added.total[1]) == (Decimal(10), "form.funds")
    assert added.parts == (0, 1)
    assert Whole(result(line(), funds=())).total is None


def test_rates_tell_how_they_were_worked_out() -> None:
    whole = Whole(result(line(), funds=(fund("3", "1"),)))
    assert whole.total is not None
    rate = whole.rate(*whole.total)
    assert rate is not None
    assert (rate.text, rate.source.formula) == ("33.33%", "1 ÷ 3")
    nothing = Whole(result(line(), funds=(fund("0", "0"),)))
    assert nothing.total is not None
    assert nothing.rate(*nothing.total) is None


def test_entries_are_those_of_measured_lines() -> None:
    whole = Whole(result(line(" 9 个 "), line(None)))
    found = whole.entry(0, 1)
    assert found is not None
    assert (found.text, found.source.path) == ("9 个", "form.rows[0].items[1].entry")
    assert whole.entry(1, 1) is None
    assert whole.entry(0, 5) is None
    assert whole.name(0).text == "窗口数"


def test_tasks_with_ratios_scale() -> None:
    assert Whole(result(line(goal=0), goals=(TaskGoal(name="甲", ratio=Decimal(100)),))).scaled
    assert not Whole(result(line(goal=0), goals=(TaskGoal(name="甲"),))).scaled


@given(departments())
def test_every_line_is_decided_or_open(pair: tuple[LoadedFramework, FilledFramework]) -> None:
    found = score_framework(as_read(pair[1]), pair[0], choice())
    whole = Whole(found)
    assert not {*whole.decided} & {*whole.open}
    assert {one.at for one in whole.lost} <= {*whole.decided}
    assert [one.points for one in whole.lost] == sorted((one.points for one in whole.lost), reverse=True)
    for one in whole.lost:
        scored = found.lines[one.at]
        assert scored.score is not None
        assert scored.row.weight == scored.score + one.points
