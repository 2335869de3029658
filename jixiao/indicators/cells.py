"""Any cell, read: the order in which the grammars are tried, and what is left when none fits."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from jixiao.indicators.bands import read_band
from jixiao.indicators.cleaning import MAX_LENGTH, clean
from jixiao.indicators.dates import read_date
from jixiao.indicators.frequencies import read_frequency
from jixiao.indicators.numerals import rewrite
from jixiao.indicators.quantities import NUMBER, Role, read_quantity
from jixiao.indicators.reading import Kind, Quantity, Reading
from jixiao.indicators.tiers import is_tier
from jixiao.indicators.units import SYNONYMS, convert, match_unit

if TYPE_CHECKING:
    from collections.abc import Collection

_BLANK = re.compile(r"[-—/\\_|~·.*+#xX×]*|空|空白|未填|未填写|待填|待定|同上|详见附件|见附件")
_NOT_APPLICABLE = re.compile(r"不适用|N/?A|n/?a|不涉及|不考核|不评价", re.IGNORECASE)
_NONE = re.compile(r"无|没有|暂无|nil|none|null", re.IGNORECASE)
_TEMPLATE = re.compile(r".*[*xX×]{2,}.*")
_CHINESE = re.compile("[㐀-鿿]")
_COMMON = 64
"""A short cell is read once for all who ask: scoring asks first, then what is kept for scoring anew."""
_READ = (Kind.QUANTITY, Kind.BAND, Kind.DATE, Kind.FREQUENCY)

_SEPARATORS = re.compile(
    r"[;,、|]|(?<=[^0-9])[/](?=[^0-9A-Za-z年月日周人户次天套个])|(?<=[%‰一-鿿])(?:和|及|以及|并且|且|并|"
    r"与)(?=[^年])"
)
_DATED = re.compile(
    r"(.{0,40}?[0-9]{1,2}[月日年]?(?:底|末)?(?:之|以)?[前内])((?:完成|达到|实现|[^0-9年月日]{0,10}率).*)"
)
_ITEM = re.compile(r"(?:^|(?<=[;,]))\(?[1-9][、.)](?![0-9])")


def read_cell(text: str | None, role: Role, tiers: Collection[str] = ()) -> Reading:
    """What a target or actual cell says; the reading keeps ``text`` as it was printed.  Never raises."""
    printed = "" if text is None else text
    if len(printed) > MAX_LENGTH:
        sample = printed[:MAX_LENGTH]
        worded = 2 * len(_CHINESE.findall(sample)) > len(sample)
        return Reading(printed, Kind.STATEMENT if worded else Kind.UNREADABLE, reason="too-long")
    cleaned = clean(printed)
    if len(cleaned) > 2 * MAX_LENGTH:
        return Reading(printed, Kind.UNREADABLE, reason="too-long")
    if (reason := _placeholder(cleaned)) is not None:
        return Reading(printed, Kind.UNREADABLE, reason=reason)
    if is_tier(printed, tiers):
        return Reading(printed, Kind.TIER, tier=printed)
    return replace(_read(rewrite(cleaned), role, tiers), text=printed)


def _placeholder(cleaned: str) -> str | None:
    """The code of what an empty-looking cell is, or ``None``."""
    if not cleaned:
        return "empty"
    if _BLANK.fullmatch(cleaned):
        return "placeholder"
    if _NOT_APPLICABLE.fullmatch(cleaned):
        return "not-applicable"
    if _NONE.fullmatch(cleaned):
        return "none-or-blank"
    return (
        "template" if _TEMPLATE.fullmatch(cleaned) and not any(char.isdigit() for char in cleaned) else None
    )


def _read(text: str, role: Role, tiers: Collection[str]) -> Reading:
    single = _read_label(text, role) if len(text) <= _COMMON else _read_single(text, role)
    if single is not None and single.kind is not Kind.UNREADABLE:
        return single
    several = _read_several(text, role, tiers)
    if several is not None:
        return several
    return single if single is not None else _unread(text)


def _read_single(text: str, role: Role) -> Reading | None:
    for grammar in (read_frequency, read_date):
        if (reading := grammar(text)) is not None:
            return reading
    if (band := read_band(text, role)) is not None:
        return band
    return read_quantity(text, role)


_read_label = lru_cache(maxsize=16384)(_read_single)


def _read_several(text: str, role: Role, tiers: Collection[str]) -> Reading | None:
    """Several readable things in one cell, by separators or written one after the other."""
    dated = _DATED.fullmatch(text)
    bracketed = re.fullmatch(r"([^()]+)\(([^()]*[0-9][^()]*)\)", text)
    added = [] if bracketed is None else [*bracketed.groups()]
    if dated is not None:
        added = [*dated.groups()]
    for pieces in (_ITEM.sub(";", text).split(";"), _SEPARATORS.split(text), added, _abutting(text)):
        whole = [piece for piece in pieces if piece]
        if not 2 <= len(whole) <= 12:
            continue
        readings = [_piece(piece, role, tiers) for piece in whole]
        parts = tuple(reading for reading in readings if reading is not None)
        if len(parts) == len(readings):
            summed = _summed(text, parts) if "".join(whole) == text else None
            return summed or Reading(text, Kind.SEVERAL, parts=parts)
    return None


def _summed(text: str, parts: tuple[Reading, ...]) -> Reading | None:
    """``1小时30分`` and ``1年6个月``: one quantity in descending units, in the first of them."""
    first = parts[0]
    total = Fraction(0)
    previous: Fraction | None = None
    for part in parts:
        plain = part.kind is Kind.QUANTITY and part.quantity is not None and part.unit and first.unit
        if not plain or part.quantity is None or first.unit is None or part.unit is None:
            return None
        if part.operator is not first.operator and (part.operator is not None or part.approximate):
            return None
        unit = "分钟" if part.unit == "分" and first.unit == "小时" else part.unit
        one = convert(Fraction(1), unit, first.unit)
        if one is None or (previous is not None and one >= previous):
            return None
        total += part.quantity.value * one
        previous = one
    return replace(first, text=text, quantity=Quantity(total, first.unit, first.scale), interval=None)


def _piece(piece: str, role: Role, tiers: Collection[str]) -> Reading | None:
    """One of several; a piece that names no quantity, date, frequency or tier spoils the whole."""
    if is_tier(piece, tiers):
        return Reading(piece, Kind.TIER, tier=piece)
    reading = _read_single(piece, role)
    if reading is None or reading.kind not in _READ:
        return None
    bare = reading.kind is Kind.QUANTITY and reading.unit is None and reading.operator is None
    return None if bare and reading.scale == 1 else replace(reading, text=piece)


def _abutting(text: str) -> list[str]:
    """``100%1000件`` cut before each number that follows a complete quantity."""
    pieces: list[str] = []
    start = 0
    for found in NUMBER.finditer(text):
        behind = match_unit(text[found.end() :])
        if behind is None:
            return []
        end = found.end() + behind[1]
        if text[end : end + 1].isdigit():
            pieces.append(text[start:end])
            start = end
    return [*pieces, text[start:]]


_NO_NUMBER = re.compile(r"[≥≤<>=]?[+-]?(?:nan|inf|infinity|∞)%?|#.*", re.IGNORECASE)
_ORDINAL = re.compile("[第前][0-9]")
_FRACTION = re.compile(r"[≥≤<>=]?[0-9.]+/[0-9.]+")
_RATIO = re.compile(r"[≥≤<>=]?[0-9.]+:[0-9.]+")
_SIGN_ONLY = re.compile(r"[≥≤<>=]+|大于等于|小于等于|不低于|不超过|不少于|大于|小于|等于")


def _unread(text: str) -> Reading:
    """A statement where there are words, unreadable with a reason where there are mostly signs and digits."""
    if _FRACTION.fullmatch(text):
        return Reading(text, Kind.UNREADABLE, reason="fraction-ambiguous")
    if _RATIO.fullmatch(text):
        return Reading(text, Kind.UNREADABLE, reason="ratio-notation")
    if _SIGN_ONLY.fullmatch(text):
        return Reading(text, Kind.UNREADABLE, reason="operator-alone")
    matched = match_unit(text)
    if matched is not None and matched[1] == len(text) and (len(text) == 1 or matched[0].name in SYNONYMS):
        return Reading(text, Kind.UNREADABLE, reason="unit-alone")
    if _ORDINAL.search(text):
        return Reading(text, Kind.STATEMENT)
    words = len(_CHINESE.findall(text))
    digits = sum(char.isdigit() for char in text)
    if words and (digits == 0 or words >= max(3, digits)):
        return Reading(text, Kind.STATEMENT)
    if _NO_NUMBER.fullmatch(text):
        return Reading(text, Kind.UNREADABLE, reason="not-a-number")
    letters = sum(char.isalpha() for char in text)
    if digits == 0 and letters >= 2:
        return Reading(text, Kind.STATEMENT)
    return Reading(text, Kind.UNREADABLE, reason="unknown-notation")
