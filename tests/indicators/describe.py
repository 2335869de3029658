"""A reading as one line, so that a table of expected readings can be reviewed by eye.

``kind operator value unit`` with ``·`` for what is not there, then ``×10000`` for a folded
multiplier, ``~`` for an approximation, ``+up`` or ``+down`` for a change, ``[low, high]`` for an
interval (a round bracket is an open end), ``before?`` for a month that may not count itself, ``!code``
for a reason and ``{a | b}`` for several.
"""

from __future__ import annotations

from jixiao.commands.parse import value
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Interval, Kind, Reading


def describe(reading: Reading) -> str:
    parts = [reading.kind.value]
    if reading.kind in {Kind.QUANTITY, Kind.BAND, Kind.DATE, Kind.FREQUENCY}:
        parts += [
            reading.operator.value if reading.operator else "·",
            value(reading) or "·",
            reading.unit or "·",
        ]
    if reading.scale != 1:
        parts.append(f"×{reading.scale}")
    if reading.approximate:
        parts.append("~")
    if reading.change is not None:
        parts.append(f"+{reading.change}")
    if reading.interval is not None:
        parts.append(_interval(reading.interval))
    if reading.period is not None and reading.period.month_only:
        parts.append("before?")
    if reading.reason is not None:
        parts.append(f"!{reading.reason}")
    if reading.parts:
        parts.append("{" + " | ".join(describe(part) for part in reading.parts) + "}")
    return " ".join(parts)


def _interval(interval: Interval) -> str:
    low = "(" if interval.low is None or interval.low_open else "["
    high = ")" if interval.high is None or interval.high_open else "]"
    ends = ("" if end is None else exact_string(end) for end in (interval.low, interval.high))
    return f"{low}{', '.join(ends)}{high}"
