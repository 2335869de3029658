"""Problems that an evaluation found, their causes, and what is suggested for each kind of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jixiao.reports import evaluation_framework as by_framework
from jixiao.reports.blocks import Fact, Origin, Source, Words, paragraph
from jixiao.reports.evaluation_view import ZERO, computed, points, tight
from jixiao.reports.sentences import sentence
from jixiao.schemas.finding import Severity
from jixiao.schemas.scored import Status
from jixiao.scoring.explain import short
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.blocks import Paragraph, Run
    from jixiao.reports.evaluation_view import Line, View
    from jixiao.reports.facts import Facts

_TARGETLESS = frozenset({"target-missing", "target-unreadable", "both-missing"})
_ACTUALLESS = frozenset({"actual-missing", "actual-unreadable"})
_TOGETHER = frozenset({"target", "actual", "open"})
"""Kinds of which all rows are told in one sentence."""
FAMILIES = ("TAB", "GOL", "WGT", "TGT", "EXE", "CST", "SCO", "TOT", "GRD", "RSN")
"""What findings are about, by how their codes begin, in the order a report speaks of them."""
_OTHER = "other"
_COMMAND = re.compile(r"jixiao|--[a-z]")
_SAID = frozenset({"TGT010", "TGT011"})
"""Findings that repeat what is said of the row: it has no target, or no actual value."""
_RULES = "RUL"
"""Findings of this family speak of the choice of rules, not of the project."""


def kind_of(line: Line) -> str:
    """What a row shows.

    ``execution``, ``execution-none`` (scored though there is no rate) or ``execution-open``; ``over``,
    ``above``, ``under``, ``target``, ``actual`` or ``open``.
    """
    reason = line.row.reason or ""
    if line.executes:
        if not line.row.decided:
            return "execution-open"
        return "execution-none" if line.row.completion is None else "execution"
    if not line.row.decided:
        if reason in _TARGETLESS:
            return "target"
        return "actual" if reason in _ACTUALLESS else "open"
    return line.missed


def _faulty(view: View) -> tuple[Line, ...]:
    """The rows a report has to speak of: those that lost points, and those nothing can be said of."""
    unclear = (line for line in view.open if line.row.status is not Status.WITHIN_BAND)
    return (*view.losing, *unclear)


class Faults(NamedTuple):
    """What was found wrong in one respect: the sentences, and what to do about them."""

    family: str
    found: tuple[Fact, ...]
    remedies: tuple[Fact, ...]


def _faults(view: View) -> tuple[Faults, ...]:
    """What was found wrong in the table, by what it is about, each sentence once."""
    found: dict[str, tuple[dict[str, Fact], dict[str, Fact]]] = {}
    for number, finding in enumerate(view.findings):
        if finding.severity is Severity.NOTICE or finding.code.startswith(_RULES) or finding.code in _SAID:
            continue
        family = finding.code[:3] if finding.code[:3] in FAMILIES else _OTHER
        place = finding.place.row or finding.place.cell or ""
        source = Source(Origin.COMPUTED, f"findings[{number}]", place, finding.code)
        said, remedies = found.setdefault(family, ({}, {}))
        for part, into in (("message", said), ("remedy", remedies)):
            text = finding.sentence(part) or ""
            own = f"evaluation.remedy.{finding.code}"
            if part == "remedy" and say(own) != own:
                text = say(own)
            text = text.rstrip(say("evaluation.word.stop"))
            if part == "remedy":
                text = _for_paper(text.removeprefix(say("evaluation.word.please")))
            text = tight(text)
            if text:
                into.setdefault(text, Fact(text, source))
    order = (*FAMILIES, _OTHER)
    return tuple(
        Faults(family, tuple(found[family][0].values()), tuple(found[family][1].values()))
        for family in order
        if family in found
    )


def _for_paper(remedy: str) -> str:
    """A remedy without what it says of commands and their options: a report goes to people without them."""
    semicolon = say("evaluation.word.semicolon")
    return semicolon.join(part for part in remedy.split(semicolon) if not _COMMAND.search(part))


def _listed(facts: tuple[Fact, ...]) -> tuple[Run, ...]:
    """Sentences one after the other."""
    runs: list[Run] = []
    for number, fact in enumerate(facts):
        if number:
            runs.append(Words(say("evaluation.word.semicolon")))
        runs.append(fact)
    return (*runs, Words(say("evaluation.word.stop")))


def _numbered(at: int) -> Words:
    return Words(say("report.number.4", number=str(at)))


def problems(view: View, facts: Facts) -> Iterator[Paragraph]:
    """Every row that lost points or is open with its cause, then what contradicts itself in the table."""
    at = 0
    together: dict[str, list[Line]] = {}
    used = view.framework
    if used is not None:
        for number, scored in by_framework.losing(used):
            at += 1
            yield paragraph(_numbered(at), *by_framework.problem(number, scored))
        if waiting := by_framework.opened(used):
            at += 1
            names = by_framework.listed(waiting)
            yield paragraph(_numbered(at), *_filled("evaluation.framework.open", names))
    for line in _faulty(view) if used is None else ():
        kind = kind_of(line)
        if kind in _TOGETHER and line.note is None:
            together.setdefault(kind, []).append(line)
            continue
        at += 1
        yield paragraph(_numbered(at), *_problem(view, line), *_cause(line))
    for kind, lines in together.items():
        at += 1
        yield paragraph(_numbered(at), *_about(f"evaluation.problem.{kind}", lines))
    for faults in _faults(view):
        at += 1
        about = sentence("evaluation.problem.finding", about=say(f"evaluation.family.{faults.family}"))
        yield paragraph(_numbered(at), *about, *_listed(faults.found))
    if not at:
        yield paragraph(*sentence("evaluation.problem.none"))
    if at or facts.has("causes"):
        yield from facts.paragraphs("causes")


def _problem(view: View, line: Line) -> tuple[Run, ...]:
    kind = kind_of(line)
    lost = points(
        line.lost, f"{line.path}.lost", f"{short(line.weight or ZERO)} − {short(line.earned or ZERO)}"
    )
    if kind == "execution-open":
        return sentence("evaluation.problem.execution-open")
    if kind == "execution-none":
        why = computed(tight(line.why), f"{line.path}.score")
        return sentence("evaluation.problem.execution-none", why=why, lost=lost)
    if kind == "execution" and view.spent is not None:
        return sentence("evaluation.problem.execution", rate=view.spent, lost=lost)
    if kind in _TOGETHER:
        return tuple(_about(f"evaluation.problem.{kind}", [line]))
    target, actual = line.planned, line.actual
    if target is None or actual is None:
        return sentence("evaluation.problem.lost", name=line.quoted, lost=lost)
    params = {"name": line.named, "target": target, "actual": actual, "lost": lost}
    return sentence(f"evaluation.problem.{kind}", **params)


def _cause(line: Line) -> tuple[Run, ...]:
    note = line.note
    return () if note is None else sentence("evaluation.problem.cause", note=note)


def suggestions(view: View, facts: Facts) -> Iterator[Paragraph]:
    """A suggestion for every kind of problem, naming the rows it is about, then those people gave."""
    kinds: dict[str, list[Line]] = {}
    for line in _faulty(view) if view.framework is None else ():
        kinds.setdefault(kind_of(line), []).append(line)
    at = 0
    for kind, lines in kinds.items():
        at += 1
        code = f"evaluation.suggestion.{kind}"
        yield paragraph(_numbered(at), *_about(code, lines))
    if view.framework is not None:
        for code, named in (
            ("evaluation.suggestion.lost", by_framework.losing(view.framework)),
            ("evaluation.suggestion.open", by_framework.opened(view.framework)),
        ):
            if named:
                at += 1
                yield paragraph(_numbered(at), *_filled(code, by_framework.listed(named)))
    for faults in _faults(view):
        if faults.remedies:
            at += 1
            about = sentence("evaluation.suggestion.finding", about=say(f"evaluation.family.{faults.family}"))
            yield paragraph(_numbered(at), *about, *_listed(faults.remedies))
    if facts.has("suggestions") or not at:
        yield from facts.paragraphs("suggestions")


def _about(code: str, lines: list[Line]) -> Iterator[Run]:
    """A sentence whose ``{names}`` is a list of indicators."""
    names: list[Run] = []
    for number, line in enumerate(lines):
        if number:
            names.append(Words(say("evaluation.word.list")))
        if sum(one.name == line.name for one in lines) > 1 and (kind := line.kind) is not None:
            names.append(kind)
        names += sentence("evaluation.word.quoted", name=line.quoted)
    yield from _filled(code, tuple(names))


def _filled(code: str, names: tuple[Run, ...]) -> Iterator[Run]:
    """A sentence with runs in the place of ``{names}``."""
    for run in sentence(code, names=Words("\0")):
        if isinstance(run, Words) and run.text == "\0":
            yield from names
        else:
            yield run
