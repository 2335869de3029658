"""The 部门评价报告 of one project as blocks, in the outline of 财预〔2020〕10号 or in the older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports import evaluation_framework as by_framework
from jixiao.reports.blocks import (
    Blank,
    Fact,
    Heading,
    Origin,
    Part,
    Report,
    Source,
    Table,
    Title,
    Tone,
    Words,
    blanks,
    captioned,
    numbered,
    paragraph,
)
from jixiao.reports.evaluation_problems import problems, suggestions
from jixiao.reports.evaluation_review import reviewed
from jixiao.reports.evaluation_rows import analysis, score_table, sections_table
from jixiao.reports.evaluation_view import View, counted, points
from jixiao.reports.facts import NO_FACTS
from jixiao.reports.sentences import sentence
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.reports.blocks import Block, Paragraph, Run
    from jixiao.reports.facts import Facts
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.framework import FrameworkResult
    from jixiao.schemas.scored import ScoredEvaluation
    from jixiao.schemas.store import StoredReview

FULL = 100
"""The full marks of a table (财预〔2020〕10号)."""
_FEW = 3
"""Rows that are told by name in the conclusion; of more their number is."""
OUTLINES = ("mof", "legacy")
"""The outlines a report is drafted in: of 2020, and the older one."""


def draft(
    scored: ScoredEvaluation,
    facts: Facts = NO_FACTS,
    *,
    outline: str = "mof",
    provisional_grade: str | None = None,
    findings: Iterable[Finding] | None = None,
    review: StoredReview | None = None,
    framework: FrameworkResult | None = None,
) -> Report:
    """The report of a scored table with what people gave; ``outline`` is one of :data:`OUTLINES`.

    ``provisional_grade`` is the grade of the total in which open rows count as the unit claimed them;
    ``findings`` are what was found wrong in the table (what scoring found, if not given); ``review`` is the
    last review of it that a database keeps; ``framework`` what evaluators made of the project by an
    indicator framework, which then decides the analysis, the conclusion and the tables.
    """
    view = View(scored, findings, review, framework)
    writer = _Writer(view, facts, provisional_grade)
    body = writer.mof() if outline == "mof" else writer.legacy()
    title = _title(view)
    first = captioned(numbered((Title(title), *body)))
    tables = sum(isinstance(block, Table) and bool(block.caption) for block in first)
    annex = (Title(say("evaluation.annex")), *captioned((writer.scores(),), tables=tables))
    parts = [
        Part(first, say("evaluation.sheet.report")),
        Part(annex, say("evaluation.sheet.scores"), landscape=True),
    ]
    left = blanks(Report(title, tuple(parts)))
    if left:
        parts.append(Part(tuple(_left(left)), say("evaluation.sheet.blanks")))
    return Report(title, tuple(parts))


def _title(view: View) -> str:
    form = view.form
    tail = say("evaluation.word.project")
    name = form.project.strip()
    year = "" if form.year is None else say("evaluation.year", year=str(form.year))
    who = (form.department or form.unit or "").strip()
    return say("evaluation.title", who=who, year=year, project=name.removesuffix(tail) or name)


def _fund_name(name: str | None) -> str:
    """The name of a kind of money without the 其中 it is often printed with."""
    text = (name or "").strip().removeprefix(say("evaluation.word.of-which")).lstrip(":：、 ")
    return text or say("evaluation.word.fund")


def _left(left: tuple[Blank, ...]) -> Iterator[Block]:
    """The list of what is to be filled in."""
    yield Title(say("evaluation.blanks"))
    for one in left:
        yield paragraph(one, tone=Tone.ITEM)


class _Writer:
    """The parts of a report; an outline puts them in its order."""

    def __init__(self, view: View, facts: Facts, provisional_grade: str | None) -> None:
        self.view = view
        self.facts = facts
        self.provisional_grade = provisional_grade

    def mof(self) -> Iterator[Block]:
        """The outline of 财预〔2020〕10号: seven sections."""
        yield self._opening()
        yield Heading(1, say("evaluation.heading.basics"))
        yield Heading(2, say("evaluation.heading.overview"))
        for key in ("background", "content", "implementation"):
            yield Heading(3, say(f"evaluation.heading.{key}"))
            yield from self.facts.paragraphs(key)
        yield Heading(3, say("evaluation.heading.money"))
        yield from self._arranged()
        yield from self._used()
        if self.facts.has("fund-management"):
            yield from self.facts.paragraphs("fund-management")
        yield Heading(2, say("evaluation.heading.goals"))
        yield Heading(3, say("evaluation.heading.overall-goal"))
        yield from self.facts.paragraphs("overall-goal")
        yield Heading(3, say("evaluation.heading.year-goal"))
        yield from self._goal()
        yield Heading(1, say("evaluation.heading.work"))
        yield Heading(2, say("evaluation.heading.scope"))
        yield from self._scope()
        yield Heading(2, say("evaluation.heading.principles"))
        yield from self._principles()
        yield Heading(2, say("evaluation.heading.process"))
        yield from self.facts.paragraphs("work")
        yield Heading(1, say("evaluation.heading.conclusion"))
        yield from self._conclusion()
        yield Heading(1, say("evaluation.heading.analysis"))
        yield from self._analysis()
        yield Heading(1, say("evaluation.heading.experience"))
        yield Heading(2, say("evaluation.heading.practice"))
        yield from self.facts.paragraphs("experience")
        yield Heading(2, say("evaluation.heading.problems"))
        yield from problems(self.view, self.facts)
        yield Heading(1, say("evaluation.heading.suggestions"))
        yield from suggestions(self.view, self.facts)
        yield Heading(1, say("evaluation.heading.other"))
        yield from self.facts.paragraphs("other")

    def legacy(self) -> Iterator[Block]:
        """The older outline: funds in a section of their own, advice beside the problems."""
        yield Heading(1, say("evaluation.heading.basics"))
        yield Heading(2, say("evaluation.heading.unit"))
        yield from self.facts.paragraphs("unit")
        yield Heading(2, say("evaluation.heading.goals"))
        if self.facts.has("background"):
            yield from self.facts.paragraphs("background")
        yield from self._goal()
        yield Heading(1, say("evaluation.heading.work"))
        yield from self._scope()
        yield from self.facts.paragraphs("work")
        yield Heading(1, say("evaluation.heading.funds"))
        yield Heading(2, say("evaluation.heading.arranged"))
        yield from self._arranged()
        yield Heading(2, say("evaluation.heading.used"))
        yield from self._used()
        yield Heading(2, say("evaluation.heading.managed"))
        yield from self.facts.paragraphs("fund-management")
        yield Heading(1, say("evaluation.heading.analysis"))
        yield from self._analysis()
        yield Heading(2, say("evaluation.heading.conclusion"))
        yield from self._conclusion()
        yield Heading(1, say("evaluation.heading.experience"))
        yield Heading(2, say("evaluation.heading.practice"))
        yield from self.facts.paragraphs("experience")
        yield Heading(2, say("evaluation.heading.problems"))
        yield from problems(self.view, self.facts)
        yield Heading(2, say("evaluation.heading.measures"))
        yield from suggestions(self.view, self.facts)
        yield Heading(1, say("evaluation.heading.other"))
        yield from self.facts.paragraphs("other")

    def scores(self) -> Table:
        """The table of the annex."""
        used = self.view.framework
        return score_table(self.view) if used is None else by_framework.score_table(used)

    def _analysis(self) -> Iterator[Block]:
        used = self.view.framework
        if used is None:
            return analysis(self.view, self.facts)
        return by_framework.analysis(used, self.facts)

    def _opening(self) -> Paragraph:
        runs = sentence(
            "evaluation.opening", who=self.view.who, year=self.view.year, project=self.view.project
        )
        return paragraph(*runs)

    def _arranged(self) -> Iterator[Block]:
        """What was budgeted, from which sources."""
        view, money = self.view, self.view.money
        if money.budget is None:
            runs = sentence("evaluation.money.no-budget", budget=Blank(say("evaluation.blank.budget")))
        else:
            budget = view.amount(money.budget, f"{money.path}.annual_budget")
            params: dict[str, Run] = {"year": view.year, "budget": budget}
            if money.initial is not None and money.initial != money.budget:
                params["initial"] = view.amount(money.initial, f"{money.path}.initial_budget")
                runs = sentence("evaluation.money.adjusted", **params)
            else:
                runs = sentence("evaluation.money.budget", **params)
        yield paragraph(*runs)
        if parts := self._sources():
            yield paragraph(*parts)

    def _sources(self) -> tuple[Run, ...]:
        """The kinds of money that make up the whole: one alone by name, several with their amounts."""
        view, money = self.view, self.view.money
        found: list[tuple[Run, tuple[Run, ...]]] = []
        single = False
        for number, line in enumerate(view.form.funds):
            path = f"funds[{number}]"
            if path == money.path or not (line.annual_budget or line.executed):
                continue
            name = Fact(_fund_name(line.name), Source(Origin.FIELD, f"{path}.name"))
            runs: tuple[Run, ...] = ()
            single = True
            for key, whole in (("annual_budget", money.budget), ("executed", money.executed)):
                value = getattr(line, key)
                if value is not None:
                    amount = view.amount(value, f"{path}.{key}")
                    runs = (*runs, *sentence(f"evaluation.money.part.{key}", amount=amount))
                    # as printed: a part may be given to the last 分 and the whole rounded
                    same = whole is not None and amount.text == view.amount(whole, path).text
                    single = single and same
            found.append((name, runs))
        if len(found) == 1 and single:
            return sentence("evaluation.money.source", name=found[0][0])
        said: list[Run] = []
        for at, (named, amounts) in enumerate(found):
            said += sentence("evaluation.money.next" if at else "evaluation.money.first", name=named)
            said += amounts
        return (*said, Words(say("evaluation.word.stop"))) if said else ()

    def _used(self) -> Iterator[Block]:
        """What was spent of it, at what rate, what is left."""
        view, money = self.view, self.view.money
        if money.executed is None:
            blank = Blank(say("evaluation.blank.executed"))
            yield paragraph(*sentence("evaluation.money.no-executed", executed=blank))
            return
        runs: list[Run] = []
        executed = view.amount(money.executed, f"{money.path}.executed")
        if money.executed == 0:
            runs += sentence("evaluation.money.nothing", year=self.view.year)
        else:
            runs += sentence("evaluation.money.executed", year=self.view.year, executed=executed)
        if view.spent is not None:
            runs += sentence("evaluation.money.rate", rate=view.spent)
        if money.budget is not None and money.left is not None:
            left = view.remainder(view.amount(money.budget, f"{money.path}.annual_budget"), executed)
            if left.value:
                code = "left" if left.value > 0 else "over"
                runs += sentence(f"evaluation.money.{code}", left=left)
            else:
                runs += sentence("evaluation.money.none-left")
        runs.append(Words(say("evaluation.word.stop")))
        yield paragraph(*runs)

    def _goal(self) -> Iterator[Paragraph]:
        """The goal of the year as the table has it, and how far it was reached by its own account."""
        goal = self.view.form.goal
        for key, text in (("expected", goal.expected), ("achieved", goal.achieved)):
            lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
            facts = [Fact(line, Source(Origin.FIELD, f"goal.{key}")) for line in lines]
            if not facts:
                if key == "expected":
                    yield paragraph(Blank(say("evaluation.blank.goal")))
                continue
            if key == "achieved":
                yield paragraph(*sentence("evaluation.goal.achieved", text=facts[0]))
                facts = facts[1:]
            yield from map(paragraph, facts)

    def _scope(self) -> Iterator[Paragraph]:
        """What for, what of, and which money."""
        view = self.view
        if self.facts.has("purpose"):
            yield from self.facts.paragraphs("purpose")
        else:
            yield paragraph(*sentence("evaluation.work.purpose"))
        if view.money.budget is None:
            yield paragraph(*sentence("evaluation.work.object", year=self.view.year, project=view.project))
            return
        budget = view.amount(view.money.budget, f"{view.money.path}.annual_budget")
        yield paragraph(
            *sentence(
                "evaluation.work.object-money", year=self.view.year, project=view.project, budget=budget
            )
        )

    def _principles(self) -> Iterator[Paragraph]:
        """The principles that always hold, the indicators of this table, the rules that scored it."""
        view = self.view
        yield paragraph(*sentence("evaluation.work.principles"))
        if view.framework is not None:
            yield from by_framework.principles(view.framework)
            yield from self.facts.paragraphs("method")
            return
        weight = exact_sum(line.weight for line in view.everything if line.weight is not None)
        number = sum(line.item is not None for line in view.everything)
        yield paragraph(
            *sentence(
                "evaluation.work.indicators" if number else "evaluation.work.no-indicators",
                count=counted(number, "indicators.count"),
                weight=points(weight, "indicators.weight"),
            )
        )
        rules = view.scored.rules
        source = Source(Origin.RULES, rules.id, formula=rules.hash)
        yield paragraph(*sentence("evaluation.work.standard", title=Fact(rules.title, source)))
        yield from self.facts.paragraphs("method")

    def _conclusion(self) -> Iterator[Block]:
        """The total and grade as far as they are known, how the rows went, the table of parts."""
        view = self.view
        if view.framework is not None:
            yield from by_framework.total(view.framework, view.form.claimed_total)
            yield by_framework.sections_table(view.framework)
            return
        yield paragraph(*self._total(), *self._out_of())
        yield paragraph(*self._rows_said())
        yield from reviewed(view)
        yield sections_table(view)

    def _total(self) -> tuple[Run, ...]:
        scored = self.view.scored
        none = Blank(say("evaluation.blank.grade"))
        if scored.total is not None:
            grade: Run = none
            if scored.grade is not None:
                grade = Fact(scored.grade, Source(Origin.COMPUTED, "grade"))
            total = points(scored.total, "total")
            return (*sentence("evaluation.total.known", total=total, grade=grade), *self._claimed())
        low, high = scored.total_range
        span = {"low": points(low, "total_range[0]"), "high": points(high, "total_range[1]")}
        runs = (*sentence("evaluation.total.range", **span), *self._opened())
        if self.view.provisional is None:
            blank = Blank(say("evaluation.blank.total"))
            return (*runs, *sentence("evaluation.total.unknown", total=blank, grade=none))
        total = points(self.view.provisional, "provisional_total")
        found = self.provisional_grade
        grade = none if found is None else Fact(found, Source(Origin.COMPUTED, "provisional_grade"))
        return (*runs, *sentence("evaluation.total.provisional", total=total, grade=grade), *self._claimed())

    def _out_of(self) -> tuple[Run, ...]:
        """That a total is not out of the full marks, where the weights do not add up to them."""
        weight = exact_sum(line.weight for line in self.view.everything if line.weight is not None)
        if weight == FULL or (self.view.scored.total is None and self.view.provisional is None):
            return ()
        return sentence("evaluation.total.out-of", weight=points(weight, "indicators.weight"))

    def _opened(self) -> tuple[Run, ...]:
        """The rows that people must decide: by name where they are few, else how many."""
        opened = self.view.open
        if not opened:
            return (Words(say("evaluation.word.stop")),)
        if len(opened) > _FEW:
            return sentence("evaluation.total.open", count=counted(len(opened), "open.count"))
        names: list[Run] = []
        for number, line in enumerate(opened):
            if number:
                names.append(Words(say("evaluation.word.list")))
            names += sentence("evaluation.word.quoted", name=line.quoted)
        lead, tail = sentence("evaluation.total.open-lead"), sentence("evaluation.total.open-tail")
        return (*lead, *names, *tail)

    def _claimed(self) -> tuple[Run, ...]:
        """How the unit's own total compares."""
        scored = self.view.scored
        claimed = self.view.form.claimed_total
        mine = scored.total if scored.total is not None else self.view.provisional
        if claimed is None or mine is None:
            return ()
        own = Fact(short(claimed), Source(Origin.FIELD, "claimed_total"), claimed)
        if claimed == mine:
            return sentence("evaluation.total.same", claimed=own)
        gap = points(abs(claimed - mine), "claimed_gap", f"{short(claimed)} − {short(mine)}")
        return sentence("evaluation.total.differs", claimed=own, gap=gap)

    def _rows_said(self) -> tuple[Run, ...]:
        """How many rows were met; that all was done only where it was."""
        view = self.view
        if view.all_done:
            all_done = "one-done" if len(view.lines) == 1 else "all-done"
            return sentence(f"evaluation.rows.{all_done}", count=counted(len(view.lines), "indicators.count"))
        rows = [line for line in view.everything if line.item is not None]
        if not rows:
            return sentence("evaluation.rows.none")
        aside = sum(line.unweighted for line in rows)
        opened = sum(not line.row.decided for line in rows)
        lost = sum(line.row.decided and line.lost > 0 for line in rows)
        full = len(rows) - opened - lost - aside
        runs: list[Run] = list(
            sentence("evaluation.rows.count", count=counted(len(rows), "indicators.count"))
        )
        found = [("full", full), ("lost", lost), ("open", opened), ("unweighted", aside)]
        said = [(name, number) for name, number in found if number]
        if len(said) == 1:
            count = counted(len(rows), "indicators.count")
            alone = "one" if len(rows) == 1 else "all"
            return sentence(f"evaluation.rows.{alone}-{said[0][0]}", count=count)
        for at, (name, number) in enumerate(said):
            if at:
                runs.append(Words(say("evaluation.word.comma")))
            runs += sentence(f"evaluation.rows.{name}", count=counted(number, f"indicators.{name}"))
        runs.append(Words(say("evaluation.word.stop")))
        return tuple(runs)
