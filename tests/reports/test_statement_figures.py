"""The figures of the section as a whole."""

from __future__ import annotations

from jixiao.reports.blocks import Blank, Origin
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.reports.statement_figures import grade_counts, money
from tests.strategies.statements import material, project


def test_what_is_worked_out_says_from_what() -> None:
    known = money(material(project(executed="7"), spending="160"), NO_FACTS)
    assert (known.amount.text, known.share.text) == ("7", "4.38%")
    assert not isinstance(known.share, Blank)
    assert known.share.source.formula == "7 ÷ 160"


def test_what_people_give_goes_first() -> None:
    given = StatementFacts({"amount": ("10",), "project-spending": ("40",)}, "f.toml")
    known = money(material(project(executed="7"), spending="160"), given)
    assert (known.amount.text, known.share.text) == ("10", "25%")
    assert known.spending is not None
    assert known.spending.source.origin is Origin.GIVEN


def test_no_share_of_nothing() -> None:
    one = material(project(executed="0"), spending="0")
    assert money(one, NO_FACTS).share == StatementFacts.blank("project-spending")
    assert isinstance(money(material(project(executed=None), spending="9"), NO_FACTS).share, Blank)


def test_grades_are_counted_when_all_are_known() -> None:
    assert [run.text for run in grade_counts(material(project(), project("桥", score="70"))).values()] == [
        *("1", "0", "1", "0")
    ]
    found = grade_counts(material(project(), project("桥", score=None)))
    assert [*found] == ["优", "良", "中", "差"]
    assert all(isinstance(run, Blank) for run in found.values())
