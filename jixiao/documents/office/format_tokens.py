"""A number format cut into sections and tokens (ECMA-376 part 1, 18.8.31), once per format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from jixiao.documents.office.builtin_formats import GENERAL
from jixiao.documents.office.limits import MAX_FORMAT

LIT: Final = "literal"
DIGIT: Final = "digit"
POINT: Final = "point"
COMMA: Final = "comma"
PERCENT: Final = "percent"
EXP: Final = "exponent"
SLASH: Final = "slash"
TEXT: Final = "text"
GEN: Final = "general"
DATE: Final = "date"
HALF_DAY: Final = "half-day"
ELAPSED: Final = "elapsed"

_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\s*\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-([0-9A-Za-z-]*))?[^\]]*\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DBNUM = re.compile(r"\[dbnum([1-4])\]", re.IGNORECASE)
_BRACKET = re.compile(r"\[[^\]]*\]?")
_GENERAL = re.compile(r"general|G/通用格式", re.IGNORECASE)
_HALF_DAY = re.compile(r"AM/PM|A/P|上午/下午", re.IGNORECASE)
_LETTERS = re.compile(r"y+|m+|d+|h+|s+|e+|g+|b+|a{3,}", re.IGNORECASE)
_CHINESE = ("804", "0804", "zh", "404", "0404")
LONG_DATE: Final = 'yyyy"年"m"月"d"日"'
LONG_TIME: Final = "h:mm:ss"


class Token(NamedTuple):
    """A piece of a section: its type and its characters."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    chinese: bool = False
    dbnum: int = 0

    def has(self, *types: str) -> bool:
        """Whether a token of one of these types is in it."""
        return any(token.type in types for token in self.tokens)


@lru_cache(maxsize=1024)
def compile_format(code: str) -> tuple[Section, ...]:
    """The sections of ``code``; a format longer than any program writes is General."""
    if len(code) > MAX_FORMAT or not code.strip():
        code = GENERAL
    return tuple(_section(part) for part in _split(code)[:4])


def _split(code: str) -> list[str]:
    """``code`` cut at the semicolons that are neither quoted, escaped nor bracketed."""
    parts, start, at = [], 0, 0
    while at < len(code):
        char = code[at]
        if char in {'"', "["}:
            end = code.find('"' if char == '"' else "]", at + 1)
            at = len(code) if end < 0 else end + 1
        elif char in "\\!_*":
            at += 2
        else:
            if char == ";":
                parts.append(code[start:at])
                start = at + 1
            at += 1
    return [*parts, code[start:]]


class _Reader:
    """One section being cut."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.tokens: list[Token] = []
        self.condition: tuple[str, Decimal] | None = None
        self.chinese = False
        self.dbnum = 0

    def add(self, type_: str, text: str) -> None:
        self.tokens.append(Token(type_, text))

    def bracket(self, at: int) -> int:
        """Read a bracket: a condition, a currency or locale, elapsed time; the rest says nothing."""
        code = self.code
        if found := _CONDITION.match(code, at):
            self.condition = (found[1], Decimal(found[2]))
        elif found := _CURRENCY.match(code, at):
            if found[1]:
                self.add(LIT, found[1])
            locale = (found[2] or "").lower()
            self.chinese = self.chinese or locale.endswith(_CHINESE) or locale.startswith("zh")
        elif found := _ELAPSED.match(code, at):
            self.add(ELAPSED, found[1].lower())
        elif found := _DBNUM.match(code, at):
            self.dbnum = int(found[1])
        else:
            found = _BRACKET.match(code, at)
        return len(code) if found is None else found.end()

    def plain(self, at: int) -> int:
        """Read one token that is neither quoted nor bracketed."""
        code, char = self.code, self.code[at]
        if char in "0#?":
            self.add(DIGIT, char)
        elif char == ".":
            self.add(POINT, char)
        elif char == ",":
            self.add(COMMA, char)
        elif char == "%":
            self.add(PERCENT, char)
        elif char == "/":
            self.add(SLASH, char)
        elif char == "@":
            self.add(TEXT, char)
        elif (
            char in "eE" and code[at + 1 : at + 2] in {"+", "-"} and any(t.type == DIGIT for t in self.tokens)
        ):
            self.add(EXP, code[at : at + 2])
            return at + 2
        elif found := _GENERAL.match(code, at):
            self.add(GEN, found[0])
            return found.end()
        elif found := _HALF_DAY.match(code, at):
            self.add(HALF_DAY, found[0])
            return found.end()
        elif found := _LETTERS.match(code, at):
            self.add(DATE, found[0].lower())
            return found.end()
        else:
            self.add(LIT, char)
        return at + 1


def _section(code: str) -> Section:
    lowered = code.lower()
    if "[$-f800]" in lowered or "[$-f400]" in lowered:
        code = LONG_DATE if "[$-f800]" in lowered else LONG_TIME
    reader, at = _Reader(code), 0
    while at < len(code):
        char = code[at]
        if char == '"':
            end = code.find('"', at + 1)
            end = len(code) if end < 0 else end
            reader.add(LIT, code[at + 1 : end])
            at = end + 1
        elif char == "[":
            at = reader.bracket(at)
        elif char in "\\!" and at + 1 < len(code):
            reader.add(LIT, code[at + 1])
            at += 2
        elif char in "_*":
            at += 2  # room as wide as a character, a character that fills the column: no text
        else:
            at = reader.plain(at)
    return Section(tuple(reader.tokens), reader.condition, reader.chinese, reader.dbnum)
