"""The words over the columns of a self-evaluation table, and what each column holds.

Headings are compared by NFKC without white space; what stands in brackets and a
trailing letter (``全年预算数（A）``) say nothing.  A heading one or two characters away from exactly
one known word is read as that word, and the reader says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.documents.figures import compact
from jixiao.documents.vocabulary import FUND_WORDS, INDICATOR_WORDS
from jixiao.indicators.taxonomy import level1, level2

if TYPE_CHECKING:
    from collections.abc import Mapping


_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
_LETTERS = re.compile(r"[A-Za-z](?:[/÷][A-Za-z])?$|^[A-Za-z](?=[^A-Za-z])")
_MARKS = re.compile(r"^[★*※]+|[:;,。、]+$|^[①-⑳]|[①-⑳]$|[*]")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)分")
_MAX_HEADING = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading was read as: the field, the word it was compared to, and how far it is from it."""

    field: str
    word: str
    distance: int = 0


@lru_cache(maxsize=4)
def _index(which: str) -> dict[str, str]:
    words = INDICATOR_WORDS if which == "indicator" else FUND_WORDS
    return {compact(alias): field for field, aliases in words.items() for alias in aliases}


def _variants(text: str) -> list[str]:
    """The heading itself, then with less and less around its words."""
    bare = _MARKS.sub("", text)
    stripped = _MARKS.sub("", _BRACKETS.sub("", bare))
    open_end = re.sub(r"[(\[【].*$", "", stripped)
    lettered = _LETTERS.sub("", stripped)
    return list(dict.fromkeys(v for v in (text, bare, stripped, lettered, open_end) if v))


@lru_cache(maxsize=4096)
def match(cell: str, which: str) -> Heading | None:
    """The column a heading names in the ``indicator`` or ``fund`` block; ``None`` if it names none."""
    if len(cell) > 3 * _MAX_HEADING:
        return None
    text = compact(cell)
    if not text or len(text) > _MAX_HEADING:
        return None
    index = _index(which)
    variants = _variants(text)
    for variant in variants:
        field = index.get(variant)
        if field is not None:
            return Heading(field, variant)
    return _near(variants[-1], index)


def _near(text: str, index: Mapping[str, str]) -> Heading | None:
    """The one known word within one edit (two from six characters on); ``None`` if two fields are as near."""
    if len(text) < 4 or not _looks_chinese(text) or level1(text) or level2(text):
        return None
    allowed = 2 if len(text) >= 6 else 1
    best: dict[str, tuple[int, str]] = {}
    for alias, field in index.items():
        if len(alias) < 4 or abs(len(alias) - len(text)) > allowed:
            continue
        distance = edit_distance(text, alias, allowed)
        if distance <= allowed and (field not in best or distance < best[field][0]):
            best[field] = (distance, alias)
    ranked = sorted((distance, field, alias) for field, (distance, alias) in best.items())
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    distance, field, alias = ranked[0]
    return Heading(field, alias, distance)


def _looks_chinese(text: str) -> bool:
    return all("一" <= char <= "鿿" for char in text)


def edit_distance(left: str, right: str, limit: int) -> int:
    """Edits (insert, delete, replace) between two short words; above ``limit`` it is ``limit + 1``."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row = row, [i]
        for j, b in enumerate(right, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b)))
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def points(cell: str) -> str | None:
    """The points a heading names in brackets: ``得分（20分×执行率）`` gives 20."""
    text = compact(cell[: 3 * _MAX_HEADING])
    inside = _BRACKETS.search(text)
    found = _POINTS.search(inside.group()) if inside else None
    return found.group(1) if found else None
