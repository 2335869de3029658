"""How a form of an evaluation framework is known: by the headings of its columns, by our line and sheet.

The headings alone are no proof: a table of a unit's own may have them too.  The line below the form and the
hidden sheet of a workbook say that the form is ours.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jixiao.documents.grid import Grid
from jixiao.documents.template_mark import kind_of_template
from jixiao.indicators.cleaning import squeeze
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.documents.grid import Cell, Extract

KIND = "jixiao.framework"
"""What the hidden sheet of a workbook calls the form."""
ORIGIN = re.compile(r"指标体系[：:]\s*([a-z0-9][a-z0-9-]*)\s*[（(]\s*校验码\s*([0-9a-f]{6,64})")
"""The line below a form: the framework's id and the beginning of its hash."""
_SEED = "校验码"
FUNDS = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")
_PROJECT = ("level1", "level2", "name", "weight", "meaning", "label", "share", "entry", "score", "evidence")
_TASKS = ("goal", "level1", "level2", "name", "target", "actual", "weight", "score", "note")
_GOAL = ("number", "name", "expected", "achieved", "ratio")
_KINDS = (
    ("project", _PROJECT, "framework.column", frozenset({"name", "weight", "entry"})),
    ("tasks", _TASKS, "framework.task.column", frozenset({"name", "weight", "target", "actual", "goal"})),
    ("goals", _GOAL, "framework.goal", frozenset({"name", "ratio"})),
    ("funds", ("fund", *FUNDS), "form.fund", frozenset({"fund", "annual_budget", "executed"})),
)
_OF_FORM = frozenset({"project", "tasks"})


@cache
def _labels() -> tuple[tuple[str, dict[str, str], frozenset[str]], ...]:
    """Of each kind of rows: the keys of its columns by their headings, and those it must have."""
    found = []
    for kind, keys, prefix, needed in _KINDS:
        codes = {key: "framework.form.funds.name" if key == "fund" else f"{prefix}.{key}" for key in keys}
        found.append((kind, {squeeze(say(code)): key for key, code in codes.items()}, needed))
    return tuple(found)


def heading(row: Sequence[Cell]) -> tuple[str, dict[str, int]] | None:
    """What the rows below a heading are, and the columns by key; ``None`` where the row is no heading.

    They are the rows of a ``project``, ``tasks`` of a department, its ``goals``, its ``funds``.
    """
    shown = ["" if cell.covered else squeeze(cell.text) for cell in row]
    for kind, labels, needed in _labels():
        found: dict[str, int] = {}
        for at, text in enumerate(shown):
            key = labels.get(text)
            if key is not None:
                found.setdefault(key, at)
        if found.keys() >= needed:
            return kind, found
    return None


def without_frameworks(extract: Extract) -> tuple[Extract, tuple[Grid, ...]]:
    """An extract without the forms of ours for evaluation frameworks, and those forms.

    A sheet or table is one where the line of ours stands in it, or where the file bears line or mark and
    the table has the headings.  Other tables of the file stay.
    """
    texts = (block.text for block in extract.blocks if not isinstance(block, Grid))
    marked = kind_of_template(extract) == KIND or any(_is_origin(text) for text in texts)
    left = tuple(grid for grid in extract.grids if not grid.hidden and _is_form(grid, marked))
    if not left:
        return extract, ()
    kept = tuple(block for block in extract.blocks if not any(block is grid for grid in left))
    return replace(extract, blocks=kept), left


def _is_origin(text: str) -> bool:
    return _SEED in text and ORIGIN.search(text) is not None


def _is_form(grid: Grid, marked: bool) -> bool:
    if any(_is_origin(cell.text) for row in grid.rows for cell in row if cell.text):
        return True
    return marked and any((found := heading(row)) is not None and found[0] in _OF_FORM for row in grid.rows)
