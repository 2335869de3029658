"""Use case: what 第九节 says of the whole department, from the form that evaluates it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.fund_kinds import fund_kind
from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.reports.statement_facts import FUNDS
from jixiao.reports.statement_view import Whole, amount, printed
from jixiao.schemas.finding import Severity
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.services.framework import score_framework
from jixiao.services.report_error import ReportError
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.reports.statement_view import Material
    from jixiao.schemas.framework import FrameworkResult
    from jixiao.schemas.self_evaluation import FundLine


def with_whole(
    material: Material, path: str, *, rules: str | None = None
) -> tuple[Material, tuple[str, ...]]:
    """The material with how the whole department came out, and sentences on what is still open.

    Raises :class:`ReportError` for a file that cannot be read, is of a project, of another department or
    another year.
    """
    run = score_framework(path, rules=rules)
    result = run.result
    if result is None or run.problems:
        told = (one.sentence("message") or one.code for one in run.problems)
        raise ReportError("\n".join(say("statement.whole.unread", path=path, why=why) for why in told))
    if result.framework.subject != "department":
        raise ReportError(say("statement.whole.project", path=path))
    name, year = result.form.project, result.form.year
    if name and squeeze(name) != squeeze(material.department):
        raise ReportError(say("statement.whole.other", path=path, name=name, department=material.department))
    if year not in {None, material.year}:
        found, asked = str(year), str(material.year)
        raise ReportError(say("statement.whole.year", path=path, found=found, year=asked))
    notes = []
    if result.total is None or result.grade is None:
        low, high = map(short, result.total_range)
        notes.append(say("statement.whole.open", path=path, low=low, high=high))
    errors = _errors(result)
    if errors:
        notes.append(say("statement.whole.errors", path=path, count=str(errors)))
    return replace(material, whole=_whole(result, path)), tuple(notes)


def _errors(result: FrameworkResult) -> int:
    return sum(one.severity is Severity.ERROR for one in result.findings)


def _whole(result: FrameworkResult, path: str) -> Whole:
    """The score and grade of a form that is decided and has no error (its weights add up), and its money."""
    sound = result.total is not None and not _errors(result)
    total, grade = (result.total, result.grade) if sound else (None, None)
    where = Source(Origin.COMPUTED, "framework.total", path)
    score = None if total is None else Fact(short(total), where, total)
    told = None if grade is None else Fact(grade, Source(Origin.COMPUTED, "framework.grade", path))
    return Whole(score, told, _by_kind(result.form.funds, path))


def _by_kind(funds: tuple[FundLine, ...], path: str) -> dict[str, Fact]:
    """The amounts by kind of money, where the lines of these kinds make up all that was spent."""
    spent: dict[str, list[tuple[int, Decimal]]] = {kind: [] for kind in FUNDS}
    total = None
    for at, line in enumerate(funds):
        kind = fund_kind(line.name)
        if line.executed is None:
            continue
        if kind == "total" and total is None:
            total = line.executed
        elif kind in spent:
            spent[kind].append((at, line.executed))
    values = {name: exact_sum(value for _, value in parts) for name, parts in spent.items()}
    if total is None or exact_sum(values.values()) != total:
        return {}
    made: dict[str, Fact] = {}
    for name, parts in spent.items():
        operands = tuple(Source(Origin.FIELD, f"funds[{at}].executed", path) for at, _ in parts)
        source = Source(Origin.COMPUTED, f"whole({name})", path, "", operands)
        made[name] = Fact(amount(values[name]), source, printed(values[name]))
    return made
