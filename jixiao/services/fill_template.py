"""Use case: a report put into a bureau's own Word document instead of being drawn by us."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.office.refusal import Refused
from jixiao.reports.docx_template import fill
from jixiao.reports.placeholders import uncovered
from jixiao.services.report_error import ReportError
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report
    from jixiao.reports.placeholders import Values


class FilledTemplate(NamedTuple):
    """A filled document: ``report`` holds what was put in, for its trace and blanks.

    ``told`` are sentences on placeholders that were left as they stand.
    """

    data: bytes
    report: Report
    told: tuple[str, ...]


def fill_template(path: str | Path, values: Values) -> FilledTemplate:
    """Fill the placeholders of a docx.

    Raises :class:`ReportError` for a file that is no docx, is damaged, or has no placeholder that could be
    filled; ``OSError``.
    """
    template = Path(path).read_bytes()
    try:
        filled = fill(template, values)
    except Refused as refused:
        raise ReportError(_refusal(refused, path)) from None
    told = tuple(
        say(f"placeholder.{one.why}", place=say(f"placeholder.place.{one.place}"), name=one.name)
        for one in filled.left
    )
    missing = uncovered(values.report, filled.report)
    told += tuple(say("placeholder.uncovered", heading=heading) for heading in missing)
    if not filled.places:
        raise ReportError("\n".join((*told, say("placeholder.none", path=path))))
    return FilledTemplate(filled.data, filled.report, told)


def _refusal(refused: Refused, path: str | Path) -> str:
    if "kind" in refused.params:
        return say("placeholder.no-docx", path=path)
    params = dict(refused.params)
    if "why" in params:
        params["why"] = say(f"office.why.{params['why']}")
    return say("placeholder.unreadable", path=path, why=say(f"{refused.code}.message", **params))


def write_filled(filled: FilledTemplate, path: str) -> None:
    """Write the filled document, whole or not at all.  Raises ``OSError``."""
    with replacing(path) as stream:
        stream.write(filled.data)
