"""Whole disclosures: two real ones checked by hand, generated ones fact for fact, anything else."""

from __future__ import annotations

import time
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.documents.disclosure.reader import read_extract, read_text
from jixiao.documents.grid import Cell, Extract, Grid, Paragraph
from jixiao.schemas.disclosure_keys import KEYS
from tests.shared import SHARED, needs_shared
from tests.strategies.disclosures import Written, disclosures

if TYPE_CHECKING:
    from jixiao.schemas.disclosure import Disclosure, Fact


@cache
def seed(number: int) -> Disclosure:
    assert SHARED is not None
    path = sorted((SHARED / "seeds").glob("*.txt"))[number]
    read = read_text(path.read_text(encoding="utf-8"), path.name)
    assert read is not None
    return read.disclosure


def said(disclosure: Disclosure, key: str) -> list[str]:
    return [fact.text or "" if fact.value is None else f"{fact.value:f}" for fact in disclosure.all(key)]


def facts_of(disclosure: Disclosure) -> Counter[tuple[str, str, str]]:
    def one(fact: Fact) -> tuple[str, str, str]:
        value = fact.text if fact.value is None else f"{fact.value:f}"
        return fact.key, value or "", fact.grade or fact.section or fact.subject or ""

    return Counter(
        one(fact) for fact in disclosure.facts if not fact.key.startswith(("organisation.", "year."))
    )


@needs_shared
def test_the_first_document_statement() -> None:
    one = seed(0)
    assert (one.year, one.amount_unit, one.missing) == (2023, "万元", ())
    assert said(one, "statement.projects") == ["10"]
    assert said(one, "statement.amount") == ["994.99", "994.99"]
    assert said(one, "statement.share_of_project_spending") == ["100"]
    assert [(f.grade, f.value) for f in one.all("statement.grade_count")] == [
        ("优", 10),
        ("良", 0),
        ("中", 0),
        ("差", 0),
    ]
    assert said(one, "statement.evaluated.name") == ["大厅日常运维", "“赣服通”系统建设"]
    assert said(one, "statement.evaluated.general_budget") == ["221.25"]
    assert said(one, "statement.whole.general_budget") == ["1112.22"]
    assert said(one, "statement.whole.grade") == ["优"]
    assert [(f.report, f"{f.value}") for f in one.all("report.rate")] == [(1, "62.6"), (2, "75.43")]
    assert [(f.report, f"{f.value}") for f in one.all("report.spent")] == [(1, "123.95"), (2, "97.3")]


@needs_shared
def test_the_first_document_narrative() -> None:
    one = seed(0)
    assert said(one, "income.current.growth") == ["102.68"]
    assert said(one, "spending.basic.share") == ["10.54"]
    assert said(one, "spending.project") == ["994.99"]
    assert said(one, "appropriation.total.rate") == ["246.78"]
    category = one.all("basic.category.change")
    assert [(f.subject, f"{f.value:f}") for f in category][:2] == [
        ("工资福利支出", "-26.24"),
        ("商品和服务支出", "-44.37"),
    ]
    assert [fact.stated for fact in category] == [False, False, True, True]
    place = next(f for f in one.all("appropriation.class") if f.subject == "住房保障支出").place
    assert place.row == "第461行"  # the number stands on the line after the page break
    assert place.quote is not None
    assert place.quote.startswith("（六）住房保障支出（类）年初预算数0.00万元，决算数443.88 万元")


@needs_shared
def test_the_second_document_statement() -> None:
    two = seed(1)
    assert (two.year, two.amount_unit, two.missing) == (2024, "万元", ())
    assert [(f.grade, f.value) for f in two.all("statement.grade_count")] == [
        ("优", 14),
        ("良", 8),
        ("中", 1),
        ("差", 0),
    ]
    scores = two.all("project.score")
    assert len(scores) == 23
    assert [fact.index for fact in scores] == list(range(1, 24))
    assert sum((fact.value for fact in scores if fact.value is not None), Decimal(0)) == Decimal("2077.54")
    assert scores[5].subject == "“赣服通”3.0景德镇市本级及珠山区、昌江区分厅建设项目"
    assert scores[13].value == Decimal("94.25")
    names = [fact.text for fact in two.all("statement.evaluated.name")]
    assert len(names) == 23
    assert set(names) == {fact.subject for fact in scores}
    assert said(two, "statement.average") == ["88.75"]
    assert said(two, "statement.average_grade") == ["良"]
    assert said(two, "statement.evaluated.score") == ["88.75"]
    assert said(two, "statement.evaluated.general_budget") == ["33487.36"]
    assert said(two, "statement.evaluated.government_funds") == ["0"]
    total = two.first("statement.project_spending_total")
    assert total is not None
    assert (total.value, total.year) == (Decimal("34762.74"), 2023)
    assert said(two, "statement.claim") == ["目标全部按时按质按量完成", "项目均达到了预期绩效目标"]


@needs_shared
def test_the_second_document_report() -> None:
    two = seed(1)
    assert said(two, "report.budget") == ["160"]
    assert said(two, "report.spent") == ["7", "7"]
    assert [(f.value, f.unit) for f in two.all("report.surplus")] == [(153, "元")]
    assert said(two, "report.rate") == ["4.38"]
    assert said(two, "report.score") == ["81.1"]
    assert said(two, "report.grade") == ["良"]
    points = [(f.section, f"{f.value}") for f in two.all("report.section.full")]
    assert points == [("产出", "40"), ("效益", "30"), ("成本", "20")]
    assert said(two, "report.section.score") == ["31.11", "30", "20"]
    assert said(two, "report.section.rate") == ["77.78", "100", "100"]
    assert said(two, "report.section.level3_count") == ["7", "3", "3"]
    rows = {f.subject: f"{f.value}" for f in two.all("report.indicator.score") if f.section == "产出"}
    assert rows == {
        "政务服务进驻部门数": "4.64",
        "窗口延时服务": "5",
        "政务服务事项受理数": "1.47",
        "政务服务事项受理达标率": "5",
        "政务服务进驻部门达标率": "5",
        "窗口延时服务达标率": "5",
        "政务服务事项办结及时率": "5",
    }
    saving = [f for f in two.facts if f.subject == "成本节约率"]
    assert [(f.key.split(".")[-1], f"{f.value}", f.unit) for f in saving] == [
        ("plan", "160", "万元"),
        ("actual", "7", "万元"),
        ("rate", "100", "%"),
        ("score", "5", "分"),
        ("full", "5", "分"),
    ]
    goals = [fact.text for fact in two.all("report.goal")]
    assert len(goals) == 5
    assert goals[2] == goals[3]
    numbers = [
        s.number
        for s in two.sections
        if s.report == 1 and s.level == 3 and s.title.endswith("情况") and s.title.startswith("项目")
    ]
    assert numbers[-4:] == [1, 2, 3, 1]  # the fourth heading repeats the first number


@needs_shared
@pytest.mark.parametrize("number", [0, 1])
def test_little_is_left_and_every_key_is_of_the_vocabulary(number: int) -> None:
    read = seed(number)
    assert len(read.unread) == 1
    assert {fact.key for fact in read.facts} <= KEYS
    assert all(
        fact.place.row and fact.place.quote
        for fact in read.facts
        if not fact.key.startswith("organisation.table")
    )


VARIANT = """某县水利局2022年度部门决算

第三部分 2022年度部门决算情况说明

一、收入支出决算总体情况说明

2022年度收、支总计1,250.50万元。与上年相比，收、支总计各增加50.50万元，增长4.21%。

三、支出决算情况说明

2022年度本年支出合计1,180.00万元，其中：基本支出780.00万元，占66.10%；项目支出400.00万元，占33.90%。较上年减少20万元，降低1.67%。

五、一般公共预算财政拨款支出决算情况说明

1.农林水支出（类）水利（款）行政运行（项）。年初预算为500.00万元，支出决算为520.00万元，完成年初预算的104.00%。

十、预算绩效情况说明

（一）预算绩效管理工作开展情况

根据要求，我部门组织对2022年度一般公共预算项目支出全面开展绩效自评，共10个项目，涉及资金400.00万元，占一般公共预算项目支出总额的100%。其中优秀8个，良好2个。

组织对“河道整治”、“水库除险加固”等2个项目开展了部门评价，涉及一般公共预算支出300万元。评价得分分别为95分、88分。

部门整体支出绩效自评得分96.5分，评价结果为优秀。

（二）部门决算中项目绩效自评结果

1.河道整治项目绩效自评综述：根据年初设定的绩效目标，河道整治项目绩效自评得分为95.5分。全年预算数为200万元，执行数为190万元，完成预算的95%。

2.农村饮水项目自评结果为优，得分93分。

山洪灾害防治项目，自评得分90.00分，自评等级为“优”。
"""


def test_other_wordings() -> None:
    read = read_text(VARIANT, "甲")
    assert read is not None
    found = facts_of(read.disclosure)
    assert found == Counter(
        [
            ("income.total", "1250.50", ""),
            ("spending.total", "1250.50", ""),
            ("income.total.change", "50.50", ""),
            ("spending.total.change", "50.50", ""),
            ("income.total.growth", "4.21", ""),
            ("spending.total.growth", "4.21", ""),
            ("spending.current", "1180.00", ""),
            ("spending.basic", "780.00", ""),
            ("spending.basic.share", "66.10", ""),
            ("spending.project", "400.00", ""),
            ("spending.project.share", "33.90", ""),
            ("spending.current.change", "-20", ""),
            ("spending.current.growth", "-1.67", ""),
            ("appropriation.item.initial_budget", "500.00", "农林水支出水利行政运行"),
            ("appropriation.item", "520.00", "农林水支出水利行政运行"),
            ("appropriation.item.rate", "104.00", "农林水支出水利行政运行"),
            ("statement.projects", "10", ""),
            ("statement.amount", "400.00", ""),
            ("statement.share_of_project_spending", "100", ""),
            ("statement.grade_count", "8", "优"),
            ("statement.grade_count", "2", "良"),
            ("statement.evaluated.projects", "2", ""),
            ("statement.evaluated.general_budget", "300", ""),
            ("statement.evaluated.name", "河道整治", ""),
            ("statement.evaluated.name", "水库除险加固", ""),
            ("project.score", "95", "河道整治"),
            ("project.score", "88", "水库除险加固"),
            ("statement.whole.score", "96.5", ""),
            ("statement.whole.grade", "优", ""),
            ("project.score", "95.5", "河道整治项目"),
            ("project.budget", "200", "河道整治项目"),
            ("project.executed", "190", "河道整治项目"),
            ("project.rate", "95", "河道整治项目"),
            ("project.score", "93", "农村饮水项目"),
            ("project.grade", "优", "农村饮水项目"),
            ("project.score", "90.00", "山洪灾害防治项目"),
            ("project.grade", "优", "山洪灾害防治项目"),
        ]
    )
    assert read.disclosure.unread == ()


@settings(max_examples=50, deadline=None)
@given(disclosures())
def test_generated_disclosures_are_read_fact_for_fact(written: Written) -> None:
    read = read_text(written.text, "甲")
    assert read is not None
    assert facts_of(read.disclosure) == Counter(written.facts)


@settings(max_examples=20, deadline=None)
@given(disclosures(), st.integers(30, 60))
def test_broken_lines_change_nothing(written: Written, width: int) -> None:
    """Every paragraph is broken into lines of a page's width, as a text made from pages has them."""
    lines = []
    for line in written.text.split("\n"):
        while len(line) > width and line[width - 1] not in "。；：":
            lines.append(line[:width])
            line = line[width:]  # noqa: PLW2901 - what is left of the line
        lines.append(line)
    read = read_text("\n".join(lines), "甲")
    assert read is not None
    whole = read_text(written.text, "甲")
    assert whole is not None
    assert sum(facts_of(read.disclosure).values()) >= sum(facts_of(whole.disclosure).values()) * 3 // 4


_PIECES = st.sampled_from(
    [
        "公开01表",
        "收入支出决算总表",
        "项目\t行次\t决算数",
        "合计\t1,1\t2",
        "201 甲\t1\t2\t3",
        "九、预算绩效情况说明",
        "（一）",
        "1、",
        "个项目",
        "评价结果为“优”",
        "万元",
        "12.5",
        "占",
        "%",
        "。",
        "；",
        "\n",
        "\n\n",
        "得分",
        "分",
        "绩效评价报告",
        "第一部分",
        "“",
        "（",
        "与上年持平",
        "部门评价，分别为：",
        "、和",
        "目标1：",
        "一、收入决算情况说明\n",
        "\x00",
        "|",
        "\t",
        "栏次\t1\t2",
    ]
)


@settings(max_examples=66, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=40).map("".join), st.text(max_size=200)))
def test_nothing_raises(text: str) -> None:
    read_text(text, "甲")


def test_time_grows_with_length_only() -> None:
    def seconds(text: str) -> float:
        started = time.perf_counter()
        read_text(text, "甲")
        return time.perf_counter() - started

    part = VARIANT.split("十、", 1)[1]
    small, large = VARIANT + part * 20, VARIANT + part * 160
    seconds(small)
    assert seconds(large) < 40 * seconds(small)


def test_no_disclosure_in_a_plain_text() -> None:
    assert read_text("今天天气不错，气温 20 度。\n", "甲") is None


def test_an_office_file_reads_as_its_text() -> None:
    rows = (
        ("项目", "", "", "本年支出合计", "基本支出", "项目支出"),
        ("类", "款", "项", "1", "2", "3"),
        ("合计", "", "", "3.00", "1.00", "2.00"),
    )
    grid = Grid(
        "表",
        tuple(
            tuple(Cell(text, ref=f"R{r}C{c}") for c, text in enumerate(row, 1))
            for r, row in enumerate(rows, 1)
        ),
    )
    blocks = (
        Paragraph("支出决算表", page=2),
        Paragraph("公开03表", page=2),
        grid,
        Paragraph("九、预算绩效情况说明", level=1),
        Paragraph("对5个项目开展了绩效自评，涉及资金2.00万元。", page=3),
    )
    read = read_extract(Extract(blocks), "甲.docx")
    assert read is not None
    table = read.disclosure.table("spending")
    assert table is not None
    assert table.amount("total", "project") == Decimal("2.00")
    assert table.rows[0].place.cell == "R3C1"
    amount = read.disclosure.first("statement.amount")
    assert amount is not None
    assert (amount.value, amount.place.page) == (Decimal("2.00"), 3)


def test_a_title_on_two_lines_and_an_annex_number_above_a_report() -> None:
    text = (
        "某市某县发展和改革局\n2023年度部门决算\n\n第一部分 2023年度部门决算情况说明\n\n"
        "一、收入决算情况说明\n\n2023年本年收入合计20.00万元。\n\n二、支出决算情况说明\n\n2023年本年支出合计20.00万元。\n\n"
        "第二部分 附件\n\n附件1\n\n2023年度粮食储备项目支出绩效评价报告\n\n一、基本情况\n\n项目概况如下。\n"
    )
    read = read_text(text, "甲")
    assert read is not None
    (title,) = read.disclosure.all("organisation.title")
    assert (title.text, title.place.row) == ("某市某县发展和改革局", "第1行")
    (report,) = read.disclosure.all("report.title")
    assert report.text == "2023年度粮食储备项目支出绩效评价报告"
    years = [fact.value for key in ("year.title", "year.heading") for fact in read.disclosure.all(key)]
    assert years == [2023, 2023, 2023]


def test_a_sentence_that_names_the_year_is_no_title() -> None:
    text = (
        "第一部分 某市文化和旅游局概况\n\n纳入本部门2023年度部门决算编制范围的单位共2个。\n\n"
        "第二部分 2023年度部门决算情况说明\n\n一、收入决算情况说明\n\n2023年本年收入合计20.00万元。\n\n"
        "二、支出决算情况说明\n\n2023年本年支出合计20.00万元。\n"
    )
    read = read_text(text, "甲")
    assert read is not None
    assert read.disclosure.all("organisation.title") == ()
    titled = read_text(f"某市文化和旅游局2023年度部门决算公开（本级）\n\n{text}", "甲")
    assert titled is not None
    assert titled.disclosure.organisations == ("某市文化和旅游局",)
    first = read_text(f"2023年度某市中医医院单位决算\n\n{text}", "甲")
    assert first is not None
    assert first.disclosure.organisations == ("某市中医医院",)
    assert first.disclosure.year == 2023
