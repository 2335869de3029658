from __future__ import annotations

import pytest

from jixiao.schemas.finding import Severity
from tests.audit.form.tables import codes, one, row, table
from tests.scoring.build import fund

BENEFIT = {"level1": "效益指标", "level2": "社会效益指标", "name": "服务能力"}
TIME = {"level2": "时效指标", "name": "完工时间"}


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("SCO010", table(row("有效提升", "有效提升", claimed="40", **BENEFIT))),
        ("SCO011", table(row("2024年6月底前", "2024年9月", **TIME))),
        ("SCO012", table(row("有效提升", "尚未开展", **BENEFIT))),
        ("SCO013", table(funds=(fund("100", "60", claimed="6.00"),))),
    ],
)
def test_what_is_wrong_with_scores(code: str, form: object) -> None:
    assert code in codes(form)


@pytest.mark.parametrize(
    "form",
    [
        table(row("有效提升", "有效提升", **BENEFIT)),
        table(row("有效提升", "有效提升", claimed="40", deviation_note="培训不足", **BENEFIT)),
        table(row("2024年6月底前", "2024年9月", claimed="30", deviation_note="雨季停工", **TIME)),
        table(row("有效提升", "尚未开展", claimed="0", deviation_note="资金未到", **BENEFIT)),
        table(funds=(fund("100", "96", claimed="9.60"),)),
        table(row("≥20公里", "10公里", claimed="20", deviation_note="雨季停工")),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("SCO")] == []


@pytest.mark.parametrize(
    ("spent", "severity"), [("86", Severity.NOTICE), ("80", Severity.NOTICE), ("79.9", Severity.WARNING)]
)
def test_how_far_the_execution_lies_below(spent: str, severity: Severity) -> None:
    assert one(table(funds=(fund("100", spent),)), "SCO013").severity is severity


def test_what_a_rule_has_decided_is_not_said_again() -> None:
    short = table(row("≥20公里", "10公里", claimed="45"))
    assert "SCO011" not in codes(short)


def test_full_marks_for_a_bare_word_are_told() -> None:
    assert one(table(row("明显改善", "好", **BENEFIT)), "SCO016").found == "45"


@pytest.mark.parametrize(
    "changes",
    [{"actual": "达成年度指标"}, {"actual": "服务能力明显好于上年"}, {"actual": "好", "claimed": "40"}],
)
def test_what_says_more_than_a_bare_word(changes: dict[str, str]) -> None:
    assert "SCO016" not in codes(table(row("明显改善", **changes, **BENEFIT)))
