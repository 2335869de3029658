from __future__ import annotations

import pytest

from jixiao.schemas.finding import Severity
from jixiao.schemas.self_evaluation import Goal
from tests.audit.form.tables import codes, findings, one, row, table
from tests.scoring.build import fund

FUNDS = (fund("129.00", "97.30", rate="75.43"),)


def said(achieved: str | None, funds: object = FUNDS, *rows: object, **more: object) -> object:
    return table(*rows, funds=funds, goal=Goal(expected="保障设备正常运转", achieved=achieved), **more)


@pytest.mark.parametrize(
    ("code", "severity", "form"),
    [
        ("GOL001", Severity.NOTICE, said(None)),
        ("GOL002", Severity.NOTICE, said("保障设备正常运转")),
        ("GOL003", Severity.WARNING, said("75.5%")),
        ("GOL003", Severity.ERROR, said("预算执行率95.43%。")),
        ("GOL003", Severity.ERROR, said("设备运转正常，资金支付率为80%。")),
        ("GOL003", Severity.NOTICE, said("预算执行率75.42%。", (fund("12900.00", "9730.00"),))),
        ("GOL004", Severity.WARNING, said("全年实际支出79.3万元。")),
        ("GOL004", Severity.WARNING, said("项目预算资金192万元。")),
        ("GOL005", Severity.ERROR, said("全年实际支出97.3元。")),
        ("GOL006", Severity.WARNING, said("年度目标已全部完成。")),
        (
            "GOL006",
            Severity.WARNING,
            said("全部完成", (fund("100", "100"),), row("≥20公里", "10公里", claimed="25")),
        ),
        ("GOL008", Severity.WARNING, said("项目资金已全部支付完成。")),
        ("GOL007", Severity.WARNING, said("2023年度目标完成较好。")),
    ],
)
def test_what_is_wrong_with_the_prose(code: str, severity: Severity, form: object) -> None:
    assert (code, severity) in [(found.code, found.severity) for found in findings(form)]


@pytest.mark.parametrize(
    "form",
    [
        said("设备运转正常"),
        said("75.43%"),
        said("75.4%"),
        said("预算执行率75.43%，满意度98%。"),
        said("满意度76%。"),
        said("全年执行数97.3万元，其中实际支出办公费3万元。"),
        said("全年执行数973000元。"),
        said("年度目标已全部完成。", (fund("100", "100"),)),
        said("年度目标未全部完成。"),
        said("2024年度目标完成较好，较2023年工作有所提升。"),
        said("培训任务全部完成。"),
        said("项目资金已全部支付完成。", (fund("100", "100"),)),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("GOL")] == []


def test_the_rate_beside_the_printed_one() -> None:
    found = one(said("75.5%"), "GOL003")
    assert (found.expected, found.found) == ("75.43", "75.5")
    assert found.place.quote == "75.5%"
    assert found.place.cell == "goal.achieved"


def test_a_rate_in_a_reason() -> None:
    found = one(said("设备运转正常", FUNDS, row(deviation_note="预算执行率为80%")), "GOL003")
    assert found.severity is Severity.ERROR
    assert found.place.cell == "indicators.0.deviation_note"


def test_a_claim_names_what_stands_against_it() -> None:
    found = one(said("年度目标已全部完成。"), "GOL006")
    assert "75.43%" in (found.sentence("message") or "")
