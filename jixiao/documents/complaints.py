"""Making the findings of this floor: one code, one place, the parameters of its sentences."""

from __future__ import annotations

import re

from jixiao.schemas.finding import Finding, Place, Severity

_LONGEST = 80
_REF = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}|R[1-9][0-9]*C[1-9][0-9]*")
"""A cell by its reference, in a sheet or in a table of a Word or PDF file."""


def printable(text: str) -> str:
    """``text`` without halves of surrogate pairs, which no output can print."""
    return text.encode("utf-8", "replace").decode("utf-8")


def clip(text: str, longest: int = _LONGEST) -> str:
    """``text`` on one line and short enough to be quoted in a sentence."""
    line = printable(" ".join(text[: 4 * longest].split()))
    cut = len(line) > longest or len(text) > 4 * longest
    return f"{line[:longest]}…" if cut else line


def error(code: str, place: Place, *, found: str | None = None, **params: object) -> Finding:
    """A finding of severity error; ``found`` is verbatim text."""
    return _finding(code, Severity.ERROR, place, found, params)


def warning(code: str, place: Place, *, found: str | None = None, **params: object) -> Finding:
    """A finding of severity warning."""
    return _finding(code, Severity.WARNING, place, found, params)


def notice(code: str, place: Place, *, found: str | None = None, **params: object) -> Finding:
    """A finding of severity notice."""
    return _finding(code, Severity.NOTICE, place, found, params)


def _finding(
    code: str, severity: Severity, place: Place, found: str | None, params: dict[str, object]
) -> Finding:
    told = {key: clip(str(value), 200) for key, value in params.items()}
    told.setdefault("where", where(place))
    told.setdefault("seen", clip(found or ""))
    return Finding(
        code=code,
        severity=severity,
        place=place,
        params=told,
        found=None if found is None else printable(found),
    )


def where(place: Place) -> str:
    """The place in words short enough to begin a sentence; empty where nothing but the file is known."""
    if place.cell and _REF.fullmatch(place.cell):
        return f"{place.table} {place.cell}" if place.table else place.cell
    parts = [part for part in (place.table, place.row) if part]
    if place.cell:
        parts.append(f"“{place.cell}”" if parts else place.cell)
    return "".join(parts)
