from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.write.framework_xlsx import write
from jixiao.scoring.frameworks import load_framework
from jixiao.services.framework import (
    framework_json,
    framework_spec_json,
    score_framework,
    summaries,
    write_result,
    writes,
)
from tests.strategies.frameworks import blank

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.schemas.framework import FilledFramework, FrameworkRow

ENTRIES = {
    "资金到位率": ("160", "160"),
    "预算执行率": ("160", "7"),
    "实际完成率": ("90", "70"),
    "质量达标率": ("70", "70"),
    "完成及时性": ("2024年12月底前", "2024年12月"),
    "成本节约率": ("160", "7"),
    "实施效益": ("≥95%", "96%"),
    "满意度": ("≥90%", "92%"),
}
WEIGHTS = {"产出": Decimal(10), "效益": Decimal(10), "决策": Decimal(5), "过程": Decimal(2)}


def _filled(row: FrameworkRow) -> FrameworkRow:
    entries = ENTRIES.get(row.name or "", ("满足",) * len(row.items))
    items = tuple(
        item.model_copy(update={"entry": entry, "evidence": "凭证"})
        for item, entry in zip(row.items, entries, strict=True)
    )
    return row.model_copy(update={"weight": WEIGHTS[row.level1 or ""], "items": items})


def form() -> FilledFramework:
    """A form that is filled in throughout: 30 for decisions, 10 for the process, 40 and 20 for results."""
    made = blank("project-2020").form
    return made.model_copy(update={"project": "大厅项目", "rows": tuple(map(_filled, made.rows))})


def saved(folder: Path, changed: FilledFramework | None = None) -> str:
    path = folder / "指标体系.xlsx"
    stream = io.BytesIO()
    write(replace(blank("project-2020"), form=form() if changed is None else changed), stream)
    path.write_bytes(stream.getvalue())
    return str(path)


def test_a_filled_form_is_scored_to_the_cent(tmp_path: Path) -> None:
    run = score_framework(saved(tmp_path))
    assert run.result is not None
    assert run.exit_code == 0
    scores = {line.row.name: line.score for line in run.result.lines}
    assert scores["预算执行率"] == Decimal("0.09")  # 2 * 7/160
    assert scores["实际完成率"] == Decimal("7.78")
    assert scores["成本节约率"] == Decimal("10.00")
    assert [section.score for section in run.result.sections] == [
        Decimal("30.00"),
        Decimal("8.09"),
        Decimal("37.78"),
        Decimal("20.00"),
    ]
    assert run.result.total == Decimal("95.87")
    assert run.result.grade == "优"
    assert {one.code for one in run.result.findings} == set()


def test_the_published_shape_says_everything(tmp_path: Path) -> None:
    run = score_framework(saved(tmp_path))
    data = json.loads(json.dumps(framework_json(run)))
    assert data["schema"] == "jixiao.framework/1"
    assert data["complete"] is True
    result = data["result"]
    assert (result["total"], result["grade"]) == ("95.87", "优")
    assert result["sections"][2] == {
        "name": "产出",
        "weight": "40",
        "score": "37.78",
        "range": ["37.78", "37.78"],
        "rate": "94.45",
    }
    line = next(one for one in result["lines"] if one["name"] == "预算执行率")
    assert (line["ratio"], line["ratio_exact"], line["formula"]) == ("4.38", "7/160", "7÷160")
    assert len(result["lines"][0]["points"]) == 5


def test_the_framework_and_rules_are_those_on_the_form_unless_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path)
    run = score_framework(path)
    assert run.result is not None
    assert (run.result.rules.id, run.result.rules.why) == ("mof-2020", "rules-template")
    run = score_framework(path, rules="jiangxi-2023")
    assert run.result is not None
    assert (run.result.rules.id, run.result.rules.assumed) == ("jiangxi-2023", False)
    monkeypatch.setenv("JIXIAO_RULES", "mof-2021")
    run = score_framework(path, framework="project-2013")
    assert run.result is not None
    assert (run.result.rules.id, run.result.framework.id) == ("mof-2021", "project-2013")


def test_what_cannot_be_scored_says_why(tmp_path: Path) -> None:
    nothing = tmp_path / "空.xlsx"
    nothing.write_bytes(b"")
    assert [one.code for one in score_framework(str(nothing)).problems] == ["DOC005"]
    assert [one.code for one in score_framework(str(tmp_path)).problems] == ["DOC002"]
    assert [one.code for one in score_framework(str(tmp_path / "无.xlsx")).problems] == ["DOC001"]
    path = saved(tmp_path)
    assert [one.code for one in score_framework(path, framework="none").problems] == ["FWK001"]
    run = score_framework(path, rules="none")
    assert [one.code for one in run.problems] == ["RUL001"]
    assert run.exit_code == 2
    assert framework_json(run)["result"] is None


def test_a_form_that_no_longer_says_what_it_is_asks_for_it(tmp_path: Path) -> None:
    import openpyxl

    path = saved(tmp_path)
    book = openpyxl.load_workbook(path)
    for row in book["指标体系"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "校验码" in cell.value:
                cell.value = None
    book.save(path)
    assert [one.code for one in score_framework(path).problems] == ["FWK014"]
    assert score_framework(path, framework="project-2020").result is not None


def test_an_entry_that_is_no_number_makes_the_run_incomplete(tmp_path: Path) -> None:
    import openpyxl

    path = saved(tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = book["指标体系"]
    sheet.cell(next(cell.row for cell in sheet["C"] if cell.value == "资金到位率"), 4, "两分")
    book.save(path)
    run = score_framework(path)
    assert run.exit_code == 2
    assert [one.code for one in run.problems] == ["FWK011"]
    assert run.result is not None
    assert run.result.total is None


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".html", ".md"])
def test_the_result_is_written_by_the_suffix(tmp_path: Path, suffix: str) -> None:
    run = score_framework(saved(tmp_path))
    assert run.result is not None
    path = tmp_path / f"结果{suffix}"
    assert writes(path)
    write_result(run.result, path)
    assert path.stat().st_size > 0
    assert not writes("结果.json")


def test_frameworks_are_listed_and_shown() -> None:
    assert [one["id"] for one in summaries()] == ["project-2013", "project-2020", "whole-department"]
    shown = framework_spec_json(load_framework("project-2020"))
    assert json.dumps(shown, ensure_ascii=False).count("立项依据充分性") == 1
