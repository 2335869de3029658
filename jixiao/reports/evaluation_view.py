"""A scored table as an evaluation report sees it: what each row counts, by part, and the funds.

A row that is not decided counts with the score the unit claimed, and is said to do so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from jixiao.documents.complaints import where
from jixiao.indicators.numbers import round_exact
from jixiao.indicators.public_names import TEN_THOUSAND_YUAN, money_scale
from jixiao.indicators.reading import Operator
from jixiao.indicators.report_sections import SECTIONS, section_of
from jixiao.reports.blocks import Blank, Fact, Origin, Source
from jixiao.schemas.scored import Status
from jixiao.scoring.execution import PRINTED_RATE, total_line
from jixiao.scoring.explain import percent_text, sentence, short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.reports.blocks import Run
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.framework import FrameworkResult
    from jixiao.schemas.scored import ScoredEvaluation, ScoredIndicator, ScoredRow
    from jixiao.schemas.store import StoredReview

ZERO = Decimal(0)
_LIMITS = frozenset({Operator.LE, Operator.LT})
_INNER = str.maketrans("“”", "‘’")
_LOOSE = re.compile(r" +(?=[^\x00-\x7f=])|(?<=[^\x00-\x7f=]) +| +(?==)|(?<==) +")


def computed(text: str, path: str, value: Decimal | None = None, formula: str = "") -> Fact:
    """A figure that was worked out."""
    return Fact(text, Source(Origin.COMPUTED, path, formula=formula), value)


def points(value: Decimal, path: str, formula: str = "") -> Fact:
    """A number of points that was worked out, without trailing zeros."""
    return computed(short(value), path, value, formula)


def counted(number: int, path: str) -> Fact:
    """How many there are of something."""
    return computed(str(number), path, Decimal(number))


def rate(value: Fraction, path: str, formula: str = "") -> Fact:
    """A ratio in percent with two decimals at most, unless it would read 0% or 100% without being so."""
    text = percent_text(value)
    return computed(text, path, Decimal(text.removesuffix("%")), formula)


def tight(text: str) -> str:
    """A sentence made for a screen as a paper has it: no spaces beside Chinese or signs of arithmetic."""
    return _LOOSE.sub("", text)


def within_quotes(text: str) -> str:
    """A text to be put into quotation marks."""
    return text.translate(_INNER)


@dataclass(frozen=True)
class Line:
    """An indicator (or the execution rate, ``item`` null) and what it counts.

    ``earned`` is null where neither the rules nor the unit say a score; ``assumed`` says that it is the
    unit's own; ``executes`` that the row is the execution rate, beside the indicators or among them.
    """

    path: str
    row: ScoredRow
    item: ScoredIndicator | None = None
    executes: bool = False

    @property
    def dropped(self) -> bool:
        """Whether the row does not count: not applicable, or one left aside by the scoring."""
        aside = self.item is not None and not self.item.counted and not self.executes
        return aside or (self.row.status is Status.NOT_APPLICABLE and self.row.decided)

    @property
    def assumed(self) -> bool:
        """Whether the score is only the one the unit claimed, which must be one the row can have."""
        claimed = self.row.claimed_score
        return not self.row.decided and claimed is not None and self.row.low <= claimed <= self.row.high

    @property
    def weight(self) -> Decimal | None:
        """The full marks of the row."""
        return self.row.weight

    @property
    def earned(self) -> Decimal | None:
        """What the row counts."""
        if self.row.decided:
            return self.row.low
        return self.row.claimed_score if self.assumed else None

    @property
    def lost(self) -> Decimal:
        """What the row falls short of its weight, as far as that is known."""
        if self.dropped or self.weight is None or self.earned is None:
            return ZERO
        return max(self.weight - self.earned, ZERO)

    @property
    def name(self) -> str:
        """The indicator's name, or what stands for it."""
        if self.item is None:
            return say("evaluation.word.execution")
        own = self.item.indicator
        found = (text.strip() for text in (own.name, own.level2, own.level1) if text)
        return next((text for text in found if text), say("evaluation.word.nameless"))

    @property
    def why(self) -> str:
        """How the rules came to the score."""
        return sentence(self.row, notes=False)

    def field(self, key: str, text: str) -> Fact:
        """What the table says in a field of the row."""
        place = "" if self.item is None else where(self.item.place)
        return Fact(text, Source(Origin.FIELD, f"{self.path}.{key}", place))

    @property
    def missed(self) -> str:
        """How a row missed its target: ``under``, ``above`` a limit, or ``over`` what need not be a limit."""
        compared = self.row.compared
        if self.row.reason != "short-over" or compared is None or compared.days_late is not None:
            return "under"
        return "above" if compared.operator in _LIMITS else "over"

    @property
    def unweighted(self) -> bool:
        """Whether the row cannot count, since the table gives it no weight."""
        return self.weight is None and self.row.reason == "no-weight"

    @property
    def named(self) -> Fact:
        """The name as a fact."""
        return self.field("name", self.name)

    @property
    def kind(self) -> Fact | None:
        """The 二级指标 the row belongs to, else its 一级指标; ``None`` where neither is said."""
        for key in ("level2", "level1"):
            text = "" if self.item is None else (getattr(self.item.indicator, key) or "").strip()
            if text:
                return self.field(key, text)
        return None

    @property
    def quoted(self) -> Fact:
        """The name as it stands within quotation marks: those it has itself are single ones."""
        return replace(self.named, text=within_quotes(self.name))

    @property
    def target(self) -> Fact | None:
        """The value that was set, with its operator and unit; ``None`` where there is none."""
        if self.item is None:
            return None
        own = self.item.indicator
        key = "adjusted_target" if (own.adjusted_target or "").strip() else "target"
        text = ((own.adjusted_target if key == "adjusted_target" else own.target) or "").strip()
        if not text:
            return None
        if own.operator and not text.startswith(own.operator):
            text = own.operator + text
        if own.unit and not text.endswith(own.unit):
            text += own.unit
        return self.field(key, text)

    @property
    def planned(self) -> Fact | None:
        """The target as a sentence says it: without the sign of equality."""
        found = self.target
        if found is None:
            return None
        return replace(found, text=found.text.lstrip("=＝").strip() or found.text)

    @property
    def actual(self) -> Fact | None:
        """What was done, with its unit where that has a column; ``None`` where nothing is said."""
        if self.item is None:
            return None
        text = (self.item.indicator.actual or "").strip()
        return self.field("actual", text) if text else None

    @property
    def note(self) -> Fact | None:
        """The reason the unit gave for a deviation."""
        text = ((self.item.indicator.deviation_note if self.item else None) or "").strip()
        text = text.rstrip(say("evaluation.word.stop"))
        return self.field("deviation_note", text) if text else None

    @property
    def score(self) -> Fact | None:
        """What the row counts, with where that is from; ``None`` where it is open."""
        if self.earned is None:
            return None
        if self.assumed:
            source = Source(Origin.FIELD, f"{self.path}.claimed_score")
            return Fact(short(self.earned), source, self.earned)
        return points(self.earned, f"{self.path}.score", self.why)

    @property
    def full(self) -> Fact | None:
        """The weight as a fact."""
        if self.weight is None:
            return None
        return Fact(short(self.weight), Source(Origin.FIELD, f"{self.path}.weight"), self.weight)


@dataclass(frozen=True)
class Section:
    """Some rows together: their number, weights, scores."""

    key: str
    lines: tuple[Line, ...]

    @cached_property
    def counting(self) -> tuple[Line, ...]:
        """The rows that count."""
        return tuple(line for line in self.lines if not line.dropped)

    @property
    def weight(self) -> Decimal:
        """The sum of the weights."""
        return exact_sum(line.weight for line in self.counting if line.weight is not None)

    @property
    def earned(self) -> Decimal | None:
        """The sum of what the rows count; ``None`` where one of them is open."""
        scores = [line.earned for line in self.counting]
        known = [score for score in scores if score is not None]
        return exact_sum(known) if len(known) == len(scores) else None

    @property
    def assumed(self) -> int:
        """How many rows count only as claimed."""
        return sum(line.assumed for line in self.counting)

    @property
    def rate(self) -> Fraction | None:
        """What share of the weights was earned (得分率)."""
        if self.earned is None or self.weight <= 0:
            return None
        return Fraction(self.earned) / Fraction(self.weight)


class View:
    """A scored table taken apart for a report."""

    def __init__(
        self,
        scored: ScoredEvaluation,
        findings: Iterable[Finding] | None = None,
        review: StoredReview | None = None,
        framework: FrameworkResult | None = None,
    ) -> None:
        """Take a scored table; ``findings`` are those of scoring where nothing else is given.

        ``framework`` is what evaluators made of the project by an indicator framework.
        """
        self.framework = framework
        self.scored = scored
        self.findings = tuple(scored.findings if findings is None else findings)
        self.review = review
        self.form = scored.evaluation
        rate, lines = scored.execution, []
        for number, item in enumerate(scored.indicators):
            among = rate is not None and not item.counted
            row = rate if rate is not None and among else item.row
            lines.append(Line(f"indicators[{number}]", row, item, executes=among))
        self.lines = tuple(lines)
        beside = rate is not None and not any(line.executes for line in lines)
        self.execution = Line("execution", rate, executes=True) if rate is not None and beside else None

    @cached_property
    def sections(self) -> dict[str, Section]:
        """The rows by part of the report; every part is there, if empty."""
        found: dict[str, list[Line]] = {key: [] for key in SECTIONS}
        for line, item in zip(self.lines, self.scored.indicators, strict=True):
            found[section_of(item.indicator.level1, item.indicator.level2)].append(line)
        return {key: Section(key, tuple(lines)) for key, lines in found.items()}

    @property
    def everything(self) -> Sequence[Line]:
        """The execution rate and all rows that count."""
        counting = tuple(line for line in self.lines if not line.dropped)
        return counting if self.execution is None or self.execution.dropped else (self.execution, *counting)

    @property
    def open(self) -> tuple[Line, ...]:
        """The rows that people must decide."""
        return tuple(line for line in self.everything if not line.row.decided)

    @property
    def provisional(self) -> Decimal | None:
        """The total with open rows as claimed; ``None`` where a claim is none a row can have."""
        usable = all(line.earned is not None for line in self.everything)
        return self.scored.provisional_total if usable else None

    @property
    def losing(self) -> tuple[Line, ...]:
        """The rows that are decided and lost points, the most first."""
        rows = (line for line in self.everything if line.row.decided and line.lost > 0)
        return tuple(sorted(rows, key=lambda line: -line.lost))

    @property
    def all_done(self) -> bool:
        """Whether nothing at all was missed: every row computed and met, the budget spent to the last."""
        rate = self.scored.execution.completion if self.scored.execution is not None else None
        met = (
            line.executes or (line.row.compared is not None and line.row.compared.outcome == "met")
            for line in self.lines
        )
        whole = bool(self.lines) and self.scored.complete and rate == 1
        return whole and not self.open and not self.losing and all(met)

    @property
    def who(self) -> Run:
        """The department, else the unit; a blank where neither is known."""
        for key in ("department", "unit"):
            text = (getattr(self.form, key) or "").strip()
            if text:
                return Fact(text, Source(Origin.FIELD, key))
        return Blank(say("evaluation.blank.unit"))

    @property
    def year(self) -> Run:
        """The year the table is of, or a blank."""
        year = self.form.year
        if year is None:
            return Blank(say("evaluation.blank.year"))
        return Fact(str(year), Source(Origin.FIELD, "year"))

    @property
    def project(self) -> Fact:
        """The project's name, as it stands within quotation marks."""
        return Fact(within_quotes(self.form.project.strip()), Source(Origin.FIELD, "project"))

    def amount(self, value: Decimal | Fraction, path: str, *, formula: str = "", place: str = "") -> Fact:
        """An amount of the form's unit in 万元, with two decimals at most unless nothing would be left.

        A unit that is none of money is printed as it stands.
        """
        unit = self.form.amount_unit or TEN_THOUSAND_YUAN
        scale = money_scale(unit)
        exact = Fraction(value) * (1 if scale is None else scale)
        rounded = round_exact(exact, 2)
        plain = (rounded or not exact) and not self._nearly(value)
        text = short(rounded) if plain else short(exact)
        printed = f"{text}{unit if scale is None else TEN_THOUSAND_YUAN}"
        origin = Origin.COMPUTED if formula else Origin.FIELD
        return Fact(printed, Source(origin, path, place, formula), Decimal(text))

    def _nearly(self, value: Decimal | Fraction) -> bool:
        """Whether an amount is budget or spending, and two decimals would make the two the same."""
        money = self.money
        if not money.left or money.budget is None or money.executed is None:
            return False
        scale = money_scale(self.form.amount_unit or TEN_THOUSAND_YUAN) or 1
        pair = {round_exact(Fraction(one) * scale, 2) for one in (money.budget, money.executed)}
        return len(pair) == 1 and value in {money.budget, money.executed}

    def remainder(self, budget: Fact, executed: Fact) -> Fact:
        """What is left of two amounts as printed, so that all agree; negative where it is too little."""
        values = [fact.value or ZERO for fact in (budget, executed)]
        left = exact_sum((values[0], -values[1]))
        formula = f"{short(values[0])} − {short(values[1])}"
        unit = budget.text.removeprefix(short(values[0]))
        return computed(f"{short(abs(left))}{unit}", "funds.left", left, formula)

    @cached_property
    def money(self) -> Money:
        """The funds as a whole."""
        funds = total_line(self.form)
        if funds is None:
            return Money(None, None, "funds")
        path = "funds" if funds.index is None else f"funds[{funds.index}]"
        parts = [line for at, line in enumerate(self.form.funds) if at != funds.index]
        whole = {
            key: _filled(getattr(funds.line, key), (getattr(one, key) for one in parts))
            for key in ("annual_budget", "executed", "initial_budget")
        }
        return Money(whole["annual_budget"], whole["executed"], path, whole["initial_budget"])

    @property
    def spent(self) -> Fact | None:
        """The execution rate; ``None`` where it cannot be worked out."""
        row = self.scored.execution
        if row is None or row.completion is None:
            return None
        found = rate(row.completion, "execution.rate", sentence(row, notes=False))
        if row.basis == PRINTED_RATE:
            source = Source(Origin.FIELD, f"{self.money.path}.claimed_rate")
            return Fact(found.text, source, found.value)
        return found


def _filled(whole: Decimal | None, parts: Iterable[Decimal | None]) -> Decimal | None:
    """A whole of 0 beside parts that are not 0 was not filled in."""
    return None if whole == 0 and any(parts) else whole


@dataclass(frozen=True)
class Money:
    """Budget and spending of the year in the form's unit, and the path they stand at."""

    budget: Decimal | None
    executed: Decimal | None
    path: str
    initial: Decimal | None = None

    @property
    def left(self) -> Decimal | None:
        """What was not spent; negative where more was spent than there was, ``None`` of negative amounts."""
        if self.budget is None or self.executed is None or min(self.budget, self.executed) < 0:
            return None
        return exact_sum((self.budget, -self.executed))
