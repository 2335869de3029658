"""What stands twice: goals, paragraphs, passages of one report in another; and blanks never filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding, where
from jixiao.audit.disclosure.passages import among_tables
from jixiao.indicators.ordinals import body
from jixiao.schemas.finding import Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Fact, Passage
    from jixiao.schemas.finding import Finding

_GOAL, _BLANK = "report.goal", "text.placeholder"
_LONG, _LONG_ITEM = 40, 16
"""A paragraph of so many characters is hardly the same twice by chance; an item of one list, of fewer."""
_SHARED = 120
"""Reports that share fewer characters may owe them to the wording of the outline."""
_SHOWN = 30


def goals(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT010: two goals of one report say the same."""
    seen: dict[tuple[int | None, str], Fact] = {}
    for fact in subject.disclosure.all(_GOAL):
        key = (fact.report, body(fact.text or ""))
        first = seen.setdefault(key, fact)
        if first is fact or not key[1] or first.index == fact.index:
            continue
        yield plain_finding(
            "TXT010",
            Severity.WARNING,
            fact.place,
            found=fact.text,
            one="" if first.index is None else str(first.index),
            other="" if fact.index is None else str(fact.index),
            first=where(first.place),
        )


class _Paragraph(NamedTuple):
    """A paragraph and the section and report it stands in."""

    passage: Passage
    section: int
    report: int | None


def _paragraphs(subject: DisclosureSubject) -> Iterator[tuple[str, _Paragraph]]:
    tables = among_tables(subject.disclosure.sections)
    for index, section in enumerate(subject.disclosure.sections):
        for passage in section.passages if index not in tables else ():
            if passage.style == "goal" and section.report is not None:
                continue  # told by TXT010
            text = body(passage.text)
            least = _LONG if passage.number is None else _LONG_ITEM
            if len(text) >= least:
                yield text, _Paragraph(passage, index, section.report)


def _twins(subject: DisclosureSubject) -> Iterator[tuple[_Paragraph, _Paragraph]]:
    """Each paragraph with the first one that is the same; short items only within one list."""
    seen: dict[str, list[_Paragraph]] = {}
    for text, one in _paragraphs(subject):
        firsts = seen.setdefault(text, [])
        near = [first for first in firsts if len(text) >= _LONG or first.section == one.section]
        if near:
            yield near[0], one
        firsts.append(one)


def paragraphs(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT011: a long paragraph, or an item of a list, stands twice; copies side by side are one finding."""
    pairs: dict[tuple[int, int], list[tuple[_Paragraph, _Paragraph]]] = {}
    for first, again in _twins(subject):
        if first.report == again.report:
            pairs.setdefault((first.section, again.section), []).append((first, again))
    for found in pairs.values():
        first, again = found[0]
        yield _found("TXT011", Severity.WARNING, first, again, len(found))


def reports(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT012: two annexed reports share paragraphs word for word.

    Reports of one department are often written on one pattern: a notice for each pair of reports.
    """
    pairs: dict[tuple[int, int], list[tuple[_Paragraph, _Paragraph]]] = {}
    for first, again in _twins(subject):
        if first.report is not None and again.report is not None and first.report != again.report:
            pairs.setdefault((first.report, again.report), []).append((first, again))
    for found in pairs.values():
        first, again = found[0]
        if sum(len(body(one.passage.text)) for one, _ in found) < _SHARED:
            continue
        yield _found("TXT012", Severity.NOTICE, first, again, len(found))


def _found(code: str, severity: Severity, first: _Paragraph, again: _Paragraph, count: int) -> Finding:
    text = again.passage.text
    place = again.passage.place.model_copy(update={"quote": text[: _SHOWN * 4]})
    brief = "".join(text.split())
    more = say("audit.more-paragraphs", count=str(count)) if count > 1 else ""
    return plain_finding(
        code,
        severity,
        place,
        first=where(first.passage.place),
        words=brief[:_SHOWN] + (say("audit.ellipsis") if len(brief) > _SHOWN else ""),
        more=more,
    )


def blanks(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT030: a blank of the template was not filled in; one finding for each sentence."""
    seen: dict[tuple[str | None, str | None], list[Fact]] = {}
    for fact in subject.disclosure.all(_BLANK):
        seen.setdefault((fact.place.row, fact.place.quote), []).append(fact)
    for facts in seen.values():
        words = list(dict.fromkeys(fact.text or "" for fact in facts))
        yield plain_finding(
            "TXT030",
            Severity.WARNING,
            facts[0].place,
            found=facts[0].text,
            words=say("audit.enumeration").join(words),
        )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(goals, ("TXT010",)),
    Check(paragraphs, ("TXT011",)),
    Check(reports, ("TXT012",)),
    Check(blanks, ("TXT030",)),
)
