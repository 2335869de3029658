from __future__ import annotations

from decimal import Decimal

from jixiao.documents.write.blank import (
    BlankForm,
    Block,
    added_columns,
    form_of,
    frame,
    hints,
    rows_of,
    weights_told,
)
from jixiao.documents.write.layout import page

BLANK = BlankForm(
    blocks=(Block("产出指标", "数量指标", 2), Block("满意度指标", "", 1)),
    rules="x-1",
    rules_title="某规则",
    rules_hash="abc",
    year=2024,
    execution=Decimal(10),
    full=Decimal(100),
    weights={"产出指标": Decimal(50)},
    tiers=("好", "中"),
)


def test_the_usual_frame_has_cost_as_a_part_of_its_own() -> None:
    pairs = frame()
    assert list(dict(pairs)) == ["成本指标", "产出指标", "效益指标", "满意度指标"]
    assert ("产出指标", "成本指标") not in pairs


def test_without_cost_as_a_part_it_is_an_output() -> None:
    pairs = frame(("产出指标", "效益指标"))
    assert ("产出指标", "成本指标") in pairs
    assert ("效益指标", "可持续影响指标") in pairs


def test_an_unknown_part_gets_one_blank_row() -> None:
    assert frame(("履职效能",)) == (("履职效能", ""),)


def test_the_blank_form_has_rows_and_nothing_in_them() -> None:
    form = form_of(BLANK).form
    assert [(row.level1, row.level2, row.name, row.weight) for row in form.indicators] == [
        ("产出指标", "数量指标", None, None),
        ("产出指标", "数量指标", None, None),
        ("满意度指标", None, None, None),
    ]
    assert form.funds[0].weight == 10
    assert [line.weight for line in form.funds[1:]] == [None, None, None]


def test_hints_name_the_words_and_weights_of_the_rules() -> None:
    told = "".join(hints(BLANK))
    assert all(word in told for word in ("好、中", "产出指标 50", "预算执行率 10", "x-1", "某规则"))
    assert weights_told(BlankForm((), "x", "y", "z")) == "各部分分值规则未定"


def test_the_identifier_names_template_and_rules() -> None:
    assert BLANK.identifier == "jixiao.self-evaluation/1 x-1 abc"


def test_columns_are_added_only_where_asked() -> None:
    assert added_columns(BLANK) == ()
    assert added_columns(BlankForm((), "x", "y", "z", split=True)) == ("operator", "unit")


def test_where_a_field_of_the_indicators_stands() -> None:
    sheet = page(form_of(BLANK))
    found = rows_of(sheet, "weight")
    assert found is not None
    first, last, column = found
    assert (last - first, column) == (2, 6)
    assert rows_of(sheet, "operator") is None
