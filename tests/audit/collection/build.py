"""Tables of several units, made in memory, ready to be checked together."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.audit.subjects import CollectionSubject, FormSubject, form_subject
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import Goal, ReadForm, SelfEvaluation
from jixiao.scoring.table import Choice, score_form
from tests.scoring.build import fund, indicator, rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import Indicator

RULES = rules()
LONG = "保障大厅正常运转，为群众办事提供优质、高效、便捷的一站式服务，全年受理办件不少于十万件。"


def table(
    project: str = "大厅运行经费",
    unit: str | None = "甲局",
    year: int | None = 2023,
    total: str | None = "95",
    *,
    file: str = "甲.xlsx",
    budget: str = "100",
    goal: str | None = None,
    rows: tuple[Indicator, ...] | None = None,
) -> FormSubject:
    """One scored table of a file."""
    form = SelfEvaluation(
        project=project,
        unit=unit,
        year=year,
        funds=(fund(budget, budget, claimed="10"),),
        goal=Goal(expected=goal),
        indicators=(indicator("≥10", "10", "90", "85", name="数量"),) if rows is None else rows,
        claimed_total=None if total is None else Decimal(total),
    )
    where = Place(file=file, table=project)
    read = ReadForm(form, where, places={("claimed_total",): where.model_copy(update={"cell": "G9"})})
    return form_subject(read, score_form(read, Choice(RULES, "rules-named", assumed=False)), RULES)


def found(
    check: Callable[[CollectionSubject], Iterator[Finding]], *forms: FormSubject
) -> list[tuple[str, str]]:
    """The codes found and their sentences, the same whichever way round the tables come."""
    there = list(check(CollectionSubject(forms)))
    back = list(check(CollectionSubject(forms[::-1])))
    assert there == back
    return [(finding.code, finding.sentence("message") or "") for finding in there]
