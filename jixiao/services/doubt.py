"""Where a table could be read in more than one way, nothing in it is provably wrong.

An error is a contradiction between what is printed (design §4).  Where reading says of a row that its cells
fit the headings in several ways, or that rows were left out, what rests on it is very likely wrong at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.schemas.finding import Finding, Place
    from jixiao.schemas.self_evaluation import ReadForm

DOUBTFUL = frozenset({"FRM011", "FRM012", "FRM027", "FRM028", "PDF020"})
"""What reading says of a row that may be read otherwise, or was not read."""
OVER_ALL_ROWS = frozenset({"WGT", "TOT", "GRD", "EXE", "CST"})
"""Families of findings that rest on more rows than the one they are placed at."""

READING = frozenset({"DOC", "FRM", "NUM", "OFF", "PDF", "WRD"})
"""Families that say how reading went; they rest on no row."""


def softened(findings: Iterable[Finding], form: ReadForm) -> tuple[Finding, ...]:
    """The findings of a table, errors that rest on a doubtful row as warnings."""
    doubtful = {_row(finding.place) for finding in form.findings if finding.code in DOUBTFUL}
    if not doubtful:
        return tuple(findings)
    return tuple(
        finding.model_copy(update={"severity": Severity.WARNING}) if _rests_on(finding, doubtful) else finding
        for finding in findings
    )


def _row(place: Place) -> tuple[str | None, str | None]:
    return place.table, place.row


def _rests_on(finding: Finding, doubtful: set[tuple[str | None, str | None]]) -> bool:
    if finding.severity is not Severity.ERROR or finding.code[:3] in READING:
        return False
    return finding.code[:3] in OVER_ALL_ROWS or _row(finding.place) in doubtful
