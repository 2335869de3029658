from __future__ import annotations

import pytest

from jixiao.documents import read_bytes
from jixiao.documents.places import Places, tidy

TABLE = (
    "项目名称\t甲\n"
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
    "产出指标\t数量指标\t窗口\t≥3个\t3\t90\t\n"
)


def places() -> Places:
    (form,) = read_bytes(TABLE.encode(), "x").forms
    assert isinstance(form.places, Places)
    return form.places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("政务服务体系 和干部", "政务服务体系和干部"),
        ("满意度\n指标", "满意度指标"),
        ("≥10000 元", "≥10000 元"),
        ("a  b", "a b"),
        ("APP 运营", "APP 运营"),
        ("甲， 乙", "甲，乙"),
        (" ", None),
        (None, None),
    ],
)
def test_breaks_of_printing_are_taken_out(text: str | None, expected: str | None) -> None:
    assert tidy(text) == expected


def test_a_value_stands_where_it_was_read() -> None:
    place = places()["indicators", 0, "target"]
    assert (place.file, place.row, place.cell, place.quote) == ("x", "第3行", "年度指标值", "≥3个")


def test_what_is_blank_or_no_column_has_no_place() -> None:
    found = places()
    for name in ("claimed_score", "unit", "review_note", "其他"):
        assert ("indicators", 0, name) not in found
    assert ("indicators", 1, "name") not in found
    assert () not in found


def test_places_are_as_many_as_they_are_told() -> None:
    found = places()
    paths = [
        ("indicators", 0),
        *(("indicators", 0, name) for name in ("level1", "level2", "name", "target", "actual", "weight")),
        ("project",),
    ]
    assert list(found) == paths
    assert len(found) == len(paths)
    assert list(found) == paths  # asking for them adds none
    assert all(found[path] is found[path] for path in paths)
