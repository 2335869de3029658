from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings

from jixiao.reports.blocks import Heading, Paragraph, Table, Title, facts, texts
from jixiao.reports.render import as_bytes
from jixiao.reports.summary_report import report_of
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.aggregate import FundPart, Points, Record
from jixiao.texts import say
from tests.strategies.summaries import summaries, summary_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.schemas.summary import Summary

ROWS = (
    Points("产出指标", "数量指标", "办件量", 5000, 4500, 4500, None, "short-under"),
    Points("效益指标", "社会效益指标", "满意度", 5000, 5000, 5000, None, "met"),
)


def grade(cents: int) -> str:
    return "优" if cents >= 9000 else "良" if cents >= 8000 else "中"


def record(name: str, year: int, cents: int, department: str = "甲局", **more: object) -> Record:
    given = Record(name, department=department, unit=department, year=year, claimed=cents, computed=cents)
    graded = given._replace(claimed_grade=grade(cents), computed_grade=grade(cents), rows=ROWS)
    return graded._replace(rules="jiangxi-2023", **more)  # type: ignore[arg-type]  # fields of a record


RECORDS = (
    record("道路", 2023, 9500, initial=100_000_000, budget=100_000_000, executed=62_600_000, errors=1),
    record("系统", 2023, 8000, budget=50_000_000, executed=50_000_000),
    record("系统", 2024, 9100, "乙局", funds=(FundPart("own", 1, 1, 1),)),
    Record("只列名", department="乙局", unit="乙局", year=2024, listed=True),
)


def printed(summary: Summary) -> tuple[str, ...]:
    return texts(report_of(summary))


@given(summaries)
@settings(max_examples=20, deadline=None)
def test_any_summary_has_its_report(summary: Summary) -> None:
    report = report_of(summary)
    said = texts(report)
    named = {line.round for line in summary.projects or ()}
    odd = re.compile(r"〔|None|\b(report|summary)\.")
    assert [text for text in said if odd.search(text) and text not in named] == []
    basis = say("report.summary.basis", basis=say(f"summary.basis.{summary.basis}"))
    assert any(text.endswith(basis) for text in said)
    every = report.parts[-1].blocks[1]
    assert isinstance(every, Table)
    assert len(every.rows) == len(summary.projects or ())
    assert all(len(line.cells) == len(every.columns) for line in every.rows)
    for kind in ("md", "html", "xlsx"):
        assert as_bytes(report, kind)


def test_the_whole_is_told_in_sentences_with_sources() -> None:
    report = report_of(summary_of(RECORDS))
    told = [block.text for block in report.blocks() if isinstance(block, Paragraph)]
    assert told[0] == (
        "共汇总4个项目，涉及2个单位，其中有自评表的3个、只有公开得分的1个。有自评得分的项目3个，平均88.67分，"
        "按全年预算数加权平均90分，中位数91分，最高95分，最低80分。另有1个项目没有自评得分，不进入平均。"
    )
    assert told[1] == "按等级分：优2个，占66.67%；良1个，占33.33%；中0个，占0%；差0个，占0%。"
    assert told[2] == "全年预算数合计150.00万元，全年执行数合计112.60万元，预算执行率75.07%。"
    sources = {fact.text: fact.source.path for fact in facts(report)}
    assert sources["88.67"] == "total.mean"
    assert {fact.value for fact in facts(report) if fact.source.path == "total.mean"} == {Decimal("88.67")}


def test_the_parts_are_there_in_their_order() -> None:
    headings = [
        block.printed for block in report_of(summary_of(RECORDS)).blocks() if isinstance(block, Heading)
    ]
    assert headings[:3] == ["一、总体情况", "二、失分情况", "（一）失分原因"]
    assert "三、复核意见" in headings
    assert "四、2023年与2024年比较" in headings


def test_the_table_that_is_filed_is_first_and_its_page_and_that_of_the_list_lie() -> None:
    report = report_of(summary_of(RECORDS))
    title, table, *_ = report.parts[0].blocks
    assert isinstance(title, Title)
    assert title.under == ("2023—2024年度（得分口径：自评得分）",)
    assert isinstance(table, Table)
    assert table.caption == "表1　按部门汇总"
    assert [part.landscape for part in report.parts] == [True, False, True]
    assert [part.name for part in report.parts] == ["汇总表", "", "清单"]


def test_what_could_not_be_read_is_told_first() -> None:
    problem = Finding(code="SMY001", severity=Severity.ERROR, params={"count": "2"})
    summary = summary_of(RECORDS).model_copy(update={"complete": False, "errors": (problem,)})
    said = printed(summary)
    assert say("report.summary.incomplete", count="1") in said
    assert problem.sentence("message") in said


def test_tables_of_whole_departments_are_told() -> None:
    summary = summary_of(RECORDS).model_copy(update={"whole_departments": 2})
    assert "另有部门整体的自评2份，不是项目，没有计入。" in printed(summary)
    assert "部门整体" not in printed(summary_of(RECORDS))


def test_nothing_at_all_is_told_too() -> None:
    said = printed(summary_of(()))
    assert (
        "共汇总0个项目，涉及0个单位，其中有自评表的0个、只有公开得分的0个。没有一个项目有自评得分。" in said
    )
    assert say("report.summary.no-projects") in said


def test_the_main_tables_read_as_they_are_printed(golden: Callable[[str, Path], None]) -> None:
    long = record("关于" + "道路养护" * 60 + "（二期）", 2024, 8950, "乙局", region="360200", reviewed=8800)
    unnamed = Record("无主项目", year=2024, claimed=7000, claimed_grade="中", budget=12_345_678, executed=0)
    summary = summary_of((*RECORDS, long, unnamed), by=("department", "year"))
    golden(as_bytes(report_of(summary), "md").decode(), Path(__file__).parent / "golden" / "summary.md")
