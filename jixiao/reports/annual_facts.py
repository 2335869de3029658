"""What the data does not say of a year's self-evaluations and people must: the keys of the facts file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.numbers import number
from jixiao.reports.blocks import Blank, Fact, Origin, Source
from jixiao.reports.sentences import sentence
from jixiao.scoring.explain import short
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jixiao.reports.blocks import Run

AMOUNTS = ("project-spending",)
"""The keys whose text is an amount in 万元."""
COUNTS = ("expected",)
"""The keys whose text is a whole number."""
KEYS = (
    *("bureau", "expected", "project-spending", "work", "practice"),
    *("causes", "application", "measures", "date"),
)
"""The keys of a facts file, in the order of the report."""


class AnnualFacts(NamedTuple):
    """The texts people gave, by key; ``file`` is where they stand."""

    given: Mapping[str, tuple[str, ...]]
    file: str = ""

    def texts(self, key: str) -> tuple[str, ...]:
        """What was given under a key; none where nothing was."""
        return self.given.get(key, ())

    def source(self, key: str) -> Source:
        """Where a key stands."""
        return Source(Origin.GIVEN, key, self.file)

    def runs(self, key: str) -> tuple[Run, ...]:
        """A run for each paragraph of a key; one blank where nothing was given."""
        found = tuple(Fact(text, self.source(key)) for text in self.texts(key))
        return found or (blank(key),)

    def name(self, key: str) -> Run:
        """What was given in one run, or a blank."""
        texts = self.texts(key)
        return Fact("".join(texts), self.source(key)) if texts else blank(key)

    def figure(self, key: str) -> Fact | None:
        """The number of a key; ``None`` where none was given."""
        value = value_of(key, self.texts(key))
        return None if value is None else Fact(short(value), self.source(key), value)

    def told(self, key: str) -> tuple[Run, ...]:
        """The paragraphs of a key one after the other, each with a full stop."""
        stops = tuple(say("annual.ends"))
        made: list[Run] = []
        for run in self.runs(key):
            made += (run, *(() if run.text.endswith(stops) else sentence("annual.stop")))
        return tuple(made)


NO_FACTS = AnnualFacts({})


def value_of(key: str, texts: tuple[str, ...]) -> Decimal | None:
    """The amount or count that is given under a key; ``None`` where it is none."""
    if len(texts) != 1 or number(texts[0]) is None:
        return None
    value = Decimal(texts[0].replace(",", ""))
    odd = key in COUNTS and (value != value.to_integral_value() or value < 0)
    return None if odd or value < 0 else value


def blank(key: str) -> Blank:
    """The blank of a key of the facts file."""
    return Blank(say(f"annual.fact.{key}"), key)


def annotated(missing: Iterable[str], *, head: bool) -> str:
    """Lines of a facts file for some keys, each with what belongs there; ``head`` explains the file first."""
    lines = [f"# {text}" for text in say("annual.facts.head").splitlines()] if head else []
    for key in missing:
        lines += ["", f"# {say(f'annual.fact.{key}')}", f'{key} = ""']
    return "\n".join(lines).strip("\n") + "\n"
