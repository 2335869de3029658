"""Use case: draft the short report of a department on its whole spending from its scored form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.whole_facts import NO_FACTS, WholeFacts
from jixiao.reports.whole_report import draft
from jixiao.services.facts_files import read_given, write_given
from jixiao.services.report_error import ReportError
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report
    from jixiao.schemas.framework import FrameworkResult


def make_whole(result: FrameworkResult, facts: WholeFacts = NO_FACTS) -> Report:
    """The report of a form; raises :class:`ReportError` for one that is of a project."""
    if result.framework.subject != "department":
        raise ReportError(say("whole.not-department", title=result.framework.title))
    return draft(result, facts)


def read_facts(path: str | None) -> WholeFacts:
    """The facts of a file, none without one; raises as :func:`jixiao.services.facts_files.read_given`."""
    return read_given(path, WholeFacts)


def write_facts(path: str) -> int:
    """Write a facts file, or add what is missing in the one there; how many keys that are.

    Raises :class:`ReportError`, ``OSError``.
    """
    return write_given(path, WholeFacts)
