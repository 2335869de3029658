"""The text of a cell, cleaned for reading: one spelling for every sign, no white space."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

MAX_LENGTH = 500
"""Characters of a cell that are looked at; a longer text is kept and not read."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("−‐‑‒–﹣", "-"),
        **dict.fromkeys("—―─━", "—"),
        **dict.fromkeys("～〜∼˜∽", "~"),
        **dict.fromkeys("≧⩾≽⋝⪰≥", "≥"),
        **dict.fromkeys("≦⩽≼⋜⪯≤", "≤"),
        **dict.fromkeys("═〓", "="),
        **dict.fromkeys("〉》〉›", ">"),
        **dict.fromkeys("〈《〈‹", "<"),
        **dict.fromkeys("・•‧∙⋅", "·"),
        **dict.fromkeys("×✕✖*∗", "*"),
        **dict.fromkeys("。", ";"),
        **dict.fromkeys("﹪٪", "%"),
        **dict.fromkeys("“”„‟«»「」『』\"'‘’`", None),
    }
)
_LIST_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑❶❷❸❹❺❻❼❽❾")
_POWERS = {"²": "2", "³": "3"}
_ORNAMENTS = "★☆▲△※●◆■□√✓·."
_COMPOSED = (
    (re.compile(">=|=>|≥=|=≥"), "≥"),
    (re.compile("<=|=<|≤=|=≤"), "≤"),
    (re.compile("([≥≤=><])\\1+"), r"\1"),
)
_COMPOSABLE = re.compile("[≥≤=><]{2}")
_POINT_FIRST = re.compile(r"\.[0-9]")
_TITLES = re.compile(r"《([^《》0-9=]{1,40})》")


@cache
def _fold(char: str) -> str:
    """One character by NFKC, unless that would make digits out of what is no number."""
    if char.isspace() or unicodedata.category(char) in {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"}:
        return ""
    if char in _LIST_MARKS:
        return ";"
    folded = unicodedata.normalize("NFKC", char)
    if folded != char and any(part.isdigit() for part in folded):
        wide = unicodedata.decomposition(char).startswith(("<wide>", "<narrow>", "<font>"))
        square = unicodedata.decomposition(char).startswith("<square>")
        if not (wide or square):
            return char
    return "".join(part for part in folded if not part.isspace())


class _Spellings(dict[int, str]):
    """By code point the one spelling of a character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code).translate(_SIGNS)
        spelling = _fold(sign).translate(_SIGNS) if sign else ""
        self[code] = spelling
        return spelling


_SPELLINGS = _Spellings()
_POWER = re.compile("[²³]")
_NO_WORD = re.compile(r"[\W_]+")
_COMMON = 64
"""The short texts of tables come again and again; a longer one is read anew."""


def clean(text: str) -> str:
    """``text`` in the one spelling the grammars read.

    NFKC character by character (``９０％`` is ``90%``), white space, line breaks and
    invisible characters dropped (``9 0`` is ``90``), operator look-alikes and dashes
    unified, quotation marks dropped, circled numbers turned into separators.  A superscript or
    a vulgar fraction is not folded into the digits before it (``10²`` is not 102).
    """
    if "《" in text:
        text = _TITLES.sub(r"\1", text)
    one = text.translate(_SPELLINGS) if _POWER.search(text) is None else _with_powers(text)
    if _COMPOSABLE.search(one) is not None:
        for spelling, sign in _COMPOSED:
            one = spelling.sub(sign, one)
    one = one.lstrip(";、").rstrip(";,、.")
    return one if _POINT_FIRST.match(one) else one.lstrip(_ORNAMENTS)


def _with_powers(text: str) -> str:
    """The spelling of a text with superscripts: behind a letter (``m²``) they are digits."""
    folded: list[str] = []
    for char in text.translate(_SIGNS):
        power = char in _POWERS and folded and folded[-1][-1:].isalpha()
        piece = _POWERS[char] if power else _fold(char)
        if piece:
            folded.append(piece)
    return "".join(folded).translate(_SIGNS)


def squeeze(text: str) -> str:
    """``text`` with white space and punctuation dropped: for comparing labels, not numbers."""
    return _squeezed_label(text) if len(text) <= _COMMON else _squeezed(text)


def _squeezed(text: str) -> str:
    one = clean(text)
    return one if one.isalnum() else _NO_WORD.sub("", one)


_squeezed_label = lru_cache(maxsize=8192)(_squeezed)
