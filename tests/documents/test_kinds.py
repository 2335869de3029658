from __future__ import annotations

import pytest

from jixiao.documents import kinds
from jixiao.documents.files import OFFICE
from jixiao.texts import say

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04..xl/workbook.xml", "xlsx"),
        (b"PK\x03\x04..word/document.xml", "docx"),
        (b"PK\x03\x04..ppt/presentation.xml", "pptx"),
        (b"PK\x03\x04..OFD.xml", "ofd"),
        (b"PK\x03\x04", "zip"),
        (b"PK\x05\x06", "zip"),
        (OLE2 + "WordDocument".encode("utf-16-le"), "doc"),
        (OLE2 + "Workbook".encode("utf-16-le"), "xls"),
        (OLE2 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE2, "ole2"),
        (b"%PDF-1.4", "pdf"),
        (b"\n%PDF-1.4", "pdf"),
        (b"{\\rtf1", "rtf"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"GIF89a", "image"),
        (b"RIFF....WEBPVP8 ", "image"),
        (b"BM\x10\0\0\0\0\0\0\0", "image"),
        (b"\x1f\x8b\x08", "archive"),
        (b"SQLite format 3\0", "sqlite"),
        (b"BM is text", None),
        ("项目".encode(), None),
        (b"{}", None),
    ],
)
def test_bytes(data: bytes, kind: str | None) -> None:
    assert kinds.of_bytes(data) == kind
    if kind is not None and kind not in OFFICE:
        assert say(f"document.kind.{kind}") != f"document.kind.{kind}"
        assert say(f"document.advice.{kind}") != f"document.advice.{kind}"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"project": 1}', "json"),
        ("{", "json"),
        ("  [ {", "json"),
        ("[]", "json"),
        ("{}", "json"),
        ("[[[", "json"),
        ("[附件] 表", "text"),
        ("{附件}", "text"),
        ("<html>", "html"),
        ("\n<!DOCTYPE html>", "html"),
        ("<table><tr>", "html"),
        ('<?xml version="1.0"?>', "html"),
        ("MIME-Version: 1.0", "html"),
        ("项目名称", "text"),
        ("<5% 的项目", "text"),
    ],
)
def test_text(text: str, kind: str) -> None:
    assert kinds.of_text(text) == kind


def test_a_bracket_may_be_json() -> None:
    assert kinds.perhaps_json(" [1]")
    assert not kinds.perhaps_json("1")
