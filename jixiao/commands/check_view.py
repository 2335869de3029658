"""What a check found, as a person goes through it: by place, worst first, a table of units at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.commands.columns import Cell, Column, plain, styled, table, wrap
from jixiao.console import width
from jixiao.schemas.finding import Finding, Severity
from jixiao.services.check_groups import by_unit, grouped, where
from jixiao.services.check_words import figures_line, head_line, rules_lines
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.services.check_groups import FileGroups, Group
    from jixiao.services.check_paths import CheckRun

_DIM: dict[str, object] = {"dim": True}
_BOLD: dict[str, object] = {"bold": True}
_STYLES: dict[Severity, dict[str, object]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.NOTICE: {"dim": True},
}
_LEAST_TEXT = 24
_MANY_ALIKE = 3
"""More notices of one code in one place than this are told in one line."""
_MOST_PLACES = 30
_LONGEST_QUOTE = 160


def render(run: CheckRun, *, room: int, colour: bool, notices: bool = False) -> str:
    """Everything found as text of at most ``room`` columns; ``notices``: each notice at full length."""
    page = _Page(room, colour=colour, notices=notices)
    lines = [*page.head(run)]
    for one in grouped(run):
        lines += page.file(one)
    if len(run.files) > 1:
        lines += ["", *page.units(run)]
    return "".join(f"{line}\n" for line in lines)


class _Page:
    """Lines of one width."""

    def __init__(self, room: int, *, colour: bool, notices: bool) -> None:
        self.room = room
        self.colour = colour
        self.notices = notices

    def _lines(self, text: str, style: dict[str, object] | None = None, indent: int = 0) -> Iterator[str]:
        """A text wrapped under an indent."""
        for line in wrap(plain(text), max(self.room - indent, _LEAST_TEXT)):
            yield " " * indent + styled(Cell(line, style or {}), colour=self.colour)

    def head(self, run: CheckRun) -> Iterator[str]:
        """How much was looked at and found."""
        yield from self._lines(head_line(run), _BOLD)

    def file(self, one: FileGroups) -> Iterator[str]:
        """One input with what was found in it."""
        yield ""
        yield from self._lines(say("check.across") if one.path is None else one.path, _BOLD)
        if one.file is not None:
            for used in one.file.rules:
                for line in rules_lines(used):
                    yield from self._lines(line, _DIM)
            yield from self.unread(one.file.problems)
        if not one.groups and not (one.file and one.file.problems):
            yield from self._lines(say("check.clean"), indent=2)
        for group in one.groups:
            yield from self.group(group, one)

    def unread(self, problems: tuple[Finding, ...]) -> Iterator[str]:
        """What could not be read of an input: the first of it, and how much more."""
        for problem in problems[:_MANY_ALIKE]:
            told = problem.sentence("message") or problem.code
            yield from self._lines(say("check.not-read", message=told), _STYLES[Severity.ERROR], 2)
        if len(problems) > _MANY_ALIKE:
            yield from self._lines(
                say("check.not-read-more", count=str(len(problems) - _MANY_ALIKE)), indent=2
            )

    def group(self, group: Group, one: FileGroups) -> Iterator[str]:
        """One part or table: errors and warnings at length, then the notices."""
        yield ""
        yield from self._lines(
            say("check.group", title=group.title or say("check.whole"), counts=str(group.counts))
        )
        short: dict[str, list[Finding]] = {}
        same = {} if self.notices else _same(group.findings)
        for finding in group.findings:
            alike = same.get(_saying(finding), [])
            if finding.severity is Severity.NOTICE and not self.notices:
                short.setdefault(finding.code, []).append(finding)
            elif len(alike) <= _MANY_ALIKE:
                yield from self.finding(finding, one.quote(finding.place))
            elif finding is alike[0]:
                yield from self.finding(finding, one.quote(finding.place), _others(alike))
        for alike in short.values():
            yield from self.short(alike)

    def _marked(self, finding: Finding, text: str) -> Iterator[str]:
        """A text after the severity and the code, wrapped under itself."""
        mark = f"  {say(f'severity.{finding.severity.value}')} {finding.code} "
        first, *others = wrap(plain(text), max(self.room - width(mark), _LEAST_TEXT))
        yield styled(Cell(mark, _STYLES[finding.severity]), colour=self.colour) + first
        yield from (" " * width(mark) + line for line in others)

    def finding(self, finding: Finding, quote: str, others: str = "") -> Iterator[str]:
        """One finding at length: what (where else), the line it is in, what should be, how to mend it."""
        yield from self._marked(finding, _told(finding) + others)
        indent = width(f"  {say(f'severity.{finding.severity.value}')} {finding.code} ")
        if quote and quote not in _told(finding):
            shown = plain(quote)
            shown = shown if len(shown) <= _LONGEST_QUOTE else shown[:_LONGEST_QUOTE] + "…"
            yield from self._lines(say("check.quote", quote=shown), _DIM, indent)
        figures = figures_line(finding)
        if figures:
            yield from self._lines(figures, indent=indent)
        remedy = finding.sentence("remedy")
        if remedy:
            yield from self._lines(say("check.remedy", remedy=remedy), indent=indent)

    def short(self, alike: list[Finding]) -> Iterator[str]:
        """Notices of one code: a line each, of many the first and where the others are."""
        if len(alike) <= _MANY_ALIKE:
            for finding in alike:
                yield from self._marked(finding, _told(finding))
            return
        yield from self._marked(alike[0], _told(alike[0]) + _others(alike))

    def units(self, run: CheckRun) -> Iterator[str]:
        """A line for each unit."""
        yield from self._lines(say("check.units"), _BOLD)
        columns = [
            Column(say("found.column.unit"), 5, 10),
            Column(say("found.column.files"), right=True),
            Column(say("found.column.tables"), right=True),
            Column(say("severity.error"), right=True),
            Column(say("severity.warning"), right=True),
            Column(say("severity.notice"), right=True),
            Column(say("found.column.worst"), 6, 12),
        ]
        rows = []
        for line in by_unit(run):
            numbers = [Cell(str(line.files)), Cell(str(line.tables))]
            found = [
                Cell(str(number), _STYLES[severity] if number else {})
                for severity, number in zip(Severity, line.counts, strict=True)
            ]
            worst = plain(line.worst) if any(line.counts) else "—"
            rows.append([Cell(plain(line.unit)), *numbers, *found, Cell(worst)])
        for block in table(columns, rows, self.room, colour=self.colour):
            yield from block


def _saying(finding: Finding) -> tuple[object, ...]:
    """What a finding says, wherever that is."""
    told, at = finding.sentence("message") or "", str(finding.params.get("where") or "")
    return finding.severity, finding.code, told.replace(at, "") if at else told, finding.expected


def _same(findings: Iterable[Finding]) -> dict[tuple[object, ...], list[Finding]]:
    """Warnings that say the same of several places, in their order."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        if finding.severity is Severity.WARNING:
            found.setdefault(_saying(finding), []).append(finding)
    return found


def _others(alike: list[Finding]) -> str:
    """How many more there are after the first of some, and where: the first places of very many."""
    others = alike[1:]
    places = list(dict.fromkeys(where(finding.place) for finding in others if where(finding.place)))
    listed = "、".join(places[:_MOST_PLACES]) + ("……" if len(places) > _MOST_PLACES else "")
    return say("check.alike" if places else "check.alike-nowhere", count=str(len(others)), places=listed)


def _told(finding: Finding) -> str:
    """The message, led by where it is unless it says so itself."""
    message = finding.sentence("message") or finding.code
    at = where(finding.place)
    return message if not at or at in message else say("check.at", where=at, message=message)
