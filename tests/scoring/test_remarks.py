from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.ruleset import load_ruleset
from tests.scoring.build import codes, evaluated, form, fund, indicator, plain

LINE = (fund("100", "90", "10", "9"),)
WHOLE = [indicator("≥1", "1", "50", "50"), indicator("≥10", "9", "40", "36")]
"""With :data:`LINE`: 50 + 36 + 9 = 95, all claimed as it is."""


def only(found: object, code: str) -> Finding:
    (finding,) = [one for one in found.findings if one.code == code]
    return finding


def test_a_table_that_is_as_it_says_has_no_findings() -> None:
    assert codes(evaluated(form(*WHOLE, funds=LINE, claimed_total=Decimal(95), claimed_grade="优"))) == []


@pytest.mark.parametrize(
    ("why", "severity"),
    [
        ("rules-named", "error"),
        ("rules-project", "error"),
        ("rules-default", "warning"),
        ("rules-covering", "warning"),
        ("rules-evidence", "warning"),
    ],
)
def test_a_difference_weighs_more_under_rules_that_somebody_named(why: str, severity: str) -> None:
    rows = [WHOLE[0], indicator("≥10", "9", "40", "40")]
    found = evaluated(form(*rows, funds=LINE, claimed_total=Decimal(99)), why=why)
    finding = only(found, "SCO001")
    assert (finding.severity, finding.expected, finding.found, finding.basis) == (
        severity,
        "36",
        "40",
        "tried ≥",
    )
    assert only(found, "TOT002").severity == severity


def test_where_the_unit_may_edit_a_difference_is_only_noted() -> None:
    found = evaluated(
        form(indicator("≥10", "9", "90", "90"), funds=LINE), plain('[entry]\nquantitative = "editable"\n')
    )
    assert only(found, "SCO001").severity is Severity.NOTICE


@pytest.mark.parametrize(
    ("rows", "line", "code", "expected", "said"),
    [
        ([*WHOLE], fund("100", "90", "10", "10"), "SCO002", "9", "10"),
        ([WHOLE[0], indicator("提升", "部分实现目标", "40", "40")], LINE[0], "SCO003", "24～31.99", "40"),
        ([WHOLE[0], indicator("≥1", "1", "40", "41")], LINE[0], "WGT004", "40", "41"),
        ([WHOLE[0]], LINE[0], "WGT001", "100", "60"),
        ([*WHOLE, indicator("≥1", "1", "10", "10")], LINE[0], "WGT002", "100", "110"),
    ],
)
def test_findings_of_scores_and_weights(
    rows: list, line: object, code: str, expected: str, said: str
) -> None:
    finding = only(evaluated(form(*rows, funds=(line,))), code)
    assert (finding.expected, finding.found) == (expected, said)
    for part in ("message", "reason", "remedy"):
        sentence = finding.sentence(part)
        assert sentence
        assert "〔" not in sentence


def test_weights_of_a_table_in_part_are_no_finding() -> None:
    assert "WGT001" not in codes(evaluated(form(WHOLE[0], funds=LINE), complete=False))
    assert "WGT001" not in codes(evaluated(form(WHOLE[0], indicator("≥1", "1", None), funds=LINE)))
    assert "WGT001" in codes(
        evaluated(form(*WHOLE, *WHOLE, funds=LINE), complete=False)
    )  # over 100 all the same


@pytest.mark.parametrize(
    ("claimed", "found"),
    [(None, []), ("95", []), ("94", ["TOT001", "TOT002"])],
)
def test_a_printed_total_is_added_up_again(claimed: str | None, found: list[str]) -> None:
    total = None if claimed is None else Decimal(claimed)
    assert codes(evaluated(form(*WHOLE, funds=LINE, claimed_total=total))) == found


def test_a_total_is_not_added_up_where_a_score_is_missing() -> None:
    rows = [WHOLE[0], indicator("≥10", "9", "40")]
    assert "TOT001" not in codes(evaluated(form(*rows, funds=LINE, claimed_total=Decimal(50))))
    assert "TOT001" not in codes(
        evaluated(form(*WHOLE, funds=LINE, claimed_total=Decimal(50)), complete=False)
    )


@pytest.mark.parametrize(
    ("grade", "wrong"), [("优", False), ("优秀", False), (" 优 ", False), ("良", True), ("良好", True)]
)
def test_a_printed_grade(grade: str, *, wrong: bool) -> None:
    found = evaluated(form(*WHOLE, funds=LINE, claimed_total=Decimal(95), claimed_grade=grade))
    assert ("GRD001" in codes(found)) is wrong


@pytest.mark.parametrize(
    ("line", "code", "severity"),
    [
        (fund("100", "105"), "EXE007", "warning"),
        (fund("0", "0"), "EXE002", "warning"),
        (fund(None, None, rate="90"), "EXE003", "notice"),
        (fund(None, None), "EXE005", "warning"),
        (fund("-1", "1"), "EXE006", "error"),
    ],
)
def test_findings_of_the_execution(line: object, code: str, severity: str) -> None:
    finding = only(evaluated(form(*WHOLE, funds=(line,)), plain('[edge]\nover_rate = "cap"\n')), code)
    assert finding.severity == severity
    assert finding.sentence("message")


def test_a_rate_over_the_budget_is_an_error_where_it_is_refused_and_shown_as_over() -> None:
    finding = only(
        evaluated(form(*WHOLE, funds=(fund("1000000", "1000013"),)), load_ruleset("jiangxi-2023")), "EXE001"
    )
    assert (finding.severity, finding.found) == (Severity.ERROR, "100.001%")


def test_a_borderline_rate_and_added_parts_are_said() -> None:
    assert "EXE004" in codes(evaluated(form(funds=(fund("100000", "99996"),)), load_ruleset("jiangxi-2023")))
    parts = (fund("60", "60", None, name="财政拨款"), fund("40", "30", None, name="自筹"))
    assert "FUN001" in codes(evaluated(form(*WHOLE, funds=parts)))


def test_a_share_for_a_rate_is_said() -> None:
    assert "EXE008" in codes(evaluated(form(indicator("100%", "0.9", name="预算执行率"))))


def test_a_coefficient_is_multiplied_out() -> None:
    clause = (
        '[[clause]]\nfor = { kind = "coefficient" }\ncurve = "unknown"\n'
        'cite = { standing = "verified", source = "x" }\n'
    )
    wrong = indicator("≥1", "1", "10", "9", coefficient="95")
    finding = only(evaluated(form(wrong), plain(clause)), "SCO004")
    assert (finding.expected, finding.found) == ("9.5", "9")
    assert "SCO004" not in codes(
        evaluated(form(indicator("≥1", "1", "10", "9.5", coefficient="95")), plain(clause))
    )


REASONS = """
[[reason]]
when = "short"
[[reason]]
when = "low-execution"
below = "0.95"
[[reason]]
when = "far-over"
from = "1.3"
[[reason]]
when = "budget-adjusted"
[[reason]]
when = "qualitative"
"""


def test_equality_under_a_strict_operator_is_noted() -> None:
    finding = only(evaluated(form(indicator(">10", "10", "90", "90", name="户数"), funds=LINE)), "SCO005")
    assert finding.severity is Severity.NOTICE
    assert finding.sentence("message") == "“户数”的指标值是“>10”，实际恰好相等，按达到处理"
    assert "SCO005" not in codes(evaluated(form(indicator("≥10", "10", "90", "90"), funds=LINE)))


def test_explanations_that_the_rules_demand() -> None:
    rows = [
        indicator("≥10", "9", "30", "27"),
        indicator("≥10", "13", "30", "30"),
        indicator("提升", "基本达成目标", "30", "30"),
    ]
    line = fund("100", "90", "10", "9", initial="80")
    found = [
        code
        for code in codes(evaluated(form(*rows, funds=(line,)), plain(REASONS)))
        if code.startswith("RSN")
    ]
    assert found == ["RSN001", "RSN002", "RSN003", "RSN004", "RSN005"]
    said = [row.model_copy(update={"deviation_note": "因故"}) for row in rows]
    assert [
        code
        for code in codes(evaluated(form(*said, funds=(line,)), plain(REASONS)))
        if code.startswith("RSN")
    ] == []


def test_a_reason_is_asked_for_once() -> None:
    row = indicator("=10", "14", "90", "90")
    assert codes(evaluated(form(row, funds=LINE), load_ruleset("mof-2020"))).count("RSN003") == 1


def test_level_one_weights_unlike_every_profile_are_noted() -> None:
    rows = [
        indicator("≥1", "1", "60", "60", level1="产出指标"),
        indicator("≥1", "1", "30", "30", level1="效益指标"),
    ]
    assert (
        only(evaluated(form(*rows, funds=LINE), load_ruleset("mof-2020")), "WGT003").found
        == "产出指标 60、效益指标 30"
    )
    usual = [
        indicator("≥1", "1", "50", "50", level1="产出"),
        indicator("≥1", "1", "30", "30", level1="效益指标"),
        indicator("≥1", "1", "10", "10", level1="满意度指 标"),
    ]
    assert "WGT003" not in codes(evaluated(form(*usual, funds=LINE), load_ruleset("mof-2020")))
    nameless = [indicator("≥1", "1", "90", "90")]
    assert "WGT003" not in codes(evaluated(form(*nameless, funds=LINE), load_ruleset("mof-2020")))


def test_why_the_rules_were_chosen_is_said_where_the_command_did_not_name_them() -> None:
    for why in ("rules-environment", "rules-project", "rules-evidence", "rules-covering", "rules-default"):
        finding = only(evaluated(form(*WHOLE, funds=LINE), why=why), "RUL020")
        assert (finding.severity, finding.params["id"]) == (Severity.NOTICE, "tried")
        assert finding.params["why"] != why
    assert "RUL020" not in codes(evaluated(form(*WHOLE, funds=LINE)))
