"""The fund block: printed rates against amounts, parts against the total, slips of unit.

Amounts are intervals: half of the last digit printed, where an amount of the block printed to the cent (0.01
of the table's unit) shows that whole numbers beside it are rounded no more coarsely.  Source: design §4,
``rules.md`` §5a (AUD thresholds) and §5b.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.check import Check
from jixiao.audit.equations import Verdict, judge, quotient, total
from jixiao.audit.form.sayings import raised
from jixiao.audit.printed import MONEY, Printed, money, of_decimal
from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.indicators.taxonomy import closes_funds, fund_line
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.execution import total_line
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.audit.printed import Span
    from jixiao.audit.subjects import FormSubject
    from jixiao.schemas.finding import Place
    from jixiao.schemas.self_evaluation import FundLine

_COLUMNS = ("initial_budget", "annual_budget", "executed")
_SLIPS = (Fraction(10**4), Fraction(1, 10**4))
_CENT = 2
_MOST_PARTS = 10
_FAR = 500
"""An amount of so many times another in its line is in another unit."""
_HALF_POINT = Fraction(1, 2)
_LITTLE, _MUCH = Fraction(1), Fraction(10**6)
"""In 万元: no project is smaller, few are greater."""


def digits(value: Decimal) -> int:
    """How many digits are printed after the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def finest(subject: FormSubject) -> int:
    """The decimals of the finest amount of the fund block, two at most: amounts beside it are as fine."""
    amounts = (getattr(line, key) for line in subject.form.funds for key in _COLUMNS)
    return min(_CENT, max((digits(amount) for amount in amounts if amount is not None), default=0))


def amount(subject: FormSubject, index: int, key: str) -> Printed | None:
    """One amount of the block in 万元 as an interval; ``None`` for a blank or a unit that is no money."""
    value: Decimal | None = getattr(subject.form.funds[index], key)
    if value is None:
        return None
    unit, place = subject.form.amount_unit or MONEY, subject.place("funds", index, key)
    return money(value, unit, place, finest=max(digits(value), finest(subject)))


def _rate(line: FundLine, place: Place) -> Printed | None:
    value = line.claimed_rate
    return None if value is None else of_decimal(value, unit="%", place=place)


def rate_of(spent: Printed, budget: Printed) -> Span | None:
    """Every possible rate in percent of two amounts: the same figure printed for both may hide two tails."""
    found = quotient(spent.rounded, budget.rounded)
    return None if found is None else found.times(100)


def _readings(rate: Printed) -> tuple[Printed, ...]:
    """A printed rate as percent and, where it is no more than 1.05, as a fraction too."""
    if rate.value > Fraction(21, 20) or rate.value == 0:
        return (rate,)
    return rate, Printed(rate.value * 100, rate.ulp * 100, rate.text, rate.unit, rate.place)


def best(possible: Span | None, readings: Sequence[Printed]) -> Verdict:
    """The kindest verdict over the readings of one printed number."""
    verdicts = [judge(possible, reading) for reading in readings]
    return next((kind for kind in (Verdict.HOLDS, Verdict.CUT_OFF) if kind in verdicts), Verdict.FAILS)


def _percent(part: Printed, whole: Printed, rate: Printed) -> str:
    """The computed rate with as many decimals as the printed one has, two at least."""
    shown = max(_CENT, len(rate.text.partition(".")[2]))
    return f"{round_exact(part.value / whole.value * 100, shown)}"


def printed_rates(subject: FormSubject) -> Iterator[Finding]:
    """EXE010: a line's printed rate contradicts its amounts (or was cut off, not rounded).

    EXE011: it is the rate on 年初预算数, not on 全年预算数.
    EXE012: it fits once an amount is taken in another unit.
    A rate printed as 100 above it is capped and no contradiction; one that only the rounding of whole
    numbers could explain is a warning.
    """
    for index, line in enumerate(subject.form.funds):
        rate = _rate(line, subject.place("funds", index, "claimed_rate"))
        spent = amount(subject, index, "executed")
        first, final = (amount(subject, index, key) for key in ("initial_budget", "annual_budget"))
        budget = final or first
        if rate is None or spent is None or budget is None or budget.value <= 0 or spent.value < 0:
            continue
        readings = _readings(rate)
        verdict = best(rate_of(spent, budget), readings)
        capped = rate.value == 100 and spent.value >= budget.value
        if capped or (verdict is Verdict.HOLDS and not _strays(spent, budget, readings)):
            continue
        params = {"line": _name(line, index), "rate": rate.text}
        code, severity = "EXE010", _HOW_BAD[verdict]
        expected = _percent(spent, budget, rate)
        if verdict is Verdict.FAILS:
            on_first = None if final is None or first is None else rate_of(spent, first)
            if on_first is not None and best(on_first, readings) is not Verdict.FAILS:
                code, severity = "EXE011", Severity.WARNING
            if code == "EXE010" and _slipped(spent, budget, readings):
                code = "EXE012"
        yield Finding(
            code=code,
            severity=severity,
            place=rate.place if code != "EXE012" else spent.place,
            params={**params, "executed": spent.text, "budget": budget.text, "cut": _cut(verdict)},
            expected=expected,
            found=rate.text if code != "EXE012" else spent.text,
        )


_HOW_BAD = {
    Verdict.HOLDS: Severity.WARNING,
    Verdict.CUT_OFF: Severity.NOTICE,
    Verdict.FAILS: Severity.ERROR,
}


def _strays(spent: Printed, budget: Printed, readings: Sequence[Printed]) -> bool:
    """Whether a rate lies half a point from that of the amounts as printed, though rounding could hide it.

    Whole numbers of 万元 leave much room that few of them need.
    """
    exact = spent.value / budget.value * 100
    return budget.value >= _LITTLE and all(abs(reading.value - exact) > _HALF_POINT for reading in readings)


def _cut(verdict: Verdict) -> str:
    return say("audit.cut-off") if verdict is Verdict.CUT_OFF else ""


def _slipped(part: Printed, whole: Printed, readings: Sequence[Printed]) -> bool:
    """Whether the rate fits once one of the two amounts is moved by 10^4."""
    possible = rate_of(part, whole)
    return possible is not None and any(
        best(possible.times(slip), readings) is not Verdict.FAILS for slip in _SLIPS
    )


def _name(line: FundLine, index: int) -> str:
    return (line.name or "").strip() or say("audit.fund-line", number=str(index + 1))


def _parts(subject: FormSubject, head: int) -> list[int]:
    lines = subject.form.funds
    return [index for index, line in enumerate(lines) if index != head and fund_line(line.name) == "part"]


def parts_and_total(subject: FormSubject) -> Iterator[Finding]:
    """EXE013: a part is more than the total, or the parts do not make it up, column by column.

    An error where a part exceeds the total, where the standard parts (当年拨款, 上年结转, 其他) are all
    printed and their sum is another, or where the same parts do make up the total of another column; a
    warning where parts of other names exceed the total together, or the only part was the whole elsewhere; a
    notice where they fall short, since not every part need be printed.
    """
    funds = total_line(subject.form)
    if funds is None or funds.index is None or raised(subject, "EXE009"):
        return
    head, lines = funds.index, subject.form.funds
    if fund_line(lines[head].name) != "total":
        return
    columns = [_column(subject, head, key) for key in _COLUMNS]
    fitting = [column for column in columns if column is not None and column.fits]
    for column in columns:
        if column is None or column.fits:
            continue
        finding = _over(subject, column) or _as_elsewhere(subject, column, fitting) or _sum(subject, column)
        if finding is not None:
            yield finding


class Column(NamedTuple):
    """One column of amounts: the total, the parts printed there by line, and how many parts there are."""

    key: str
    whole: Printed
    parts: tuple[tuple[int, Printed], ...]
    lines: tuple[int, ...]

    @property
    def full(self) -> bool:
        """Whether every part is printed."""
        return len(self.parts) == len(self.lines)

    @property
    def filled(self) -> int:
        """How many parts are not zero."""
        return sum(part.value > 0 for _, part in self.parts)

    @property
    def fits(self) -> bool:
        """Whether all parts together can be the total."""
        return judge(total(part for _, part in self.parts), self.whole) is not Verdict.FAILS


def _column(subject: FormSubject, head: int, key: str) -> Column | None:
    """A column that can be added up; ``None`` without a total or without parts, or below zero."""
    whole, lines = amount(subject, head, key), _parts(subject, head)
    parts = tuple((index, part) for index in lines if (part := amount(subject, index, key)) is not None)
    if whole is None or not parts or whole.value < 0 or any(part.value < 0 for _, part in parts):
        return None
    return Column(key, whole, parts, tuple(lines))


def _over(subject: FormSubject, column: Column) -> Finding | None:
    """One part alone above the total."""
    key, whole = column.key, column.whole
    for index, part in column.parts:
        if part.rounded.low > whole.rounded.high and part.truncated.low > whole.truncated.high:
            name = _name(subject.form.funds[index], index)
            slip = any(judge(part.rounded.times(one), whole) is not Verdict.FAILS for one in _SLIPS)
            return _finding(key, whole, part.text, Severity.ERROR, "EXE014" if slip else "EXE013", name)
    return None


def _as_elsewhere(subject: FormSubject, column: Column, fitting: list[Column]) -> Finding | None:
    """A column whose parts do not make up the total though the same parts do in another column.

    Several parts that add up elsewhere lie side by side and leave nothing out; one part that is
    the whole elsewhere very likely is so here.
    """
    shown = [other for other in fitting if other.full and other.whole.value > 0]
    if not column.full or not shown:
        return None
    several = any(other.filled > 1 for other in shown)
    if not several and len(column.lines) > 1:
        return None
    severity = Severity.ERROR if several else Severity.WARNING
    return _finding(
        column.key, column.whole, _added(subject, column), severity, "EXE013", _names(subject, column)
    )


def _sum(subject: FormSubject, column: Column) -> Finding | None:
    """All of the parts against the total; nested ones are recognised by some of them making it up."""
    printed = [part for _, part in column.parts]
    if _some_make_up(printed, column.whole):
        return None
    lines = subject.form.funds
    if closes_funds([lines[index].name for index in column.lines]) and column.full:
        severity = Severity.ERROR
    elif total(printed).low > column.whole.rounded.high:
        severity = Severity.WARNING
    elif len(printed) > 1:
        severity = Severity.NOTICE
    else:
        return None
    return _finding(
        column.key, column.whole, _added(subject, column), severity, "EXE013", _names(subject, column)
    )


def _names(subject: FormSubject, column: Column) -> str:
    lines = subject.form.funds
    return say("audit.and").join(_name(lines[index], index) for index, _ in column.parts)


def _added(subject: FormSubject, column: Column) -> str:
    """The sum of the parts as the table would print it."""
    return exact_string(sum((part.value for _, part in column.parts), Fraction(0)) / _unit(subject))


def _unit(subject: FormSubject) -> Fraction:
    """How many 万元 one of the table's unit is."""
    one = money(Decimal(1), subject.form.amount_unit or MONEY)
    return Fraction(1) if one is None else one.value


def _some_make_up(parts: list[Printed], whole: Printed) -> bool:
    """Whether some of the parts alone make up the total: then the others stand inside them."""
    if len(parts) > _MOST_PARTS:
        return True
    chosen = (
        [part for bit, part in enumerate(parts) if mask >> bit & 1] for mask in range(1, 1 << len(parts))
    )
    return any(judge(total(some), whole) is not Verdict.FAILS for some in chosen)


def _finding(key: str, whole: Printed, found: str, severity: Severity, code: str, names: str) -> Finding:
    params = {"column": say(f"audit.column-{key}"), "parts": names, "total": whole.text}
    return Finding(
        code=code, severity=severity, place=whole.place, params=params, expected=found, found=whole.text
    )


def far_beyond(subject: FormSubject) -> Iterator[Finding]:
    """EXE015: two amounts of the total line lie 500 times apart upwards: one is in another unit.

    An execution far below the budget is only a low one.
    """
    funds = total_line(subject.form)
    if funds is None or funds.index is None:
        return
    first, final, spent = (amount(subject, funds.index, key) for key in _COLUMNS)
    pairs = (
        (spent, final or first, "executed"),
        (first, final, "initial_budget"),
        (final, first, "annual_budget"),
    )
    for great, small, key in pairs:
        if great is not None and small is not None and 0 < small.value * _FAR < great.value:
            params = {
                "column": say(f"audit.column-{key}"),
                "great": great.text,
                "small": small.text,
            }
            yield Finding(
                code="EXE015", severity=Severity.WARNING, place=great.place, params=params, found=great.text
            )


def overspent(subject: FormSubject) -> Iterator[Finding]:
    """EXE017: more was spent than the budget of the year, where scoring has not said so (EXE001, EXE007).

    A warning for the total, else a notice for a part: another part may have covered it.
    """
    funds = total_line(subject.form)
    head = None if funds is None else funds.index
    if raised(subject, "EXE001", "EXE007"):
        return
    lines = [index for index in range(len(subject.form.funds)) if _is_overspent(subject, index)]
    for index in [head] if head in lines else lines:
        if index is not None:
            line, spent = subject.form.funds[index], amount(subject, index, "executed")
            yield Finding(
                code="EXE017",
                severity=Severity.WARNING if index == head else Severity.NOTICE,
                place=subject.place("funds", index, "executed"),
                params={"line": _name(line, index)},
                expected=f"{line.annual_budget:f}",
                found="" if spent is None else spent.text,
            )


def _is_overspent(subject: FormSubject, index: int) -> bool:
    spent, budget = amount(subject, index, "executed"), amount(subject, index, "annual_budget")
    if spent is None or budget is None or budget.value <= 0:
        return False
    return spent.rounded.low > budget.rounded.high


def implausible_unit(subject: FormSubject) -> Iterator[Finding]:
    """EXE018: a whole project of less than one 万元, though printed in 元 (or of 100 亿元 and more)."""
    funds = total_line(subject.form)
    if funds is None or funds.index is None:
        return
    budget = amount(subject, funds.index, "annual_budget") or amount(subject, funds.index, "initial_budget")
    if budget is None or budget.value <= 0 or not (budget.value < _LITTLE or budget.value >= _MUCH):
        return
    yield Finding(
        code="EXE018",
        severity=Severity.NOTICE,
        place=budget.place,
        params={"unit": budget.unit or ""},
        found=budget.text,
    )


def spent_without_budget(subject: FormSubject) -> Iterator[Finding]:
    """EXE016: a part line with an execution and no budget.  The total line's is EXE003 or EXE005."""
    funds = total_line(subject.form)
    for index, line in enumerate(subject.form.funds):
        if funds is not None and index == funds.index:
            continue
        if line.executed and line.annual_budget is None and line.initial_budget is None:
            yield Finding(
                code="EXE016",
                severity=Severity.NOTICE,
                place=subject.place("funds", index, "executed"),
                params={"line": _name(line, index)},
                found=f"{line.executed:f}",
            )


CHECKS: tuple[Check[FormSubject], ...] = (
    Check(printed_rates, ("EXE010", "EXE011", "EXE012")),
    Check(parts_and_total, ("EXE013", "EXE014")),
    Check(far_beyond, ("EXE015",)),
    Check(spent_without_budget, ("EXE016",)),
    Check(overspent, ("EXE017",)),
    Check(implausible_unit, ("EXE018",)),
)
