from __future__ import annotations

from jixiao.schemas.finding import Finding, Place, Severity

FOUND = Finding(
    code="SCO001",
    severity=Severity.ERROR,
    place=Place(file="a.json", cell="indicators[0].claimed_score"),
    params={"name": "户数"},
    expected="4.64",
    found="5",
    basis="jiangxi-2023 = under",
)


def test_sentences_are_made_of_the_code_and_its_figures() -> None:
    assert FOUND.sentence("message") == "“户数”自评得 5 分，按规则应得 4.64 分"
    assert FOUND.sentence("none") is None


def test_the_published_shape_leaves_nothing_out() -> None:
    assert list(FOUND.as_json()) == [
        "code",
        "severity",
        "message",
        "place",
        "expected",
        "found",
        "reason",
        "remedy",
        "basis",
    ]
    assert FOUND.as_json()["severity"] == "error"
    assert FOUND.as_json()["place"] == {
        "file": "a.json",
        "document_part": None,
        "table": None,
        "page": None,
        "row": None,
        "cell": "indicators[0].claimed_score",
        "quote": None,
    }


def test_a_problem_is_the_shorter_shape() -> None:
    assert list(FOUND.as_problem()) == ["code", "message", "place", "remedy"]


def test_a_code_without_a_sentence_is_its_own_message() -> None:
    assert Finding(code="ZZZ999", severity=Severity.NOTICE).as_json()["message"] == "ZZZ999"


def test_a_quote_can_be_named_in_a_sentence() -> None:
    found = Finding(code="INP002", severity=Severity.ERROR, place=Place(file="jixiao.toml", quote="3"))
    assert "“3”" in (found.sentence("message") or "")
