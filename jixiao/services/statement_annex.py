"""Use case: the reports on the evaluated projects, drafted as annexes of 第九节."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.project_names import name_key
from jixiao.services.report import draft_of, read_facts
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.reports.blocks import Report
    from jixiao.services.report_sources import Found


class Annexes(NamedTuple):
    """The reports in the order of the names, and a sentence for each name that has no table."""

    reports: tuple[Report, ...]
    notes: tuple[str, ...]


def annexes(found: Iterable[Found], names: Iterable[str]) -> Annexes:
    """A report on each named project, from its last table and the facts beside it.

    Raises :class:`jixiao.services.report_error.ReportError` for a facts file that cannot be read.
    """
    tables = {name_key(one.name): one for one in found}
    asked = list(names)
    reports: list[Report] = []
    notes = [] if asked else [say("statement.report-none")]
    for name in asked:
        one = tables.get(name_key(name))
        if one is None:
            notes.append(say("statement.report-missing", name=name))
        else:
            reports.append(draft_of(one, read_facts(one.facts, needed=False)))
    return Annexes(tuple(reports), tuple(notes))
