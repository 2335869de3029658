"""Use case: read, score and check some files as a check does, and keep what they hold in the store."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jixiao.documents.complaints import printable
from jixiao.documents.disclosure.whole import bytes_whole, read_whole
from jixiao.documents.files import MAX_BYTES, STDIN
from jixiao.documents.long_list.reader import list_of_path
from jixiao.documents.own_reports import is_strange
from jixiao.documents.review_sheet import is_worksheet
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import ReadFile
from jixiao.schemas.store import CollectedFile
from jixiao.scoring.ruleset import load_ruleset
from jixiao.services.annotate import is_marked
from jixiao.services.check_groups import Counts, count
from jixiao.services.check_paths import check_read
from jixiao.services.choose_rules import named_rules
from jixiao.services.given import given
from jixiao.services.inputs import expand
from jixiao.services.listed_projects import records_of
from jixiao.services.read_ahead import read_ahead
from jixiao.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jixiao.documents.long_list.reader import LongList
    from jixiao.schemas.disclosure import ReadDisclosure
    from jixiao.schemas.store import CollectedTable, Outcome, Recorded, StoredRound
    from jixiao.services.check_paths import CheckedFile
    from jixiao.services.choose_rules import Named
    from jixiao.services.collect_list import Page
    from jixiao.services.given import Given
    from jixiao.store.repository import Store

_DEBUG = "JIXIAO_DEBUG"
_LONGEST_FAULT = 200


class Whole(NamedTuple):
    """One input read once: the hash of its bytes (null where there were none), their count, what it holds.

    ``worksheet`` says that it is no table of a unit but a reviewer's worksheet, which only looks like some.
    ``listing`` is the list of projects that it is: its forms are made while they are kept.
    """

    sha256: str | None
    size: int
    read: ReadFile
    disclosure: ReadDisclosure | None
    worksheet: bool = False
    listing: LongList | None = None


class Collected(NamedTuple):
    """What became of one input.

    ``recorded`` is null where it was refused; ``problems`` say what could not be read or kept of it (all of
    it where it was refused), ``remarks`` what collecting itself noticed, ``counts`` how many findings it has.
    ``unplaced`` counts its projects and disclosures that nobody says the region of, ``placed`` the others.
    """

    path: str
    kind: str | None
    sha256: str | None
    recorded: Recorded | None
    problems: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    counts: Counts = Counts(0, 0, 0)
    disclosure: bool = False
    unplaced: int = 0
    placed: int = 0

    @property
    def outcome(self) -> Outcome | Literal["refused"]:
        """New, unchanged, a further version, or refused."""
        return "refused" if self.recorded is None else self.recorded.outcome


class Terms(NamedTuple):
    """Under what files are collected: the rule set, and what files do not say themselves.

    ``where`` is their place and year, ``department`` and ``unit`` whose they are.
    """

    named: Named | None
    where: Given
    department: str | None = None
    unit: str | None = None
    round: StoredRound | None = None


def terms(
    *,
    rules: str | None = None,
    region: str | None = None,
    year: int | None = None,
    department: str | None = None,
    unit: str | None = None,
    round: StoredRound | None = None,  # noqa: A002 - the word of the domain
) -> Terms:
    """The terms of a run; raises :class:`RuleSetError` for what cannot be used.

    A round brings its rule set and year where nothing else is said.
    """
    if round is not None:
        rules, year = rules or round.rules, round.year if year is None else year
    named = named_rules(rules)
    if named is not None:
        load_ruleset(named.name)
    return Terms(named, given(region, year), department or None, unit or None, round)


def _bytes(path: str) -> bytes | None:
    """The bytes of an input, one more than allowed at most; ``None`` where there are none to be had."""
    try:
        if path == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        if Path(path).is_dir():
            return None
        with Path(path).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None


def read_hashed(path: str) -> Whole:
    """One input by the readers of a check, with the hash of the very bytes they read; never raises.

    A list of projects is only looked through: its forms come later, page by page.
    """
    listing = list_of_path(path) if path != STDIN else None
    if listing is not None:
        return _listed(path, listing)
    data = _bytes(path)
    if data is None:
        return Whole(None, 0, *read_whole(path))
    read, disclosure = bytes_whole(data, path)
    return Whole(hashlib.sha256(data).hexdigest(), len(data), read, disclosure, is_worksheet(data))


def _listed(path: str, listing: LongList) -> Whole:
    read = ReadFile(path, problems=listing.problems, notes=listing.notes, kind=listing.kind)
    return Whole(listing.sha256 or None, listing.size, read, None, listing=listing)


def _complaint(code: str, severity: Severity, place: Place, **params: str) -> Finding:
    return Finding(code=code, severity=severity, place=place, params=params)


def _whose(table: CollectedTable, terms: Terms) -> CollectedTable:
    """A table with whose it is where it does not say: by the file, else by the terms."""
    return table.model_copy(
        update={
            "region": table.region or terms.where.region,
            "department": table.department or terms.department,
            "unit": table.unit or terms.unit,
            "year": terms.where.year if table.year is None else table.year,
        }
    )


def file_of(
    sha256: str, size: int, checked: CheckedFile, terms: Terms
) -> tuple[CollectedFile, tuple[Finding, ...]]:
    """What is to be kept of an input that was checked, and what is not kept of it, or doubtful, and why."""
    records = records_of(checked)
    tables, remarks = [], []
    for table in records.tables:
        if not table.form.project.strip():
            remarks.append(_complaint("CLT005", Severity.ERROR, table.place))
            continue
        owned = _whose(table, terms)
        tables.append(owned)
        if not any((owned.form.unit, owned.form.department, owned.unit, owned.department)):
            name = owned.form.project
            remarks.append(_complaint("CLT004", Severity.WARNING, owned.place, name=name))
        if owned.form.year is None and owned.year is None:
            name = owned.form.project
            remarks.append(_complaint("CLT003", Severity.WARNING, owned.place, name=name))
        remarks += _out_of_round(owned, terms.round)
    said = records.disclosure
    if said is not None:
        said = said.model_copy(
            update={
                "region": said.region or terms.where.region,
                "organisation": said.organisation or terms.department or terms.unit,
                "year": terms.where.year if said.year is None else said.year,
            }
        )
    made = CollectedFile(
        sha256=sha256,
        name=printable(Path(checked.path).name),
        origin=printable(checked.path),
        size=size,
        kind=checked.kind,
        round_id=None if terms.round is None else terms.round.id,
        tables=tuple(tables),
        disclosure=said,
        findings=records.findings,
    )
    return made, tuple(remarks)


def _out_of_round(table: CollectedTable, round_: StoredRound | None) -> Iterator[Finding]:
    """Where a table is of another year than the round it is collected for."""
    year = table.form.year if table.form.year is not None else table.year
    if round_ is not None and year not in {None, round_.year} and table.origin == "table":
        params = {"name": table.form.project, "year": str(year), "round": round_.name, "of": str(round_.year)}
        yield _complaint("CLT011", Severity.WARNING, table.place, **params)


def collect_file(
    path: str, whole: Whole, terms: Terms, keep: Callable[[CollectedFile], Recorded]
) -> Collected:
    """One input that was read: checked as ``check`` does, given to ``keep``; refused where it is empty."""
    if whole.worksheet:
        problem = _complaint("CLT009", Severity.ERROR, Place(file=path))
        return Collected(path, whole.read.kind, whole.sha256, None, (problem,))
    checked = check_read(path, whole.read, whole.disclosure, terms.named, terms.where)
    made, remarks = file_of(whole.sha256 or "", whole.size, checked, terms)
    counts = count(checked.findings)
    lost = tuple(remark for remark in remarks if remark.severity is Severity.ERROR)
    problems = (*checked.problems, *lost)
    held = bool(made.tables) or made.disclosure is not None
    if whole.sha256 is None or not held:
        problems = problems or (_complaint("CLT002", Severity.ERROR, Place(file=path)),)
        return Collected(path, checked.kind, whole.sha256, None, problems, (), counts)
    recorded = keep(made)
    known = recorded.outcome == "unchanged"  # whose it is and of which year was said before
    told = (*(one for one in remarks if one not in lost and not known), *remarks_of(made, recorded))
    with_disclosure = made.disclosure is not None
    regions = [] if known else [table.region or table.form.region for table in made.tables]
    if made.disclosure is not None and not known:
        regions.append(made.disclosure.region)
    unplaced = regions.count(None)
    return Collected(
        path,
        checked.kind,
        whole.sha256,
        recorded,
        problems,
        told,
        counts,
        disclosure=with_disclosure,
        unplaced=unplaced,
        placed=len(regions) - unplaced,
    )


def remarks_of(made: CollectedFile, recorded: Recorded) -> Iterator[Finding]:
    """Where a list and its table disagree (the table counts), and a project that stands twice in one file."""
    told: set[int] = set()
    seen: dict[int, str] = {}
    for table, kept in zip(made.tables, recorded.tables, strict=True):
        differ = None not in {kept.claimed, kept.joined_claimed} and kept.claimed != kept.joined_claimed
        if kept.joined and differ and kept.project_id not in told:
            told.add(kept.project_id)
            by_table = kept.origin == "table"
            yield Finding(
                code="CLT001",
                severity=Severity.WARNING,
                place=table.place,
                params={"name": kept.project},
                expected=f"{kept.claimed if by_table else kept.joined_claimed}",
                found=f"{kept.joined_claimed if by_table else kept.claimed}",
            )
        if kept.origin != "table":
            continue
        content = table.form.model_dump_json()
        if seen.setdefault(kept.project_id, content) != content:
            yield _complaint("CLT006", Severity.WARNING, table.place, name=kept.project)


def collect(
    store: Store,
    paths: Iterable[str],
    under: Terms,
    *,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
    within: Callable[[str, int, int], None] = lambda *_: None,
) -> Iterator[Collected]:
    """Collect everything ``paths`` mean, one transaction for each input; yielded once it is committed.

    One bad input never stops the others.  A dry run goes the same way and is rolled back at its end; it reads
    everything before it asks the store, so that nobody who writes has to wait.  A list of projects is kept
    page by page; ``within`` is told of it how many projects are done, and of how many.
    """
    inputs = expand(paths)
    for problem in inputs.problems:
        yield Collected(problem.place.file or "", None, None, None, (problem,))
    meant = tuple(path for path in inputs.paths if not (path in inputs.searched and is_marked(path)))
    read = (
        (path, whole)
        for path, whole in read_ahead(meant, read_hashed, progress)
        if not (path in inputs.searched and _is_strange(whole))
    )
    if not dry_run:
        for path, whole in read:
            yield _alone(path, whole, under, store, _pages(path, whole, under), within)
        return
    with ExitStack() as spools:
        everything = [(path, whole, _set_aside(path, whole, under, within, spools)) for path, whole in read]
        with store.dry_run() as trial:
            for path, whole, pages in everything:
                yield _alone(path, whole, under, trial, pages, within)


def _pages(path: str, whole: Whole, under: Terms) -> Iterable[Page]:
    if whole.listing is None:
        return ()
    from jixiao.services.collect_list import pages  # noqa: PLC0415 - it builds on this module

    return pages(path, whole.listing, under)


def _set_aside(
    path: str,
    whole: Whole,
    under: Terms,
    within: Callable[[str, int, int], None],
    spools: ExitStack,
) -> Iterable[Page]:
    """The pages of a list made and set aside for a trial; a fault of ours is told when they are asked for."""
    listing = whole.listing
    if listing is None:
        return ()
    from jixiao.services.collect_list import Spool  # noqa: PLC0415 - it builds on this module

    spool = Spool(_pages(path, whole, under), lambda done: within(path, done, listing.count))
    spools.callback(spool.close)
    return spool


def _alone(
    path: str,
    whole: Whole,
    under: Terms,
    store: Store,
    pages: Iterable[Page],
    within: Callable[[str, int, int], None],
) -> Collected:
    """As :func:`collect_file`; what goes wrong, in the store or by a fault of ours, is told of this input."""
    try:
        if whole.listing is None:
            return collect_file(path, whole, under, store.record)
        from jixiao.services.collect_list import collect_list  # noqa: PLC0415 - it builds on this module

        return collect_list(path, whole, pages, store, within)
    except StoreError as error:
        problem = error.finding.model_copy(update={"place": Place(file=path)})
    except Exception as error:
        if os.environ.get(_DEBUG):
            raise
        what = f"{type(error).__name__}: {error}"[:_LONGEST_FAULT]
        problem = _complaint("CLT010", Severity.ERROR, Place(file=path), what=what)
    return Collected(path, whole.read.kind, whole.sha256, None, (problem,))


def _is_strange(whole: Whole) -> bool:
    """Whether nothing is there to be collected: a text come upon in a folder that holds no table at all."""
    empty = not whole.read.forms and whole.disclosure is None and whole.listing is None
    return empty and is_strange(whole.read.problems)


def find_round(store: Store, text: str) -> StoredRound:
    """The round that a text names: its number, its name, its year and kind together, or its kind alone.

    Raises :class:`StoreError` where there is none, or several fit.
    """
    rounds = store.rounds()
    exact = [one for one in rounds if text in {str(one.id), one.name, f"{one.year}{one.kind}"}]
    found = exact or [one for one in rounds if one.kind == text]
    if len(found) != 1:
        known = "、".join(f"{one.year}{one.kind}" for one in rounds)
        code = "CLT007" if rounds else "CLT008"
        raise StoreError(_complaint(code, Severity.ERROR, Place(), name=text, known=known))
    return found[0]
