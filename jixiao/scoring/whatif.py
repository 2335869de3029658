"""Many stored forms scored again under one rule set, by columns.

Rows of plain numbers are laid out as columns and scored together; a row that the columns cannot take (texts,
dates, tiers, what nobody weighed) goes through the scalar path, once for all rows that say the same; a table
whose total needs more than adding cents (finer weights, points nobody claims, rows dropped) goes through it
whole.  Every figure is the one :func:`jixiao.scoring.table.score_form` gives.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.scoring.columns.data import NO_SCORE
from jixiao.scoring.columns.plan import EXECUTION, Context
from jixiao.scoring.columns.scorer import compile_columns
from jixiao.scoring.columns.whole import whole_columns
from jixiao.scoring.execution import score_execution
from jixiao.scoring.grade import grade_of, grades_between
from jixiao.scoring.row_numbers import CENTS, LARGEST, cents_of, rate_of, rate_row
from jixiao.scoring.table import Choice, score_form
from jixiao.scoring.total import cap_for, cap_rate
from jixiao.scoring.whatif_rows import (
    Alone,
    Ratio,
    RowReader,
    alone_of,
    as_score,
    clause_of,
    in_cents,
    room,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jixiao.schemas.scored import ScoredEvaluation, ScoredRow
    from jixiao.scoring.aggregate import Exact
    from jixiao.scoring.ruleset import LoadedRuleSet

EXECUTION_AT = -1
"""The position of the execution rate among the rows of a table."""


class RowScore(NamedTuple):
    """One row under a rule set.

    ``position`` in the form or :data:`EXECUTION_AT`; ``score`` in cents, ``None`` where nothing is decided;
    ``clause`` is the clause that decided, else the code of the reason why none did.
    """

    position: int
    score: Exact | None
    clause: str | None


class TableScore(NamedTuple):
    """One table under a rule set, in cents: as the published result, less what explains it.

    ``provisional`` counts claimed scores for what is undecided.  ``scalar`` says that the table went
    through the scalar path whole.
    """

    total: Exact | None
    low: Exact
    high: Exact
    provisional: Exact | None
    grade: str | None
    positions: list[int]
    scores: list[Exact | None]
    clauses: list[str | None]
    scalar: bool = False

    def rows(self) -> Iterator[RowScore]:
        """The rows that count: the execution rate first, where there is one."""
        return map(RowScore, self.positions, self.scores, self.clauses)


class _Form(NamedTuple):
    """Where one table's rows stand among all, and its execution rate where caps go by it."""

    plain: Mapping[str, Any]
    complete: bool
    start: int
    stop: int
    odd: bool
    execution: ScoredRow | None


class Rescorer:
    """A rule set ready for many forms; it remembers what it has read."""

    def __init__(self, rules: LoadedRuleSet) -> None:
        self.rules = rules
        self.rows = RowReader(rules)
        self.scorer = compile_columns(rules)
        self.capping = bool(rules.rules.cap)
        self.full = in_cents(round_exact(rules.rules.full, 2))
        self._grades: dict[tuple[Exact | None, Exact, Exact], str | None] = {}
        self._graded: dict[Exact, str | None] = {}

    def score(self, forms: Sequence[tuple[Mapping[str, Any], bool]]) -> list[TableScore]:
        """Score forms, each with whether it was read whole; in their order."""
        sheet = _Sheet(self)
        for plain, complete in forms:
            sheet.add(plain, complete=complete)
        return sheet.tables()

    def capped(self, value: Exact, execution: ScoredRow | None) -> Exact:
        """A sum under the cap that the execution rate brings."""
        cap = cap_for(cap_rate(execution), self.rules)
        return value if cap is None or value <= cap.total * CENTS else in_cents(round_exact(cap.total, 2))

    def grade(self, total: Exact | None, low: Exact, high: Exact) -> str | None:
        """The grade of a total, else the one that every total of the range has."""
        key = (total, low, high)
        if key not in self._grades:
            if total is not None:
                low = high = total
            bottom, top = as_score(low), as_score(high)
            grades = grades_between(bottom, top, self.rules)
            own = None if total is None else grade_of(bottom, self.rules)
            if own is None and len(grades) == 1:
                own = grades[0]
            room(self._grades)[key] = own
        return self._grades[key]

    def graded(self, score: Exact) -> str | None:
        """The grade that a score has by itself."""
        if score not in self._graded:
            room(self._graded)[score] = grade_of(as_score(score), self.rules)
        return self._graded[score]

    def whole(self, plain: Mapping[str, Any], *, complete: bool) -> TableScore:
        """A table by the scalar path."""
        form = SelfEvaluation.model_validate(plain)
        choice = Choice(self.rules, "rules-named", assumed=False)
        return of_scored(score_form(ReadForm(form, Place(), complete=complete), choice))


def of_scored(scored: ScoredEvaluation) -> TableScore:
    """A table that was scored already."""
    positions: list[int] = []
    rows: list[ScoredRow] = []
    if scored.execution is not None:
        positions.append(EXECUTION_AT)
        rows.append(scored.execution)
    for position, item in enumerate(scored.indicators):
        if item.counted:
            positions.append(position)
            rows.append(item.row)
    provisional = scored.provisional_total
    return TableScore(
        None if scored.total is None else in_cents(scored.total),
        in_cents(scored.total_range[0]),
        in_cents(scored.total_range[1]),
        None if provisional is None else in_cents(provisional),
        scored.grade,
        positions,
        [None if row.score is None else in_cents(row.score) for row in rows],
        [clause_of(row) for row in rows],
        scalar=True,
    )


class _Sheet:
    """The rows of some tables, laid out one after the other."""

    def __init__(self, rescorer: Rescorer) -> None:
        self.by = rescorer
        self.forms: list[_Form] = []
        self.positions: list[int] = []
        self.rows: list[Alone | None] = []
        self.claimed: list[int | None] = []
        # the rows that the columns take: where they stand, and their numbers
        self.at: list[int] = []
        self.ratios: list[Ratio] = []
        self.weights: list[int] = []
        self.again: list[tuple[Mapping[str, Any], Mapping[str, Any] | None]] = []

    def add(self, plain: Mapping[str, Any], *, complete: bool) -> None:
        """Lay out one table."""
        by = self.by
        start = len(self.rows)
        indicators: Sequence[Mapping[str, Any]] = plain.get("indicators", ())
        year = plain.get("year")
        repeated = rate_row(indicators)
        weights, odd, execution = self._execution(plain, indicators, repeated)
        indicated = 0
        lent = len(self.rows) > start
        for position, row in enumerate(indicators):
            if position == repeated and lent:
                continue
            weight = row.get("weight")
            cents = None if weight is None else cents_of(weight)
            if cents is None or cents < 0 or row.get("coefficient") is not None:
                ratio = None
            else:
                ratio = by.rows.ratio(row, year)
            self.positions.append(position)
            if ratio is None:
                found = by.rows.alone(row, year)
                indicated += found.weight
                odd = odd or found.odd
                self.rows.append(found)
            else:
                indicated += cents or 0
                self._column(ratio, cents or 0, (plain, row))
        outside = weights > 0 and indicated == by.full
        odd = odd or outside or not complete
        self.forms.append(_Form(plain, complete, start, len(self.rows), odd, execution))

    def _column(
        self, ratio: Ratio, weight: int, again: tuple[Mapping[str, Any], Mapping[str, Any] | None]
    ) -> None:
        self.at.append(len(self.rows))
        self.ratios.append(ratio)
        self.weights.append(weight)
        self.again.append(again)
        self.rows.append(None)

    def _execution(
        self, plain: Mapping[str, Any], indicators: Sequence[Mapping[str, Any]], repeated: int | None
    ) -> tuple[int, bool, ScoredRow | None]:
        """Lay out the execution rate, if there is one: its weight, whether it is odd, its row if scored."""
        funds: Sequence[Mapping[str, Any]] = plain.get("funds", ())
        if not funds and repeated is None:
            return 0, False, None
        row = None if repeated is None else indicators[repeated]
        plainly = None if self.by.capping else self._rate(funds, row)
        self.positions.append(EXECUTION_AT)
        if plainly is not None:
            ratio, weight = plainly
            self._column(ratio, weight, (plain, None))
            return weight, False, None
        scored = score_execution(SelfEvaluation.model_validate(plain), self.by.rules)
        assert scored is not None  # noqa: S101 - there are funds or a row for it
        found = alone_of(scored)
        self.rows.append(found)
        return found.weight, found.odd, scored

    def _rate(
        self, funds: Sequence[Mapping[str, Any]], row: Mapping[str, Any] | None
    ) -> tuple[Ratio, int] | None:
        """The rate where the total line has both amounts and a weight; ``None`` for anything else."""
        found = rate_of(funds, row)
        if found is None:
            return None
        budget = getattr(found, self.by.rows.budget)
        if budget is None or budget <= 0 or max(budget, found.executed) >= LARGEST:
            return None
        return Ratio(EXECUTION, budget, found.executed, 0), found.weight

    # --- scoring ----------------------------------------------------------------

    def tables(self) -> list[TableScore]:
        """Every table."""
        odd_rows = self._score_columns()
        rows = [row for row in self.rows if row is not None]
        assert len(rows) == len(self.rows)  # noqa: S101 - every row has its score now
        lows = list(accumulate((row.low for row in rows), initial=0))
        highs = list(accumulate((row.high for row in rows), initial=0))
        scores: list[Exact | None] = [row.score for row in rows]
        clauses = [row.clause for row in rows]
        made = []
        for form in self.forms:
            start, stop = form.start, form.stop
            if form.odd or (odd_rows and any(at in odd_rows for at in range(start, stop))):
                made.append(self.by.whole(form.plain, complete=form.complete))
                continue
            low, high = lows[stop] - lows[start], highs[stop] - highs[start]
            decided = low == high and start < stop and all(row.low == row.high for row in rows[start:stop])
            made.append(
                self._added(form, rows, low, high, decided)._replace(
                    positions=self.positions[start:stop],
                    scores=scores[start:stop],
                    clauses=clauses[start:stop],
                )
            )
        return made

    def _added(
        self, form: _Form, rows: Sequence[Alone], low: Exact, high: Exact, decided: bool
    ) -> TableScore:
        """The total of a whole table without open points, as :func:`jixiao.scoring.total.add_up` has it."""
        by = self.by
        provisional: Exact | None = low
        if not decided:
            parts = [row.low if row.low == row.high else row.claimed for row in rows[form.start : form.stop]]
            known = [part for part in parts if part is not None]
            provisional = sum(known) if len(known) == len(parts) else None
        unknown = False
        if by.capping:
            execution = form.execution
            unknown = execution is None or execution.completion is None
            low, high = by.capped(low, execution), by.capped(high, execution)
            provisional = None if provisional is None else by.capped(provisional, execution)
        total = low if decided and not unknown else None
        if unknown:
            low = min(low, *(in_cents(round_exact(cap.total, 2)) for cap in by.rules.rules.cap))
            provisional = None
        return TableScore(total, low, high, provisional, by.grade(total, low, high), [], [], [])

    def _score_columns(self) -> set[int]:
        """Score the columns into the rows; returns the rows that cents cannot hold."""
        if not self.at:
            return set()
        contexts = tuple(self.by.rows.contexts) or (Context(),)
        columns = whole_columns(self.weights, self.ratios, contexts)
        scored = self.by.scorer.score(columns)
        names = [outcome.clause or outcome.reason for outcome in scored.outcomes]
        finer = 10 ** (scored.digits - 2)
        odd: set[int] = set()
        for at, units, code, weight, again in zip(
            self.at, scored.score.tolist(), scored.outcome.tolist(), self.weights, self.again, strict=True
        ):
            if units == NO_SCORE:
                found = self.rows[at] = self._undecided(*again)
                if found.odd:
                    odd.add(at)
                continue
            cents, rest = divmod(units, finer) if finer > 1 else (units, 0)
            if rest:
                odd.add(at)
            self.rows[at] = Alone(cents, cents, cents, None, weight, names[code], odd=False)
        return odd

    def _undecided(self, plain: Mapping[str, Any], row: Mapping[str, Any] | None) -> Alone:
        if row is not None:
            return self.by.rows.alone(row, plain.get("year"))
        scored = score_execution(SelfEvaluation.model_validate(plain), self.by.rules)
        assert scored is not None  # noqa: S101 - it had a rate
        return alone_of(scored)
