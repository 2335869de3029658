"""Use case: write computed scores into a unit's own workbook, into its own 得分 cells and nowhere else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.complaints import error, notice, warning
from jixiao.documents.files import read_bytes
from jixiao.documents.fill import fill, sheet_names
from jixiao.documents.office.refusal import Refused
from jixiao.schemas.finding import Place
from jixiao.schemas.scored import Status
from jixiao.scoring.execution import total_line
from jixiao.scoring.explain import sentence, short
from jixiao.scoring.ruleset import RuleSetError
from jixiao.services.choose_rules import choose_for_file, named_rules, score_chosen
from jixiao.services.given import given
from jixiao.services.score_paths import ScoreRun
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.scored import ScoredEvaluation, ScoredRow
    from jixiao.schemas.self_evaluation import Path as FieldPath
    from jixiao.schemas.self_evaluation import ReadForm

_REF = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class FillRun(NamedTuple):
    """What filling a workbook gave: the scored tables, how many cells were written, what to know of them."""

    run: ScoreRun
    written: int
    notes: tuple[Finding, ...] = ()

    @property
    def exit_code(self) -> int:
        """As for scoring; 2 where nothing could be written."""
        return self.run.exit_code


def fill_original(
    original: str | Path,
    output: str | Path,
    *,
    rules: str | None = None,
    region: str | None = None,
    year: int | None = None,
    overwrite: bool = False,
) -> FillRun:
    """Score the tables of ``original`` (xlsx or xlsm) and write a copy with the scores in its own cells.

    Only scores that differ from those in the file are written; rows nobody but a person can decide are
    left alone and named.  ``region`` and ``year`` are those of tables that name none.  ``overwrite`` allows
    ``output`` to be the original.  Nothing is written where no table is found.  Raises ``OSError`` where a
    file cannot be read or written.
    """
    source, target = Path(original), Path(output)
    name = str(original)
    same = target.exists() and target.samefile(source)
    if same and not overwrite:
        return _refused(error("FIL008", Place(file=name)))
    data = source.read_bytes()
    try:
        named, where = named_rules(rules), given(region, year)
        sheets = sheet_names(data)
        read = read_bytes(data, name)
        scored = []
        forms = where.fill(read.forms)
        for form, chosen in zip(forms, choose_for_file(forms, named), strict=True):
            whole = replace(form, findings=(*read.notes, *form.findings))
            scored.append(score_chosen(whole, chosen))
        problems = (*read.problems, *(problem for form in read.forms for problem in form.problems))
        run = ScoreRun(tuple(scored), problems, read.notes)
        if not scored:
            return _refused(*(problems or (error("DOC011", Place(file=name)),)))
        plan = _Plan(sheets, name)
        for form, result in zip(read.forms, scored, strict=True):
            plan.add(form, result)
        filled = fill(data, plan.values, name)
    except RuleSetError as failure:
        return FillRun(ScoreRun((), failure.findings, ()), 0)
    except Refused as failure:
        return _refused(_finding(failure, name))
    with replacing(target) as stream:
        stream.write(filled.data)
    return FillRun(run, filled.written, (*plan.notes, *filled.notes))


def _refused(*findings: Finding) -> FillRun:
    return FillRun(ScoreRun((), findings, ()), 0)


def _finding(refused: Refused, name: str) -> Finding:
    """A refusal as a problem, its kinds and reasons put into words."""
    params = dict(refused.params)
    if "kind" in params:
        kind = params["kind"]
        params |= {"kind": say(f"office.kind.{kind}"), "advice": say(f"office.advice.{kind}")}
    if "why" in params:
        params["why"] = say(f"office.why.{params['why']}")
    return error(refused.code, Place(file=name, table=refused.table, cell=refused.ref), **params)


class _Plan:
    """Which number goes into which cell."""

    def __init__(self, sheets: tuple[str, ...], name: str) -> None:
        self.sheets = sheets
        self.name = name
        self.values: dict[str, dict[str, Decimal]] = {}
        self.notes: list[Finding] = []

    def add(self, form: ReadForm, scored: ScoredEvaluation) -> None:
        """The cells of one table: execution rate, rows, and last the total, which may be their sum."""
        funds = total_line(form.evaluation)
        if scored.execution is not None and funds is not None and funds.index is not None:
            # a rate that stands among the indicators has its score there
            holds = form.evaluation.funds[funds.index].weight is not None
            if holds or all(item.counted for item in scored.indicators):
                path = ("funds", funds.index, "claimed_score")
                self._row(form, path, say("view.execution"), scored.execution)
        for index, item in enumerate(scored.indicators):
            title = item.indicator.name or item.indicator.level2 or item.indicator.level1 or "—"
            self._row(form, ("indicators", index, "claimed_score"), title, item.row)
        total = scored.total
        if total is None:
            low, high = scored.total_range
            self._left(form, ("claimed_total",), say("form.total"), f"{short(low)}～{short(high)}")
        else:
            # also where it is as claimed: a formula there may come to something else by now
            self._put(form, ("claimed_total",), say("form.total"), total)

    def _row(self, form: ReadForm, path: FieldPath, title: str, row: ScoredRow) -> None:
        if row.score is None:
            if not row.decided:
                self._left(form, path, title, f"{short(row.low)}～{short(row.high)}")
            elif row.status is Status.UNSCORABLE:
                why = sentence(row, brief=True)
                self.notes.append(notice("FIL012", form.place(*path), name=title, why=why))
        elif row.score != row.claimed_score:
            self._put(form, path, title, row.score)

    def _left(self, form: ReadForm, path: FieldPath, title: str, span: str) -> None:
        self.notes.append(notice("FIL011", form.place(*path), name=title, range=span))

    def _put(self, form: ReadForm, path: FieldPath, title: str, value: Decimal) -> None:
        found = self._cell(form, path)
        if found is None:
            self.notes.append(warning("FIL009", form.place(*path), name=title))
        else:
            sheet, ref = found
            self.values.setdefault(sheet, {})[ref] = value

    def _cell(self, form: ReadForm, path: FieldPath) -> tuple[str, str] | None:
        """The sheet and cell of a field; where the field was blank, by its row and the column of its like."""
        place = form.places.get(path)
        if place is not None and _REF.fullmatch(place.cell or ""):
            sheet = self._sheet(place)
            return None if sheet is None or place.cell is None else (sheet, place.cell)
        columns = {
            match[1]
            for other, at in form.places.items()
            if len(other) == len(path) == 3 and (other[0], other[2]) == (path[0], path[2])
            and (match := _REF.fullmatch(at.cell or ""))
        }  # fmt: skip
        beside = [
            (self._sheet(at), match[2])
            for other, at in form.places.items()
            if len(path) == 3 and other[:2] == path[:2] and (match := _REF.fullmatch(at.cell or ""))
        ]
        rows = set(beside)
        if len(columns) != 1 or len(rows) != 1:
            return None
        (sheet, row), column = rows.pop(), columns.pop()
        return None if sheet is None else (sheet, f"{column}{row}")

    def _sheet(self, place: Place) -> str | None:
        """The sheet a place is in."""
        for named in (place.table, place.document_part):
            if named in self.sheets:
                return named
        within = [sheet for sheet in self.sheets if place.table and place.table.startswith(sheet)]
        if len(within) == 1:
            return within[0]
        return self.sheets[0] if len(self.sheets) == 1 else None
