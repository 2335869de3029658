"""Findings as Markdown: a heading for each place, a list item for each finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.styles import printable
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.write.findings_model import FindingsBook, FoundFile, FoundLine

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~!&])|^([0-9]+)(?=[.)](?:\s|$))|^([-+=])")


def _plain(text: str) -> str:
    """A document's text on one line, none of its characters read as Markdown."""
    line = " ".join(printable(text).split())
    return _MARKS.sub(lambda mark: f"{mark[2]}\\" if mark[2] else f"\\{mark[0]}", line)


def write(book: FindingsBook, stream: BinaryIO) -> None:
    """Write the overview, then every input with its findings by place, in UTF-8."""
    stream.write("".join(f"{line}\n" for line in _lines(book)).encode("utf-8"))


def _lines(book: FindingsBook) -> Iterator[str]:
    yield f"# {say('found.title')}"
    yield ""
    yield _plain(book.head)
    yield ""
    if book.units:
        keys = ("unit", "files", "tables", "error", "warning", "notice", "worst")
        yield "| " + " | ".join(say(f"found.column.{key}") for key in keys) + " |"
        yield "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
        for unit in book.units:
            worst = _plain(unit.worst) if any(unit.found) else "—"
            cells = [_plain(unit.unit), *map(str, (unit.files, unit.tables, *unit.found)), worst]
            yield f"| {' | '.join(cells)} |"
        yield ""
    for problem in book.problems:
        yield f"- {_plain(problem)}"
    for file in book.files:
        yield from _file(file)


def _file(file: FoundFile) -> Iterator[str]:
    yield f"## {_plain(file.title)}"
    yield ""
    for sentence in (*file.rules, *file.problems):
        yield _plain(sentence)
        yield ""
    if not file.groups and not file.problems:
        yield say("check.clean")
        yield ""
    for group in file.groups:
        yield f"### {_plain(say('check.group', title=group.title, counts=group.counts))}"
        yield ""
        for line in group.lines:
            yield from _item(line)
        yield ""


def _item(line: FoundLine) -> Iterator[str]:
    at = f"{_plain(line.at)}：" if line.at and line.at not in line.message else ""
    yield f"- **{say(f'severity.{line.severity}')} {line.code}** {at}{_plain(line.message)}"
    if line.quote and line.quote not in line.message:
        yield f"  - {say('check.quote', quote=_plain(line.quote))}"
    if line.expected:
        code = "check.figures" if line.found else "check.expected"
        yield f"  - {say(code, expected=_plain(line.expected), found=_plain(line.found))}"
    if line.remedy:
        yield f"  - {say('check.remedy', remedy=_plain(line.remedy))}"
    if line.basis:
        yield f"  - {say('found.basis', basis=_plain(line.basis))}"
