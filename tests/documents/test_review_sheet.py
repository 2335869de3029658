from __future__ import annotations

import io
from decimal import Decimal

import openpyxl

from jixiao.documents.review_sheet import is_worksheet, read_reviews
from jixiao.documents.write import review_xlsx
from jixiao.documents.write.review_model import Mark, ReviewBook, ReviewLine, ReviewPage

MARK = Mark(7, "ab" * 32, 2, "")
LINES = (
    ReviewLine(-1, "预算执行率", weight=Decimal(10), claimed=Decimal(9), review_score=Decimal(9)),
    ReviewLine(
        0,
        "产出指标",
        "数量指标",
        "=1+1",
        "≥",
        "10",
        "个",
        Decimal(90),
        "9",
        Decimal(81),
        "8",
        Decimal("72.5"),
        "少",
    ),
)


def written(*pages: ReviewPage) -> bytes:
    stream = io.BytesIO()
    review_xlsx.write(ReviewBook(pages), stream)
    return stream.getvalue()


def page(**said: object) -> ReviewPage:
    usual = {
        "mark": MARK,
        "project": "道路/养护",
        "department": "市交通局",
        "unit": "市公路中心",
        "year": "2024",
        "number": 3,
        "claimed": Decimal(90),
        "claimed_grade": "优",
        "lines": LINES,
        "reviewer": "张三",
    }
    return ReviewPage(**{**usual, **said})


def test_what_was_written_reads_back() -> None:
    (read,) = read_reviews(written(page()), "r.xlsx").reviews
    assert (read.mark, read.reviewer) == (MARK, "张三")
    assert [row.position for row in read.rows] == [-1, 0]
    row = read.rows[1]
    assert (row.review_actual.text, row.review_score.text, row.remark.text) == ("8", "72.5", "少")
    assert row.review_score.ref is not None


def test_rows_are_known_by_their_marks_wherever_they_stand() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(page())))
    sheet = book.worksheets[1]
    sheet.insert_cols(1)
    stream = io.BytesIO()
    book.save(stream)
    (read,) = read_reviews(stream.getvalue(), "r.xlsx").reviews
    assert [row.review_score.text for row in read.rows] == ["9", "72.5"]


def test_each_version_is_a_review_of_its_own() -> None:
    other = page(mark=MARK._replace(version_id=8), reviewer="")
    read = read_reviews(written(page(), other), "r.xlsx")
    assert [(one.mark.version_id, one.reviewer, len(one.rows)) for one in read.reviews] == [
        (7, "张三", 2),
        (8, "", 2),
    ]


def test_a_worksheet_that_lost_its_marks_is_one_still() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(page())))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith("jixiao-review/1:"):
                    cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    assert b"jixiao-review/1:" not in stream.getvalue()
    assert is_worksheet(stream.getvalue())


def test_a_worksheet_is_told_from_other_files() -> None:
    assert is_worksheet(written(page()))
    other, stream = openpyxl.Workbook(), io.BytesIO()
    other.active["A1"] = "复核得分"
    other.save(stream)
    assert is_worksheet(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ... jixiao-review/1:7:ab")
    lost = "一级指标\t自评完成值\t自评得分\t复核完成值\t复核得分\t偏离度\t备注"
    assert all(is_worksheet(lost.encode(encoding)) for encoding in ("utf-8", "gb18030"))
    assert not is_worksheet(lost.replace("\t", "\n").encode())
    assert not any(map(is_worksheet, (stream.getvalue(), b"PK\x03\x04", b"", b"jixiao-review/1:")))


def test_what_is_no_workbook_is_a_problem_and_one_without_marks_holds_none() -> None:
    assert read_reviews(b"PK\x03\x04", "r.xlsx").problems != ()
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "jixiao-review/1:x"
    book.save(stream)
    assert read_reviews(stream.getvalue(), "r.xlsx") == ((), (), (), ())
