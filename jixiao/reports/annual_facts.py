"""What no data says of a year's self-evaluations and people must: the keys of the facts file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from jixiao.reports.blocks import Fact
from jixiao.reports.given_texts import GivenTexts
from jixiao.reports.sentences import sentence
from jixiao.scoring.explain import short
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Run


class ToldTexts(GivenTexts):
    """Given texts as parts of sentences."""

    __slots__ = ()

    def name(self, key: str) -> Run:
        """What was given in one run, or a blank."""
        texts = self.texts(key)
        return Fact("".join(texts), self.source(key)) if texts else self.blank(key)

    def figure(self, key: str) -> Fact | None:
        """The number of a key; ``None`` where none was given."""
        value = self.amount(key)
        return None if value is None else Fact(short(value), self.source(key), value)

    def told(self, key: str) -> tuple[Run, ...]:
        """The paragraphs of a key one after the other, each with a full stop."""
        stops = tuple(say("annual.ends"))
        made: list[Run] = []
        for run in self.runs(key):
            made += (run, *(() if run.text.endswith(stops) else sentence("annual.stop")))
        return tuple(made)


class AnnualFacts(ToldTexts):
    """The texts people gave for the yearly report of a bureau."""

    __slots__ = ()
    topic: ClassVar[str] = "annual"
    keys: ClassVar[tuple[str, ...]] = (
        *("bureau", "expected", "project-spending", "work", "practice"),
        *("causes", "application", "measures", "date"),
    )
    amounts: ClassVar[tuple[str, ...]] = ("project-spending",)
    counts: ClassVar[tuple[str, ...]] = ("expected",)


NO_FACTS = AnnualFacts({})
