from __future__ import annotations

import pytest

from jixiao.documents.office.reading import OFFICE_KINDS, read_office
from tests.documents.office.packages import xlsx, zipped


def test_a_workbook_is_read_by_what_it_is() -> None:
    extract = read_office(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'), "a.docx")
    assert [[cell.text for cell in row] for row in extract.grids[0].rows] == [["1"]]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "OFF010"), (b"a,b", "OFF010"), (zipped({"OFD.xml": b""}), "OFF010"), (b"PK\x03\x04", "OFF009")],
)
def test_what_is_no_office_file_is_refused(data: bytes, code: str) -> None:
    extract = read_office(data, "a.xlsx")
    assert extract.refusal is not None
    assert extract.refusal.code == code


def test_a_document_goes_to_its_own_reader() -> None:
    assert {"xlsx", "xls", "docx", "pdf"} == OFFICE_KINDS
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>'
    )
    extract = read_office(zipped({"word/document.xml": body.encode()}), "a.xlsx")
    assert [block.text for block in extract.blocks if not hasattr(block, "rows")] == ["甲"]
