"""Which rows are one project."""

from __future__ import annotations

import pytest

from jixiao.documents.long_list import groups as module
from tests.documents.long_list.samples import HEAD, ROWS, read, text

FIRST, SECOND, OTHER = ROWS
BLANK = ",,,,,,,产出指标,质量指标,合格率,≥95%,96%,40,40"


def projects(*rows: str) -> list[tuple[str, str | None, int]]:
    found = read(text(*rows))
    return [
        (form.evaluation.project, form.evaluation.unit, len(form.evaluation.indicators))
        for form in found.forms
    ]


def codes(*rows: str) -> list[str]:
    return [problem.code for problem in read(text(*rows)).problems]


ALL = [("道路养护", "市公路中心", 2), ("桥梁检测", "市桥梁所", 1)]


@pytest.mark.parametrize(
    "rows",
    [
        (FIRST, SECOND, OTHER),
        (FIRST, BLANK, OTHER),
        (FIRST, BLANK.replace(",,,", "道路养护,,,", 1), OTHER),
        (FIRST, ",,,,,,,,,,,,,", BLANK, OTHER),
        (FIRST, HEAD, SECOND, HEAD, OTHER),
        (FIRST, OTHER, SECOND),
        (FIRST, SECOND, OTHER, "合计,,,,160,150,,,,,,,180,175"),
        (FIRST, SECOND, OTHER, ",合计,,,160,150,,,,,,,180,175"),
        (FIRST, SECOND.replace("道路养护", " 道路养护　"), OTHER),
    ],
)
def test_rows_of_one_project_are_put_together_in_order(rows: tuple[str, ...]) -> None:
    assert projects(*rows) == ALL
    assert codes(*rows) == []


def test_another_unit_year_or_department_is_another_project() -> None:
    for old, new in (("市公路中心", "县公路中心"), ("2024", "2023"), ("市交通局", "县交通局")):
        assert [one[2] for one in projects(FIRST, SECOND.replace(old, new))] == [1, 1]


def test_a_row_without_a_project_that_says_otherwise_is_not_guessed() -> None:
    lost = BLANK.replace(",,,", ",市水利局,,", 1)
    assert projects(FIRST, SECOND, lost, BLANK, OTHER) == ALL
    assert codes(FIRST, SECOND, lost, BLANK, OTHER) == ["LST004"]
    assert codes(BLANK, FIRST) == ["LST004"]


def test_a_blank_beside_a_new_project_is_not_taken_from_above() -> None:
    blank = OTHER.replace("市交通局", "")
    found = read(text(FIRST, blank))
    assert [form.evaluation.department for form in found.forms] == ["市交通局", None]
    assert [note.code for note in found.notes] == ["LST006"]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 1)
    assert codes(FIRST, SECOND, OTHER) == ["LST007"]
    assert projects(FIRST, SECOND, OTHER) == ALL[1:]


def test_rows_too_far_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_OPEN", 2)
    assert codes(FIRST, SECOND, OTHER) == []
    assert codes(FIRST, OTHER, *[OTHER.replace("12座", f"{at}座") for at in range(3)], SECOND) == ["LST009"]


@pytest.mark.parametrize(
    "row",
    [
        "本页小计,,,,160,150,,,,,,,180,175",
        "项目合计,,,,160,150,,,,,,,180,175",
        ",本页小计,,,160,150,,,,,,,180,175",
        "填表人：张三,,审核人：李四,,,,,,,,,,,",
        ",填表人：张三,审核人：李四,,,,,,,,,,,",
        "注：金额以万元计,,,,,,,,,,,,,",
    ],
)
def test_a_subtotal_or_a_signature_is_no_project(row: str) -> None:
    assert projects(FIRST, SECOND, row, OTHER, row) == ALL
    assert codes(FIRST, SECOND, row, OTHER, row) == []


def test_a_project_named_like_a_label_is_one_where_it_says_more() -> None:
    label = OTHER.replace("桥梁检测", "审核")
    assert projects(FIRST, SECOND, label) == [ALL[0], ("审核", "市桥梁所", 1)]
