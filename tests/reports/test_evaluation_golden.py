"""Whole drafts as text, kept in files: what an official would read, word by word.

``JIXIAO_GOLDEN=1`` writes the files anew.  Of the reference corpus two tables are kept
whole, of the others a sum of each text.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from jixiao.reports.evaluation import OUTLINES
from jixiao.reports.facts import NO_FACTS
from jixiao.reports.render import as_bytes
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.services import report as service
from jixiao.services.report_sources import from_forms
from tests.documents import corpus
from tests.shared import SHARED

GOLDEN = Path(__file__).parent / "golden"
READ = (3, 10)
"""Tables of the corpus whose drafts are kept whole: rows that are open, a sum of 70; many kinds of rows."""
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))


def kept(name: str, text: str) -> str:
    """The text of a file; the file is written first where that is asked for."""
    path = GOLDEN / name
    if os.environ.get("JIXIAO_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_drafts_of_the_examples_read_as_they_did(example: Path, outline: str) -> None:
    found = service.find_table(str(example))
    assert isinstance(found, service.Found)
    facts = service.read_facts(found.facts, needed=False)
    text = as_bytes(service.draft_of(found, facts, outline=outline), "md").decode()
    assert text == kept(f"{example.stem}.{outline}.md", text)


@pytest.mark.skipif(SHARED is None, reason="the reference corpus is not here")
def test_the_drafts_of_the_corpus_read_as_they_did() -> None:
    lines = []
    for number, table in enumerate(corpus.tables()):
        form = corpus.form(table)
        (found,) = from_forms((ReadForm(form, Place()),), None, Path())
        for outline in OUTLINES:
            text = as_bytes(service.draft_of(found, NO_FACTS, outline=outline), "md")
            if number in READ:
                whole = text.decode()
                assert whole == kept(f"corpus-{number}.{outline}.md", whole)
            lines.append(f"{number} {outline} {len(text)} {hashlib.sha256(text).hexdigest()[:16]}")
    text = "\n".join(lines) + "\n"
    assert text == kept("corpus.txt", text)
