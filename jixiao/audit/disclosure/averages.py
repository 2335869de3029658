"""Counts, averages and grades that 第九节 states, against the projects it lists."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.disclosure.figures import (
    CUT_OFF,
    count_text,
    failing,
    figure,
    in_unit_of,
    plain_finding,
    rounded_score,
    where,
)
from jixiao.audit.disclosure.listing import EVALUATED, SELF, ProjectList, list_of, project_lists, stated_count
from jixiao.audit.equations import Verdict, judge, total
from jixiao.audit.printed import Span, of_fact, plain
from jixiao.indicators.numbers import round_exact
from jixiao.indicators.project_names import name_key
from jixiao.schemas.disclosure_keys import EACH
from jixiao.schemas.finding import Severity
from jixiao.scoring.grade import grade_of
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import DisclosureSubject
    from jixiao.schemas.disclosure import Disclosure, Fact
    from jixiao.schemas.finding import Finding

_FULL = 100
_SCORES = frozenset(
    (
        *("project.score", "statement.score", "statement.average", "statement.weighted_average"),
        *(f"statement.{one}.{key}" for one in ("evaluated", "whole") for key in ("score", "average")),
    )
)
_DIGITS = 10
_GRADES = 4
_MANY = 2
"""Fewer projects have no average worth the name."""
_AVERAGES = (
    ("statement.average", "statement.average_grade", SELF),
    ("statement.evaluated.average", "statement.evaluated.average_grade", EVALUATED),
    ("statement.evaluated.score", "statement.evaluated.grade", EVALUATED),
)


def grade_counts(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM001: the projects counted by grade are as many as were evaluated (财政部 决算公开 第九节 wording).

    Where several numbers of projects are stated before (一级 and 二级项目), any of them may be meant.  Fewer
    than stated only where all four grades are counted: a grade left out may have projects.
    """
    for counted, stated in _counted(subject.disclosure):
        known = [fact.value for fact in counted.values() if fact.value is not None]
        added = exact_sum(known)
        numbers = [fact.value for fact in stated if fact.value is not None]
        if not numbers or added in numbers or (len(counted) < _GRADES and added < min(numbers)):
            continue
        yield plain_finding(
            "SUM001",
            Severity.ERROR,
            next(iter(counted.values())).place,
            expected=plain(numbers[0]),
            found=plain(added),
            stated=plain(numbers[0]),
            parts="+".join(plain(value) for value in known),
        )


def grade_counts_of_list(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM002: as many projects have each grade as the listed scores give, where the list is whole.

    The bounds of the grades are those of the rule set (90, 80, 60 by 财政部预算司).
    """
    rules = subject.rules
    listed = list_of(subject.disclosure, SELF)
    if rules is None or listed is None or not listed.complete or len(listed.scores) < _MANY:
        return
    graded = [grade_of(fact.value, rules) for fact in listed.scores if fact.value is not None]
    if None in graded:
        return
    for counted, stated in _counted(subject.disclosure):
        if len(counted) < _MANY or len(graded) not in [fact.value for fact in stated]:
            continue
        for grade, fact in counted.items():
            really = graded.count(grade)
            if fact.value is not None and fact.value != really:
                yield plain_finding(
                    "SUM002",
                    Severity.WARNING,
                    fact.place,
                    expected=str(really),
                    found=plain(fact.value),
                    grade=grade,
                    stated=plain(fact.value),
                    really=str(really),
                    count=str(len(graded)),
                )


def _counted(disclosure: Disclosure) -> Iterator[tuple[dict[str, Fact], list[Fact]]]:
    """The grades counted one after the other, with the numbers of projects stated just before them."""
    stated: list[Fact] = []
    counted: dict[str, Fact] = {}
    for fact in disclosure.facts:
        number = fact.key in {"statement.projects", "statement.evaluated.projects"}
        grade = fact.grade if fact.key == "statement.grade_count" and fact.value is not None else None
        if counted and (number or grade in counted):
            yield counted, stated
            counted, stated = {}, stated if grade is not None else []
        if number and not fact.approximate:
            topics = {one.key for one in stated} | {fact.key}
            same = len(topics) == 1 and {one.place.row for one in stated} <= {fact.place.row}
            stated = [*stated, fact] if same else [fact]
        elif grade is not None:
            counted[grade] = fact
    if counted:
        yield counted, stated


def averages(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM003: the average that is stated is that of the listed scores, rounded as printed.

    Where fewer projects are listed than were averaged the others may have anything from 0 to 100.  What is
    called 得分 of several projects, and nowhere an average, is likely one: a warning at most.
    """
    for key, _, topic in _AVERAGES:
        for fact in subject.disclosure.all(key):
            found = _possible_mean(subject.disclosure, fact, topic, named=key.endswith(".average"))
            if found is None:
                continue
            possible, scores, severity = found
            yield from failing(
                "SUM003",
                possible,
                rounded_score(fact),
                severity,
                expected=_mean_text(possible, fact),
                stated=rounded_score(fact).text,
                mean=_mean_text(possible, fact),
                count=str(len(scores)),
                sum=plain(exact_sum(fact.value for fact in scores if fact.value is not None)),
                first=where(scores[0].place),
                last=where(scores[-1].place),
            )


def _mean_text(possible: Span, fact: Fact) -> str:
    printed = rounded_score(fact)
    low, high = figure(possible.low, printed), figure(possible.high, printed)
    return low if low == high else f"{low}-{high}"


def _sum(scores: list[Fact]) -> Fraction:
    return sum((Fraction(fact.value) for fact in scores if fact.value is not None), Fraction(0))


def _possible_mean(
    disclosure: Disclosure, fact: Fact, topic: str, *, named: bool
) -> tuple[Span, list[Fact], Severity] | None:
    """What the mean of the listed scores can be, those scores, and how sure a mismatch is."""
    if fact.value is None or fact.approximate:
        return None
    count = stated_count(disclosure, topic, fact.group)
    if not named and (count is None or count.value is None or count.value < _MANY):
        return None  # the score of one project is no average
    scores, own = _scores(disclosure, topic)
    if not scores or (len(scores) < _MANY and (count is None or count.value != 1)):
        return None
    severity = Severity.ERROR if named and own and count is not None else Severity.WARNING
    number = len(scores) if count is None or count.value is None else int(count.value)
    missing = number - len(scores)
    if missing < 0:
        return None
    added = _sum(scores)
    possible = Span(added / number, (added + missing * _FULL) / number)
    return possible, scores, severity


def _scores(disclosure: Disclosure, topic: str) -> tuple[list[Fact], bool]:
    """The scores of a topic's list, and whether it is its own: the evaluated ones may stand in the other."""
    listed = list_of(disclosure, topic)
    if listed is not None:
        return listed.scores, listed.topic == topic
    names = {name_key(fact.text or "") for fact in disclosure.all("statement.evaluated.name")}
    other = list_of(disclosure, SELF)
    if topic != EVALUATED or other is None or not names:
        return [], False
    known = {name_key(item.name): item.score for item in other.items}
    if len(known) != len(other.items) or not names <= known.keys():
        return [], False
    return [score for name in known if name in names and (score := known[name]) is not None], False


def average_grades(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM004: the grade of an average is the one its score has.

    The score is the average as printed or, before it was rounded for print, as computed from the list;
    where the printed one cannot be, the computed one alone.
    """
    rules = subject.rules
    if rules is None:
        return
    for key, grade_key, topic in _AVERAGES:
        for fact in subject.disclosure.all(key):
            said = next((g for g in subject.disclosure.all(grade_key) if g.group == fact.group), None)
            if said is None or said.text is None or fact.value is None or fact.approximate:
                continue
            found = _possible_mean(subject.disclosure, fact, topic, named=key.endswith(".average"))
            scores = [fact.value]
            if found is not None and found[0].low == found[0].high:
                mean = round_exact(found[0].low, _DIGITS, "truncate")  # a grade's bound is never passed
                cannot = judge(found[0], rounded_score(fact)) is Verdict.FAILS
                scores = [mean] if cannot else [fact.value, mean]
            elif found is not None and judge(found[0], rounded_score(fact)) is Verdict.FAILS:
                continue
            grades = [grade_of(score, rules) for score in scores]
            if None in grades or said.text in grades:
                continue
            yield plain_finding(
                "SUM004",
                Severity.WARNING,
                said.place,
                expected=grades[0],
                found=said.text,
                score=figure(Fraction(scores[0]), rounded_score(fact)),
            )


def counts(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM005: as many projects are listed as are said to be; SUM006: all sentences state the same number.

    More than stated cannot be; fewer may be a selection: very likely wrong only where almost all are there.
    """
    disclosure = subject.disclosure
    for listed in project_lists(disclosure):
        if listed.count is not None and listed.count.value is not None and len(listed.items) >= _MANY:
            yield from _count_of(listed, listed.count)
    names = disclosure.all("statement.evaluated.name")
    for fact in disclosure.all("statement.evaluated.projects"):
        if names and fact.value is not None and not fact.approximate and len(names) != fact.value:
            rows = {name.place.row for name in names}
            whole = len(names) > fact.value or (len(rows) == len(names) >= _MANY)
            whole = whole or all(name.of == EACH and name.group == fact.group for name in names)
            yield plain_finding(
                "SUM005",
                Severity.WARNING if whole else Severity.NOTICE,  # “甲”等3个项目 names but some
                fact.place,
                expected=str(len(names)),
                found=plain(fact.value),
                stated=plain(fact.value),
                listed=str(len(names)),
                first=where(names[0].place),
            )


def _count_of(listed: ProjectList, count: Fact) -> Iterator[Finding]:
    stated, really = int(count.value or 0), len(listed.items)
    if count.approximate or stated == really:
        return
    if really > stated:
        severity = Severity.ERROR if listed.numbered else Severity.WARNING
    else:
        almost = really * 2 > stated
        severity = Severity.WARNING if listed.numbered and almost else Severity.NOTICE
    yield plain_finding(
        "SUM005",
        severity,
        count.place,
        expected=str(really),
        found=str(stated),
        stated=str(stated),
        listed=str(really),
        first=where(listed.items[0].first.place),
    )


def same_count(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM006: a sentence that averages or adds up projects means as many as were evaluated."""
    disclosure = subject.disclosure
    first = stated_count(disclosure, SELF)
    if first is None:
        return
    whole = {
        fact.group
        for key in ("statement.average", "statement.budget_total", "statement.executed_total")
        for fact in disclosure.all(key)
    }
    for fact in disclosure.all("statement.projects"):
        if fact.group in whole and not fact.approximate and fact.value != first.value:
            yield plain_finding(
                "SUM006",
                Severity.WARNING,
                fact.place,
                expected=count_text(first),
                found=count_text(fact),
                first=where(first.place),
            )


def totals(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM007: the budgets (or spendings) of the listed projects, if all are there, make the stated total."""
    for key, what in (("statement.budget_total", "budget"), ("statement.executed_total", "executed")):
        stated = subject.disclosure.first(key)
        printed = of_fact(stated)
        listed = list_of(subject.disclosure, SELF)
        if stated is None or printed is None or listed is None or not listed.items:
            continue
        possible = _sum_of(listed, what)
        count = stated_count(subject.disclosure, SELF, stated.group)
        if possible is None or count is None or count.value != len(listed.items):
            continue
        yield from failing(
            "SUM007",
            possible,
            printed,
            Severity.ERROR,
            expected=in_unit_of((possible.low + possible.high) / 2, printed),
            count=str(len(listed.items)),
        )


def amounts(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM008: the money of all self-evaluated projects is what the listed ones spent, or had as budgets."""
    disclosure = subject.disclosure
    fact, listed = disclosure.first("statement.amount"), list_of(disclosure, SELF)
    printed, count = of_fact(fact), stated_count(disclosure, SELF)
    if fact is None or printed is None or listed is None or count is None:
        return
    if count.approximate or count.value != len(listed.items):
        return
    sums = [_sum_of(listed, what) for what in ("executed", "budget")]
    known = [one for one in sums if one is not None]
    if not known or any(one.meets(printed.rounded) for one in known):
        return
    yield plain_finding(
        "SUM008",
        Severity.WARNING,
        fact.place,
        expected=in_unit_of((known[0].low + known[0].high) / 2, printed),
        found=printed.text,
        count=str(len(listed.items)),
    )


def _sum_of(listed: ProjectList, what: str) -> Span | None:
    """What all projects of a list spent, or had; ``None`` where one does not say."""
    parts = [of_fact(item.said.get(what)) for item in listed.items]
    known = [part for part in parts if part is not None]
    return total(known) if known and len(known) == len(parts) else None


def impossible_scores(subject: DisclosureSubject) -> Iterator[Finding]:
    """SUM010: a score is from 0 to 100; source: 自评总分 100 分."""
    for fact in subject.disclosure.facts:
        printed = of_fact(fact) if fact.key in _SCORES and fact.report is None else None
        if printed is not None and not 0 <= printed.value <= _FULL:
            yield plain_finding(
                "SUM010",
                Severity.ERROR,
                fact.place,
                expected=say("audit.score.range"),
                found=printed.text,
                name=fact.subject or "",
            )


CHECKS: tuple[Check[DisclosureSubject], ...] = (
    Check(grade_counts, ("SUM001",)),
    Check(grade_counts_of_list, ("SUM002",)),
    Check(averages, ("SUM003", CUT_OFF)),
    Check(average_grades, ("SUM004",)),
    Check(counts, ("SUM005",)),
    Check(same_count, ("SUM006",)),
    Check(totals, ("SUM007", CUT_OFF)),
    Check(amounts, ("SUM008",)),
    Check(impossible_scores, ("SUM010",)),
)
