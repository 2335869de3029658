"""Frameworks and their scored forms as lines for a person."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.commands.columns import Cell, Column, plain, table
from jixiao.indicators.numbers import exact_string
from jixiao.reports.framework import finding_lines
from jixiao.scoring.explain import percent, sentence
from jixiao.scoring.framework_explain import line_name, line_sentence
from jixiao.services.framework_new import formula_told
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from jixiao.schemas.framework import FrameworkLine, FrameworkResult
    from jixiao.schemas.ruleset import Cite
    from jixiao.scoring.frameworks import LoadedFramework

_ROOM = 110


def listing(found: Sequence[Mapping[str, object]]) -> str:
    """The shipped frameworks as a table."""
    keys = ("id", "lines", "standing", "title")
    columns = [Column(say(f"framework.column.{key}"), int(key == "title")) for key in keys]
    rows = [
        [
            Cell(say(f"standing.{one[key]}") if key == "standing" else str(one[key]))
            for key in keys
        ]
        for one in found
    ]  # fmt: skip
    blocks = table(columns, rows, _ROOM, colour=False)
    return "\n".join(line for block in blocks for line in block)


def _cited(cite: Cite) -> str:
    return say("framework.show.standing", standing=say(f"standing.{cite.standing.value}"),
               source=cite.source or "—")  # fmt: skip


def description(loaded: LoadedFramework) -> str:
    """A framework, whole."""
    spec = loaded.spec
    lines = [f"{spec.id}　{spec.title}"]
    lines += [f"  {text}" for text in (spec.authority, spec.summary) if text]
    lines.append(f"  {say('framework.show.hash', hash=loaded.hash[:16])}")
    above: tuple[str, str] | None = None
    for line in spec.line:
        if (line.level1, line.level2) != above:
            above = (line.level1, line.level2)
            lines += ["", f"{line.level1}　{line.level2}"]
        lines += _line(line, loaded)
    lines += ["", *(f"  {note}" for note in spec.notes)]
    return "\n".join(lines).rstrip()


def _line(line: FrameworkLine, loaded: LoadedFramework) -> Iterator[str]:
    weight = "" if line.weight is None else say("framework.show.weight", weight=exact_string(line.weight))
    yield f"  {line.name or line.level2} {weight}".rstrip()
    if line.meaning:
        yield f"      {line.meaning}"
    yield from (f"      {number}. {point}" for number, point in enumerate(line.points, 1))
    rule = line.ratio
    if rule is not None:
        told = {"target": percent(rule.target).removesuffix(".00"), "cite": _cited(rule.cite)}
        yield "      " + say("framework.show.formula", formula=formula_told(rule, loaded), **told)
    if line.measured is not None:
        labels = {"target": line.measured.target, "actual": line.measured.actual}
        yield "      " + say("framework.show.measured", **labels)
    if line.takes:
        yield "      " + say("framework.show.takes", names="、".join(line.takes))
    yield f"      {_cited(line.cite)}"


def _score(score: Decimal | None, low: Decimal, high: Decimal) -> str:
    if score is not None:
        return exact_string(Fraction(score))
    return f"{exact_string(Fraction(low))}～{exact_string(Fraction(high))}"


def scored(result: FrameworkResult) -> str:
    """A scored form: every indicator, the sections, the total, what is to be mended."""
    head = say("framework.view.head", project=result.form.project, framework=result.framework.title)
    lines = [plain(head), ""]
    keys = ("level2", "name", "weight", "score", "status", "reason")
    columns = [
        Column(say(f"framework.column.{key}").replace("\n", ""), weight, right=key in {"weight", "score"})
        for key, weight in zip(keys, (0, 2, 0, 0, 0, 5), strict=True)
    ]
    rows = [
        [
            Cell(plain(line.row.level2 or "")),
            Cell(plain(line_name(line))),
            Cell("" if line.row.weight is None else exact_string(Fraction(line.row.weight))),
            Cell("—" if line.row.weight is None else _score(line.score, line.low, line.high)),
            Cell(say(f"framework.status.{line.status.value}")),
            Cell(plain(line_sentence(line))),
        ]
        for line in result.lines
    ]
    lines += [text for block in table(columns, rows, _ROOM, colour=False) for text in block]
    lines.append("")
    if result.execution is not None:
        why = sentence(result.execution)
        lines.append(plain(say("framework.report.execution", why=why)))
    for number, goal in enumerate(result.goals, 1):
        score = _score(goal.score, goal.low, goal.high)
        lines.append(
            plain(say("framework.view.goal", number=str(number), name=goal.goal.name or "", score=score))
        )
    for section in result.sections:
        rate = "" if section.rate is None else say("framework.view.rate", rate=percent(section.rate))
        score = _score(section.score, section.low, section.high) if section.weight else "—"
        weight = exact_string(Fraction(section.weight))
        lines.append(
            plain(say("framework.view.section", name=section.name, score=score, weight=weight, rate=rate))
        )
    lines.append(_total(result))
    lines += [plain(text) for text in finding_lines(result)]
    return "\n".join(lines)


def _total(result: FrameworkResult) -> str:
    code = "framework.report.total" if result.total is not None else "framework.report.range"
    text = say(code, total=_score(result.total, *result.total_range))
    if result.grade is not None:
        return text + say("framework.report.grade", grade=result.grade)
    if result.grade_range is not None:
        low, high = result.grade_range
        return text + say("framework.report.grades", low=low, high=high)
    return text + say("framework.report.stop" if result.total is None else "framework.report.no-grade")
