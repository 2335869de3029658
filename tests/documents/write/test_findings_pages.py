from __future__ import annotations

from dataclasses import replace

from jixiao.documents.write.findings_pages import file_page, letters, listing, overview
from jixiao.documents.write.model import Mark
from jixiao.documents.write.sheet import Part, Sheet, Style
from tests.documents.write.found import LONG, book, empty


def texts(sheet: Sheet) -> list[list[str]]:
    return [[box.text for _, box in line.boxes] for line in sheet.lines]


def test_the_overview_has_a_line_for_each_unit() -> None:
    rows = texts(overview(book()))
    assert ["甲局", "1", "2", "1", "1", "3", "甲.xlsx"] in rows
    assert ["乙局", "1", "1", "0", "0", "0", ""] in rows
    assert ["没有.xlsx：没有这个文件"] in rows
    assert ["某处读不了"] in rows
    assert ["甲.xlsx：规则 mof-2020"] in rows


def test_the_list_has_a_row_for_each_finding() -> None:
    sheet = listing(book())
    rows = [line for line in sheet.lines if line.part is Part.ROWS]
    assert len(rows) == len(book().lines)
    assert [box.text for _, box in rows[1].boxes] == [
        "2", "错误", "TOT001", "甲.xlsx", "表一 G9", "总分印为 91，各行相加为 90", "总分 100 91", "90", "91",
        "核对各行", "财预〔2020〕10号",
    ]  # fmt: skip
    assert [rows[at].boxes[1][1].mark for at in (0, 1, 2)] == [Mark.NONE, Mark.DIFFERS, Mark.OPEN]
    assert rows[2].boxes[5][1].text == LONG


def test_a_list_of_nothing_is_its_heading() -> None:
    assert [line.part for line in listing(empty()).lines] == [Part.HEADING]
    assert overview(empty()).lines


def test_the_page_of_a_file_has_a_table_for_each_place() -> None:
    _, dirty, clean = book().files
    sheet = file_page(dirty)
    assert [line.part for line in sheet.lines].count(Part.HEADING) == len(dirty.groups)
    row = next(line for line in sheet.lines if line.part is Part.ROWS)
    assert row.boxes[3][1].text == "总分印为 91，各行相加为 90\n原文：总分 100 91\n依据：财预〔2020〕10号"
    assert texts(file_page(clean)) == [["乙.xlsx"], ["错误 0"]]


def test_each_unit_gets_a_letter_and_the_rest_one_more() -> None:
    first, second, rest = letters(book())
    assert (first.name, second.name) == ("甲局", "乙局")
    told = [box.text for line in first.lines for _, box in line.boxes]
    assert "甲局：" in told
    assert "1.〔错误 TOT001〕G9：总分印为 91，各行相加为 90" in told
    assert "应为 90，现为 91" in told
    assert "请逐条核对下列各项：属实的，更正后重新报送；不属实的，请书面说明理由。" in told
    assert told[-1].startswith("复核人：")
    clean = [box.text for line in second.lines for _, box in line.boxes]
    assert "没有发现问题。" in clean
    assert not any(text.startswith("请逐条") for text in clean)
    assert any("3 张表全部 100 分" in text for line in rest.lines for text in [line.boxes[0][1].text])


def test_a_letter_about_nothing_says_so() -> None:
    (only,) = letters(empty())
    assert [box.style for line in only.lines for _, box in line.boxes] == [Style.TITLE, Style.LETTER]


def test_rule_sets_are_told_once_with_how_many_inputs_they_are_of() -> None:
    made = book()
    alike = tuple(replace(file, rules=("规则 甲",)) for file in made.files)
    rows = texts(overview(replace(made, files=alike)))
    assert [row for row in rows if "规则 甲" in row[0]] == [
        [f"{alike[0].title}等 {len(alike)} 个文件：规则 甲"]
    ]


def test_the_list_has_the_worst_of_each_input_first() -> None:
    for file in book().files:
        own = [
            ("error", "warning", "notice").index(line.severity)
            for line in replace(book(), files=(file,)).lines
        ]
        assert own == sorted(own)
