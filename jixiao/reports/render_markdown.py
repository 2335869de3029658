"""A report as Markdown: text that reads well as it is, charts as tables of their data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.styles import printable
from jixiao.reports.blocks import (
    Align,
    Blank,
    Contents,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Title,
    Tone,
    Words,
)
from jixiao.reports.charts import data_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.reports.blocks import Block, Cell, Report, Run

# What would be markup anywhere in a line, and what would be at its beginning.
_SIGNS = re.compile(r"[\\`*_\[\]<>|~&$]")
_FIRST = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+=](?=[\s=-]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_RULES = {Align.LEFT: ":---", Align.CENTRE: ":---:", Align.RIGHT: "---:"}
BREAK = "<br>"


def escaped(text: str) -> str:
    """``text`` in one line that Markdown shows as it is; its line ends are breaks."""
    made = _SIGNS.sub(lambda found: "\\" + found[0], printable(text).replace("\t", " "))
    return made.strip(" ").replace("\n", BREAK)


def _opening(line: str) -> str:
    """A line that does not begin a list or a heading."""
    found = _FIRST.match(line)
    if found is None:
        return line
    if found[2].isdigit():
        return f"{found[1]}{found[2]}\\{line[found.end() :]}"
    return f"{found[1]}\\{line[found.end(1) :]}"


def _run(run: Run) -> str:
    strong = isinstance(run, Blank) or (isinstance(run, Words) and run.strong)
    text = escaped(run.text)
    # white space inside keeps the stars from being marks
    return f"**{text}**" if strong and text else escaped_within(run.text)


def escaped_within(text: str) -> str:
    """As :func:`escaped`, with the spaces at the ends kept."""
    made = escaped(text)
    left = " " if text[:1] in {" ", "\t"} and made else ""
    right = " " if text[-1:] in {" ", "\t"} and made else ""
    return left + made + right


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs)).strip(" ")


def _cell(one: Cell, *, strong: bool) -> str:
    text = _runs(one.runs)
    plain = text and "**" not in text
    return f"**{text}**" if plain and (strong or one.strong) else text


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{escaped(table.caption)}**"
    if table.unit:
        yield _opening(escaped(table.unit))
    lines = []
    for number, (one, placed) in enumerate(table.placed()):
        line = [""] * len(table.columns)
        for at, found in placed:
            line[at] = _cell(found, strong=one.strong or 0 < number < len(table.heading))
        lines.append(f"| {' | '.join(line)} |")
        if number == 0:
            lines.append(f"| {' | '.join(_RULES[column.align] for column in table.columns)} |")
    yield "\n".join(lines)
    for note in table.notes:
        yield _opening(escaped(note))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text, under):
            yield f"# {escaped(text)}"
            yield from (_opening(escaped(line)) for line in under)
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.printed)}"
        case Paragraph():
            text = _runs(block.runs)
            yield f"- {text}" if block.tone is Tone.ITEM else _opening(text)
        case Table():
            yield from _table(block)
        case Figure():
            if block.said:
                yield _opening(escaped(block.said))
            yield from _table(data_table(block))
            yield _opening(escaped(block.caption))
        case Contents() | PageBreak():
            return


def markdown(report: Report) -> str:
    """The report as text; a rule of dashes stands between parts."""
    parts = []
    for part in report.parts:
        pieces = (piece for block in part.blocks for piece in _block(block) if piece)
        parts.append("\n\n".join(pieces))
    return "\n\n---\n\n".join(part for part in parts if part) + "\n"


def render(report: Report, stream: BinaryIO) -> None:
    """Write the report in UTF-8."""
    stream.write(markdown(report).encode("utf-8"))
