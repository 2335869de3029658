"""The analysis of indicators in an evaluation report: a part at a time, a sentence for every row."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.report_sections import ALWAYS, SECTIONS
from jixiao.reports.blocks import Align, Blank, Column, Heading, Row, Table, Words, cell, paragraph, row
from jixiao.reports.evaluation_view import ZERO, computed, counted, points, rate, tight
from jixiao.reports.sentences import sentence
from jixiao.schemas.scored import Status
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.reports.blocks import Block, Fact, Paragraph, Run
    from jixiao.reports.evaluation_view import Line, Section, View
    from jixiao.reports.facts import Facts

_MET_APART = {"met-over": "met-over", "met-under": "met-under"}
_SHORT = frozenset({"short-under", "short-over"})


def analysis(view: View, facts: Facts) -> Iterator[Block]:
    """A heading of level 2 for every part, with its rows; parts no table needs are left out if empty."""
    for key in SECTIONS:
        section = view.sections[key]
        if not section.lines and key not in ALWAYS:
            continue
        yield Heading(2, say(f"evaluation.section.{key}"))
        if key in {"decision", "process"} and (facts.has(key) or not section.lines):
            yield from facts.paragraphs(key)
        if key == "process" and view.execution is not None:
            yield _execution(view, view.execution, among=bool(section.lines))
        if section.lines:
            yield _opening(section)
            yield from _lines(section)
        elif key not in {"decision", "process"}:
            yield paragraph(say("evaluation.section.empty"))


def _execution(view: View, line: Line, *, among: bool) -> Paragraph:
    """The execution rate as the row it is.

    ``among`` indicators whose points are added up it does not give points of its own to be added to them.
    """
    runs: list[Run] = []
    if view.spent is not None:
        runs += sentence("evaluation.execution.rate", rate=view.spent)
    else:
        runs += sentence("evaluation.execution.unknown")
    if among and line.score is not None and not line.dropped:
        lost = points(line.lost, f"{line.path}.lost")
        why = computed(tight(line.why), f"{line.path}.score")
        code = "lost" if line.lost else "full"
        return paragraph(
            *runs, *sentence(f"evaluation.execution.{code}", score=line.score, lost=lost, why=why)
        )
    return paragraph(*runs, *_earned(line))


def _opening(section: Section) -> Paragraph:
    """How many indicators a part has, its points, its rate."""
    path = f"sections.{section.key}"
    count = counted(len(section.counting), f"{path}.count")
    kinds = {line.item.indicator.level2 for line in section.lines if line.item and line.item.indicator.level2}
    runs: list[Run] = []
    name = say(f"evaluation.section-name.{section.key}")
    if kinds:
        number = counted(len(kinds), f"{path}.kinds")
        runs += sentence("evaluation.opening.kinds", name=name, kinds=number, count=count)
    else:
        runs += sentence("evaluation.opening.rows", name=name, count=count)
    weight = points(section.weight, f"{path}.weight")
    if section.earned is None:
        runs += sentence("evaluation.opening.open", weight=weight)
        return paragraph(*runs)
    earned = points(section.earned, f"{path}.score")
    if section.rate is None:
        runs += sentence("evaluation.opening.earned", weight=weight, score=earned)
    else:
        formula = f"{short(section.earned)} ÷ {short(section.weight)}"
        share = rate(section.rate, f"{path}.rate", formula)
        runs += sentence("evaluation.opening.rate", weight=weight, score=earned, rate=share)
    if section.assumed:
        runs += sentence("evaluation.opening.assumed", count=counted(section.assumed, f"{path}.assumed"))
    return paragraph(*runs)


def _lines(section: Section) -> Iterator[Block]:
    """The rows, those of one 二级指标 under a heading of their own where they follow each other."""
    before: str | None = None
    for line in section.lines:
        kind = (line.item.indicator.level2 or "").strip() if line.item else ""
        if kind and kind != before:
            yield Heading(3, kind)
        before = kind
        yield Heading(4, line.name)
        yield paragraph(*row_sentence(line))


def row_sentence(line: Line) -> tuple[Run, ...]:
    """What was planned, what was done, how that compares, what it counts."""
    target, actual = line.planned, line.actual
    runs: list[Run] = []
    if target is None:
        runs += sentence("evaluation.plan.none", name=line.quoted)
    else:
        runs += sentence("evaluation.plan.target", name=line.quoted, target=target)
    if actual is None:
        runs += sentence("evaluation.actual.none")
    else:
        runs += sentence("evaluation.actual.value", actual=actual)
    runs += _compared(line)
    return (*runs, *_earned(line))


def _compared(line: Line) -> tuple[Run, ...]:
    """How the row compares with its target, in words that the status allows."""
    row_, compared = line.row, line.row.compared
    if line.item is not None and not line.item.counted and not line.executes:
        return sentence("evaluation.compared.again")
    if row_.status is Status.NOT_APPLICABLE:
        return sentence("evaluation.compared.not-applicable")
    if line.unweighted:
        return (Words(say("evaluation.word.stop")),)
    if row_.status in {Status.NEEDS_JUDGEMENT, Status.UNSCORABLE}:
        if line.target is None or line.actual is None:
            # why is said already
            return sentence("evaluation.compared.to-judge")
        why = line.field("status", tight(line.why))
        return sentence("evaluation.compared.open", why=why)
    if row_.status in {Status.WITHIN_BAND, Status.OUTSIDE_BAND}:
        return sentence(f"evaluation.compared.{row_.status.value}")
    if compared is None or compared.outcome == "undecided":
        return sentence("evaluation.compared.by-rule")
    if compared.outcome == "met":
        return sentence(f"evaluation.compared.{_MET_APART.get(row_.reason or '', 'met')}")
    share = None
    if row_.completion is not None:
        share = rate(row_.completion, f"{line.path}.completion", line.why)
    if row_.reason not in _SHORT or share is None:
        return sentence("evaluation.compared.short")
    if compared.actual == 0:
        return sentence("evaluation.compared.zero")
    if line.missed == "over" and not line.lost:
        return sentence("evaluation.compared.more", rate=share)
    return sentence(f"evaluation.compared.{line.missed}", rate=share)


def _earned(line: Line) -> tuple[Run, ...]:
    """What the row counts, and by which rule where that is not plain."""
    full, score = line.full, line.score
    if line.dropped:
        return sentence("evaluation.points.dropped")
    if full is None:
        return sentence("evaluation.points.no-weight")
    if score is None:
        return sentence("evaluation.points.open", weight=full, score=Blank(say("evaluation.blank.score")))
    if line.assumed:
        return sentence("evaluation.points.assumed", weight=full, score=score)
    if line.lost == 0:
        code = "full" if line.earned == line.weight else "over"
        return sentence(f"evaluation.points.{code}", weight=full, score=score)
    lost = points(
        line.lost, f"{line.path}.lost", f"{short(line.weight or ZERO)} − {short(line.earned or ZERO)}"
    )
    why = computed(tight(line.why), f"{line.path}.score")
    params = {"weight": full, "score": score, "lost": lost, "why": why}
    if line.earned == 0:
        return sentence("evaluation.points.zero", **params)
    return sentence("evaluation.points.part", **params)


def sections_table(view: View) -> Table:
    """Number of indicators, weight, score and rate of every part, the execution first, the sum last."""
    columns = (
        Column(say("evaluation.column.part"), 12),
        *(
            Column(say(f"evaluation.column.{name}"), 8, Align.RIGHT, figure=True)
            for name in ("count", "weight", "score", "lost", "rate")
        ),
    )
    rows: list[Row] = []
    if view.execution is not None and not view.execution.dropped:
        line = view.execution
        rows.append(
            row(
                line.name,
                "—",
                line.full or "—",
                line.score or Blank(say("evaluation.blank.score")),
                points(line.lost, f"{line.path}.lost") if line.earned is not None else "—",
                _share(line.earned, line.weight, f"{line.path}.share"),
            )
        )
    for key in SECTIONS:
        section = view.sections[key]
        if not section.counting:
            continue
        path = f"sections.{key}"
        earned, share = section.earned, section.rate
        lost = None if earned is None else max(section.weight - earned, section.weight * 0)
        rows.append(
            row(
                say(f"evaluation.section-name.{key}"),
                counted(len(section.counting), f"{path}.count"),
                points(section.weight, f"{path}.weight"),
                Blank(say("evaluation.blank.score")) if earned is None else points(earned, f"{path}.score"),
                "—" if lost is None else points(lost, f"{path}.lost"),
                "—" if share is None else rate(share, f"{path}.rate"),
            )
        )
    if len(rows) > 1 and (whole := _whole(view)) is not None:
        rows.append(whole)
    return Table(columns, tuple(rows), say("evaluation.table.sections"), say("report.unit.points"))


def _share(earned: Decimal | None, weight: Decimal | None, path: str) -> str | Fact:
    """What share of its weight a row earned."""
    if earned is None or weight is None or weight <= 0:
        return "—"
    return rate(Fraction(earned) / Fraction(weight), path, f"{short(earned)} ÷ {short(weight)}")


def _whole(view: View) -> Row | None:
    """The sum of the parts; none where a part is open, or where the total is not their sum."""
    total = view.scored.total if view.scored.total is not None else view.provisional
    earned = [line.earned for line in view.everything if line.weight is not None]
    known = [score for score in earned if score is not None]
    if total is None or len(known) != len(earned) or exact_sum(known) != total:
        return None
    weight = exact_sum(line.weight for line in view.everything if line.weight is not None)
    count = sum(line.item is not None for line in view.everything)
    return row(
        say("evaluation.word.sum"),
        counted(count, "indicators.count"),
        points(weight, "indicators.weight"),
        points(total, "total"),
        points(max(weight - total, ZERO), "total.lost", f"{short(weight)} − {short(total)}"),
        _share(total, weight, "total.share"),
        strong=True,
    )


def score_table(view: View) -> Table:
    """Every row with its levels, target, actual, weight, score and how that came about."""
    columns = (
        *(
            Column(say(f"evaluation.column.{name}"), least)
            for name, least in (
                ("level1", 10),
                ("level2", 14),
                ("level3", 22),
                ("target", 10),
                ("actual", 14),
            )
        ),
        *(
            Column(say(f"evaluation.column.{name}"), 6, Align.RIGHT, figure=True)
            for name in ("weight", "score")
        ),
        Column(say("evaluation.column.why"), 30),
    )
    lines = (view.execution, *view.lines) if view.execution is not None else view.lines
    rows = [_score_row(line) for line in lines]
    if rows and (whole := _total_row(view)) is not None:
        rows.append(whole)
    return Table(columns, tuple(rows), empty=say("evaluation.table.none"))


def _total_row(view: View) -> Row | None:
    """The total of all rows; none where it is not known."""
    total = view.scored.total if view.scored.total is not None else view.provisional
    if total is None:
        return None
    weight = exact_sum(line.weight for line in view.everything if line.weight is not None)
    note = say("evaluation.cell.provisional") if view.scored.total is None else "—"
    name = cell(say("evaluation.word.total"), columns=5, align=Align.CENTRE)
    return row(name, points(weight, "indicators.weight"), points(total, "total"), note, strong=True)


def _score_row(line: Line) -> Row:
    own = line.item.indicator if line.item is not None else None
    levels = ("—", "—", line.name) if own is None else (own.level1 or "", own.level2 or "", line.named)
    why = line.field("status", line.why)
    if line.dropped and line.item is not None and not line.item.counted:
        why_cell = cell(say("evaluation.cell.again"))
    else:
        why_cell = cell((say("evaluation.cell.assumed"), why) if line.assumed else why)
    if line.score is None and not line.dropped:
        # a column of figures holds figures: what is missing is marked beside it
        why_cell = cell((Blank(say("evaluation.blank.score")), why))
    return row(
        *levels,
        line.target or "—",
        line.actual or "—",
        line.full or "—",
        "—" if line.dropped or line.score is None else line.score,
        why_cell,
    )
