"""What a writer of findings is given: everything in printable words, grouped as it is to be read."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.documents.write.model import Mark

SEVERITIES = ("error", "warning", "notice")
"""Worst first."""
MARKS = {"error": Mark.DIFFERS, "warning": Mark.OPEN, "notice": Mark.NONE}
"""The colour of a severity."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One finding.  ``severity`` is one of :data:`SEVERITIES`, all else sentences, names and plain figures.

    ``file`` and ``part`` (a part or table of it) say where, ``at`` where within; ``quote`` is verbatim.
    What is not known is empty.
    """

    severity: str
    code: str
    file: str
    part: str
    at: str
    message: str
    quote: str = ""
    expected: str = ""
    found: str = ""
    reason: str = ""
    remedy: str = ""
    basis: str = ""

    @property
    def place(self) -> str:
        """The place within the file."""
        return " ".join(part for part in (self.part, self.at) if part)


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The findings of one place, worst first; ``counts`` says how many of which severity."""

    title: str
    counts: str
    lines: tuple[FoundLine, ...]


@dataclass(frozen=True, slots=True)
class FoundFile:
    """One input: the sentences about its rule set, what could not be read of it, what was found in it."""

    title: str
    unit: str
    counts: str
    rules: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    groups: tuple[FoundGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """One line of the table of units."""

    unit: str
    files: int
    tables: int
    found: tuple[int, int, int]
    counts: str
    worst: str


@dataclass(frozen=True, slots=True)
class FindingsBook:
    """Everything that was found in some inputs; ``problems`` are those that belong to no input.

    ``title`` and ``ask`` are what a letter is called and asks for, where it is not what a check says.
    """

    head: str
    files: tuple[FoundFile, ...]
    units: tuple[UnitCounts, ...]
    problems: tuple[str, ...] = ()
    title: str = ""
    ask: str = ""

    @property
    def lines(self) -> tuple[FoundLine, ...]:
        """Every finding, file by file, the worst of each first, otherwise in the order of the groups."""
        return tuple(
            line
            for file in self.files
            for line in sorted(
                (line for group in file.groups for line in group.lines),
                key=lambda line: SEVERITIES.index(line.severity),
            )
        )
