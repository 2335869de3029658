"""What all writers share: fonts, sizes, margins, colours; widths and heights of text; safe text and figures.

Margins of the official form are those of GB/T 9704-2012: 版心 156 × 225 mm on A4.  The fonts are
named, never shipped; where a machine lacks one the next of its list stands in.
"""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from jixiao.documents.write.model import Mark
from jixiao.indicators.numbers import exact_string


class Face(NamedTuple):
    """A typeface by the name offices in China know it by, and what may stand in for it, nearest first."""

    name: str
    instead: tuple[str, ...]


TITLE = Face("方正小标宋简体", ("方正小标宋_GBK", "华文中宋", "宋体", "SimSun", "Noto Serif CJK SC"))
HEAD = Face("黑体", ("SimHei", "微软雅黑", "Noto Sans CJK SC"))
BODY = Face("仿宋_GB2312", ("仿宋", "FangSong", "华文仿宋", "宋体", "SimSun", "Noto Serif CJK SC"))
LATIN = "Times New Roman"

TITLE_POINTS = 22
CELL_POINTS = 10
SMALLER_POINTS = (8, 6)
"""Sizes tried, largest first, where a cell would be taller than a sheet allows at its own."""

LINE_HEIGHT = 1.35
"""Points of row height for each line and point of type; 13.5 pt for 10 pt type printed without overlap."""
LEAST_ROW = 22.0
TALLEST_ROW = 400.0
"""A sheet's row cannot be taller than 409.5 points."""

PAGE_MM = (210, 297)
MARGIN_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
MARGIN_WIDE_MM = {"top": 22, "bottom": 20, "left": 20, "right": 20}
"""Of the scored form, a working paper that lies on its side."""
MM_PER_INCH = Decimal("25.4")


class Colour(NamedTuple):
    """Ink and ground of a marked cell, as ``RRGGBB``."""

    ink: str
    ground: str


COLOURS: dict[Mark, Colour] = {
    Mark.DIFFERS: Colour("9C0006", "FFC7CE"),
    Mark.OPEN: Colour("7F6000", "FFF2CC"),
}
SIGNS: dict[Mark, str] = {Mark.SAME: "＝", Mark.DIFFERS: "≠", Mark.OPEN: "？", Mark.NONE: "—"}
"""Black-and-white prints tell a difference by these."""
NOT_APPLICABLE = "—"
HEAD_GROUND = "F2F2F2"
INPUT_GROUND = "FFFBE6"

_SHORT_TEXT = 200
LONGEST_CELL = 32_000
"""A sheet's cell holds 32,767 characters."""

# What XML 1.0 cannot hold, and the halves of pairs that no encoding can.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEW_LINE = re.compile("\r\n?|\x0b|\x0c")


def printable(text: str | None) -> str:
    """``text`` as every format can hold it: one kind of line end, a mark for what no file can hold."""
    return "" if text is None else _UNPRINTABLE.sub("\ufffd", _NEW_LINE.sub("\n", text))


def display_width(text: str) -> int:
    """The width of one line in columns of half a Chinese character (ambiguous signs count as wide)."""
    if text.isascii():
        return len(text)
    return _known_width(text) if len(text) <= _SHORT_TEXT else _width(text)


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        for char in text
    )


_known_width = lru_cache(maxsize=1 << 16)(_width)
"""A table of thousands of rows asks for the width of the same names many times."""


def lines_of(text: str, columns: float) -> int:
    """How many lines ``text`` takes in a cell of that width, at least."""
    room = max(columns - 1, 2)
    # a wide character does not break in two: an odd last column stays empty
    return sum(
        max(1, math.ceil(display_width(line) / (room - room % 2 or room))) for line in text.split("\n")
    )


def text_height(text: str, columns: float, points: float = CELL_POINTS) -> float:
    """The height in points that ``text`` needs in a cell ``columns`` wide (in standard characters)."""
    return lines_of(text, columns * CELL_POINTS / points) * points * LINE_HEIGHT + 4


def figure(value: Decimal | None) -> str:
    """A number as printed in 分值 and 得分: without trailing zeros or exponent; empty for none."""
    if value is None:
        return ""
    return str(value) if absurd(value) else exact_string(Fraction(value))


def amount(value: Decimal | None) -> str:
    """An amount with the decimals it was given with; never rounded."""
    if value is None:
        return ""
    return str(value) if absurd(value) else f"{value:f}"


def absurd(value: Decimal) -> bool:
    """Whether a number is too long to be printed in full."""
    return not value.is_finite() or not -40 <= value.adjusted() <= 40 or len(value.as_tuple().digits) > 60


def decimals(text: str) -> int:
    """The decimals of a plain number."""
    return len(text.partition(".")[2])


def as_float(value: Decimal) -> float | None:
    """The binary number that stands for ``value`` exactly in the 15 digits of a sheet; else ``None``."""
    if absurd(value) or len(value.normalize().as_tuple().digits) > 15:
        return None
    number = float(value)
    return number if Decimal(repr(number)) == value else None


def families(face: Face) -> str:
    """The list of fonts for a style sheet."""
    return ", ".join(f'"{name}"' for name in (LATIN, face.name, *face.instead)) + ", serif"
