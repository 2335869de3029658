"""What an office file is, by the directory of a package or of an OLE2 file, never by its extension."""

from __future__ import annotations

import re
from typing import Final

from jixiao.documents.office import zip_guard
from jixiao.documents.office.ole import SIGNATURE, CompoundFile
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.zip_guard import Package

WORKBOOKS: Final = frozenset({"xlsx", "xls"})
"""The kinds that :func:`~jixiao.documents.office.workbook.read_workbook` reads."""

_PACKAGES: Final = (
    ("word/document.xml", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook.xml", "xlsx"),
    ("ppt/presentation.xml", "pptx"),
    ("ofd.xml", "ofd"),
)
_OPEN_DOCUMENTS: Final = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
)
_STREAMS: Final = (
    ("encryptedpackage", "encrypted"),
    ("encryptioninfo", "encrypted"),
    ("workbook", "xls"),
    ("book", "xls-old"),
    ("worddocument", "doc"),
    ("powerpoint document", "ppt"),
    ("__properties_version1.0", "message"),
)
_SPREADSHEET_TYPE = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.spreadsheetml|ms-excel)\."
)
_OLD_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
_SPREADSHEET_2003 = re.compile(
    rb"urn:schemas-microsoft-com:office:spreadsheet|progid=[\"']Excel\.Sheet", re.IGNORECASE
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_MAGIC: Final = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "image"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
)


def office_kind(data: bytes) -> str:
    """What ``data`` is: one of :data:`WORKBOOKS`, ``docx``, ``doc``, ``text`` … or ``unknown``.

    Raises :class:`Refused` where the directory of a package or OLE2 file is damaged or out of bounds.
    """
    if data.startswith((zip_guard.LOCAL, b"PK\x05\x06", b"PK\x07\x08")):
        return kind_of_package(Package(data))
    if data.startswith(SIGNATURE):
        return kind_of_compound(CompoundFile(data))
    head = data[:4096]
    if head.startswith(_OLD_BIFF):
        return "xls-old"
    if _SPREADSHEET_2003.search(head):
        return "xml-2003"
    text = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _HTML.search(text[:1024]) or text.startswith(b"MIME-Version:"):
        return "html"
    found = next((kind for mark, kind in _MAGIC if head.startswith(mark)), None)
    if found is not None:
        return found
    return "text" if _is_text(data) else "unknown"


def kind_of_package(package: Package) -> str:
    """What a package holds, by the names of its members."""
    found = next((kind for name, kind in _PACKAGES if name in package), None)
    if found is not None:
        return found
    if "[content_types].xml" in package and _SPREADSHEET_TYPE.search(package.read("[content_types].xml")):
        return "xlsx"
    if "mimetype" in package:
        mark = package.read("mimetype")[:80]
        return next((kind for prefix, kind in _OPEN_DOCUMENTS if mark.startswith(prefix)), "zip")
    return "jar" if "meta-inf/manifest.mf" in package else "zip"


def kind_of_compound(compound: CompoundFile) -> str:
    """What an OLE2 file holds, by the names of its streams."""
    return next((kind for name, kind in _STREAMS if name in compound), "ole2")


def _is_text(data: bytes) -> bool:
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return (
        bool(head)
        and b"\0" not in head
        and sum(byte < 9 or 13 < byte < 32 for byte in head) * 50 <= len(head)
    )


__all__ = ["WORKBOOKS", "Refused", "kind_of_compound", "kind_of_package", "office_kind"]
