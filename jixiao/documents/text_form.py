"""Text with self-evaluation tables in it, anywhere among prose and other tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents import marks
from jixiao.documents.assemble import assemble
from jixiao.documents.complaints import error, notice
from jixiao.documents.lines import Document
from jixiao.documents.losses import name_fully, with_losses
from jixiao.documents.table_notes import with_remarks
from jixiao.documents.tables import find_tables
from jixiao.schemas.finding import Finding, Place
from jixiao.schemas.self_evaluation import ReadFile, ReadForm
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jixiao.documents.found import Table
    from jixiao.documents.places import Locate
    from jixiao.schemas.self_evaluation import SelfEvaluation


def _annexed(table: Table, form: SelfEvaluation, document: Document) -> bool:
    """Whether a table is the scores annexed to a report of ours, where they repeat another table."""
    if form.project.strip() or form.funds:
        return False
    above = (line.text for line in document.backward(table.position, 1))
    return say("evaluation.annex") in {table.document_part, next(above, "").lstrip("#").strip()}


def read(
    text: str,
    name: str,
    *,
    year: int | None = None,
    locate: Locate | None = None,
    continued: Mapping[int, frozenset[int]] | None = None,
    spans: list[tuple[int, int]] | None = None,
) -> ReadFile:
    """The forms of all tables in ``text``; ``year`` counts where neither table nor document names one.

    ``locate`` and ``continued`` are given where the text was made from grids: which cell a cell of a line
    is, and which cells of which line are merged with the one to their left.  ``spans`` takes in the numbers
    of each form's first and last line.
    """
    document = Document(text, continued=continued)
    told = {} if locate is None else {"locate": locate}
    forms: list[ReadForm] = []
    problems: list[Finding] = []
    notes: list[Finding] = []
    document_year: int | None = None
    index = 0

    def passed(code: str, table: Table) -> None:
        row = say("place.row", number=table.start.number)
        place = Place(file=name, document_part=table.document_part, row=row)
        notes.append(notice(code, place if locate is None else locate(place, table.start.number)))

    for table in find_tables(document):
        if not table.is_evaluation:
            passed("FRM021", table)
            continue
        if index == 0:
            document_year = marks.document_year(document.text)
        index += 1
        name_fully(table)
        made = assemble(table, file=name, index=index, year=document_year or year, **told)
        if made.form is not None and _annexed(table, made.form.evaluation, document):
            index -= 1
            passed("FRM034", table)
            continue
        problems += made.problems
        if made.form is not None:
            whole = with_losses(made.form, table, document, locate)
            forms.append(with_remarks(whole, table, document, locate))
            if spans is not None:
                spans.append((table.start.number, document.number(max(table.end - 1, table.position))))
    if not index:
        problems.append(error("DOC011", Place(file=name)))
    return ReadFile(name, tuple(forms), tuple(problems), tuple(notes))
