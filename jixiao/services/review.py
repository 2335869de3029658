"""Use case: the reviewer's worksheet out of the store, and what the reviewer says back into it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from errno import EEXIST
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jixiao.documents.files import MAX_BYTES
from jixiao.documents.review_sheet import read_reviews
from jixiao.documents.write.review_model import Mark, ReviewLine, ReviewPage
from jixiao.documents.write.styles import figure, printable
from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.numbers import exact_string, fraction, parse_decimal
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.store import EXECUTION, NewReview, ReviewedRow
from jixiao.scoring.execution import execution_row
from jixiao.services.inputs import expand
from jixiao.services.returns import file_names
from jixiao.services.review_basis import NO_BASIS, Basis, book_of
from jixiao.services.review_total import cap_of, rate_of, rules_of, total_of
from jixiao.services.whole_file import replacing
from jixiao.store.errors import StoreError
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from jixiao.documents.review_sheet import Entered, ReadReview, ReadRow
    from jixiao.schemas.criteria import Criteria
    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.schemas.store import Filter, StoredForm
    from jixiao.scoring.ruleset import LoadedRuleSet
    from jixiao.store.repository import Store

Outcome = Literal["reviewed", "unchanged", "untouched", "refused"]
"""A review was kept; the last one says the same; nobody has reviewed it; it cannot be kept."""

_DIGITS = 2
_SEEN = 40
"""Characters of a cell that a message repeats."""
_QUANTITY = re.compile(r"\s*([≥≤＝=><＞＜]?)\s*([0-9][0-9.,]*)\s*([^0-9]*?)\s*")
"""A target printed in one cell, in the three columns of the worksheet."""
_SHEETS = 250
"""Tables that one workbook holds at most; a reader's bound on sheets is near."""


class Reviewed(NamedTuple):
    """What became of the review of one table (of a whole file where ``project`` is empty).

    ``problems`` keep it from being kept, ``remarks`` are only told: why its total is open, that it is capped.
    """

    path: str
    outcome: Outcome
    project: str = ""
    number: int = 0
    changed: int = 0
    claimed: Decimal | None = None
    total: Decimal | None = None
    grade: str | None = None
    problems: tuple[Finding, ...] = ()
    year: int | None = None
    remarks: tuple[Finding, ...] = ()


# --- out ------------------------------------------------------------------------


def lines_of(stored: StoredForm) -> tuple[ReviewLine, ...]:
    """The rows of a table as a reviewer sees them, the last review filled in; the execution rate first."""
    form = stored.form
    said = {row.position: row for row in (stored.review.rows if stored.review is not None else ())}
    lines = []
    execution = (stored.scored or {}).get("execution") or {}
    if execution.get("weight") is not None and execution_row(form) is None:
        rate = execution.get("rate")
        lines.append(
            ReviewLine(
                EXECUTION,
                level1=say("review.execution"),
                name=say("review.execution"),
                target="100%",
                weight=_decimal(execution.get("weight")),
                actual="" if rate is None else f"{rate}%",
                claimed=_decimal(execution.get("claimed_score")),
            )
        )
    lines += [_line(position, row) for position, row in enumerate(form.indicators)]
    return tuple(_filled(line, said.get(line.position)) for line in lines)


def _line(position: int, row: Indicator) -> ReviewLine:
    operator, target, unit = row.operator or "", row.adjusted_target or row.target or "", row.unit or ""
    parts = _QUANTITY.fullmatch(target)
    if not operator and not unit and parts is not None:
        operator, target, unit = (part or "" for part in parts.groups())
    return ReviewLine(
        position,
        level1=row.level1 or "",
        level2=row.level2 or "",
        name=row.name or "",
        operator=operator,
        target=target,
        unit=unit,
        weight=row.weight,
        actual=row.actual or "",
        claimed=row.claimed_score,
    )


def _filled(line: ReviewLine, said: ReviewedRow | None) -> ReviewLine:
    """A row with what the last review says of it, else with what the unit claims."""
    if said is None:
        return replace(line, review_actual=line.actual, review_score=line.claimed)
    return replace(
        line,
        review_actual=line.actual if said.review_actual is None else said.review_actual,
        review_score=line.claimed if said.review_score is None else said.review_score,
        remark=said.reason or said.note or "",
    )


def _decimal(text: object) -> Decimal | None:
    value = parse_decimal(text) if isinstance(text, str) else None
    return None if value is None else Decimal(exact_string(value))


def page_of(stored: StoredForm) -> ReviewPage:
    """One table as a page of the worksheet."""
    base = 0 if stored.review is None else stored.review.number
    cap, rate = cap_of(stored) or (None, "")
    return ReviewPage(
        mark=Mark(stored.version_id, stored.content_sha256, base, ""),
        project=stored.form.project,
        department=stored.form.department or stored.department or "",
        unit=stored.form.unit or stored.unit or "",
        year="" if stored.year is None else str(stored.year),
        number=stored.number,
        claimed=stored.form.claimed_total,
        claimed_grade=stored.form.claimed_grade or stored.claimed_graded or "",
        lines=lines_of(stored),
        reviewer="" if stored.review is None else stored.review.reviewer,
        cap=cap,
        rate=rate,
    )


class Exported(NamedTuple):
    """A workbook that was written, and how many tables it holds."""

    path: str
    tables: int


class TooManyError(Exception):
    """More tables than one workbook can hold: their number, and how many it holds."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count, self.most = count, _SHEETS


def export_reviews(store: Store, wanted: Filter, path: str, criteria: Criteria | None = None) -> int:
    """Write the worksheet of every table that fits into ``path``; returns how many there are (0: no file).

    Projects of which only a score is listed have no table to be reviewed.  Raises :class:`TooManyError`,
    ``OSError``, :class:`~jixiao.store.errors.StoreError`.
    """
    pages = tuple(page_of(stored) for stored in store.current(wanted) if stored.origin == "table")
    return _written(pages, path, criteria)


def export_by_unit(
    store: Store,
    wanted: Filter,
    folder: str | Path,
    *,
    force: bool = False,
    criteria: Criteria | None = None,
) -> tuple[Exported, ...]:
    """Write a workbook for each unit into ``folder``, which is made where it is not there.

    Raises ``FileExistsError`` naming the first file that is there (unless ``force``) before anything is
    written, and what :func:`export_reviews` raises.
    """
    units: dict[tuple[str | None, ...], list[ReviewPage]] = {}
    for stored in store.current(wanted):
        if stored.origin == "table":
            owner = stored.region, stored.department, stored.unit
            units.setdefault(owner, []).append(page_of(stored))
    called = [unit or department or say("check.no-unit") for _, department, unit in units]
    paths = [str(Path(folder, name)) for name in file_names(called, ".xlsx")]
    there = next((path for path in paths if Path(path).exists()), None)
    if there is not None and not force:
        raise FileExistsError(EEXIST, strerror(EEXIST), there)
    if paths:
        Path(folder).mkdir(parents=True, exist_ok=True)
    return tuple(
        Exported(path, _written(tuple(pages), path, criteria))
        for path, pages in zip(paths, units.values(), strict=True)
    )


def _written(pages: tuple[ReviewPage, ...], path: str, criteria: Criteria | None) -> int:
    if len(pages) > _SHEETS:
        raise TooManyError(len(pages))
    if pages:
        from jixiao.documents.write import review_xlsx  # noqa: PLC0415 - its library is loaded only to write

        with replacing(path) as stream:
            review_xlsx.write(book_of(pages, criteria), stream)
    return len(pages)


# --- back -----------------------------------------------------------------------


def import_reviews(
    store: Store,
    paths: Iterable[str],
    *,
    rules: LoadedRuleSet | None = None,
    criteria: Criteria | None = None,
    cite: bool = False,
) -> Iterator[Reviewed]:
    """Keep every review in some workbooks, one transaction for each table; one bad table stops no other.

    ``rules`` is the rule set of tables that were scored under none of the shipped ones.  A deduction for
    which a remark names one of the ``criteria`` is compared with it; with ``cite`` every one has to.
    """
    inputs = expand(paths)
    for problem in inputs.problems:
        yield Reviewed(problem.place.file or "", "refused", problems=(problem,))
    for path in inputs.paths:
        data = _bytes(path)
        if data is None:
            yield _refused(path, "DOC001", Place(file=path))
            continue
        read = read_reviews(data, path)
        if read.problems:
            yield Reviewed(path, "refused", problems=read.problems)
        elif not (read.reviews or read.unmarked):
            yield _refused(path, "RVW001", Place(file=path))
        for sheet in read.unmarked:
            yield _refused(path, "RVW010", Place(file=path, table=sheet), sheet, name=sheet)
        for project in read.absent:
            yield _refused(path, "RVW011", Place(file=path), project, name=project)
        for review in read.reviews:
            yield keep(store, path, review, rules, Basis(criteria, cite=cite))


def _bytes(path: str) -> bytes | None:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(MAX_BYTES)
    except (OSError, ValueError):
        return None


def _refused(path: str, code: str, place: Place, project: str = "", **params: str) -> Reviewed:
    finding = Finding(code=code, severity=Severity.ERROR, place=place, params=params)
    return Reviewed(path, "refused", project, problems=(finding,))


def keep(
    store: Store,
    path: str,
    review: ReadReview,
    rules: LoadedRuleSet | None = None,
    basis: Basis = NO_BASIS,
) -> Reviewed:
    """One table's review: checked row by row against the version it was made from, then kept."""
    place = Place(file=path, table=review.sheet)
    stored = store.find(review.mark.version_id)
    if stored is None or stored.content_sha256 != review.mark.content_sha256:
        return _refused(path, "RVW002", place)
    name = stored.form.project
    if not stored.current:
        refused = _refused(path, "RVW003", place, name, name=name, number=str(stored.number))
        return refused._replace(year=stored.year)
    used = rules_of(stored, rules)
    checked = _Checked(stored, review, path, basis, by_rate=used is not None and bool(used.rules.cap))
    said = Reviewed(
        path,
        "refused",
        name,
        stored.number,
        changed=checked.changed,
        claimed=stored.form.claimed_total,
        problems=tuple(checked.problems),
        year=stored.year,
    )
    if checked.problems:
        return said
    made = total_of(stored, checked.scores, rules=used, rate=checked.rate)
    total, grade = made.total, made.grade
    remarks = (*_placed(made.remarks, place, name), *checked.remarks)
    said = said._replace(total=total, grade=grade, remarks=remarks)
    last = stored.review
    if last is not None and (last.rows, last.total) == (checked.rows, total):
        return said._replace(outcome="unchanged")
    if last is None and not checked.changed and not review.reviewer:
        return said._replace(outcome="untouched")
    new = NewReview(
        version_id=stored.version_id,
        content_sha256=stored.content_sha256,
        base_number=review.mark.base_number,
        reviewer=review.reviewer or None,
        total=total,
        grade=grade,
        rows=checked.rows,
    )
    try:
        store.add_review(new)
    except StoreError as error:
        finding = error.finding.model_copy(update={"place": place})
        return said._replace(outcome="refused", problems=(finding,))
    return said._replace(outcome="reviewed")


def _placed(remarks: Iterable[Finding], place: Place, name: str) -> tuple[Finding, ...]:
    """Remarks, each saying of which project it is and where that stands."""
    return tuple(
        one.model_copy(update={"place": place, "params": {**one.params, "name": _short(name)}})
        for one in remarks
    )


class _Checked:
    """The rows of one review, compared with the table: what is wrong, what the reviewer changes."""

    def __init__(
        self, stored: StoredForm, review: ReadReview, path: str, basis: Basis, *, by_rate: bool = False
    ) -> None:
        self.path, self.sheet, self.heads = path, review.sheet, review.heads
        self.basis = basis
        self.problems: list[Finding] = []
        self.remarks: list[Finding] = []
        self.scores: dict[int, Decimal] = {}
        self.changed = 0
        self.rate: Fraction | None = None
        self._by_rate = by_rate
        repeated = execution_row(stored.form)
        self._execution = EXECUTION if repeated is None else repeated
        lines = {line.position: line for line in lines_of(_bare(stored))}
        rows: dict[int, ReadRow] = {row.position: row for row in review.rows}
        counts = Counter(row.position for row in review.rows)
        self._head(stored)
        for position, line in lines.items():
            if position not in rows:
                self._wrong("RVW004", None, name=line.name)
            elif counts[position] > 1:
                self._wrong("RVW005", rows[position].review_score.ref, name=line.name)
        found = (self._row(line, rows[line.position]) for line in lines.values() if line.position in rows)
        self.rows = tuple(row for row in found if row is not None)

    def _wrong(self, code: str, cell: str | None, **params: str) -> None:
        place = Place(file=self.path, table=self.sheet, cell=cell)
        self.problems.append(Finding(code=code, severity=Severity.ERROR, place=place, params=params))

    def _head(self, stored: StoredForm) -> None:
        """Whether every sheet shows the project, year and version that its marks mean."""
        page = page_of(stored)
        number = say("review.number", number=str(page.number))
        meant = {"project": page.project, "year": page.year, "version": number}
        labels = {"project": "form.project", "year": "review.year", "version": "review.version"}
        for sheet, shown in self.heads.items():
            for key, text in shown.items():
                if not _same(text, meant[key]):
                    self.sheet = sheet
                    self._contradicts(None, say(labels[key]), text, meant[key])

    def _contradicts(self, cell: str | None, what: str, seen: str, meant: str) -> None:
        self._wrong("RVW012", cell, what=what, seen=_short(seen), meant=_short(meant))

    def _shown(self, line: ReviewLine, row: ReadRow) -> bool:
        """Whether a row shows what its mark means."""
        known = len(self.problems)
        if (name := row.shown.get("name")) is not None and not _same(name.text, line.name):
            self._contradicts(name.ref, say("review.column.name"), name.text, line.name)
            return False
        for key, value in (("weight", line.weight), ("claimed", line.claimed)):
            seen = row.shown.get(key)
            if seen is not None and not _same_number(seen.text, value):
                what = say("review.cell", name=_short(line.name), column=say(f"review.column.{key}"))
                self._contradicts(seen.ref, what, seen.text, figure(value))
        return len(self.problems) == known

    def _row(self, line: ReviewLine, row: ReadRow) -> ReviewedRow | None:
        """What the reviewer says of a row; ``None`` where it is what the unit says."""
        if not self._shown(line, row):
            return None
        score = self._score(line, row.review_score)
        if score is not None:
            self.scores[line.position] = score
        actual = row.review_actual.text
        other_score = bool(row.review_score.text) and score != line.claimed
        other_actual = squeeze(actual) not in {squeeze(line.actual), squeeze(printable(line.actual))}
        remark = row.remark.text or None
        if not other_score and not other_actual:
            return None if remark is None else ReviewedRow(position=line.position, note=remark)
        self.changed += 1
        if remark is None:
            self._wrong("RVW009", row.remark.ref, name=line.name)
        if score is not None and remark is not None:
            place = Place(file=self.path, table=self.sheet, cell=row.remark.ref)
            for finding in self.basis.held(line.name, line.claimed, line.weight, score, remark, place):
                (self.problems if finding.severity is Severity.ERROR else self.remarks).append(finding)
        if other_actual and line.position == self._execution:
            self.rate = rate_of(actual)
            if self.rate is None and self._by_rate:
                self._wrong("RVW017", row.review_actual.ref, seen=_short(actual))
        return ReviewedRow(
            position=line.position,
            review_actual=actual if other_actual else None,
            review_score=score if other_score else None,
            reason=remark,
        )

    def _score(self, line: ReviewLine, entered: Entered) -> Decimal | None:
        """The review score, from 0 to the weight, in whole 0.01 分 unless it is the claimed one."""
        if not entered.text and entered.formula:
            self._wrong("RVW013", entered.ref, name=line.name)
            return None
        if not entered.text:
            if line.weight is not None or line.claimed is not None:
                self._wrong("RVW006", entered.ref, name=line.name)
            return None
        value = parse_decimal(entered.text)
        if value is None or entered.text.endswith("%"):
            self._wrong("RVW007", entered.ref, name=line.name, seen=entered.text[:40])
            return None
        if line.claimed is not None and value == fraction(line.claimed):
            return line.claimed
        top = None if line.weight is None else fraction(line.weight)
        if value < 0 or (top is not None and value > top) or (value * 10**_DIGITS).denominator != 1:
            most = "" if line.weight is None else exact_string(fraction(line.weight))
            self._wrong("RVW008", entered.ref, name=line.name, seen=entered.text[:40], most=most)
            return None
        return Decimal(exact_string(value))


def _same(seen: str, meant: str) -> bool:
    return squeeze(seen) in {squeeze(meant), squeeze(printable(meant))}


def _same_number(seen: str, meant: Decimal | None) -> bool:
    """Whether a number stands as exported; one too fine for a sheet as a double holds it."""
    if meant is None:
        return not seen
    value = parse_decimal(seen)
    return squeeze(seen) == squeeze(figure(meant)) or (
        value is not None and (value == fraction(meant) or float(value) == float(fraction(meant)))
    )


def _short(text: str) -> str:
    return text if len(text) <= _SEEN else text[: _SEEN - 1] + "…"


def _bare(stored: StoredForm) -> StoredForm:
    """A table without its last review."""
    return stored.model_copy(update={"review": None})
