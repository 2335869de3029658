"""What a sheet displays for a number: the stored float at 15 digits, put through its format exactly.

A stored number is a binary float; the programs that write it show at most 15 significant
digits of it, so ``0.30000000000000004`` is 0.3.  From there on all arithmetic is
:class:`~decimal.Decimal`, rounded half away from zero as the programs round.

Three liberties, none with a loss: white space around a number (room for brackets and signs) is
dropped, a decimal point with no digits behind it (``0.##`` of 5 is ``5``), and the sign of a number
that is rounded to zero.  The part of a format without a condition keeps the sign of a negative number,
unless an earlier part took everything from zero on.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.documents.office import format_tokens as ft
from jixiao.documents.office.builtin_formats import GENERAL
from jixiao.documents.office.chinese_digits import digitwise, with_units
from jixiao.documents.office.format_dates import show_date
from jixiao.documents.office.format_tokens import Section, Token, compile_format

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=800, rounding=ROUND_HALF_UP)
"""Wide enough for any float: 309 digits before the point, 324 and a format's own behind it."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,4})?", re.ASCII)
_LONGEST_NUMBER = 400
_PLAIN_FROM, _PLAIN_TO = -11, 21
"""Powers of ten between which General shows plain digits."""


@lru_cache(maxsize=65536)
def number(text: str) -> Decimal | None:
    """The number a cell stores, at 15 significant digits; ``None`` where ``text`` is no finite number."""
    text = text.strip()
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text):
        return None
    stored = float(text)
    return None if stored in {float("inf"), float("-inf")} else from_float(stored)


def from_float(stored: float) -> Decimal:
    """``stored`` (finite) at 15 significant digits."""
    return _FIFTEEN.plus(Decimal(repr(stored)))


@lru_cache(maxsize=16384)
def general(value: Decimal) -> str:
    """``value`` as ``General`` shows it in a column that is wide enough."""
    if not value:
        return "0"
    if _PLAIN_FROM < value.adjusted() < _PLAIN_TO:
        return _trimmed(format(value, "f"))
    mantissa = _trimmed(format(_WIDE.scaleb(value, -value.adjusted()), "f"))
    return f"{mantissa}E{value.adjusted():+03d}"


@lru_cache(maxsize=65536)
def show_number(code: str, value: Decimal, *, date1904: bool = False) -> str:
    """What ``value`` displays as under the format ``code``; a date no calendar has is shown as its number."""
    if code == GENERAL:
        return general(value)
    sections = compile_format(code)
    section, strip_sign = _choose(sections, value)
    if section is None:
        return general(value)
    if section.has(ft.DATE, ft.ELAPSED, ft.HALF_DAY):
        shown = show_date(section, value, date1904=date1904)
        return general(value) if shown is None else shown
    body = _show(section, abs(value))
    minus = value < 0 and not strip_sign and body and not _is_zero(section, body)
    return f"-{body}" if minus else body


def show_text(code: str, text: str) -> str:
    """What ``text`` displays as: formats may put words around a text, or hide it."""
    if code in {GENERAL, "@"}:
        return text
    sections = compile_format(code)
    if len(sections) == 4:
        section = sections[3]
    elif sections[-1].has(ft.TEXT):
        section = sections[-1]
    else:
        return text
    return "".join(
        text if token.type in {ft.TEXT, ft.GEN} else token.text
        for token in section.tokens
        if token.type != ft.COMMA
    )


def _is_zero(section: Section, body: str) -> bool:
    """Whether only zeros are left of a number after rounding."""
    return section.has(ft.DIGIT) and not section.dbnum and not any(char in "123456789" for char in body)


def _trimmed(plain: str) -> str:
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _choose(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for ``value`` and whether it says the sign itself; ``None`` where no section fits."""
    numeric = sections[:3]
    if len(sections) > 1 and len(numeric) == len(sections) and numeric[-1].has(ft.TEXT) and len(numeric) > 1:
        numeric = numeric[:-1]  # the last part is for texts
    if all(section.condition is None for section in numeric):
        if len(numeric) == 1:
            return numeric[0], False
        if value < 0:
            return numeric[1], True
        return (numeric[2] if value == 0 and len(numeric) == 3 else numeric[0]), False
    return _by_condition(numeric, value)


def _by_condition(sections: Sequence[Section], value: Decimal) -> tuple[Section | None, bool]:
    above_zero = False  # an earlier part took everything from zero on
    for index, section in enumerate(sections):
        condition = section.condition
        if condition is None and index == 1 and len(sections) == 3:
            condition = ("<", Decimal(0))  # the second of three is for negatives unless it says otherwise
        if condition is None:
            return section, above_zero
        operator, limit = condition
        if _holds(operator, value, limit):
            negative_only = (operator in {"<", "<="} and limit <= 0) or (operator == "=" and limit < 0)
            return section, negative_only or above_zero
        above_zero = above_zero or (operator in {">", ">="} and limit <= 0)
    return None, False


def _holds(operator: str, value: Decimal, limit: Decimal) -> bool:
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[operator]


def _show(section: Section, value: Decimal) -> str:
    """``value`` (not negative) in a section that is no date."""
    tokens = section.tokens
    percents = sum(token.type == ft.PERCENT for token in tokens)
    if percents:
        value = _WIDE.scaleb(value, 2 * percents)
    if section.has(ft.GEN, ft.TEXT):
        spoken = with_units(general(value), section.dbnum) if section.dbnum else general(value)
        return "".join(spoken if token.type in {ft.GEN, ft.TEXT} else token.text for token in tokens).strip()
    if not section.has(ft.DIGIT):
        return "".join(token.text for token in tokens).strip()
    tokens, value = _scaled(tokens, value)
    if section.has(ft.EXP):
        shown = _scientific(tokens, value)
    elif section.has(ft.SLASH) and (fraction := _fraction(tokens, value)) is not None:
        shown = fraction
    else:
        shown = _decimal(tokens, value)
    shown = shown.strip()
    return digitwise(shown, section.dbnum) if section.dbnum else shown


def _scaled(tokens: tuple[Token, ...], value: Decimal) -> tuple[tuple[Token, ...], Decimal]:
    """Take out the commas: between digits they group, right behind the last digit each divides by 1,000."""
    digits = [index for index, token in enumerate(tokens) if token.type == ft.DIGIT]
    point = next(
        (index for index, token in enumerate(tokens) if token.type in {ft.POINT, ft.EXP}), len(tokens)
    )
    whole = [index for index in digits if index < point]
    kept, grouping, scale = [], False, 0
    for index, token in enumerate(tokens):
        if token.type != ft.COMMA:
            kept.append(token)
        elif index < digits[0]:
            kept.append(Token(ft.LIT, token.text))
        elif index > digits[-1] or (whole and whole[-1] < index < point):
            scale += 1
        else:
            grouping = True
    if grouping:
        kept.append(Token(ft.COMMA, ""))
    return tuple(kept), _WIDE.scaleb(value, -3 * scale) if scale else value


def _decimal(tokens: Sequence[Token], value: Decimal) -> str:
    """Digits laid into their places, literals between them where they stand."""
    grouping = any(token.type == ft.COMMA for token in tokens)
    point = next((index for index, token in enumerate(tokens) if token.type == ft.POINT), len(tokens))
    places = sum(token.type == ft.DIGIT for token in tokens[point:])
    rounded = _WIDE.quantize(value, Decimal(1).scaleb(-places))
    whole, _, part = format(rounded, "f").partition(".")
    before = _whole(tokens[:point], "" if whole == "0" else whole, grouping=grouping)
    behind = _part(tokens[point + 1 :], part)
    if point == len(tokens):
        return before
    dangling = not any(char.isdigit() for char in behind)
    return f"{before}{'' if dangling else '.'}{behind}"


def _whole(tokens: Sequence[Token], digits: str, *, grouping: bool) -> str:
    """The places before the point, from the right; the first place takes all digits that are left."""
    first = next((index for index, token in enumerate(tokens) if token.type == ft.DIGIT), None)
    out: list[str] = []
    left, count = list(digits), 0

    def put(char: str) -> None:
        nonlocal count
        if grouping and count and count % 3 == 0 and char.isdigit():
            out.append(",")
        out.append(char)
        count += 1

    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.type == ft.DIGIT:
            if left:
                put(left.pop())
            elif token.text != "#":
                put("0" if token.text == "0" else " ")
            while index == first and left:
                put(left.pop())
        elif token.type != ft.COMMA:
            out.append(token.text)
    # no place before the point: digits are shown all the same
    return "".join(reversed(out)) if first is not None else "".join(reversed(out)) + digits


def _part(tokens: Sequence[Token], digits: str) -> str:
    """The places behind the point; ``#`` drops zeros from the right."""
    places = [token.text for token in tokens if token.type == ft.DIGIT]
    shown = list(digits.ljust(len(places), "0"))
    for index in range(len(places) - 1, -1, -1):
        if shown[index] != "0" or places[index] == "0":
            break
        shown[index] = "" if places[index] == "#" else " "
    filled = iter(shown)
    return "".join(
        next(filled) if token.type == ft.DIGIT else token.text for token in tokens if token.type != ft.COMMA
    )


def _scientific(tokens: Sequence[Token], value: Decimal) -> str:
    at = next(index for index, token in enumerate(tokens) if token.type == ft.EXP)
    mantissa, behind = tokens[:at], tokens[at + 1 :]
    point = next((index for index, token in enumerate(mantissa) if token.type == ft.POINT), len(mantissa))
    step = max(1, sum(token.type == ft.DIGIT for token in mantissa[:point]))
    places = sum(token.type == ft.DIGIT for token in mantissa[point:])
    exponent = 0
    if value:
        exponent = value.adjusted() // step * step
        if _WIDE.quantize(_WIDE.scaleb(value, -exponent), Decimal(1).scaleb(-places)) >= Decimal(10) ** step:
            exponent += step
    sign = "-" if exponent < 0 else "+" if tokens[at].text[1] == "+" else ""
    power = _whole([t for t in behind if t.type == ft.DIGIT], str(abs(exponent)).lstrip("0"), grouping=False)
    tail = "".join(token.text for token in behind if token.type not in {ft.DIGIT, ft.COMMA})
    return f"{_decimal(mantissa, _WIDE.scaleb(value, -exponent))}E{sign}{power or '0'}{tail}"


def _fraction(tokens: Sequence[Token], value: Decimal) -> str | None:
    """``# ??/??`` and the like; ``None`` where the slash is only a character."""
    at = next(index for index, token in enumerate(tokens) if token.type == ft.SLASH)
    below = [
        token.text for token in tokens[at + 1 :] if token.type in {ft.DIGIT, ft.LIT} and token.text.strip()
    ]
    start = at
    while start and tokens[start - 1].type == ft.DIGIT:
        start -= 1
    if start == at or not below:
        return None
    fixed = "".join(below)
    exact = Fraction(value)
    whole = int(exact) if any(token.type == ft.DIGIT for token in tokens[:start]) else 0
    rest = exact - whole
    if fixed.isdigit() and fixed.strip("0"):
        bottom = int(fixed)
        top = int(rest * bottom + Fraction(1, 2))
    elif all(char in "0#?" for char in fixed):
        near = rest.limit_denominator(10 ** min(len(fixed), 6) - 1)
        top, bottom = near.numerator, near.denominator
    else:
        return None
    has_whole = any(token.type == ft.DIGIT for token in tokens[:start])
    if has_whole and top == bottom:
        whole, top = whole + 1, 0
    if has_whole and not top:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"
