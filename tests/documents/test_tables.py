from __future__ import annotations

import time

from jixiao.documents.found import Part
from jixiao.documents.lines import Document
from jixiao.documents.tables import find_tables

HEAD = "项目支出绩效自评表\n（2023年度）\n项目名称\t甲\n"
FUNDS = (
    "项目资金\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "\t年度资金总额\t1\t1\t1\t10\t100%\t10\n"
)
HEADING = "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
ROW = "\t产出指标\t数量指标\t窗口\t≥3个\t3\t90\t90\n"
TOTAL = "总分\t\t\t\t\t\t100\t100\n"
WHOLE = HEAD + FUNDS + HEADING + ROW + TOTAL


def shape(text: str) -> list[tuple[int, int, int, Part]]:
    return [
        (len(found.funds), len(found.rows), len(found.totals), found.state)
        for found in find_tables(Document(text))
    ]


def test_a_table() -> None:
    assert shape(WHOLE) == [(1, 1, 1, Part.AFTER)]


def test_tables_one_right_after_the_other() -> None:
    assert shape(WHOLE + WHOLE) == [(1, 1, 1, Part.AFTER)] * 2
    bare = WHOLE.removeprefix(HEAD)
    assert shape(WHOLE + bare + bare) == [(1, 1, 1, Part.AFTER)] * 3


def test_a_table_that_breaks_off_before_another() -> None:
    assert shape(HEAD + FUNDS + HEADING + ROW + WHOLE) == [(1, 1, 0, Part.INDICATORS), (1, 1, 1, Part.AFTER)]
    assert shape(HEAD + FUNDS + WHOLE) == [(1, 0, 0, Part.FUNDS), (1, 1, 1, Part.AFTER)]


def test_blocks_alone() -> None:
    assert shape(FUNDS) == [(1, 0, 0, Part.FUNDS)]
    assert shape(HEADING + ROW) == [(0, 1, 0, Part.INDICATORS)]
    assert shape(HEADING) == []


def test_a_document_without_tables() -> None:
    assert shape("一级指标、二级指标和三级指标。\n" * 100) == []
    assert shape("") == []


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    def took(text: str) -> float:
        begin = time.perf_counter()
        shape(text)
        return time.perf_counter() - begin

    for piece in ("项目名称\t甲\n", HEADING, ROW, FUNDS, '\t\t"甲\n', WHOLE, "说明一级指标文字\n"):
        small = min(took(HEADING + piece * 300) for _ in range(3))
        assert took(HEADING + piece * 3000) < 10 * small * 5 + 0.5
