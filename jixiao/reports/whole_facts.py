"""What the form of a whole department does not say and people must: the keys of the facts file."""

from __future__ import annotations

from typing import ClassVar

from jixiao.reports.annual_facts import ToldTexts


class WholeFacts(ToldTexts):
    """The texts people gave for the short report of a department."""

    __slots__ = ()
    topic: ClassVar[str] = "whole"
    keys: ClassVar[tuple[str, ...]] = (
        *("department", "overview", "work", "problems", "measures", "application", "date"),
    )


NO_FACTS = WholeFacts({})
