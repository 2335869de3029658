"""The weights a table's own note states, held against the table's and against each other.

Source: 自评表 附注 (财预〔2020〕10号: 产出 50、效益 30、满意度 10、预算执行率 10); ``rules.md`` §5b, where a
table of 110 points stands above a note of 100.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.form.sayings import plain
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.stated_weights import EXECUTION, kind
from jixiao.indicators.taxonomy import level1
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import FormSubject, Row
    from jixiao.schemas.disclosure import Fact
    from jixiao.schemas.finding import Place

_FIRM, _USUAL, _TOTAL = "note.weight", "note.weight.default", "note.weight.total"


class _Difference(NamedTuple):
    """A stated weight, and what the table has instead and where."""

    fact: Fact
    found: Fraction
    place: Place


def _statements(subject: FormSubject) -> list[list[Fact]]:
    """The stated weights, those of one sentence together."""
    groups: dict[int | None, list[Fact]] = {}
    for fact in subject.facts:
        if fact.key in {_FIRM, _USUAL} and fact.value is not None and not fact.approximate:
            groups.setdefault(fact.group, []).append(fact)
    return list(groups.values())


def _kind(fact: Fact) -> str | None:
    return kind(fact.subject or "")


class _Weights:
    """What a table weighs each kind with; a kind may be a 二级指标 of another (成本 of 产出)."""

    def __init__(self, subject: FormSubject, kinds: set[str | None]) -> None:
        self.subject = subject
        self.own: dict[str | None, list[Row]] = {}
        self.below: dict[str | None, list[Row]] = {}
        self.away: dict[str | None, list[Row]] = {}
        for row in subject.rows:
            if not row.scored.counted:
                continue
            home, inner = level1(row.indicator.level1), level1(row.indicator.level2)
            self.own.setdefault(home, []).append(row)
            if inner in kinds and inner != home:
                self.below.setdefault(inner, []).append(row)
                self.away.setdefault(home, []).append(row)

    def difference(self, fact: Fact) -> _Difference | None:
        """What stands against a stated weight; ``None`` where all is well or nobody can tell."""
        wanted, what = Fraction(fact.value or 0), _kind(fact)
        if what == EXECUTION:
            return self._execution(fact, wanted)
        own, below, away = (part.get(what, []) for part in (self.own, self.below, self.away))
        rows = own or below
        if not rows or any(row.indicator.weight is None for row in (*own, *below)):
            return None
        whole, more, less = map(_sum, (own, below, away))
        if wanted in {whole, whole + more, whole - less, whole + more - less}:
            return None
        column = "level1" if own else "level2"
        place = self.subject.place("indicators", rows[0].index, column)
        return _Difference(fact, whole or more, place)

    def _execution(self, fact: Fact, wanted: Fraction) -> _Difference | None:
        execution = self.subject.scored.execution
        if execution is None or execution.weight is None or Fraction(execution.weight) == wanted:
            return None
        funds = self.subject.form.funds
        index = next((i for i, line in enumerate(funds) if line.weight is not None), None)
        place = fact.place if index is None else self.subject.place("funds", index, "weight")
        return _Difference(fact, Fraction(execution.weight), place)

    def unnamed(self, kinds: set[str | None]) -> bool:
        """Whether the table weighs something with a head that is none of ``kinds``."""
        return any(head not in kinds and _sum(rows) for head, rows in self.own.items())


def _sum(rows: list[Row]) -> Fraction:
    return sum((Fraction(row.indicator.weight or 0) for row in rows), Fraction(0))


def against_note(subject: FormSubject) -> Iterator[Finding]:
    """WGT014: the weights under a 一级指标 (or of the execution rate) are not those the table's note states.

    Both are exact as printed.  An error where the note is firm and speaks of all that the table weighs;
    where it says what is usual, or leaves something out, a warning; where it does both (the usual weights
    without a cost block, beside one) a notice.  Of several statements one that fits is enough.
    """
    stated = _statements(subject)
    if not subject.read.complete or not stated:
        return
    closest: list[_Difference] | None = None
    severity = Severity.WARNING
    for facts in stated:
        kinds = {_kind(fact) for fact in facts}
        weights = _Weights(subject, kinds)
        differences = [found for fact in facts if (found := weights.difference(fact)) is not None]
        if not differences:
            return
        if closest is None or len(differences) < len(closest):
            closest = differences
            firm, whole = all(fact.key == _FIRM for fact in facts), not weights.unnamed(kinds)
            severity = Severity.WARNING
            if firm and whole and len(stated) == 1:
                severity = Severity.ERROR
            elif not firm and not whole:
                severity = Severity.NOTICE
    for one in closest or ():
        yield Finding(
            code="WGT014",
            severity=severity,
            place=one.place,
            params={"level": one.fact.subject or ""},
            expected=plain(one.fact.value),
            found=exact_string(one.found),
        )


def note_total(subject: FormSubject) -> Iterator[Finding]:
    """WGT015: the weights that the note states do not add up to its own total, or to the full marks.

    The execution rate must be among them, or their sum too great without it.  An error against a total that a
    firm note prints itself; against the full marks of the rule set a warning.
    """
    totals = {fact.group: fact for fact in subject.facts if fact.key == _TOTAL and fact.value is not None}
    full = Fraction(subject.rules.rules.full)
    for facts in _statements(subject):
        added = sum((Fraction(fact.value or 0) for fact in facts), Fraction(0))
        printed = totals.get(facts[0].group)
        own = None if printed is None else Fraction(printed.value or 0)
        wanted = full if own is None or own == added else own
        if added == wanted or (added < wanted and EXECUTION not in {_kind(fact) for fact in facts}):
            continue
        firm = wanted == own and all(fact.key == _FIRM for fact in facts)
        yield Finding(
            code="WGT015",
            severity=Severity.ERROR if firm else Severity.WARNING,
            place=facts[0].place,
            expected=exact_string(wanted),
            found=exact_string(added),
        )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(against_note, ("WGT014",)),
    Check(note_total, ("WGT015",)),
)
