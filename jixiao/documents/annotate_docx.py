"""Remarks into a Word document, as comments at the cells and paragraphs they speak of."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import office_kind
from jixiao.documents.write.styles import printable
from jixiao.indicators.cleaning import squeeze
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as DocumentType

    from jixiao.documents.annotate import Remark

_REF = re.compile(r"R([1-9][0-9]*)C([1-9][0-9]*)")
_NUMBER = re.compile(r"[1-9][0-9]*")
_SHORTEST = 8
"""Characters of a quote from which on it is looked for in the whole document."""

Element = Any
"""An element of the document's XML."""


def annotated(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """``data`` (a docx) with a comment for each remark; one whose place is not found stands at the top.

    Raises :class:`~jixiao.documents.office.refusal.Refused` for a file that is no such document.
    """
    kind = office_kind(data)
    if kind != "docx":
        raise Refused("FIL002", kind=kind)
    document = Document(io.BytesIO(data))
    places = _Places(document)
    for remark in remarks:
        paragraph = places.of(remark)
        document.add_comment(
            _runs(paragraph, document),
            text=printable(remark.text),
            author=say("annotate.author"),
            initials=say("annotate.initials"),
        )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _runs(paragraph: Element, document: DocumentType) -> list[Run]:
    """The runs of a paragraph, an empty one made where it has none."""
    found = paragraph.findall(qn("w:r"))
    if not found:
        found = [OxmlElement("w:r")]
        paragraph.append(found[0])
    return [Run(one, document) for one in (found if len(found) == 1 else (found[0], found[-1]))]


class _Places:
    """The paragraphs of a document by the places that reading gives."""

    def __init__(self, document: DocumentType) -> None:
        self.body = document.element.body
        self.tables = list(self.body.iter(qn("w:tbl")))
        self.paragraphs = [(one, squeeze(_text(one))) for one in self.body.iter(qn("w:p"))]

    def of(self, remark: Remark) -> Element:
        """The paragraph a remark is put at: its cell, the line it quotes, its heading, at last the first."""
        place = remark.place
        cell = self._cell(place.table, place.cell, place.row)
        quote = squeeze(place.quote or "")
        if cell is not None and quote in squeeze(_text(cell)):
            return next(cell.iter(qn("w:p")))
        for words in (squeeze(remark.row), quote, squeeze(place.document_part or "")):
            found = self._saying(words)
            if found is not None:
                return found
        if cell is not None:
            return next(cell.iter(qn("w:p")))
        return self._first()

    def _saying(self, words: str) -> Element | None:
        if len(words) < _SHORTEST:
            return next((one for one, text in self.paragraphs if words and text == words), None)
        return next((one for one, text in self.paragraphs if words in text), None)

    def _cell(self, table: str | None, ref: str | None, row_told: str | None) -> Element | None:
        """A cell by the number of its table and its reference within it; the first of a row without one."""
        number_of_row = _NUMBER.search(row_told or "")
        told = f"R{number_of_row[0]}C1" if number_of_row and not ref else ref
        match = _REF.fullmatch(told or "")
        number = next(
            (at for at in range(len(self.tables)) if table == say("pages.table", number=at + 1)), None
        )
        if match is None or number is None:
            return None
        rows = self.tables[number].findall(qn("w:tr"))
        row, column = int(match[1]) - 1, int(match[2]) - 1
        if row >= len(rows):
            return None
        at = 0
        for cell in rows[row].findall(qn("w:tc")):
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            at += int(span.get(qn("w:val")) or 1) if span is not None else 1
            if column < at:
                return cell
        return None

    def _first(self) -> Element:
        """The first paragraph, made where there is none."""
        if self.paragraphs:
            return self.paragraphs[0][0]
        made = OxmlElement("w:p")
        self.body.insert(0, made)
        self.paragraphs.append((made, ""))
        return made


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))
