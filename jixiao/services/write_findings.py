"""Use case: write what a check found into an xlsx, docx, html or Markdown file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jixiao.documents.write.findings_model import FindingsBook, FoundFile, FoundGroup, FoundLine, UnitCounts
from jixiao.services.check_groups import by_unit, grouped, title, where
from jixiao.services.check_words import basis_of, head_line, problem_line, rules_lines
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import BinaryIO

    from jixiao.schemas.finding import Finding
    from jixiao.services.check_groups import FileGroups, Group
    from jixiao.services.check_paths import CheckRun

SUFFIXES = (".xlsx", ".docx", ".html", ".htm", ".md")
"""The files that can be written, by the end of their name."""


class Writer(Protocol):
    """What every writer of findings is: a book into a binary stream."""

    def __call__(self, book: FindingsBook, stream: BinaryIO) -> None:
        """Write ``book`` whole."""
        ...


def writes(path: str | Path) -> bool:
    """Whether a file of that name would be written as a document."""
    return Path(path).suffix.lower() in SUFFIXES


def write_run(run: CheckRun, path: str | Path) -> None:
    """Write everything found into ``path``; its suffix says as what.

    The file is replaced whole or not at all.  Raises ``ValueError`` for a suffix that is not in
    :data:`SUFFIXES`, ``OSError`` where the file cannot be written.
    """
    writer = _writer(Path(path).suffix.lower())
    book = book_of(run)
    with replacing(path) as stream:
        writer(book, stream)


def _writer(suffix: str) -> Writer:
    """The writer of a kind of file; its libraries are loaded only now."""
    if suffix == ".xlsx":
        from jixiao.documents.write import findings_xlsx  # noqa: PLC0415 - one writer's library at a time

        return findings_xlsx.write
    if suffix == ".docx":
        from jixiao.documents.write import findings_docx  # noqa: PLC0415 - one writer's library at a time

        return findings_docx.write
    if suffix in {".html", ".htm"}:
        from jixiao.documents.write import findings_html  # noqa: PLC0415 - one writer's library at a time

        return findings_html.write
    if suffix == ".md":
        from jixiao.documents.write import findings_md  # noqa: PLC0415 - one writer's library at a time

        return findings_md.write
    raise ValueError(f"no writer for {suffix!r}")


def book_of(run: CheckRun) -> FindingsBook:
    """A run in printable words."""
    names = _names([file.path for file in run.files])
    files = tuple(_file(one, names) for one in grouped(run))
    units = tuple(
        UnitCounts(line.unit, line.files, line.tables, line.counts, str(line.counts), names[line.worst])
        for line in by_unit(run)
    )
    within = [problem for file in run.files for problem in file.problems]
    others = tuple(problem_line(problem) for problem in run.problems if problem not in within)
    return FindingsBook(head_line(run), files, units, others)


def _names(paths: Sequence[str]) -> dict[str, str]:
    """What each input is called on paper: its name without the folders, where no other has it."""
    names = Counter(Path(path).name for path in paths)
    return {path: name if names[name := Path(path).name] == 1 else path for path in paths}


def _file(one: FileGroups, names: Mapping[str, str]) -> FoundFile:
    file = one.file
    return FoundFile(
        title=say("check.across") if one.path is None else names[one.path],
        unit="" if file is None else file.unit or say("check.no-unit"),
        counts=str(one.counts),
        rules=() if file is None else tuple(line for used in file.rules for line in rules_lines(used)),
        problems=() if file is None else tuple(map(problem_line, file.problems)),
        groups=tuple(_group(group, one, names) for group in one.groups),
    )


def _group(group: Group, one: FileGroups, names: Mapping[str, str]) -> FoundGroup:
    lines = tuple(_line(finding, one, names) for finding in group.findings)
    return FoundGroup(group.title or say("check.whole"), str(group.counts), lines)


def _line(finding: Finding, one: FileGroups, names: Mapping[str, str]) -> FoundLine:
    place = finding.place
    path = one.path or place.file or ""
    return FoundLine(
        severity=finding.severity.value,
        code=finding.code,
        file=names.get(path, path),
        part=title(place),
        at=where(place),
        message=finding.sentence("message") or finding.code,
        quote=one.quote(place),
        expected=finding.expected or "",
        found=finding.found or "",
        reason=finding.sentence("reason") or "",
        remedy=finding.sentence("remedy") or "",
        basis=basis_of(finding),
    )
