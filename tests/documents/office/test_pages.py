from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.grid import Grid, Note, Paragraph
from jixiao.documents.office.docx_grid import parse_docx
from jixiao.documents.office.pages import Box, Joined, Part, continued, grid_of, page_list
from jixiao.documents.office.pdf_grid import parse_pdf
from tests.documents.office.pdf_writer import PdfPage, pdf
from tests.documents.office.seed_documents import SEEDS, Text, blocks, forms
from tests.documents.office.word_writer import add_table, document, saved, shown, squeeze
from tests.shared import needs_shared

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as Document_

    from tests.strategies.tables import Shown

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
HEADER = ["指标", "目标", "分值"]
WIDTHS = [120.0, 120, 60]
BODY = [[f"指标名称{number}", "≥90%", "5"] for number in range(35)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def over(
    rest: list[list[str]], *, last: list[list[str]] | None = None, between: str = ""
) -> list[list[list[str]]]:
    """The tables read where one fills the first page and ``rest`` stands at the top of the second."""
    first = PdfPage().table(60, 60, WIDTHS, [HEADER, *BODY[: 35 - len(last or [])], *(last or [])])
    second = PdfPage().text(60, 30, between, 10).table(60, 60, WIDTHS, rest)
    return [texts(grid) for grid in parse_pdf(pdf(first, second)).grids]


def test_a_table_goes_on_without_its_header() -> None:
    (joined,) = over([["乙", "1", "2"], ["丙", "3", "4"]])
    assert joined == [HEADER, *BODY, ["乙", "1", "2"], ["丙", "3", "4"]]


def test_a_repeated_header_is_left_out() -> None:
    (joined,) = over([HEADER, ["乙", "1", "2"]])
    assert joined == [HEADER, *BODY, ["乙", "1", "2"]]


def test_a_header_typed_again_from_the_middle_is_left_out() -> None:
    middle = ["名称", "内容", "说明"]
    (joined,) = over([middle, ["乙", "1", "2"]], last=[middle, ["甲", "1", "1"]])
    assert joined[-3:] == [middle, ["甲", "1", "1"], ["乙", "1", "2"]]


def test_each_cell_keeps_its_page() -> None:
    first = PdfPage().table(60, 60, WIDTHS, [HEADER, *BODY])
    extract = parse_pdf(pdf(first, PdfPage().table(60, 60, WIDTHS, [["乙", "1", "2"]])))
    (grid,) = extract.grids
    assert [row[0].page for row in grid.rows] == [1] * 36 + [2]
    assert grid.rows[-1][2].ref == "R37C3"
    assert extract.notes == (Note("PDF008", {"first": "1", "last": "2"}, table="表1", page=1),)


def test_what_begins_like_the_table_is_a_table_of_its_own() -> None:
    assert len(over([HEADER])) == 2
    form = [["项目名称", "甲", "<"], ["指标", "目标", "分值"], ["数量", "10", "5"]]
    other = [["项目名称", "乙", "<"], *form[1:]]
    grids = parse_pdf(
        pdf(PdfPage().table(60, 60, WIDTHS, form), PdfPage().table(60, 60, WIDTHS, other))
    ).grids
    assert [grid.rows[0][1].text for grid in grids] == ["甲", "乙"]
    titled = [["绩效自评表", "<", "<"]]
    pages = [PdfPage().table(60, 60, WIDTHS, [*titled, *one]) for one in (form, other)]
    assert len(parse_pdf(pdf(*pages)).grids) == 2


def test_text_between_parts_them_unless_it_says_that_the_table_goes_on() -> None:
    rest = [["乙", "1", "2"], ["丙", "3", "4"]]
    assert len(over(rest, between="附表二")) == 2
    assert len(over(rest, between="单位：万元")) == 2
    for line in ("续表", "（续上表）", "表1 项目支出绩效自评表（续）", "续表2"):
        assert len(over(rest, between=line)) == 1


def test_other_edges_are_another_table() -> None:
    first = PdfPage().table(60, 60, WIDTHS, [HEADER, *BODY])
    for second in (
        PdfPage().table(60, 60, [120, 120], [["乙", "1"], ["丙", "2"]]),  # narrower
        PdfPage(width=842, height=595).table(60, 60, [60, 60], [["乙", "1"], ["丙", "2"]]),
    ):
        assert len(parse_pdf(pdf(first, second)).grids) == 2
    # as wide, with other columns: only where the next row had no room on the page before
    short = PdfPage().table(60, 60, WIDTHS, [HEADER, *BODY[:5]]).text(60, 780, "页下的话")
    columns = PdfPage().table(60, 60, [80, 140, 80], [["乙", "1", "2"], ["丙", "3", "4"]])
    assert len(parse_pdf(pdf(short, columns)).grids) == 2
    assert [len(grid.rows[0]) for grid in parse_pdf(pdf(first, columns)).grids] == [5]


def test_fewer_edges_fall_into_the_columns_of_the_first_page() -> None:
    (joined,) = over([["合计", "<", "100"]])
    assert joined[-1] == ["合计", "合计", "100"]


def test_a_shifted_margin_does_not_part_a_table() -> None:
    first = PdfPage().table(60, 60, WIDTHS, [HEADER, *BODY])
    (grid,) = parse_pdf(pdf(first, PdfPage().table(75, 60, WIDTHS, [["乙", "1", "2"]]))).grids
    assert texts(grid)[-1] == ["乙", "1", "2"]


def part(page: int, rows: list[list[Box]]) -> Part:
    return Part(page, [box for row in rows for box in row], limit=100)


def row(top: float, *texts_: str, full: tuple[int, ...] = (), height: float = 20) -> list[Box]:
    """Boxes of 100, 50 and 50 points; ``full`` numbers those whose last line has no room."""
    places = [(0, 100), (100, 150), (150, 200)]
    return [
        Box(x0, top, x1, top + height, text, room=0 if number in full else 50, lead=10)
        for number, ((x0, x1), text) in enumerate(zip(places, texts_, strict=True))
    ]


def seam(above: list[Box], below: list[Box]) -> list[list[str]]:
    """The last rows of a table that ``above`` and ``below`` meet in, over a break."""
    table = Joined([part(1, [row(60, "名称", "数", "注"), above])], last_page=1)
    assert continued(table, part(2, [below, row(30, "末", "1", "")]))
    return texts(grid_of(table, "表"))[1:-1]


@pytest.mark.parametrize(
    ("above", "full", "below", "wanted"),
    [
        # evidently one: a long text goes on, the rest of the row stands on one side
        (("推动自助服务向乡镇延", "7", "x"), (0,), ("伸", "", ""), [["推动自助服务向乡镇延伸", "7", "x"]]),
        (("推动自助服务向乡镇延", "", ""), (0,), ("伸", "7", ""), [["推动自助服务向乡镇延伸", "7", ""]]),
        (("债务付息", "25", "56"), (0,), ("支出", "", ""), [["债务付息支出", "25", "56"]]),
        (("“赣服", "", ""), (0,), ("通”建设", "", ""), [["“赣服通”建设", "", ""]]),
        (("the budget of", "7", "x"), (0,), ("all units", "", ""), [["the budget of all units", "7", "x"]]),
    ],
)
def test_a_row_cut_by_the_break_is_one_again(
    above: tuple[str, ...], full: tuple[int, ...], below: tuple[str, ...], wanted: list[list[str]]
) -> None:
    assert seam(row(80, *above, full=full), row(10, *below)) == wanted


@pytest.mark.parametrize(
    ("above", "full", "below"),
    [
        (("推动自助服务向乡镇延", "7", "x"), (), ("伸", "", "")),  # the line has room left
        (("推动自助服务。", "7", "x"), (0,), ("伸", "", "")),  # the sentence has ended
        (("推动自助服务向乡镇延", "7", "x"), (0,), ("伸", "8", "")),  # each has its own figure
        (("时效指标", "7", "x"), (0,), ("经济效益指标", "", "")),  # whole terms, both
        (("二、", "7", "x"), (0,), ("三、", "", "")),
        (("债务付息", "", "56"), (0,), ("支出", "", "")),  # too little speaks for it
        (("推动自助服务向乡镇延", "7", "x"), (0,), ("", "", "")),  # nothing goes on
    ],
)
def test_rows_that_may_be_two_stay_two(
    above: tuple[str, ...], full: tuple[int, ...], below: tuple[str, ...]
) -> None:
    assert seam(row(80, *above, full=full), row(10, *below)) == [list(above), list(below)]


def body(*rows: tuple[str, str, str], top: float) -> list[list[Box]]:
    return [row(top + 20 * number, *texts_) for number, texts_ in enumerate(rows)]


def met(above: list[Box], below: list[Box]) -> Joined:
    """A table of whole rows around two that meet at a break."""
    upper = [row(0, "名称", "数", "分"), *body(("甲", "1", "5"), ("乙", "2", "5"), top=20), above]
    table = Joined([part(1, upper)], last_page=1)
    assert continued(table, part(2, [below, *body(("丙", "3", "5"), ("丁", "4", "5"), top=30)]))
    return table


def test_a_half_row_lacks_what_every_row_of_the_table_has() -> None:
    table = met(row(60, "其他", "7", "5", full=(0,)), row(10, "经费", "", ""))
    assert texts(grid_of(table, "表"))[3:5] == [["其他经费", "7", "5"], ["丙", "3", "5"]]
    _, cut = table.notes("表")
    assert (cut.code, cut.severity, cut.params) == (
        "PDF021",
        "notice",
        {"page": "2", "over": "其他 7 5", "under": "经费"},
    )


def test_a_row_that_may_be_half_of_the_one_before_is_named_with_it() -> None:
    table = met(row(60, "其他", "7", "5"), row(10, "经费", "", ""))
    assert texts(grid_of(table, "表"))[3:5] == [["其他", "7", "5"], ["经费", "", ""]]
    joined, doubt = table.notes("表")
    assert joined.code == "PDF008"
    assert (doubt.code, doubt.ref, doubt.page, doubt.severity) == ("PDF020", "R5C1", 2, "warning")
    assert doubt.params == {"page": "2", "over": "其他 7 5", "under": "经费"}


def test_a_whole_row_after_the_break_raises_no_doubt() -> None:
    table = met(row(60, "其他", "7", "5", full=(0,)), row(10, "经费", "8", "5"))
    assert [note.code for note in table.notes("表")] == ["PDF008"]


def test_a_label_of_a_new_block_is_not_that_of_a_block_from_the_page_before() -> None:
    def page(number: int, text: str) -> Part:
        rows = [row(10 + 20 * n, "", f"{number}{n}", "1")[1:] for n in range(2)]
        return Part(number, [tall(10, text), *(box for one in rows for box in one)], limit=60)

    table = Joined([page(1, "成本指标")], last_page=1)
    assert continued(table, page(2, ""))
    assert continued(table, page(3, "产出指标"))
    assert [line[0][:2] for line in shown(grid_of(table, "表"))][::4] == [("成本指标", 4), ("产出指标", 2)]


def tall(top: float, text: str, *, rows: int = 2) -> Box:
    return Box(0, top, 100, top + 20 * rows, text)


def labelled(over_: str, under: str, *, over_rows: int = 2, under_rows: int = 2) -> Shown:
    """A label column over a break, high on either side, beside rows of two cells."""
    upper = [row(60 + 20 * n, "", f"上{n}", "1")[1:] for n in range(over_rows)]
    lower = [row(10 + 20 * n, "", f"下{n}", "1")[1:] for n in range(under_rows)]
    first = Part(1, [tall(60, over_, rows=over_rows), *(box for one in upper for box in one)], limit=100)
    second = Part(2, [tall(10, under, rows=under_rows), *(box for one in lower for box in one)])
    table = Joined([first], last_page=1)
    assert continued(table, second)
    return shown(grid_of(table, "表"))


def test_a_label_that_spans_the_break_is_one_cell() -> None:
    for over_, under in (("产出指标", ""), ("", "产出指标")):
        grid = labelled(over_, under)
        assert [line[0] for line in grid] == [("产出指标", 4, 1, False), *[("产出指标", 1, 1, True)] * 3]


def test_labels_of_their_own_stay_apart() -> None:
    assert [line[0][:2] for line in labelled("产出指标", "效益指标")] == [
        ("产出指标", 2), ("产出指标", 1), ("效益指标", 2), ("效益指标", 1),
    ]  # fmt: skip
    # one row high on both sides: a blank is a blank
    assert [line[0][:2] for line in labelled("产出指标", "", over_rows=1, under_rows=1)] == [
        ("产出指标", 1),
        ("", 1),
    ]


def test_cells_cut_open_by_the_break_are_one_wherever_they_stand() -> None:
    above, below = row(80, "甲", "乙", "丙"), row(10, "丁", "", "戊")
    above[1].open_below = below[1].open_above = True
    table = Joined([part(1, [row(60, "名称", "数", "注"), above])], last_page=1)
    assert continued(table, part(2, [below, row(30, "末", "1", "")]))
    assert [line[1] for line in shown(grid_of(table, "表"))[1:3]] == [("乙", 2, 1, False), ("乙", 1, 1, True)]


def test_pages_in_words() -> None:
    assert page_list([3]) == "第3页"
    assert page_list([5, 3, 4, 4, 9]) == "第3—5页、第9页"
    assert page_list(list(range(1, 60, 2))).endswith("、第23页等")


def converted(tmp_path: Path, made: dict[str, Document_]) -> dict[str, bytes]:
    """The documents printed to PDF by LibreOffice, all by one run of it."""
    paths = []
    for name, one in made.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(saved(one))
        paths.append(str(path))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: (tmp_path / f"{name}.pdf").read_bytes() for name in made}


def plain(grid: Shown) -> Shown:
    return [[(squeeze(text), *more) for text, *more in line] for line in grid]  # type: ignore[misc]  # as long


@needs_shared
@needs_office
def test_the_forms_of_real_documents_printed_by_an_office_program(tmp_path: Path) -> None:
    made = {}
    for number, form in enumerate(forms()):
        for before in (0, 22):  # the second ones are cut by a page break
            one = document()
            for line in range(before):
                one.add_paragraph(f"第{line}段，说明若干。")
            add_table(one, form)
            one.add_paragraph("填报人：张三")
            made[f"{number}-{before}"] = one
            assert plain(shown(parse_docx(saved(one)).grids[0])) == plain(form.shown())
    assert len(made) == 8
    for name, data in converted(tmp_path, made).items():
        extract = parse_pdf(data)
        assert len(extract.grids) == 1, name
        wanted = plain(forms()[int(name[0])].shown())
        if name != "2-22":  # there the break cuts a row of one cell, and nothing says that it is one
            assert shown(extract.grids[0]) == wanted, name
        assert isinstance(extract.blocks[-1], Paragraph), name


@needs_shared
@needs_office
def test_whole_documents_printed_by_an_office_program(tmp_path: Path) -> None:
    made = {}
    for number, path in enumerate(SEEDS):
        one = document()
        before: object = None
        for block in blocks(path):
            if isinstance(block, Text):
                one.add_heading(block.text, block.level) if block.level else one.add_paragraph(block.text)
            else:
                if before is not None and not isinstance(before, Text):
                    one.add_paragraph("")  # two tables without anything between are one on paper
                add_table(one, block)
            before = block
        made[str(number)] = one
    printed = converted(tmp_path, made)
    for number, path in enumerate(SEEDS):
        wanted = [
            squeeze(block.text) if isinstance(block, Text) else plain(block.shown()) for block in blocks(path)
        ]
        in_word, in_pdf = parse_docx(saved(made[str(number)])), parse_pdf(printed[str(number)])
        for extract in (in_word, in_pdf):
            assert [shown(grid) for grid in extract.grids] == [one for one in wanted if isinstance(one, list)]
        read = [
            squeeze(block.text) if isinstance(block, Paragraph) else shown(block) for block in in_word.blocks
        ]
        assert read == wanted
        # paper does not say where one full line ends a paragraph; every character stands in its order
        flow = [one if isinstance(one, str) else "〔table〕" for one in wanted]
        on_paper = [squeeze(b.text) if isinstance(b, Paragraph) else "〔table〕" for b in in_pdf.blocks]
        assert "".join(on_paper) == "".join(flow)
