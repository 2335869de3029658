"""Counting packed tables: a page at a time as columns, into the same counts as table by table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.scoring.columns.changes import Standing, changes, largest
from jixiao.scoring.columns.sheet import Totals, flags, whole_numbers
from jixiao.scoring.packed import NOTHING, Packed
from jixiao.scoring.whatif_packed import Names, PackedScorer, page_of
from jixiao.services.whatif_found import Owner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jixiao.scoring.columns.changes import PageChanges
    from jixiao.scoring.whatif import Rescorer
    from jixiao.scoring.whatif_packed import Page
    from jixiao.services.whatif_found import Found, Pair, Side
    from jixiao.store.stored_texts import StoredPacked

_STATES = ("decided", "provisional", "unscored")


class Pages:
    """Counts pages of packed tables into ``found``; ``side`` gives what grades kept scores by rule set."""

    def __init__(
        self, found: Found, new: Rescorer, old: Rescorer | None, side: Callable[[Pair], Side]
    ) -> None:
        self.found, self.side = found, side
        self.names = Names()
        self.new = PackedScorer(new, self.names)
        self.old = None if old is None else PackedScorer(old, self.names)
        self.own: Pair | None = None if old is None else (old.rules.rules.id, old.rules.hash)

    def count(self, tables: Sequence[StoredPacked]) -> list[int]:
        """Count a page in; returns the versions whose form has to be read instead."""
        for table in tables:
            self.found.department(table.department)
        laid = [table for table in tables if table.numbers is not None]
        read = [table.version for table in tables if table.numbers is None]
        if not laid:
            return read
        page = page_of(
            [Packed(one.numbers or "", one.names or "", one.texts or "") for one in laid], self.names
        )
        scores = self.new.score(page)
        odd = scores.odd
        after = Standing(self.new.totals(scores), scores.rows)
        if self.old is None:
            before = self._kept(page)
        else:
            held = self.old.score(page)
            odd = odd | held.odd
            before = Standing(self.old.totals(held), held.rows)
        departments = list(self.found.departments)
        number = {key: at for at, key in enumerate(departments)}
        owners = whole_numbers([number[self.found.key(one.department)] for one in laid])
        made = changes(page.sheet, before, after, ~odd, owners)
        strange = odd.tolist()
        self._merge(made, departments)
        self._under(page, strange)
        for at, change in largest(made.changed, self.found.top, int(self.found.least)):
            one = laid[at]
            owner = Owner(one.project, one.region, one.department, one.unit, one.year)
            self.found.keep(one.version, owner, change)
        return [*read, *(one.version for one, is_odd in zip(laid, strange, strict=True) if is_odd)]

    def _kept(self, page: Page) -> Standing:
        """The results that were kept."""
        rows, total, provisional = page.sheet.kept()
        decided = total != NOTHING
        score = provisional.copy()
        score[decided] = total[decided]
        grades = list(page.grades)
        rules = self.names.rules.things
        for at, (cents, whole) in enumerate(zip(score.tolist(), decided.tolist(), strict=True)):
            if grades[at] == NOTHING and not whole and cents != NOTHING:
                grades[at] = self.names.grade(self.side(rules[page.rules[at]]).grade(cents))
        return Standing(Totals(score, flags(decided.tolist()), whole_numbers(grades)), rows)

    def _under(self, page: Page, odd: Sequence[bool]) -> None:
        rules = self.names.rules.things
        for at, is_odd in zip(page.rules, odd, strict=True):
            if not is_odd:
                own = self.own or rules[at]
                self.found.under[own] = self.found.under.get(own, 0) + 1

    def _merge(self, made: PageChanges, departments: Sequence[str]) -> None:
        found = self.found
        grades: list[str | None] = [*self.names.grades.things, None]
        clauses: list[str | None] = [*self.names.clauses.things, None]
        for sums in made.owners:
            found.whole.merge(sums[1:])
            found.departments[departments[sums.owner]].merge(sums[1:])
            found.columns += sums.tables
        for pair in made.pairs:
            found.pair((clauses[pair.before], clauses[pair.after])).merge(*pair[2:])
        found.causes.merge(*made.causes)
        for (before, after), count in made.moves.items():
            found.move(grades[before], grades[after], count)
        for counts, states in zip(found.sides, made.states, strict=True):
            for name, count in zip(_STATES, states, strict=True):
                if count:
                    counts[name] = counts.get(name, 0) + count
