"""Comments in a Word document, at the cells and paragraphs they speak of."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from jixiao.documents.annotate import Remark
from jixiao.documents.annotate_docx import annotated
from jixiao.schemas.finding import Place


def document() -> bytes:
    """A heading, a sentence, a table with a wide cell, another table."""
    made = docx.Document()
    made.add_heading("第三部分 决算情况说明", 1)
    made.add_paragraph("本年度 23 个项目平均得分 88.75 分，等级为良。")
    first = made.add_table(2, 3)
    first.cell(0, 0).merge(first.cell(0, 1)).text = "项目资金"
    first.cell(1, 1).text = "198"
    first.cell(1, 2).text = "5"
    made.add_table(1, 1).cell(0, 0).text = "别的"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def marked(line: str, place: dict[str, str]) -> str:
    """The text of the paragraph that one remark was put at."""
    data = annotated(document(), [Remark("error", "某处不对", Place(**place), line)])
    made = docx.Document(io.BytesIO(data))
    (comment,) = made.comments
    assert (comment.text, comment.author) == ("某处不对", "jixiao 复核")
    (start,) = made.element.body.iter(qn("w:commentRangeStart"))
    assert start.get(qn("w:id")) == str(comment.comment_id)
    return "".join(one.text or "" for one in start.getparent().iter(qn("w:t")))


@pytest.mark.parametrize(
    ("line", "place", "text"),
    [
        ("", {"table": "表1", "cell": "R2C3", "quote": "5"}, "5"),
        ("", {"table": "表1", "cell": "R1C2", "quote": "项目资金"}, "项目资金"),
        ("", {"table": "表1", "row": "第1行"}, "项目资金"),
        ("", {"table": "表2", "cell": "R1C1", "quote": "别的"}, "别的"),
        ("", {"quote": "平均得分88.75分"}, "本年度 23 个项目平均得分 88.75 分，等级为良。"),
        ("平均得分 88.75 分，等级", {"quote": "88.75"}, "本年度 23 个项目平均得分 88.75 分，等级为良。"),
        ("", {"document_part": "第三部分 决算情况说明"}, "第三部分 决算情况说明"),
        ("", {"table": "表9", "cell": "R1C1", "quote": "没有这样的一句话在里面"}, "第三部分 决算情况说明"),
        ("", {"table": "表1", "cell": "R9C9"}, "第三部分 决算情况说明"),
        ("", {}, "第三部分 决算情况说明"),
    ],
)
def test_a_comment_stands_where_the_place_is(line: str, place: dict[str, str], text: str) -> None:
    assert marked(line, place) == text


def test_every_remark_has_its_comment_and_the_text_stays() -> None:
    remarks = [Remark("error", f"第{number}\x00条", Place(quote="别的")) for number in range(3)]
    made = docx.Document(io.BytesIO(annotated(document(), remarks)))
    assert [comment.text for comment in made.comments] == ["第0�条", "第1�条", "第2�条"]
    before = docx.Document(io.BytesIO(document()))
    assert [one.text for one in made.paragraphs] == [one.text for one in before.paragraphs]


def test_an_empty_document_can_hold_a_comment() -> None:
    empty = docx.Document()
    stream = io.BytesIO()
    empty.save(stream)
    made = docx.Document(io.BytesIO(annotated(stream.getvalue(), [Remark("error", "空的", Place())])))
    assert [comment.text for comment in made.comments] == ["空的"]
