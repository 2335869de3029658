"""What people must write because no table says it: the texts of a facts file, by key.

A facts file is flat: a key to a text, or to several texts (a paragraph, or a name each).  Each kind of report
has its own keys, in a class of its own; the words for a key are texts named ``<topic>.fact.<key>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Self

from jixiao.indicators.numbers import number
from jixiao.reports.blocks import Blank, Fact, Origin, Source, paragraph
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jixiao.reports.blocks import Paragraph, Run


@dataclass(frozen=True, slots=True)
class GivenTexts:
    """The texts people gave, by key; ``file`` is where they stand.

    ``topic`` begins the names of the texts about the keys; ``keys`` are all there are, in the order of the
    report; ``amounts`` are those whose text is an amount in 万元, ``counts`` those where it is a
    whole number.
    """

    topic: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    amounts: ClassVar[tuple[str, ...]] = ()
    counts: ClassVar[tuple[str, ...]] = ()

    given: Mapping[str, tuple[str, ...]]
    file: str = ""

    def texts(self, key: str) -> tuple[str, ...]:
        """What was given under a key; none where nothing was."""
        return self.given.get(key, ())

    def has(self, key: str) -> bool:
        """Whether something was given under a key."""
        return bool(self.texts(key))

    def instead(self, key: str, texts: tuple[str, ...]) -> Self:
        """The same with other texts under a key, where there are any."""
        return type(self)({**self.given, key: texts}, self.file) if texts else self

    def source(self, key: str) -> Source:
        """Where a key stands."""
        return Source(Origin.GIVEN, key, self.file)

    def runs(self, key: str) -> tuple[Run, ...]:
        """A run for each paragraph of a key; one blank where nothing was given."""
        found = tuple(Fact(text, self.source(key)) for text in self.texts(key))
        return found or (self.blank(key),)

    def paragraphs(self, key: str) -> Iterator[Paragraph]:
        """The paragraphs of a key, or one that holds a blank."""
        return (paragraph(run) for run in self.runs(key))

    def amount(self, key: str) -> Decimal | None:
        """The amount (万元) or count of a key; ``None`` where none was given, or what was is none."""
        texts = self.texts(key)
        if len(texts) != 1 or number(texts[0]) is None:
            return None
        value = Decimal(texts[0].replace(",", ""))
        broken = key in self.counts and value != value.to_integral_value()
        return None if broken or value < 0 else value

    def wrong(self) -> str | None:
        """The first key whose text should be an amount or a count and is none."""
        numbers = (*self.amounts, *self.counts)
        return next((key for key in numbers if self.has(key) and self.amount(key) is None), None)

    @classmethod
    def blank(cls, key: str) -> Blank:
        """The blank of a key of the facts file."""
        return Blank(say(f"{cls.topic}.fact.{key}"), key)

    @classmethod
    def annotated(cls, missing: Iterable[str], *, head: bool) -> str:
        """Lines of a facts file for some keys, each with what belongs there.

        ``head`` explains the file first.
        """
        lines = [f"# {text}" for text in say(f"{cls.topic}.facts.head").splitlines()] if head else []
        for key in missing:
            lines += ["", f"# {say(f'{cls.topic}.fact.{key}')}", f'{key} = ""']
        return "\n".join(lines).strip("\n") + "\n"
