"""The mark of a blank form of ours: the hidden sheet that says which rule set the form was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.documents.grid import Extract, Grid

SHEET = "_jixiao"
KIND = "jixiao.self-evaluation"
_MOST_ROWS = 40


def rules_of_template(extract: Extract) -> str | None:
    """The id of the rule set a blank form of ours was made for; ``None`` where a workbook bears no mark."""
    marks = (_facts(grid) for grid in extract.grids if grid.hidden and grid.name == SHEET)
    found = {facts["rules"] for facts in marks if facts.get("template") == KIND and facts.get("rules")}
    return found.pop() if len(found) == 1 else None


def kind_of_template(extract: Extract) -> str | None:
    """Which form of ours a workbook says it is (``jixiao.framework`` …); ``None`` where it bears no mark."""
    marks = (_facts(grid) for grid in extract.grids if grid.hidden and grid.name == SHEET)
    return next((facts["template"] for facts in marks if "template" in facts), None)


def _facts(grid: Grid) -> dict[str, str]:
    """The first two columns, as far as both say something."""
    pairs = ((row[0].text.strip(), row[1].text.strip()) for row in grid.rows[:_MOST_ROWS] if len(row) > 1)
    return {key: value for key, value in pairs if key and value}
