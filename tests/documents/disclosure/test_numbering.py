from __future__ import annotations

import pytest

from jixiao.documents.disclosure.numbering import han_number, marker_of


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("第三部分2024年度", "part", 3),
        ("十二、有关建议", "han", 12),
        ("(九)项目", "han-paren", 9),
        ("1、甲", "arabic", 1),
        ("2.2022年项目", "arabic", 2),
        ("3.3号泵站", "arabic", 3),
        ("(14)天地图", "arabic-paren", 14),
        ("一是全面推行", "ordinal", 1),
        ("目标4:做好", "goal", 4),
        ("2)乙", "half-paren", 2),
    ],
)
def test_numbers_at_the_beginning(text: str, style: str, number: int) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert (marker.style, marker.number) == (style, number)


@pytest.mark.parametrize("text", ["443.88万元", "2024年度", "一般公共预算", "3.5分", "一是否", ""])
def test_what_is_no_number_of_a_paragraph(text: str) -> None:
    assert marker_of(text) is None


def test_han_numbers() -> None:
    assert [han_number(text) for text in ("九", "十", "十一", "二十", "二十三", "7")] == [
        9,
        10,
        11,
        20,
        23,
        7,
    ]
