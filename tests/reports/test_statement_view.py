"""Sums, shares and grades of the projects of a department."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.reports.blocks import Origin, Source
from jixiao.reports.statement_view import added, amount, percent, whole_of
from tests.strategies.statements import material, project


def test_amounts_have_two_decimals_at_most_and_no_false_ones() -> None:
    assert [amount(Decimal(text)) for text in ("7", "7.00", "123.950406", "0.005", "-1.50", "1E+2")] == [
        *("7", "7", "123.95", "0.01", "-1.5", "100")
    ]


def test_a_sum_is_rounded_once_and_spelt_out_while_it_is_short() -> None:
    found = added([Decimal("0.004")] * 2, "sum", ())
    assert (found.text, found.source.formula) == ("0.01", "0.004 + 0.004")
    assert added([Decimal(1)] * 7, "sum", ()).source.formula == "7个项目之和"


def test_a_share() -> None:
    found = percent(Fraction(7), Fraction(160), "share", (Source(Origin.FIELD, "x"),))
    assert (found.text, found.value, found.source.formula) == ("4.38%", Decimal("4.38"), "7 ÷ 160")


def test_every_grade_is_counted_also_one_of_other_rules() -> None:
    odd = project("其他")
    odd = type(odd)(odd.line.model_copy(update={"grade": "较差"}), odd.form)
    whole = material(project(), project("又一个", score="85"), odd, project("未评", score=None))
    assert whole.grades == {"优": 1, "良": 1, "中": 0, "差": 0, "较差": 1}
    assert whole.ungraded == 1


def test_sums_are_of_all_or_none() -> None:
    two = material(project(executed="1.5"), project("又一个", executed="2"))
    executed, rate = two.total("executed"), two.rate
    assert executed is not None
    assert rate is not None
    assert (executed.text, rate.text) == ("3.5", "1.75%")
    one = material(project(executed=None), project("又一个"))
    assert (one.total("executed"), one.rate) == (None, None)
    assert material(project(budget="0", executed="0")).rate is None


def test_a_name_is_found_in_another_spelling_and_only_if_it_is_one() -> None:
    whole = material(project("道路养护"), project("桥梁检测"))
    assert whole.named("道路 养护项目") is whole.projects[0]
    assert whole.named("道路") is None
    assert material(project("道路养护"), project("道路养护")).named("道路养护") is None


def test_a_project_of_the_store_says_so() -> None:
    one = project()
    kept = type(one)(one.line.model_copy(update={"version_id": 7}), one.form)
    assert kept.source("score") == Source(Origin.STORE, "form_version[7].score", "自评表.xlsx")
    assert one.source("score").origin is Origin.FIELD


def test_the_money_of_the_whole_is_told_where_its_kinds_are_all_of_it() -> None:
    one = project(executed="90", funds={"general-budget": Decimal(60), "government-fund": Decimal(30)})
    assert {kind: fact.text for kind, fact in whole_of(one).funds.items()} == {
        "general-budget": "60",
        "government-fund": "30",
        "state-capital": "0",
    }
    assert whole_of(project(executed="90", funds={"general-budget": Decimal(60)})).funds == {}


def test_a_share_of_something_is_never_called_nothing() -> None:
    found = [percent(Fraction(text), Fraction(200000), "share", ()).text for text in ("0.5", "0", "0.001")]
    assert found == ["0.0003%", "0%", "0%"]  # 0.001 is itself printed as 0


def test_the_least_rate_is_the_least_of_the_exact_ones() -> None:
    few, fewer = (
        project("甲", budget="200000", executed="0.5"),
        project("乙", budget="200000", executed="0.4"),
    )
    assert material(few, fewer).below_budget == (fewer, few)
