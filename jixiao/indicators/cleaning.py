"""The text of a cell, cleaned for reading: one spelling for every sign, no white space."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

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


def clean(text: str) -> str:
    """``text`` in the one spelling the grammars read.

    NFKC character by character (``９０％`` is ``90%``), white space, line breaks and
    invisible characters dropped (``9 0`` is ``90``), operator look-alikes and dashes
    unified, quotation marks dropped, circled numbers turned into separators.  A superscript or
    a vulgar fraction is not folded into the digits before it (``10²`` is not 102).
    """
    signs = _TITLES.sub(r"\1", text).translate(_SIGNS)
    folded: list[str] = []
    for char in signs:
        power = char in _POWERS and folded and folded[-1][-1:].isalpha()
        piece = _POWERS[char] if power else _fold(char)
        if piece:
            folded.append(piece)
    one = "".join(folded).translate(_SIGNS)
    for spelling, sign in _COMPOSED:
        one = spelling.sub(sign, one)
    one = one.lstrip(";、").rstrip(";,、.")
    return one if _POINT_FIRST.match(one) else one.lstrip(_ORNAMENTS)


def squeeze(text: str) -> str:
    """``text`` with white space and punctuation dropped: for comparing labels, not numbers."""
    return "".join(char for char in clean(text) if char.isalnum())
