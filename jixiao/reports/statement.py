"""第九节 预算绩效情况说明 of a department and year, as blocks; sentences are in the text tables.

What it must state: 部门决算公开 (财政部 wording): projects self-evaluated with amount, share of 项目支出 and
grades; 部门评价; 部门整体支出; results project by project with problems and measures.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.ordinals import han
from jixiao.reports.blocks import (
    Align,
    Blank,
    Column,
    Fact,
    Heading,
    Origin,
    Part,
    Report,
    Source,
    Table,
    Title,
    Tone,
    blanks,
    captioned,
    cell,
    numbered,
    paragraph,
    row,
)
from jixiao.reports.sentences import sentence
from jixiao.reports.statement_facts import FUNDS, NO_FACTS, StatementFacts, blank
from jixiao.reports.statement_view import added, amount, percent, printed
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.reports.blocks import Block, Run
    from jixiao.reports.statement_view import Material, Project

_MOST_NAMED = 3
"""So many projects are named in a sentence; of more, the first."""
_FULL = Decimal(100)


def draft(
    material: Material, facts: StatementFacts = NO_FACTS, *, told: Iterable[Project] | None = None
) -> Report:
    """The section as a report; ``told`` are the projects with a summary of their own (all, if ``None``)."""
    writer = _Writer(material, facts)
    chosen = material.projects if told is None else tuple(told)
    title = say("statement.title", department=material.department, year=str(material.year))
    body = captioned(numbered(writer.section(chosen)))
    parts = [Part((Title(title), *body), say("statement.sheet"))]
    left = blanks(Report(title, tuple(parts)))
    if left:
        items = tuple(paragraph(one, tone=Tone.ITEM) for one in left)
        parts.append(Part((Title(say("statement.blanks")), *items), say("statement.sheet.blanks")))
    return Report(title, tuple(parts))


class _Writer:
    """The paragraphs of the section."""

    def __init__(self, material: Material, facts: StatementFacts) -> None:
        self.material = material
        self.facts = facts
        self.year = str(material.year)

    def section(self, told: tuple[Project, ...]) -> Iterator[Block]:
        """The whole section."""
        yield Heading(1, say("statement.heading.section"), say("statement.number"), counted=False)
        yield Heading(2, say("statement.heading.work"))
        yield paragraph(*self.self_evaluated())
        yield from self.evaluated()
        yield from self.whole()
        yield Heading(2, say("statement.heading.results"))
        yield paragraph(*self.reflected())
        yield self.table()
        for one in told:
            yield paragraph(*self.told(one))
        yield from self.problems()
        yield from self.measures()
        if self.evaluated_names():
            yield Heading(2, say("statement.heading.evaluated"))
            yield paragraph(*sentence("statement.annex"))

    # what was evaluated

    def self_evaluated(self) -> tuple[Run, ...]:
        """How many projects, with how much money of what share, with which grades."""
        material = self.material
        said = sentence(
            "statement.self",
            year=self.year,
            count=material.count(len(material.projects), "projects"),
            amount=self.amount(),
            share=self.share(),
        )
        grades: list[tuple[Run, ...]] = [
            sentence("statement.grades.one", count=material.count(count, "grades"), grade=name)
            for name, count in material.grades.items()
        ]
        if material.ungraded:
            grades = [(Blank(say("statement.grades.open", count=str(material.ungraded))),)]
        return (*said, *sentence("statement.grades"), *_listed(grades), *sentence("statement.stop"))

    def amount(self) -> Fact | Blank:
        """What the projects spent; what people gave goes first."""
        given = self.facts.amount("amount")
        if given is not None:
            return Fact(amount(given), self.facts.source("amount"), printed(given))
        total = self.material.total("executed")
        if total is not None:
            return total
        return Blank(say("statement.no-amount", count=str(len(self.material.without_money))), "amount")

    def share(self) -> Fact | Blank:
        """The share of 项目支出; a blank where either is not known, or the part is more than the whole."""
        spending, part = self.spending(), self.amount()
        if spending is None or spending.value is None or spending.value <= 0:
            return blank("project-spending")
        if isinstance(part, Blank) or part.value is None:
            return Blank(say("statement.no-share"), "amount")
        if part.value > spending.value:
            what = say("statement.over-share", amount=part.text, spending=spending.text)
            return Blank(what, "project-spending")
        sources = (part.source, spending.source)
        return percent(Fraction(part.value), Fraction(spending.value), "share", sources)

    def spending(self) -> Fact | None:
        """项目支出 of the department; what people gave goes first."""
        given = self.facts.amount("project-spending")
        if given is None:
            return self.material.spending
        return Fact(amount(given), self.facts.source("project-spending"), printed(given))

    def evaluated_names(self) -> tuple[str, ...]:
        """The projects that were evaluated by the department; none where none was, or nobody says."""
        return () if self.none("evaluated") else self.facts.texts("evaluated")

    def none(self, key: str) -> bool:
        """Whether it is given that there was none."""
        return self.facts.texts(key) == (say("statement.none"),)

    def evaluated(self) -> Iterator[Block]:
        """部门评价: how many projects, which, with how much money by its kind, and what came out."""
        if self.none("evaluated"):
            yield paragraph(*sentence("statement.evaluated.none", year=self.year))
            return
        names = self.evaluated_names()
        if not names:
            yield paragraph(*sentence("statement.evaluated.unknown", what=blank("evaluated")))
            return
        source = self.facts.source("evaluated")
        said = sentence(
            "statement.evaluated.one" if len(names) == 1 else "statement.evaluated.many",
            count=self.material.count(len(names), "evaluated"),
        )
        listed = _listed(
            [sentence("statement.quoted", name=Fact(name, source)) for name in names], "statement.enumerate"
        )
        funds = dict(zip(_PARAMS, (self.evaluated_fund(kind) for kind in FUNDS), strict=True))
        runs = (*said, *listed, *sentence("statement.stop"), *sentence("statement.funds", **funds))
        yield paragraph(*runs, *self.after("evaluated-conclusion", "statement.conclusion"))

    def evaluated_fund(self, kind: str) -> Fact | Blank:
        """What the evaluated projects spent of a kind of money; a blank where their tables do not say."""
        given = self.given(f"evaluated-{kind}")
        if isinstance(given, Fact):
            return given
        found = [self.material.named(name) for name in self.evaluated_names()]
        parts: list[Decimal] = []
        sources: list[Source] = []
        for one in found:
            if one is None or not _all_told(one):
                return given
            parts.append(one.funds.get(kind) or Decimal(0))
            sources.append(one.source(f"funds.{kind}"))
        return added(parts, f"evaluated({kind})", tuple(sources))

    def given(self, key: str) -> Fact | Blank:
        """An amount that people gave."""
        value = self.facts.amount(key)
        return blank(key) if value is None else Fact(amount(value), self.facts.source(key), printed(value))

    def after(self, key: str, code: str) -> tuple[Run, ...]:
        """A sentence with the texts given under a key, or a blank; each ends with a stop."""
        texts = ((run, *_stop(run)) for run in self.facts.runs(key))
        return (*sentence(code), *(run for text in texts for run in text))

    def whole(self) -> Iterator[Block]:
        """部门整体支出绩效评价: done or not, with how much money, with which grade and problems."""
        if self.none("whole"):
            yield paragraph(*sentence("statement.whole.none", year=self.year))
            return
        keys = tuple(key for key in self.facts.given if key.startswith("whole") and self.facts.texts(key))
        if not keys:
            yield paragraph(*sentence("statement.whole.unknown", what=blank("whole")))
            return
        funds = dict(zip(_PARAMS, (self.given(f"whole-{kind}") for kind in FUNDS), strict=True))
        grade = self.facts.runs("whole-grade")[0]
        runs = sentence("statement.whole", grade=grade, **funds)
        conclusion = self.after("whole-conclusion", "statement.conclusion")
        yield paragraph(*runs, *conclusion, *self.after("whole-problems", "statement.whole.problems"))

    # the results

    def reflected(self) -> tuple[Run, ...]:
        """Which results are shown, and their mean and ends."""
        material = self.material
        names = [sentence("statement.quoted", name=one.name) for one in material.projects]
        count = material.count(len(names), "projects")
        named = _listed(names[:_MOST_NAMED], "statement.enumerate")
        code = "one" if len(names) == 1 else "few" if len(names) <= _MOST_NAMED else "many"
        tail = sentence(f"statement.reflect.{code}", count=count)
        head = (*sentence("statement.reflect", year=self.year), *named, *tail)
        mean, best, worst = material.mean, material.extreme(best=True), material.extreme(best=False)
        if mean is None or best is None or worst is None or len(material.scored) == 1:
            return head
        code = "statement.mean" if len(material.scored) == len(material.projects) else "statement.mean.some"
        scored = material.count(len(material.scored), "scored")
        return (*head, *sentence(code, count=scored, mean=mean, best=best, worst=worst))

    def table(self) -> Table:
        """Every project with its money, score and grade, and what all come to."""
        material = self.material
        columns = tuple(Column(say(f"statement.column.{name}"), *shape) for name, shape in _COLUMNS.items())
        rows = [
            row(
                str(number),
                one.name,
                *(cell(fact or say("statement.dash")) for fact in _figures(one)),
            )
            for number, one in enumerate(material.projects, 1)
        ]
        if len(material.projects) > 1:
            dash = say("statement.dash")
            totals = (material.total("budget"), material.total("executed"), material.rate)
            rows.append(
                row("", say("statement.total"), *(cell(one or dash) for one in totals), "", "", strong=True)
            )
        return Table(
            columns,
            tuple(rows),
            caption=say("statement.caption", year=self.year),
            unit=say("statement.unit"),
        )

    def told(self, one: Project) -> tuple[Run, ...]:
        """The summary of one project (绩效自评综述), in the words 部门决算公开 has."""
        score, grade = one.score, one.grade
        head: tuple[Run, ...] = sentence("statement.told", name=one.name)
        if score is not None:
            code = "statement.told.score" if grade is None else "statement.told.graded"
            head = (*head, *sentence(code, score=score, grade=grade or ""))
        else:
            what = say("statement.told.no-score", name=one.line.project)
            head = (*head, *sentence("statement.told.unscored", what=Blank(what)))
        return (*head, *_spent(one), *self.achieved(one), *_deviations(one))

    def achieved(self, one: Project) -> tuple[Run, ...]:
        """What its table says was achieved, word for word."""
        text = " ".join((one.form.goal.achieved or "").split())
        if not text:
            what = Blank(say("statement.told.no-goal", name=one.line.project))
            return sentence("statement.told.achieved", what=what) + sentence("statement.stop")
        fact = Fact(text, one.source("goal.achieved"))
        return (*sentence("statement.told.achieved", what=fact), *_stop(fact))

    def problems(self) -> Iterator[Block]:
        """What the figures show, then what people gave."""
        found = list(self.shown())
        if found:
            yield paragraph(*sentence("statement.shown"), *_in_order(found))
        yield paragraph(*self.after("problems", "statement.problems"))

    def shown(self) -> Iterator[tuple[Run, ...]]:
        """What the figures show by themselves."""
        material = self.material
        below = material.below_budget
        rate = below[0].rate if below else None
        if below and rate is not None:
            count = material.count(len(below), "below-budget")
            alike = sum(one.line.execution_rate == rate.value for one in below)
            code = "one" if len(below) == 1 else "least" if alike == 1 else "alike"
            yield sentence(f"statement.problem.budget.{code}", count=count, name=below[0].name, rate=rate)
        if material.losing:
            rows = [lost for one in material.losing for lost in one.short]
            points = exact_sum(rows)
            fact = Fact(short(points), Source(Origin.COMPUTED, "sum(lost)"), points)
            yield sentence(
                "statement.problem.rows",
                count=material.count(len(material.losing), "losing"),
                rows=material.count(len(rows), "rows-losing"),
                points=fact,
            )

    def measures(self) -> Iterator[Block]:
        """What will be done, as people gave it."""
        yield paragraph(*self.after("measures", "statement.measures"))


_PARAMS = ("general", "government", "state")
_COLUMNS: dict[str, tuple[int, Align, bool]] = {
    "number": (4, Align.CENTRE, False),
    "project": (20, Align.LEFT, False),
    "budget": (11, Align.RIGHT, True),
    "executed": (11, Align.RIGHT, True),
    "rate": (8, Align.RIGHT, True),
    "score": (9, Align.RIGHT, True),
    "grade": (5, Align.CENTRE, False),
}
"""The columns of the table: least width, how cells stand, whether they are figures."""


def _figures(one: Project) -> tuple[Fact | None, ...]:
    return one.money("budget"), one.money("executed"), one.rate, one.score, one.grade


def _all_told(one: Project) -> bool:
    """Whether the three kinds of money are all that a project spent."""
    spent = one.line.executed
    known = [one.funds.get(kind) for kind in FUNDS]
    return spent is not None and exact_sum(value for value in known if value is not None) == spent


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
        return sentence("statement.told.nothing", budget=budget, executed=executed)
    if rate is None:
        return sentence("statement.told.no-rate", budget=budget, executed=executed)
    return sentence("statement.told.money", budget=budget, executed=executed, rate=rate)


def _deviations(one: Project) -> tuple[Run, ...]:
    """The reasons that its table gives for what was not reached, word for word, each once."""
    notes: dict[str, Fact] = {}
    for at, indicator in enumerate(one.form.indicators):
        text = " ".join((indicator.deviation_note or "").split()).rstrip(say("statement.stop"))
        if any(char.isalnum() for char in text):
            notes.setdefault(text, Fact(text, one.source(f"indicators[{at}].deviation_note")))
    if not notes:
        return ()
    listed = _listed([(fact,) for fact in notes.values()], "statement.semicolon")
    return (*sentence("statement.told.deviations"), *listed, *sentence("statement.stop"))


def _listed(items: Iterable[tuple[Run, ...]], between: str = "statement.comma") -> tuple[Run, ...]:
    """Pieces with a mark between them."""
    made: list[Run] = []
    for item in items:
        if made:
            made += sentence(between)
        made += item
    return tuple(made)


def _in_order(items: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Pieces as 一是…；二是…。, a single one without a number."""
    if len(items) > 1:
        items = [(*sentence("statement.ordinal", number=han(at)), *item) for at, item in enumerate(items, 1)]
    return (*_listed(items, "statement.semicolon"), *sentence("statement.stop"))


def _stop(run: Run) -> tuple[Run, ...]:
    """A full stop, where a text has none at its end."""
    return () if run.text.endswith(tuple(say("statement.ends"))) else sentence("statement.stop")
