from __future__ import annotations

from jixiao.documents.cursor import Cursor
from jixiao.documents.lines import Document

HEADING = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"
FUNDS = "项目资金\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分"


def numbers(cursor: Cursor) -> list[int]:
    found = []
    while (at := cursor.peek()) is not None:
        found.append(at[1].number)
        cursor.take()
    return found


def test_blank_lines_are_passed_over() -> None:
    assert numbers(Cursor(Document("甲\n\n \t\n乙\n丙"), 0)) == [1, 4, 5]
    cursor = Cursor(Document("甲\n乙\n丙"), 0)
    assert cursor.peek(2) is not None
    assert cursor.peek(3) is None
    cursor.take(2)
    assert numbers(cursor) == [3]
    cursor.take(5)


def test_a_heading_ahead() -> None:
    def ahead(text: str, *, only: bool = False, project: bool = False) -> bool:
        return Cursor(Document(text), 0).heading_ahead(indicators_only=only, until_project=project)

    assert ahead("甲\n乙\n" + HEADING)
    assert ahead("甲\n" + FUNDS)
    assert not ahead("甲\n" + FUNDS, only=True)
    assert not ahead("甲\n项目名称\t乙\n" + HEADING, project=True)
    assert ahead("甲\n项目名称\t乙\n" + HEADING)
    assert not ahead("甲\n" + "乙\n" * 50 + HEADING)
    assert not ahead(HEADING)
