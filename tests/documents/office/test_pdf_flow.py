from __future__ import annotations

from jixiao.documents.grid import Grid, Note, Paragraph
from jixiao.documents.office.pdf_flow import Sheet, blocks_of
from jixiao.documents.office.pdf_grid import parse_pdf
from tests.documents.office.pdf_writer import PdfPage, pdf

SENTENCE = "本部门本年度支出总计一千一百一十二点二二万元，比上年增加五百六十三点四六万元，增长百分之一百零二"
WIDE = 37  # characters of 12 points in a line of 444


def read(*pages: PdfPage) -> tuple[list[str | list[list[str]]], list[Note]]:
    extract = parse_pdf(pdf(*pages))
    told: list[str | list[list[str]]] = [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in extract.blocks
    ]
    return told, list(extract.notes)


def prose(page: PdfPage, text: str, top: float, *, indent: bool = True) -> float:
    """Set ``text`` in lines of ``WIDE``, the first indented; gives back where the next paragraph begins."""
    room = WIDE - 2 if indent else WIDE
    page.text(84 if indent else 60, top, text[:room], 12)
    rest = text[room:]
    while rest:
        top += 20
        page.text(60, top, rest[:WIDE], 12)
        rest = rest[WIDE:]
    return top + 20


def test_wrapped_lines_are_one_paragraph() -> None:
    page = PdfPage()
    top = prose(page, SENTENCE + "。", 60)
    top = prose(page, "（一）" + SENTENCE + "。", top)
    prose(page, "结束。", top)
    assert read(page)[0] == [SENTENCE + "。", "（一）" + SENTENCE + "。", "结束。"]


def test_a_paragraph_goes_on_over_the_page_and_its_number() -> None:
    first, second = PdfPage(), PdfPage()
    whole = SENTENCE * 2
    prose(first, whole[: WIDE * 2 - 2], 60)
    prose(second, whole[WIDE * 2 - 2 :], 60, indent=False)
    first.text(290, 800, "— 1 —", 9)
    second.text(290, 800, "— 2 —", 9)
    extract = parse_pdf(pdf(first, second))
    assert extract.blocks == (Paragraph(whole, page=1),)


def test_short_lines_are_paragraphs_of_their_own() -> None:
    page = PdfPage()
    for number, text in enumerate(["一、部门主要职责", "二、机构设置及人员情况", "三、预算绩效情况说明"]):
        page.text(60, 60 + 20 * number, text, 12)
    assert read(page)[0] == ["一、部门主要职责", "二、机构设置及人员情况", "三、预算绩效情况说明"]


def test_page_numbers_are_dropped_and_numbers_of_the_text_are_not() -> None:
    pages = [PdfPage().text(60, 400, f"内容{n}", 12).text(290, 800, str(n + 4), 9) for n in range(3)]
    assert read(*pages)[0] == ["内容0", "内容1", "内容2"]
    for text in ("第 1 页 共 3 页", "1/3", "- i -"):
        assert read(PdfPage().text(60, 400, "内容", 12).text(290, 800, text, 9))[0] == ["内容"]
    stray = PdfPage().text(60, 400, "内容", 12).text(60, 800, "2023", 12)
    assert read(stray)[0] == ["内容", "2023"]
    low = PdfPage().text(60, 400, "内容", 12).text(60, 600, "1", 12)
    assert read(low)[0] == ["内容", "1"]


def test_running_heads_are_dropped_and_told() -> None:
    pages = [PdfPage().text(200, 30, "某局决算", 9).text(60, 400, f"内容{n}", 12) for n in range(3)]
    told, notes = read(*pages)
    assert told == ["内容0", "内容1", "内容2"]
    assert [(note.code, note.params) for note in notes] == [("PDF009", {"text": "某局决算", "count": "3"})]
    assert read(*pages[:2])[0] == ["某局决算", "内容0", "某局决算", "内容1"]


def test_text_in_columns_is_a_table_where_that_is_certain() -> None:
    page = PdfPage().text(60, 60, "各项目得分")
    rows = [["序号", "项目名称", "得分"], ["1", "大厅运维", "95"], ["2", "系统建设", "88.5"]]
    for number, row in enumerate(rows):
        for x, text in zip((60, 120, 260), row, strict=True):
            page.text(x, 90 + 16 * number, text)
    assert read(page)[0] == ["各项目得分", rows]


def test_lines_that_may_be_a_table_stay_lines() -> None:
    page = PdfPage()
    rows = [
        ["序号", "项目名称", "得分"],
        ["1", "大厅运维", "95"],
        ["", "经费", ""],
        ["2", "系统建设", "88.5"],
    ]
    for number, row in enumerate(rows):
        for x, text in zip((60, 120, 260), row, strict=True):
            page.text(x, 90 + 16 * number, text)
    assert read(page)[0] == ["序号\t项目名称\t得分", "1\t大厅运维\t95", "经费", "2\t系统建设\t88.5"]


def test_a_box_around_text_is_text_unless_it_goes_on_with_a_table() -> None:
    boxed = PdfPage().frame(60, 60, 300, 100).text(64, 70, "说明")
    assert read(boxed)[0] == ["说明"]
    first = PdfPage().table(60, 60, [120, 120], [["名称", "数"]] + [[f"甲{n}", "1"] for n in range(35)])
    rest = PdfPage().table(60, 60, [120, 120], [["备注：以上数据由财务科提供", "<"]])
    told, notes = read(first, rest)
    assert len(told) == 1
    assert told[0][-1] == ["备注：以上数据由财务科提供"] * 2
    assert [note.code for note in notes] == ["PDF008"]


def test_tables_beside_one_another_and_text_aside() -> None:
    page = PdfPage().table(60, 100, [60, 40], [["甲", "1"], ["乙", "2"]])
    page.table(220, 100, [60, 40], [["丙", "3"], ["丁", "4"]]).text(20, 500, "装订线", 10, 90)
    assert read(page)[0] == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]], "装订线"]


def test_no_pages_give_nothing() -> None:
    assert blocks_of([]) == ([], [])
    assert blocks_of([Sheet(1, 595, 842)]) == ([], [])


def test_names_count_the_tables_after_joining() -> None:
    table = [["名称", "数"]] + [[f"甲{n}", "1"] for n in range(36)]
    first = PdfPage().table(60, 60, [120, 120], table)
    second = (
        PdfPage()
        .table(60, 60, [120, 120], [["乙", "2"]])
        .table(60, 200, [60, 60], [["丙", "3"], ["丁", "4"]])
    )
    grids = [block for block in parse_pdf(pdf(first, second)).blocks if isinstance(block, Grid)]
    assert [(grid.name, grid.page, len(grid.rows)) for grid in grids] == [("表1", 1, 38), ("表2", 2, 2)]
