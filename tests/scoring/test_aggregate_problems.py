"""Typical problems counted: each project and unit once, those that most projects have first."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.schemas.finding import Severity
from jixiao.scoring.aggregate_problems import KINDS, kind_of
from tests.strategies.annuals import problems, spot, spots

ERROR = Severity.ERROR


def test_kinds() -> None:
    found = {code: kind_of(code) for code in ("TGT001", "TGT005", "TGT013", "SCO012", "STA010", "ZZZ001")}
    assert found == {
        "TGT001": "targets",
        "TGT005": "actuals",
        "TGT013": "reasons",
        "SCO012": "actuals",
        "STA010": "disclosure",
        "ZZZ001": "other",
    }


def test_what_is_found_in_tables_and_disclosures_has_a_kind() -> None:
    audit = Path(jixiao.__file__).parent / "audit"
    codes = {
        code
        for module in audit.rglob("*.py")
        for code in re.findall(r'"([A-Z]{3}\d{3})"', module.read_text(encoding="utf-8"))
    }
    assert len(codes) > 100
    assert {code for code in codes if kind_of(code) == "other"} == set()


def test_a_project_counts_once_however_often_it_is_found() -> None:
    (one,) = problems(spot(), spot(), spot("TGT003"), spot("TGT003", 1, "乙局"))
    assert (one.kind, one.findings, one.errors, one.projects, one.units, one.files) == (
        "targets",
        4,
        0,
        2,
        2,
        0,
    )
    assert [(code.code, code.findings, code.projects) for code in one.codes] == [
        ("TGT003", 2, 2),
        ("TGT002", 2, 1),
    ]
    assert one.example == one.codes[0].example


def test_the_worst_is_shown_and_a_notice_is_no_problem() -> None:
    assert problems(spot(severity=Severity.NOTICE)) == ()
    (one,) = problems(spot(row="第1行"), spot(row="第2行", severity=ERROR), spot(row="第3行", severity=ERROR))
    assert (one.errors, one.codes[0].severity, one.example.finding.place.row) == (2, ERROR, "第2行")


def test_what_is_of_no_table_counts_by_file() -> None:
    (one,) = problems(spot("STA010", None, file="甲.docx"), spot("STA010", None, file="甲.docx"))
    assert (one.projects, one.files, one.units) == (0, 1, 1)


def test_most_projects_first() -> None:
    found = problems(spot("RSN010", 0), spot("TGT002", 0), spot("TGT002", 1), spot("STA010", None))
    assert [one.kind for one in found] == ["targets", "reasons", "disclosure"]


@given(st.lists(spots), st.randoms(use_true_random=False))
def test_everything_is_counted_in_any_order(some: list, random: object) -> None:
    found = problems(*some)
    told = [one for one in some if one.severity is not Severity.NOTICE]
    assert sum(one.findings for one in found) == len(told)
    assert sum(one.errors for one in found) == sum(one.severity is ERROR for one in told)
    assert {one.kind for one in found} <= {*KINDS}
    for one in found:
        assert sum(code.findings for code in one.codes) == one.findings
        assert max(code.projects for code in one.codes) <= one.projects <= sum(c.projects for c in one.codes)
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a generator of random numbers
    assert [one[:6] for one in problems(*mixed)] == [one[:6] for one in found]
