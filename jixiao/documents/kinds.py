"""What a file is, by its content: the extension is never looked at."""

from __future__ import annotations

import re
from typing import Final

JSON: Final = "json"
TEXT: Final = "text"

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole2"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"SQLite format 3\0", "sqlite"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ZIP_MEMBERS: tuple[tuple[bytes, str], ...] = (
    (b"xl/workbook", "xlsx"),
    (b"word/document", "docx"),
    (b"ppt/presentation", "pptx"),
    (b"OFD.xml", "ofd"),
)
_OLE2_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_MARKUP = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|meta|\?xml|svg)\b", re.IGNORECASE)
_JSON_START = re.compile(r'\s*(?:\{\s*(?:["}{\[]|\Z)|\[\s*(?:[{\[\]"]|\Z))')
_JSON_PERHAPS = re.compile(r"\s*[\[{]")


def of_bytes(data: bytes) -> str | None:
    """The kind of a binary format by its mark (``xlsx``, ``pdf`` …), or ``None`` where it may be text."""
    if data.startswith(_ZIP):
        return next((kind for member, kind in _ZIP_MEMBERS if member in data), "zip")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return "image"
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return _ole2(data) if kind == "ole2" else kind
    return "pdf" if b"%PDF-" in data[:1024].lstrip()[:16] else None


def _ole2(data: bytes) -> str:
    return next((kind for name, kind in _OLE2_STREAMS if name.encode("utf-16-le") in data), "ole2")


def of_text(text: str) -> str:
    """``json``, ``html``, ``mhtml`` or ``text``; JSON is only what begins like a form or a list of forms."""
    head = text[:4096].lstrip()
    if _MARKUP.match(head):
        return "html"
    if head.startswith("MIME-Version:"):
        return "html"
    return JSON if _JSON_START.match(text[:4096]) else TEXT


def perhaps_json(text: str) -> bool:
    """Whether ``text`` begins with a bracket: JSON if it parses, else text such as ``[附件1]``."""
    return _JSON_PERHAPS.match(text[:4096]) is not None
