from __future__ import annotations

import io

import docx

from jixiao.documents.write import findings_docx
from tests.documents.write.found import LONG, book, empty


def opened(made):
    stream = io.BytesIO()
    findings_docx.write(made, stream)
    return docx.Document(io.BytesIO(stream.getvalue()))


def test_each_letter_is_a_section_on_a4() -> None:
    document = opened(book())
    assert len(document.sections) == 3
    sizes = {(round(one.page_width.mm), round(one.page_height.mm)) for one in document.sections}
    assert sizes == {(210, 297)}
    assert document.core_properties.title == "绩效自评复核意见"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "绩效自评复核意见"
    assert any(LONG in text for text in texts)


def test_paragraphs_of_a_letter_are_indented_and_headings_stay_with_what_follows() -> None:
    paragraphs = {paragraph.text: paragraph for paragraph in opened(book()).paragraphs}
    item = next(one for text, one in paragraphs.items() if text.startswith("1.〔错误 TOT001〕"))
    assert item.paragraph_format.first_line_indent > 0
    assert paragraphs["应为 90，现为 91"].paragraph_format.left_indent > 0
    assert paragraphs["甲.xlsx"].paragraph_format.keep_with_next


def test_nothing_found_is_a_letter_too() -> None:
    assert [paragraph.text for paragraph in opened(empty()).paragraphs] == [
        "绩效自评复核意见",
        "共查 0 个文件",
    ]
