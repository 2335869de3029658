from __future__ import annotations

import pytest

from jixiao.schemas.finding import Severity
from tests.audit.form.tables import codes, one, row, table
from tests.scoring import build
from tests.scoring.build import fund

SHORT = row("≥20公里", "10公里", claimed="25")


def rule(when: str, more: str = "") -> object:
    return build.plain(
        f'[[reason]]\nwhen = "{when}"\n{more}\ncite = {{ standing = "verified", source = "x" }}\n'
    )


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("RSN010", table(SHORT)),
        ("RSN010", table(SHORT.model_copy(update={"deviation_note": "无"}))),
        ("RSN011", table(funds=(fund("100", "60"),))),
        ("RSN012", table(funds=(fund("150", "150", initial="100"),))),
        ("RSN013", table(row(deviation_note="财政未下达全部预算"))),
        ("RSN014", table(*(row(name=f"里程{at}", deviation_note="雨季停工") for at in range(3)))),
    ],
)
def test_what_is_wrong_with_reasons(code: str, form: object) -> None:
    assert code in codes(form)


@pytest.mark.parametrize(
    "form",
    [
        table(SHORT.model_copy(update={"deviation_note": "雨季停工"})),
        table(row(deviation_note="雨季停工"), funds=(fund("100", "60"),)),
        table(funds=(fund("110", "110", initial="100"),)),
        table(funds=(fund("150", "150", initial="0"),)),
        table(row(deviation_note="无偏差")),
        table(row("≥20公里", "25公里", deviation_note="上级追加任务")),
        table(*(row(name=f"里程{at}", deviation_note="无") for at in range(3))),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("RSN")] == []


@pytest.mark.parametrize(("spent", "severity"), [("79.99", Severity.WARNING), ("89.99", Severity.NOTICE)])
def test_how_low_the_execution_is(spent: str, severity: Severity) -> None:
    assert one(table(funds=(fund("100", spent),)), "RSN011").severity is severity


def test_where_the_rule_set_asks_nothing_is_asked_twice() -> None:
    assert "RSN010" not in codes(table(SHORT), rule("short"))
    low = table(funds=(fund("100", "60"),))
    assert "RSN011" not in codes(low, rule("low-execution", 'below = "0.9"'))
    moved = table(funds=(fund("150", "150", initial="100"),))
    assert "RSN012" not in codes(moved, rule("budget-adjusted"))


def test_a_reached_target_that_lost_points_is_said_once() -> None:
    form = table(row("有效", "有效", claimed="40", level1="效益指标", level2="社会效益指标", name="服务能力"))
    assert [code for code in codes(form) if code in {"SCO010", "RSN010"}] == ["SCO010"]
