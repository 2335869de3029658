"""Numeric cells of a form: plain figures, amounts that may carry their own unit, percentages.

Nothing here is a float: a printed decimal becomes the same ``Decimal``, its trailing
zeros kept, and an amount is converted by moving the point.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeGuard

from jixiao.indicators.numbers import MAX_DIGITS, exact_string, parse_decimal

Trouble = Literal["unreadable", "absurd"]

AMOUNT_UNITS: dict[str, int] = {
    "元": 1,
    "千元": 1000,
    "万元": 10_000,
    "万": 10_000,
    "百万元": 1_000_000,
    "百万": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
    "亿": 100_000_000,
}
"""Units of money and how many 元 each is; a form without one is in 万元."""

DEFAULT_AMOUNT_UNIT = "万元"

_LONGEST = 500
_NUMBER_OF_DIGITS = 40
_SHORT = 64
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff"))
_BLANKS = frozenset(
    {
        "",
        "/",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "———",
        "−",
        "–",
        "_",
        "无",
        "不适用",
        "N/A",
        "n/a",
        "*",
        "...",
        "......",
    }
)
_NOT_A_NUMBER = re.compile(r"[+-]?(?:nan|inf(?:inity)?|∞)", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[+-]?(\d[\d,]*\.?\d*|\.\d+)[eE]([+-]?\d+)")
_AMOUNT = re.compile(r"(.*?)(?:人民币)?((?:百|千)?万元?|亿元?|千元|元|百万)(?:人民币|整)?")
_PRINTED = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
_POINTS = re.compile(r"(.*?)分")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a numeric cell held: a value, a blank (both null), or trouble."""

    value: Decimal | None = None
    trouble: Trouble | None = None


_BLANK = Figure()
_UNREADABLE = Figure(trouble="unreadable")
_ABSURD = Figure(trouble="absurd")


def compact(text: str) -> str:
    """NFKC without any white space or invisible characters: for comparing and for numbers."""
    return _compact_cell(text) if len(text) <= _SHORT else _compact(text)


@lru_cache(maxsize=16384)
def _compact_cell(text: str) -> str:
    """The words and figures of tables come again and again."""
    return _compact(text)


def _compact(text: str) -> str:
    if text.isascii():
        return "".join(text.split())
    folded = unicodedata.normalize("NFKC", text)
    return "".join(folded.split()).translate(_INVISIBLE)


@lru_cache(maxsize=16384)
def is_digits(cell: str) -> bool:
    """Whether a cell holds nothing but the digits of a number, at most with points."""
    return len(cell) < _NUMBER_OF_DIGITS and compact(cell).replace(".", "").isdigit()


@lru_cache(maxsize=16384)
def is_blank(text: str | None) -> bool:
    """Whether a cell holds nothing or one of the strokes that stand for nothing."""
    return text is None or compact(text[:40]) in _BLANKS


@lru_cache(maxsize=4096)
def plain(text: str | None) -> Figure:
    """A weight, score or year: ``10``, ``4.16``, ``10分``, ``15%`` (the number before the sign)."""
    if _is_printed(text):
        return _figure(text)
    if _worded(text):
        return _BLANK if compact(text) in _BLANKS else _UNREADABLE
    body = _body(text)
    if isinstance(body, Figure):
        return body
    points = _POINTS.fullmatch(body)
    return _exact(points.group(1) if points else body)


@lru_cache(maxsize=4096)
def percent(text: str | None) -> Figure:
    """A rate in percent: ``62.6``, ``62.6%``; ``626‰`` is 62.6."""
    if _is_printed(text):
        return _figure(text)
    if _worded(text):
        return _BLANK if compact(text) in _BLANKS else _UNREADABLE
    body = _body(text)
    if isinstance(body, Figure):
        return body
    if body.endswith("‰"):
        return _scaled(body[:-1], Fraction(1, 10))
    return _exact(body)


def amount(text: str | None, unit: str | None = None) -> Figure:
    """An amount in ``unit`` (万元 where null); its own unit is converted (``5.8万``, ``58000元`` are 5.8).

    In a table whose unit is not money an amount with a unit of its own is unreadable.
    """
    if _is_printed(text) and text[-1] != "%":
        return _figure(text)
    body = _body(text)
    if isinstance(body, Figure):
        return body
    body = body.lstrip("¥￥")
    own = _AMOUNT.fullmatch(body)
    if own is None:
        return _UNREADABLE if body.endswith("%") else _exact(body)
    table = AMOUNT_UNITS.get(compact(unit) if unit else DEFAULT_AMOUNT_UNIT)
    if table is None:
        return _UNREADABLE
    scale = Fraction(AMOUNT_UNITS[own.group(2)], table)
    return _exact(own.group(1)) if scale == 1 else _scaled(own.group(1), scale)


def literal(source: str) -> str | None:
    """A JSON number as a plain decimal, exactly; ``None`` where it is absurd (NaN, 1e400, 5,000 digits)."""
    if len(source) > 10 * MAX_DIGITS or _NOT_A_NUMBER.fullmatch(source):
        return None
    if "e" not in source.lower():
        return source if sum(char.isdigit() for char in source) <= MAX_DIGITS else None
    mantissa, exponent = source.lower().split("e")
    if len(exponent) > 4 or abs(int(exponent)) > MAX_DIGITS:
        return None
    printed = exact_string(Fraction(mantissa) * Fraction(10) ** int(exponent))
    return printed if sum(char.isdigit() for char in printed) <= MAX_DIGITS else None


def is_absurd(text: str) -> bool:
    """Whether a text is NaN, infinity, or a number beyond anything printed (1e400, 5,000 digits)."""
    if _is_printed(text):
        return False
    if len(text) > _LONGEST:
        return text.strip().isdigit()
    body = compact(text)
    if _NOT_A_NUMBER.fullmatch(body):
        return True
    scientific = _SCIENTIFIC.fullmatch(body)
    if scientific is not None:
        exponent = scientific.group(2)
        return len(exponent.lstrip("+-0")) > 2 or abs(int(exponent)) > MAX_DIGITS
    digits = body.replace(",", "").replace(".", "").lstrip("+-")
    return digits.isdigit() and len(digits) > MAX_DIGITS


def _is_printed(text: str | None) -> TypeGuard[str]:
    """Whether a text is nothing but a number as tables print them: ``1,234.50``, ``97.5%``."""
    return text is not None and len(text) <= MAX_DIGITS and _PRINTED.fullmatch(text) is not None


def _figure(printed: str) -> Figure:
    return Figure(Decimal(printed.replace(",", "").removesuffix("%")))


def _worded(text: str | None) -> TypeGuard[str]:
    """Whether a text begins with a Chinese character, as no number does."""
    return text is not None and "一" <= text[:1] <= "鿿"


def _body(text: str | None) -> str | Figure:
    if text is None:
        return _BLANK
    if is_absurd(text):
        return _ABSURD
    if len(text) > _LONGEST:
        return _UNREADABLE
    body = compact(text)
    return _BLANK if body in _BLANKS else body


def _exact(body: str) -> Figure:
    if _is_printed(body):
        return _figure(body)
    value = parse_decimal(body)
    if value is None:
        return _UNREADABLE
    printed = body.replace(",", "").removesuffix("%").rstrip(".")
    try:
        exact = Decimal(printed)
    except ArithmeticError:
        exact = Decimal(exact_string(value))
    return Figure(exact if Fraction(exact) == value else Decimal(exact_string(value)))


def _scaled(body: str, scale: Fraction) -> Figure:
    value = parse_decimal(body)
    return (
        _UNREADABLE if value is None or body.endswith("%") else Figure(Decimal(exact_string(value * scale)))
    )
