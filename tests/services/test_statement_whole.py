"""The whole department in 第九节, from the form that evaluates it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.write.docx_form import write_sheets
from jixiao.documents.write.framework_form import page
from jixiao.reports.blocks import Paragraph
from jixiao.reports.statement import draft
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.schemas.self_evaluation import FundLine
from jixiao.services.report_error import ReportError
from jixiao.services.statement_whole import with_whole
from tests.services.desk import put
from tests.strategies.frameworks import DEPARTMENT, PROJECTS, blank
from tests.strategies.statements import material, project

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.reports.statement_view import Material

KINDS = ("年度资金总额", "一般公共预算", "政府性基金")


def filled(
    folder: Path,
    *,
    name: str = "市交通局",
    year: int = 2024,
    actual: str | None = "100",
    split: bool = True,
    weight: int = 90,
) -> str:
    """The form of a department with one indicator that has all the weight."""
    made = blank(DEPARTMENT, 1)
    amounts = (Decimal(300), Decimal(200), Decimal(100)) if split else (Decimal(300),)
    funds = tuple(
        FundLine(name=kind, annual_budget=spent, executed=spent, weight=points)
        for kind, spent, points in zip(KINDS, amounts, (Decimal(10), None, None), strict=False)
    )
    rows = []
    for at, row in enumerate(made.form.rows):
        entries = ("≥100个", actual)
        items = tuple(
            item.model_copy(update={"entry": entry}) for item, entry in zip(row.items, entries, strict=True)
        )
        own = Decimal(weight if at == 0 else 0)
        update = {"name": f"指标{at}", "weight": own, "items": items, "claimed_score": None}
        rows.append(row.model_copy(update=update))
    form = made.form.model_copy(update={"project": name, "year": year, "funds": funds, "rows": tuple(rows)})
    path = folder / "整体.docx"
    with path.open("wb") as stream:
        write_sheets([page(replace(made, form=form))], stream)
    return str(path)


def said(whole: Material, given: StatementFacts = NO_FACTS) -> str:
    """The paragraph on the whole department."""
    blocks = draft(whole, given).parts[0].blocks
    (found,) = [b.text for b in blocks if isinstance(b, Paragraph) and "部门整体支出绩效评价" in b.text]
    return found


def test_score_grade_and_money_come_from_the_form(tmp_path: Path) -> None:
    whole, notes = with_whole(material(project()), filled(tmp_path))
    assert notes == ()
    assert said(whole) == (
        "组织开展部门整体支出绩效评价，涉及一般公共预算支出200万元，政府性基金预算支出100万元，"
        "国有资本经营预算支出0万元，评价得分为100分，评价结果为“优”。从评价情况看，【待补充：部门整体评价的结论】。"
        "存在的问题：【待补充：部门整体评价发现的问题】。"
    )
    given = StatementFacts({"whole-grade": ("良",), "whole-state-capital": ("5",)}, "f.toml")
    assert "国有资本经营预算支出5万元，评价结果为“良”。" in said(whole, given)


def test_what_is_open_or_not_told_is_left_blank(tmp_path: Path) -> None:
    whole, notes = with_whole(material(project()), filled(tmp_path, actual=None, split=False))
    (note,) = notes
    assert "还有没有评定的指标" in note
    found = said(whole)
    assert "评价得分" not in found
    assert "评价结果为“【待补充：部门整体评价等级】”" in found
    assert "一般公共预算支出【待补充：部门整体涉及的一般公共预算支出】万元" in found


def test_a_form_that_is_not_meant_is_refused(tmp_path: Path) -> None:
    whole = material(project())
    with pytest.raises(ReportError, match="是“市教育局”的"):
        with_whole(whole, filled(tmp_path, name="市教育局"))
    with pytest.raises(ReportError, match="2023 年度"):
        with_whole(whole, filled(tmp_path, year=2023))
    with pytest.raises(ReportError, match=r"坏.docx”读不了："):
        with_whole(whole, put(tmp_path, "坏.docx", b"PK"))
    path = tmp_path / "项目.docx"
    with path.open("wb") as stream:
        write_sheets([page(blank(PROJECTS[0]))], stream)
    with pytest.raises(ReportError, match="不是部门整体"):
        with_whole(whole, str(path))


def test_a_form_that_is_empty_or_does_not_add_up_gives_no_grade(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    with path.open("wb") as stream:
        write_sheets([page(blank(DEPARTMENT, 1))], stream)
    whole, notes = with_whole(material(project()), str(path))
    assert whole.whole is not None
    assert (whole.whole.score, whole.whole.grade) == (None, None)
    assert any("还有没有评定的指标" in note for note in notes)
    short, notes = with_whole(material(project()), filled(tmp_path, weight=50))
    assert short.whole is not None
    assert (short.whole.score, short.whole.grade) == (None, None)
    assert any("处错误（见 jixiao framework score），说明里的得分、等级留空" in note for note in notes)
