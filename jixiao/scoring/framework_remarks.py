"""What does not fit in a scored framework form: each thing one finding, with its place."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import exact_string
from jixiao.indicators.taxonomy import fund_line
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.framework import LineStatus
from jixiao.scoring.explain import sentence
from jixiao.scoring.framework_explain import line_name, line_sentence, percent
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from jixiao.schemas.framework import FrameworkResult, ReadFramework, ScoredLine
    from jixiao.scoring.frameworks import LoadedFramework

_AMOUNTS = ("initial_budget", "annual_budget", "executed")
_HUNDRED = 100
_CENTS = 2
_WRONG_POINT = {"beyond": "FWK021", "contradicts": "FWK023", "unknown-mark": "FWK012"}
_WRONG_LINE = {
    "shares": "FWK026",
    "ratio-impossible": "FWK024",
    "facts-negative": "FWK030",
    "denominator-zero": "FWK030",
    "no-weight": "FWK029",
    "negative-weight": "FWK029",
}


def remarks(
    result: FrameworkResult, read: ReadFramework, framework: LoadedFramework, *, full: Fraction
) -> tuple[Finding, ...]:
    """Everything about a scored form that a person should know or mend."""
    return (
        *_origin(result, framework),
        *(found for at in range(len(result.lines)) for found in _line(at, result, read)),
        *_weights(result, full),
        *_totals(result, read),
        *_ratios(result, read),
        *_advice(result, framework),
        *_funds(read),
        *_absent(result, framework),
    )


def _finding(code: str, severity: Severity, place: Place, **params: str) -> Finding:
    return Finding(code=code, severity=severity, place=place, params=params)


def _origin(result: FrameworkResult, framework: LoadedFramework) -> Iterator[Finding]:
    printed = result.form.hash
    if printed and not framework.hash.startswith(printed):
        yield _finding("FWK015", Severity.NOTICE, result.source, framework=framework.spec.id,
                       printed=printed, now=framework.hash[: len(printed)])  # fmt: skip


def _line(at: int, result: FrameworkResult, read: ReadFramework) -> Iterator[Finding]:
    line = result.lines[at]
    name = line_name(line)
    yield from _points(at, line, read)
    code = _WRONG_LINE.get(line.reason)
    if code is not None:
        place = read.place("rows", at, "weight") if code == "FWK029" else line.place
        yield _finding(code, Severity.ERROR, place, name=name, why=line_sentence(line))
    written = line.row.claimed_score
    if written is not None and not _agrees(line):
        place = read.place("rows", at, "claimed_score")
        told = {"name": name, "written": _plain(written)}
        if line.decided:
            told |= {"score": _plain(line.low), "why": line_sentence(line)}
            yield _finding("FWK022", Severity.ERROR, place, **told)
        elif code is None:  # else what is wrong with the line itself is told
            told |= {"least": _plain(line.low), "most": _plain(line.high)}
            yield _finding("FWK021", Severity.ERROR, place, **told)
    if not line.decided and code is None:
        told = {"name": name, "why": line_sentence(line)}
        told |= {"low": _plain(line.low), "high": _plain(line.high)}
        yield _finding("FWK025", Severity.WARNING, line.place, **told)
    judged = line.status is LineStatus.JUDGED and line.method != "measured"
    if judged and not any((item.evidence or "").strip() for item in line.row.items):
        yield _finding("FWK031", Severity.NOTICE, line.place, name=name)


def _plain(value: Decimal) -> str:
    return exact_string(Fraction(value))


def _agrees(line: ScoredLine) -> bool:
    """Whether a written score is the one computed or lies in what is open."""
    written = line.row.claimed_score
    if written is None:
        return True
    return written == line.score if line.decided else line.low <= written <= line.high


def _points(at: int, line: ScoredLine, read: ReadFramework) -> Iterator[Finding]:
    for number, point in enumerate(line.points):
        code = _WRONG_POINT.get(point.reason)
        if code is None:
            continue
        field = "entry" if code == "FWK012" else "score"
        item = point.item
        written = item.entry if item.score is None else exact_string(Fraction(item.score))
        yield _finding(
            code, Severity.ERROR, read.place("rows", at, "items", number, field),
            name=f"{line_name(line)}（{item.label}）", written=written or "", mark=item.entry or "",
            least="0", most=_points_text(point.share),
        )  # fmt: skip


def _points_text(share: Fraction) -> str:
    """Points with at most two decimals in print."""
    text = exact_string(share)
    return text if "/" not in text else percent(share / _HUNDRED)


def _weights(result: FrameworkResult, full: Fraction) -> Iterator[Finding]:
    if any(line.row.weight is None for line in result.lines):
        return  # each such line is told by itself
    parts = [section.weight for section in result.sections]
    if result.execution is not None:
        if result.execution.weight is None:
            return
        parts.append(result.execution.weight)
    total = Fraction(exact_sum(parts))
    if total != full:
        yield _finding("FWK020", Severity.ERROR, result.source, total=exact_string(total),
                       full=exact_string(full), difference=exact_string(abs(full - total)),
                       more=say("framework.less" if total < full else "framework.more"))  # fmt: skip


def _totals(result: FrameworkResult, read: ReadFramework) -> Iterator[Finding]:
    """A written total, or a written score of the execution rate, that is not the one computed."""
    execution = result.execution
    claimed = None if execution is None else execution.claimed_score
    if execution is not None and execution.score is not None and claimed not in {None, execution.score}:
        told = {"name": say("framework.report.execution.name"), "why": sentence(execution)}
        told |= {"written": _plain(claimed or execution.score), "score": _plain(execution.score)}
        total = next((at for at, line in enumerate(read.form.funds) if line.weight is not None), 0)
        yield _finding("FWK022", Severity.ERROR, read.place("funds", total, "claimed_score"), **told)
    written = result.form.claimed_total
    if written is not None and result.total is not None and written != result.total:
        told = {"written": _plain(written), "score": _plain(result.total)}
        yield _finding("FWK034", Severity.ERROR, read.place("claimed_total"), **told)


def _ratios(result: FrameworkResult, read: ReadFramework) -> Iterator[Finding]:
    """Tasks without a ratio, or with one below 0, where others have one."""
    if all(goal.ratio is None for goal in result.form.goals):
        return
    for number, goal in enumerate(result.form.goals):
        if (goal.ratio is None or goal.ratio < 0) and result.goals[number].lines:
            place = read.place("goals", number, "ratio")
            yield _finding("FWK027", Severity.ERROR, place, name=goal.name or str(number + 1))


def _advice(result: FrameworkResult, framework: LoadedFramework) -> Iterator[Finding]:
    total = Fraction(exact_sum(section.weight for section in result.sections))
    for advice in framework.spec.advice:
        named = [section.weight for section in result.sections if section.name in advice.level1]
        have = Fraction(exact_sum(named))
        if total and named and have * _HUNDRED < advice.least * total:
            yield _finding("FWK028", Severity.NOTICE, result.source, names="、".join(advice.level1),
                           share=percent(have / total), least=exact_string(advice.least),
                           source=advice.cite.source or "—")  # fmt: skip


def _funds(read: ReadFramework) -> Iterator[Finding]:
    """Part lines of the budget that do not add up to the total line, however they were rounded."""
    form = read.form
    total = next((at for at, line in enumerate(form.funds) if fund_line(line.name or "") == "total"), None)
    if total is None:
        return
    for key in _AMOUNTS:
        whole = getattr(form.funds[total], key)
        parts = [getattr(line, key) for at, line in enumerate(form.funds) if at != total]
        known = [part for part in parts if part is not None]
        if whole is None or not known or len(known) != len(parts):
            continue
        if abs(Fraction(exact_sum(known)) - Fraction(whole)) > _slack((whole, *known)):
            yield _finding("FWK032", Severity.ERROR, read.place("funds", total, key),
                           sum=exact_string(Fraction(exact_sum(known))), total=exact_string(Fraction(whole)),
                           column=say(f"framework.funds.{key}"))  # fmt: skip


def _slack(amounts: Sequence[Decimal]) -> Fraction:
    """By how much amounts may miss their sum: half of each one's last digit, a hundredth being the coarsest.

    Nothing where none of them has hundredths: those are no rounded amounts.
    """
    digits = [max(-int(one.as_tuple().exponent), 0) for one in amounts]
    if max(digits) < _CENTS:
        return Fraction(0)
    return sum((Fraction(1, 2 * 10 ** max(count, _CENTS)) for count in digits), Fraction(0))


def _absent(result: FrameworkResult, framework: LoadedFramework) -> Iterator[Finding]:
    """Lines of the framework that the form no longer has, those apart that other indicators may stand for."""
    if result.framework.subject != "project":
        return
    there = [framework.line_named(line.row.level2, line.row.name) for line in result.lines]
    for line in framework.spec.line:
        if not line.takes and line not in there:
            yield _finding("FWK033", Severity.NOTICE, result.source, name=line.name, level2=line.level2)
