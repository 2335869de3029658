from __future__ import annotations

import pytest

from jixiao.documents.annotate import KINDS, annotated
from jixiao.documents.office.refusal import Refused
from tests.commands.test_check import table
from tests.documents.office_layouts import sheet, word, xlsx


@pytest.mark.parametrize(("kind", "make"), [("xlsx", xlsx), ("docx", word)])
def test_each_kind_has_its_marker(kind: str, make) -> None:
    assert kind in KINDS
    assert annotated(make(sheet(table())), kind, []).startswith(b"PK")


@pytest.mark.parametrize("kind", ["xls", "pdf", "text"])
def test_another_kind_is_refused(kind: str) -> None:
    with pytest.raises(Refused) as refusal:
        annotated(b"x", kind, [])
    assert refusal.value.code == "FIL002"


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_content_of_another_kind_is_refused(kind: str) -> None:
    other = {"xlsx": word, "docx": xlsx}[kind]
    with pytest.raises(Refused):
        annotated(other(sheet(table())), kind, [])
