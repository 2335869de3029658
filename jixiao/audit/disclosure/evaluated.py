"""Which projects were evaluated, by whom, and what they are called throughout 第九节."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import plain_finding, where
from jixiao.audit.disclosure.listing import SELF, Listed, project_lists
from jixiao.audit.disclosure.projects import form_of, report_titles
from jixiao.audit.printed import plain
from jixiao.indicators.project_names import alike, name_key, names_in, shortens
from jixiao.schemas.finding import Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.finding import Finding, Place

_NAMED = 5
"""So many names are quoted in one finding."""
_MANY, _VERY_MANY = 3, 10
"""Fewer projects may well all be chosen for 部门评价; hardly so many."""


def duplicates(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ009: no project stands twice in one list."""
    for listed in project_lists(subject.disclosure):
        seen: dict[str, Listed] = {}
        for item in listed.items:
            first = seen.setdefault(name_key(item.name), item)
            if first is item or first.score is None or item.score is None:
                continue
            one, other = _score_text(first), _score_text(item)
            yield plain_finding(
                "PRJ009",
                Severity.WARNING,
                item.first.place,
                found=item.name,
                project=item.name,
                first=where(first.first.place),
                scores=f"{one} / {other}",
            )


def near_names(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ010: two listed names that differ by plain words alone (建设, 工程, 市) have different scores."""
    for listed in project_lists(subject.disclosure):
        for first, second in combinations(listed.items, 2):
            if not alike(first.name, second.name) or first.score is None or second.score is None:
                continue
            if first.score.value == second.score.value:
                continue
            yield plain_finding(
                "PRJ010",
                Severity.WARNING,
                second.first.place,
                expected=first.name,
                found=second.name,
                one=first.name,
                other=second.name,
                score=_score_text(first),
                another=_score_text(second),
                first=where(first.first.place),
            )


def _score_text(item: Listed) -> str:
    return "" if item.score is None or item.score.value is None else plain(item.score.value)


def evaluated_confused(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ011: every self-evaluated project is also listed as 部门评价, with fewer reports than that.

    部门评价 is a department's own evaluation of chosen projects, each with a report (财预〔2020〕10号).
    """
    disclosure = subject.disclosure
    own, chosen = disclosure.first("statement.projects"), disclosure.first("statement.evaluated.projects")
    reports = len({fact.report for fact in disclosure.all("report.title")})
    if own is None or chosen is None or own.value is None or own.value != chosen.value:
        return
    if own.value < _MANY or reports >= own.value:
        return
    level = Severity.NOTICE if own.value < _VERY_MANY else Severity.WARNING
    yield plain_finding(
        "PRJ011",
        level,
        chosen.place,
        found=plain(chosen.value),
        count=plain(own.value),
        reports=str(reports),
    )


def evaluated_without_report(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ012: each project evaluated by the department has its report in the annex (决算公开 第九节)."""
    disclosure = subject.disclosure
    count = disclosure.first("statement.evaluated.projects")
    reports = [title for _, title in report_titles(disclosure)]
    if count is None or count.value is None or not count.value or len(reports) >= count.value:
        return
    names = [fact.text for fact in disclosure.all("statement.evaluated.name") if fact.text]
    without = [name for name in names if not any(names_in(title, name) for title in reports)]
    yield plain_finding(
        "PRJ012",
        Severity.NOTICE,
        count.place,
        expected=plain(count.value),
        found=str(len(reports)),
        count=plain(count.value),
        reports=str(len(reports)),
        names="、".join(without[:_NAMED]) or say("audit.unmatched"),
    )


def tables_unlisted(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ013: the project of a table stands in the complete list of self-evaluated projects."""
    lists = [one for one in project_lists(subject.disclosure) if one.topic == SELF and one.complete]
    names = [item.name for one in lists for item in one.items]
    if not names:
        return
    keys = {name_key(name) for name in names}
    for form in subject.forms:
        project = form.form.project
        if name_key(project) in keys:
            continue
        near = [name for name in names if alike(name, project) or shortens(name, project)]
        yield _unmatched("PRJ013", form.place("project"), project, near, where=where(form.place("project")))


def names_of_evaluated(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ014: an evaluated project is named as in its own table."""
    for fact in subject.disclosure.all("statement.evaluated.name"):
        name = fact.text or ""
        if form_of(subject, name) is not None:
            continue
        near = [
            form.form.project
            for form in subject.forms
            if alike(form.form.project, name) or shortens(name, form.form.project)
        ]
        if len(near) == 1:
            yield _unmatched("PRJ014", fact.place, name, near)


def evaluated_unlisted(subject: DisclosureSubject) -> Iterator[Finding]:
    """PRJ015: an evaluated project stands in the complete list of self-evaluated ones, by the same name."""
    lists = [one for one in project_lists(subject.disclosure) if one.topic == SELF and one.complete]
    names = [item.name for one in lists for item in one.items]
    keys = {name_key(name) for name in names}
    for fact in subject.disclosure.all("statement.evaluated.name"):
        project = fact.text or ""
        if not names or name_key(project) in keys:
            continue
        near = [
            name
            for name in names
            if alike(name, project) or shortens(name, project) or shortens(project, name)
        ]
        yield _unmatched("PRJ015", fact.place, project, near)


def _unmatched(code: str, place: Place, name: str, near: Sequence[str], **params: str) -> Finding:
    return plain_finding(
        code,
        Severity.NOTICE,
        place,
        expected=near[0] if near else None,
        found=name,
        project=name,
        near=near[0] if near else say("audit.none"),
        **params,
    )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(duplicates, ("PRJ009",)),
    Check(near_names, ("PRJ010",)),
    Check(evaluated_confused, ("PRJ011",)),
    Check(evaluated_without_report, ("PRJ012",)),
    Check(tables_unlisted, ("PRJ013",)),
    Check(names_of_evaluated, ("PRJ014",)),
    Check(evaluated_unlisted, ("PRJ015",)),
)
