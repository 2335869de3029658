"""What neither tables nor public tables say of 第九节 and people must: the keys of its facts file.

A facts file is flat: a key to a text, or to several texts (a paragraph, or a name each).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import number
from jixiao.reports.blocks import Blank, Fact, Origin, Source
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.reports.blocks import Run

FUNDS = ("general-budget", "government-fund", "state-capital")
"""The kinds of money 第九节 tells apart; names as in :mod:`jixiao.indicators.fund_kinds`."""

AMOUNTS = (
    *("project-spending", "amount"),
    *(f"evaluated-{kind}" for kind in FUNDS),
    *(f"whole-{kind}" for kind in FUNDS),
)
"""The keys whose text is an amount in 万元."""

KEYS = (
    *("project-spending", "amount"),
    *("evaluated", *(f"evaluated-{kind}" for kind in FUNDS), "evaluated-conclusion"),
    *("whole", *(f"whole-{kind}" for kind in FUNDS), "whole-grade", "whole-conclusion", "whole-problems"),
    *("problems", "measures"),
)
"""The keys of a facts file, in the order of the section."""


class StatementFacts(NamedTuple):
    """The texts people gave, by key; ``file`` is where they stand."""

    given: Mapping[str, tuple[str, ...]]
    file: str = ""

    def texts(self, key: str) -> tuple[str, ...]:
        """What was given under a key; none where nothing was."""
        return self.given.get(key, ())

    def instead(self, key: str, texts: tuple[str, ...]) -> StatementFacts:
        """The same with other texts under a key, where there are any."""
        return StatementFacts({**self.given, key: texts}, self.file) if texts else self

    def source(self, key: str) -> Source:
        """Where a key stands."""
        return Source(Origin.GIVEN, key, self.file)

    def runs(self, key: str) -> tuple[Run, ...]:
        """A run for each paragraph of a key; one blank where nothing was given."""
        found = tuple(Fact(text, self.source(key)) for text in self.texts(key))
        return found or (blank(key),)

    def amount(self, key: str) -> Decimal | None:
        """The amount of a key in 万元; ``None`` where none was given, or what was is no number."""
        return amount_of(self.texts(key))


NO_FACTS = StatementFacts({})


def amount_of(texts: tuple[str, ...]) -> Decimal | None:
    """The amount that is given in 万元; ``None`` where it is none."""
    if len(texts) != 1 or number(texts[0]) is None:
        return None
    return Decimal(texts[0].replace(",", ""))


def blank(key: str) -> Blank:
    """The blank of a key of the facts file."""
    return Blank(say(f"statement.fact.{key}"), key)
