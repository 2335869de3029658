from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.services.score_paths import ScoreRun, score_paths
from tests.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from pathlib import Path

FUNDS = [
    {"name": "年度资金总额", "annual_budget": "100", "executed": "90", "weight": "10", "claimed_score": "9"}
]
ROWS = [{"name": "完成数量", "target": "≥10个", "actual": "9", "weight": "90", "claimed_score": "81"}]
WHOLE = {"project": "试", "funds": FUNDS, "indicators": ROWS, "claimed_total": "90"}


def score(tmp_path: Path, *forms: object, rules: str | None = "mof-2020") -> ScoreRun:
    files = []
    for index, one in enumerate(forms):
        file = tmp_path / f"{index}.json"
        text = one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    return score_paths(files, rules=rules)


def test_a_whole_table_is_fine(tmp_path: Path) -> None:
    run = score(tmp_path, WHOLE)
    assert (run.exit_code, run.complete, run.problems) == (0, True, ())
    assert run.evaluations[0].total == Decimal("90.00")


@pytest.mark.parametrize(
    ("form", "code", "complete"),
    [
        ({**WHOLE, "claimed_total": "91"}, 1, True),  # a finding of severity error
        ({"project": "试", "funds": FUNDS}, 1, False),
        ({"project": "试", "indicators": ROWS}, 1, False),
        ({**WHOLE, "funds": [{**FUNDS[0], "executed": "NaN", "claimed_rate": "90"}]}, 2, False),
        ({**WHOLE, "zzz": 1}, 2, False),
        ("", 2, False),
    ],
)
def test_exit_codes_and_completeness(tmp_path: Path, form: object, code: int, *, complete: bool) -> None:
    run = score(tmp_path, form)
    assert (run.exit_code, run.complete) == (code, complete)


def test_two_wins_over_one_and_the_others_are_still_scored(tmp_path: Path) -> None:
    run = score(tmp_path, {**WHOLE, "claimed_total": "91"}, "no table here", WHOLE)
    assert (run.exit_code, len(run.evaluations), len(run.problems)) == (2, 2, 1)


def test_a_number_that_is_none_does_not_stop_the_form(tmp_path: Path) -> None:
    run = score(tmp_path, {**WHOLE, "funds": [{**FUNDS[0], "executed": "1e400", "claimed_rate": "90"}]})
    assert run.exit_code == 2
    execution = run.evaluations[0].execution
    assert execution is not None
    assert (str(execution.score), execution.basis) == ("9.00", "printed-rate")


def test_rules_that_cannot_be_used_are_the_only_problem(tmp_path: Path) -> None:
    run = score(tmp_path, WHOLE, rules="jiangxi-2032")
    assert (run.exit_code, run.evaluations, [one.code for one in run.problems]) == (2, (), ["RUL001"])


def test_strangers_in_a_folder_are_passed_over_with_a_note_but_not_if_named(tmp_path: Path) -> None:
    (tmp_path / "读我.md").write_text("# 说明\n没有表。\n", encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    run = score_paths([str(tmp_path)], rules="mof-2020")
    assert (run.exit_code, len(run.evaluations), [note.code for note in run.notes]) == (0, 1, ["INP004"])
    assert score_paths([str(tmp_path / "读我.md")], rules="mof-2020").exit_code == 2


def test_a_broken_table_in_a_folder_is_no_stranger(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"project": ', encoding="utf-8")
    assert score_paths([str(tmp_path)], rules="mof-2020").exit_code == 2


def test_progress_is_told_each_file(tmp_path: Path) -> None:
    seen: list[str] = []
    (tmp_path / "a.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    score_paths([str(tmp_path / "a.json"), "none"], rules="mof-2020", progress=seen.append)
    assert seen == [str(tmp_path / "a.json"), "none"]


def test_a_file_in_the_national_encoding_is_read_and_that_is_said(tmp_path: Path) -> None:
    text = "项目名称\t道路养护\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    text += "\t年度资金总额\t100\t100\t90\t10\t90%\t9\n"
    text += (
        "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
    )
    text += "\t产出指标\t数量指标\t养护里程\t≥10公里\t9\t90\t81\t\n总分\t\t\t\t\t\t100\t90\t\n"
    file = tmp_path / "表.txt"
    file.write_bytes(text.encode("gb18030"))
    run = score_paths([str(file)], rules="mof-2020")
    assert run.problems == ()
    assert [note.code for note in run.notes] == ["DOC010"]
    assert "DOC010" in [finding.code for finding in run.evaluations[0].findings]
    assert str(run.evaluations[0].total) == "90.00"


@needs_shared
def test_the_printed_scores_of_the_four_real_tables_come_out_to_the_cent() -> None:
    run = score_paths([str(SHARED / "seeds")], rules="jiangxi-2023")
    assert run.exit_code == 0
    totals = [str(one.total) for one in run.evaluations]
    assert totals == ["95.00", "95.00", "95.52", "97.00"]
    assert [str(one.execution.score) for one in run.evaluations if one.execution] == [
        "5.00",
        "5.00",
        "10.00",
        "7.00",
    ]
    assert [str(item.row.score) for item in run.evaluations[2].indicators[:4]] == [
        "2.50",
        "4.16",
        "3.86",
        "5.00",
    ]
    for one in run.evaluations:
        assert [item.row.score for item in one.indicators] == [
            item.indicator.claimed_score for item in one.indicators
        ]
        assert [finding for finding in one.findings if finding.severity == "error"] == []
