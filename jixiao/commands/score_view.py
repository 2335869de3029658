"""Scored tables as a person would print them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jixiao.commands.columns import GAP, Cell, Column, figures, plain, styled, table, wrap
from jixiao.console import width
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.scored import ScoredEvaluation, ScoredRow, Status
from jixiao.scoring.explain import percent, sentence, short
from jixiao.scoring.explains import ground
from jixiao.services.score_json import source_of
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.services.score_paths import ScoreRun

_DIM: dict[str, object] = {"dim": True}
_BOLD: dict[str, object] = {"bold": True}
_RED: dict[str, object] = {"fg": "red", "bold": True}
_YELLOW: dict[str, object] = {"fg": "yellow"}
_SEVERITY_STYLE = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.NOTICE: _DIM}
_UNDECIDED = (Status.NEEDS_JUDGEMENT, Status.OUTSIDE_BAND, Status.UNSCORABLE)
PAGE = 110
"""The width of what is printed where there is no terminal to ask."""

_KINDS = ("xlsx", "xls", "docx", "pdf", "json", "text")
_MANY = 2
_BETWEEN = "， "
_SHOWN_ABOVE = "RUL020"
_NARROW = 100
"""Below this many columns the reason stands on a line of its own."""


def _number(value: Decimal | None) -> Cell:
    return Cell("—" if value is None else short(value))


def _score(row: ScoredRow) -> Cell:
    if row.score is not None:
        differs = row.claimed_score is not None and row.claimed_score != row.score
        return Cell(short(row.score) + (" ≠" if differs else ""), _RED if differs else {})
    if row.decided:
        return Cell("—")
    return Cell(f"{short(row.low)}～{short(row.high)}", _YELLOW)


def _status(row: ScoredRow) -> Cell:
    return Cell(say(f"status.{row.status.value}"), _YELLOW if row.status in _UNDECIDED else _DIM)


def _reason(row: ScoredRow, *, explain: bool) -> Cell:
    text = sentence(row, notes=explain, brief=not explain)
    if explain and row.standing is not None:
        text += say("view.standing", standing=say(f"standing.{row.standing}"))
    return Cell(figures(plain(text)), {})


def _rows(scored: ScoredEvaluation, *, explain: bool) -> Iterator[list[Cell]]:
    row = scored.execution
    if row is not None:
        rate = "—" if row.completion is None else f"{percent(row.completion)}%"
        yield [
            Cell(say("view.execution")),
            Cell("—"),
            Cell(rate),
            _number(row.weight),
            _number(row.claimed_score),
            _score(row),
            _status(row),
            _reason(row, explain=explain),
        ]
    for item in scored.indicators:
        indicator, row = item.indicator, item.row
        name = plain(indicator.name or indicator.level2 or indicator.level1 or "") or "—"
        target = indicator.adjusted_target or indicator.target or ""
        if indicator.operator and not target.startswith(indicator.operator):
            target = f"{indicator.operator}{target}"
        if indicator.unit and not target.endswith(indicator.unit):
            target += indicator.unit
        again = Cell(say("view.counted-once"), _DIM)
        reason = _reason(row, explain=explain) if item.counted else again
        yield [
            Cell(name),
            Cell(plain(target) or "—"),
            Cell(plain(indicator.actual or "") or "—"),
            _number(indicator.weight),
            _number(indicator.claimed_score),
            _score(row),
            _status(row),
            reason,
        ]


def _table(scored: ScoredEvaluation, room: int, *, explain: bool, colour: bool) -> list[str]:
    """One line per row: the reason in the last column, or below the row where there is little room."""
    columns = [
        Column(say("view.indicator"), 5, 8),
        Column(say("view.target"), 3),
        Column(say("view.actual"), 3),
        Column(say("view.weight"), right=True),
        Column(say("view.claimed"), right=True),
        Column(say("view.score"), right=True),
        Column(say("view.status")),
        Column(say("view.reason"), 9, 16),
    ]
    rows = list(_rows(scored, explain=explain))
    if room >= _NARROW:
        return [line for block in table(columns, rows, room, colour=colour) for line in block]
    heading, *blocks = table(columns[:-1], [row[:-1] for row in rows], room, colour=colour)
    lines = heading
    for block, row in zip(blocks, rows, strict=True):
        below = (" " * GAP + line for line in wrap(row[-1].text, room - GAP))
        lines += [*block, *(styled(Cell(line, _DIM), colour=colour) for line in below)]
    return lines


def _head(scored: ScoredEvaluation) -> str:
    form = scored.evaluation
    year = say("view.year", year=str(form.year)) if form.year is not None else ""
    return " · ".join(
        plain(part) for part in (form.project, year, form.unit or form.department or "") if part
    )


def _rules(scored: ScoredEvaluation) -> Iterator[str]:
    """Which rule set, and on a line of its own what the claimed scores say of it."""
    rules = scored.rules
    yield plain(
        say(
            "view.rules",
            id=rules.id,
            title=rules.title,
            standing=say(f"standing.{rules.standing}"),
            why=say(rules.why),
        )
    )
    evidence = ground(rules)
    if evidence is not None:
        yield plain(evidence)


def _total(scored: ScoredEvaluation) -> list[Cell]:
    claimed = scored.evaluation.claimed_total
    cells = []
    if scored.total is not None:
        cells.append(Cell(say("view.total", total=short(scored.total)), _BOLD))
    else:
        low, high = scored.total_range
        cells.append(Cell(say("view.range", low=short(low), high=short(high)), {**_YELLOW, **_BOLD}))
        if scored.provisional_total is not None:
            cells.append(Cell(say("view.provisional", total=short(scored.provisional_total))))
    if claimed is not None:
        cells.append(_claimed_total(claimed, scored.total))
    if scored.grade is not None:
        cells.append(Cell(say("view.grade", grade=scored.grade), _BOLD))
    elif scored.grade_range is not None:
        cells.append(Cell(say("view.grades", low=scored.grade_range[0], high=scored.grade_range[-1])))
    if not scored.complete:
        cells.append(Cell(say("view.incomplete"), _RED))
    return cells


def _claimed_total(claimed: Decimal, total: Decimal | None) -> Cell:
    if total is None:
        return Cell(say("view.claimed-total", total=short(claimed)))
    if claimed == total:
        return Cell(say("view.claimed-same"))
    return Cell(say("view.claimed-differs", total=short(claimed)), _RED)


def _finding(finding: Finding, room: int, *, colour: bool) -> list[str]:
    """One finding: severity and code first, wrapped under its own text."""
    mark = f"  {say(f'severity.{finding.severity.value}')} {finding.code} "
    text = finding.sentence("message") or finding.code
    remedy = finding.sentence("remedy")
    if remedy and finding.severity is not Severity.NOTICE:
        text += say("view.remedy", remedy=remedy)
    first, *others = wrap(plain(text), max(room - width(mark), 20))
    head = styled(Cell(mark, _SEVERITY_STYLE[finding.severity]), colour=colour)
    return [head + first, *(" " * width(mark) + line for line in others)]


def _summary(run: ScoreRun) -> str:
    """One line for many tables: how many, which grades, what was not read."""
    grades = Counter(scored.grade or say("view.ungraded") for scored in run.evaluations)
    spread = "、".join(f"{grade} {count}" for grade, count in grades.most_common())
    return say(
        "view.summary", tables=str(len(run.evaluations)), spread=spread, problems=str(len(run.problems))
    )


def summary(run: ScoreRun, room: int = PAGE) -> list[str]:
    """Many inputs at the end: how many of which kind, what was passed over, what was refused and why.

    Nothing where all inputs are of one kind and were read.
    """
    files = run.files
    kinds = Counter(file.kind if file.kind in _KINDS else "other" for file in files)
    passed = [file for file in files if file.passed]
    refused = [file for file in files if file.refused is not None]
    if len(files) < _MANY or not (passed or refused or len(kinds) > 1):
        return []
    said = "、".join(
        f"{say(f'view.kind.{kind}')} {kinds[kind]}" for kind in (*_KINDS, "other") if kinds[kind]
    )
    counts = {"files": len(files), "passed": len(passed), "refused": len(refused)}
    read = len(files) - len(passed) - len(refused)
    told = {key: str(value) for key, value in counts.items()}
    lines = [say("view.files", kinds=said, read=str(read), **told)]
    for file in files:
        if file.refused is not None:
            why = file.refused.sentence("message") or file.refused.code
            lines.append(say("view.refused", path=file.path, why=why))
        elif file.passed:
            lines.append(say("view.passed", path=file.path))
    return [part for line in lines for part in wrap(plain(line), room)]


def _flowing(cells: list[Cell], room: int, *, colour: bool) -> Iterator[str]:
    """Cells one after the other, on a new line where the next one does not fit."""
    line, used = "", 0
    for cell in cells:
        text = cell.text
        if line and used + width(text) > room:
            yield line
            line, text = "", " " * GAP + text.lstrip(_BETWEEN)
            used = 0
        line += styled(Cell(text, cell.style), colour=colour)
        used += width(text)
    yield line


def _evaluation(scored: ScoredEvaluation, room: int, *, explain: bool, colour: bool) -> Iterator[str]:
    source = source_of(scored)
    if source:
        yield from (styled(Cell(line, _DIM), colour=colour) for line in wrap(plain(source), room))
    yield from (styled(Cell(line, _BOLD), colour=colour) for line in wrap(_head(scored), room))
    for said in _rules(scored):
        yield from (styled(Cell(line, _DIM), colour=colour) for line in wrap(said, room))
    yield ""
    yield from _table(scored, room, explain=explain, colour=colour)
    yield ""
    yield from _flowing(_total(scored), room, colour=colour)
    for finding in scored.findings:
        if finding.code != _SHOWN_ABOVE:
            yield from _finding(finding, room, colour=colour)
    yield ""


def render(run: ScoreRun, *, explain: bool = False, room: int = PAGE, colour: bool = False) -> str:
    """All tables of a run as text of at most ``room`` columns; ``explain``: whole sentences, standings."""
    lines = [
        line
        for scored in run.evaluations
        for line in _evaluation(scored, room, explain=explain, colour=colour)
    ]
    if len(run.evaluations) > 1:
        lines.append(styled(Cell(_summary(run), _BOLD), colour=colour))
    lines += summary(run, room)
    return "".join(f"{line}\n" for line in lines)
