"""The values of 第九节 that a department's own template may name, beside its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.blocks import Blank, Fact, Origin, Source
from jixiao.reports.placeholders import Values
from jixiao.reports.statement_figures import all_known, grade_counts, money, project_count
from jixiao.reports.statement_results import results_table
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report, Run
    from jixiao.reports.statement_facts import StatementFacts
    from jixiao.reports.statement_view import Material


def values(material: Material, facts: StatementFacts, report: Report) -> Values:
    """What placeholders stand for; ``report`` is the draft whose sections they may name."""
    known = money(material, facts)
    whole = all_known(material, facts)
    unknown = Blank(say("statement.no-mean" if whole else "statement.no-mean.some"))
    made: dict[str, Run] = {
        "title": _given(report.title, "title"),
        "department": _given(material.department, "department"),
        "year": _given(str(material.year), "year"),
        "projects": project_count(material, facts),
        "amount": known.amount,
        "spending": known.spending or facts.blank("project-spending"),
        "share": known.share,
        "mean": (material.mean if whole else None) or unknown,
        "best": (material.extreme(best=True) if whole else None) or unknown,
        "worst": (material.extreme(best=False) if whole else None) or unknown,
    }
    words = {say(f"statement.value.{key}"): (run,) for key, run in made.items()}
    for grade, count in grade_counts(material, facts).items():
        words[say("statement.value.grade", grade=grade)] = (count,)
    return Values(words, {say("statement.value.results"): results_table(material)}, report)


def _given(text: str, path: str) -> Fact:
    return Fact(text, Source(Origin.COMPUTED, path))
