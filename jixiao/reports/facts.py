"""What a table cannot say of a project and people must: the keys of the facts file of a report."""

from __future__ import annotations

from typing import ClassVar

from jixiao.reports.given_texts import GivenTexts


class Facts(GivenTexts):
    """The texts people gave for an evaluation report."""

    __slots__ = ()
    topic: ClassVar[str] = "evaluation"
    keys: ClassVar[tuple[str, ...]] = (
        *("unit", "background", "content", "implementation", "overall-goal", "fund-management"),
        *("purpose", "method", "work", "decision", "process"),
        *("experience", "causes", "suggestions", "other"),
    )


KEYS = Facts.keys
"""The keys of a facts file, in the order of the report."""
NO_FACTS = Facts({})
