"""A unit's own document given back with what was found in it marked at its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao.documents.office.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.finding import Place

KINDS = {"xlsx": ".xlsx", "docx": ".docx"}
"""The kinds of file that can be marked, and what the name of a marked one ends in."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said at a place; ``severity`` is ``error``, ``warning`` or ``notice``.

    ``row`` is the whole line that the place is in, ``short`` what is said where there is little room.
    """

    severity: str
    text: str
    place: Place
    row: str = ""
    short: str = ""


def annotated(data: bytes, kind: str, remarks: Sequence[Remark]) -> bytes:
    """``data`` with the remarks in it: a column and colours in an xlsx or xlsm, comments in a docx.

    A remark whose place is not found stands at the top.  Raises
    :class:`~jixiao.documents.office.refusal.Refused` for another kind, or a file that cannot be edited.
    """
    if kind == "xlsx":
        from jixiao.documents import annotate_xlsx  # noqa: PLC0415 - one kind's library at a time

        return annotate_xlsx.annotated(data, remarks)
    if kind == "docx":
        from jixiao.documents import annotate_docx  # noqa: PLC0415 - one kind's library at a time

        return annotate_docx.annotated(data, remarks)
    raise Refused("FIL002", kind=kind)
