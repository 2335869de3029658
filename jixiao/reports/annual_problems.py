"""The yearly report on problems: the typical ones with counts and an example, and what to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.indicators.ordinals import han
from jixiao.reports import annual_tables
from jixiao.reports.annual_view import bound, computed, quoted, share
from jixiao.reports.blocks import Fact, Heading, paragraph
from jixiao.reports.sentences import sentence
from jixiao.reports.splice import spliced
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.annual_facts import AnnualFacts
    from jixiao.reports.annual_view import Material
    from jixiao.reports.blocks import Block, Run
    from jixiao.scoring.aggregate_problems import Problem

_TOTAL = ("summary", "total")


def problems(material: Material, facts: AnnualFacts, annexes: dict[str, str]) -> Iterator[Block]:
    """Section: how much was found, each kind of problem, then what filing and execution show."""
    yield Heading(1, say("annual.heading.problems"))
    yield paragraph(*_counts(material, annexes))
    if material.problems:
        yield annual_tables.problems(material)
    for at in range(len(material.problems)):
        yield from _told(material, at)
    others = tuple(_others(material))
    if others and material.problems:
        yield paragraph(*sentence("annual.problems.also"))
    for code in others:
        yield Heading(2, say(f"annual.problem.{code}"))
        yield paragraph(*_other(material, code, annexes))
    yield paragraph(*sentence("annual.causes"), *facts.told("causes"))


def _counts(material: Material, annexes: dict[str, str]) -> Iterator[Run]:
    total = material.summary.total
    if not total.tables and not material.problems:
        yield from sentence("annual.problems.no-tables")
        return
    found = total.findings
    names = {"errors": "error", "warnings": "warning", "notices": "notice"}
    counts = {name: material.count(*_TOTAL, "findings", key) for name, key in names.items()}
    count = computed(found.error + found.warning, "findings.error + findings.warning")
    if not material.problems:
        yield from sentence("annual.problems.none")
        return
    yield from sentence("annual.problems.counts", count=count, **counts)
    code = "annual.problems.intro.one" if len(material.problems) == 1 else "annual.problems.intro"
    kinds = computed(len(material.problems), "len(problems)")
    yield from sentence(code, count=kinds, annex=annexes.get("problems", ""))


def _told(material: Material, at: int) -> Iterator[Block]:
    """One kind: how many findings, projects, units; an example with its place."""
    problem = material.problems[at]
    yield Heading(2, say(f"annual.kind.{problem.kind}"))
    named = {
        name: material.count("problems", at, name) for name in ("findings", "projects", "units", "files")
    }
    runs: list[Run] = [*sentence("annual.problem.findings", **named)]
    if problem.errors:
        runs += sentence("annual.problem.errors", errors=material.count("problems", at, "errors"))
    code = "projects" if not problem.files else "both" if problem.projects else "files"
    runs += sentence(f"annual.problem.{code}", **named)
    part = share(named["projects"], material.count(*_TOTAL, "tables"))
    if problem.projects and part is not None:
        runs += sentence("annual.problem.share", share=part)
    yield paragraph(*runs, *sentence("annual.stop"), *example(problem, f"problems[{at}].example"))


def example(problem: Problem, path: str) -> tuple[Run, ...]:
    """One finding: whose, what, and where it stands."""
    shown = problem.example
    whose, what, where = annual_tables.example_facts(shown, path)
    inside = annual_tables.place_words(shown.finding.place, shown.file, named=False)
    within = Fact(inside, where.source)
    told: tuple[Run, ...]
    if shown.project is None:
        if shown.unit:
            unit = Fact(shown.unit, where.source)
            told = sentence("annual.problem.of-disclosure", unit=unit, place=within)
        else:
            code = "of-file" if where.text else "of-nothing"
            told = sentence(f"annual.problem.{code}", file=where)
        return spliced("annual.problem.example", {"whose": told, "place": ()}, message=what)
    told = quoted(whose)
    if shown.unit:
        unit = Fact(shown.unit, whose.source)
        told = spliced("annual.problem.of-project", {"project": told}, unit=unit)
    place = sentence("annual.problem.place", place=within) if inside else ()
    return spliced("annual.problem.example", {"whose": told, "place": place}, message=what)


def _others(material: Material) -> Iterator[str]:
    """What is a problem though no table has it: units that did not file, money that was not spent."""
    if material.summary.total.coverage.missing:
        yield "missing"
    if material.low.projects:
        yield "low-execution"


def _other(material: Material, code: str, annexes: dict[str, str]) -> Iterator[Run]:
    if code == "missing":
        count = _missing(material)
        expected = material.count(*_TOTAL, "coverage", "expected")
        annex = annexes.get("missing", "")
        yield from sentence("annual.problem.missing.said", expected=expected, count=count, annex=annex)
        return
    count = material.count("low", "projects")
    yield from sentence("annual.problem.low-execution.said", count=count, bound=bound())
    if material.bands["nothing"].projects:
        nothing = material.count("bands", "nothing", "projects")
        yield from sentence("annual.problem.low-execution.nothing", nothing=nothing)
    yield from sentence("annual.stop")


def _missing(material: Material) -> Fact:
    return computed(len(material.summary.total.coverage.missing), "len(summary.total.coverage.missing)")


def advice(material: Material, facts: AnnualFacts) -> Iterator[Block]:
    """Section: what to do about each problem that was found."""
    yield Heading(1, say("annual.heading.advice"))
    pieces = [*_for_kinds(material), *_for_others(material)]
    if pieces:
        yield paragraph(*sentence("annual.advice.intro"))
    else:
        yield paragraph(*sentence("annual.advice.none"))
    for number, piece in enumerate(pieces, 1):
        ordinal = sentence("annual.ordinal", number=han(number)) if len(pieces) > 1 else ()
        yield paragraph(*ordinal, *piece, *sentence("annual.stop"))
    yield paragraph(*sentence("annual.advice.measures"), *facts.told("measures"))


def _for_kinds(material: Material) -> Iterator[tuple[Run, ...]]:
    for at, problem in enumerate(material.problems):
        name = "projects" if problem.projects else "files"
        scope = sentence(f"annual.advice.{name}", count=material.count("problems", at, name))
        yield _advised(f"kind.{problem.kind}", problem.kind, scope)


def _for_others(material: Material) -> Iterator[tuple[Run, ...]]:
    for code in _others(material):
        if code == "missing":
            scope = sentence("annual.advice.units", count=_missing(material))
        else:
            scope = sentence("annual.advice.projects", count=material.count("low", "projects"))
        yield _advised(f"problem.{code}", code, scope)


def _advised(title: str, code: str, scope: tuple[Run, ...]) -> tuple[Run, ...]:
    return spliced(
        "annual.advice", {"scope": scope}, kind=say(f"annual.{title}"), advice=say(f"annual.advice.{code}")
    )
