"""The short report of a department on its whole spending (部门整体支出绩效自评报告), as blocks.

Its parts are those of the project report cut short: the department, its tasks and goals, budget and
execution, the scores by section with 得分率, problems and measures; the scored table as annex.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.ordinals import han
from jixiao.reports.annual_view import listed, quoted
from jixiao.reports.blocks import (
    Align,
    Blank,
    Cell,
    Column,
    Heading,
    Part,
    Report,
    Row,
    Table,
    Title,
    Tone,
    blanks,
    captioned,
    cell,
    numbered,
    paragraph,
    row,
)
from jixiao.reports.sentences import sentence
from jixiao.reports.splice import spliced
from jixiao.reports.whole_facts import NO_FACTS, WholeFacts
from jixiao.reports.whole_view import Whole
from jixiao.scoring.outcome import ZERO, exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.reports.blocks import Block, Fact, Run
    from jixiao.reports.whole_view import Lost
    from jixiao.schemas.framework import FrameworkResult, ScoredSection

_MOST_TOLD = 10


def draft(result: FrameworkResult, facts: WholeFacts = NO_FACTS) -> Report:
    """The report of a scored form of a department."""
    whole = Whole(result)
    title = _title(whole, facts)
    body = numbered(_body(whole, facts))
    annex = (Title(say("whole.annex")), _table(whole))
    parts = [
        Part((Title(title), *captioned(body), *_signed(facts, whole)), say("whole.sheet")),
        Part(annex, say("whole.annex"), landscape=True),
    ]
    left = blanks(Report(title, tuple(parts)))
    if left:
        heading = Heading(1, say("annual.blanks"), counted=False)
        notes = (paragraph(one, tone=Tone.ITEM) for one in left)
        parts.append(Part((heading, *notes), say("annual.sheet.blanks")))
    return Report(title, tuple(parts))


def _title(whole: Whole, facts: WholeFacts) -> str:
    given = "".join(facts.texts("department"))
    year = whole.form.year
    return say(
        "whole.title",
        department=given or " ".join((whole.form.project or whole.form.department or "").split()),
        year="" if year is None else say("whole.year", year=str(year)),
    )


def _signed(facts: WholeFacts, whole: Whole) -> Iterator[Block]:
    yield paragraph(*sentence("whole.annex.list"))
    name = whole.form.project or whole.form.department
    own: Run = facts.name("department")
    if isinstance(own, Blank) and name:
        own = whole.text(name, "form.project")
    yield paragraph(own, tone=Tone.RIGHT)
    yield paragraph(facts.name("date"), tone=Tone.RIGHT)


def _body(whole: Whole, facts: WholeFacts) -> Iterator[Block]:
    yield Heading(1, say("whole.heading.overview"))
    yield paragraph(*facts.told("overview"))
    yield Heading(1, say("whole.heading.goals"))
    yield from _goals(whole)
    yield Heading(1, say("whole.heading.money"))
    yield paragraph(*_money(whole), *_parts(whole))
    if len(whole.form.funds) > 1:
        yield _money_table(whole)
    yield Heading(1, say("whole.heading.work"))
    yield paragraph(*facts.told("work"))
    yield Heading(1, say("whole.heading.results"))
    yield paragraph(*_total(whole))
    yield paragraph(*_sections(whole))
    yield _section_table(whole)
    if whole.scaled and whole.result.goals:
        yield paragraph(*_tasks(whole))
    yield Heading(1, say("whole.heading.problems"))
    yield from _problems(whole)
    yield paragraph(*sentence("whole.problems"), *facts.told("problems"))
    yield Heading(1, say("whole.heading.measures"))
    yield paragraph(*facts.told("measures"))
    yield Heading(1, say("whole.heading.application"))
    yield paragraph(*facts.told("application"))


def _stopped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """With a full stop, where there is none at the end."""
    ends = runs and runs[-1].text.endswith(tuple(say("annual.ends")))
    return runs if ends else (*runs, *sentence("annual.stop"))


def _goals(whole: Whole) -> Iterator[Block]:
    """Each task with its goal and what was achieved, word for word."""
    goals = whole.form.goals
    if not goals:
        yield paragraph(*sentence("whole.goals.none", what=Blank(say("whole.goals.what"))))
        return
    if len(goals) == 1:
        yield paragraph(*sentence("whole.goals.one"))
    else:
        yield paragraph(*sentence("whole.goals.count", count=whole.count(len(goals), "len(form.goals)")))
    for at, goal in enumerate(goals):
        number = han(at + 1)
        said = {name: (getattr(goal, name) or "").strip() for name in ("name", "expected", "achieved")}
        told: dict[str, Run] = {
            name: whole.text(text, f"form.goals[{at}].{name}")
            if text
            else Blank(say(f"whole.goal.no-{name}", number=number))
            for name, text in said.items()
        }
        head = sentence("whole.goal", number=number, name=told["name"])
        if goal.ratio is not None:
            ratio = whole.number(goal.ratio, f"form.goals[{at}].ratio", sign="%")
            head = (*head, *sentence("whole.goal.ratio", ratio=ratio))
        pieces = (
            _stopped(head),
            *(_stopped(sentence(f"whole.goal.{name}", text=told[name])) for name in ("expected", "achieved")),
        )
        yield paragraph(*(run for piece in pieces for run in piece))


def _money(whole: Whole) -> Iterator[Run]:
    """Budget and execution of the whole: nothing, a part, all, more."""
    found = whole.total
    line, path = found if found is not None else (None, "")
    if line is None or line.annual_budget is None or line.executed is None:
        yield from sentence("whole.money.unknown", what=Blank(say("whole.money.what")))
        return
    budget, executed = (whole.amount(line, name, path) or "" for name in ("annual_budget", "executed"))
    rate = whole.rate(line, path)
    code = "whole.money"
    if rate is None:
        code = "whole.money.zero"
    elif line.executed == 0:
        code = "whole.money.nothing"
    elif line.executed == line.annual_budget:
        code = "whole.money.full"
    elif line.executed > line.annual_budget:
        code = "whole.money.over"
    yield from sentence(code, budget=budget, executed=executed, rate=rate or "")
    if line.initial_budget is not None and line.initial_budget != line.annual_budget:
        more = line.annual_budget > line.initial_budget
        moved = abs(exact_sum((line.annual_budget, -line.initial_budget)))
        yield from sentence(
            f"whole.money.adjusted.{'more' if more else 'less'}",
            initial=whole.number(line.initial_budget, f"{path}.initial_budget"),
            difference=whole.number(moved, f"annual_budget − initial_budget ({path})"),
        )


def _parts(whole: Whole) -> Iterator[Run]:
    """The kinds of spending, one after the other."""
    pieces = []
    for at in whole.parts:
        line, path = whole.form.funds[at], f"form.funds[{at}]"
        rate = whole.rate(line, path)
        code = "whole.money.part" if rate is not None else "whole.money.part.no-rate"
        pieces.append(
            sentence(
                code,
                name=whole.text(line.name or say("annual.dash"), f"{path}.name"),
                budget=whole.amount(line, "annual_budget", path) or "",
                executed=whole.amount(line, "executed", path) or "",
                rate=rate or "",
            )
        )
    if pieces:
        yield from sentence("whole.money.parts")
        yield from listed(pieces, "annual.semicolon")
        yield from sentence("annual.stop")


def _figure(fact: Fact | None) -> Cell:
    return cell(say("annual.dash") if fact is None else fact)


def _column(code: str, least: int = 8, align: Align = Align.LEFT, *, figure: bool = False) -> Column:
    return Column(say(f"whole.column.{code}"), least, align, figure)


def _figures(*codes: str) -> tuple[Column, ...]:
    return tuple(_column(code, 9, Align.RIGHT, figure=True) for code in codes)


def _money_table(whole: Whole) -> Table:
    columns = (_column("name", 20), *_figures("initial", "budget", "executed", "rate"))
    rows = []
    for at, line in enumerate(whole.form.funds):
        path = f"form.funds[{at}]"
        amounts = (whole.amount(line, name, path) for name in ("initial_budget", "annual_budget", "executed"))
        name = whole.text(line.name or say("annual.dash"), f"{path}.name")
        rows.append(row(name, *map(_figure, amounts), _figure(whole.rate(line, path))))
    return Table(columns, tuple(rows), caption=say("whole.caption.money"), unit=say("annual.unit.money"))


def _total(whole: Whole) -> Iterator[Run]:
    """The total and grade; where something is open, the range, and what it would be as claimed."""
    result = whole.result
    if result.total is not None:
        total = whole.number(result.total, "total")
        code = "whole.total" if result.grade is not None else "whole.total.no-grade"
        yield from sentence(code, total=total, grade=result.grade or "")
    else:
        low, high = (whole.number(value, f"total_range[{at}]") for at, value in enumerate(result.total_range))
        open_ones = len(whole.open) + (result.execution is not None and not result.execution.decided)
        if open_ones:
            count = whole.count(open_ones, "lines(open)")
            yield from sentence("whole.total.open", count=count, low=low, high=high)
        else:
            yield from sentence("whole.total.range", low=low, high=high)
        if result.provisional_total is not None:
            total = whole.number(result.provisional_total, "provisional_total")
            yield from sentence("whole.total.provisional", total=total)
    execution = result.execution
    if execution is not None and execution.weight is not None:
        weight = whole.number(execution.weight, "execution.weight")
        if execution.score is not None and execution.decided:
            score = whole.number(execution.score, "execution.score")
            yield from sentence("whole.execution", weight=weight, score=score)
        else:
            yield from sentence("whole.execution.open", weight=weight)


def _section_figures(whole: Whole, at: int, section: ScoredSection) -> tuple[Fact, Fact | None, Fact | None]:
    """Weight, score and 得分率 of a section; the latter ``None`` where it is open or weighs nothing."""
    weight = whole.number(section.weight, f"sections[{at}].weight")
    score = None if section.score is None else whole.number(section.score, f"sections[{at}].score")
    rate = section.rate
    if rate is None or score is None:
        return weight, score, None
    formula = f"{score.text} ÷ {weight.text}"
    return weight, score, whole.number(rate * 100, f"sections[{at}].rate", sign="%", formula=formula)


def _sections(whole: Whole) -> Iterator[Run]:
    pieces = []
    for at, section in enumerate(whole.result.sections):
        weight, score, rate = _section_figures(whole, at, section)
        code = "whole.section" if rate else "whole.section.plain" if score else "whole.section.open"
        name = whole.text(section.name or say("annual.unnamed.level"), f"sections[{at}].name")
        pieces.append(sentence(code, name=name, weight=weight, score=score or "", rate=rate or ""))
    if pieces:
        yield from sentence("whole.sections")
        yield from listed(pieces, "annual.semicolon")
        yield from sentence("annual.stop")


def _section_table(whole: Whole) -> Table:
    columns = (_column("section", 16), *_figures("weight", "score", "obtained"))
    rows = []
    execution = whole.result.execution
    if execution is not None and execution.weight is not None:
        weight = whole.number(execution.weight, "execution.weight")
        known = execution.score is not None and execution.decided
        score = (
            whole.number(execution.score, "execution.score")
            if known and execution.score is not None
            else None
        )
        rate = None
        if score is not None and execution.score is not None and execution.weight:
            share = Fraction(execution.score) / Fraction(execution.weight) * 100
            rate = whole.number(share, "execution.score ÷ weight", sign="%")
        rows.append(row(say("whole.execution.name"), weight, _open(score), _figure(rate)))
    for at, section in enumerate(whole.result.sections):
        weight, score, rate = _section_figures(whole, at, section)
        name = whole.text(section.name or say("annual.unnamed.level"), f"sections[{at}].name")
        rows.append(row(name, weight, _open(score), _figure(rate)))
    return Table(columns, tuple(rows), caption=say("whole.caption.sections"), unit=say("annual.unit.points"))


def _open(score: Fact | None) -> Cell:
    return cell(say("whole.open-score") if score is None else score)


def _tasks(whole: Whole) -> Iterator[Run]:
    """What each task adds to the total, by its ratio."""
    pieces = []
    for at, goal in enumerate(whole.result.goals):
        weight = whole.number(goal.weight, f"goals[{at}].weight")
        if goal.score is None:
            pieces.append(sentence("whole.goals.open", number=han(at + 1), weight=weight))
        else:
            score = whole.number(goal.score, f"goals[{at}].score")
            pieces.append(sentence("whole.goals.scored", number=han(at + 1), weight=weight, score=score))
    yield from sentence("whole.goals.scores")
    yield from listed(pieces, "annual.semicolon")
    yield from sentence("annual.stop")


def _problems(whole: Whole) -> Iterator[Block]:
    """What the figures show: money that was left, points that were lost, what is open."""
    runs: list[Run] = []
    found = whole.total
    if found is not None:
        line, path = found
        if (
            line.annual_budget is not None
            and line.executed is not None
            and line.executed < line.annual_budget
        ):
            left: Decimal = exact_sum((line.annual_budget, -line.executed))
            runs += sentence("whole.below", left=whole.number(left, f"annual_budget − executed ({path})"))
    if whole.lost:
        count = whole.count(len(whole.lost), "lines(lost)")
        points = whole.number(exact_sum(one.points for one in whole.lost), "sum(lost)")
        runs += sentence("whole.lost", count=count, lost=points)
    elif whole.decided:
        runs += sentence("whole.lost.none", count=whole.count(len(whole.decided), "lines(decided)"))
    if whole.open:
        runs += sentence("whole.open", count=whole.count(len(whole.open), "lines(open)"))
    if runs:
        yield paragraph(*runs)
    told = [_lost(whole, one) for one in whole.lost[:_MOST_TOLD]]
    if told:
        yield paragraph(*listed(told, "annual.semicolon"), *sentence("annual.stop"))


def _lost(whole: Whole, one: Lost) -> tuple[Run, ...]:
    """One line that lost points, with what was planned and done, and its reason."""
    line = whole.line(one.at)
    path = f"lines[{one.at}]"
    target, actual = whole.entry(one.at, 0), whole.entry(one.at, 1)
    code = "whole.lost.plain" if target is None or actual is None else "whole.lost.line"
    told = spliced(
        code,
        {"name": quoted(whole.name(one.at))},
        target=target or "",
        actual=actual or "",
        score=whole.number(line.score or ZERO, f"{path}.score"),
        lost=whole.number(one.points, f"{path}.weight − score"),
    )
    note = (line.row.note or "").strip().rstrip(say("annual.ends"))
    if not any(char.isalnum() for char in note):
        return told
    return (*told, *sentence("whole.lost.note", note=whole.text(note, f"form.rows[{one.at}].note")))


def _table(whole: Whole) -> Table:
    """Every indicator with its target, actual and score; the execution rate first, the total last."""
    columns = (
        _column("section", 12),
        _column("level2", 14),
        _column("indicator", 24),
        _column("target", 16),
        _column("actual", 16),
        *_figures("weight", "score"),
    )
    result = whole.result
    rows: list[Row] = []
    if result.execution is not None and result.execution.weight is not None:
        known = result.execution.score if result.execution.decided else None
        score = None if known is None else whole.number(known, "execution.score")
        weight = whole.number(result.execution.weight, "execution.weight")
        rows.append(row(cell(say("whole.execution.name"), columns=5), weight, _open(score)))
    dash = say("annual.dash")
    for at, line in enumerate(result.lines):
        path = f"form.rows[{at}]"
        texts = (line.row.level1, line.row.level2, line.row.name)
        names = zip(texts, ("level1", "level2", "name"), strict=True)
        cells = (whole.text(text, f"{path}.{name}") if text else dash for text, name in names)
        own = line.row.weight
        weight_cell = dash if own is None else whole.number(own, f"{path}.weight")
        score = None if line.score is None else whole.number(line.score, f"lines[{at}].score")
        entries = (whole.entry(at, number) or dash for number in (0, 1))
        rows.append(row(*cells, *entries, weight_cell, _open(score)))
    total = None if result.total is None else whole.number(result.total, "total")
    rows.append(row(cell(say("whole.total.name"), columns=5), "", _open(total), strong=True))
    notes = (say("whole.scaled"),) if whole.scaled else ()
    return Table(columns, tuple(rows), unit=say("annual.unit.points"), notes=notes)
