"""Findings as pages: an overview with a line for each unit, a list with a row for each finding, letters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.write.columns import Column, fit
from jixiao.documents.write.findings_model import MARKS, SEVERITIES
from jixiao.documents.write.model import Mark
from jixiao.documents.write.sheet import Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import printable
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jixiao.documents.write.findings_model import (
        FindingsBook,
        FoundFile,
        FoundGroup,
        FoundLine,
        UnitCounts,
    )

_WIDE, _UPRIGHT = 150, 96
_UNIT_COLUMNS = (
    Column("unit", 24),
    Column("files", 6, figure=True),
    Column("tables", 8, figure=True),
    Column("error", 6, figure=True),
    Column("warning", 6, figure=True),
    Column("notice", 6, figure=True),
    Column("worst", 24),
)
_LIST_COLUMNS = (
    Column("number", 5, figure=True),
    Column("severity", 5, figure=True),
    Column("code", 7, figure=True),
    Column("file", 12),
    Column("place", 14),
    Column("message", 26),
    Column("quote", 18),
    Column("expected", 9),
    Column("found", 9),
    Column("remedy", 20),
    Column("basis", 12),
)
_GROUP_COLUMNS = (
    Column("severity", 5, figure=True),
    Column("code", 7, figure=True),
    Column("at", 11),
    Column("message", 30),
    Column("expected", 9),
    Column("found", 9),
    Column("remedy", 22),
)
_LONGEST_QUOTE = 300
"""A quote in a narrow cell; the whole of it is in the document."""


def _text(
    text: str, style: Style, part: Part = Part.BELOW, *, columns: int = 1, mark: Mark = Mark.NONE
) -> Line:
    """A line of text over the whole width."""
    return Line(part, ((0, Box(printable(text), style, columns=columns, mark=mark)),))


def _table(columns: Sequence[Column], rows: Iterable[list[Box]]) -> list[Line]:
    """A heading with some rows under it."""
    heading = tuple((at, Box(say(f"found.column.{one.key}"), Style.LABEL)) for at, one in enumerate(columns))
    return [Line(Part.HEADING, heading), *(Line(Part.ROWS, tuple(enumerate(row))) for row in rows)]


def _widths(columns: Sequence[Column], rows: Iterable[list[Box]], total: int) -> tuple[int, ...]:
    cells = [[box.text for box in row] for row in rows]
    # a heading may break in two
    head = [text[: (len(text) + 1) // 2] for text in (say(f"found.column.{one.key}") for one in columns)]
    return fit(columns, [head, *cells], total)


def overview(book: FindingsBook) -> Sheet:
    """How much was looked at and found, a line for each unit, what could not be read."""
    rows = [_unit_row(unit) for unit in book.units]
    count = len(_UNIT_COLUMNS)
    lines = [_text(book.title or say("found.title"), Style.TITLE, Part.TOP, columns=count)]
    lines.append(_text(book.head, Style.NOTE, Part.TOP, columns=count))
    lines += _table(_UNIT_COLUMNS, rows)
    lines.append(_text(say("found.legend"), Style.NOTE, columns=count))
    lines += [_text(told, Style.NOTE, columns=count) for told in _rules(book)]
    problems = [*book.problems, *(problem for file in book.files for problem in file.problems)]
    if problems:
        told = say("found.unread", count=str(len(problems)))
        lines.append(_text(told, Style.HEADLINE, columns=count))
        lines += [_text(line, Style.NOTE, columns=count, mark=Mark.DIFFERS) for line in problems]
    return Sheet(say("found.overview"), _widths(_UNIT_COLUMNS, rows, _UPRIGHT), tuple(lines))


def _rules(book: FindingsBook) -> Iterator[str]:
    """What is said of rule sets, each sentence once with the inputs it is said of."""
    said: dict[str, list[str]] = {}
    for file in book.files:
        for sentence in file.rules:
            said.setdefault(sentence, []).append(file.title)
    for sentence, titles in said.items():
        code = "found.rules" if len(titles) == 1 else "found.rules-many"
        yield say(code, file=titles[0], count=str(len(titles)), rules=sentence)


def _unit_row(unit: UnitCounts) -> list[Box]:
    def number(value: int, mark: Mark = Mark.NONE) -> Box:
        return Box(str(value), Style.CENTRED, number=Decimal(value), mark=mark if value else Mark.NONE)

    found = [number(value, MARKS[name]) for name, value in zip(SEVERITIES, unit.found, strict=True)]
    worst = printable(unit.worst) if any(unit.found) else ""
    return [Box(printable(unit.unit)), number(unit.files), number(unit.tables), *found, Box(worst)]


def _severity(line: FoundLine) -> Box:
    return Box(say(f"severity.{line.severity}"), Style.CENTRED, mark=MARKS[line.severity])


def _quote(line: FoundLine) -> str:
    text = printable(line.quote)
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"


def listing(book: FindingsBook) -> Sheet:
    """A row for each finding."""
    rows = [
        [
            Box(str(number), Style.CENTRED, number=Decimal(number)),
            _severity(line),
            Box(line.code, Style.CENTRED),
            *(Box(printable(text)) for text in (line.file, line.place, line.message)),
            Box(_quote(line)),
            *(Box(printable(text)) for text in (line.expected, line.found, line.remedy, line.basis)),
        ]
        for number, line in enumerate(book.lines, 1)
    ]
    lines = _table(_LIST_COLUMNS, rows)
    return Sheet(say("found.list"), _widths(_LIST_COLUMNS, rows, _WIDE), tuple(lines), landscape=True)


def file_page(file: FoundFile) -> Sheet:
    """What was found in one input: a table for each place."""
    grouped = [(group, [_group_row(line) for line in group.lines]) for group in file.groups]
    rows = [row for _, rows in grouped for row in rows]
    lines = [_text(file.title, Style.CAPTION, Part.TOP)]
    lines += [_text(sentence, Style.NOTE, Part.TOP) for sentence in file.rules]
    lines += [_text(problem, Style.NOTE, Part.TOP, mark=Mark.DIFFERS) for problem in file.problems]
    if not rows:
        lines.append(_text(file.counts, Style.NOTE, Part.TOP))
    for group, made in grouped:
        lines.append(_text(_group_title(group), Style.HEADLINE))
        lines += _table(_GROUP_COLUMNS, made)
    return Sheet(printable(file.title), _widths(_GROUP_COLUMNS, rows, _WIDE), tuple(lines), landscape=True)


def _group_title(group: FoundGroup) -> str:
    return say("check.group", title=group.title, counts=group.counts)


def _group_row(line: FoundLine) -> list[Box]:
    quote = _quote(line)
    shown = line.message
    if quote and quote not in shown:
        shown += "\n" + say("check.quote", quote=quote)
    if line.basis:
        shown += "\n" + say("found.basis", basis=line.basis)
    return [
        _severity(line),
        Box(line.code, Style.CENTRED),
        *(Box(printable(text)) for text in (line.at, shown, line.expected, line.found, line.remedy)),
    ]


def letters(book: FindingsBook) -> Iterator[Sheet]:
    """A letter to each unit, the findings of its inputs by place; one to nobody where there is no input."""
    for unit in book.units:
        files = [file for file in book.files if file.unit == unit.unit]
        yield _letter(book, unit, files)
    common = [file for file in book.files if file.unit not in {unit.unit for unit in book.units}]
    if common or book.problems or not book.units:
        lines = [_text(say("found.title"), Style.TITLE, Part.TOP), _text(book.head, Style.LETTER)]
        lines += [_text(problem, Style.LETTER, mark=Mark.DIFFERS) for problem in book.problems]
        for file in common:
            lines += _letter_file(file)
        yield Sheet(say("found.title"), (_UPRIGHT,), tuple(lines))


def _letter(book: FindingsBook, unit: UnitCounts, files: Sequence[FoundFile]) -> Sheet:
    told = say(
        "found.letter.opening",
        files=str(len(files)),
        names="、".join(file.title for file in files[:3]) + ("……" if len(files) > 3 else ""),
        counts=unit.counts,
    )
    lines = [
        _text(book.title or say("found.title"), Style.TITLE, Part.TOP),
        _text("", Style.LETTER),
        _text(say("found.letter.to", unit=unit.unit), Style.ADDRESS),
        _text(told, Style.LETTER),
    ]
    if any(unit.found):
        lines.append(_text(book.ask or say("found.letter.ask"), Style.LETTER))
    for file in files:
        lines += _letter_file(file)
    lines.append(_text(say("found.letter.sign"), Style.SIGN_OFF))
    return Sheet(printable(unit.unit), (_UPRIGHT,), tuple(lines))


def _letter_file(file: FoundFile) -> Iterator[Line]:
    yield _text(file.title, Style.HEADING)
    for sentence in file.rules:
        yield _text(sentence, Style.NOTE)
    for problem in file.problems:
        yield _text(problem, Style.NOTE, mark=Mark.DIFFERS)
    if not file.groups and not file.problems:
        yield _text(say("check.clean"), Style.LETTER)
    for group in file.groups:
        yield _text(_group_title(group), Style.HEADING)
        for number, line in enumerate(group.lines, 1):
            yield from _letter_line(number, line)


def _letter_line(number: int, line: FoundLine) -> Iterator[Line]:
    """One finding as a numbered paragraph, what belongs to it under it."""
    head = say(
        "found.letter.item",
        number=str(number),
        severity=say(f"severity.{line.severity}"),
        code=line.code,
        message=line.message if not line.at or line.at in line.message else f"{line.at}：{line.message}",
    )
    yield _text(head, Style.LETTER)
    under = []
    quote = _quote(line)
    if quote and quote not in line.message:
        under.append(say("check.quote", quote=quote))
    if line.expected:
        code = "check.figures" if line.found else "check.expected"
        under.append(say(code, expected=line.expected, found=line.found))
    if line.remedy:
        under.append(say("check.remedy", remedy=line.remedy))
    if line.basis:
        under.append(say("found.basis", basis=line.basis))
    for text in under:
        yield _text(text, Style.UNDER)
