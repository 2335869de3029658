"""Use case: collect a list of projects page by page, in memory that does not grow with the list.

Every page is a transaction of its own, of the same file: what was printed is kept, what was kept is known
when the list is collected again, and a run that was broken off is taken up by simply collecting again.  A
list of several pages is marked whole in the log once its last page is kept.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.audit.run import check_form
from jixiao.audit.subjects import form_subject
from jixiao.documents.complaints import printable
from jixiao.documents.form_facts import form_facts
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.schemas.store import CollectedFile, Recorded
from jixiao.services.check_groups import Counts, count
from jixiao.services.check_paths import CheckedFile, once
from jixiao.services.choose_rules import choose_for_file, score_chosen
from jixiao.services.collect import Collected, file_of, remarks_of
from jixiao.services.doubt import softened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO

    from jixiao.documents.long_list.form import Made
    from jixiao.documents.long_list.reader import LongList
    from jixiao.schemas.store import CollectedTable, RecordedTable
    from jixiao.services.choose_rules import Chosen, Named
    from jixiao.services.collect import Terms, Whole
    from jixiao.store.repository import Store

PAGE = 500
"""Projects that are kept in one transaction.  The evidence for a rule set is that of the first page."""
WHOLE = "whole"
"""The event that says that the last page of a list was kept."""
_MOST_TOLD = 20
"""So many findings of one code are told one by one of a list."""
_RULES_TAKEN, _BLANK = "RUL020", "FRM032"


class Page(NamedTuple):
    """Some projects of a list, scored and checked: what is to be kept, what is not, and why."""

    file: CollectedFile
    problems: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    counts: Counts = Counts(0, 0, 0)


class Evidence:
    """Under what each project of a list is scored: by the evidence of its first page, place and year."""

    def __init__(self, named: Named | None, first: Sequence[ReadForm]) -> None:
        self._named = named
        self._first = tuple(first)
        self._known: dict[tuple[str | None, int | None], Chosen] = {}

    def of(self, form: SelfEvaluation) -> Chosen:
        """What one project is scored under."""
        where = form.region, form.year
        if where not in self._known:
            probe = ReadForm(SelfEvaluation(project="", region=form.region, year=form.year), Place())
            self._known[where] = choose_for_file((*self._first, probe), self._named)[-1]
        return self._known[where]


def pages(path: str, listing: LongList, under: Terms) -> Iterator[Page]:
    """A list page by page, its projects scored and checked one by one as any table is."""
    made = listing.forms()
    evidence: Evidence | None = None
    first = True
    while part := list(islice(made, PAGE)):
        forms = under.where.fill(one.form for one in part if one.form is not None)
        if evidence is None:
            evidence = Evidence(under.named, forms)
        yield _page(path, listing, under, part, forms, evidence, first=first)
        first = False


def _page(
    path: str,
    listing: LongList,
    under: Terms,
    part: Sequence[Made],
    forms: Sequence[ReadForm],
    evidence: Evidence,
    *,
    first: bool,
) -> Page:
    problems = [problem for one in part for problem in one.problems]
    tables: list[CollectedTable] = []
    remarks: list[Finding] = []
    found: list[Finding] = list(listing.notes) if first else []
    for form in forms:
        checked = check_project(path, listing.kind, form, evidence.of(form.evaluation))
        problems += checked.problems
        found += checked.findings
        kept, told = file_of(listing.sha256, listing.size, checked, under)
        tables += kept.tables
        remarks += told
    file = CollectedFile(
        sha256=listing.sha256,
        name=printable(Path(path).name),
        origin=printable(path),
        size=listing.size,
        kind=listing.kind,
        round_id=None if under.round is None else under.round.id,
        tables=tuple(tables),
        findings=listing.notes,
    )
    lost = [remark for remark in remarks if remark.severity is Severity.ERROR]
    noticed = tuple(remark for remark in remarks if remark.severity is not Severity.ERROR)
    return Page(file, (*problems, *lost), noticed, count(found))


def check_project(path: str, kind: str, form: ReadForm, chosen: Chosen) -> CheckedFile:
    """One project of a list by itself: all that is found is of its table."""
    subject = form_subject(form, score_chosen(form, chosen), chosen.rules, form_facts(form))
    found: list[Finding] = [finding for finding in form.findings if finding.code == _BLANK]
    if not found:
        found += (finding for finding in subject.scored.findings if finding.code != _RULES_TAKEN)
        found += softened(check_form(subject), form)
    return CheckedFile(path, kind, (subject,), None, once(found), form.problems)


class Spool:
    """Pages set aside in a file without a name, so that a trial asks the store only once all are made.

    ``progress`` is told how many projects are done.  What goes wrong in making them is raised by whoever
    asks for the page.
    """

    def __init__(self, made: Iterable[Page], progress: Callable[[int], None] = lambda _: None) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this object
        self._fault: Exception | None = None
        done = 0
        try:
            for page in made:
                pickle.dump(page, self._file, pickle.HIGHEST_PROTOCOL)
                done += len(page.file.tables)
                progress(done)
        except Exception as fault:  # noqa: BLE001 - told of the input it is of
            self._fault = fault
        self._end = self._file.tell()

    def __iter__(self) -> Iterator[Page]:
        """The pages, in order."""
        self._file.seek(0)
        while self._file.tell() < self._end:
            page: Page = pickle.load(self._file)  # noqa: S301 - our own pages, in a file nobody else can open
            yield page
        if self._fault is not None:
            raise self._fault

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def collect_list(
    path: str,
    whole: Whole,
    made: Iterable[Page],
    store: Store,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Collected:
    """Keep a list page by page; says what became of it, once its last page is kept.

    ``progress`` is told the path, how many projects were kept and how many there are.  Raises
    :class:`StoreError` as :meth:`Store.record` does; what was kept until then stays.
    """
    listing = whole.listing
    assert listing is not None  # noqa: S101 - asked only of a list
    kept: list[RecordedTable] = []
    told, problems = Told(), Told()
    problems.add(listing.problems)
    counts, unplaced, placed = Counts(0, 0, 0), 0, 0
    seen: set[int] = set()
    known = False
    several = listing.count > PAGE
    for at, page in enumerate(made):
        progress(path, len(kept), listing.count)
        counts = Counts(*map(sum, zip(counts, page.counts, strict=True)))
        problems.add(page.problems)
        if not page.file.tables:
            continue
        recorded = store.record(page.file)
        known = known or (not at and recorded.known)
        new = [one for one in recorded.tables if one.outcome != "unchanged"]
        if new:
            told.add(page.remarks)
            regions = [
                table.region or table.form.region
                for table, one in zip(page.file.tables, recorded.tables, strict=True)
                if one.outcome != "unchanged"
            ]
            unplaced += regions.count(None)
            placed += len(regions) - regions.count(None)
        told.add(remarks_of(page.file, recorded))
        told.add(_twice(page.file, recorded, seen))
        kept += recorded.tables
    if not kept:
        problems.add(() if problems.any else (_finding("CLT002", Severity.ERROR, path),))
        return Collected(path, listing.kind, listing.sha256 or None, None, problems.all(path), (), counts)
    if several and not any(event.subject == listing.sha256 for event in store.events(what=WHOLE)):
        if known:
            told.add((_finding("LST013", Severity.NOTICE, path, count=str(_before(kept))),))
        store.note(WHOLE, listing.sha256, {"tables": len(kept)})
    name = printable(Path(path).name)
    answer = Recorded(sha256=listing.sha256, name=name, known=known, tables=tuple(kept))
    return Collected(
        path, listing.kind, listing.sha256, answer, problems.all(path), told.all(path), counts,
        unplaced=unplaced, placed=placed,
    )  # fmt: skip


def _before(kept: Iterable[RecordedTable]) -> int:
    """How many of the projects had been kept before."""
    return sum(one.outcome == "unchanged" for one in kept)


def _twice(file: CollectedFile, recorded: Recorded, seen: set[int]) -> Iterator[Finding]:
    """Where a project of an earlier page comes again, saying something else."""
    for table, one in zip(file.tables, recorded.tables, strict=True):
        if one.project_id in seen and one.outcome == "version":
            params = {"name": table.form.project}
            yield Finding(code="CLT006", severity=Severity.WARNING, place=table.place, params=params)
    seen.update(one.project_id for one in recorded.tables)


class Told:
    """Findings of a list: the first of each code one by one, the others counted."""

    def __init__(self) -> None:
        self._first: list[Finding] = []
        self._count: Counter[tuple[str, Severity]] = Counter()

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self._first)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take some in."""
        for finding in findings:
            key = finding.code, finding.severity
            self._count[key] += 1
            if self._count[key] <= _MOST_TOLD:
                self._first.append(finding)

    def all(self, path: str) -> tuple[Finding, ...]:
        """What is told, then how much more there is of each code."""
        more = (
            _finding("LST014", severity, path, count=str(number - _MOST_TOLD), which=code)
            for (code, severity), number in self._count.items()
            if number > _MOST_TOLD
        )
        return (*self._first, *more)


def _finding(code: str, severity: Severity, path: str, **params: str) -> Finding:
    return Finding(code=code, severity=severity, place=Place(file=path), params=params)
