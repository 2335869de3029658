from __future__ import annotations

import pytest

from jixiao.documents.disclosure.public_words import LINE_ROWS, bare, column_of, kind_of, row_key


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("收入支出决算总表", "overview"),
        ("收入决算表", "income"),
        ("三、支出决算表", "spending"),
        ("财政拨款收入支出决算总表", "appropriation"),
        ("一般公共预算财政拨款支出决算表", "general"),
        ("一般公共预算财政拨款基本支出决算明细表", "general-basic"),
        ("政府性基金预算财政拨款收入支出决算表", "government-funds"),
        ("国有资本经营预算财政拨款支出决算表", "state-capital"),
        ("财政拨款“三公”经费支出决算表", "three-public"),
        ("国有资产占用情况表", "assets"),
    ],
)
def test_a_table_is_known_by_its_title(title: str, name: str) -> None:
    kind = kind_of(title)
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize(
    "title", ["收入决算情况说明", "项目支出绩效自评表", "支出决算表反映部门各项支出情况", ""]
)
def test_other_lines_are_no_titles(title: str) -> None:
    assert kind_of(title) is None


def test_columns_and_rows() -> None:
    assert column_of("本年支出合计", ("total", "basic")) == "total"
    assert column_of("基本支出", ("total",)) is None
    assert bare("4.公务用车保有量(辆)") == "公务用车保有量"
    assert row_key("(1)国内接待费", LINE_ROWS["three-public"]) == "reception.domestic"
    assert row_key("二、单价100万元(含)以上设备(不含车辆)(台、套)", LINE_ROWS["assets"]) == "equipment"
