"""Formulas as text: which of them are targets that somebody typed, and what a filled formula says elsewhere.

``=100%`` and ``=20项`` in a target column mean "exactly 100 %": the spreadsheet takes them for
formulas.  A formula is real if it refers to anything (cells, names), calls a function or calculates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

UNKNOWN: Final = "…"
"""Stands for a formula whose text the file does not give in words."""

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384

_STRING = re.compile(r'"(?:[^"]|"")*"')
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')
_CONSTANT = re.compile(r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%*")
_CALL = re.compile(r"[A-Za-z_][\w.]*\s*\(")
_REFERENCE = re.compile(
    r"(?<![\w.$])\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?![\w.(])|(?<![\w.$])\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(])|[!$\[{#]"
)
_NUMBER = r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%*"
_ARITHMETIC = re.compile(rf"\(*{_NUMBER}\)*%*(?:\s*(?:[-+*/^&=]|<>|<=|>=|<|>)\s*\(*{_NUMBER}\)*%*)+")
_WORD = re.compile(r"[^\W\d][\w.]*")
_SAYS_SOMETHING = re.compile(r"[\d\u0080-\U0010ffff]")
_RELATIVE = re.compile(r"(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(])")
_LONGEST = 8192


def typed(formula: str, names: AbstractSet[str] = frozenset()) -> str | None:
    """The text of a formula that is none, with its equals sign (``=100%``); ``None`` for a real one.

    ``names`` are the names the workbook defines, in lower case.
    """
    body = formula.strip().removeprefix("=").strip()
    if not body or body == UNKNOWN or len(body) > _LONGEST:
        return None
    if _CONSTANT.fullmatch(body):
        return f"={body}"
    bare = _STRING.sub("", body)
    if _CALL.search(bare) or _REFERENCE.search(bare) or '"' in body or _ARITHMETIC.fullmatch(bare):
        return None
    words = {word.lower() for word in _WORD.findall(bare)}
    if words & names or (words and words <= {"true", "false"}):
        return None
    return f"={body}" if _SAYS_SOMETHING.search(body) else None


def literal(formula: str) -> str | None:
    """The text of a formula that is only a quoted text (``="良好"``)."""
    found = _LITERAL.fullmatch(formula.strip().removeprefix("=").strip())
    return found[1].replace('""', '"') if found else None


def shifted(formula: str, rows: int, columns: int) -> str:
    """``formula`` as it reads when filled ``rows`` further down and ``columns`` to the right."""

    def moved(found: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, digits = found.groups()
        column = column_number(letters) if fixed_column else column_number(letters) + columns
        row = int(digits) if fixed_row else int(digits) + rows
        if not (0 <= column < LAST_COLUMN and 1 <= row <= LAST_ROW):
            return "#REF!"
        return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"

    pieces = re.split(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\')', formula[:_LONGEST])
    return "".join(piece if index % 2 else _RELATIVE.sub(moved, piece) for index, piece in enumerate(pieces))


def column_number(letters: str) -> int:
    """``A`` is 0, ``AA`` is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """0 is ``A``, 26 is ``AA``."""
    letters, number = "", number + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
