from __future__ import annotations

import pytest

from jixiao.audit.disclosure.statement import CHECKS
from tests.audit.disclosure.saying import ANNEX, HEAD, Said, findings, said, table

SPENDING = """公开03表

支出决算表

部门：某县水务局　　金额单位：万元

项目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
科目编码\t科目名称\t1\t2\t3\t4\t5\t6
合计\t\t1,112.22\t117.23\t994.99\t\t\t
213\t农林水支出\t1,112.22\t117.23\t994.99\t\t\t

"""
APPROPRIATION = """公开04表

财政拨款收入支出决算总表

部门：某县水务局　　金额单位：万元

收入\t\t\t支出\t\t\t\t\t
项目\t行次\t金额\t项目\t行次\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款
一、一般公共预算财政拨款\t1\t1,100.00\t一、农林水支出\t4\t1,100.00\t1,100.00\t\t
本年收入合计\t2\t1,100.00\t本年支出合计\t5\t1,100.00\t1,100.00\t\t
总计\t3\t1,100.00\t总计\t6\t1,100.00\t1,100.00\t\t

"""
SECTION = (
    "某县水务局2024年度部门决算\n\n第二部分 2024年度部门决算表\n\n"
    + SPENDING
    + APPROPRIATION
    + HEAD.split("\n\n", 1)[1]
)


def text(body: str) -> str:
    return SECTION + body + "\n"


def amount(value: str, share: str = "，占项目支出总额的100%") -> str:
    return text(f"我部门组织对二级项目10个全面开展绩效自评，共涉及资金{value}{share}。")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (amount("994.99万元"), []),
        (amount("991.99万元"), []),  # 99.70 % prints as 100 %
        (amount("984.99万元"), [("STA001", "error", "994.99", "984.99")]),
        (amount("1094.99万元"), [("STA001", "error", "994.99", "1094.99")]),
        (amount("994.99元"), [("STA002", "error", "9949900.00", "994.99")]),
        (amount("500万元", "，占项目支出总额的50.25%"), []),
        (amount("500万元", "，占项目支出总额的52.05%"), [("STA001", "error", "50.25", "52.05")]),
        (amount("500.00万元", "，占项目支出总额的50.2%"), [("SUM009", "notice", "50.25", "50.2")]),
        (amount("500万元", ""), []),
        (amount("1094.99万元", ""), [("STA003", "warning", "≤994.99", "1094.99")]),
        (amount("约984.99万元"), []),
    ],
)
def test_the_money_of_the_self_evaluation(body: str, found: list[Said]) -> None:
    assert said(CHECKS, body) == found


def test_a_share_of_one_kind_of_funds_is_not_one_of_all() -> None:
    assert said(CHECKS, amount("500万元", "，占政府性基金预算项目支出总额的100%")) == []
    assert said(CHECKS, amount("500万元", "，占部门预算项目支出总额的100%")) == []


def test_nothing_is_said_without_the_table() -> None:
    assert said(CHECKS, amount("984.99万元").replace("\t994.99", "\t")) == []


def test_a_total_of_budgets_is_only_very_likely_wrong() -> None:
    body = amount("1094.99万元") + "\n项目全年预算数合计1094.99万元。\n"
    assert said(CHECKS, body) == [("STA001", "warning", "994.99", "1094.99")]


def test_the_same_money_twice() -> None:
    again = amount("994.99万元") + "\n（二）自评情况\n\n我单位对多个项目开展了绩效自评，涉及金额{}万元。\n"
    assert said(CHECKS, again.format("994.99")) == []
    assert said(CHECKS, again.format("949.99")) == [("STA004", "notice", "994.99", "949.99")]
    kinds = amount("994.99万元") + (
        "\n我部门对2个政府性基金预算项目开展绩效自评，涉及资金50万元，占政府性基金预算项目支出总额的100%。\n"
    )
    assert said(CHECKS, kinds) == []
    same = amount("994.99万元") + "\n我单位对二级项目10个开展了绩效自评，涉及金额949.99万元。\n"
    assert said(CHECKS, same) == [("STA004", "warning", "994.99", "949.99")]


EVALUATED = text(
    "组织对2个项目开展了部门评价，分别为：河道整治和校舍改造。涉及一般公共预算支出{}万元，政府性基金预算支出0万元。"
) + (
    ANNEX
    + "河道整治项目支出绩效评价报告\n\n一、基本情况\n\n项目全年预算数 198 万元，实际支出 123.95 万元。\n\n"
    "校舍改造项目支出绩效评价报告\n\n一、基本情况\n\n项目全年预算数 129 万元，实际支出 97.3 万元。\n"
)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("221.25", []),
        ("327", []),  # the budgets
        ("212.25", [("STA005", "warning", "221.25", "212.25")]),
    ],
)
def test_the_money_evaluated_is_that_of_the_reports(value: str, found: list[Said]) -> None:
    assert said(CHECKS, EVALUATED.format(value)) == found


def test_the_money_evaluated_is_that_of_the_list() -> None:
    listed = (
        "组织对1个项目开展了部门评价，分别为：河道整治项目。涉及一般公共预算支出{}万元。\n\n（二）自评情况\n\n"
        "（1）河道整治项目绩效自评得分95分，全年预算数198万元，执行数123.95万元；\n\n"
        "（2）校舍改造项目绩效自评得分95分，全年预算数129万元，执行数97.3万元；\n"
    )
    assert said(CHECKS, text(listed.format("123.95"))) == []
    assert said(CHECKS, text(listed.format("221.25"))) == [("STA005", "warning", "123.95", "221.25")]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("994.99", []),
        ("1100.00", [("STA007", "warning", "994.99", "1100.00")]),
        ("1112.22", [("STA007", "warning", "994.99", "1112.22")]),
        ("1000", [("STA006", "notice", "994.99", "1000")]),
    ],
)
def test_what_is_called_project_spending(value: str, found: list[Said]) -> None:
    body = text(f"二级项目10个全面开展绩效自评，2024年部门预算项目支出总额{value}万元。")
    assert said(CHECKS, body) == found


def test_an_amount_of_a_table_in_yuan_is_told_in_its_unit() -> None:
    body = text("二级项目10个全面开展绩效自评，2024年部门预算项目支出总额1000万元。")
    body = body.replace("金额单位：万元", "金额单位：元").replace("994.99", "9949900.00")
    (found,) = [one for one in findings(CHECKS, body) if one.code == "STA006"]
    assert found.sentence("message") == "文中项目支出总额为1000万元，公开表的项目支出为994.99万元"
    assert found.expected == "994.99"


def test_published_tables_do_not_spend_more_than_all_projects() -> None:
    forms = (table("甲", budget="198", spent="123.95"), table("乙", budget="129", spent="97.3"))
    body = text("二级项目2个全面开展绩效自评，共涉及资金{}万元。")
    assert said(CHECKS, body.format("221.25"), *forms) == []
    assert said(CHECKS, body.format("212.25"), *forms) == [("STA008", "warning", "≥221.25", "212.25")]
    assert said(CHECKS, body.format("212.25"), table("甲", budget="198")) == []


def test_a_rate_of_two_totals() -> None:
    body = "二级项目2个全面开展绩效自评，全年预算数合计400万元，执行数合计380万元，预算执行率为{}%。"
    assert said(CHECKS, text(body.format("95"))) == []
    assert said(CHECKS, text(body.format("85"))) == [("STA009", "error", "95.00", "85")]
