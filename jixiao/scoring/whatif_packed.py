"""Packed tables scored again under one rule set: what the columns cannot take is scored once for all alike.

Every figure is the one :class:`jixiao.scoring.whatif.Rescorer` gives for the form; tables for which that
cannot be had from what is packed are ``odd``, and are to be given to it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.indicators.numbers import round_exact
from jixiao.schemas.self_evaluation import FundLine, SelfEvaluation
from jixiao.scoring.columns.plan import Context
from jixiao.scoring.columns.sheet import (
    Alone,
    Caps,
    Scores,
    Sheet,
    Side,
    Totals,
    flags,
    score_sheet,
    whole_numbers,
)
from jixiao.scoring.execution import score_execution
from jixiao.scoring.packed import (
    ACTUAL,
    CLAIMED,
    CONTEXT,
    FINER,
    MOST_CENTS,
    NOTHING,
    TARGET,
    WEIGHT,
    reads_alike,
)
from jixiao.scoring.row_numbers import CENTS
from jixiao.scoring.total import cap_for, cap_rate
from jixiao.scoring.whatif_rows import Alone as AloneRow
from jixiao.scoring.whatif_rows import alone_of, as_score, in_cents, room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.scored import ScoredRow
    from jixiao.scoring.packed import Packed
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.scoring.whatif import Rescorer


class Ids:
    """Numbers for things, from 0 on, in the order in which they come."""

    def __init__(self) -> None:
        self.of: dict[Any, int] = {}

    def __call__(self, thing: Any) -> int:  # noqa: ANN401 - whatever can be a key
        """The number of a thing."""
        return self.of.setdefault(thing, len(self.of))

    @property
    def things(self) -> list[Any]:
        """The things by their numbers."""
        return list(self.of)


class Names:
    """The ids that go through all pages: contexts, clauses, grades, rule sets."""

    def __init__(self) -> None:
        self.contexts, self.clauses, self.grades, self.rules = Ids(), Ids(), Ids(), Ids()

    def clause(self, name: str | None) -> int:
        """The id of a clause."""
        return NOTHING if name is None else self.clauses(name)

    def grade(self, name: str | None) -> int:
        """The id of a grade."""
        return NOTHING if name is None else self.grades(name)


class Page(NamedTuple):
    """Some packed tables: their sheet, the texts that it points at, and by table ids of the result kept."""

    sheet: Sheet
    texts: list[str]
    rules: list[int]
    grades: list[int]


def page_of(tables: Sequence[Packed], names: Names) -> Page:
    """Lay out some tables; raises ``ValueError`` and its like for what :func:`packed` never makes."""
    texts = Ids()
    contexts: list[int] = []
    clauses: list[int] = []
    pointed: list[int] = []
    spans: list[tuple[int, int, int]] = []
    rules: list[int] = []
    grades: list[int] = []
    for table in tables:
        name, content, grade, levels, said = json.loads(table.names)
        lines = table.texts.split("\n") if table.texts else []
        contexts += [names.contexts(tuple(one)) for one in levels]
        clauses += map(names.clauses, said)
        pointed += map(texts, lines)
        spans.append((len(levels), len(said), len(lines)))
        rules.append(names.rules((name, content)))
        grades.append(names.grade(grade))
    numbers = [table.numbers for table in tables]
    return Page(Sheet(numbers, contexts, clauses, pointed, spans), texts.things, rules, grades)


class PackedScorer:
    """A rule set ready for pages of packed tables; it remembers what it has scored."""

    def __init__(self, rescorer: Rescorer, names: Names) -> None:
        self.by, self.names = rescorer, names
        self._alone: dict[str, AloneRow] = {}
        self._rates: dict[tuple[int, ...], tuple[AloneRow, ScoredRow]] = {}
        self._texts: dict[str, ScoredRow] = {}

    @property
    def rules(self) -> LoadedRuleSet:
        """The rule set."""
        return self.by.rules

    def score(self, page: Page) -> Scores:
        """Score a page."""
        by, sheet = self.by, page.sheet
        contexts = whole_numbers([by.rows.context(*one) for one in self.names.contexts.things] or [0])
        side = Side(
            by.scorer,
            contexts,
            tuple(by.rows.contexts) or (Context(),),
            by.rows.budget == "initial",
            int(by.full),
            self._arrays([self._text(text) for text in page.texts]),
            self.names.clause,
        )
        rates, caps = self._capped(page) if by.capping else (None, None)
        return score_sheet(sheet, side, rates, caps)

    def totals(self, scores: Scores) -> Totals:
        """Where the tables of a page stand; of odd ones nothing is said that holds."""
        decided = scores.total != NOTHING
        found = []
        for total, low, high, provisional, odd in zip(
            *(values.tolist() for values in (scores.total, scores.low, scores.high, scores.provisional)),
            scores.odd.tolist(),
            strict=True,
        ):
            grade = None
            if not odd:
                decided_total = None if total == NOTHING else total
                grade = self.by.grade(decided_total, low, high)
                if grade is None and decided_total is None and provisional != NOTHING:
                    grade = self.by.graded(provisional)
            found.append(self.names.grade(grade))
        score = scores.provisional.copy()
        score[decided] = scores.total[decided]
        return Totals(score, decided, whole_numbers(found))

    def _text(self, text: str) -> AloneRow:
        found = self._alone.get(text)
        if found is None:
            said = json.loads(text)
            found = alone_of(self._rate(text, said)) if isinstance(said, dict) else self.by.rows.alone(*said)
            room(self._alone)[text] = found
        return found

    def _rate(self, text: str, said: dict[str, Any]) -> ScoredRow:
        found = self._texts.get(text)
        if found is None:
            scored = score_execution(SelfEvaluation.model_validate({"project": "-", **said}), self.rules)
            assert scored is not None  # noqa: S101 - there are funds or a row for it
            found = room(self._texts)[text] = scored
        return found

    def _arrays(self, rows: Sequence[AloneRow]) -> Alone:
        def sized(cents: Any) -> bool:  # noqa: ANN401 - a score in cents or nothing
            return cents is None or (isinstance(cents, int) and 0 <= cents < MOST_CENTS)

        figures: list[list[int]] = [[], [], [], [], []]
        odd = []
        for row in rows:
            fits = not row.odd and all(map(sized, row[:5]))
            odd.append(not fits)
            for into, value in zip(figures, row[:5], strict=True):
                into.append(NOTHING if value is None or not fits else value)
        clauses = whole_numbers([self.names.clause(row.clause) for row in rows])
        low, high, score, claimed, weight = map(whole_numbers, figures)
        return Alone(low, high, score, claimed, weight, clauses, flags(odd))

    # --- caps -------------------------------------------------------------------

    def _capped(self, page: Page) -> tuple[tuple[Any, Alone], Caps]:
        """The execution rates scored by themselves, since caps go by them, and the cap of each table."""
        sheet = page.sheet
        fields = (sheet.field[at][sheet.rates].tolist() for at in (TARGET, CONTEXT, ACTUAL, WEIGHT, CLAIMED))
        keys = list(zip(*fields, strict=True))
        rows = [self._plain_rate(*key) for key in keys]
        rates: dict[int, ScoredRow] = dict(
            zip(sheet.table[sheet.rates].tolist(), (row for _, row in rows), strict=True)
        )
        alone = sheet.alone
        for table, text in zip(sheet.table[alone].tolist(), sheet.text[alone].tolist(), strict=True):
            if page.texts[text].startswith("{"):
                rates[table] = self._rate(page.texts[text], json.loads(page.texts[text]))
        limits, caps, unknown = [], [], []
        for table in range(sheet.size):
            rate = rates.get(table)
            cap = cap_for(cap_rate(rate), self.rules)
            limits.append(0 if cap is None else int(cap.total * CENTS // 1))
            caps.append(NOTHING if cap is None else int(in_cents(round_exact(cap.total, 2))))
            unknown.append(rate is None or rate.completion is None)
        least = min(int(in_cents(round_exact(cap.total, 2))) for cap in self.rules.rules.cap)
        made = self._arrays([row for row, _ in rows])
        return (sheet.rates, made), Caps(whole_numbers(limits), whole_numbers(caps), flags(unknown), least)

    def _plain_rate(
        self, annual: int, initial: int, executed: int, weight: int, claimed: int
    ) -> tuple[AloneRow, ScoredRow]:
        key = annual, initial, executed, weight, claimed
        found = self._rates.get(key)
        if found is None:
            line = FundLine.model_validate(
                {
                    "annual_budget": annual,
                    "initial_budget": None if initial == NOTHING else initial,
                    "executed": executed,
                    "weight": as_score(weight),
                    "claimed_score": None if claimed < 0 else as_score(claimed),
                }
            )
            scored = score_execution(SelfEvaluation(project="-", funds=(line,)), self.rules)
            assert scored is not None  # noqa: S101 - there is a line of funds
            row = alone_of(scored)
            if claimed == FINER and row.low != row.high:
                row = row._replace(odd=True)
            if self.by.rows.budget == "initial" and initial == NOTHING:
                row = row._replace(odd=True)
            found = room(self._rates)[key] = row, scored
        return found


def alike(*sides: LoadedRuleSet) -> bool:
    """Whether packed tables say under these rule sets what their forms say."""
    return all(reads_alike(side.rules.tiers) for side in sides)
