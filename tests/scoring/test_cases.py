"""The cases of a rule set: read strictly, run through the real scorer, compared exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from jixiao.indicators.numbers import round_exact
from jixiao.scoring.cases import CaseError, read_cases, run_case, run_cases
from jixiao.scoring.ruleset import load_ruleset

if TYPE_CHECKING:
    from pathlib import Path


def _read(tmp_path: Path, text: str):
    file = tmp_path / "rows.toml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file)


def _complaints(tmp_path: Path, text: str) -> list[tuple[str, str | None]]:
    with pytest.raises(CaseError) as caught:
        _read(tmp_path, text)
    return [(finding.code, finding.place.cell) for finding in caught.value.findings]


GOOD = """
[[case]]
name = "八成"
source = "手算"
indicator = { target = "≥10次", actual = "8次", weight = "5" }
expect = { score = "4.00", completion = "80.00", completion_exact = "4/5", status = "computed" }
"""


def test_a_case_holds(tmp_path):
    (case,) = _read(tmp_path, GOOD)
    outcome = run_case(case, load_ruleset("mof-2020"))
    assert outcome.holds
    assert case.input_text() == "target：≥10次，actual：8次，weight：5"


def test_a_case_that_differs_names_key_expected_and_found(tmp_path):
    (case,) = _read(tmp_path, GOOD.replace('"4.00"', '"4.01"'))
    outcome = run_case(case, load_ruleset("mof-2020"))
    assert [(d.key, d.expected, d.found) for d in outcome.differences] == [("score", "4.01", "4.00")]


def test_scores_are_compared_by_value_not_by_print(tmp_path):
    (case,) = _read(tmp_path, GOOD.replace('"4.00"', "4"))
    assert run_case(case, load_ruleset("mof-2020")).holds


def test_null_is_expected_by_a_word(tmp_path):
    (case,) = _read(tmp_path, GOOD.replace('"4.00"', '"无"'))
    outcome = run_case(case, load_ruleset("mof-2020"))
    assert [(d.key, d.expected, d.found) for d in outcome.differences] == [("score", "无", "4.00")]


@pytest.mark.parametrize(
    ("text", "complaints"),
    [
        (
            "[[case]]\nname = ''\nsource = 's'\ngrade = { total = 1 }\nexpect = { grade = '差' }",
            [("RUL030", "case[1].name")],
        ),
        ("[[case]]\nname = 'n'\nsource = 's'\nexpect = { grade = '差' }", [("RUL030", "case[1]")]),
        ("[[case]]\nname = 'n'\nsource = 's'\ngrade = { total = 1 }\nexpect = { }", [("RUL030", "case[1]")]),
        (
            (
                "[[case]]\nname = 'n'\nsource = 's'\ngrade = { total = 1 }\ntotal = { sum = 1 }\n"
                "expect = { grade = '差' }"
            ),
            [("RUL030", "case[1]")],
        ),
        (
            "[[case]]\nname = 'n'\ngrade = { totl = 1 }\nexpect = { grad = '差' }",
            [
                ("RUL030", "case[1].source"),
                ("RUL030", "case[1].grade.total"),
                ("RUL030", "case[1].grade.totl"),
                ("RUL030", "case[1].expect.grad"),
            ],
        ),
        ("[[case]\nname = 1", [("RUL010", None)]),
    ],
)
def test_every_complaint_of_a_file_at_once(tmp_path, text, complaints):
    assert _complaints(tmp_path, text) == complaints


def test_a_file_in_another_encoding_is_refused(tmp_path):
    file = tmp_path / "rows.toml"
    file.write_bytes("[[case]]\nname = '八成'".encode("gb18030"))
    with pytest.raises(CaseError) as caught:
        read_cases(file)
    assert [finding.code for finding in caught.value.findings] == ["RUL009"]


def test_folder_without_cases_has_none(tmp_path):
    assert run_cases(tmp_path, load_ruleset("mof-2020")) == ()


def test_rows_of_a_whole_form_are_compared_one_by_one(tmp_path):
    (case,) = _read(
        tmp_path,
        """
[[case]]
name = "整张表"
source = "手算"
[case.form]
project = "项目"
funds = [{ name = "年度资金总额", annual_budget = 100, executed = 50, weight = 10 }]
indicators = [
  { name = "甲", target = "≥10次", actual = "8次", weight = "50" },
  { name = "乙", target = "≥10次", actual = "10次", weight = "40" },
]
[case.expect]
total = "85"
grade = "良"
execution = { score = "5" }
indicators = [{ score = "40" }, { score = "39" }]
""",
    )
    outcome = run_case(case, load_ruleset("mof-2020"))
    assert [(d.key, d.expected, d.found) for d in outcome.differences] == [
        ("indicators[2].score", "39", "40.00")
    ]


def test_mean_of_the_listed_scores():
    """Aggregation, not a rule of one table: the 23 listed scores average 90.33, not the printed 88.75."""
    listed = [
        "70",
        "100",
        "80",
        "97",
        "80",
        "95.52",
        "100",
        "80",
        "95.32",
        "95.36",
        "100",
        "100",
        "80",
        "94.25",
        "96.17",
        "80",
        "100",
        "95.31",
        "81.11",
        "90",
        "90",
        "89.5",
        "88",
    ]
    scores = [Fraction(score) for score in listed]
    assert len(scores) == 23
    assert sum(scores) == Fraction("2077.54")
    assert str(round_exact(sum(scores) / 23, 2)) == "90.33"
