"""第九节 预算绩效情况说明 of a department and year, as blocks; sentences are in the text tables.

What it must state: 部门决算公开 (财政部 wording): projects self-evaluated with amount, share of 项目支出 and
grades; 部门评价; 部门整体支出; results project by project with problems and measures.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.indicators.project_names import name_key
from jixiao.reports.blocks import (
    Blank,
    Fact,
    Heading,
    PageBreak,
    Part,
    Report,
    Title,
    Tone,
    blanks,
    captioned,
    numbered,
    paragraph,
)
from jixiao.reports.sentences import sentence
from jixiao.reports.statement_facts import FUNDS, NO_FACTS, StatementFacts
from jixiao.reports.statement_figures import all_known, grade_counts, money, project_count
from jixiao.reports.statement_form import form_blocks, lies
from jixiao.reports.statement_results import reflected, results_table, shown, told
from jixiao.reports.statement_view import added, amount, printed
from jixiao.reports.statement_words import ended, enumerated, listed, quoted
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jixiao.reports.blocks import Block, Run, Source
    from jixiao.reports.statement_view import Material, Project

_PARAMS = ("general", "government", "state")


def draft(
    material: Material,
    facts: StatementFacts = NO_FACTS,
    *,
    summarised: Iterable[Project] | None = None,
    printed_forms: Iterable[Project] = (),
    annexes: Iterable[Report] = (),
) -> Report:
    """The section as a report.

    ``summarised`` are the projects with a summary of their own (all, if ``None``), ``printed_forms`` those
    whose 自评表 is printed; ``annexes`` are reports on the evaluated projects, to follow.
    """
    writer = _Writer(material, facts)
    chosen = material.projects if summarised is None else tuple(summarised)
    forms = tuple(printed_forms)
    title = say("statement.title", department=material.department, year=str(material.year))
    upper = list(writer.section(chosen, forms))
    body = captioned(numbered((*upper, *writer.outcome())))
    first = (Title(title), *body[: len(upper)])
    parts = list(_parts(first, forms, body[len(upper) :], material.year))
    parts += _annexed(tuple(annexes))
    left = blanks(Report(title, tuple(parts)))
    if left:
        items = tuple(paragraph(one, tone=Tone.ITEM) for one in left)
        parts.append(Part((Title(say("statement.blanks")), *items), say("statement.sheet.blanks")))
    return Report(title, tuple(parts))


def _parts(
    upper: Sequence[Block], forms: Iterable[Project], lower: Sequence[Block], year: int
) -> Iterator[Part]:
    """The text, the forms each on a page of its own (one with many columns lying), what comes after them."""
    name = say("statement.sheet")
    open_part = list(upper)
    for one in forms:
        if lies(one):
            if open_part:
                yield Part(tuple(open_part), name)
            open_part = []
            yield Part(tuple(form_blocks(one, year)), name, landscape=True)
        else:
            if open_part:
                open_part.append(PageBreak())
            open_part += form_blocks(one, year)
    open_part += lower
    if open_part:
        yield Part(tuple(open_part), name)


def _annexed(annexes: tuple[Report, ...]) -> Iterator[Part]:
    """The reports, each headed as an annex and without its own list of blanks, which is its last part."""
    for number, one in enumerate(annexes, 1):
        parts = one.parts[:-1] if blanks(one) else one.parts
        label = say("statement.annex-label", number=str(number) if len(annexes) > 1 else "")
        for at, part in enumerate(parts):
            head = (paragraph(label, tone=Tone.FLUSH),) if at == 0 else ()
            yield replace(part, blocks=(*head, *part.blocks))


class _Writer:
    """The paragraphs of the section."""

    def __init__(self, material: Material, facts: StatementFacts) -> None:
        self.material = material
        self.facts = facts
        self.year = str(material.year)

    def section(self, summarised: Iterable[Project], forms: Sequence[Project]) -> Iterator[Block]:
        """The section up to where the forms are printed."""
        yield Heading(1, say("statement.heading.section"), say("statement.number"), counted=False)
        yield Heading(2, say("statement.heading.work"))
        yield paragraph(*self.self_evaluated())
        yield from self.evaluated()
        yield from self.whole()
        yield Heading(2, say("statement.heading.results"))
        whole = all_known(self.material, self.facts)
        yield paragraph(*reflected(self.material, whole=whole))
        yield results_table(self.material)
        for one in summarised:
            yield paragraph(*told(one, self.material.basis))
        found = shown(self.material, whole=whole)
        if found:
            yield paragraph(*found)
        yield paragraph(*self.after("problems", "statement.problems"))
        yield paragraph(*self.after("measures", "statement.measures"))
        if forms:
            names = enumerated(one.name for one in forms)
            yield paragraph(*names, *sentence("statement.forms"))

    def outcome(self) -> Iterator[Block]:
        """What comes after the forms: where the reports on the evaluated projects are."""
        if self.evaluated_names():
            yield Heading(2, say("statement.heading.evaluated"))
            yield paragraph(*sentence("statement.annex"))

    # what was evaluated

    def self_evaluated(self) -> tuple[Run, ...]:
        """How many projects, with how much money of what share, with which grades."""
        material = self.material
        known = money(material, self.facts)
        said = sentence(
            "statement.self",
            year=self.year,
            count=project_count(material, self.facts),
            amount=known.amount,
            share=known.share,
        )
        counts = grade_counts(material, self.facts)
        grades: list[tuple[Run, ...]] = [
            sentence("statement.grades.one", count=count, grade=name) for name, count in counts.items()
        ]
        left = next((run for run in counts.values() if isinstance(run, Blank)), None)
        if left is not None:
            grades = [(left,)]
        return (*said, *sentence("statement.grades"), *listed(grades), *sentence("statement.stop"))

    def evaluated_names(self) -> tuple[Fact, ...]:
        """The projects that were evaluated by the department; none where none was, or nobody says.

        Those that people name, else those of which there is a report.
        """
        if self.none("evaluated"):
            return ()
        source = self.facts.source("evaluated")
        once = {name_key(name): name for name in reversed(self.facts.texts("evaluated"))}
        given = tuple(Fact(name, source) for name in reversed(once.values()))
        return given or tuple(one.name for one in self.material.reported)

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
            yield paragraph(*sentence("statement.evaluated.unknown", what=self.facts.blank("evaluated")))
            return
        said = sentence(
            "statement.evaluated.one" if len(names) == 1 else "statement.evaluated.many",
            count=self.material.count(len(names), "evaluated"),
        )
        funds = dict(zip(_PARAMS, (self.evaluated_fund(kind) for kind in FUNDS), strict=True))
        runs = (*said, *enumerated(names), *sentence("statement.stop"), *sentence("statement.funds", **funds))
        yield paragraph(*runs, *self.conclusion(names))

    def conclusion(self, names: Iterable[Fact]) -> tuple[Run, ...]:
        """What came out of evaluating: as people gave it, else what the reports say, else a blank."""
        said = [piece for name in names if (piece := self.came_out(name))]
        if self.facts.texts("evaluated-conclusion") or not said:
            return self.after("evaluated-conclusion", "statement.conclusion")
        pieces = listed(said, "statement.semicolon")
        return (*sentence("statement.conclusion"), *pieces, *sentence("statement.stop"))

    def came_out(self, name: Fact) -> tuple[Run, ...]:
        """What the report on a project says; nothing without one, or one that says neither."""
        one = self.material.named(name.text)
        if one is None or one.evaluation is None:
            return ()
        score, grade = one.evaluation.score, one.evaluation.grade
        if score is None and grade is None:
            return ()
        code = "both" if score and grade else "score" if score else "grade"
        said = sentence(f"statement.evaluation.{code}", score=score or "", grade=grade or "")
        return (*quoted(name), *said)

    def evaluated_fund(self, kind: str) -> Fact | Blank:
        """What the evaluated projects spent of a kind of money; a blank where their tables do not say."""
        given = self.given(f"evaluated-{kind}")
        if isinstance(given, Fact):
            return given
        found = [self.material.named(name.text) for name in self.evaluated_names()]
        parts: list[Decimal] = []
        sources: list[Source] = []
        for one in found:
            if one is None or not one.told_by_kind:
                return given
            parts.append(one.funds.get(kind) or Decimal(0))
            sources.append(one.source(f"funds.{kind}"))
        return added(parts, f"evaluated({kind})", tuple(sources))

    def given(self, key: str) -> Fact | Blank:
        """An amount that people gave."""
        value = self.facts.amount(key)
        if value is None:
            return self.facts.blank(key)
        return Fact(amount(value), self.facts.source(key), printed(value))

    def after(self, key: str, code: str) -> tuple[Run, ...]:
        """A sentence with the texts given under a key, or a blank; each ends with a stop."""
        return (*sentence(code), *ended(self.facts.runs(key)))

    def whole(self) -> Iterator[Block]:
        """部门整体支出绩效评价: done or not, with how much money, with which grade and problems."""
        if self.none("whole"):
            yield paragraph(*sentence("statement.whole.none", year=self.year))
            return
        known = self.material.whole
        keys = tuple(key for key in self.facts.given if key.startswith("whole") and self.facts.texts(key))
        if not keys and known is None:
            yield paragraph(*sentence("statement.whole.unknown", what=self.facts.blank("whole")))
            return
        funds = dict(zip(_PARAMS, (self.whole_fund(kind) for kind in FUNDS), strict=True))
        grade = self.facts.runs("whole-grade")[0]
        score = None
        if known is not None and not self.facts.has("whole-grade"):
            grade, score = known.grade or grade, known.score
        outcome = sentence("statement.whole.score", score=score) if score is not None else ()
        runs = (*sentence("statement.whole", **funds), *outcome)
        runs = (*runs, *sentence("statement.whole.grade", grade=grade))
        conclusion = self.after("whole-conclusion", "statement.conclusion")
        yield paragraph(*runs, *conclusion, *self.after("whole-problems", "statement.whole.problems"))

    def whole_fund(self, kind: str) -> Fact | Blank:
        """What the whole department spent of a kind of money; what people gave goes first."""
        given, known = self.given(f"whole-{kind}"), self.material.whole
        if isinstance(given, Blank) and known is not None:
            return known.funds.get(kind, given)
        return given
