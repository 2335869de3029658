"""Use case: score everything again under another rule set and say what would change.

The tables are those that count of a database, or those of some files; the results held against are the ones
kept (of files: under the rule set chosen for each), or those of a second rule set.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.numbers import round_exact
from jixiao.schemas.whatif import (
    NO_GRADE,
    Affected,
    ClauseChange,
    DepartmentChange,
    RowChange,
    RulesMeant,
    Side,
    WhatIf,
)
from jixiao.scoring.grade import grade_of
from jixiao.scoring.ruleset import RuleSetError, load_ruleset
from jixiao.scoring.whatif import EXECUTION_AT, Rescorer, TableScore
from jixiao.scoring.whatif_rows import as_score, plain_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from jixiao.schemas.store import Filter
    from jixiao.scoring.aggregate import Exact
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.store.repository import Store

TOP = 20
"""How many projects a list names."""
_PAGE = 2000
_CENTS = 100
_KEPT = 8
"""So many times the projects that are named are held before the least affected are dropped."""


class Case(NamedTuple):
    """One table: whose it is, its form and its result as JSON has them, whether it was read whole."""

    project: str
    region: str | None
    department: str | None
    unit: str | None
    year: int | None
    complete: bool
    form: Mapping[str, Any]
    scored: Mapping[str, Any] | None


class _Standing(NamedTuple):
    """Where a project stands on one side: its score in cents, whether that is decided, its grade."""

    score: Exact | None
    decided: bool
    grade: str | None


@dataclass(slots=True)
class _Sums:
    """What becomes of some projects; sums are in cents."""

    name: str | None = None
    count: int = 0
    compared: int = 0
    before: Exact = 0
    after: Exact = 0
    up: int = 0
    down: int = 0
    moved: int = 0

    def add(self, before: _Standing, after: _Standing) -> None:
        """Count one project in."""
        self.count += 1
        self.moved += before.grade != after.grade
        if before.score is None or after.score is None:
            return
        self.compared += 1
        self.before += before.score
        self.after += after.score
        self.up += after.score > before.score
        self.down += after.score < before.score

    @property
    def change(self) -> Decimal | None:
        """The change of the mean."""
        return _mean(self.after - self.before, self.compared)


@dataclass(slots=True)
class _ByClause:
    """The rows that changed from one clause to another; points in cents."""

    rows: int = 0
    gained: Exact = 0
    lost: Exact = 0
    opened: int = 0
    settled: int = 0

    def add(self, before: Exact | None, after: Exact | None) -> None:
        """Count one row in."""
        self.rows += 1
        if before is None or after is None:
            self.opened += after is None and before is not None
            self.settled += before is None and after is not None
            return
        self.gained += max(after - before, 0)
        self.lost += max(before - after, 0)


@dataclass(slots=True)
class _Found:
    """Everything that is counted on the way."""

    top: int
    whole: _Sums = field(default_factory=_Sums)
    departments: dict[str, _Sums] = field(default_factory=dict)
    clauses: dict[tuple[str | None, str | None], _ByClause] = field(default_factory=dict)
    moves: dict[tuple[str, str], int] = field(default_factory=dict)
    sides: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))
    affected: list[tuple[tuple[Any, ...], Affected]] = field(default_factory=list)
    under: dict[tuple[str | None, str | None], int] = field(default_factory=dict)
    columns: int = 0
    complete: bool = True

    def add(self, case: Case, before: TableScore, after: TableScore, sides: tuple[_Side, _Side]) -> None:
        """Count one table in."""
        old, new = sides[0].standing(before), sides[1].standing(after)
        self.columns += not after.scalar
        self.complete = self.complete and case.complete
        self.whole.add(old, new)
        key = squeeze(case.department or "")
        if key not in self.departments:
            self.departments[key] = _Sums(case.department)
        self.departments[key].add(old, new)
        move = old.grade or NO_GRADE, new.grade or NO_GRADE
        self.moves[move] = self.moves.get(move, 0) + 1
        for counts, standing in zip(self.sides, (old, new), strict=True):
            state = "unscored" if standing.score is None else "decided" if standing.decided else "provisional"
            counts[state] = counts.get(state, 0) + 1
        if before.scores != after.scores:
            self._rows(before, after)
        if old.score is not None and new.score is not None and old.score != new.score:
            self._keep(case, before, after, (old, new))

    def _rows(self, before: TableScore, after: TableScore) -> None:
        rows = zip(before.scores, after.scores, before.clauses, after.clauses, strict=True)
        for old, new, clause, other in rows:
            if old != new:
                self.clauses.setdefault((clause, other), _ByClause()).add(old, new)

    def _keep(
        self, case: Case, before: TableScore, after: TableScore, standing: tuple[_Standing, _Standing]
    ) -> None:
        """Keep a project while it is among the most affected."""
        old, new = standing
        assert old.score is not None and new.score is not None  # noqa: S101, PT018 - asked for before
        names = (case.region or "", case.department or "", case.unit or "", case.year or 0, case.project)
        change: Exact = new.score - old.score
        order = (-_size(change), *names)
        if self.top == 0 or (len(self.affected) >= self.top and order > self.affected[self.top - 1][0]):
            return
        made = Affected(
            project=case.project,
            region=case.region,
            department=case.department,
            unit=case.unit,
            year=case.year,
            before=as_score(old.score),
            after=as_score(new.score),
            change=as_score(change),
            before_grade=old.grade,
            after_grade=new.grade,
            provisional=not (old.decided and new.decided),
            rows=_changed(case.form, before, after),
        )
        self.affected.append((order, made))
        if len(self.affected) >= _KEPT * self.top:
            self._sort()

    def _sort(self) -> None:
        self.affected.sort(key=lambda one: one[0])
        del self.affected[self.top :]

    def most(self) -> tuple[Affected, ...]:
        """The projects most affected, the most first."""
        self._sort()
        return tuple(one for _, one in self.affected)


class _Side:
    """One side: what grades its scores."""

    def __init__(self, rules: LoadedRuleSet | None) -> None:
        self._rules = rules
        self._grade = cache(self._graded)

    def _graded(self, score: Exact) -> str | None:
        return None if self._rules is None else grade_of(as_score(score), self._rules)

    def standing(self, table: TableScore) -> _Standing:
        """Where a table stands; the grade of a provisional score where its range leaves several."""
        decided = table.total is not None
        score = table.total if decided else table.provisional
        grade = table.grade
        if grade is None and not decided and score is not None:
            grade = self._grade(score)
        return _Standing(score, decided, grade)


def whatif_store(
    store: Store,
    rules: LoadedRuleSet,
    against: LoadedRuleSet | None = None,
    wanted: Filter | None = None,
    *,
    top: int = TOP,
) -> WhatIf:
    """Score what counts of a database again; one snapshot of it, a page at a time."""
    from jixiao.store import stored_texts  # noqa: PLC0415 - files are done without a database

    with store.connection() as connection:
        listed = stored_texts.listed(connection, wanted)
        cases = (_cases(page) for page in stored_texts.pages(connection, wanted, size=_PAGE))
        return _whatif(cases, rules, against, top=top, listed=listed)


def _cases(page: Sequence[Any]) -> list[Case]:
    loads = json.loads
    return [
        Case(
            one.project, one.region, one.department, one.unit, one.year, one.complete,
            loads(one.form), loads(one.scored)["scored"],
        )
        for one in page
    ]  # fmt: skip


def whatif_paths(
    paths: Iterable[str],
    rules: LoadedRuleSet,
    against: str | None = None,
    *,
    top: int = TOP,
    progress: Callable[[str], None] = lambda _: None,
) -> WhatIf:
    """Score the tables of some files again; each project counts once, as in a summary of them.

    ``against`` is a rule set as ``--rules`` of a check takes it.
    """
    from jixiao.services.check_paths import check_paths  # noqa: PLC0415 - a database is done without them
    from jixiao.services.listed_projects import joined, records_of  # noqa: PLC0415 - likewise

    run = check_paths(paths, rules=against, progress=progress)
    counted = joined(table for file in run.files for table in records_of(file).tables)
    cases = []
    for table in counted:
        if table.origin == "table":
            form = table.form
            department = table.department or form.department
            unit = form.unit or table.unit
            year = form.year if form.year is not None else table.year
            plain = json.loads(form.model_dump_json(exclude_none=True))
            region = table.region or form.region
            cases.append(
                Case(form.project, region, department, unit, year, table.complete, plain, table.scored)
            )
    listed = len(counted) - len(cases)
    parts = (cases[at : at + _PAGE] for at in range(0, len(cases), _PAGE))
    found = _whatif(parts, rules, None, top=top, listed=listed)
    complete = found.complete and run.complete
    return found.model_copy(update={"errors": run.problems, "complete": complete, "stored": against is None})


def _whatif(
    pages: Iterable[Sequence[Case]],
    rules: LoadedRuleSet,
    against: LoadedRuleSet | None,
    *,
    top: int,
    listed: int,
) -> WhatIf:
    found = _Found(top)
    new = Rescorer(rules)
    old = None if against is None else Rescorer(against)
    sides: dict[tuple[str | None, str | None], _Side] = {}
    after_side = _Side(rules)
    for page in pages:
        forms = [(case.form, case.complete) for case in page]
        after = new.score(forms)
        before = None if old is None else old.score(forms)
        for at, case in enumerate(page):
            own = _own(case, against)
            if own not in sides:
                sides[own] = _Side(against or at_hand(*own))
            found.under[own] = found.under.get(own, 0) + 1
            kept = _kept(case.scored, after[at]) if before is None else before[at]
            found.add(case, kept, after[at], (sides[own], after_side))
    return _result(found, rules, against, listed)


def _own(case: Case, against: LoadedRuleSet | None) -> tuple[str | None, str | None]:
    """The id and hash of the rule set that a table is held against."""
    if against is not None:
        return against.rules.id, against.hash
    used = (case.scored or {}).get("rules") or {}
    return used.get("id"), used.get("hash")


@cache
def at_hand(name: str | None, content: str | None) -> LoadedRuleSet | None:
    """The very rule set that a result was made under, if it is still there."""
    if name is None:
        return None
    try:
        loaded = load_ruleset(name)
    except RuleSetError:
        return None
    return loaded if loaded.hash == content else None


def _kept(scored: Mapping[str, Any] | None, like: TableScore) -> TableScore:
    """A result as published or kept, with the rows of ``like``."""
    scored = scored or {}
    rows = scored.get("indicators") or ()
    execution = scored.get("execution") or {}
    low, high = scored.get("total_range") or (None, None)
    told = [execution if at == EXECUTION_AT else rows[at] if at < len(rows) else {} for at in like.positions]
    return TableScore(
        plain_number(scored.get("total")),
        plain_number(low) or 0,
        plain_number(high) or 0,
        plain_number(scored.get("provisional_total")),
        scored.get("grade"),
        like.positions,
        [plain_number(row.get("score")) for row in told],
        [row.get("clause") or row.get("reason") for row in told],
    )


def _changed(form: Mapping[str, Any], before: TableScore, after: TableScore) -> tuple[RowChange, ...]:
    """The rows that score otherwise, the most first."""
    found = []
    for old, new in zip(before.rows(), after.rows(), strict=True):
        if old.score != new.score:
            execution = new.position == EXECUTION_AT
            row = {} if execution else form["indicators"][new.position]
            both = old.score is not None and new.score is not None
            change: Exact | None = (new.score or 0) - (old.score or 0) if both else None
            names = ("level1", "level2", "name", "target", "actual", "weight")
            made = RowChange(
                position=new.position,
                **{name: row.get(name) for name in names},
                before=_score(old.score),
                after=_score(new.score),
                change=_score(change),
                before_clause=old.clause,
                after_clause=new.clause,
            )
            found.append((-_size(change or 0), new.position, made))
    found.sort(key=lambda one: one[:2])
    return tuple(made for _, _, made in found)


def _result(found: _Found, rules: LoadedRuleSet, against: LoadedRuleSet | None, listed: int) -> WhatIf:
    whole = found.whole
    order = _order(found, rules)
    moves: dict[str, dict[str, int]] = {}
    for before in order:
        row = {after: found.moves[before, after] for after in order if (before, after) in found.moves}
        if row:
            moves[before] = row
    sides = []
    for at, total in enumerate((whole.before, whole.after)):
        grades = {
            name: sum(count for move, count in found.moves.items() if move[at] == name)
            for name in order
            if name != NO_GRADE
        }
        mean = _mean(total, whole.compared)
        sides.append(Side(**found.sides[at], mean=mean, grades={k: v for k, v in grades.items() if v}))
    return WhatIf(
        complete=found.complete,
        rules=_meant(rules, whole.count),
        against=tuple(_against(found, against)),
        stored=against is None,
        tables=whole.count,
        column_tables=found.columns,
        listed=listed,
        compared=whole.compared,
        up=whole.up,
        down=whole.down,
        same=whole.compared - whole.up - whole.down,
        change=whole.change,
        before=sides[0],
        after=sides[1],
        moves=moves,
        moved=whole.moved,
        departments=tuple(_departments(found)),
        clauses=tuple(_clauses(found)),
        affected=found.most(),
    )


def _order(found: _Found, rules: LoadedRuleSet) -> tuple[str, ...]:
    """The grades there are: those of the new rule set first, best first; none at all last."""
    seen = {name for move in found.moves for name in move}
    known = [name for name, _ in rules.grade_bounds]
    others = sorted(seen - {*known, NO_GRADE})
    return (*known, *others, NO_GRADE)


def _against(found: _Found, against: LoadedRuleSet | None) -> Iterator[RulesMeant]:
    """The rule sets held against, the most frequent first."""
    named = sorted(found.under.items(), key=lambda one: (-one[1], one[0][0] or "", one[0][1] or ""))
    if against is not None and not named:
        yield _meant(against, 0)
    for (name, content), count in named:
        loaded = against or at_hand(name, content)
        if loaded is None:
            yield RulesMeant(id=name, hash=content, tables=count)
        else:
            yield _meant(loaded, count)


def _meant(rules: LoadedRuleSet, tables: int) -> RulesMeant:
    own = rules.rules
    return RulesMeant(
        id=own.id, title=own.title, hash=rules.hash, standing=rules.standing.value, tables=tables
    )


def _departments(found: _Found) -> Iterator[DepartmentChange]:
    """By how much their mean changes, the most first."""
    changes = []
    for key, sums in found.departments.items():
        exact = abs(Fraction(sums.after - sums.before) / sums.compared) if sums.compared else Fraction(-1)
        changes.append(((-exact, key), sums))
    for _, sums in sorted(changes, key=lambda one: one[0]):
        yield DepartmentChange(
            department=sums.name,
            count=sums.count,
            compared=sums.compared,
            before_mean=_mean(sums.before, sums.compared),
            after_mean=_mean(sums.after, sums.compared),
            change=sums.change,
            up=sums.up,
            down=sums.down,
            same=sums.compared - sums.up - sums.down,
            moved=sums.moved,
        )


def _clauses(found: _Found) -> Iterator[ClauseChange]:
    """By the points they move, the most first."""

    def order(one: tuple[tuple[str | None, str | None], _ByClause]) -> tuple[Exact, int, str, str]:
        (before, after), sums = one
        return -(sums.gained + sums.lost), -sums.rows, before or "", after or ""

    for (before, after), sums in sorted(found.clauses.items(), key=order):
        yield ClauseChange(
            before=before,
            after=after,
            rows=sums.rows,
            gained=as_score(sums.gained),
            lost=as_score(sums.lost),
            opened=sums.opened,
            settled=sums.settled,
        )


def _size(cents: Exact) -> Exact:
    """How many cents, whichever way."""
    return cents if cents >= 0 else -cents


def _score(cents: Exact | None) -> Decimal | None:
    return None if cents is None else as_score(cents)


def _mean(total: Exact, count: int) -> Decimal | None:
    """A mean of cents as a score, rounded half up to two decimals (a negative one away from zero)."""
    if count == 0:
        return None
    value = Fraction(total) / (count * _CENTS)
    rounded = round_exact(abs(value), 2)
    return -rounded if value < 0 and rounded else rounded
