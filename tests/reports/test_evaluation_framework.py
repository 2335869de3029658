from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings

from jixiao.reports.blocks import Blank, Fact, Heading, Table, block_runs, texts
from jixiao.reports.evaluation import OUTLINES, draft
from jixiao.reports.evaluation_framework import losing, lost, opened, sections_table, short_name
from jixiao.reports.evaluation_values import values
from jixiao.reports.facts import Facts
from jixiao.reports.placeholders import Named
from jixiao.reports.render import as_bytes
from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkResult, FrameworkRow
from jixiao.scoring.framework import score_framework
from jixiao.scoring.frameworks import LoadedFramework, load_framework
from tests.reports.drafting import table
from tests.strategies.frameworks import as_read, choice, projects


def result(*rows: FrameworkRow) -> FrameworkResult:
    form = FilledFramework(framework="project-2020", project="大厅项目", rows=rows)
    return score_framework(as_read(form), load_framework("project-2020"), choice())


def judged(
    name: str, weight: str, *marks: str, level1: str = "决策", evidence: str | None = None
) -> FrameworkRow:
    items = tuple(FrameworkItem(label=f"要点{at}", entry=mark) for at, mark in enumerate(marks))
    if items and evidence:
        items = (items[0].model_copy(update={"evidence": evidence}), *items[1:])
    return FrameworkRow(
        level1=level1, level2="项目立项", name=name, weight=Decimal(weight), items=items
    )  # fmt: skip


FULL = judged("立项依据充分性", "40", *["满足"] * 5, evidence="立项批复")
PART = judged("立项程序规范性", "60", "满足", "不满足", "满足", level1="产出")
OPEN = judged("绩效目标合理性", "10")


def said(*rows: FrameworkRow, outline: str = "mof") -> str:
    return "\n".join(texts(draft(table({}, claimed_total="99"), outline=outline, framework=result(*rows))))


@pytest.mark.parametrize("outline", OUTLINES)
def test_the_framework_decides_what_is_said(outline: str) -> None:
    whole = result(FULL, PART)
    text = said(FULL, PART, outline=outline)
    assert whole.total is not None
    score = f"{whole.total.normalize():f}"
    assert f"经评价，项目得分为{score}分" in text
    assert "项目单位自评得分为99分。" in text
    assert "评价依据：立项批复。该指标分值40分，得满分40分。" in text
    assert "“立项程序规范性”失" in text
    assert "针对“立项程序规范性”，查明失分的原因" in text
    assert "窗口数" not in text


def test_what_is_not_judged_is_left_open() -> None:
    text = said(FULL, OPEN)
    assert "评价得分为【待补充：评价得分】分" in text
    assert "“绩效目标合理性”尚未评定，得分待定。" in text
    whole = result(FULL, OPEN, PART)
    assert [number for number, _ in opened(whole)] == [1]
    assert [number for number, _ in losing(whole)] == [2]
    assert lost(whole.lines[0]) == 0


def test_the_sections_are_those_of_the_framework() -> None:
    whole = result(FULL, PART)
    assert [short_name(one) for one in whole.sections] == ["决策", "产出"]
    rows = [[one.text for one in line.cells] for line in sections_table(whole).rows]
    assert rows[0] == ["决策", "1", "40", "40", "0", "100%"]
    assert rows[-1][:3] == ["合计", "2", "100"]


def test_a_template_has_the_values_of_the_framework() -> None:
    whole, made = result(FULL, PART), table({})
    named = Named(values(made, draft(made, framework=whole), framework=whole))
    assert named.find("决策得分") == values(made, draft(made), framework=whole).words["决策得分"]
    found = values(made, draft(made), framework=whole).words
    assert found["决策得分率"][0].text == "100%"
    assert found["得分"][0].text == f"{(whole.total or Decimal(0)).normalize():f}"


@given(projects())
@settings(max_examples=25, deadline=None)
def test_any_filled_framework_is_drafted_with_every_line_once(
    pair: tuple[LoadedFramework, FilledFramework],
) -> None:
    framework, form = pair
    whole = score_framework(as_read(form), framework, choice())
    for outline in OUTLINES:
        report = draft(table({}), Facts({}), outline=outline, framework=whole)
        headed = [one for one in report.blocks() if isinstance(one, Heading) and one.level == 4]
        assert len(headed) == len(whole.lines)
        (annex,) = [one for one in report.parts[1].blocks if isinstance(one, Table)]
        assert len([one for one in annex.rows if len(one.cells) == len(annex.columns)]) == len(whole.lines)
        for block in report.blocks():
            if isinstance(block, Table):
                continue
            for run in block_runs(block):
                loose = re.search(r"\d", re.sub(r"^（\d+）", "", run.text))
                assert isinstance(run, (Fact, Blank)) or not loose, run
        assert as_bytes(report, "docx")


def test_a_measured_line_says_what_was_planned_and_done() -> None:
    items = tuple(
        FrameworkItem(label=label, entry=entry)
        for label, entry in (("年度指标值", "≥32个"), ("实际完成值", "16"))
    )
    row = FrameworkRow(level1="产出", level2="产出数量", name="窗口", weight=Decimal(100), items=items)
    text = said(row)
    assert "“窗口”：年度指标值为≥32个，实际完成值为16，16÷32=50%，100×50%=50。" in text
    assert "该指标分值100分，得50分，失50分。" in text
    bare = row.model_copy(update={"items": (items[0], items[1].model_copy(update={"entry": None}))})
    assert "年度指标值为≥32个，没有填写实际完成值，" in said(bare)


def test_a_loss_names_the_points_that_were_missed_and_a_ground_stands_once() -> None:
    grounds = ("查阅资料", "缺批复", "查阅资料")
    row = judged("立项程序规范性", "100", "满足", "不满足", "满足")
    items = tuple(
        item.model_copy(update={"evidence": ground}) for item, ground in zip(row.items, grounds, strict=True)
    )
    text = said(row.model_copy(update={"items": items}))
    assert "评价依据：查阅资料；缺批复。" in text
    assert "“立项程序规范性”失33.33分：2个要点得满分，1个要点不得分。其中：“要点1”不得分（缺批复）。" in text
    part = (items[0], items[1].model_copy(update={"entry": "部分满足", "score": Decimal(10)}), items[2])
    assert "其中：“要点1”得部分分（缺批复）。" in said(row.model_copy(update={"items": part}))


def test_points_that_are_not_a_hundred_are_told_beside_the_total() -> None:
    told = "指标体系分值合计为60分，与规定的满分不符，得分和等级仅供参考。"
    assert told in said(PART)
    assert "与规定的满分不符" not in said(FULL, PART)
