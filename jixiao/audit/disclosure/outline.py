"""Parts that a disclosure, its text and its annexed reports should have and have not.

One finding for each document or report, listing what is missing.  Sources: the fixed order of 部门决算公开;
the outline of evaluation reports annexed to 财预〔2020〕10号 (``rules.md`` §1c).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding
from jixiao.indicators.outlines import LOCAL_TABLES, PARTS, REPORT, follows_outline, parts_of
from jixiao.schemas.finding import Place, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Section
    from jixiao.schemas.finding import Finding

_SECTION = "section."
_SECTIONS = 9
_TABLES_PUBLISHED, _SECTIONS_WRITTEN = 4, 5
"""With fewer of its tables or sections a text is an excerpt, and nothing is missing from it."""
_HEADINGS = 3
"""A report with fewer numbered headings at its top has no outline to hold it to."""
_FIRST_WORDS = 24
_DEEP = 2


def _listed(names: Iterable[str]) -> str:
    return say("audit.enumeration").join(names)


def parts(subject: DisclosureSubject) -> Iterator[Finding]:
    """OUT001: parts that every disclosure has.  OUT002: public tables.  OUT003: sections of its text."""
    disclosure = subject.disclosure
    place = _top(disclosure)
    tables = [
        name for name in disclosure.missing if not name.startswith(_SECTION) and name not in LOCAL_TABLES
    ]
    sections = [name for name in disclosure.missing if name.startswith(_SECTION)]
    published = len(disclosure.tables) >= _TABLES_PUBLISHED
    told = _SECTIONS - len(sections) >= _SECTIONS_WRITTEN and any(
        fact.key.startswith(("income.", "spending.")) for fact in disclosure.facts
    )
    own = [section for section in disclosure.sections if section.report is None]
    headed = [section for section in own if section.style == "part"]
    absent = set(PARTS)
    for section in own:
        # a part may stand within another one
        absent -= parts_of(section.title, PARTS) if section.level < _DEEP else set()
    absent -= {name for name, there in (("tables", published), ("text", told)) if there}
    if len(headed) > 1 and absent:
        names = _listed(say(f"outline.part.{name}") for name in PARTS if name in absent)
        yield plain_finding("OUT001", Severity.NOTICE, place, parts=names)
    if published and tables:
        names = _listed(say(f"read.part.{name}") for name in tables)
        yield plain_finding("OUT002", Severity.NOTICE, place, parts=names)
    if told and sections:
        names = _listed(say(f"read.part.{name}") for name in sections)
        yield plain_finding("OUT003", Severity.NOTICE, place, parts=names)


def _top(disclosure: Disclosure) -> Place:
    title = next(iter(disclosure.all("year.title")), None)
    if title is not None:
        return title.place
    places = [one.place for one in disclosure.sections] or [one.place for one in disclosure.tables]
    return Place(file=places[0].file) if places else Place()


def _announced(section: Section) -> Iterator[str]:
    yield section.title
    for passage in section.passages:
        yield passage.text[:_FIRST_WORDS]


def reports(subject: DisclosureSubject) -> Iterator[Finding]:
    """OUT004: sections of the outline that a report has not, as a heading or as first words."""
    by_report: dict[int, list[Section]] = {}
    for section in subject.disclosure.sections:
        if section.report is not None:
            by_report.setdefault(section.report, []).append(section)
    for sections in by_report.values():
        top = min((one.level for one in sections if one.number is not None), default=0)
        headed = sum(one.number is not None and one.level == top for one in sections)
        if headed < _HEADINGS or not follows_outline(sections[0].title):
            continue
        absent = set(REPORT)
        for section in sections:
            for words in _announced(section):
                absent -= parts_of(words, REPORT)
        if absent:
            names = _listed(say(f"outline.report.{name}") for name in REPORT if name in absent)
            yield plain_finding(
                "OUT004", Severity.NOTICE, sections[0].place, parts=names, report=sections[0].title
            )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(parts, ("OUT001", "OUT002", "OUT003")),
    Check(reports, ("OUT004",)),
)
