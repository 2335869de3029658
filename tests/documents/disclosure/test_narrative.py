from __future__ import annotations

import pytest

from jixiao.documents.disclosure.blocks import Para, from_text
from jixiao.documents.disclosure.facts import Collector
from jixiao.documents.disclosure.narrative import Narrative, topic_of


def read(title: str, text: str) -> list[tuple[str, str, str | None]]:
    topic = topic_of(title)
    assert topic is not None
    collect = Collector("甲")
    narrative = Narrative(topic, title, collect)
    for block in from_text(text):
        assert isinstance(block, Para)
        narrative.read(block)
    return [(fact.key, f"{fact.value:f}", fact.subject) for fact in collect.facts]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("收入决算情况说明", "income"),
        ("支出决算情况说明", "spending"),
        ("财政拨款支出决算情况说明", "appropriation"),
        ("一般公共预算财政拨款基本支出决算情况说明", "basic"),
        ("财政拨款“三公”经费支出决算情况说明", "three_public"),
        ("机关运行经费支出情况说明", "operating"),
        ("政府采购支出情况说明", "procurement"),
        ("国有资产占用情况说明", "assets"),
    ],
)
def test_sections_by_their_titles(title: str, name: str) -> None:
    topic = topic_of(title)
    assert topic is not None
    assert topic.name == name


def test_a_decrease_is_negative_and_no_change_is_stated() -> None:
    found = read(
        "收入决算情况说明",
        "收入总计 9 万元，较上年减少 1 万元，下降 10.00%；年初结转和结余 0.00 万元，与上年持平。",
    )
    assert found == [
        ("income.total", "9", None),
        ("income.total.change", "-1", None),
        ("income.total.growth", "-10.00", None),
        ("income.opening", "0.00", None),
        ("income.opening.change", "0", None),
    ]


def test_numbers_of_reasons_are_no_facts() -> None:
    found = read(
        "支出决算情况说明", "支出总计 9 万元，比上年增加 1 万元，主要原因：人员经费增加 3 万元，增长 5%。"
    )
    assert found == [("spending.total", "9", None), ("spending.total.change", "1", None)]


def test_the_whole_of_a_share_is_no_subject() -> None:
    text = "政府采购支出总额 220.44 万元，授予中小企业合同金额 205.57 万元，占政府采购支出总额的 93.25%。"
    assert read("政府采购支出情况说明", text)[-1] == ("procurement.sme.share", "93.25", None)


def test_counts_beside_amounts() -> None:
    text = (
        "公务接待费全年预算数 0.88 万元，决算数 0.88 万元，"
        "完成全年预算的 100.00%。全年国内公务接待 4 批，累计接待 68 人次。"
    )
    assert read("财政拨款“三公”经费支出决算情况说明", text) == [
        ("three_public.reception.budget", "0.88", None),
        ("three_public.reception", "0.88", None),
        ("three_public.reception.rate", "100.00", None),
        ("three_public.reception.batches", "4", None),
        ("three_public.reception.visits", "68", None),
    ]


def test_classes_and_items_are_not_the_whole() -> None:
    found = read(
        "一般公共预算财政拨款支出决算情况说明",
        "一般公共预算财政拨款支出90.00万元，主要用于以下方面：农林水支出60.00万元，占66.67%；"
        "卫生健康（类）支出30.00万元，占33.33%。\n"
        "1.农林水（类）农业农村（款）行政运行（项）：支出决算为60.00万元，完成预算的100%。",
    )
    assert found == [
        ("appropriation.general", "90.00", None),
        ("appropriation.class", "60.00", "农林水支出"),
        ("appropriation.class.share", "66.67", "农林水支出"),
        ("appropriation.class", "30.00", "卫生健康支出"),
        ("appropriation.class.share", "33.33", "卫生健康支出"),
        ("appropriation.item", "60.00", "农林水农业农村行政运行"),
        ("appropriation.item.rate", "100", "农林水农业农村行政运行"),
    ]


def test_an_amount_of_something_unknown_is_no_fact() -> None:
    found = read(
        "收入决算情况说明",
        "本年收入合计100.00万元，其中：利息收入10.00万元，占10.00%，比上年增加1.00万元，增长11.11%。",
    )
    assert found == [("income.current", "100.00", None)]


def test_an_amount_of_last_year_is_no_fact() -> None:
    found = read(
        "收入决算情况说明", "本年收入合计100.00万元，与上年决算数80.00万元相比，增加20.00万元，增长25.00%。"
    )
    assert found == [
        ("income.current", "100.00", None),
        ("income.current.change", "20.00", None),
        ("income.current.growth", "25.00", None),
    ]


def test_what_stands_behind_brackets_is_said_of_what_stands_before() -> None:
    found = read(
        "收入决算情况说明",
        "本年收入合计100.00万元；包括事业收入80.00万元（其中：培训费10.00万元），占80.00%。",
    )
    assert found[1:] == [("income.business", "80.00", None), ("income.business.share", "80.00", None)]


def test_three_kinds_of_appropriations_are_three_subjects() -> None:
    found = read(
        "收入决算情况说明",
        "本年收入合计100.00万元；包括财政拨款收入90.00万元（其中：一般公共预算80.00万元，"
        "政府性基金预算10.00万元），占90.00%；国有资本经营预算财政拨款收入0万元，占0%。",
    )
    assert found == [
        ("income.current", "100.00", None),
        ("income.appropriation", "90.00", None),
        ("income.general", "80.00", None),
        ("income.funds", "10.00", None),
        ("income.appropriation.share", "90.00", None),
        ("income.capital", "0", None),
        ("income.capital.share", "0", None),
    ]


def test_receptions_of_each_sort_in_other_words() -> None:
    found = read(
        "“三公”经费支出决算情况说明",
        "因公出国（境）经费支出0万元。公务用车购置支出1.00万元，公务用车运行支出3.00万元。"
        "公务接待费支出1.00万元，其中：国内接待费1.00万元，共接待12批次；外宾接待费0万元，共接待0批次。"
        "外事接待支出0万元。国（境）外公务接待费2.00万元。",
    )
    assert found == [
        ("three_public.abroad", "0", None),
        ("three_public.vehicles.purchase", "1.00", None),
        ("three_public.vehicles.running", "3.00", None),
        ("three_public.reception", "1.00", None),
        ("three_public.reception.domestic", "1.00", None),
        ("three_public.reception.batches", "12", None),
        ("three_public.reception.foreign", "2.00", None),
    ]


def test_a_rate_without_its_particle() -> None:
    found = read("“三公”经费支出决算情况说明", "公务接待费预算为5.00万元，支出决算为4.00万元，完成预算80%。")
    assert found[-1] == ("three_public.reception.rate", "80", None)
