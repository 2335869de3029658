"""The same project handed in more than once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jixiao.audit.check import Check
from jixiao.audit.collection.keys import content, grouped, names, project_of, unit_of, where
from jixiao.audit.printed import plain
from jixiao.schemas.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.audit.subjects import CollectionSubject, FormSubject


def _project(form: FormSubject) -> tuple[str, str, int | None] | None:
    unit, project = unit_of(form), project_of(form)
    return None if unit is None or project is None else (unit, project, form.form.year)


def identical(subject: CollectionSubject) -> Iterator[Finding]:
    """Tables of one project that claim the same throughout; one finding for all that the same files share.

    Review practice: a project counts once, whatever number of copies were handed in.
    """
    shared: dict[tuple[str, ...], list[FormSubject]] = defaultdict(list)
    for _, forms in grouped(subject, _project):
        alike: dict[tuple[object, ...], list[FormSubject]] = defaultdict(list)
        for form in forms:
            alike[content(form)].append(form)
        for copies in alike.values():
            if len(copies) > 1:
                within = dict.fromkeys(copy.read.source.file or "" for copy in copies)
                shared[tuple(within)].append(copies[0])
    for files, firsts in shared.items():
        yield Finding(
            code="COL001",
            severity=Severity.NOTICE,
            place=firsts[0].place("project"),
            params={
                "names": names(form.form.project for form in firsts),
                "count": str(len(firsts)),
                "files": names(files),
            },
        )


def contradicting(subject: CollectionSubject) -> Iterator[Finding]:
    """Tables of one project and year with different totals, or with the same and different contents.

    Review practice: a project has one self-evaluation in a year; 自评得分 is published once.
    """
    for _, forms in grouped(subject, _project):
        different = list({content(form): form for form in reversed(forms)}.values())[::-1]
        if len(different) < 2:
            continue
        totals = {form.form.claimed_total for form in different} - {None}
        first, others = different[0], different[1:]
        params = {
            "name": first.form.project,
            "others": names(where(form) for form in others),
            "count": str(len(different)),
        }
        if len(totals) > 1:
            seen = [plain(total) for form in different if (total := form.form.claimed_total) is not None]
            params["totals"] = "、".join(dict.fromkeys(seen))
            place, severity, code = first.place("claimed_total"), Severity.WARNING, "COL002"
        else:
            place, severity, code = first.place("project"), Severity.NOTICE, "COL003"
        yield Finding(code=code, severity=severity, place=place, params=params)


CHECKS: tuple[Check[CollectionSubject], ...] = (
    Check(identical, ("COL001",)),
    Check(contradicting, ("COL002", "COL003")),
)
