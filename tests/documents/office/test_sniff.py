from __future__ import annotations

import pytest

from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import office_kind
from tests.documents.office.biff_writer import compound, workbook
from tests.documents.office.packages import xlsx, zipped

TYPES = (
    b'<Types xmlns="t"><Override PartName="/book.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
HTML_XLS = b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>1</td></tr></table></html>'
SPREADSHEET_2003 = (
    b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)

KINDS = [
    (xlsx(""), "xlsx"),
    (zipped({"[Content_Types].xml": TYPES, "book.xml": b"<a/>"}), "xlsx"),
    (zipped({"word/document.xml": b"<a/>"}), "docx"),
    (zipped({"word/document.xml": b"<a/>", "word/embeddings/a.xlsx": xlsx("")}), "docx"),
    (zipped({"xl/workbook.bin": b"x"}), "xlsb"),
    (zipped({"ppt/presentation.xml": b"<a/>"}), "pptx"),
    (zipped({"OFD.xml": b"<a/>"}), "ofd"),
    (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
    (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "odt"),
    (zipped({"mimetype": b"application/epub+zip"}), "zip"),
    (zipped({"META-INF/MANIFEST.MF": b"x", "a.class": b"x"}), "jar"),
    (zipped({"a.xlsx": xlsx("")}), "zip"),
    (compound({"Workbook": workbook({"表": b""})}), "xls"),
    (compound({"WordDocument": b"x"}), "doc"),
    (compound({"Book": b"x"}), "xls-old"),
    (compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "encrypted"),
    (compound({"PowerPoint Document": b"x"}), "ppt"),
    (compound({"__properties_version1.0": b"x"}), "message"),
    (compound({"Other": b"x"}), "ole2"),
    (b"\x09\x08\x08\x00\x00\x05\x05\x00" + bytes(40), "xls-old"),
    (HTML_XLS, "html"),
    (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "html"),
    ("<html></html>".encode("utf-16"), "html"),
    (b"MIME-Version: 1.0\nX-Document-Type: Workbook\n", "html"),
    (SPREADSHEET_2003, "xml-2003"),
    ("项目名称,得分\n甲,1\n".encode("gb18030"), "text"),
    ("项目名称\t得分\n甲\t1\n".encode(), "text"),
    ("项目名称\t得分\n".encode("utf-16"), "text"),
    (b"%PDF-1.7\n", "pdf"),
    (b"{\\rtf1", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff\xe0", "image"),
    (b"Rar!\x1a\x07\x00", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x00\x01\x02\x03", "unknown"),
    (b"", "unknown"),
]


@pytest.mark.parametrize(
    ("data", "kind"), KINDS, ids=[f"{kind}-{number}" for number, (_, kind) in enumerate(KINDS)]
)
def test_the_kind_is_what_the_content_says(data: bytes, kind: str) -> None:
    assert office_kind(data) == kind


@pytest.mark.parametrize("data", [xlsx("")[:-30], compound({"Workbook": b"x"})[:600]])
def test_what_cannot_be_opened_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        office_kind(data)
    assert caught.value.code == "OFF009"
