"""Tiers, grades, caps, weights, edges, citations, period: what is broken is named with an example."""

from __future__ import annotations

import pytest

from jixiao.schemas.finding import Severity
from tests.scoring.rule_files import PROPORTIONAL, clause, found, proved


def _caps(one: str, total: int, other: str, total2: int) -> str:
    cap = '[[cap]]\nwhen = {{ execution = [{}] }}\ntotal = "{}"\n'
    return cap.format(one, total) + cap.format(other, total2)


def _table(name: str, body: str) -> str:
    return f"[{name}]\n{body}\n"


@pytest.mark.parametrize(
    ("body", "code", "example"),
    [
        (
            _table("tiers", '"好" = ["0.8", "1"]\n"中" = ["0.5", "0.85"]\n"差" = ["0", "0.5"]'),
            "RUL111", "档次“中”与“好”重叠：得分为分值的 82.5%（分值 10 的 8.25 分）时两档都算",
        ),
        (
            _table("tiers", '"好" = ["0.8", "1"]\n"中" = ["0.5", "0.75"]\n"差" = ["0", "0.5"]'),
            "RUL112", "档次之间有缺口：得分为分值的 75%～80% 时不属于任何一档",
        ),
        (_table("tiers", '"好" = ["0.8", "1"]\n"差" = ["0.1", "0.8"]'), "RUL112", "0%～10%"),
        (_table("tiers", '"好" = ["0.8", "0.9"]\n"差" = ["0", "0.8"]'), "RUL112", "90%～100%"),
        (_table("tiers", '"好" = ["1", "0.8"]'), "RUL110", "上下颠倒"),
        (
            _table("tiers", '"基本达成目标" = ["0", "0.6"]\n"部分实现目标" = ["0.6", "1"]'),
            "RUL113", "较好的“基本达成目标”是 0%～60%，反而低于较差的“部分实现目标”的 60%～100%",
        ),
        (
            _table("grades", '"优" = "90"\n"良" = "90"\n"差" = "0"'),
            "RUL120", "等级“良”写在“优”之后，下限 90 却不低于 90",
        ),
        (_table("grades", '"优" = "90"\n"差" = "60"'), "RUL121", "总分 59 没有等级：最低一等的下限是 60"),
        (_table("grades", '"优" = "120"\n"差" = "0"'), "RUL122", "等级“优”的下限 120 不在 0～100 之间"),
        (
            _caps('"0.5", "0.8"', 89, '"0", "0.6"', 59),
            "RUL130", "执行率 55% 时有两个上限：59 分和 89 分",
        ),
        (
            _caps('"0.5", "0.8"', 59, '"0", "0.5"', 89),
            "RUL131", "执行率 25% 时总分最高 89 分，执行率 65% 时却最高 59 分",
        ),
        (
            _caps('"0.7", "0.8"', 89, '"0", "0.6"', 59),
            "RUL131", "执行率 65% 时总分最高 100 分，执行率 75% 时却最高 89 分",
        ),
        ('[[cap]]\nwhen = { execution = ["0.8", "0.5"] }\ntotal = "89"\n', "RUL132", "80%～50%"),
        ('[[cap]]\nwhen = { execution = ["0", "0.5"] }\ntotal = "189"\n', "RUL133", "189"),
        (
            '[[weights]]\nname = "甲"\nexecution = "10"\nlevel1 = { "产出指标" = "50", "效益指标" = "30" }\n',
            "RUL140", "“甲”的分值合计 90，不是 100：执行率 10、产出指标 50、效益指标 30",
        ),
        ('[[weights]]\nname = "甲"\nexecution = "-1"\n', "RUL141", "小于 0 或大于 100"),
        ('[tiers_cite]\nstanding = "verified"\n', "RUL160", "标作 verified，却没有写 source"),
        ('[[reason]]\nwhen = "low-execution"\n', "RUL182", "缺 below"),
    ],
)  # fmt: skip
def test_a_broken_table_is_named_with_a_counter_example(tmp_path, body, code, example):
    said = found(tmp_path, body)
    assert [one[0] for one in said] == [code]
    assert example in said[0][1]


def test_period_edge_and_curve_complaints(tmp_path):
    body = 'period = { from = 2025, to = 2020 }\n[curves]\nidle = { points = [["0", "0"]] }\n'
    findings = proved(tmp_path, body, edge="")
    assert [(finding.code, finding.severity) for finding in findings] == [
        ("RUL104", Severity.WARNING), ("RUL150", Severity.NOTICE), ("RUL170", Severity.ERROR),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("match", "ratio"),
    [
        ('kind = "execution"', "actual/target"),
        ('operator = ">="', "executed/annual_budget"),
        ('kind = "date"', "actual/target"),
    ],
)  # fmt: skip
def test_a_ratio_of_another_kind_is_refused(tmp_path, match, ratio):
    curve = 'points = [["0", "1"]]'
    assert "RUL105" in [code for code, _ in found(tmp_path, clause(match, curve, ratio))]


def test_thresholds_that_cannot_be_reached_or_do_not_make_sense(tmp_path):
    text = clause(
        'operator = ">="', PROPORTIONAL, more='note_from = "1.3"\ndeduct = { from = "1.3", points = "-2" }'
    )
    assert [code for code, _ in found(tmp_path, text)] == ["RUL180", "RUL180", "RUL181"]


def test_standing_and_curve_must_agree(tmp_path):
    body = (
        '[[clause]]\nfor = { operator = ">=" }\nratio = "actual/target"\ncurve = "full"\n'
        'cite = { standing = "unknown" }\n'
        '[[clause]]\nfor = { operator = "<=" }\ncurve = "unknown"\n'
        'cite = { standing = "verified", source = "甲" }\n'
    )
    assert [code for code, _ in found(tmp_path, body)] == ["RUL161", "RUL162"]
