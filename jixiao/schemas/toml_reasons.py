"""What the TOML reader complains of, in the user's language."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from jixiao.texts import say
from jixiao.texts.zh.rules import TOML

_WHERE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")

_NAMES = re.compile(r"'([^']*)'")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for english, chinese in TOML.items():
        before, brace, after = english.partition("{what}")
        middle = "(?P<what>.+)" if brace else ""
        found.append((re.compile(re.escape(before) + middle + re.escape(after), re.DOTALL), chinese))
    return tuple(found)


def _plain(what: str) -> str:
    """A key as its author writes it: ``('a', 'b')`` is a.b, ``'a'`` is a."""
    names = _NAMES.findall(what)
    return ".".join(names) if names else what


def toml_reason(error: Exception) -> str:
    """One sentence saying what is wrong and in which line; never English, whatever the reader said.

    Takes what ``tomllib.loads`` raises: a ``TOMLDecodeError``, a plain ``ValueError`` for a number of
    absurd length, a ``RecursionError`` for nesting that never ends.
    """
    if isinstance(error, RecursionError):
        return say("toml.too-deep")
    if not isinstance(error, tomllib.TOMLDecodeError):
        return say("toml.absurd-number")
    text = str(error)
    where = _WHERE.search(text)
    message = text[: where.start()] if where else text
    told = say("toml.other")
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(message)
        if match is not None:
            told = chinese.format(what=_plain(match.groupdict().get("what") or "")[:60])
            break
    if where is None:
        return told
    if where["line"] is None:
        return say("toml.at-end", told=told)
    return say("toml.at-line", told=told, line=where["line"], column=where["column"])
