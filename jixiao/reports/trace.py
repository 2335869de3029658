"""Where every figure of a report comes from, as a report of its own and as plain rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.blocks import Column, Part, Report, Table, Title, facts, row
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Source


def entries(report: Report) -> tuple[dict[str, object], ...]:
    """Every fact of a report in reading order: text, value, origin, path, place, formula, operands."""
    return tuple(
        {
            "text": fact.text,
            "value": None if fact.value is None else str(fact.value),
            **_source(fact.source),
        }
        for fact in facts(report)
    )


def _source(source: Source) -> dict[str, object]:
    return {
        "origin": source.origin.value,
        "path": source.path,
        "place": source.place,
        "formula": source.formula,
        "operands": [_source(one) for one in source.operands],
    }


def trace_report(report: Report) -> Report:
    """The facts of a report as a table, to be rendered like any report."""
    title = say("evaluation.trace.title", title=report.title)
    columns = tuple(
        Column(say(f"evaluation.trace.{name}"), least)
        for name, least in (("text", 20), ("origin", 8), ("path", 16), ("place", 10), ("formula", 20))
    )
    rows = tuple(
        row(
            one.text,
            say(f"evaluation.origin.{one.source.origin.value}"),
            one.source.path,
            one.source.place,
            one.source.formula,
        )
        for one in facts(report)
    )
    table = Table(columns, rows, empty=say("evaluation.trace.none"))
    return Report(title, (Part((Title(title), table), say("evaluation.trace.sheet"), landscape=True),))
