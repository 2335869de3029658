"""One thing changed as people get it wrong: a digit, digits exchanged, a decimal point, a unit, a name."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

NUMBERS = frozenset(
    ("money", "amount", "percent", "rate", "number", "points", "count", "score", "weight", "total")
)
"""Kinds of figures that stand in equations."""
EXACT = frozenset(("count", "score", "weight", "total"))
"""Those of them that are exact as printed: no slack."""
_UNITS = ("元", "万元", "亿元")
_GRADES = "优良中差"
_WAYS = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长"}
_STRANGE = "某丙丁戊"


def changed(text: str, kind: str, random: Random) -> tuple[str, str] | None:
    """How a figure was changed, and what stands there now; ``None`` where nothing can be."""
    if kind in NUMBERS:
        return number(text, random, points=kind not in EXACT)
    if kind == "unit":
        return "unit", random.choice([unit for unit in _UNITS if unit != text])
    if kind == "year":
        return "year", str(int(text) + random.choice((-1, 1)))
    if kind == "grade":
        return "grade", random.choice([grade for grade in _GRADES if grade != text])
    if kind == "way":
        return "direction", _WAYS[text]
    if kind == "name":
        at = random.randrange(len(text))
        return "name", text[:at] + random.choice(_STRANGE) + text[at + 1 :]
    if kind in {"target", "actual"}:
        return _in_words(text, random)
    return None


def number(text: str, random: Random, *, points: bool = True) -> tuple[str, str] | None:
    """A number changed in one of the ways there are, its separators kept away; never to the same value."""
    plain = text.replace(",", "")
    ways = {
        "near": _near(plain, random),
        "digit": _digit(plain, random),
        "exchanged": _exchanged(plain, random),
        "digit lost or added": _lost(plain, random),
    }
    if points:
        ways |= {
            "point": _shifted(plain, random.choice((1, -1))),
            "10^4": _shifted(plain, random.choice((4, -4))),
        }
    able = {
        way: new
        for way, new in ways.items()
        if new is not None and new != plain and Decimal(new) != Decimal(plain)
    }
    return random.choice(sorted(able.items())) if able else None


def _near(plain: str, random: Random) -> str:
    """Some units of the last digit more or less."""
    value = Decimal(plain)
    step = Decimal(random.choice((1, 2, 3, 5, 8, 13, 21, 34))).scaleb(-len(plain.partition(".")[2]))
    return f"{value - step if value >= step and random.random() < 0.5 else value + step:f}"


def _digit(plain: str, random: Random) -> str:
    at = random.choice([at for at, char in enumerate(plain) if char.isdigit()])
    return plain[:at] + random.choice([d for d in "0123456789" if d != plain[at]]) + plain[at + 1 :]


def _exchanged(plain: str, random: Random) -> str | None:
    pairs = [
        at
        for at in range(len(plain) - 1)
        if plain[at].isdigit() and plain[at + 1].isdigit() and plain[at] != plain[at + 1]
    ]
    if not pairs:
        return None
    at = random.choice(pairs)
    return plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]


def _lost(plain: str, random: Random) -> str | None:
    whole, point, rest = plain.partition(".")
    if len(whole) > 1 and random.random() < 0.5:
        at = random.randrange(len(whole))
        return whole[:at] + whole[at + 1 :] + point + rest
    return f"{random.randint(1, 9)}{plain}" if not plain.startswith("-") else None


def _shifted(plain: str, power: int) -> str:
    """The decimal point moved; as many decimals as before, or those it takes."""
    value = Decimal(plain).scaleb(power)
    return f"{value:f}" if power < 0 else f"{value:.{len(plain.partition('.')[2])}f}"


def _in_words(text: str, random: Random) -> tuple[str, str] | None:
    """A number in a target or an actual, or its operator."""
    if text[:1] in {"≥", "≤"} and random.random() < 0.3:
        return "operator", ("≤" if text[0] == "≥" else "≥") + text[1:]
    at = next((at for at, char in enumerate(text) if char.isdigit()), None)
    if at is None:
        return None
    end = next((k for k in range(at, len(text)) if not (text[k].isdigit() or text[k] == ".")), len(text))
    found = number(text[at:end], random)
    return None if found is None else (found[0], text[:at] + found[1] + text[end:])
