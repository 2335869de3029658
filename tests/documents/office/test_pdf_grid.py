from __future__ import annotations

import builtins
import random
import re
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.grid import Extract, Grid, Paragraph
from jixiao.documents.office import limits, pdf_grid
from jixiao.documents.office.pdf_grid import parse_pdf, read_pdf
from jixiao.documents.office.pool import Pool
from jixiao.documents.office.refusal import Refused
from tests.documents.office.pdf_writer import PdfPage, pdf
from tests.documents.office.word_writer import shown
from tests.strategies.tables import Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator


ROWS = [
    ["项目名称", "大厅运维经费", "<", "<"],
    ["绩效指标", "一级指标", "三级指标", "得分"],
    ["^", "产出指标", "窗口数量", "15"],
    ["^", "^", "运行效率", "10"],
]
WIDTHS = [80.0, 80, 100, 60]
FORM = [
    [("项目名称", 1, 1, False), ("大厅运维经费", 1, 3, False), *[("大厅运维经费", 1, 1, True)] * 2],
    [("绩效指标", 3, 1, False), ("一级指标", 1, 1, False), ("三级指标", 1, 1, False), ("得分", 1, 1, False)],
    [("绩效指标", 1, 1, True), ("产出指标", 2, 1, False), ("窗口数量", 1, 1, False), ("15", 1, 1, False)],
    [("绩效指标", 1, 1, True), ("产出指标", 1, 1, True), ("运行效率", 1, 1, False), ("10", 1, 1, False)],
]


def page(*, rotate: int = 0) -> PdfPage:
    drawn = PdfPage(rotate=rotate).text(200, 60, "项目支出绩效自评表", 16).table(60, 100, WIDTHS, ROWS)
    return drawn.text(60, 200, "填报人：张三").text(250, 200, "审核人：李四")


def told(extract: Extract) -> list[str]:
    """Paragraphs as their text, tables as 〔table〕."""
    return [block.text if isinstance(block, Paragraph) else "〔table〕" for block in extract.blocks]


def refusal(data: bytes) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as caught:
        parse_pdf(data)
    return caught.value.code, caught.value.params


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_form_between_its_title_and_its_signatures(rotate: int) -> None:
    extract = parse_pdf(pdf(page(rotate=rotate)))
    assert told(extract) == ["项目支出绩效自评表", "〔table〕", "填报人：张三\t审核人：李四"]
    assert shown(extract.grids[0]) == FORM
    assert extract.notes == ()
    assert [(grid.name, grid.page) for grid in extract.grids] == [("表1", 1)]
    assert {cell.page for row in extract.grids[0].rows for cell in row} == {1}
    assert extract.grids[0].rows[2][3].ref == "R3C4"


def test_passwords() -> None:
    assert refusal(pdf(page(), password="x1")) == ("PDF002", {})  # noqa: S106 - of this very file
    assert shown(parse_pdf(pdf(page(), owner="owner")).grids[0]) == FORM


def test_scans() -> None:
    assert refusal(pdf(PdfPage().scan(), PdfPage().scan())) == ("PDF004", {"pages": "第1—2页"})
    assert refusal(pdf(PdfPage())) == ("PDF003", {"problem": "页上没有文字，也没有图像"})
    half = parse_pdf(pdf(PdfPage().scan(), page(), PdfPage().scan(), PdfPage()))
    assert [(note.code, note.params, note.page, note.severity) for note in half.notes] == [
        ("PDF005", {"pages": "第1页、第3页"}, 1, "warning")
    ]
    assert half.grids[0].page == 2


def test_what_is_told_of_a_page() -> None:
    def codes(drawn: PdfPage, *, fields: bool = False) -> list[str]:
        extract = parse_pdf(pdf(drawn, fields=fields))
        assert shown(extract.grids[0]) == FORM
        return [note.code for note in extract.notes]

    assert codes(page().scan()) == ["PDF011"]
    assert codes(page().text(100, 500, "内部资料样本", 60, 45)) == ["PDF015"]
    assert codes(page(), fields=True) == ["PDF014"]
    assert codes(page().unknown(300, 500, 2)) == ["PDF010"]


def test_text_that_no_font_explains_is_refused() -> None:
    assert refusal(pdf(PdfPage().unknown(60, 60, 3).text(60, 90, "甲"))) == ("PDF017", {})


def test_drawings_are_not_searched_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.documents.office.pdf_page.MAX_RULINGS", 20)
    monkeypatch.setattr(pdf_grid, "MAX_RULINGS", 20)
    extract = parse_pdf(pdf(page()))
    assert extract.grids == ()
    assert [(note.code, note.params) for note in extract.notes] == [
        ("PDF013", {"pages": "第1页", "limit": "20"})
    ]


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(*[PdfPage().text(60, 60, f"第{number}页的文字") for number in range(5)])
    assert told(parse_pdf(data, seconds=60)) == [f"第{number}页的文字" for number in range(5)]
    late = parse_pdf(data, seconds=60)
    monkeypatch.setattr(pdf_grid, "MAX_PAGES", 3)
    first = parse_pdf(data)
    assert (len(late.blocks), len(first.blocks)) == (5, 3)
    assert [(note.code, note.params, note.severity) for note in first.notes] == [
        ("PDF006", {"count": "5", "limit": "3"}, "error")
    ]
    monkeypatch.setattr(limits, "MAX_TEXT", 10)
    assert refusal(data) == ("PDF016", {"limit": "10"})
    monkeypatch.setattr(limits, "MAX_EXPANDED", limits.MEBIBYTE)
    assert refusal(b"%PDF-1.5" + b" " * limits.MEBIBYTE) == ("PDF018", {"size": "2", "limit": "1"})


def test_pages_are_left_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    clock: Iterator[int] = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    data = pdf(*[PdfPage().text(60, 60, f"第{number}页的文字") for number in range(5)])
    extract = parse_pdf(data, seconds=2.5)  # asked for before each page
    assert len(extract.blocks) == 2
    assert [(note.code, note.params, note.severity) for note in extract.notes] == [
        ("PDF007", {"count": "5", "limit": "2"}, "error")
    ]


def test_without_the_cross_references_objects_are_searched_for() -> None:
    data = pdf(page())
    assert shown(parse_pdf(data[: data.rindex(b"xref\n0 ")] + b"trailer\n<</Root 1 0 R>>\n").grids[0]) == FORM
    assert shown(parse_pdf(re.sub(rb"startxref\n\d+", b"startxref\n99999", data)).grids[0]) == FORM


def test_the_missing_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object, **more: object) -> object:
        if "pdf_document" in name:
            raise ImportError(name)
        return real(name, *rest, **more)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(builtins, "__import__", missing)
    assert refusal(pdf(page())) == ("PDF001", {})


@given(tables(st.text("甲乙丙丁项目资金绩效指标≥90%.", max_size=5), most_rows=12, least=2))
def test_any_ruled_table_is_read_as_it_is_drawn(table: Table) -> None:
    drawn = PdfPage().text(60, 40, "题")
    for (row, column, down, right), text in table.areas.items():
        x, y = 60 + 60 * column, 60 + 20 * row
        drawn.frame(x, y, x + 60 * right, y + 20 * down).text(x + 3, y + 4, text, 10)
    extract = parse_pdf(pdf(drawn))
    seen = table.squeezed()
    if len(seen.areas) == 1:  # a frame around text is no table
        assert extract.grids == ()
    else:
        assert shown(extract.grids[0]) == seen.shown()
    assert told(extract)[0] == "题"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(1)
    yield made
    made.close()


def test_through_a_worker(pool: Pool) -> None:
    data = pdf(page())
    assert read_pdf(data, "a.pdf", pool=pool) == parse_pdf(data)
    refused = read_pdf(pdf(page(), password="x1"), "a.pdf", pool=pool).refusal  # noqa: S106 - of this very file
    assert refused is not None
    assert (refused.code, refused.severity, refused.params["file"]) == ("PDF002", "error", "a.pdf")


def test_truncations_and_mutations_are_answered(pool: Pool) -> None:
    data = pdf(page(), PdfPage().text(60, 60, "第二页"))
    chance = random.Random(11)  # noqa: S311 - the same every time
    cut = [data[: len(data) * part // 100] for part in range(100)]
    changed = []
    for _ in range(150):
        mutated = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        changed.append(bytes(mutated))
    for one in (*cut, *changed, b"%PDF-1.7", b"not at all"):
        extract = read_pdf(one, "a.pdf", pool=pool)
        assert bool(extract.blocks) != bool(extract.refusal)
        assert extract.refusal is None or extract.refusal.code[:3] in {"PDF", "OFF"}


def test_a_bomb_in_a_stream_ends_the_worker_and_nothing_else(pool: Pool) -> None:
    packed = zlib.compress(b" " * (6 * 10**8), 1)
    head = b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(packed), packed)
    data = re.sub(rb"(?s)10 0 obj\n.*?endstream", lambda _: b"10 0 obj\n" + head, pdf(page()))
    refused = read_pdf(data, "a.pdf", pool=pool).refusal
    assert refused is not None
    assert refused.code in {"OFF013", "OFF014", "OFF015"}
    assert isinstance(read_pdf(pdf(page()), "b.pdf", pool=pool).blocks[1], Grid)
