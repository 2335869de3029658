"""Small sound tables for tests of single checks; one thing is changed at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.run import check_form
from jixiao.schemas.self_evaluation import Goal, Indicator, SelfEvaluation
from tests.scoring import build
from tests.strategies.clean_forms import subject_of

if TYPE_CHECKING:
    from jixiao.audit.subjects import FormSubject
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import FundLine
    from jixiao.scoring.ruleset import LoadedRuleSet

GOAL = Goal(expected="保障道路养护按计划实施", achieved="道路养护按计划实施")


def row(
    target: str | None = "≥20公里", actual: str | None = "20公里", weight: str | None = "45", **more: str
) -> Indicator:
    """A sound row under 数量指标, with what is said otherwise; its claimed score is its weight."""
    claimed = more.pop("claimed", weight)
    heads = {"level1": "产出指标", "level2": "数量指标", "name": "道路养护里程", **more}
    named = {key: value or None for key, value in heads.items()}
    return build.indicator(target, actual, weight, claimed, **named)


OTHERS = (
    row("≥90%", "95%", "35", level1="效益指标", level2="社会效益指标", name="政策知晓率"),
    row("≥90%", "95%", "10", level1="满意度指标", level2="服务对象满意度指标", name="群众满意度"),
)
FUNDS = (build.fund("100", "100", claimed="10.00", rate="100", initial="100"),)


def table(*rows: Indicator, funds: tuple[FundLine, ...] = FUNDS, **more: object) -> SelfEvaluation:
    """A sound table of ``rows`` (of one sound row where none is given) beside two others."""
    head = {"unit": "水务局", "department": "水务局", "year": 2024, "goal": GOAL, **more}
    return build.form(*(rows or (row(),)), *OTHERS, funds=funds, **head)


def subject(form: SelfEvaluation, by: LoadedRuleSet | None = None, *, complete: bool = True) -> FormSubject:
    """The table ready to be checked, under proportional rules if no others are given."""
    return subject_of(form, by or build.rules(), complete=complete)


def findings(
    form: SelfEvaluation, by: LoadedRuleSet | None = None, *, complete: bool = True
) -> tuple[Finding, ...]:
    """What the checks of a table find, without what reading and scoring say."""
    return check_form(subject(form, by, complete=complete))


def codes(form: SelfEvaluation, by: LoadedRuleSet | None = None, *, complete: bool = True) -> list[str]:
    """The codes of :func:`findings`."""
    return [finding.code for finding in findings(form, by, complete=complete)]


def one(form: SelfEvaluation, code: str, by: LoadedRuleSet | None = None) -> Finding:
    """The one finding of a code."""
    (found,) = [finding for finding in findings(form, by) if finding.code == code]
    return found
