from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.store import Difference
from jixiao.services.collect import Collected
from jixiao.services.collect_words import (
    difference_words,
    differences_words,
    line,
    place_words,
    reasons,
    remark_lines,
    tally,
)
from tests.services.desk import ROWS, WHOLE, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path


def test_a_line_for_each_outcome(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", WHOLE)
    missing = str(tmp_path / "没有.xlsx")
    with new_store(tmp_path) as store:
        (new,) = take(store, file)
        (same,) = take(store, file)
        rows = [{**ROWS[0], "actual": "8"}, ROWS[1]]
        put(tmp_path, "甲.json", {**WHOLE, "indicators": rows})
        (changed,) = take(store, file)
        (refused,) = take(store, missing)
    assert line(new).startswith(f"新收　{file}：自评表 1 张，错误 ")
    assert line(same) == f"未变　{file}"
    assert line(changed).startswith(f"新版本　{file}：")
    assert "道路养护 第2版（完成数量·实际完成值 9→8" in line(changed)
    assert line(refused) == f"拒收　{missing}：没有这个文件"
    assert remark_lines(refused) == (f"{missing}：没有这个文件。请核对路径和文件名",)
    everything = [new, same, changed, refused]
    assert tally(everything, dry_run=False) == "共 4 个文件：新收 1，新版本 1，未变 1，拒收 1"
    assert tally(everything, dry_run=True).startswith("试收，没有存")


@pytest.mark.parametrize(
    ("path", "label", "told"),
    [
        ("claimed_total", None, "自评总分"),
        ("scored.total", None, "应得总分"),
        ("indicators.3.actual", "合格率", "合格率·实际完成值"),
        ("indicators.3", "合格率", "合格率"),
        ("indicators.3.weight", None, "指标4·分值"),
        ("funds.0.executed", "年度资金总额", "年度资金总额·全年执行数"),
        ("scored.indicators.2.score", "合格率", "合格率·应得分"),
        ("scored.execution.score", None, "预算执行率·应得分"),
        ("goal.expected", None, "预期目标"),
        ("findings.SCO001", None, "问题 SCO001 的条数"),
        ("没有名字的", None, "没有名字的"),
    ],
)
def test_where_a_difference_is(path: str, label: str | None, told: str) -> None:
    assert place_words(Difference(path=path, label=label)) == told


def test_a_difference_says_before_and_after_shortly() -> None:
    long = Difference(path="project", before=None, after="长" * 90)
    assert difference_words(long) == f"项目名称 无→{'长' * 40}…"


def test_what_the_unit_wrote_comes_before_what_follows_and_the_rest_is_counted() -> None:
    many = [
        Difference(path=path, before="1", after="2") for path in ("scored.total", "year", "unit", "region")
    ]
    assert differences_words(many) == "年度 1→2，实施单位 1→2，地区 1→2等 4 处"
    assert differences_words([]) == "表上各项未变"


def test_a_file_with_many_problems_does_not_flood_the_screen() -> None:
    place = Place(file="坏.json")
    problems = tuple(
        Finding(code="CLT007", severity=Severity.ERROR, place=place, params={"name": str(number)})
        for number in range(20)
    )
    lines = remark_lines(Collected("坏.json", "json", None, None, problems))
    assert len(lines) == 6
    assert lines[-1] == "坏.json：另有 15 处读不了"


def test_reasons_are_told_once_and_counted() -> None:
    def problem(path: str) -> Finding:
        return Finding(code="CLT007", severity=Severity.ERROR, place=Place(file=path), params={"name": path})

    assert reasons([problem("甲")] * 2) == problem("甲").sentence("message")
    assert reasons([problem(name) for name in "甲乙丙丁"]).endswith("等 4 处")
