"""A table for a terminal: columns that fit, Chinese cells aligned and wrapped as a person would."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import click

from jixiao.console import width

if TYPE_CHECKING:
    from collections.abc import Mapping

GAP = 2
NBSP = "\u00a0"
"""A space at which no line is broken; it is printed as a plain one."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_CLOSING = "，。、；：！？）》”’」』…%％"
_OPENING = "（《“‘「『"
_COMPARED = r"(?<=≤)[\u3400-\u9fff]{2,4}(?=<)|[\u3400-\u9fff]{2,4}(?=≥[0-9])"
_FIGURE = rf"(?:[!-~{NBSP}×÷−≤≥≠～（）]|{_COMPARED})+"
_CHUNK = re.compile(rf"[{_OPENING}]*(?:{_FIGURE}|\S)[{_CLOSING}]*")
_SIGN = re.compile(r" ?([×÷−=]) ?")


class Cell(NamedTuple):
    """A text and the styles of :func:`click.style` it is printed in."""

    text: str
    style: Mapping[str, object] = MappingProxyType({})


class Column(NamedTuple):
    """A heading; ``weight`` is its share of the room where not all fits, 0 for one that always fits."""

    heading: str
    weight: int = 0
    least: int = 6
    right: bool = False


def plain(text: str) -> str:
    """``text`` on one line without control characters: a document's text never steers the terminal."""
    return " ".join(_CONTROL.sub(" ", text).split(" ")).strip()


def figures(text: str) -> str:
    """``text`` with its formulas kept together: no line breaks around their signs."""
    return _SIGN.sub(lambda found: found[0].replace(" ", NBSP), text)


def _pieces(chunk: str, columns: int) -> list[str]:
    """A chunk that is longer than a line, cut at spaces that hold formulas together, at last anywhere."""
    if width(chunk) <= columns:
        return [chunk]
    if NBSP in chunk.strip(NBSP):
        return [piece for part in re.split(rf"(?<={NBSP})", chunk) for piece in _pieces(part, columns)]
    pieces = [""]
    for char in chunk:
        if pieces[-1] and width(pieces[-1] + char) > columns:
            carried = pieces[-1][-1] if char in _CLOSING and len(pieces[-1]) > 1 else ""
            pieces[-1] = pieces[-1].removesuffix(carried)
            pieces.append(carried)
        pieces[-1] += char
    return pieces


def wrap(text: str, columns: int) -> list[str]:
    """``text`` as lines of at most ``columns`` columns; Chinese breaks anywhere but before a closing mark."""
    lines, line = [], ""
    for found in _CHUNK.finditer(text):
        gap = " " if line and found.start() and text[found.start() - 1] == " " else ""
        for piece in _pieces(found[0], columns):
            if line and width(line + gap + piece.rstrip(NBSP)) > columns:
                lines.append(line)
                line, gap = "", ""
            line += gap + piece
            gap = ""
    return [ready.replace(NBSP, " ").rstrip() for ready in [*lines, line]]


def _widths(columns: list[Column], rows: list[list[Cell]], room: int) -> list[int]:
    """The width of each column: what it needs where everything fits, else by weight."""
    natural = [
        max([width(column.heading), *(width(row[index].text) for row in rows)])
        for index, column in enumerate(columns)
    ]
    left = room - GAP * (len(columns) - 1)
    if sum(natural) <= left:
        return natural
    given = [0 if column.weight else need for column, need in zip(columns, natural, strict=True)]
    left -= sum(given)
    open_ = [index for index, column in enumerate(columns) if column.weight]
    while open_:
        weights = sum(columns[index].weight for index in open_)
        fits = [index for index in open_ if natural[index] * weights <= left * columns[index].weight]
        if not fits:
            for index in open_:
                given[index] = max(left * columns[index].weight // weights, columns[index].least)
            break
        for index in fits:
            given[index] = natural[index]
            left -= natural[index]
        open_ = [index for index in open_ if index not in fits]
    return given


def _padded(text: str, columns: int, *, right: bool) -> str:
    space = " " * (columns - width(text))
    return space + text if right else text + space


def table(columns: list[Column], rows: list[list[Cell]], room: int, *, colour: bool) -> list[list[str]]:
    """The lines of each row of a table, its heading first, at most ``room`` columns wide if it can be."""
    widths = _widths(columns, rows, room)
    heading = [Cell(column.heading, {"bold": True}) for column in columns]
    blocks = []
    for row in [heading, *rows]:
        cells = [wrap(cell.text, wide) for cell, wide in zip(row, widths, strict=True)]
        lines = []
        for number in range(max(map(len, cells))):
            parts = []
            for index, cell in enumerate(cells):
                text = cell[number] if number < len(cell) else ""
                padded = _padded(text, widths[index], right=columns[index].right)
                parts.append(styled(Cell(padded, row[index].style), colour=colour) if text else padded)
            lines.append((" " * GAP).join(parts).rstrip())
        blocks.append(lines)
    return blocks


def styled(cell: Cell, *, colour: bool) -> str:
    """The text in its style, where colours are wanted."""
    return click.style(cell.text, **cell.style) if colour and cell.style else cell.text  # type: ignore[arg-type]  # styles are click's own keywords
