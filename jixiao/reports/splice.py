"""Sentences of which a parameter is several runs: a list of names, a name in its quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.blocks import Fact, Origin, Source
from jixiao.reports.sentences import sentence

if TYPE_CHECKING:
    from jixiao.reports.blocks import Run

_MARK = Source(Origin.COMPUTED, "mark")


def spliced(
    code: str, runs: tuple[Run, ...] | dict[str, tuple[Run, ...]], **params: str | Run
) -> tuple[Run, ...]:
    """A sentence with several runs in the place of a parameter (``names``)."""
    several = runs if isinstance(runs, dict) else {"names": runs}
    marks: dict[str, str | Run] = {name: Fact(f"\0{name}", _MARK) for name in several}
    made: list[Run] = []
    for run in sentence(code, **params, **marks):
        found = next((name for name, mark in marks.items() if mark == run), None)
        made += several[found] if found is not None else (run,)
    return tuple(made)
