"""What was read, as a person looks it through: forms, public tables, sections, facts, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.commands.columns import Cell, Column, plain, styled, table
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.schemas.disclosure import Disclosure, Fact, PublicTable
    from jixiao.schemas.self_evaluation import ReadForm
    from jixiao.services.read_paths import OneRead, ReadRun

_BOLD: dict[str, object] = {"bold": True}
_MOST_SECTIONS_DEEP = 2


def render(run: ReadRun, *, room: int, colour: bool) -> str:
    """The whole answer as text, one part per file."""
    parts = ["\n".join(_file(one, room=room, colour=colour)) for one in run.files]
    return "\n\n".join(parts) + ("\n" if parts else "")


def _file(one: OneRead, *, room: int, colour: bool) -> Iterator[str]:
    yield styled(Cell(plain(one.file.path), _BOLD), colour=colour) + say(f"read.kind.{one.kind}")
    for form in one.file.forms:
        yield _form(form)
    if one.disclosure is not None:
        yield from _disclosure(one.disclosure.disclosure, room=room, colour=colour)
    findings = [finding for finding in one.findings if finding.sentence("message")]
    if findings:
        yield ""
        yield say("read.met", count=str(len(findings)))
        for finding in findings:
            message = finding.sentence("message") or ""
            row = finding.place.row
            yield "  " + plain(message if row is None or row in message else f"{row}：{message}")


def _form(form: ReadForm) -> str:
    evaluation = form.evaluation
    total = "—" if evaluation.claimed_total is None else f"{evaluation.claimed_total:f}"
    return "  " + say(
        "read.form",
        project=plain(evaluation.project),
        funds=str(len(evaluation.funds)),
        indicators=str(len(evaluation.indicators)),
        total=total,
        where=form.source.row or form.source.cell or "",
    )


def _disclosure(disclosure: Disclosure, *, room: int, colour: bool) -> Iterator[str]:
    yield "  " + say(
        "read.disclosure",
        names="、".join(plain(name) for name in disclosure.organisations) or "—",
        year=str(disclosure.year or "—"),
        unit=disclosure.amount_unit or "—",
    )
    if disclosure.tables:
        yield ""
        yield say("read.tables", count=str(len(disclosure.tables)))
        columns = [
            Column(say("read.id")),
            Column(say("read.title"), 4, 8),
            Column(say("read.rows"), right=True),
            Column(say("read.columns"), right=True),
            Column(say("read.totals"), 5, 12),
            Column(say("read.where")),
        ]
        rows = [_table_row(one) for one in disclosure.tables]
        yield from (line for block in table(columns, rows, room, colour=colour) for line in block)
    if disclosure.sections:
        yield ""
        yield say("read.sections", count=str(len(disclosure.sections)))
        for section in disclosure.sections:
            if section.level <= _MOST_SECTIONS_DEEP:
                yield "  " * (section.level + 1) + say(
                    "read.section",
                    title=plain(section.title),
                    where=section.place.row or "",
                    passages=str(len(section.passages)),
                )
    if disclosure.facts:
        yield ""
        yield say("read.facts", count=str(len(disclosure.facts)))
        columns = [
            Column(say("read.key"), 3, 12),
            Column(say("read.about"), 4, 8),
            Column(say("read.value"), 3, 8, right=True),
            Column(say("read.where")),
        ]
        rows = [_fact_row(fact) for fact in disclosure.facts if fact.key != "year.mentioned"]
        yield from (line for block in table(columns, rows, room, colour=colour) for line in block)
    yield from _left(disclosure)


def _left(disclosure: Disclosure) -> Iterator[str]:
    """What was not found and not understood."""
    yield ""
    if disclosure.missing:
        yield say("read.missing", names="、".join(say(f"read.part.{name}") for name in disclosure.missing))
    numbers = sum(one.count for one in disclosure.unread)
    yield say("read.unread", count=str(len(disclosure.unread)), numbers=str(numbers))
    for one in disclosure.unread:
        yield "  " + say(
            f"read.unread.{one.kind}",
            where=one.place.row or "",
            count=str(one.count),
            quote=plain(one.place.quote or "")[:80],
        )


def _table_row(one: PublicTable) -> list[Cell]:
    total = next((row for row in one.rows if (row.key or "").startswith("total") and row.amounts), None)
    shown = (
        "—"
        if total is None
        else "；".join(f"{_label(one, key)} {_number(value)}" for key, value in total.amounts.items())
    )
    return [
        Cell(one.id or "—"),
        Cell(plain(one.title or one.kind)),
        Cell(str(len(one.rows))),
        Cell(str(len(one.columns))),
        Cell(shown),
        Cell(one.place.row or one.place.cell or ""),
    ]


def _label(one: PublicTable, key: str) -> str:
    label = next((column.label for column in one.columns if column.key == key), None)
    return "".join(label.split()) if label else key


def _fact_row(fact: Fact) -> list[Cell]:
    about = [fact.subject or "", fact.section or "", fact.grade or ""]
    value = fact.text if fact.value is None else f"{_number(fact.value)}{fact.unit or ''}"
    return [
        Cell(fact.key),
        Cell(plain(" ".join(part for part in about if part)) or "—"),
        Cell(plain(value or "—")),
        Cell(fact.place.row or fact.place.cell or ""),
    ]


def _number(value: Decimal) -> str:
    return f"{value:f}"
