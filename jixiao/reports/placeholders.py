"""What the placeholders of a bureau's template stand for: single values, tables, sections of a report.

A section is named by the number of its heading, by its words, or by both: the heading 四、（三）项目产出情况
answers to all of these.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.reports.blocks import Blank, Fact, Heading, PageBreak, Part, Report, Title, Words, paragraph
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jixiao.reports.blocks import Block, Run, Table


_DEEPEST = 2
"""The level of headings down to which a sample template has a placeholder for each."""


class Section(NamedTuple):
    """A heading's path of numbers and its words, compared without punctuation, and what stands under it."""

    number: str
    words: str
    blocks: tuple[Block, ...]


class Values(NamedTuple):
    """What placeholders may name: values within a line, tables, and the report whose sections are meant."""

    words: Mapping[str, tuple[Run, ...]]
    tables: Mapping[str, Table]
    report: Report


class Named:
    """Finds what a placeholder stands for."""

    def __init__(self, values: Values) -> None:
        """Take the values; those of the same name as a section come first."""
        self.report = values.report
        self._words = {squeeze(name): runs for name, runs in values.words.items()}
        self._tables = {squeeze(name): table for name, table in values.tables.items()}
        self._sections = sections(values.report)

    def find(self, name: str) -> tuple[Run, ...] | tuple[Block, ...] | None:
        """The runs of a value, or the blocks of a section or table; ``None`` where nothing has that name."""
        asked = squeeze(name)
        if asked in self._words:
            return self._words[asked]
        if asked in self._tables:
            return (self._tables[asked],)
        if asked == squeeze(say("placeholder.body")):
            return tuple(body(self.report))
        if asked == squeeze(say("placeholder.opening")):
            return opening(self.report) or None
        return self._section(asked)

    def _section(self, asked: str) -> tuple[Block, ...] | None:
        if not asked:
            return None
        numbered = [one for one in self._sections if asked.startswith(one.number)]
        # the longest number that begins the name is meant
        for one in sorted(numbered, key=lambda one: -len(one.number)):
            if asked[len(one.number) :] in one.words:
                return one.blocks
        same = [one for one in self._sections if one.words == asked]
        return same[0].blocks if len(same) == 1 else None


def uncovered(report: Report, filled: Report) -> tuple[str, ...]:
    """The headings of the upper levels whose words are in a draft and nowhere in what was put in.

    None where no section was put in at all: such a template is not meant to hold them.
    """
    inside = {id(block) for block in filled.blocks()}
    blocks = tuple(body(report))
    if not any(id(block) in inside for block in blocks):
        return ()
    left: list[str] = []
    over = ""
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or block.level > _DEEPEST:
            continue
        over = block.printed if block.level == 1 else over
        own = _until_heading(blocks[at + 1 :])
        if own and not any(id(one) in inside for one in own):
            left.append(block.printed if block.level == 1 else over + block.printed)
    return tuple(left)


def _until_heading(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """What stands before the next heading of the upper levels."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= _DEEPEST:
            break
        made.append(block)
    return tuple(made)


def is_block(content: tuple[Run, ...] | tuple[Block, ...]) -> bool:
    """Whether it is blocks, which need a paragraph of their own."""
    return not all(isinstance(one, (Words, Fact, Blank)) for one in content)


def body(report: Report) -> Iterator[Block]:
    """The blocks of the first part, without titles and page breaks."""
    for part in report.parts[:1]:
        yield from (block for block in part.blocks if not isinstance(block, (Title, PageBreak)))


def opening(report: Report) -> tuple[Block, ...]:
    """What stands before the first heading."""
    return tuple(takewhile(lambda block: not isinstance(block, Heading), body(report)))


def sections(report: Report) -> tuple[Section, ...]:
    """Every section of the first part with all that is under it, headings of lower levels included."""
    blocks = tuple(body(report))
    found: list[Section] = []
    path: list[str] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or not block.number:
            continue
        path = [*path[: block.level - 1], *[""] * (block.level - 1 - len(path)), squeeze(block.number)]
        found.append(Section("".join(path), squeeze(block.text), _under(blocks[at + 1 :], block.level)))
    return tuple(found)


def _under(blocks: Sequence[Block], level: int) -> tuple[Block, ...]:
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            break
        made.append(block)
    return tuple(made)


def skeleton(report: Report, titles: Mapping[str, str], whole: Collection[str] = ()) -> Report:
    """A sample template: the headings of a draft, a placeholder under each that has words of its own.

    ``titles`` gives the placeholder that stands for a title, by the title; sections with the headings
    ``whole`` are one placeholder, since what is under them depends on the data.
    """
    made: list[Block] = []
    blocks = report.parts[0].blocks if report.parts else ()
    path: list[str] = []
    closed = False
    for at, block in enumerate(blocks):
        if isinstance(block, Title):
            made.append(Title(titles.get(block.text, block.text)))
            if opening(report):
                made.append(paragraph(placeholder(say("placeholder.opening"))))
        elif isinstance(block, Heading) and block.level <= (1 if closed else _DEEPEST):
            path = [*path[: block.level - 1], block.number]
            closed = block.text in whole
            made.append(block)
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            if closed or not isinstance(below, Heading) or below.level > _DEEPEST:
                made.append(
                    paragraph(placeholder("".join(path).rstrip(say("placeholder.stop")) + block.text))
                )
    return Report(report.title, (Part(tuple(made)),))


def placeholder(name: str) -> str:
    """A placeholder as it stands in a template."""
    return "{{" + name + "}}"
