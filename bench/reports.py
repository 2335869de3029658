"""Drafting: 1,000 evaluation reports from 1,000 tables, beside python-docx writing the same words.

``python bench/reports.py [REPORTS]``.  What python-docx writes is read back from the reports themselves: the
same paragraphs and tables, without styles, widths, rules or sources.  Every table is another one: project and
amounts differ.  Scoring and checking a table is timed by itself.
"""

from __future__ import annotations

import io
import json
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from jixiao.reports.evaluation import OUTLINES
from jixiao.reports.facts import NO_FACTS
from jixiao.reports.render import as_bytes
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.services.choose_rules import Named
from jixiao.services.report import draft_of
from jixiao.services.report_sources import Found, from_forms

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.json"))
RULES = Named("jiangxi-2023", "rules-named")
PART = 50
"""Reports that are written by the one and by the other in turn, so that a busy machine slows both."""

Words = list[str | list[list[str]]]


def forms(count: int) -> list[ReadForm]:
    read = [SelfEvaluation.model_validate(json.loads(path.read_text(encoding="utf-8"))) for path in EXAMPLES]
    made = []
    for number in range(count):
        form = read[number % len(read)]
        more = Decimal(number % 97) / 100
        funds = [
            line if line.executed is None else line.model_copy(update={"executed": line.executed + more})
            for line in form.funds
        ]
        update = {"project": f"{form.project}{number}", "funds": tuple(funds)}
        made.append(ReadForm(form.model_copy(update=update), Place()))
    return made


def words_of(data: bytes) -> Words:
    """The paragraphs and tables of a report, in order."""
    made: Words = []
    for element in Document(io.BytesIO(data)).element.body:
        if element.tag == qn("w:p"):
            made.append(text_of(element))
        elif element.tag == qn("w:tbl"):
            rows = element.findall(qn("w:tr"))
            made.append([[text_of(cell) for cell in row.findall(qn("w:tc"))] for row in rows])
    return made


def flat(words: Words) -> list[str]:
    """Every text that is not empty (a cell over several columns leaves the others empty)."""
    cells = (
        [block] if isinstance(block, str) else [text for row in block for text in row] for block in words
    )
    return [text for some in cells for text in some if text]


def text_of(element: Any) -> str:  # noqa: ANN401 - an element of the library, which has no types
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


def bare(words: Words) -> bytes:
    """The same words by python-docx, the quickest way its documentation shows."""
    document = Document()
    for block in words:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=max(map(len, block)))
        for line, row in zip(block, table.rows, strict=True):
            for text, cell in zip(line, row.cells, strict=False):
                cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def written(found: Found, number: int) -> bytes:
    return as_bytes(draft_of(found, NO_FACTS, outline=OUTLINES[number % len(OUTLINES)]), "docx")


def main(count: int) -> None:
    read = forms(count)
    start = time.perf_counter()
    found = [one for form in read for one in from_forms((form,), RULES, Path())]
    scoring = time.perf_counter() - start
    ours = theirs = 0.0
    blocks = size = 0
    for first in range(0, count, PART):
        batch = found[first : first + PART]
        start = time.perf_counter()
        made = [written(one, number) for number, one in enumerate(batch)]
        ours += time.perf_counter() - start
        words = [words_of(data) for data in made]
        start = time.perf_counter()
        again = [bare(one) for one in words]
        theirs += time.perf_counter() - start
        if flat(words_of(again[0])) != flat(words[0]):
            raise SystemExit("python-docx did not write the same words")
        blocks += sum(map(len, words))
        size += sum(map(len, made))
    print(f"{count} reports, {blocks // count} paragraphs and tables and {size // count:,} bytes each")
    print(f"scoring and checking {scoring / count * 1000:.2f} ms a table")
    print(f"drafting and writing {ours / count * 1000:.1f} ms a report")
    print(f"python-docx alone    {theirs / count * 1000:.1f} ms")
    print(f"ratio                {ours / theirs:.2f} (at most 2)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
