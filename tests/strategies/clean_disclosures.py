"""Clean disclosures: everything in them follows from one made-up year, printed as departments print it.

``build(seed)`` makes one, the same for the same seed; :func:`clean_disclosures` draws them for hypothesis.
Amounts are exact to the 分 and printed with 2 decimals of 万元, percentages rounded or, in some documents,
cut off: rounding tails appear, errors do not.  ``figures`` holds every printed figure by its name, and
``text({name: "new"})`` is the document with some of them changed: a mutation of one place alone.

Names: ``03.20103.project`` is a cell of 公开03表 (code or key, then column); ``income.current.change`` an
amount in the text, ``income.current.change#unit`` its unit and ``…#way`` its 增加 or 减少;
``project.2.score`` the score of the second listed project.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.strategies.clean_budget import Budget, make
from tests.strategies.clean_narrative import Narrative
from tests.strategies.clean_page import Figure, Page, render
from tests.strategies.clean_reports import Reports
from tests.strategies.clean_statement import Project, Statement
from tests.strategies.clean_tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

ORGANISATION = "青山县水务局"


@dataclass(frozen=True)
class CleanDisclosure:
    """A document with its figures by name; ``budget`` and ``projects`` are what it was made from."""

    seed: int
    marked: str
    figures: Mapping[str, Figure]
    budget: Budget
    projects: tuple[Project, ...]

    def text(self, changes: Mapping[str, str] | None = None) -> str:
        """The document, with some figures changed."""
        return render(self.marked, self.figures, changes)

    def of(self, *kinds: str) -> tuple[str, ...]:
        """The names of the figures of some kinds."""
        return tuple(name for name, figure in self.figures.items() if figure.kind in kinds)


def build(seed: int) -> CleanDisclosure:
    """The disclosure of a seed."""
    random = Random(seed)  # noqa: S311 - a document, not a secret
    budget = make(random)
    page = Page(
        random,
        cut_off=random.random() < 0.2,
        commas=random.random() < 0.6,
        spaced=random.random() < 0.5,
    )
    title = page.put("title.year", str(budget.year), "year")
    page.line(f"{ORGANISATION} {title} 年度部门决算")
    page.line()
    page.line(f"第二部分 {page.put('part2.year', str(budget.year), 'year')} 年度部门决算表")
    page.line()
    Tables(page, budget, ORGANISATION).write()
    page.line(f"第三部分 {page.put('part3.year', str(budget.year), 'year')} 年度部门决算情况说明")
    page.line()
    Narrative(page, budget).write()
    statement = Statement(page, budget)
    statement.write()
    Reports(page, budget.year, statement.evaluated).write()
    return CleanDisclosure(
        seed, "\n".join(page.marked) + "\n", page.figures, budget, tuple(statement.projects)
    )


def clean_disclosures() -> st.SearchStrategy[CleanDisclosure]:
    """Clean disclosures of every layout and wording there is."""
    return st.integers(0, 10**6).map(build)
