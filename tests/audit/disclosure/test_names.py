from __future__ import annotations

from tests.audit.disclosure.worded import CLEAN, brief, changed, worded

CITY = CLEAN.replace("某县水务局", "某市政务服务管理局").replace("某县水土保持中心", "某市政务服务中心")


def test_one_name_throughout_is_silent() -> None:
    assert brief(CITY) == []


def test_another_word_in_the_name_of_a_table() -> None:
    table = "公开 02 表\n\n部门：某市政务服务管理局"
    text = CITY.replace(table, table.replace("服务管理", "数据管理"))
    (one,) = worded(text)
    assert (one.code, one.severity.value) == ("ORG001", "warning")
    assert (one.expected, one.found) == ("某市政务服务管理局", "某市政务数据管理局")
    assert one.params["count"] == "2"


def test_all_spellings_are_one_finding() -> None:
    text = CITY.replace("1 | 某市政务服务管理局（本级）", "1 | 某市政务数据管理局").replace(
        "某市政务服务管理局2024年度河道", "某市政务服务数据管理局2024年度河道"
    )
    (one,) = worded(text)
    assert one.code == "ORG001"
    assert one.params["count"] == "3"
    assert one.params["names"].startswith("“某市政务服务管理局”（第1行）、“某市政务数据管理局”（第")
    assert "、“某市政务服务数据管理局”（第" in one.params["names"]


def test_a_listed_unit_is_no_spelling_where_the_organisation_is_listed_too() -> None:
    text = CITY.replace("2 | 某市政务服务中心", "2 | 某市政务数据管理局")
    assert brief(text) == []


def test_quite_another_organisation() -> None:
    text = changed("公开 02 表\n\n部门：某县水务局", "公开 02 表\n\n部门：某县林业局")
    assert brief(text) == [("ORG002", "warning", "某县水务局", "某县林业局")]
    of_unit = changed("公开 02 表\n\n部门：某县水务局", "公开 02 表\n\n部门：某县水土保持中心")
    assert brief(of_unit) == []
    report = changed("某县水务局2024年度河道", "某县林业局2024年度河道")
    assert brief(report) == [("ORG002", "notice", "某县水务局", "某县林业局")]


def test_the_number_of_units() -> None:
    assert brief(changed("单位共2个", "单位共3个")) == [("ORG003", "notice", "2", "3")]
    # one less: the organisation itself is listed, and may not be counted
    assert brief(changed("单位共2个", "单位共1个")) == []
    alone = changed("| 1 | 某县水务局（本级） | 行政单位 |", "| 1 | 某县节水办公室 | 行政单位 |")
    assert brief(alone.replace("单位共2个", "单位共1个")) == [("ORG003", "warning", "2", "1")]
