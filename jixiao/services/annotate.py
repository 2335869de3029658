"""Use case: give a unit its own file back with what was found in it marked at its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.annotate import KINDS, Remark, annotated
from jixiao.documents.complaints import notice
from jixiao.documents.office.refusal import Refused
from jixiao.schemas.finding import Place
from jixiao.services.check_groups import where
from jixiao.services.check_words import figures_line
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.services.check_groups import FileGroups


def marked_name(path: str) -> str:
    """The name a marked copy of a file gets where nobody gives it one, beside the original."""
    original = Path(path)
    return str(original.with_name(f"{original.stem}{say('annotate.suffix')}{original.suffix}"))


def is_marked(path: str) -> bool:
    """Whether a file has the name of a marked copy."""
    return Path(path).stem.endswith(say("annotate.suffix"))


def can_be_marked(one: FileGroups) -> bool:
    """Whether an input is of a kind that can be marked."""
    return one.file is not None and one.file.kind in KINDS and Path(one.file.path).is_file()


def annotate(one: FileGroups, target: str | Path) -> tuple[Finding, ...]:
    """Write a copy of an input with its findings marked; what should be known of it comes back.

    A file that cannot be marked is not written, and the answer says why.  Raises ``OSError`` where a file
    cannot be read or written.
    """
    file = one.file
    if file is None or not can_be_marked(one):
        return (notice("MRK001", Place(file=one.path)),)
    remarks = [
        Remark(
            finding.severity.value,
            _text(finding),
            finding.place,
            one.quote(finding.place),
            _head(finding),
        )
        for group in one.groups
        for finding in group.findings
    ]
    try:
        data = annotated(Path(file.path).read_bytes(), file.kind or "", remarks)
    except Refused:
        return (notice("MRK001", Place(file=one.path)),)
    with replacing(target) as stream:
        stream.write(data)
    return ()


def _head(finding: Finding) -> str:
    """How bad, which code, and what."""
    message = finding.sentence("message") or finding.code
    at = where(finding.place)
    if at and at not in message and not finding.place.row:
        message = say("check.at", where=at, message=message)
    severity = say(f"severity.{finding.severity.value}")
    return say("annotate.remark", severity=severity, code=finding.code, message=message)


def _text(finding: Finding) -> str:
    """One remark: how bad, which code, what, what it should be, how to mend it."""
    parts = [_head(finding)]
    figures = figures_line(finding)
    if figures:
        parts.append(figures)
    remedy = finding.sentence("remedy")
    if remedy:
        parts.append(say("check.remedy", remedy=remedy))
    return say("annotate.stop").join(parts)
