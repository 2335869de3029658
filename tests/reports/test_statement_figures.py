"""The figures of the section as a whole."""

from __future__ import annotations

from jixiao.reports.blocks import Blank, Origin
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.reports.statement_figures import grade_counts, money, project_count
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
    two = material(project(), project("桥", score="70"))
    assert [run.text for run in grade_counts(two, NO_FACTS).values()] == ["1", "0", "1", "0"]
    found = grade_counts(material(project(), project("桥", score=None)), NO_FACTS)
    assert [*found] == ["优", "良", "中", "差"]
    assert all(isinstance(run, Blank) for run in found.values())


def counted(**said: str) -> tuple[str, list[str]]:
    """The number of projects and of each grade, of one project that is known and what people say."""
    facts = StatementFacts({key.replace("_", "-"): (value,) for key, value in said.items()}, "f.toml")
    one = material(project(executed="7"), spending="160")
    return project_count(one, facts).text, [run.text for run in grade_counts(one, facts).values()]


def test_people_may_say_how_many_there_are_beside_those_that_are_known() -> None:
    grades = {"grade_excellent": "9", "grade_good": "1", "grade_medium": "0", "grade_poor": "0"}
    assert counted(projects="10", **grades) == ("10", ["9", "1", "0", "0"])
    assert counted(projects="1") == ("1", ["1", "0", "0", "0"])
    beside = "【待补充：各等级的项目个数（9个项目尚无得分或等级）】"
    assert counted(projects="10") == ("10", [beside] * 4)
    wrong = "【待补充：各等级的项目个数（补充内容里的各等级个数没有填全，或与项目个数不符）】"
    assert counted(projects="9", **grades) == ("9", [wrong] * 4)
    assert counted(grade_excellent="1") == ("1", [wrong] * 4)
    assert counted(projects="0")[0] == "【待补充：自评项目个数（补充内容写的是0个，收到1个）】"


def test_the_money_of_projects_that_are_not_known_is_not_known() -> None:
    facts = StatementFacts({"projects": ("3",)}, "f.toml")
    known = money(material(project(executed="7"), spending="160"), facts)
    assert known.amount.text == "【待补充：自评涉及资金（2个项目没有全年执行数）】"
    assert isinstance(known.share, Blank)
