"""Pieces of sentences of 第九节: lists, ordinals, names in quotes, full stops."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.indicators.ordinals import han
from jixiao.reports.sentences import sentence
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.reports.blocks import Fact, Run

_INNER = str.maketrans("“”", "‘’")
"""Quotation marks within quotation marks (GB/T 15834)."""


def listed(items: Iterable[tuple[Run, ...]], between: str = "statement.comma") -> tuple[Run, ...]:
    """Pieces with a mark between them."""
    made: list[Run] = []
    for item in items:
        if made:
            made += sentence(between)
        made += item
    return tuple(made)


def in_order(items: list[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Pieces as 一是…；二是…。, a single one without a number."""
    if len(items) > 1:
        items = [(*sentence("statement.ordinal", number=han(at)), *item) for at, item in enumerate(items, 1)]
    return (*listed(items, "statement.semicolon"), *sentence("statement.stop"))


def quoted(name: Fact) -> tuple[Run, ...]:
    """A name in quotation marks; those within it are single ones."""
    return sentence("statement.quoted", name=replace(name, text=name.text.translate(_INNER)))


def enumerated(names: Iterable[Fact]) -> tuple[Run, ...]:
    """Names in quotation marks, one after the other."""
    return listed((quoted(name) for name in names), "statement.enumerate")


def stop(run: Run) -> tuple[Run, ...]:
    """A full stop, where a text has none at its end."""
    return () if run.text.endswith(tuple(say("statement.ends"))) else sentence("statement.stop")


def ended(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Texts one after the other, each with a full stop."""
    return tuple(piece for run in runs for piece in (run, *stop(run)))
