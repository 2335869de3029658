"""A PDF file opened by pdfminer: its pages as contents, one by one, broken ones told apart."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from jixiao.documents.office.pdf_page import PageContent, content_of
from jixiao.documents.office.refusal import Refused
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it warns of is told as notes


class Document:
    """An open file.  ``count``: the pages it says it has; ``fields``: whether it has a form to fill in.

    Raises :class:`Refused` where it needs a password (an owner's alone does not hinder) or is no PDF.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._document = PDFDocument(PDFParser(io.BytesIO(data)))
        except MemoryError:
            raise
        except PDFPasswordIncorrect as failure:
            raise Refused("PDF002") from failure
        except Exception as failure:
            why = "pages.why.crypt" if isinstance(failure, PDFEncryptionError) else "pages.why.pdf"
            raise Refused("PDF003", problem=say(why)) from failure
        self.count = 0
        self.fields = False
        self.more = False
        try:
            catalog = self._document.catalog
            self.fields = bool(resolve1((resolve1(catalog.get("AcroForm")) or {}).get("Fields")))
            count = resolve1((resolve1(catalog.get("Pages")) or {}).get("Count"))
            self.count = count if isinstance(count, int) else 0
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a broken catalog says nothing about its pages
            self.count = 0

    def pages(self, most: int) -> Iterator[PageContent | None]:
        """The contents of the first ``most`` pages; ``None`` for one that cannot be read.

        Afterwards ``more`` says whether there are further pages.  Where the tree of pages is
        broken, the pages behind cannot be found: they are missing from ``count``.
        """
        manager = PDFResourceManager()
        raws = PDFPage.create_pages(self._document)
        number = 0
        while True:
            try:
                raw = next(raws, None)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 - whatever a broken tree provokes
                yield None
                return
            if raw is None:
                return
            if number == most:
                self.more = True
                return
            number += 1
            try:
                content: PageContent | None = content_of(raw, number, manager)
            except MemoryError:
                raise
            except Exception:  # noqa: BLE001 - whatever a broken page provokes, the others may still be read
                content = None
            yield content
