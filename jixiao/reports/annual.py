"""The yearly report of a bureau on self-evaluations, as blocks; sentences are in the text tables.

What it tells: the work done, the results, execution against score, where points are lost, typical problems
with counts, and what to do about each.  Nothing is claimed that the data does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports import annual_compare, annual_money, annual_problems, annual_tables, summary_figures
from jixiao.reports.annual_facts import NO_FACTS, AnnualFacts
from jixiao.reports.annual_view import computed, difference, direction, listed, share
from jixiao.reports.blocks import (
    Blank,
    Fact,
    Heading,
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
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.annual_view import Material
    from jixiao.reports.blocks import Block, Run

_TOTAL = ("summary", "total")


def draft(material: Material, facts: AnnualFacts = NO_FACTS) -> Report:
    """The report, its annexes, and what is left to be filled in."""
    title = say("annual.title", year=str(material.year))
    annexes = annual_tables.annexes(material)
    numbers = {annex.key: say("annual.annex", number=str(at)) for at, annex in enumerate(annexes, 1)}
    body = numbered(_body(material, facts, numbers))
    end = (*_annex_list(annexes), *_signed(facts))
    parts = [Part((Title(title), *captioned(body), *end), say("annual.sheet"))]
    for at, annex in enumerate(annexes, 1):
        sheet = say("annual.annex.sheet", number=str(at), name=annex.name)
        blocks = (Title(annex.name, (numbers[annex.key],)), annex.table)
        parts.append(Part(blocks, sheet, landscape=annex.landscape))
    left = blanks(Report(title, tuple(parts)))
    if left:
        notes = (paragraph(one, tone=Tone.ITEM) for one in left)
        heading = Heading(1, say("annual.blanks"), counted=False)
        parts.append(Part((heading, *notes), say("annual.sheet.blanks")))
    return Report(title, tuple(parts))


def _annex_list(annexes: tuple[annual_tables.Annex, ...]) -> Iterator[Block]:
    yield paragraph(*sentence("annual.annex.list"), tone=Tone.BODY)
    for at, annex in enumerate(annexes, 1):
        yield paragraph(say("annual.annex.item", number=str(at), name=annex.name), tone=Tone.BODY)


def _signed(facts: AnnualFacts) -> Iterator[Block]:
    for key in ("bureau", "date"):
        yield paragraph(facts.name(key), tone=Tone.RIGHT)


def _body(material: Material, facts: AnnualFacts, annexes: dict[str, str]) -> Iterator[Block]:
    yield from _lead(material, facts)
    yield Heading(1, say("annual.heading.work"))
    yield Heading(2, say("annual.heading.filed"))
    yield paragraph(*_filed(material, facts, annexes))
    yield Heading(2, say("annual.heading.money"))
    yield paragraph(*_money(material), *_spending(material, facts))
    yield Heading(2, say("annual.heading.organised"))
    yield paragraph(*facts.told("work"))
    yield Heading(1, say("annual.heading.results"))
    yield Heading(2, say("annual.heading.scores"))
    yield paragraph(*_scores(material))
    grades = _grades(material)
    if grades:
        yield paragraph(*grades)
    yield from _drawn_grades(material)
    yield from annual_compare.groups(material, "summary", "department")
    if len(material.regions.groups) > 1:
        yield from annual_compare.groups(material, "regions", "region")
    if material.before is not None and material.before.total.count:
        yield from annual_compare.years(material)
    yield from annual_money.execution(material)
    yield from annual_money.losses(material)
    yield Heading(1, say("annual.heading.practice"))
    yield paragraph(*sentence("annual.practice"), *facts.told("practice"))
    yield from annual_problems.problems(material, facts, annexes)
    yield from annual_problems.advice(material, facts)
    yield Heading(1, say("annual.heading.application"))
    yield paragraph(*sentence("annual.application"), *facts.told("application"))


def _lead(material: Material, facts: AnnualFacts) -> Iterator[Block]:
    year = computed(material.year, "year")
    yield paragraph(*sentence("annual.lead", bureau=facts.name("bureau"), year=year))
    runs: list[Run] = []
    if material.region is not None:
        runs += sentence("annual.scope", region=Fact(material.region, material.source("region")))
    runs += sentence(f"annual.basis.{material.basis}")
    yield paragraph(*runs)
    errors = len(material.summary.errors)
    if errors:
        yield paragraph(*sentence("annual.unread", count=computed(errors, "summary.errors")))


def _filed(material: Material, facts: AnnualFacts, annexes: dict[str, str]) -> Iterator[Run]:
    """Who filed, how many, and who did not."""
    total = material.summary.total
    named = {name: material.count(*_TOTAL, name) for name in ("units", "count", "tables", "listed")}
    yield from sentence("annual.filed", **named)
    code = "tables" if not total.listed else "both" if total.tables else "listed"
    yield from sentence(f"annual.filed.{code}", **named)
    if total.incomplete:
        yield from sentence("annual.filed.incomplete", count=material.count(*_TOTAL, "incomplete"))
    yield from _expected(material, facts, annexes)


def _expected(material: Material, facts: AnnualFacts, annexes: dict[str, str]) -> Iterator[Run]:
    said = material.summary.total.coverage
    if said.expected is None or said.filed is None:
        given = facts.figure("expected")
        yield from sentence(
            "annual.expected.given", expected=given or Blank(say("annual.fact.expected"), "expected")
        )
        return
    expected, filed = (material.count(*_TOTAL, "coverage", name) for name in ("expected", "filed"))
    if not said.missing:
        yield from sentence("annual.expected.all", expected=expected)
        return
    if not said.filed:
        yield from sentence("annual.expected.none", expected=expected)
    else:
        rate = share(filed, expected) or filed
        yield from sentence("annual.expected", expected=expected, filed=filed, share=rate)
    count = computed(len(said.missing), "len(summary.total.coverage.missing)")
    yield from sentence("annual.expected.missing", count=count, annex=annexes.get("missing", ""))


def _money(material: Material) -> Iterator[Run]:
    """Budget, execution, the rate, and who is not in it."""
    total = material.summary.total
    budget, executed = (material.figure(*_TOTAL, name) for name in ("budget", "executed"))
    if budget is None and executed is None:
        yield from sentence("annual.money.none")
        return
    rate = material.execution(*_TOTAL)
    if budget is None or executed is None:
        code = "executed" if budget is None else "budget"
        yield from sentence(f"annual.money.{code}", budget=budget or "", executed=executed or "")
    elif rate is None:
        yield from sentence("annual.money.no-rate", budget=budget, executed=executed)
    elif total.with_money < total.count:
        count = material.count(*_TOTAL, "with_money")
        yield from sentence("annual.money.partial", budget=budget, executed=executed, rate=rate, count=count)
    else:
        yield from sentence("annual.money", budget=budget, executed=executed, rate=rate)
    without = total.count - total.with_money
    if without:
        yield from sentence("annual.money.some", count=computed(without, "count − with_money"))
    if rate is None and total.with_money:
        yield from sentence("annual.money.zero")


def _spending(material: Material, facts: AnnualFacts) -> tuple[Run, ...]:
    """The share of 项目支出 that was self-evaluated."""
    said = material.summary.total.coverage
    if said.spending_share is not None:
        names = ("project_spending", "covered")
        spending, covered = (material.figure(*_TOTAL, "coverage", name) for name in names)
        assert spending is not None  # noqa: S101 - there is a share of it
        assert covered is not None  # noqa: S101 - see above
        code = "disclosed" if direction(covered, spending) != "more" else "less"
        rate = share(covered, spending)
        return sentence(f"annual.spending.{code}", spending=spending, covered=covered, share=rate or "")
    given, executed = facts.figure("project-spending"), material.figure(*_TOTAL, "executed")
    if given is None or executed is None or not given.value:
        what = Blank(say("annual.fact.project-spending"), "project-spending")
        return sentence("annual.spending.blank", what=what)
    if executed.value is not None and executed.value > given.value:
        what = Blank(say("annual.spending.over", spending=given.text), "project-spending")
        return sentence("annual.spending.blank", what=what)
    return sentence("annual.spending.given", spending=given, share=share(executed, given) or "")


def _scores(material: Material) -> Iterator[Run]:
    """The mean and how scores spread; 0, 1, many."""
    basis = say(f"summary.basis.{material.basis}")
    spread = material.summary.total.spread(material.basis)
    at = (*_TOTAL, material.basis)
    mean = material.mean(*_TOTAL)
    if mean is None:
        yield from sentence("annual.scores.none", basis=basis)
        return
    scored = material.count(*at, "scored")
    code = "one" if spread.scored == 1 else "many"
    yield from sentence(f"annual.scores.{code}", basis=basis, scored=scored, mean=mean)
    weighted = material.figure(*at, "weighted_mean")
    if spread.scored > 1:
        if weighted is not None:
            some = "" if spread.weighted == spread.scored else ".some"
            count = material.count(*at, "weighted")
            yield from sentence(f"annual.scores.weighted{some}", weighted=weighted, count=count)
            yield from sentence("annual.scores.spread.all") if some else ()
        ends = {name: material.figure(*at, name) or "" for name in ("median", "max", "min")}
        yield from sentence("annual.scores.spread", **ends)
    if spread.unscored:
        yield from sentence("annual.scores.unscored", basis=basis, count=material.count(*at, "unscored"))
    if spread.scored > 1 and weighted is not None and spread.weighted == spread.scored:
        how = direction(weighted, mean)
        if how != "same":
            yield from sentence(f"annual.weighting.{how}", difference=difference(weighted, mean))


def _grades(material: Material) -> tuple[Run, ...]:
    """How many projects have each grade, with their share."""
    spread = material.summary.total.spread(material.basis)
    at = (*_TOTAL, material.basis)
    if not spread.scored or not any(spread.grades.values()):
        return ()
    scored = material.count(*at, "scored")
    whole = [grade for grade, count in spread.grades.items() if count == spread.scored]
    if whole:
        code = "one" if spread.scored == 1 else "all"
        return sentence(f"annual.grades.{code}", count=scored, grade=whole[0])
    pieces = [_grade(material, grade, scored) for grade in spread.grades]
    if spread.ungraded:
        pieces.append(sentence("annual.grades.ungraded", count=material.count(*at, "ungraded")))
    return (*sentence("annual.grades"), *listed(pieces, "annual.semicolon"), *sentence("annual.stop"))


def _grade(material: Material, grade: str, scored: Fact) -> tuple[Run, ...]:
    count = material.count(*_TOTAL, material.basis, "grades", grade)
    rate = share(count, scored)
    code = "annual.grade.plain" if rate is None else "annual.grade"
    return sentence(code, grade=grade, count=count, share=rate or "")


def _drawn_grades(material: Material) -> Iterator[Block]:
    """How the grades spread over departments, drawn where there is more than one."""
    drawn = summary_figures.grades(material.summary) if len(material.summary.groups) > 1 else None
    if drawn is not None:
        yield drawn
