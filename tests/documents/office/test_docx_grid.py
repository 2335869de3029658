from __future__ import annotations

import io
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.grid import Grid, Paragraph
from jixiao.documents.office import limits
from jixiao.documents.office.blocks import packed, unpacked
from jixiao.documents.office.docx_grid import parse_docx, read_docx
from jixiao.documents.office.pool import Pool
from jixiao.documents.office.refusal import Refused
from tests.documents.office.packages import zipped
from tests.documents.office.word_writer import (
    add_table,
    document,
    docx,
    p,
    parts,
    r,
    saved,
    shown,
    squeeze,
    tbl,
    tc,
    tr,
)
from tests.strategies.tables import Table, tables

TEXTS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), blacklist_characters="\u2028"),
    max_size=12,
).map(str.strip)


def blocks(body: str, styles: str | None = None) -> list[str | list[list[str]]]:
    """Paragraphs as their text, grids as the texts of their cells."""
    extract = parse_docx(docx(body, styles))
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in extract.blocks
    ]


def only(body: str) -> Grid:
    (grid,) = parse_docx(docx(body)).grids
    return grid


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        parse_docx(data)
    return caught.value.code


def test_paragraphs_and_tables_in_the_order_of_the_document() -> None:
    body = p("前") + tbl(tr(tc("甲"), tc("乙"))) + p("中") + tbl(tr(tc("丙"))) + p(" ") + p("后")
    assert blocks(body) == ["前", [["甲", "乙"]], "中", [["丙"]], "后"]
    assert [grid.name for grid in parse_docx(docx(body)).grids] == ["表1", "表2"]


def test_heading_levels() -> None:
    body = p("一、情况", '<w:pStyle w:val="a"/>') + p("正文") + p("（一）", '<w:outlineLvl w:val="1"/>')
    styles = '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 1"/></w:style>'
    found = parse_docx(docx(body, styles)).blocks
    assert [block.level for block in found if isinstance(block, Paragraph)] == [1, 0, 2]


def test_references_are_row_and_column() -> None:
    grid = only(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"), tc("丁"))))
    assert [[cell.ref for cell in row] for row in grid.rows] == [["R1C1", "R1C2"], ["R2C1", "R2C2"]]


def test_merged_down_across_and_by_the_old_mark() -> None:
    grid = only(
        tbl(
            tr(tc("指标", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), tc("值")),
            tr(tc("看不见", '<w:gridSpan w:val="2"/><w:vMerge/>'), tc("1")),
            tr(tc("旧", '<w:hMerge w:val="restart"/>'), tc("", '<w:hMerge w:val="continue"/>'), tc("2")),
        )
    )
    assert shown(grid) == [
        [("指标", 2, 2, False), ("指标", 1, 1, True), ("值", 1, 1, False)],
        [("指标", 1, 1, True), ("指标", 1, 1, True), ("1", 1, 1, False)],
        [("旧", 1, 2, False), ("旧", 1, 1, True), ("2", 1, 1, False)],
    ]


def test_a_continued_cell_with_nothing_above_it_stands_for_itself() -> None:
    grid = only(tbl(tr(tc("甲"), tc("乙")), tr(tc("丙", "<w:vMerge/>"), tc("丁"))))
    assert shown(grid)[1] == [("丙", 1, 1, False), ("丁", 1, 1, False)]
    # of another width: not the same column
    grid = only(
        tbl(
            tr(tc("甲", '<w:vMerge w:val="restart"/>'), tc("乙"), tc("丙")),
            tr(tc("丁", '<w:gridSpan w:val="2"/><w:vMerge/>'), tc("戊")),
        )
    )
    assert shown(grid)[1][0] == ("丁", 1, 2, False)


def test_rows_that_begin_later_or_end_earlier() -> None:
    body = tbl(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("丁"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr(tc("戊")),
    )
    extract = parse_docx(docx(body))
    assert [[cell.text for cell in row] for row in extract.grids[0].rows] == [
        ["甲", "乙", "丙"],
        ["", "丁", ""],
        ["戊", "", ""],
    ]
    (note,) = extract.notes
    assert (note.code, note.params, note.table) == (
        "WRD005",
        {"rows": "3", "count": "1", "width": "3"},
        "表1",
    )


def test_a_table_in_a_cell_is_told_in_the_cell_and_by_itself() -> None:
    inner = tbl(tr(tc("子1"), tc("子2")))
    extract = parse_docx(docx(tbl(tr(tc("外"), tc(p("前") + inner + p("后"))))))
    assert [[[cell.text for cell in row] for row in grid.rows] for grid in extract.grids] == [
        [["外", "前\n子1\t子2\n后"]],
        [["子1", "子2"]],
    ]
    assert [grid.name for grid in extract.grids] == ["表1", "表1内的表2"]


def test_a_table_that_only_arranges_tables_is_dissolved() -> None:
    left, right = tbl(tr(tc("左"))), tbl(tr(tc("右")))
    assert blocks(tbl(tr(tc(p("题") + left), tc(right)), tr(tc(), tc()))) == ["题", [["左"]], [["右"]]]


def test_text_boxes_stand_before_their_paragraph() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('标题')}{tbl(tr(tc('格')))}</w:txbxContent></wps:txbx>"
    old = f"<v:textbox><w:txbxContent>{p('标题')}</w:txbxContent></v:textbox>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    assert blocks(f"<w:p><w:r>{both}</w:r>{r('锚')}</w:p>") == ["标题", [["格"]], "锚"]
    assert blocks(f"<w:p><w:r><w:pict>{old}</w:pict></w:r></w:p>") == ["标题"]


def test_controls_are_walked_into_and_prompts_are_no_text() -> None:
    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    assert blocks(control(p("甲") + tbl(tr(tc("乙"))))) == ["甲", [["乙"]]]
    prompt = control(r("单击此处输入文字"), "<w:showingPlcHdr/>")
    body = tbl(control(tr(control(tc("甲")), tc(f"<w:p>{prompt}</w:p>"))))
    assert blocks(body) == [[["甲", ""]]]


def test_revisions_are_read_as_accepted_and_told() -> None:
    body = (
        f"<w:p><w:ins>{r('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
        + tbl(tr(tc("留")), tr(tc("去"), properties="<w:del/>"))
        + tbl(tr(tc("全去"), properties="<w:del/>"))
    )
    assert blocks(body) == ["新", [["留"]]]
    (note,) = parse_docx(docx(body)).notes
    assert (note.code, note.params) == ("WRD006", {"deletions": "3", "insertions": "1"})


def test_automatic_numbers_and_unknown_symbols_are_told() -> None:
    body = p("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>') + p(
        "乙", '<w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    body += '<w:p><w:r><w:sym w:font="某字体" w:char="F041"/></w:r></w:p>'
    notes = parse_docx(docx(body)).notes
    assert [(note.code, note.params) for note in notes] == [
        ("WRD007", {"count": "1"}),
        ("WRD008", {"count": "1"}),
    ]


def test_strict_files_and_other_places_of_the_document() -> None:
    members = parts(p("甲"))
    strict = members["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    data = zipped(
        {"_rels/.rels": members["_rels/.rels"].replace(b"word/document", b"doc/main"), "doc/main.xml": strict}
    )
    assert parse_docx(data).blocks == (Paragraph("甲"),)
    assert parse_docx(zipped({"word/document.xml": strict})).blocks == (Paragraph("甲"),)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "a/b.svg"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_any_part(part: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert refusal(zipped({**parts(p("甲")), part: declared.encode(encoding)})) == "OFF001"


def test_what_is_no_word_document() -> None:
    assert refusal(zipped({"a.txt": b"a"})) == "WRD001"
    assert refusal(zipped({"word/document.xml": b"<a/>"})) == "WRD001"
    assert refusal(zipped({"word/document.xml": b"<document><body><p>"})) == "WRD001"
    assert refusal(b"") == "OFF009"
    assert refusal(docx(p("甲"))[:-30]) == "OFF009"


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<w:p>" * 300 + "</w:p>" * 300
    assert refusal(docx(deep)) == "WRD003"
    assert refusal(docx(tbl(tr(tc("甲", '<w:gridSpan w:val="600"/>'))))) == "WRD004"
    assert refusal(docx(tbl(tr(tc("甲", '<w:gridSpan w:val="99999999999999999999"/>'))))) == "WRD004"
    monkeypatch.setattr(limits, "MAX_CELLS", 20)
    assert refusal(docx(tbl(*[tr(tc("甲"), tc("乙"))] * 11))) == "WRD002"
    monkeypatch.setattr(limits, "MAX_CELLS", 10**6)
    monkeypatch.setattr(limits, "MAX_TEXT", 100)
    assert refusal(docx(tbl(tr(tc("字" * 30, '<w:gridSpan w:val="5"/>'))))) == "WRD002"


@given(tables(TEXTS))
def test_any_table_the_library_writes_is_read_as_it_was_meant(table: Table) -> None:
    made = document()
    made.add_paragraph("前")
    add_table(made, table)
    made.add_paragraph("后")
    extract = parse_docx(saved(made))
    assert [type(block) for block in extract.blocks] == [Paragraph, Grid, Paragraph]
    wanted = [[(squeeze(text), *rest) for text, *rest in row] for row in table.shown()]
    assert shown(extract.grids[0]) == wanted
    assert unpacked(packed(extract)) == extract


def test_time_grows_with_the_rows_and_not_with_their_square() -> None:
    def seconds(rows: int) -> float:
        data = docx(tbl(*[tr(*[tc(f"{row * column}项") for column in range(6)]) for row in range(rows)]))
        start = time.process_time()
        parse_docx(data)
        return time.process_time() - start

    seconds(100)
    assert seconds(4000) < 24 * seconds(500)  # 8 times the rows; a square would be 64 times


def outcome(data: bytes) -> str:
    """The family of the refusal, or ``read``; anything raised besides fails the test."""
    try:
        parse_docx(data)
    except Refused as refused:
        return refused.code[:3]
    return "read"


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def test_truncations_and_mutations_are_answered() -> None:
    made = document()
    made.add_heading("一、情况", 1)
    add_table(made, Table(2, 2, {(0, 0, 1, 2): "项目", (1, 0, 1, 1): "甲", (1, 1, 1, 1): "乙"}))
    data = saved(made)
    assert {outcome(data[: len(data) * cut // 100]) for cut in range(100)} == {"OFF"}
    chance = random.Random(7)  # noqa: S311 - the same every time
    assert {outcome(mutated(data, chance)) for _ in range(150)} <= {"OFF", "WRD", "read"}
    # and inside the XML, past the checksums
    main = parts(p("甲") + tbl(tr(tc("乙", '<w:gridSpan w:val="2"/>'))))["word/document.xml"]
    broken = {outcome(zipped({"word/document.xml": mutated(main, chance)})) for _ in range(300)}
    assert broken == {"OFF", "WRD", "read"}


def test_through_a_worker() -> None:
    pool = Pool(1)
    try:
        data = docx(p("前") + tbl(tr(tc("甲", '<w:gridSpan w:val="2"/>'), tc("乙"))))
        assert read_docx(data, "a.docx", pool=pool) == parse_docx(data)
        refused = read_docx(data[:-9], "a.docx", pool=pool).refusal
        assert refused is not None
        assert (refused.code, refused.severity, refused.params["file"]) == ("OFF009", "error", "a.docx")
        refused = read_docx(zipped({"word/document.xml": b"<a/>"}), "b", pool=pool).refusal
        assert refused is not None
        assert (refused.code, refused.params["problem"]) == ("WRD001", "里面没有正文")
    finally:
        pool.close()


def test_a_real_stream_of_the_library_with_everything_at_once() -> None:
    made = document()
    made.add_heading("标题一", 1)
    made.add_paragraph("正文\t后\n换行")
    made.add_heading("标题二", 2)
    stream = io.BytesIO()
    made.save(stream)
    assert parse_docx(stream.getvalue()).blocks == (
        Paragraph("标题一", level=1),
        Paragraph("正文\t后\n换行"),
        Paragraph("标题二", level=2),
    )
