from __future__ import annotations

import io

from docx import Document

from jixiao.documents.write import blank_docx
from jixiao.documents.write.blank import BlankForm, Block

BLANK = BlankForm((Block("产出指标", "数量指标", 2),), "x-1", "某规则", "abc", tiers=("好",))


def test_the_blank_document_has_the_form_and_how_to_fill_it_in() -> None:
    stream = io.BytesIO()
    blank_docx.write(BLANK, stream)
    document = Document(stream)
    assert [table.cell(0, 0).text for table in document.tables] == ["项目名称", ""]
    assert document.tables[1].cell(1, 2).text == "数量指标"
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "填表说明" in lines
    assert any("好" in line for line in lines)
    assert document.core_properties.identifier == BLANK.identifier
