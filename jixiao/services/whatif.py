"""Use case: score everything again under another rule set and say what would change.

The tables are those that count of a database, or those of some files; the results held against are the ones
kept (of files: under the rule set chosen for each), or those of a second rule set.

Of a database the packed tables (:mod:`jixiao.scoring.packed`) are scored a page at a time as columns; the
forms are read only where that cannot say it, and of the projects that are named.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from jixiao.indicators.project_names import is_whole_department
from jixiao.scoring.whatif import EXECUTION_AT, Rescorer, TableScore
from jixiao.scoring.whatif_rows import plain_number
from jixiao.services.whatif_found import Case, Found, Owner, Side
from jixiao.services.whatif_result import affected, at_hand, result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jixiao.schemas.store import Filter
    from jixiao.schemas.whatif import Affected, WhatIf
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.services.whatif_found import Pair
    from jixiao.services.whatif_pages import Pages
    from jixiao.store.repository import Store
    from jixiao.store.stored_texts import StoredText

TOP = 20
"""How many projects a list names."""
_PAGE = 2000


class _Forms:
    """Counts tables by reading their forms."""

    def __init__(self, found: Found, rules: LoadedRuleSet, against: LoadedRuleSet | None) -> None:
        self.found = found
        self.rules, self.against = rules, against
        self.new = Rescorer(rules)
        self.old = None if against is None else Rescorer(against)
        self.after = Side(rules)
        self._sides: dict[Pair, Side] = {}

    def own(self, scored: Mapping[str, Any] | None) -> Pair:
        """The id and hash of the rule set that a table is held against."""
        if self.against is not None:
            return self.against.rules.id, self.against.hash
        used = (scored or {}).get("rules") or {}
        return used.get("id"), used.get("hash")

    def side(self, own: Pair) -> Side:
        """What grades the scores under the rule set that a table is held against."""
        if own not in self._sides:
            self._sides[own] = Side(self.against or at_hand(*own))
        return self._sides[own]

    def scored(self, page: Sequence[Case]) -> Iterator[tuple[Case, TableScore, TableScore, Pair]]:
        """Score a page; each table with its results before and after."""
        forms = [(case.form, case.complete) for case in page]
        after = self.new.score(forms)
        before = None if self.old is None else self.old.score(forms)
        for at, case in enumerate(page):
            kept = _kept(case.scored, after[at]) if before is None else before[at]
            yield case, kept, after[at], self.own(case.scored)

    def count(self, page: Sequence[Case]) -> None:
        """Count a page in."""
        for case, before, after, own in self.scored(page):
            self.found.under[own] = self.found.under.get(own, 0) + 1
            self.found.add(case, before, after, (self.side(own), self.after))

    def most(self, cases: Callable[[Sequence[int]], Iterable[Case]]) -> list[Affected]:
        """The projects most affected; ``cases`` gives tables by their numbers."""
        numbers = self.found.most()
        made: dict[int, Affected] = {}
        for start in range(0, len(numbers), _PAGE):
            page = list(cases(numbers[start : start + _PAGE]))
            for case, before, after, own in self.scored(page):
                made[case.at] = affected(case, before, after, (self.side(own), self.after))
        return [made[number] for number in numbers]


def whatif_store(
    store: Store,
    rules: LoadedRuleSet,
    against: LoadedRuleSet | None = None,
    wanted: Filter | None = None,
    *,
    top: int = TOP,
    packed: bool = True,
) -> WhatIf:
    """Score what counts of a database again; one snapshot of it, a page at a time.

    ``packed`` is false where every form is to be read; the answer is the same.
    """
    from jixiao.store import queries, stored_texts  # noqa: PLC0415 - files are done without a database

    found = Found(top)
    forms = _Forms(found, rules, against)
    with store.connection() as connection:
        wanted, found.whole_departments, found.complete = queries.projects_alone(connection, wanted)

        def cases(numbers: Sequence[int]) -> Iterator[Case]:
            return map(_case, stored_texts.by_version(connection, numbers))

        listed = stored_texts.listed(connection, wanted)
        pages = _pages(forms) if packed else None
        if pages is None:
            for page in stored_texts.pages(connection, wanted, size=_PAGE):
                forms.count([_case(one) for one in page])
        else:
            for laid in stored_texts.packed_pages(connection, wanted):
                read = pages.count(laid)
                for start in range(0, len(read), _PAGE):
                    forms.count(list(cases(read[start : start + _PAGE])))
        most = forms.most(cases)
    return result(found, rules, against, listed, most)


def _pages(forms: _Forms) -> Pages | None:
    """What counts packed tables under these rule sets, where they say what their forms say."""
    from jixiao.scoring.whatif_packed import alike  # noqa: PLC0415 - files are done without it
    from jixiao.services.whatif_pages import Pages  # noqa: PLC0415 - likewise

    sides = [side for side in (forms.rules, forms.against) if side is not None]
    return Pages(forms.found, forms.new, forms.old, forms.side) if alike(*sides) else None


def _case(one: StoredText) -> Case:
    owner = Owner(one.project, one.region, one.department, one.unit, one.year)
    return Case(one.version, owner, one.complete, json.loads(one.form), json.loads(one.scored)["scored"])


def whatif_paths(
    paths: Iterable[str],
    rules: LoadedRuleSet,
    against: str | None = None,
    *,
    top: int = TOP,
    progress: Callable[[str], None] = lambda _: None,
) -> WhatIf:
    """Score the tables of some files again; each project counts once, as in a summary of them.

    ``against`` is a rule set as ``--rules`` of a check takes it.
    """
    from jixiao.services.check_paths import check_paths  # noqa: PLC0415 - a database is done without them
    from jixiao.services.listed_projects import joined, records_of  # noqa: PLC0415 - likewise

    run = check_paths(paths, rules=against, progress=progress)
    everything = joined(table for file in run.files for table in records_of(file).tables)
    counted = [table for table in everything if not is_whole_department(table.form.project)]
    cases: list[Case] = []
    for table in counted:
        if table.origin == "table":
            form = table.form
            owner = Owner(
                form.project,
                table.region or form.region,
                table.department or form.department,
                form.unit or table.unit,
                form.year if form.year is not None else table.year,
            )
            plain = json.loads(form.model_dump_json(exclude_none=True))
            cases.append(Case(len(cases), owner, table.complete, plain, table.scored))
    found = Found(top, whole_departments=len(everything) - len(counted))
    forms = _Forms(found, rules, None)
    rest = iter(cases)
    while page := list(islice(rest, _PAGE)):
        forms.count(page)
    most = forms.most(lambda numbers: (cases[number] for number in numbers))
    made = result(found, rules, None, len(counted) - len(cases), most)
    complete = made.complete and run.complete
    return made.model_copy(update={"errors": run.problems, "complete": complete, "stored": against is None})


def _kept(scored: Mapping[str, Any] | None, like: TableScore) -> TableScore:
    """A result as published or kept, with the rows of ``like``."""
    scored = scored or {}
    rows = scored.get("indicators") or ()
    execution = scored.get("execution") or {}
    low, high = scored.get("total_range") or (None, None)
    told = [execution if at == EXECUTION_AT else rows[at] if at < len(rows) else {} for at in like.positions]
    return TableScore(
        plain_number(scored.get("total")),
        plain_number(low) or 0,
        plain_number(high) or 0,
        plain_number(scored.get("provisional_total")),
        scored.get("grade"),
        like.positions,
        [plain_number(row.get("score")) for row in told],
        [row.get("clause") or row.get("reason") for row in told],
    )
