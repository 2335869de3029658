"""The result of an evaluation framework as a report: conclusion, sections, tasks, indicators, findings."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.documents.write.model import Mark
from jixiao.indicators.numbers import exact_string
from jixiao.reports.blocks import (
    Align,
    Column,
    Fact,
    Heading,
    Origin,
    Paragraph,
    Part,
    Report,
    Source,
    Table,
    Title,
    Tone,
    cell,
    numbered,
    paragraph,
    row,
)
from jixiao.reports.sentences import sentence
from jixiao.scoring.explain import percent
from jixiao.scoring.explain import sentence as row_sentence
from jixiao.scoring.framework_explain import line_name, line_sentence
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.blocks import Block, Row
    from jixiao.schemas.framework import FrameworkResult, ScoredLine

_OPEN = "～"


def framework_report(result: FrameworkResult) -> Report:
    """The result as a report."""
    subject = result.framework.subject
    title = say(f"framework.report.title.{subject}")
    year = result.form.year
    under = [result.form.project] if result.form.project else []
    under += [] if year is None else [say("form.year", year=str(year))]
    blocks: list[Block] = [Title(title, tuple(under)), Heading(1, say("framework.report.conclusion"))]
    blocks += _conclusion(result)
    if result.goals:
        blocks += [Heading(1, say("framework.report.goals")), _goals(result)]
    blocks += [Heading(1, say("framework.report.sections")), _sections(result)]
    blocks += [Heading(1, say("framework.report.lines")), _lines(result)]
    blocks.append(Heading(1, say("framework.report.findings")))
    blocks += _findings(result)
    part = Part(numbered(blocks), say("framework.report.sheet"), landscape=True)
    return Report(title, (part,))


def _fact(text: str, path: str, value: Decimal | None = None, *, origin: Origin = Origin.COMPUTED) -> Fact:
    return Fact(text, Source(origin, path), value)


def _number(value: Decimal) -> str:
    return exact_string(Fraction(value))


def _score(score: Decimal | None, low: Decimal, high: Decimal, path: str) -> Fact:
    """A score, or the range it lies in."""
    if score is not None:
        return _fact(_number(score), path, score)
    return _fact(f"{_number(low)}{_OPEN}{_number(high)}", path)


def _rate(value: Fraction | None, path: str) -> Fact | str:
    """A rate in percent."""
    return "" if value is None else _fact(f"{percent(value)}%", path, Decimal(percent(value)))


def _conclusion(result: FrameworkResult) -> Iterator[Paragraph]:
    low, high = result.total_range
    total = _score(result.total, low, high, "total")
    code = "framework.report.total" if result.total is not None else "framework.report.range"
    yield paragraph(*sentence(code, total=total), *_grade(result))
    open_lines = sum(not line.decided for line in result.lines)
    if open_lines:
        count = _fact(str(open_lines), "lines", Decimal(open_lines))
        yield paragraph(*sentence("framework.report.open", count=count))
    if result.execution is not None:
        yield paragraph(say("framework.report.execution", why=row_sentence(result.execution)))
    used, rules = result.framework, result.rules
    yield paragraph(
        say(
            "framework.report.basis", title=used.title, id=used.id, hash=used.hash[:12],
            standing=say(f"standing.{used.standing}"), rules=rules.id,
        ),
        tone=Tone.NOTE,
    )  # fmt: skip


def _grade(result: FrameworkResult) -> tuple[str, ...]:
    if result.grade is not None:
        return (say("framework.report.grade", grade=result.grade),)
    if result.grade_range is not None:
        return (say("framework.report.grades", low=result.grade_range[0], high=result.grade_range[1]),)
    return (say("framework.report.stop" if result.total is None else "framework.report.no-grade"),)


def _goals(result: FrameworkResult) -> Table:
    columns = (
        Column(say("framework.goal.name"), 24),
        Column(say("framework.goal.ratio"), 8, Align.RIGHT, figure=True),
        Column(say("framework.report.sum"), 8, Align.RIGHT, figure=True),
        Column(say("form.column.claimed_score"), 8, Align.RIGHT, figure=True),
    )
    rows = []
    for at, goal in enumerate(result.goals):
        path = f"goals[{at}]"
        ratio = goal.goal.ratio
        rows.append(
            row(
                goal.goal.name or say("framework.task", number=str(at + 1)),
                "" if ratio is None else _fact(_number(ratio), f"{path}.ratio", ratio, origin=Origin.FIELD),
                "" if goal.sum is None else _fact(_number(goal.sum), f"{path}.sum", goal.sum),
                _score(goal.score, goal.low, goal.high, f"{path}.score"),
            )
        )
    return Table(columns, tuple(rows))


def _sections(result: FrameworkResult) -> Table:
    columns = (
        Column(say("form.column.level1"), 16),
        Column(say("form.column.weight"), 8, Align.RIGHT, figure=True),
        Column(say("form.column.claimed_score"), 10, Align.RIGHT, figure=True),
        Column(say("framework.report.rate"), 10, Align.RIGHT, figure=True),
    )
    rows: list[Row] = []
    if result.execution is not None:
        one = result.execution
        weight = "" if one.weight is None else _fact(_number(one.weight), "execution.weight", one.weight)
        rate = Fraction(one.score) / Fraction(one.weight) if one.score is not None and one.weight else None
        rows.append(row(say("framework.report.execution.name"), weight,
                        _score(one.score, one.low, one.high, "execution.score"),
                        _rate(rate, "execution.rate")))  # fmt: skip
    for at, section in enumerate(result.sections):
        path = f"sections[{at}]"
        rows.append(
            row(
                section.name,
                _fact(_number(section.weight), f"{path}.weight", section.weight),
                _score(section.score, section.low, section.high, f"{path}.score") if section.weight else "—",
                _rate(section.rate, f"{path}.rate"),
            )
        )
    return Table(columns, tuple(rows))


def _lines(result: FrameworkResult) -> Table:
    columns = (
        Column(say("form.column.level1"), 8),
        Column(say("form.column.level2"), 10),
        Column(say("form.column.name"), 16),
        Column(say("form.column.weight"), 6, Align.RIGHT, figure=True),
        Column(say("form.column.claimed_score"), 8, Align.RIGHT, figure=True),
        Column(say("form.column.status"), 8, Align.CENTRE),
        Column(say("form.column.reason"), 40),
    )
    low, high = result.total_range
    rows = [_line(at, line) for at, line in enumerate(result.lines)]
    total = row(cell(say("framework.form.total"), columns=4, align=Align.CENTRE),
                _score(result.total, low, high, "total"), result.grade or "", "", strong=True)  # fmt: skip
    return Table(columns, (*rows, total))


def _line(at: int, line: ScoredLine) -> Row:
    path, weight = f"rows[{at}]", line.row.weight
    score = "—" if weight is None else _score(line.score, line.low, line.high, f"{path}.score")
    return row(
        line.row.level1 or "",
        line.row.level2 or "",
        line_name(line),
        "" if weight is None else _fact(_number(weight), f"{path}.weight", weight, origin=Origin.FIELD),
        cell(score, mark=Mark.NONE if line.decided else Mark.OPEN),
        say(f"framework.status.{line.status.value}"),
        line_sentence(line),
    )


def finding_lines(result: FrameworkResult) -> Iterator[str]:
    """A line for each finding, numbered."""
    for number, finding in enumerate(result.findings, 1):
        place = finding.place.cell
        yield say(
            "framework.report.finding",
            number=str(number),
            severity=say(f"severity.{finding.severity.value}"),
            code=finding.code,
            place=f"〔{place}〕" if place else "",
            message=finding.sentence("message") or finding.code,
            remedy=finding.sentence("remedy") or "",
        )


def _findings(result: FrameworkResult) -> Iterator[Block]:
    if not result.findings:
        yield paragraph(say("framework.report.no-findings"))
    for text in finding_lines(result):
        yield paragraph(text, tone=Tone.ITEM)
