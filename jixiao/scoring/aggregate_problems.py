"""Typical problems: the findings on many projects, counted by plain kind and by code, with examples."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from jixiao.schemas.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from jixiao.schemas.finding import Finding

KINDS = (
    *("targets", "actuals", "scores", "weights", "execution", "reasons", "goals", "form", "copies"),
    *("disclosure", "reports", "reading", "rules", "other"),
)
"""The plain kinds, as text codes; those of equal weight are told in this order."""

_PREFIXES = {
    **dict.fromkeys(("TGT",), "targets"),
    **dict.fromkeys(("WGT",), "weights"),
    **dict.fromkeys(("SCO", "TOT", "GRD"), "scores"),
    **dict.fromkeys(("EXE", "FUN", "CST"), "execution"),
    **dict.fromkeys(("RSN",), "reasons"),
    **dict.fromkeys(("GOL",), "goals"),
    **dict.fromkeys(("TAB", "FRM", "NUM", "CLT"), "form"),
    **dict.fromkeys(("COL",), "copies"),
    **dict.fromkeys(("NAR", "PUB", "STA", "PRJ", "SUM", "DIS", "ORG", "TXT", "CLM"), "disclosure"),
    **dict.fromkeys(("RPT", "OUT"), "reports"),
    **dict.fromkeys(("DOC", "OFF", "PDF", "WRD"), "reading"),
    **dict.fromkeys(("RUL",), "rules"),
}
_APART = {
    **dict.fromkeys(("TGT005", "TGT006", "TGT007", "TGT008", "TGT011", "TGT015", "TGT017"), "actuals"),
    **dict.fromkeys(("RSN005", "SCO012", "SCO014", "SCO015", "SCO016"), "actuals"),
    **dict.fromkeys(("TGT013", "TGT014"), "reasons"),
    **dict.fromkeys(("TAB008", "TAB009", "TAB010", "TAB011"), "targets"),
}
"""Codes that are of another kind than the rest of their prefix."""


def kind_of(code: str) -> str:
    """The plain kind of a finding."""
    return _APART.get(code) or _PREFIXES.get(code[:3], "other")


class Example(NamedTuple):
    """One finding with the project it is of, and whose that is (both ``None`` where nobody says)."""

    finding: Finding
    project: str | None
    unit: str | None
    file: str | None


class Spot(NamedTuple):
    """One finding as far as it is counted.

    ``project`` tells projects apart (``None``: the finding is of no table of its file), ``unit`` units, and
    ``file`` files; ``key`` is what finds the finding itself again.
    """

    code: str
    severity: Severity
    project: Hashable
    unit: Hashable
    file: Hashable
    key: object


class CodeProblem(NamedTuple):
    """The findings of one code: how many, on how many projects of how many units, and one of them.

    ``severity`` is the worst of them; ``files`` counts the files in which it is of no table.
    """

    code: str
    severity: Severity
    findings: int
    projects: int
    units: int
    files: int
    example: Example


class Problem(NamedTuple):
    """The findings of one plain kind, those of its codes together; each project and unit once."""

    kind: str
    findings: int
    errors: int
    projects: int
    units: int
    files: int
    codes: tuple[CodeProblem, ...]

    @property
    def example(self) -> Example:
        """That of the code on the most projects."""
        return self.codes[0].example


@dataclass(slots=True)
class _Count:
    """Findings counted; ``first`` is the one that is shown."""

    first: Spot | None = None
    findings: int = 0
    errors: int = 0
    projects: set[Hashable] = field(default_factory=set)
    units: set[Hashable] = field(default_factory=set)
    files: set[Hashable] = field(default_factory=set)

    def add(self, spot: Spot) -> None:
        """Count one more."""
        if self.first is None or (spot.severity, self.first.severity) == (Severity.ERROR, Severity.WARNING):
            self.first = spot
        self.findings += 1
        self.errors += spot.severity is Severity.ERROR
        self.units.add(spot.unit)
        if spot.project is None:
            self.files.add(spot.file)
        else:
            self.projects.add(spot.project)

    @property
    def weight(self) -> tuple[int, int, int]:
        """Most projects first, then most errors and findings."""
        return -len(self.projects), -self.errors, -self.findings


def problems_of(
    spots: Iterable[Spot], examples: Callable[[Sequence[Spot]], Sequence[Example]]
) -> tuple[Problem, ...]:
    """The problems by kind, those on most projects first; a notice is none.

    ``examples`` gives the findings of some spots, in their order.
    """
    codes: defaultdict[str, _Count] = defaultdict(_Count)
    kinds: defaultdict[str, _Count] = defaultdict(_Count)
    for spot in spots:
        if spot.severity is not Severity.NOTICE:
            codes[spot.code].add(spot)
            kinds[kind_of(spot.code)].add(spot)
    order = sorted(codes, key=lambda code: (codes[code].weight, code))
    firsts = [first for code in order if (first := codes[code].first) is not None]
    shown = dict(zip(order, examples(firsts), strict=True))
    made: defaultdict[str, list[CodeProblem]] = defaultdict(list)
    for code in order:
        made[kind_of(code)].append(_code(code, codes[code], shown[code]))
    return tuple(
        _kind(kind, kinds[kind], tuple(made[kind]))
        for kind in sorted(kinds, key=lambda one: (kinds[one].weight, KINDS.index(one)))
    )


def _code(code: str, found: _Count, example: Example) -> CodeProblem:
    severity = Severity.ERROR if found.errors else Severity.WARNING
    return CodeProblem(
        code, severity, found.findings, len(found.projects), len(found.units), len(found.files), example
    )


def _kind(kind: str, found: _Count, codes: tuple[CodeProblem, ...]) -> Problem:
    return Problem(
        kind,
        found.findings,
        found.errors,
        len(found.projects),
        len(found.units),
        len(found.files),
        codes,
    )
