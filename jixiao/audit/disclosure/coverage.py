"""What 第九节 must say and whether it does; the grades it gives to single scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding
from jixiao.audit.printed import plain
from jixiao.schemas.finding import Severity
from jixiao.scoring.grade import grade_of
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.finding import Finding

_GRADED = (
    ("statement.whole.score", "statement.whole.grade", "audit.statement.whole"),
    ("statement.whole.average", "statement.whole.average_grade", "audit.statement.whole"),
    ("statement.evaluated.score", "statement.evaluated.grade", "audit.statement.evaluated"),
)


def grades(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA014: the grade of a score in the same sentence is the one the rule set gives it."""
    if subject.rules is None:
        return
    disclosure = subject.disclosure
    for score_key, grade_key, words in _GRADED:
        for score in disclosure.all(score_key):
            grades = (*disclosure.all(grade_key), *disclosure.all("statement.grade"))
            said = next((fact for fact in grades if fact.group == score.group), None)
            if said is None or said.text is None or score.value is None or score.approximate:
                continue
            several = disclosure.first("statement.evaluated.projects")
            if score_key == "statement.evaluated.score" and several is not None and several.value != 1:
                continue  # an average: SUM004
            grade = grade_of(score.value, subject.rules)
            if grade is not None and grade != said.text:
                yield plain_finding(
                    "STA014",
                    Severity.WARNING,
                    said.place,
                    expected=grade,
                    found=said.text,
                    what=say(words),
                    score=plain(score.value),
                )


def parts(subject: DisclosureSubject) -> Iterator[Finding]:
    """STA015: the five things that the section states by practice (自评, 部门评价, 整体评价, 结果, 报告).

    Nothing where there is no such section at all: that is the outline's to say.
    """
    disclosure = subject.disclosure
    said = [fact for fact in disclosure.facts if fact.key.startswith("statement.")]
    if not said:
        return
    keys = {fact.key for fact in said}
    evaluated = any(key.startswith("statement.evaluated.") for key in keys)
    there = {
        "self": bool(keys & {"statement.projects", "statement.amount", "statement.grade_count"}),
        "evaluated": evaluated,
        "whole": any(key.startswith("statement.whole.") for key in keys),
        "results": bool(subject.forms) or bool(disclosure.all("project.score")),
        "reports": bool(disclosure.all("report.title")) or not evaluated,
    }
    absent = [name for name, known in there.items() if not known]
    if absent:
        yield plain_finding(
            "STA015",
            Severity.NOTICE,
            said[0].place.model_copy(update={"row": None, "cell": None, "quote": None}),
            names="、".join(say(f"audit.statement.{name}") for name in absent),
        )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(grades, ("STA014",)),
    Check(parts, ("STA015",)),
)
