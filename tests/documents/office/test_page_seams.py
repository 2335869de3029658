from __future__ import annotations

import pytest

from jixiao.documents.office.page_seams import doubtful, one_row, plain, unfinished
from jixiao.documents.office.pages import Box

ALL = [True] * 4


def pairs(over: tuple[str, ...], under: tuple[str, ...], full: str = "1000") -> list[tuple[Box, Box]]:
    """Cells over and under a break; ``full`` has a 1 for each line over it that has no room."""
    return [
        (Box(0, 0, 1, 1, above, room=0 if mark == "1" else 50), Box(0, 0, 1, 1, below, lead=10))
        for above, below, mark in zip(over, under, full, strict=True)
    ]


def test_what_all_rows_have_and_one_half_lacks_makes_them_one() -> None:
    cut = pairs(("其他工", "≤34.5", "2", "2"), ("作经费之8", "", "", ""))
    assert one_row(cut, ALL)
    assert not one_row(cut)  # three characters alone say too little
    assert not one_row(cut, [True, False, False, True])
    # a figure may be broken where its line had no room
    broken = pairs(("维修", "231.1", "2", "2"), ("(护)费", "6", "", ""), "1100")
    assert one_row(broken, ALL)


@pytest.mark.parametrize(
    ("over", "under", "full"),
    [
        (("其他工", "≤34.5", "2", "2"), ("作经费之8", "", "", ""), "0000"),  # the line had room
        (("窗口数", "≥3个", "2", "2"), ("延时服务", "≥5天", "2", "2"), "1000"),  # both are whole
        (("时效指标", "7", "2", "2"), ("经济效益指标", "", "", ""), "1000"),  # two kinds of indicators
        (("窗口数", "≥3个", "2", "2"), ("", "", "", ""), "1000"),  # nothing goes on
        (("指标1", "", "", ""), ("指标2", "", "", ""), "1000"),  # rows of a template
    ],
)
def test_rows_that_stay_two(over: tuple[str, ...], under: tuple[str, ...], full: str) -> None:
    assert not one_row(pairs(over, under, full), ALL)


def test_what_cannot_be_decided_is_doubtful() -> None:
    lacking = pairs(("其他工", "≤34.5", "2", "2"), ("作经费之8", "", "", ""), "0000")
    assert doubtful(lacking, ALL)
    assert not doubtful(lacking, [True, True, False, False][:1] + [False] * 3)
    assert not doubtful(pairs(("甲", "3", "2", "2"), ("乙", "5", "2", "2")), ALL)
    assert not doubtful(pairs(("甲", "3", "2", "2"), ("", "", "", "")), ALL)
    assert not doubtful(pairs(("甲", "3", "2", "2"), ("乙", "5", "", "")), ALL)
    assert not doubtful(pairs(("数量指标", "3", "2", "2"), ("质量指标", "", "", "")), ALL)


def test_the_name_of_a_kind_may_be_broken_anywhere() -> None:
    for over, under in (("产出指", "标"), ("服务对象满意", "度"), ("经济效益", "指标")):
        ((first, second),) = pairs((over,), (under,), "1")
        assert unfinished(first, second)
    ((first, second),) = pairs(("产出指标",), ("效益指标",), "1")
    assert not unfinished(first, second)


def test_white_space_does_not_count() -> None:
    assert plain(" 产 出\n指标 ") == "产出指标"
