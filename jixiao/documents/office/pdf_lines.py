"""Glyphs into lines of text: what stands on one line, where spaces are, where columns begin.

Units are points from the top left corner.  Chinese is never given a space that the file
does not have, except where a gap is wider than a character.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from operator import itemgetter
from typing import Final, NamedTuple

COLUMN_GAP: Final = 1.6
"""Gaps wider than so many characters separate columns of text."""

_WORD_GAP, _WIDE_GAP = 0.22, 0.9
_SAME_LINE = 0.5
_PADDING = 12.0
_RADICALS: Final = dict(
    zip(
        "⺟⺠⺮⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民竹虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_STAYS = frozenset("，。、；：！？）】》〉」』“‘”’％…—·")
_OPENS = frozenset("（【《〈「『“‘”’([{")
_COMPATIBLE = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06))


class Glyph(NamedTuple):
    """One character where it stands; ``size`` is its height."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    text: str


@dataclass(slots=True)
class Segment:
    """Text without a gap as wide as a column's."""

    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Line:
    """One line of text on a page: its rectangle, the height of its characters, its segments from the left."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    segments: list[Segment]
    ends_in_space: bool = False

    @property
    def text(self) -> str:
        """The whole line; columns are set off by tabs."""
        return "\t".join(segment.text for segment in self.segments)

    @property
    def first_width(self) -> float:
        """How wide the part of the line is that could not be broken off the line before, about."""
        width, before = 0.0, ""
        for mark in self.segments[0].text:
            sticks = mark in _STAYS or mark.isascii()
            if before and (mark.isspace() or not (sticks or before in _OPENS)):
                break
            width += 0.55 if mark.isascii() or mark in "“”‘’" else 1.0
            before = mark
        return self.size * width


def repaired(text: str) -> str:
    """``text`` with characters for the radicals (``⽬``) that fonts name instead of them."""
    if text.isascii():
        return text
    return "".join(_one(mark) for mark in text)


def _one(mark: str) -> str:
    known = _RADICALS.get(mark)
    if known is not None:
        return known
    code = ord(mark)
    if any(first <= code <= last for first, last in _COMPATIBLE):
        return unicodedata.normalize("NFKC", mark)
    return "" if mark in "\u00ad\u200b\ufeff" else mark


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """The lines that ``glyphs`` form, from the top; blanks at the ends are cut."""
    lines: list[Line] = []
    group: list[Glyph] = []
    middle = tallest = 0.0
    for glyph in sorted(glyphs, key=lambda one: one[1] + one[3]):
        centre = (glyph.top + glyph.bottom) / 2
        if group and centre - middle > _SAME_LINE * max(tallest, glyph.size):
            _take(lines, group)
            group, tallest = [], 0.0
        group.append(glyph)
        if glyph.size > tallest:
            middle, tallest = centre, glyph.size
    if group:
        _take(lines, group)
    return lines


def _take(lines: list[Line], group: list[Glyph]) -> None:
    """One line out of the glyphs on it, unless it is blank."""
    group.sort(key=itemgetter(0))
    segments: list[Segment] = []
    pieces: list[str] = []
    last: Glyph | None = None
    start = 0.0
    spaced = False
    for glyph in group:
        if glyph.text.isspace() or not glyph.text:
            spaced = spaced or bool(glyph.text)
            continue
        if last is not None:
            if glyph.text == last.text and glyph.x0 - last.x0 < 0.3 * (last.x1 - last.x0):
                continue  # printed twice to look bold
            gap = (glyph.x0 - last.x1) / max(glyph.size, 0.1)
            if gap > COLUMN_GAP:
                segments.append(Segment(start, last.x1, "".join(pieces)))
                pieces = []
            elif (spaced and gap > 0.1) or gap > _space_at(last.text, glyph.text):
                pieces.append(" ")
        if not pieces:
            start = glyph.x0
        pieces.append(glyph.text)
        last, spaced = glyph, False
    if last is None:
        return
    segments.append(Segment(start, last.x1, "".join(pieces)))
    inked = [glyph for glyph in group if not glyph.text.isspace()]
    lines.append(
        Line(
            segments[0].x0,
            min(glyph.top for glyph in inked),
            segments[-1].x1,
            max(glyph.bottom for glyph in inked),
            max(glyph.size for glyph in inked),
            segments,
            ends_in_space=spaced,
        )
    )


def _space_at(left: str, right: str) -> float:
    """How wide a gap must be to be a space: between letters less than where Chinese may be spread."""
    return _WORD_GAP if left[-1:].isascii() and right[:1].isascii() else _WIDE_GAP


def run_on(first: str, second: str, *, spaced: bool) -> str:
    """Two lines of one paragraph as one: no space between Chinese, one between words that had one."""
    if spaced and first[-1:].isascii() and second[:1].isascii():
        return f"{first} {second}"
    return first + second


def cell_text(lines: list[Line], width: float) -> str:
    """The text of a cell ``width`` wide.

    A line that would have had room for the next word was broken by its writer; the break stays.
    """
    text = ""
    before: Line | None = None
    for line in lines:
        if before is None:
            text = line.text
        elif room_after(before, width) >= lead_of(line):
            text += "\n" + line.text
        else:
            text = run_on(text, line.text, spaced=before.ends_in_space)
        before = line
    return text


def room_after(line: Line, width: float) -> float:
    """What ``line`` leaves of a cell ``width`` wide, margins taken off."""
    return width - _PADDING - (line.x1 - line.x0)


def lead_of(line: Line) -> float:
    """What a line before would have needed to take the beginning of this one."""
    return line.first_width + 0.3 * line.size
