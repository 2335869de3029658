"""The results of 第九节 project by project: which are shown, their table, their summaries, what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.blocks import Align, Blank, Column, Fact, Origin, Source, Table, cell, row
from jixiao.reports.sentences import sentence
from jixiao.reports.statement_words import ended, enumerated, in_order, listed
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.reports.blocks import Run
    from jixiao.reports.statement_view import Material, Project

_MOST_NAMED = 3
"""So many projects are named in a sentence; of more, the first."""
_COLUMNS: dict[str, tuple[int, Align, bool]] = {
    "number": (4, Align.CENTRE, False),
    "project": (20, Align.LEFT, False),
    "budget": (12, Align.RIGHT, True),
    "executed": (12, Align.RIGHT, True),
    "rate": (8, Align.RIGHT, True),
    "score": (10, Align.RIGHT, True),
    "grade": (5, Align.CENTRE, False),
}
"""The columns of the table: least width, how cells stand, whether they are figures."""


def reflected(material: Material, *, whole: bool = True) -> tuple[Run, ...]:
    """Which results are shown, and their mean and ends.

    These only where they are ``whole``: of all projects that were self-evaluated.
    """
    count = material.count(len(material.projects), "projects")
    code = (
        "one" if len(material.projects) == 1 else "few" if len(material.projects) <= _MOST_NAMED else "many"
    )
    head = (
        *sentence("statement.reflect", year=str(material.year)),
        *enumerated(one.name for one in material.projects[:_MOST_NAMED]),
        *sentence(f"statement.reflect.{code}", count=count),
    )
    basis = () if material.basis == "claimed" else sentence(f"statement.basis.{material.basis}")
    mean, best, worst = material.mean, material.extreme(best=True), material.extreme(best=False)
    if mean is None or best is None or worst is None or len(material.scored) == 1 or not whole:
        return (*head, *basis)
    some = "" if len(material.scored) == len(material.projects) else ".some"
    alike = ".alike" if best.value == worst.value else ""
    said = sentence(
        f"statement.mean{some}{alike}",
        count=material.count(len(material.scored), "scored"),
        mean=mean,
        best=best,
        worst=worst,
        what=say(f"statement.mean-score.{material.basis}"),
        each=say(f"statement.score.{material.basis}"),
    )
    return (*head, *basis, *said)


def results_table(material: Material) -> Table:
    """Every project with its money, score and grade, and what all come to."""
    headings = {
        name: say(f"statement.score.{material.basis}") if name == "score" else say(f"statement.column.{name}")
        for name in _COLUMNS
    }
    columns = tuple(Column(headings[name], *shape) for name, shape in _COLUMNS.items())
    dash = say("statement.dash")
    rows = [
        row(str(number), one.name, *(cell(fact or dash) for fact in _figures(one)))
        for number, one in enumerate(material.projects, 1)
    ]
    if len(material.projects) > 1:
        totals = (material.total("budget"), material.total("executed"), material.rate)
        rows.append(
            row("", say("statement.total"), *(cell(one or dash) for one in totals), "", "", strong=True)
        )
    caption = say(f"statement.caption.{material.basis}", year=str(material.year))
    return Table(columns, tuple(rows), caption=caption, unit=say("statement.unit"))


def _figures(one: Project) -> tuple[Fact | None, ...]:
    return one.money("budget"), one.money("executed"), one.rate, one.score, one.grade


def told(one: Project, basis: str) -> tuple[Run, ...]:
    """The summary of one project (绩效自评综述), in the words 部门决算公开 has."""
    score, grade = one.score, one.grade
    head: tuple[Run, ...] = sentence("statement.told", name=one.name)
    what = say(f"statement.score.{basis}")
    if score is not None:
        code = "statement.told.score" if grade is None else "statement.told.graded"
        head = (*head, *sentence(code, score=score, grade=grade or "", what=what))
    else:
        left = Blank(say("statement.told.no-score", name=one.line.project, what=what))
        head = (*head, *sentence("statement.told.unscored", score=left, what=what))
    return (*head, *_spent(one), *_achieved(one), *_deviations(one))


def _spent(one: Project) -> tuple[Run, ...]:
    """Its budget and what it spent of it: nothing, a part, all, more."""
    budget, executed, rate = one.money("budget"), one.money("executed"), one.rate
    if budget is None and executed is None:
        return ()
    if budget is None or executed is None:
        known = budget or executed
        code = "statement.told.executed" if budget is None else "statement.told.budget"
        return sentence(code, amount=known or "")
    if one.line.executed == 0:
        code = "statement.told.nothing" if one.line.budget else "statement.told.no-money"
        return sentence(code, budget=budget, executed=executed)
    if rate is None:
        return sentence("statement.told.no-rate", budget=budget, executed=executed)
    return sentence("statement.told.money", budget=budget, executed=executed, rate=rate)


def _achieved(one: Project) -> tuple[Run, ...]:
    """What its table says was achieved, word for word."""
    text = " ".join((one.form.goal.achieved or "").split())
    if not text:
        what = Blank(say("statement.told.no-goal", name=one.line.project))
        return sentence("statement.told.achieved", what=what) + sentence("statement.stop")
    return sentence("statement.told.achieved", what="") + ended((Fact(text, one.source("goal.achieved")),))


def _deviations(one: Project) -> tuple[Run, ...]:
    """The reasons that its table gives for what was not reached, word for word, each once."""
    notes: dict[str, Fact] = {}
    nothing = {say("statement.none"), say("statement.none-given")}
    for at, indicator in enumerate(one.form.indicators):
        text = " ".join((indicator.deviation_note or "").split()).rstrip(say("statement.stop"))
        if any(char.isalnum() for char in text) and text not in nothing:
            notes.setdefault(text, Fact(text, one.source(f"indicators[{at}].deviation_note")))
    if not notes:
        return ()
    reasons = listed([(fact,) for fact in notes.values()], "statement.semicolon")
    return (*sentence("statement.told.deviations"), *reasons, *sentence("statement.stop"))


def shown(material: Material, *, whole: bool = True) -> tuple[Run, ...]:
    """What the figures show by themselves; nothing where they show nothing.

    It is said of which projects, where not all have a table, or they are not the ``whole``.
    """
    found = [*_below_budget(material), *_losing(material)]
    if not found:
        return ()
    tables = sum(one.has_table for one in material.projects)
    if whole and tables == len(material.projects):
        return (*sentence("statement.shown"), *in_order(found))
    count = material.count(tables, "tables")
    return (*sentence("statement.shown.some", count=count), *in_order(found))


def _below_budget(material: Material) -> Iterator[tuple[Run, ...]]:
    below = material.below_budget
    rate = below[0].rate if below else None
    if not below or rate is None:
        return
    idle: Sequence[Project] = [one for one in below if one.line.executed == 0]
    count = material.count(len(below), "below-budget")
    if len(below) == 1:
        code = "none" if idle else "one"
    elif idle:
        code = "all-idle" if len(idle) == len(below) else "idle"
    else:
        alike = sum(one.rate is not None and one.rate.value == rate.value for one in below)
        code = "least" if alike == 1 else "all-alike" if alike == len(below) else "alike"
    yield sentence(
        f"statement.problem.budget.{code}",
        count=count,
        name=below[0].name,
        rate=rate,
        idle=material.count(len(idle), "nothing-spent"),
    )


def _losing(material: Material) -> Iterator[tuple[Run, ...]]:
    if not material.losing:
        return
    rows = [lost for one in material.losing for lost in one.short]
    points = exact_sum(rows)
    money = any(one.short_of_money for one in material.losing)
    first = material.losing[0]
    only = ".one" if len(material.losing) == 1 else ""
    yield sentence(
        f"statement.problem.rows{only}",
        name=first.name,
        count=material.count(len(material.losing), "losing"),
        rows=material.count(len(rows), "rows-losing"),
        with_money=say("statement.problem.with-money") if money else "",
        points=Fact(short(points), Source(Origin.COMPUTED, "sum(lost)"), points),
    )
