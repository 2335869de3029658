"""An evaluation report by an indicator framework that evaluators filled in, not by the table alone.

What the framework decides takes the place of what the self-evaluation says of itself: the analysis, the
conclusion, the tables of scores, the points lost.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.report_sections import section_of
from jixiao.reports.blocks import (
    Align,
    Blank,
    Column,
    Fact,
    Heading,
    Origin,
    Row,
    Source,
    Table,
    Words,
    cell,
    paragraph,
    row,
)
from jixiao.reports.evaluation_view import ZERO, computed, counted, points, rate, tight, within_quotes
from jixiao.reports.sentences import sentence
from jixiao.schemas.framework import LineStatus
from jixiao.scoring.explain import short
from jixiao.scoring.framework_explain import line_name, line_sentence, points_told
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from jixiao.reports.blocks import Block, Cell, Paragraph, Run
    from jixiao.reports.facts import Facts
    from jixiao.schemas.framework import FrameworkResult, ScoredLine, ScoredSection

_NOT_FULL = "FWK020"
"""The finding that the weights do not add up to the full marks."""


def _path(number: int) -> str:
    return f"framework.lines[{number}]"


def _name(line: ScoredLine, number: int) -> Fact:
    """The name of a line as it stands within quotation marks."""
    return Fact(within_quotes(line_name(line)), Source(Origin.FIELD, f"{_path(number)}.name"))


def _score(line: ScoredLine, number: int) -> Run:
    if line.score is None:
        return Blank(say("evaluation.blank.score"))
    return points(line.score, f"{_path(number)}.score", _why(line))


def _why(line: ScoredLine) -> str:
    """How a score came about, without what a report says of it anyway."""
    return tight(points_told(line) if line.reason == "points" else line_sentence(line, notes=False))


def _weight(line: ScoredLine, number: int) -> Fact | None:
    found = line.row.weight
    if found is None:
        return None
    return Fact(short(found), Source(Origin.FIELD, f"{_path(number)}.weight"), found)


def lost(line: ScoredLine) -> Decimal:
    """What a decided line falls short of its weight."""
    if line.score is None or line.row.weight is None:
        return ZERO
    return max(line.row.weight - line.score, ZERO)


def short_name(section: ScoredSection) -> str:
    """The name of a section without 指标."""
    tail = say("evaluation.word.indicator")
    return section.name.removesuffix(tail) or section.name


def _whole(result: FrameworkResult, section: ScoredSection, path: str) -> Run:
    """The points of a section; a blank where a line of it has none yet."""
    if any(result.lines[number].row.weight is None for number in section.lines):
        return Blank(say("evaluation.blank.weight"))
    return points(section.weight, path)


def _sum_of(result: FrameworkResult) -> Run:
    """The points of all sections; a blank where a line has none yet."""
    if any(line.row.weight is None for line in result.lines):
        return Blank(say("evaluation.blank.weight"))
    return points(exact_sum(section.weight for section in result.sections), "framework.weight")


def analysis(result: FrameworkResult, facts: Facts) -> Iterator[Block]:
    """A heading of level 2 for every section of the framework, with its lines."""
    for section in result.sections:
        name = short_name(section)
        yield Heading(2, say("evaluation.framework.section", name=name))
        key = section_of(section.name, None)
        if key in {"decision", "process"} and facts.has(key):
            yield from facts.paragraphs(key)
        yield paragraph(*_opening(result, section))
        before: str | None = None
        for number in section.lines:
            line = result.lines[number]
            kind = (line.row.level2 or "").strip()
            if kind and kind != before:
                yield Heading(3, kind)
            before = kind
            yield Heading(4, line_name(line))
            yield paragraph(*line_said(line, number))


def _opening(result: FrameworkResult, section: ScoredSection) -> tuple[Run, ...]:
    path = f"framework.sections.{section.name}"
    kinds = {result.lines[number].row.level2 for number in section.lines} - {None}
    count = counted(len(section.lines), f"{path}.count")
    name = say("evaluation.framework.name", name=short_name(section))
    if kinds:
        number = counted(len(kinds), f"{path}.kinds")
        runs = sentence("evaluation.opening.kinds", name=name, kinds=number, count=count)
    else:
        runs = sentence("evaluation.opening.rows", name=name, count=count)
    weight = _whole(result, section, f"{path}.weight")
    if section.score is None:
        return (*runs, *sentence("evaluation.opening.open", weight=weight))
    score = points(section.score, f"{path}.score")
    if section.rate is None:
        return (*runs, *sentence("evaluation.opening.earned", weight=weight, score=score))
    share = rate(section.rate, f"{path}.rate", f"{short(section.score)} ÷ {short(section.weight)}")
    return (*runs, *sentence("evaluation.opening.rate", weight=weight, score=score, rate=share))


def line_said(line: ScoredLine, number: int) -> tuple[Run, ...]:
    """How a line was judged, on what ground, what it counts."""
    why = computed(_why(line), f"{_path(number)}.reason")
    runs: list[Run] = list(sentence("evaluation.framework.line", name=_name(line, number)))
    for at, item in enumerate(line.row.items if line.method == "measured" else ()):
        path = f"{_path(number)}.items[{at}]"
        label = Fact(item.label, Source(Origin.FIELD, f"{path}.label"))
        if entry := (item.entry or "").strip():
            value = Fact(entry, Source(Origin.FIELD, f"{path}.entry"))
            runs += sentence("evaluation.framework.entry", label=label, entry=value)
        else:
            runs += sentence("evaluation.framework.no-entry", label=label)
    runs += (why, Words(say("evaluation.word.stop")))
    grounds: dict[str, Fact] = {}
    for at, item in enumerate(line.row.items):
        if text := (item.evidence or "").strip().rstrip(say("evaluation.word.stop")):
            source = Source(Origin.FIELD, f"{_path(number)}.items[{at}].evidence")
            grounds.setdefault(text, Fact(text, source))
    for at, ground in enumerate(grounds.values()):
        runs += sentence(
            "evaluation.framework.ground" if not at else "evaluation.framework.also", text=ground
        )
    if grounds:
        runs.append(Words(say("evaluation.word.stop")))
    return (*runs, *_counts(line, number))


def _counts(line: ScoredLine, number: int) -> tuple[Run, ...]:
    weight, score = _weight(line, number), _score(line, number)
    if line.status is LineStatus.NOT_APPLICABLE:
        return sentence("evaluation.points.dropped")
    if weight is None:
        return sentence("evaluation.framework.no-weight", score=score)
    if line.score is None or not isinstance(score, Fact):
        return sentence("evaluation.points.open", weight=weight, score=score)
    if not lost(line):
        return sentence("evaluation.framework.full", weight=weight, score=score)
    missing = points(
        lost(line), f"{_path(number)}.lost", f"{short(line.row.weight or ZERO)} − {short(line.score)}"
    )
    code = "none" if line.score == 0 else "part"
    return sentence(f"evaluation.framework.{code}", weight=weight, score=score, lost=missing)


def principles(result: FrameworkResult) -> Iterator[Paragraph]:
    """Which framework, how many indicators, how many points."""
    used = result.framework
    title = Fact(used.title, Source(Origin.RULES, used.id, formula=used.hash))
    count = counted(len(result.lines), "framework.count")
    weight = _sum_of(result)
    yield paragraph(*sentence("evaluation.framework.indicators", title=title, count=count, weight=weight))


def total(result: FrameworkResult, claimed: Decimal | None) -> Iterator[Paragraph]:
    """The total and grade as far as they are known, beside the unit's own."""
    none = Blank(say("evaluation.blank.grade"))
    runs: tuple[Run, ...]
    if result.total is not None:
        grade = none if result.grade is None else computed(result.grade, "framework.grade")
        runs = sentence("evaluation.total.known", total=points(result.total, "framework.total"), grade=grade)
    else:
        low, high = (points(end, f"framework.total_range[{at}]") for at, end in enumerate(result.total_range))
        opened = sum(line.score is None for line in result.lines)
        runs = sentence("evaluation.total.range", low=low, high=high)
        if opened:
            runs = (*runs, *sentence("evaluation.total.open", count=counted(opened, "framework.open")))
        else:
            runs = (*runs, Words(say("evaluation.word.stop")))
        blank = Blank(say("evaluation.blank.total"))
        runs = (*runs, *sentence("evaluation.total.unknown", total=blank, grade=none))
    weight = exact_sum(section.weight for section in result.sections)
    if any(finding.code == _NOT_FULL for finding in result.findings) and weight > 0:
        runs = (*runs, *sentence("evaluation.framework.out-of", weight=points(weight, "framework.weight")))
    if claimed is not None:
        own = Fact(short(claimed), Source(Origin.FIELD, "claimed_total"), claimed)
        runs = (*runs, *sentence("evaluation.framework.claimed", claimed=own))
    yield paragraph(*runs)


def sections_table(result: FrameworkResult) -> Table:
    """Number of indicators, weight, score and rate of every section, the sum last."""
    columns = (
        Column(say("evaluation.column.part"), 12),
        *(
            Column(say(f"evaluation.column.{name}"), 8, Align.RIGHT, figure=True)
            for name in ("count", "weight", "score", "lost", "rate")
        ),
    )
    rows = [
        _sum(
            short_name(one),
            len(one.lines),
            _whole(result, one, f"framework.sections.{one.name}.weight"),
            (one.weight, one.score),
            f"framework.sections.{one.name}",
        )
        for one in result.sections
    ]
    if len(rows) > 1 and result.total is not None:
        weight = exact_sum(one.weight for one in result.sections)
        name = say("evaluation.word.sum")
        pair = (weight, result.total)
        rows.append(_sum(name, len(result.lines), _sum_of(result), pair, "framework.total", strong=True))
    return Table(columns, tuple(rows), say("evaluation.table.sections"), say("report.unit.points"))


def _sum(
    name: str,
    count: int,
    whole: Run,
    pair: tuple[Decimal, Decimal | None],
    path: str,
    *,
    strong: bool = False,
) -> Row:
    """A row of the table of sections; ``pair`` is the weight and the score."""
    weight, score = pair
    share: str | Fact = "—"
    gap: str | Fact = "—"
    if score is not None:
        gap = points(max(weight - score, ZERO), f"{path}.lost")
        if weight > 0:
            formula = f"{short(score)} ÷ {short(weight)}"
            share = rate(Fraction(score) / Fraction(weight), f"{path}.rate", formula)
    return row(
        name,
        counted(count, f"{path}.count"),
        whole,
        Blank(say("evaluation.blank.score")) if score is None else points(score, f"{path}.score"),
        gap,
        share,
        strong=strong,
    )


def score_table(result: FrameworkResult) -> Table:
    """Every line with its levels, weight, score and how that came about."""
    columns = (
        *(
            Column(say(f"evaluation.column.{name}"), least)
            for name, least in (("level1", 10), ("level2", 14), ("level3", 22))
        ),
        *(
            Column(say(f"evaluation.column.{name}"), 6, Align.RIGHT, figure=True)
            for name in ("weight", "score")
        ),
        Column(say("evaluation.column.why"), 40),
    )
    rows = [
        row(
            line.row.level1 or "",
            line.row.level2 or "",
            Fact(line_name(line), Source(Origin.FIELD, f"{_path(number)}.name")),
            _weight(line, number) or "—",
            "—" if line.score is None else _score(line, number),
            _why_cell(line, number),
        )
        for number, line in enumerate(result.lines)
    ]
    if rows and result.total is not None:
        weight = exact_sum(one.weight for one in result.sections)
        name = cell(say("evaluation.word.total"), columns=3, align=Align.CENTRE)
        made = points(weight, "framework.weight"), points(result.total, "framework.total")
        rows.append(row(name, *made, "—", strong=True))
    return Table(columns, tuple(rows), empty=say("evaluation.table.none"))


def _why_cell(line: ScoredLine, number: int) -> Cell:
    """How a score came about; that it is to be filled in, where there is none."""
    why = computed(line_sentence(line, notes=False), f"{_path(number)}.reason")
    missing = line.score is None and line.status is not LineStatus.NOT_APPLICABLE
    return cell((Blank(say("evaluation.blank.score")), why) if missing else why)


def losing(result: FrameworkResult) -> tuple[tuple[int, ScoredLine], ...]:
    """The lines that lost points, the most first, with their numbers."""
    found = [(number, line) for number, line in enumerate(result.lines) if lost(line) > 0]
    return tuple(sorted(found, key=lambda one: -lost(one[1])))


def opened(result: FrameworkResult) -> tuple[tuple[int, ScoredLine], ...]:
    """The lines that are not decided, with their numbers."""
    return tuple((number, line) for number, line in enumerate(result.lines) if line.score is None)


def problem(number: int, line: ScoredLine) -> tuple[Run, ...]:
    """What a line lost, and why."""
    gap = points(
        lost(line), f"{_path(number)}.lost", f"{short(line.row.weight or ZERO)} − {short(line.score or ZERO)}"
    )
    why = computed(_why(line), f"{_path(number)}.reason")
    runs = sentence("evaluation.framework.problem", name=_name(line, number), lost=gap, why=why)
    return (*runs, *_missed(number, line))


def _missed(number: int, line: ScoredLine) -> Iterator[Run]:
    """The points (要点) that did not earn all they are worth, each with its ground."""
    at = 0
    for index, point in enumerate(line.points):
        if point.low >= point.share or not point.item.label:
            continue
        path = f"{_path(number)}.items[{index}]"
        name = Fact(within_quotes(point.item.label.strip()), Source(Origin.FIELD, f"{path}.label"))
        code = "none" if point.low == 0 else "part"
        yield Words(say("evaluation.word.semicolon" if at else "evaluation.framework.missed"))
        yield from sentence(f"evaluation.framework.missed.{code}", name=name)
        if text := (point.item.evidence or "").strip().rstrip(say("evaluation.word.stop")):
            ground = Fact(text, Source(Origin.FIELD, f"{path}.evidence"))
            yield from sentence("evaluation.framework.missed.ground", text=ground)
        at += 1
    if at:
        yield Words(say("evaluation.word.stop"))


def listed(lines: Sequence[tuple[int, ScoredLine]]) -> tuple[Run, ...]:
    """The names of lines, quoted, one after the other."""
    runs: list[Run] = []
    for at, (number, line) in enumerate(lines):
        if at:
            runs.append(Words(say("evaluation.word.list")))
        runs += sentence("evaluation.word.quoted", name=_name(line, number))
    return tuple(runs)
