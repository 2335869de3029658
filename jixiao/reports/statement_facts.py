"""What neither tables nor public tables say of 第九节 and people must: the keys of its facts file."""

from __future__ import annotations

from typing import ClassVar

from jixiao.reports.given_texts import GivenTexts

FUNDS = ("general-budget", "government-fund", "state-capital")
"""The kinds of money 第九节 tells apart; names as in :mod:`jixiao.indicators.fund_kinds`."""


GRADES = ("excellent", "good", "medium", "poor")
"""The four grades of 财预〔2020〕10号, as text codes; all of them are always counted."""


class StatementFacts(GivenTexts):
    """The texts people gave for 第九节."""

    __slots__ = ()
    topic: ClassVar[str] = "statement"
    keys: ClassVar[tuple[str, ...]] = (
        *("project-spending", "amount", "projects", *(f"grade-{code}" for code in GRADES)),
        *("evaluated", *(f"evaluated-{kind}" for kind in FUNDS), "evaluated-conclusion"),
        *("whole", *(f"whole-{kind}" for kind in FUNDS), "whole-grade", "whole-conclusion", "whole-problems"),
        *("problems", "measures"),
    )
    amounts: ClassVar[tuple[str, ...]] = (
        *("project-spending", "amount"),
        *(f"evaluated-{kind}" for kind in FUNDS),
        *(f"whole-{kind}" for kind in FUNDS),
    )
    counts: ClassVar[tuple[str, ...]] = ("projects", *(f"grade-{code}" for code in GRADES))


NO_FACTS = StatementFacts({})
