"""What another rule set would do, in words: for the terminal and for documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.grade_moves import columns_of
from jixiao.reports.summary_tables import short
from jixiao.services.check_words import clause_words
from jixiao.texts import say, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.schemas.whatif import Affected, RowChange, RulesMeant, WhatIf

NOTHING = "—"
_NAMED = 3
"""So many rules and rows are named in one sentence."""


def figure(value: Decimal | None) -> str:
    """A figure, or a dash where there is none."""
    return NOTHING if value is None else f"{value:f}"


def signed(value: Decimal | None) -> str:
    """A change with its sign."""
    return NOTHING if value is None else f"{value:+f}" if value else f"{value:f}"


def clause_name(clause: str | None) -> str:
    """A clause in words; the reason where none decided, short where its sentence tells of the row."""
    if clause is None:
        return NOTHING
    told = clause_words(clause)
    if told != clause:
        return told
    for code in (f"reason.{clause}", f"summary.cause.{clause}"):
        if "{" not in table().get(code, "{"):
            return say(code)
    return clause


def later_grades(found: WhatIf) -> tuple[str, ...]:
    """The grades that anything has under the rules tried, best first; none at all last."""
    return columns_of(found.moves, tuple(found.after.grades))


def owner_name(name: str | None) -> str:
    """A department, or that nobody says which."""
    return name or say("summary.none")


def rules_name(rules: RulesMeant) -> str:
    """A rule set by its title and id."""
    if rules.id is None:
        return say("whatif.rules.none")
    return say("whatif.rules.named", title=rules.title or rules.id, id=rules.id)


def whole_sentences(found: WhatIf) -> Iterator[str]:
    """The whole in some sentences."""
    yield say("whatif.head", rules=rules_name(found.rules), tables=found.tables)
    if found.whole_departments:
        yield say("summary.whole-departments", count=found.whole_departments)
    if found.tables == 0:
        yield say("whatif.nothing")
        return
    yield _against(found)
    sides = {"before": figure(found.before.mean), "after": figure(found.after.mean)}
    yield say("whatif.mean", compared=found.compared, **sides, change=signed(found.change))
    yield from _parts(found)
    yield say("whatif.counts", up=found.up, down=found.down, same=found.same, moved=found.moved)
    before, after = found.before, found.after
    yield say(
        "whatif.states",
        decided=before.decided,
        decided_after=after.decided,
        provisional=before.provisional,
        provisional_after=after.provisional,
        unscored=before.unscored,
        unscored_after=after.unscored,
    )
    if found.listed:
        yield say("whatif.listed", count=found.listed)


def _parts(found: WhatIf) -> Iterator[str]:
    """The mean of what rules decide told apart from what counts claimed scores, and what changes it."""
    if not found.compared:
        return
    sure, other, causes = found.determined, found.provisional, found.causes
    if not sure.projects:
        yield say("whatif.determined.none")
    elif other.projects:
        yield say(
            "whatif.determined",
            projects=sure.projects,
            before=figure(sure.before_mean),
            after=figure(sure.after_mean),
            change=signed(sure.change),
            provisional=other.projects,
            provisional_before=figure(other.before_mean),
            provisional_after=figure(other.after_mean),
            provisional_change=signed(other.change),
        )
    else:
        yield say("whatif.determined.all")
    if causes.clauses or causes.judgement or causes.other:
        yield say(
            "whatif.causes",
            change=signed(found.change),
            clauses=signed(causes.clauses_mean),
            judgement=signed(causes.judgement_mean),
            other=signed(causes.other_mean),
        )
    if causes.opened or causes.settled:
        yield say("whatif.turned", opened=causes.opened, settled=causes.settled)


def _against(found: WhatIf) -> str:
    names = "、".join(
        say("whatif.rules.count", rules=rules_name(one), count=one.tables) for one in found.against[:_NAMED]
    )
    if len(found.against) > _NAMED:
        names = say("whatif.rules.more", names=names, count=len(found.against))
    return say("whatif.against.stored" if found.stored else "whatif.against.named", names=names)


def rows_text(project: Affected) -> str:
    """The rows that make a project's change: each with its scores and the clause that now decides."""
    told = "；".join(map(_row, project.rows[:_NAMED]))
    return (
        told if len(project.rows) <= _NAMED else say("whatif.rows.more", rows=told, count=len(project.rows))
    )


def _row(row: RowChange) -> str:
    name = short(row.name or row.level2 or row.level1 or NOTHING)
    if row.position < 0:
        name = say("summary.execution")
    clause = clause_name(row.after_clause)
    if row.before_clause != row.after_clause:
        clause = say("whatif.to", before=clause_name(row.before_clause), after=clause)
    if row.after is None:
        return say("whatif.row.opened", name=name, before=figure(row.before), clause=clause)
    if row.before is None:
        return say("whatif.row.settled", name=name, after=figure(row.after), clause=clause)
    return say("whatif.row", name=name, before=figure(row.before), after=figure(row.after), clause=clause)


def score_text(project: Affected) -> str:
    """The scores of a project before and after, and whether either counts claimed ones."""
    told = say("whatif.to", before=figure(project.before), after=figure(project.after))
    return say("whatif.provisional", text=told) if project.provisional else told


def year_text(project: Affected) -> str:
    """The year of a project, or a dash."""
    return NOTHING if project.year is None else str(project.year)
