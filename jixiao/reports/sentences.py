"""Sentences of the text tables made into runs, so that a number within one keeps its source."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from jixiao.reports.blocks import Words, runs_of
from jixiao.texts import table

if TYPE_CHECKING:
    from jixiao.reports.blocks import Run


def sentence(code: str, /, **params: str | Run) -> tuple[Run, ...]:
    """The sentence of ``code`` as runs: parameters that are facts or blanks stay such, the rest is words.

    What it says is what :func:`jixiao.texts.say` says of the texts of the same parameters.
    """
    template = table().get(code)
    if template is None:
        return (Words(code),)
    made: list[Run] = []
    words = ""
    for before, name, _, _ in Formatter().parse(template):
        words += before
        if name is None:
            continue
        value = params.get(name)
        if value is None:
            words += f"〔{name}〕"
        elif isinstance(value, str):
            words += value
        else:
            made += runs_of((words, value))
            words = ""
    return (*made, *runs_of(words))
