"""A page of named figures: text with every figure by its name, so that one can be changed at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_MARK = re.compile("⟦(.+?)⟧")


@dataclass(frozen=True)
class Figure:
    """One thing printed once.

    ``kind``: ``money`` (a number; its unit, in prose, is the figure ``<name>#unit``), ``percent`` (its
    number), ``count``, ``score``, ``unit``, ``year``, ``grade``, ``name`` (of a project), ``way``
    (增加 or 减少).  ``family`` is the table (``01`` … ``10``) or the section of the text it stands in.
    """

    text: str
    kind: str
    family: str


@dataclass
class Page:
    """What is being printed: the marked text and its figures, with how this document prints."""

    random: Random
    cut_off: bool = False
    commas: bool = False
    spaced: bool = False
    figures: dict[str, Figure] = field(default_factory=dict)
    marked: list[str] = field(default_factory=list)
    family: str = ""

    def put(self, name: str, text: str, kind: str) -> str:
        """A figure's mark; a name used before gets a number behind it."""
        unique, count = name, 1
        while unique in self.figures:
            count += 1
            unique = f"{name}@{count}"
        self.figures[unique] = Figure(text, kind, self.family)
        return f"⟦{unique}⟧"

    def line(self, text: str = "") -> None:
        """A line of the document."""
        self.marked.append(text)

    def said(self, name: str, cents: int) -> str:
        """An amount in prose: number and unit are two figures."""
        number = self.put(name, wan(cents), "money")
        return f"{number}{' ' if self.spaced else ''}{self.put(f'{name}#unit', '万元', 'unit')}"

    def cell(self, name: str, cents: int, *, yuan: bool, blank: bool) -> str:
        """An amount in a table; a zero may be left out."""
        if cents == 0 and blank:
            return ""
        text = f"{cents // 100}.{cents % 100:02d}" if yuan else wan(cents)
        if self.commas:
            whole, _, rest = text.partition(".")
            text = f"{int(whole):,}.{rest}"
        return self.put(name, text, "money")

    def percent(self, name: str, part: int, whole: int, digits: int = 2) -> str:
        """A share or rate, rounded or cut off as this document does it, with its sign of percent."""
        number = decimal(Fraction(part * 100, whole), digits, cut=self.cut_off)
        return f"{self.put(name, number, 'percent')}%"

    def count(self, name: str, value: int) -> str:
        """A count."""
        return self.put(name, str(value), "count")


def decimal(value: Fraction, digits: int, *, cut: bool = False) -> str:
    """A number with some decimals: rounded half up, or cut off."""
    scaled = abs(value) * 10**digits
    whole = int(scaled) if cut else int(scaled + Fraction(1, 2))
    sign = "-" if value < 0 and whole else ""
    if digits == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole // 10**digits}.{whole % 10**digits:0{digits}d}"


def wan(cents: int) -> str:
    """分 as 万元 with 2 decimals, rounded half up."""
    return decimal(Fraction(cents, 10**6), 2)


def render(marked: str, figures: Mapping[str, Figure], changes: Mapping[str, str] | None = None) -> str:
    """The text with its figures, some of them changed."""
    changed = changes or {}
    return _MARK.sub(lambda found: changed.get(found.group(1), figures[found.group(1)].text), marked)
