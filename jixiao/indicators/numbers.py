"""Exact numbers: reading printed decimals, rounding them once, printing them plainly."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from jixiao.indicators.cleaning import MAX_LENGTH, clean

MAX_DIGITS = 30
"""Digits of a number that is read; a longer one is refused, it is no figure of a budget."""

Mode = Literal["half-up", "truncate"]

_EXACT = Context(prec=1000, Emax=10**6, Emin=-(10**6))
"""So that shifting the point never rounds, whatever the thread's own context says."""

_NUMBER = re.compile(
    r"""[+-]?(?:
        [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?   # well-formed thousands
        | [0-9]+(?:\.[0-9]*)?
        | \.[0-9]+
    )""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def fraction(value: Decimal) -> Fraction:
    """``value`` as a fraction; the weights and scores of forms are the same again and again."""
    return Fraction(value)


def round_units(numerator: int, denominator: int, digits: int, mode: Mode = "half-up") -> int:
    """``numerator / denominator`` in units of ``10**-digits``, rounded once; the only rounding there is.

    ``half-up`` takes a half away from zero (2.345 is 235, -2.345 is -235 hundredths);
    ``truncate`` drops what is beyond.  ``denominator`` must be positive.  Raises
    ``ValueError`` for negative ``digits`` or an unknown mode.
    """
    if digits < 0:
        raise ValueError(f"digits must not be negative: {digits}")
    power: int = 10**digits
    whole, rest = divmod(abs(numerator) * power, denominator)
    if mode == "half-up":
        whole += 2 * rest >= denominator
    elif mode != "truncate":
        raise ValueError(f"unknown rounding mode: {mode}")
    return -whole if numerator < 0 else whole


def round_exact(value: Fraction, digits: int, mode: Mode = "half-up") -> Decimal:
    """``value`` with exactly ``digits`` decimals, rounded as :func:`round_units` does.

    The result is never a negative zero.
    """
    return Decimal(round_units(value.numerator, value.denominator, digits, mode)).scaleb(-digits, _EXACT)


def number(text: str) -> Fraction | None:
    """The value of one cleaned number (``1,112.22``, ``-3``, ``.5``); ``None`` if it is none or absurd."""
    if len(text) > 2 * MAX_DIGITS or _NUMBER.fullmatch(text) is None:
        return None
    plain = text.replace(",", "")
    if sum(char.isdigit() for char in plain) > MAX_DIGITS:
        return None
    return Fraction(plain.rstrip("."))


def parse_decimal(text: str | None) -> Fraction | None:
    """The number in a numeric cell (amount, weight, score, rate), or ``None`` where there is none.

    Full-width digits, white space inside the number and well-formed thousands separators are
    read; one trailing percent sign is dropped and the number before it is returned as printed
    (``97.75%`` is 97.75).  Scientific notation, NaN, infinities, units, malformed separators and
    more than 30 digits give ``None``: the caller keeps the text.
    """
    if text is None or len(text) > MAX_LENGTH:
        return None
    return number(clean(text).removesuffix("%"))


def exact_string(value: Fraction) -> str:
    """``value`` as a plain decimal without exponent or trailing zeros, or as ``2/3`` where none is exact."""
    rest = value.denominator
    digits = 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        digits = max(digits, power)
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    shifted = str(abs(value.numerator) * 10**digits // value.denominator).rjust(digits + 1, "0")
    plain = f"{shifted[:-digits]}.{shifted[-digits:]}" if digits else shifted
    return f"-{plain}" if value < 0 else plain
