"""What a table cannot say of a project and people must: read from a facts file, else left blank.

A facts file is flat: a key to a text, or to several texts (a paragraph each).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.reports.blocks import Blank, Fact, Origin, Source, paragraph
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jixiao.reports.blocks import Paragraph, Run

KEYS = (
    *("unit", "background", "content", "implementation", "overall-goal", "fund-management"),
    *("purpose", "method", "work", "decision", "process"),
    *("experience", "causes", "suggestions", "other"),
)
"""The keys of a facts file, in the order of the report."""


class Facts(NamedTuple):
    """The texts people gave, by key; ``file`` is where they stand."""

    given: Mapping[str, tuple[str, ...]]
    file: str = ""

    def runs(self, key: str) -> tuple[Run, ...]:
        """A run for each paragraph of a key; one blank where nothing was given."""
        texts = self.given.get(key, ())
        if not texts:
            return (blank(key),)
        return tuple(Fact(text, Source(Origin.GIVEN, key, self.file)) for text in texts)

    def has(self, key: str) -> bool:
        """Whether something was given under a key."""
        return bool(self.given.get(key))

    def paragraphs(self, key: str) -> Iterator[Paragraph]:
        """The paragraphs of a key, or one that holds a blank."""
        return (paragraph(run) for run in self.runs(key))


NO_FACTS = Facts({})


def blank(key: str) -> Blank:
    """The blank of a key of the facts file."""
    return Blank(say(f"evaluation.fact.{key}"), key)


def annotated(missing: tuple[str, ...], *, head: bool) -> str:
    """Lines of a facts file for some keys, each with what belongs there; ``head`` explains the file first."""
    lines = [f"# {line}" for line in say("evaluation.facts.head").splitlines()] if head else []
    for key in missing:
        lines += ["", f"# {say(f'evaluation.fact.{key}')}", f'{key} = ""']
    return "\n".join(lines).strip("\n") + "\n"
