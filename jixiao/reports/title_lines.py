"""Where a long title breaks: at the seams of its words, into lines of nearly one length."""

from __future__ import annotations

import math
import re
from functools import cache

from jixiao.documents.write.styles import display_width
from jixiao.texts import say

_ROOM = 40
"""Halves of a character in a line of a title: 156 mm at 22 pt hold 20 characters."""
_MOST = 6
"""Lines a title has at most; what is longer is left to break by itself."""
_MEETING = re.compile(r"(?<=[^\x00-\x7f])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\x7f])")
_CUT = 400
"""What a break within a word costs, as the square of halves of a character by which a line is too short."""


@cache
def _seams() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a line may end with, and what one may begin with."""
    after, before = (say(f"report.title.{side}").split() for side in ("after", "before"))
    ends = "|".join(sorted(map(re.escape, after), key=len, reverse=True))
    begins = "|".join(sorted(map(re.escape, before), key=len, reverse=True))
    return re.compile(f"(?:{ends})$"), re.compile(f"(?:{begins})|[12][0-9]{{3}}")


def title_lines(text: str, room: int = _ROOM) -> tuple[str, ...]:
    """The lines of a title; it has one where it fits, is broken already, or is too long to be one."""
    # where Chinese and digits or letters meet, a quarter of a character is set between them
    width = display_width(text) + len(_MEETING.findall(text)) / 2
    count = math.ceil(width / room)
    if count < 2 or count > _MOST or "\n" in text:
        return (text,)
    # a line more, where the fewest would cut a word
    return min((_broken(text, lines, room) for lines in (count, count + 1)), key=lambda one: one[0])[1]


def _broken(text: str, count: int, room: int) -> tuple[int, tuple[str, ...]]:
    """The best ``count`` lines and what they cost; the whole text where there is no way."""
    ideal = display_width(text) / count
    widths = [0]
    for char in text:
        widths.append(widths[-1] + display_width(char))
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for _ in range(count):
        reached: dict[int, tuple[int, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start + 1, len(text) + 1):
                wide = widths[end] - widths[start]
                if wide > room:
                    break
                new = cost + int((wide - ideal) ** 2) + (0 if end == len(text) else _cost(text, end))
                if end not in reached or new < reached[end][0]:
                    reached[end] = new, (*cuts, end)
        best = reached
    if len(text) not in best:
        return 10**9, (text,)
    cost, cuts = best[len(text)]
    return cost + count * _CUT // 4, tuple(text[a:b] for a, b in zip((0, *cuts), cuts, strict=False))


def _cost(text: str, at: int) -> int:
    """What it costs to break before a character: nothing at a seam, most within a number or word."""
    ends, begins = _seams()
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        return 10 * _CUT
    if begins.match(text, at) or ends.search(text, 0, at):
        return 0
    return _CUT
