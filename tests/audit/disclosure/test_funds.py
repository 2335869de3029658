from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.audit.disclosure.funds import CHECKS
from tests.audit.disclosure.saying import HEAD, Said, said

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES = """某县水务局2024年度部门决算

第二部分 2024年度部门决算表

公开05表

一般公共预算财政拨款支出决算表

部门：某县水务局　　金额单位：万元

项目\t\t本年支出
科目编码\t科目名称\t小计\t基本支出\t项目支出
合计\t\t2,271.54\t1,275.38\t996.16
213\t农林水支出\t2,271.54\t1,275.38\t996.16

公开07表

政府性基金预算财政拨款收入支出决算表

部门：某县水务局　　金额单位：万元

项目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余
科目编码\t科目名称\t\t\t小计\t基本支出\t项目支出\t
合计\t\t\t32,491.20\t32,491.20\t\t32,491.20\t
212\t城乡社区支出\t\t32,491.20\t32,491.20\t\t32,491.20\t

公开08表

国有资本经营预算财政拨款支出决算表

部门：某县水务局　　金额单位：万元

项目\t\t本年支出
科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t\t\t

本部门没有国有资本经营预算支出。

""" + HEAD.split("\n\n", 1)[1]


def text(body: str) -> str:
    return TABLES + body + "\n"


def evaluated(**amounts: str) -> str:
    values: Mapping[str, str] = {"general": "996.16", "funds": "32491.20", "capital": "0"} | amounts
    return text(
        "组织对3个项目开展了部门评价。涉及一般公共预算支出{general}万元，政府性基金预算支出{funds}万元，"
        "国有资本预算支出{capital}万元。".format(**values)
    )


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ({}, []),
        ({"general": "500", "funds": "0"}, []),
        (
            {"general": "33487.36", "funds": "0"},
            [("STA010", "error", "996.16", "33487.36"), ("STA010", "error", "32491.20", "0")],
        ),
        (
            {"general": "32491.20", "funds": "996.16"},
            [("STA010", "error", "996.16", "32491.20"), ("STA010", "error", "32491.20", "996.16")],
        ),
        ({"general": "1996.16"}, [("STA011", "error", "≤996.16", "1996.16")]),
        ({"general": "996.17"}, []),  # both may have been rounded
        ({"capital": "5"}, []),  # the table is blank: its cells may have been lost
    ],
)
def test_each_kind_is_that_of_its_table(amounts: dict[str, str], found: list[Said]) -> None:
    assert said(CHECKS, evaluated(**amounts)) == found


def test_nothing_is_said_of_a_kind_without_its_table() -> None:
    start, end = TABLES.index("公开05表"), TABLES.index("公开07表")
    assert said(CHECKS, evaluated(general="33487.36", funds="0").replace(TABLES[start:end], "")) == []


def test_the_kinds_make_the_amount() -> None:
    body = (
        "二级项目3个全面开展绩效自评，共涉及资金{}万元，"
        "其中一般公共预算支出250万元，政府性基金预算支出40万元{}。"
    )
    three = "，国有资本预算支出5万元"
    assert said(CHECKS, text(body.format("295", three))) == []
    assert said(CHECKS, text(body.format("300", three))) == [("STA012", "error", "295.00", "300")]
    assert said(CHECKS, text(body.format("300", ""))) == []  # the third kind is not named
    assert said(CHECKS, text(body.format("280", ""))) == [("STA012", "error", "290.00", "280")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2271.54", []),
        ("2271.545", []),
        ("2371.54", [("STA013", "error", "2271.54", "2371.54")]),
        ("2171.54", [("STA013", "warning", "2271.54", "2171.54")]),
    ],
)
def test_the_whole_department_is_the_whole_table(value: str, found: list[Said]) -> None:
    body = f"组织开展部门整体支出绩效评价，涉及一般公共预算支出{value}万元，评价结果为“优”。"
    assert said(CHECKS, text(body)) == found


def test_the_whole_of_one_unit_is_not_that_of_the_department() -> None:
    body = "对{}个单位开展整体支出绩效评价试点，涉及一般公共预算支出{}万元。"
    assert said(CHECKS, text(body.format(1, "800"))) == []
    assert said(CHECKS, text(body.format(1, "2800"))) == [("STA013", "error", "2271.54", "2800")]
