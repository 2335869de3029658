"""How checks of a table word what they found: one finding each for a few rows, one for all of many."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string, round_exact
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from jixiao.audit.subjects import FormSubject, Row

FEW = 5
"""Up to so many rows each have a finding of their own; more of them share one."""
_NAMED = 5


def rows_found(
    subject: FormSubject,
    code: str,
    severity: Severity,
    rows: Sequence[Row],
    column: str,
    *,
    together: bool = False,
    basis: str | None = None,
) -> Iterator[Finding]:
    """``code`` for each of ``rows`` at its ``column`` (a field of the row), or once for many.

    A finding of several rows stands at the first, names them and counts them.
    """
    if not rows:
        return
    groups = [[row] for row in rows] if len(rows) <= FEW and not together else [list(rows)]
    for group in groups:
        first = group[0]
        yield Finding(
            code=code,
            severity=severity,
            place=subject.place("indicators", first.index, column),
            params={"name": names(group), "count": str(len(group)), **cells(first)},
            found=_text(getattr(first.indicator, column)),
            basis=basis,
        )


def names(rows: Sequence[Row]) -> str:
    """The names of rows for a sentence; of many only the first ones, with how many there are."""
    said = [say("audit.quoted", name=row.label) for row in rows[:_NAMED]]
    listed = say("audit.and").join(said)
    return listed if len(rows) <= _NAMED else say("audit.and-more", names=listed, count=str(len(rows)))


def cells(row: Row) -> dict[str, str]:
    """What a row prints, for sentences."""
    indicator = row.indicator
    return {
        "target": f"{indicator.operator or ''}{indicator.target or ''}{indicator.unit or ''}",
        "actual": indicator.actual or "",
        "weight": plain(indicator.weight),
        "score": plain(indicator.claimed_score),
        "level1": indicator.level1 or "",
        "level2": indicator.level2 or "",
    }


def _text(value: object) -> str | None:
    return None if value is None else value if isinstance(value, str) else f"{value:f}"


def plain(value: Decimal | None) -> str:
    """A printed number without separators or trailing zeros; nothing for none."""
    return "" if value is None else exact_string(Fraction(value))


def percent(value: Fraction, digits: int = 2) -> str:
    """A ratio in percent, rounded to ``digits``."""
    return f"{round_exact(value * 100, digits)}"


def told(subject: FormSubject, *codes: str) -> frozenset[int]:
    """The indices of rows about which scoring has raised one of ``codes``: nothing is said twice."""
    places = {(item.place, item.params.get("name")) for item in subject.scored.findings if item.code in codes}
    if not places:
        return frozenset()
    columns = ("claimed_score", "deviation_note", "actual")
    return frozenset(
        row.index
        for row in subject.rows
        if any((subject.place("indicators", row.index, column), row.label) in places for column in columns)
    )


def raised(subject: FormSubject, *codes: str) -> bool:
    """Whether reading or scoring has raised one of ``codes`` about this table."""
    met = (*subject.scored.findings, *subject.read.findings, *subject.read.problems)
    return any(finding.code in codes for finding in met)


def used(row: Row) -> bool:
    """Whether a row is in use: something is named, aimed at, reached or weighted there."""
    indicator = row.indicator
    return any(
        value is not None and str(value).strip()
        for value in (indicator.name, indicator.target, indicator.actual, indicator.weight)
    )


def blank(subject: FormSubject) -> bool:
    """Whether nothing at all was filled in: no actual and no score in any row."""
    rows = [row.indicator for row in subject.rows if used(row)]
    return bool(rows) and all(not (row.actual or "").strip() and row.claimed_score is None for row in rows)
