from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.services.score_json import evaluation_json, run_json, source_of
from jixiao.services.score_paths import ScoreRun
from tests.scoring.build import evaluated, form, fund, indicator, plain


def published(*rows: object, explain: bool = False, complete: bool = True, **more: object) -> dict:
    return evaluation_json(evaluated(form(*rows, **more), complete=complete), explain=explain)


def test_scores_have_two_decimals_and_weights_are_plain() -> None:
    found = published(indicator("≥10", "9", "22.50", "20"), funds=(fund("100", "80", "10", "8"),))
    row = found["indicators"][0]
    assert (row["weight"], row["score"], row["claimed_score"]) == ("22.5", "20.25", "20.00")
    assert (found["execution"]["weight"], found["execution"]["score"]) == ("10", "8.00")


def test_large_numbers_are_never_written_with_an_exponent() -> None:
    found = published(indicator("≥1", "1", "1E+3", "1E+3"), claimed_total=Decimal("1E+3"))
    assert (found["indicators"][0]["weight"], found["indicators"][0]["claimed_score"]) == ("1000", "1000.00")
    assert (found["claimed_total"], found["total"]) == ("1000.00", "1000.00")


@pytest.mark.parametrize(
    ("target", "actual", "completion", "exact"),
    [
        ("≥56", "44", "78.57", "11/14"),
        ("≥10", "10", "100.00", "1"),
        ("≥10", "0", "0.00", "0"),
        ("良好", "很好", None, None),
    ],
)
def test_completion_is_a_percentage_and_a_fraction(
    target: str, actual: str, completion: str | None, exact: str | None
) -> None:
    row = published(indicator(target, actual))["indicators"][0]
    assert (row["completion"], row["completion_exact"]) == (completion, exact)


def test_no_execution_is_said_as_what_it_is() -> None:
    assert published(indicator("≥1", "1", "100"))["execution"]["status"] == "not-applicable"
    lost = published(indicator("≥1", "1", "50"), complete=False, explain=True)["execution"]
    assert lost == {
        "rate": None,
        "weight": None,
        "score": None,
        "claimed_score": None,
        "status": "unscorable",
        "clause": None,
        "basis": None,
        "steps": [],
        "explanation": None,
    }


def test_the_row_that_is_the_rate_has_the_scores_of_the_execution() -> None:
    rows = (indicator("≥1", "1", "90"), indicator("100%", "80%", "10", "8", name="预算执行率"))
    found = published(*rows, funds=(fund("100", "80", None),))
    assert found["indicators"][1]["score"] == found["execution"]["score"] == "8.00"
    assert found["indicators"][1]["reason"] == "execution"
    assert found["total"] == "98.00"


def test_a_capped_total_shows_the_sum_too() -> None:
    by = plain('[[cap]]\nwhen = { execution = ["0", "0.9"] }\ntotal = "80"\n')
    found = evaluation_json(evaluated(form(indicator("≥1", "1", "90"), funds=(fund("100", "80"),)), by))
    assert (found["sum"], found["total"], found["total_range"]) == ("98.00", "80.00", ["80.00", "80.00"])


def test_the_source_names_the_table_where_a_file_holds_several() -> None:
    scored = evaluated(form())
    assert source_of(scored) == "t.json"


def test_a_run_says_first_whether_it_is_complete() -> None:
    found = run_json(ScoreRun((evaluated(form(), complete=False),), (), ()))
    assert list(found) == ["schema", "complete", "evaluations", "errors"]
    assert found["complete"] is False
