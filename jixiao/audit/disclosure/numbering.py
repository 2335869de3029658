"""Numbers of headings and of items: one after the other, none twice, none left out.

Only numbers of one style under one heading are compared.  A list that begins again at 1 is a new list; a
number that stands inside a paragraph (its line break lost) is not missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding, where
from jixiao.audit.disclosure.passages import among_tables
from jixiao.indicators.ordinals import stands_in, written
from jixiao.schemas.finding import Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Section
    from jixiao.schemas.finding import Finding, Place

_SPOKEN = frozenset({"ordinal", "title"})
"""Styles that are words of a sentence, or no numbers at all."""
_STRICT = frozenset({"part", "han", "han-paren"})
"""Styles of headings that begin again only under another heading."""
_MOST_LEFT_OUT = 3
"""After a gap of more numbers the reading is to be doubted, not the document."""


class Item(NamedTuple):
    """A numbered heading or paragraph; ``at`` is where it stands among all paragraphs, in order."""

    number: int
    title: str
    place: Place
    at: int
    heading: bool


class Sequences(NamedTuple):
    """The numbered things by heading above and style, and the texts of the document in order."""

    items: dict[tuple[int | None, str], list[Item]]
    texts: list[str]


def sequences(sections: Sequence[Section]) -> Sequences:
    """What is numbered, put together under the heading it belongs to."""
    made = Sequences({}, [])
    tables = among_tables(sections)
    for index, section in enumerate(sections):
        made.texts.append(section.place.quote or section.title)
        if section.number is not None:
            key = (section.parent, section.style)
            item = Item(section.number, section.title, section.place, len(made.texts), heading=True)
            made.items.setdefault(key, []).append(item)
        for place, passage in enumerate(section.passages):
            made.texts.append(passage.text)
            own = place == 0 and (passage.style, passage.number) == (section.style, section.number)
            if passage.number is None or passage.style is None or own or index in tables:
                continue
            item = Item(passage.number, passage.text, passage.place, len(made.texts), heading=False)
            made.items.setdefault((index, passage.style), []).append(item)
    return made


def _runs(items: list[Item], style: str) -> Iterator[list[Item]]:
    """The lists that the numbers make: a new one begins at 1, but for strict headings told again alone."""
    run: list[Item] = []
    for index, item in enumerate(items):
        following = items[index + 1].number if index + 1 < len(items) else None
        again = item.number == 1 and bool(run)
        alone = item.heading and style in _STRICT and following != item.number + 1
        if again and not alone:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def numbers(subject: DisclosureSubject) -> Iterator[Finding]:
    """TXT020: a number stands twice under one heading.  TXT021: a number is left out."""
    found = sequences(subject.disclosure.sections)
    for (_, style), items in found.items.items():
        if style in _SPOKEN:
            continue
        for run in _runs(items, style):
            yield from _in_run(run, style, found.texts)


def _in_run(run: list[Item], style: str, texts: list[str]) -> Iterator[Finding]:
    seen = {run[0].number: run[0]}
    last = run[0]
    for item in run[1:]:
        first = seen.get(item.number)
        if first is not None and (item.heading or run[0].number == 1):
            yield _finding("TXT020", Severity.WARNING, style, item, first)
        elif first is None and item.number > last.number + 1:
            left_out = range(last.number + 1, item.number)
            between = texts[last.at - 1 : item.at - 1]
            missing = [
                number
                for number in left_out
                if number not in seen and not any(stands_in(style, number, text) for text in between)
            ]
            if missing and len(missing) <= _MOST_LEFT_OUT:
                words = _listed([written(style, number) for number in missing])
                yield _finding("TXT021", Severity.NOTICE, style, item, last, missing=words)
        seen.setdefault(item.number, item)
        # a number told twice is counted on from where the list had come
        last = item if item.number > last.number else last._replace(at=item.at)


def _listed(written: list[str]) -> str:
    """Numbers in a row; what ends each of several is left out where it is what stands between them."""
    between = say("audit.enumeration")
    return written[0] if len(written) == 1 else between.join(one.removesuffix(between) for one in written)


def _finding(code: str, severity: Severity, style: str, item: Item, other: Item, **params: str) -> Finding:
    place = item.place
    if place.quote is None:
        place = place.model_copy(update={"quote": item.title[:120]})
    return plain_finding(
        code,
        severity,
        place,
        found=written(style, item.number),
        other=written(style, other.number),
        first=where(other.place),
        **params,
    )


CHECKS: tuple[Check[DisclosureSubject], ...] = (Check(numbers, ("TXT020", "TXT021")),)
