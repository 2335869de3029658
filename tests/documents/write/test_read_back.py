"""The written form says what it was written from: read as a table again, it is the same form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao.documents import text_form
from jixiao.documents.grid import Extract, Grid
from jixiao.documents.office.docx_grid import read_docx
from jixiao.documents.office.workbook import read_workbook
from jixiao.documents.write import docx_form, xlsx_form
from jixiao.documents.write.model import FilledForm, FormBook
from jixiao.schemas.self_evaluation import SelfEvaluation

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.json"))


def lines(extract: Extract) -> str:
    """The tables and paragraphs as text with tabs; a covered cell is blank, as on paper."""
    found = []
    for block in extract.blocks:
        if isinstance(block, Grid):
            found += [
                "\t".join("" if cell.covered else " ".join(cell.text.split()) for cell in row)
                for row in block.rows
            ]
        else:
            found.append(block.text)
    return "\n".join(found)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_real_form_is_read_back_the_same(path: Path, kind: str) -> None:
    form = SelfEvaluation.model_validate(json.loads(path.read_text(encoding="utf-8")))
    book = FormBook((FilledForm(form),))
    if kind == "xlsx":
        extract = read_workbook(xlsx_form.as_bytes(book), "x.xlsx")
    else:
        extract = read_docx(docx_form.as_bytes(book), "x.docx")
    assert extract.refusal is None
    (read,) = text_form.read(lines(extract), "x").forms
    assert read.evaluation.model_copy(update={"region": form.region}) == form
