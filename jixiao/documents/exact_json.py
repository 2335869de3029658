"""JSON read exactly: numbers stay the text they were, keys given twice are kept in mind."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

MAX_DEPTH = 64
"""Brackets within brackets; a form needs four."""


class Literal(str):
    """The source text of a JSON number, or of NaN and Infinity."""

    __slots__ = ()


@dataclass(slots=True)
class Object:
    """A JSON object: its entries, and the keys that were given more than once."""

    entries: dict[str, object]
    twice: list[str] = field(default_factory=list)


class BrokenJsonError(Exception):
    """The text is no JSON; ``line`` and ``column`` count from 1, ``reason`` is a text code."""

    def __init__(self, reason: str, line: int = 1, column: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.line, self.column = reason, line, column


def _object(pairs: list[tuple[str, object]]) -> Object:
    entries: dict[str, object] = {}
    twice = []
    for key, value in pairs:
        if key in entries:
            twice.append(key)
        entries[key] = value
    return Object(entries, twice)


def loads(text: str) -> object:
    """The tree of ``text``: ``Object``, ``list``, ``str``, ``Literal``, ``bool`` or ``None``.

    Raises :class:`BrokenJsonError` for anything that is no JSON or is nested beyond all reason.
    """
    if _depth(text) > MAX_DEPTH:
        raise BrokenJsonError("deep")
    try:
        return json.loads(
            text,
            strict=False,
            parse_float=Literal,
            parse_int=Literal,
            parse_constant=Literal,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as failure:
        ended = not text[failure.pos :].strip()
        raise BrokenJsonError("ended" if ended else "syntax", failure.lineno, failure.colno) from None
    except (RecursionError, ValueError):
        raise BrokenJsonError("deep") from None


def _depth(text: str) -> int:
    """How deep ``text`` begins: only the run of opening brackets that could exhaust the parser."""
    depth = deepest = 0
    inside = escaped = False
    for char in text[: 64 * MAX_DEPTH]:
        if inside:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                inside = False
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest
