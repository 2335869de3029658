"""Which rule set a blank form was made for, as its hidden sheet says."""

from __future__ import annotations

import pytest

from jixiao.documents.grid import Cell, Extract, Grid
from jixiao.documents.template_mark import KIND, SHEET, rules_of_template


def marked(*pairs: tuple[str, str], name: str = SHEET, hidden: bool = True) -> Grid:
    return Grid(name, tuple((Cell(key), Cell(value)) for key, value in pairs), hidden=hidden)


OURS = (("template", KIND), ("version", "1"), ("rules", "mof-2020"))


def test_a_form_of_ours_says_which_rules_it_was_made_for() -> None:
    assert rules_of_template(Extract((Grid("自评表", ()), marked(*OURS)))) == "mof-2020"


@pytest.mark.parametrize(
    "grid",
    [
        marked(*OURS, name="其他"),
        marked(*OURS, hidden=False),
        marked(("rules", "mof-2020")),
        marked(("template", "别家的表"), ("rules", "mof-2020")),
        marked(("template", KIND), ("rules", "")),
        Grid(SHEET, ((Cell("template"),),), hidden=True),
    ],
)
def test_anything_else_says_nothing(grid: Grid) -> None:
    assert rules_of_template(Extract((grid,))) is None


def test_two_marks_that_disagree_say_nothing() -> None:
    other = marked(("template", KIND), ("rules", "mof-2021"))
    assert rules_of_template(Extract((marked(*OURS), other))) is None
