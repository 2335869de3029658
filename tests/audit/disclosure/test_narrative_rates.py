"""Percentages of the text: growth, share, rate, direction."""

from __future__ import annotations

import pytest

from tests.audit.disclosure.changed import first, told, with_changed
from tests.audit.disclosure.narrated import HEAD, narrated


def test_growth() -> None:
    assert narrated("NAR003", growth="35.33") == [("NAR003", "error", "33.33", "35.33")]
    assert narrated("NAR003", growth="33.34") == []


def test_a_growth_cut_off_is_a_notice_for_all_of_them() -> None:
    text = "一、收入决算情况说明\n\n本年收入合计 500000.00 万元，比上年增加 200000.00 万元，增长 66.66%。\n\n"
    text += "七、政府采购支出情况说明\n\n政府采购支出总额 10.00 万元。\n"
    assert [one[:2] for one in told(HEAD + text)] == [("NAR015", "notice")]


def test_more_said_for_less() -> None:
    assert narrated("NAR003", "NAR006", grown="下降") == [("NAR006", "error", "33.33", "-33.33")]
    assert [one[0] for one in narrated("NAR003", "NAR006", way="减少", growth="20.00")] == ["NAR006"]
    assert narrated("NAR003", "NAR006", way="减少", grown="下降", growth="20.00") == []


def test_the_unit_of_a_change() -> None:
    assert narrated("NAR003", "NAR016", change="25.00 元") == [("NAR016", "error", "25.00万元", "25.00元")]
    assert narrated("NAR003", "NAR016", change="250000 元") == []


def test_an_increase_by_more_than_there_is() -> None:
    text = "六、机关运行经费支出情况说明\n\n机关运行经费支出 50.35 万元，决算数比上年增加 {0} 万元。\n\n"
    text += "七、政府采购支出情况说明\n\n政府采购支出总额 10.00 万元。\n"
    assert told(HEAD + text.format("505.99")) == [("NAR017", "error", "50.35", "505.99")]
    assert told(HEAD + text.format("50.36")) == []


def test_nearly_all_of_it_cannot_be_a_small_growth() -> None:
    text = "六、机关运行经费支出情况说明\n\n机关运行经费支出 76.98 元，决算数比上年增加 0.01 万元，"
    text += "增长 {0}%。\n\n"
    text += "七、政府采购支出情况说明\n\n政府采购支出总额 10.00 万元。\n"
    assert [one[1] for one in told(HEAD + text.format("0.01"))] == ["error"]
    assert told(HEAD + text.format("300.00")) == []


def test_the_unit_of_the_change_of_a_balance() -> None:
    text = "二、支出决算情况说明\n\n年末结转和结余 106.90 万元，比上年增加 {0}，增长 {1}%。\n\n"
    text += "七、政府采购支出情况说明\n\n政府采购支出总额 10.00 万元。\n"
    assert told(HEAD + text.format("0.01 亿元", "0.01")) == [("NAR016", "error", "0.01万元", "0.01亿元")]
    assert told(HEAD + text.format("0.01 万元", "0.01")) == []
    assert told(HEAD + text.format("150.00 万元", "348.03")) == []  # last year's may have been below zero


def test_the_same_as_last_year_and_yet_a_growth() -> None:
    text = "六、机关运行经费支出情况说明\n\n机关运行经费支出 50.35 万元，与上年持平，比上年增长 {0}%。\n\n"
    text += "七、政府采购支出情况说明\n\n政府采购支出总额 10.00 万元。\n"
    assert told(HEAD + text.format("3.20")) == [("NAR009", "error", "0.00", "3.20")]
    assert told(HEAD + text.format("0.00")) == []
    about = text.replace("与上年持平", "与上年基本持平")
    assert told(HEAD + about.format("0.20")) == []


def test_shares_of_the_whole() -> None:
    assert narrated("NAR004", share="99.00") == [("NAR004", "error", "90.00", "99.00")]
    assert narrated("NAR004", share="90.01") == []
    assert narrated("NAR004", sme_share="56.00") == [("NAR004", "error", "55.00", "56.00")]


def test_what_small_firms_got_of_each_kind() -> None:
    assert narrated("NAR012", goods="80.00") == [("NAR012", "warning", "55.00", "53.00")]
    assert narrated("NAR012") == []
    # shares of all that small firms got make up 100
    assert narrated("NAR012", goods="0.00") == []


@pytest.mark.parametrize("family", ["appropriation", "three_public"])
def test_rates_of_budgets(family: str) -> None:
    name = f"{family}.total.rate"
    one = first(lambda made: name in made.figures and len(made.figures[f"{family}.total"].text) > 4)
    assert "NAR005" in with_changed(one, {name: f"7{one.figures[name].text}"})


@pytest.mark.parametrize(("share", "codes"), [("88.89", []), ("80.00", ["NAR004"])])
def test_a_share_is_of_what_its_sentence_says(share: str, codes: list[str]) -> None:
    text = "三、支出决算情况说明\n\n本年支出合计100.00万元，其中：基本支出90.00万元，占90.00%；"
    text += "项目支出10.00万元，占10.00%。\n\n六、一般公共预算财政拨款基本支出决算情况说明\n\n"
    text += f"一般公共预算财政拨款基本支出90.00万元，其中：人员经费80.00万元，占基本支出的{share}%。\n"
    assert [one[0] for one in told(HEAD + text)] == codes


@pytest.mark.parametrize("of", ["上年基本支出", "公共安全支出", "全市支出"])
def test_a_share_of_something_unknown_is_not_weighed(of: str) -> None:
    text = "六、一般公共预算财政拨款基本支出决算情况说明\n\n"
    text += f"一般公共预算财政拨款基本支出90.00万元，其中：人员经费80.00万元，占{of}的12.00%。\n\n"
    text += "七、政府采购支出情况说明\n\n政府采购支出总额 10.00 万元。\n"
    assert told(HEAD + text) == []
