"""第九节 as drafted: every case of every sentence, every number traced, and what our own check says of it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings

from jixiao.reports.blocks import Blank, Fact, Heading, Paragraph, Table, Words, blanks, block_runs, texts
from jixiao.reports.render import as_bytes
from jixiao.reports.statement import draft
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.schemas.finding import Severity
from jixiao.services.check_paths import check_paths
from tests.strategies.statements import facts, material, materials, project

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.reports.blocks import Report
    from jixiao.reports.statement_view import Material


def facts_of(**said: str | tuple[str, ...]) -> StatementFacts:
    """Facts by key, with underscores for hyphens."""
    given = {
        key.replace("_", "-"): (value,) if isinstance(value, str) else value for key, value in said.items()
    }
    return StatementFacts(given, "第九节.facts.toml")


def lines(report: Report) -> list[str]:
    """The paragraphs of the section, without the list of blanks."""
    return [block.text for block in report.parts[0].blocks if isinstance(block, Paragraph)]


def line(report: Report, start: str) -> str:
    """The one paragraph that begins so."""
    (found,) = [text for text in lines(report) if text.startswith(start)]
    return found


def test_the_section_is_laid_out_as_published_ones_are() -> None:
    report = draft(material(project()), facts_of(evaluated="道路养护"))
    headings = [block.printed for block in report.blocks() if isinstance(block, Heading)]
    assert headings == [
        "九、预算绩效情况说明",
        "（一）绩效管理工作开展情况",
        "（二）部门决算中项目绩效自评结果",
        "（三）部门评价结果",
    ]
    assert texts(report)[0] == "市交通局2024年度部门决算"


def test_counts_amount_share_and_grades() -> None:
    three = (
        project(score="94", executed="123.95"),
        project("桥梁检测", score="85", executed="97.3"),
        project("普法宣传", score="91", executed="0"),
    )
    assert line(draft(material(*three, spending="994.99")), "根据") == (
        "根据预算绩效管理要求，我部门组织对纳入2024年度部门预算范围的二级项目3个开展绩效自评，共涉及资金221.25万元，"
        "占项目支出总额的22.24%。其中，2个项目评价结果为“优”，1个项目评价结果为“良”，0个项目评价结果为“中”，"
        "0个项目评价结果为“差”。"
    )


def test_what_is_not_known_is_left_blank_and_listed() -> None:
    report = draft(material(project(executed=None), project("桥梁检测", score=None)))
    said = line(report, "根据")
    assert "共涉及资金【待补充：自评涉及资金（1个项目没有全年执行数）】万元" in said
    assert said.endswith("其中，【待补充：各等级的项目个数（1个项目尚无得分或等级）】。")
    assert [block.text for block in report.parts[1].blocks if isinstance(block, Paragraph)] == [
        one.text for one in blanks(report)
    ]
    keys = {"project-spending", "amount", "grade-excellent", "evaluated", "whole", "problems", "measures"}
    assert keys == {one.key for one in blanks(report) if one.key}


def test_a_part_more_than_the_whole_is_no_share() -> None:
    said = line(draft(material(project(executed="90"), spending="80")), "根据")
    assert "涉及资金90万元多于项目支出80万元" in said
    assert "%" not in said


def test_what_people_give_goes_before_what_is_worked_out() -> None:
    given = facts_of(amount="50", project_spending="200.50")
    said = line(draft(material(project(), spending="80"), given), "根据")
    assert "共涉及资金50万元，占项目支出总额的24.94%" in said


def test_money_of_evaluated_projects_is_taken_from_their_tables_where_these_tell_all_of_it() -> None:
    funds = {"general-budget": Decimal(60), "government-fund": Decimal(30)}
    whole = material(project(executed="90", funds=funds), project("桥梁检测"))
    said = line(draft(whole, facts_of(evaluated="道路养护", evaluated_conclusion="管理规范。")), "组织对")
    assert said == (
        "组织对1个项目开展了部门评价，项目为：“道路养护”。涉及一般公共预算支出60万元，政府性基金预算支出30万元，"
        "国有资本经营预算支出0万元。从评价情况看，管理规范。"
    )
    both = line(draft(whole, facts_of(evaluated=("道路养护", "桥梁检测"))), "组织对")
    assert both.startswith("组织对2个项目开展了部门评价，分别为：“道路养护”、“桥梁检测”。")
    assert "一般公共预算支出【待补充：部门评价涉及的一般公共预算支出】万元" in both


def test_none_was_evaluated() -> None:
    report = draft(material(project()), facts_of(evaluated="无", whole="无"))
    assert "2024年度我部门未组织开展部门评价。" in lines(report)
    assert "2024年度我部门未组织开展部门整体支出绩效评价。" in lines(report)
    assert not [block for block in report.blocks() if isinstance(block, Heading) and "评价结果" in block.text]


def test_the_whole_department() -> None:
    given = facts_of(
        whole_general_budget="1112.22",
        whole_government_fund="0",
        whole_state_capital="0",
        whole_grade="优",
        whole_conclusion="保障了服务质量",
        whole_problems="推进力度有待加强。",
    )
    assert line(draft(material(project()), given), "组织开展部门整体") == (
        "组织开展部门整体支出绩效评价，涉及一般公共预算支出1112.22万元，政府性基金预算支出0万元，"
        "国有资本经营预算支出0万元，评价结果为“优”。从评价情况看，保障了服务质量。存在的问题：推进力度有待加强。"
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "我部门在2024年度部门决算中反映“项目0”的绩效自评结果。"),
        (2, "反映“项目0”、“项目1”共2个项目的绩效自评结果。2个项目自评平均得分为94分，各项目自评得分相同。"),
        (
            5,
            "反映“项目0”、“项目1”、“项目2”等5个项目的绩效自评结果。5个项目自评平均得分为94分，各项目自评得分相同。",
        ),
    ],
)
def test_results_of_one_few_and_many(count: int, said: str) -> None:
    report = draft(material(*(project(f"项目{at}") for at in range(count))))
    assert line(report, "我部门").endswith(said)


def test_the_mean_is_rounded_once_and_of_those_with_a_score() -> None:
    scored = [project(f"项目{at}", score=score) for at, score in enumerate(("90", "90.5", "91.33", None))]
    said = line(draft(material(*scored)), "我部门")
    assert said.endswith("有得分的3个项目自评平均得分为90.61分，最高91.33分，最低90分。")


@pytest.mark.parametrize(
    ("budget", "executed", "said"),
    [
        ("198", "123.95", "全年预算数为198万元，执行数为123.95万元，完成预算的62.6%。"),
        ("7", "7.00", "全年预算数为7万元，执行数为7万元，完成预算的100%。"),
        ("7", "8", "全年预算数为7万元，执行数为8万元，完成预算的114.29%。"),
        ("7", "0", "全年预算数为7万元，执行数为0万元，当年未发生支出。"),
        ("0", "3", "全年预算数为0万元，执行数为3万元。"),
        ("7", None, "全年预算数为7万元。"),
        (None, "7", "全年执行数为7万元。"),
        (None, None, ""),
    ],
)
def test_money_of_a_project(budget: str | None, executed: str | None, said: str) -> None:
    one = project(budget=budget, executed=executed, achieved="完成养护")
    assert line(draft(material(one)), "道路养护绩效自评综述") == (
        "道路养护绩效自评综述：根据年初设定的绩效目标，项目自评得分为94分，评价结果为“优”。"
        f"{said}自评表填写的绩效目标实际完成情况：完成养护。"
    )


def test_a_project_without_score_or_goal_leaves_blanks_and_quotes_the_reasons_once() -> None:
    one = project(score=None, notes=("雨季影响工期。", "——", "雨季影响工期"))
    said = line(draft(material(one)), "道路养护绩效自评综述")
    assert "项目自评得分为【待补充：“道路养护”的自评得分】。" in said
    assert "实际完成情况：【待补充：“道路养护”的绩效目标实际完成情况】。" in said
    assert said.endswith("偏差原因：雨季影响工期。")


def test_only_the_projects_asked_for_are_told() -> None:
    both = material(project(), project("桥梁检测"))
    said = lines(draft(both, summarised=both.projects[1:]))
    assert [text[:4] for text in said if "绩效自评综述" in text] == ["桥梁检测"]


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        (("90",), "道路养护0的全年执行数低于全年预算数，执行率为90%。"),
        (("90", "80", "100"), "2个项目的全年执行数低于全年预算数，其中执行率最低的是道路养护1（80%）。"),
        (("80", "80"), "2个项目的全年执行数低于全年预算数，执行率均为80%。"),
        (("80", "80", "90"), "3个项目的全年执行数低于全年预算数，执行率最低为80%。"),
        (("90", "100"), "道路养护0的全年执行数低于全年预算数，执行率为90%。"),
    ],
)
def test_problems_that_the_figures_show(rates: tuple[str, ...], said: str) -> None:
    report = draft(material(*(project(f"道路养护{at}", executed=rate) for at, rate in enumerate(rates))))
    shown = [text for text in lines(report) if text.startswith("从自评结果看")]
    assert shown == [f"从自评结果看，{said}"]


def test_rows_that_lost_points() -> None:
    two = (project(short=("5", "0.25"), short_of_money=True), project("桥梁检测", short=("1",)))
    said = line(draft(material(*two)), "从自评结果看")
    assert said.endswith("；二是2个项目共3项指标（含预算执行率）未得满分，共失6.25分。")
    alone = line(draft(material(two[1])), "从自评结果看")
    assert alone.endswith("；二是桥梁检测有1项指标未得满分，共失1分。")


def test_nothing_to_show_says_nothing() -> None:
    assert not [text for text in lines(draft(material(project(executed="100")))) if "从自评结果看" in text]


def test_problems_and_measures_are_said_as_given() -> None:
    given = facts_of(problems=("一是预算编制不准；", "二是管理薄弱。"), measures="一是加强论证")
    report = draft(material(project()), given)
    assert line(report, "发现的") == "发现的主要问题及原因：一是预算编制不准；二是管理薄弱。"
    assert line(report, "下一步") == "下一步改进措施：一是加强论证。"


def test_the_table_lists_every_project_and_their_sum() -> None:
    report = draft(material(project(executed="90.126"), project("桥梁检测", executed=None, score=None)))
    (table,) = [block for block in report.blocks() if isinstance(block, Table)]
    assert table.caption == "表1　2024年度项目支出绩效自评结果"
    assert [[one.text for one in row.cells] for row in table.rows] == [
        ["1", "道路养护", "100", "90.13", "90.13%", "94", "优"],
        ["2", "桥梁检测", "100", "—", "—", "—", "—"],
        ["", "合计", "200", "—", "—", "", ""],
    ]


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@given(materials(), facts())
@settings(max_examples=20)
def test_every_number_is_traced(whole: Material, given_facts: StatementFacts) -> None:
    """Plain words of the section hold no number but the year."""
    report = draft(whole, given_facts)
    for block in report.parts[0].blocks:
        if isinstance(block, Paragraph):
            words = "".join(run.text for run in block.runs if isinstance(run, Words))
            assert set(_NUMBER.findall(words)) <= {"2024"}, words
    for run in (run for block in report.blocks() for run in block_runs(block)):
        if isinstance(run, Fact) and run.value is not None:
            assert Decimal(run.text.removesuffix("%")) == run.value
    marked = [run for block in report.parts[0].blocks for run in block_runs(block) if isinstance(run, Blank)]
    assert "".join(lines(report)).count("【待补充：") == len(marked)


@given(materials(), facts())
@example(material(project(), project("桥梁检测")), NO_FACTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_passes_our_own_check(
    tmp_path: Path, whole: Material, given_facts: StatementFacts
) -> None:
    target = tmp_path / "第九节.docx"
    target.write_bytes(as_bytes(draft(whole, given_facts), "docx"))
    (found,) = check_paths((str(target),)).files
    wrong = [one for one in found.findings if one.severity is Severity.ERROR]
    assert not wrong, [(one.code, one.sentence("message"), one.found) for one in wrong]
