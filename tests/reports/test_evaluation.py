from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.reports.blocks import Blank, Fact, Heading, Table, blanks, block_runs, facts, texts
from jixiao.reports.evaluation import OUTLINES, draft
from jixiao.reports.facts import KEYS, Facts
from jixiao.reports.render import as_bytes
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.services.choose_rules import Named
from jixiao.services.report import Found, draft_of, find_table, make_report
from jixiao.services.report_sources import from_forms
from tests.reports.drafting import table
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
SEED = next(path for path in EXAMPLES if path.stem == "政务服务中心运转经费")


def whole(outline: str = "mof", **more: object) -> str:
    return "\n".join(texts(draft(table({}, **more), outline=outline)))


@pytest.mark.parametrize("outline", OUTLINES)
def test_the_figures_of_a_published_report_come_out_without_its_errors(outline: str) -> None:
    found = find_table(str(SEED))
    assert isinstance(found, Found)
    said = "\n".join(texts(make_report(found.scored, Facts({}), outline=outline)))
    for words in (
        "全年预算数为160万元", "实际支出7万元，预算执行率为4.38%，资金结余153万元",
        "3个二级指标、7项三级指标，分值共40分，评价得分31.11分，得分率77.78%",
        "分值共30分，评价得分30分，得分率100%", "分值共20分，评价得分20分，得分率100%",
        "评价得分为81.11分，对应的评价等级为“良”",
    ):  # fmt: skip
        assert words in said
    assert "153元" not in said
    assert "81.1分" not in said


def test_each_outline_has_its_sections() -> None:
    def sections(outline: str) -> list[str]:
        blocks = draft(table({}), outline=outline).blocks()
        return [block.printed for block in blocks if isinstance(block, Heading) and block.level == 1]

    assert sections("mof") == [
        "一、基本情况", "二、绩效评价工作开展情况", "三、综合评价情况及评价结论", "四、绩效评价指标分析",
        "五、主要经验及做法、存在的问题及原因分析", "六、有关建议", "七、其他需要说明的问题",
    ]  # fmt: skip
    assert sections("legacy") == [
        "一、基本情况", "二、绩效评价工作开展情况", "三、项目资金使用及管理情况", "四、绩效评价指标分析",
        "五、主要经验及做法、存在的问题及原因分析", "六、其他需要说明的问题",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("budget", "executed", "words"),
    [
        ("160", "7", "实际支出7万元，预算执行率为4.38%，资金结余153万元。"),
        ("7", "7", "实际支出7万元，预算执行率为100%，资金没有结余。"),
        ("7", "8.5", "，支出超过预算1.5万元。"),
        ("7", "0", "没有发生支出，预算执行率为0%，资金结余7万元。"),
    ],
)
def test_spending_is_said_as_it_was(budget: str, executed: str, words: str) -> None:
    assert words in whole(budget=budget, executed=executed)


def test_all_done_is_claimed_only_where_it_is_true() -> None:
    assert "全部完成" in whole()
    assert "全部完成" not in whole(executed="99.99")
    assert "全部完成" not in "\n".join(texts(draft(table({"actual": "9个"}))))


def test_what_people_wrote_stands_in_its_place_and_leaves_no_blank() -> None:
    given_facts = Facts({key: (f"所写的{key}",) for key in KEYS})
    for outline in OUTLINES:
        report = draft(table({}, goal={"expected": "运转"}), given_facts, outline=outline)
        assert blanks(report) == ()
    said = "\n".join(texts(draft(table({}), given_facts)))
    assert [key for key in KEYS if f"所写的{key}" not in said] == ["unit"]


def test_blanks_are_listed_at_the_end() -> None:
    report = draft(table({}))
    last = report.parts[-1].blocks
    listed = [run for block in last for run in block_runs(block) if isinstance(run, Blank)]
    assert tuple(listed) == blanks(report)
    assert blanks(report) != ()


NUMBER = re.compile(r"\d+(?:\.\d+)?")
FIXED = re.compile(r"^（\d+）|^表\d+|^图\d+")
"""Numbers of lists and captions, which are no data."""


def unknown_numbers(report: Report) -> list[str]:
    """The lines of the docx with a number that is in no fact of the trace."""
    document = Document(io.BytesIO(as_bytes(report, "docx")))
    known = {number for fact in facts(report) for number in NUMBER.findall(fact.text)}
    headings = {block.printed for block in report.blocks() if isinstance(block, Heading)}
    title = report.title.replace("\n", "")
    lines = [one.text for one in document.paragraphs if one.text not in headings]
    lines = [line for line in lines if line.replace("\n", "") != title]
    lines += [cell.text for one in document.tables for row in one.rows for cell in row.cells]
    blanked = [re.sub("【待补充：.*?】", "", FIXED.sub("", line)) for line in lines]
    return [line for line in blanked if not set(NUMBER.findall(line)) <= known]


@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_number_of_the_document_is_in_the_trace(path: Path, outline: str) -> None:
    found = find_table(str(path))
    assert isinstance(found, Found)
    assert unknown_numbers(draft_of(found, Facts({}), outline=outline)) == []


def test_every_figure_of_the_trace_is_that_of_the_table() -> None:
    """The document read again: each amount, score and weight of the table stands in its sentence."""
    found = find_table(str(SEED))
    assert isinstance(found, Found)
    document = Document(io.BytesIO(as_bytes(draft_of(found, Facts({})), "docx")))
    body = "\n".join(one.text for one in document.paragraphs)
    rows = {row.cells[2].text: [cell.text for cell in row.cells] for row in document.tables[-1].rows}
    for item in found.scored.indicators:
        own, row = item.indicator, item.row
        name = own.name or ""
        assert body.count(f"“{name}”") >= 1
        assert rows[name][4] == (own.actual or "—")
        assert Decimal(rows[name][5]) == own.weight
        assert Decimal(rows[name][6]) == (row.low if row.decided else row.claimed_score)
    total = found.scored.provisional_total
    assert f"评价得分为{total}分" in body


@pytest.mark.parametrize("outline", OUTLINES)
@given(form=st.data())
@settings(max_examples=25, deadline=None)
def test_any_table_is_drafted_with_every_indicator_once(outline: str, form: st.DataObject) -> None:
    odd = form.draw(st.booleans())
    evaluated = form.draw(self_evaluations(odd=odd))
    (found,) = from_forms((ReadForm(evaluated, Place()),), Named("mof-2020", "rules-named"), Path())
    report = draft_of(found, Facts({}), outline=outline)
    headed = [block for block in report.blocks() if isinstance(block, Heading) and block.level == 4]
    assert len(headed) == len(evaluated.indicators)
    (annex,) = [block for block in report.parts[1].blocks if isinstance(block, Table)]
    rows = [row for row in annex.rows if len(row.cells) == len(annex.columns)]
    beside = found.scored.execution is not None and all(one.counted for one in found.scored.indicators)
    assert len(rows) == len(evaluated.indicators) + beside
    for block in report.blocks():
        for run in block_runs(block):
            if not isinstance(run, (Fact, Blank)) and not odd:
                assert isinstance(block, Table) or not re.search(r"\d", FIXED.sub("", run.text))
    if not odd:
        assert unknown_numbers(report) == []
    for kind in ("md", "html"):
        # a blank that is drawn is in the list of them, and the other way round
        shown = as_bytes(report, kind).decode()
        assert shown.count("【待补充：") == sum(
            isinstance(run, Blank) for block in report.blocks() for run in block_runs(block)
        )
    assert {run for block in report.parts[-1].blocks for run in block_runs(block)} >= set(blanks(report))
