"""Text folded for reading (NFKC, no white space), each character knowing where it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, repeat

_DROPPED = frozenset("\u200b\u200c\u200d\ufeff\u00ad*")
_STYLED = {
    "﹒": ".",
    "·": "·",
    "…": "…",
    "⋯": "…",
    "″": "”",
    "‟": "“",
    "〝": "“",
    "〞": "”",
    '"': "”",
    "−": "-",
    **{char: f"({number})" for number, char in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)},
}


@cache
def _fold(char: str) -> str:
    if char in _STYLED:
        return _STYLED[char]
    if char in _DROPPED:
        return ""
    return "".join(c for c in unicodedata.normalize("NFKC", char) if not c.isspace())


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is folded; ``raw[at[i]]`` is where its character ``i`` came from (``at`` is one longer)."""

    raw: str
    text: str
    at: tuple[int, ...]

    def verbatim(self, start: int, end: int) -> str:
        """The printed text of a stretch of the folded one."""
        if start >= end:
            return ""
        return self.raw[self.at[start] : self.at[end - 1] + 1].strip()

    def name(self, start: int, end: int) -> str:
        """A printed name: its stray white space dropped, one space kept between Latin words."""
        text = " ".join(self.verbatim(start, end).split())
        return re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", text)


def fold(raw: str) -> Folded:
    """``raw`` folded; Markdown's bold marks are dropped."""
    pieces = list(map(_fold, raw))
    sizes = list(map(len, pieces))
    places = range(len(raw))
    # texts of many megabytes pass here: no step of this is a loop of our own
    at = (
        compress(places, sizes)
        if max(sizes, default=0) < 2
        else chain.from_iterable(map(repeat, places, sizes))
    )
    return Folded(raw, "".join(pieces), (*at, len(raw)))
