"""Scored tables as a person would print them."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import ScoredEvaluation, ScoredRow, Status
from jixiao.scoring.explain import percent, sentence, short
from jixiao.services.score_json import source_of
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.services.score_paths import ScoreRun

_PLAIN_WIDTH = 110
_SEVERITY_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "dim"}
_UNDECIDED = (Status.NEEDS_JUDGEMENT, Status.OUTSIDE_BAND, Status.UNSCORABLE)


def _number(value: Decimal | None) -> str:
    return "—" if value is None else short(value)


def _score(row: ScoredRow) -> Text:
    if row.score is not None:
        differs = row.claimed_score is not None and row.claimed_score != row.score
        return Text(short(row.score) + (" ≠" if differs else ""), style="bold red" if differs else "")
    if row.decided:
        return Text("—")
    return Text(f"{short(row.low)}～{short(row.high)}", style="yellow")


def _status(row: ScoredRow) -> Text:
    style = "yellow" if row.status in _UNDECIDED else "dim"
    return Text(say(f"status.{row.status.value}"), style=style)


def _rows(scored: ScoredEvaluation, *, explain: bool) -> Table:
    table = Table(show_edge=False, pad_edge=False, box=None, padding=(0, 2, 0, 0), header_style="bold", expand=True)
    for key, justify, ratio in (
        ("indicator", "left", 5), ("target", "left", 3), ("actual", "left", 3), ("weight", "right", None),
        ("claimed", "right", None), ("score", "right", None), ("status", "left", None), ("reason", "left", 7),
    ):  # fmt: skip
        table.add_column(say(f"view.{key}"), justify=justify, ratio=ratio, overflow="fold", no_wrap=ratio is None)  # type: ignore[arg-type]  # a literal of rich's
    row = scored.execution
    if row is not None:
        rate = "—" if row.completion is None else f"{percent(row.completion)}%"
        table.add_row(say("view.execution"), "", rate, _number(row.weight), _number(row.claimed_score), _score(row),
                      _status(row), sentence(row))  # fmt: skip
    for item in scored.indicators:
        indicator, row = item.indicator, item.row
        name = indicator.name or indicator.level2 or indicator.level1 or "—"
        target = f"{indicator.operator or ''}{indicator.adjusted_target or indicator.target or ''}"
        if indicator.unit and indicator.operator:
            target += indicator.unit
        table.add_row(
            name, target or "—", indicator.actual or "—", _number(indicator.weight),
            _number(indicator.claimed_score), _score(row), _status(row), sentence(row),
        )  # fmt: skip
    return table


def _head(scored: ScoredEvaluation) -> Text:
    form = scored.evaluation
    parts = [form.project]
    if form.year is not None:
        parts.append(say("view.year", year=str(form.year)))
    if form.unit or form.department:
        parts.append(form.unit or form.department or "")
    return Text("  ".join(parts), style="bold")


def _rules(scored: ScoredEvaluation) -> Text:
    rules = scored.rules
    return Text(
        say("view.rules", id=rules.id, title=rules.title, standing=say(f"standing.{rules.standing}"),
            why=say(rules.why)),
        style="dim",
    )  # fmt: skip


def _total(scored: ScoredEvaluation) -> Text:
    claimed = scored.evaluation.claimed_total
    text = Text()
    if scored.total is not None:
        text.append(say("view.total", total=short(scored.total)), style="bold")
    else:
        low, high = scored.total_range
        text.append(say("view.range", low=short(low), high=short(high)), style="bold yellow")
        if scored.provisional_total is not None:
            text.append(say("view.provisional", total=short(scored.provisional_total)))
    if claimed is not None:
        same = scored.total is not None and claimed == scored.total
        text.append(say("view.claimed-same" if same else "view.claimed-differs", total=short(claimed)))
    if scored.grade is not None:
        text.append(say("view.grade", grade=scored.grade), style="bold")
    elif scored.grade_range is not None:
        text.append(say("view.grades", low=scored.grade_range[0], high=scored.grade_range[1]))
    if not scored.complete:
        text.append(say("view.incomplete"), style="bold red")
    return text


def _place(finding: Finding) -> str:
    place = finding.place
    return " ".join(part for part in (place.row, place.cell) if part)


def _finding(finding: Finding) -> Text:
    where = _place(finding)
    text = Text(f"  {say(f'severity.{finding.severity.value}')} {finding.code} ", _SEVERITY_STYLE[finding.severity])
    text.append((f"〔{where}〕" if where else "") + (finding.sentence("message") or finding.code))
    remedy = finding.sentence("remedy")
    if remedy and finding.severity is not Severity.NOTICE:
        text.append(say("view.remedy", remedy=remedy), style="dim")
    return text


def _summary(run: ScoreRun) -> Text:
    """One line for many tables: how many, which grades, what was not read."""
    grades = Counter(scored.grade or say("view.ungraded") for scored in run.evaluations)
    spread = "、".join(f"{grade} {count}" for grade, count in grades.most_common())
    return Text(
        say("view.summary", tables=str(len(run.evaluations)), spread=spread, problems=str(len(run.problems))),
        style="bold",
    )


def render(run: ScoreRun, *, explain: bool = False, plain: bool = True) -> str:
    """All tables of a run as text; ``plain`` leaves out colours and assumes a printed page's width."""
    stream = io.StringIO()
    console = Console(file=stream, width=_PLAIN_WIDTH) if plain else Console(file=stream, force_terminal=True)
    for scored in run.evaluations:
        source = source_of(scored)
        if source:
            console.print(Text(source, style="dim"))
        console.print(_head(scored))
        console.print(_rules(scored))
        console.print()
        console.print(_rows(scored, explain=explain))
        console.print()
        console.print(_total(scored))
        shown = [finding for finding in scored.findings if finding.code != "RUL020"]
        for finding in shown:
            console.print(_finding(finding))
        console.print()
    if len(run.evaluations) > 1:
        console.print(_summary(run))
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n" if stream.getvalue() else ""
