from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jixiao.audit.run import check_form
from jixiao.schemas.finding import Finding, Place, Severity
from tests.audit.form.tables import codes, one, row, subject, table
from tests.scoring.build import fund

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation

BLANK = {"SCO014", "SCO015"}


def bare(*, fund_score: str | None = "10.00", **more: object) -> SelfEvaluation:
    """A table of which no row has a score."""
    form = table(funds=(fund("100", "100", claimed=fund_score, rate="100", initial="100"),), **more)
    rows = tuple(one.model_copy(update={"claimed_score": None}) for one in form.indicators)
    return form.model_copy(update={"indicators": rows})


def severities(form: SelfEvaluation, *, printed: bool = True) -> list[tuple[str, Severity]]:
    given = subject(form)
    places = {path: place for path, place in given.read.places.items() if path[-1] != "claimed_score"}
    if printed:
        places["indicators", 0, "claimed_score"] = Place(cell="H5")
    given = replace(given, read=replace(given.read, places=places))
    return [(found.code, found.severity) for found in check_form(given) if found.code in BLANK]


def test_a_row_without_a_score_among_others_is_named() -> None:
    found = one(table(row(claimed=None)), "SCO014")
    assert (found.severity, found.params["name"], found.params["weight"]) == (
        Severity.WARNING, "“道路养护里程”", "45",
    )  # fmt: skip
    assert found.found is None


@pytest.mark.parametrize("weight", [None, "0"])
def test_a_row_without_a_weight_needs_no_score(weight: str | None) -> None:
    assert not BLANK & set(codes(table(row(weight=weight, claimed=None), row())))


def test_a_score_that_cannot_be_read_is_not_blank() -> None:
    given = subject(table(row(claimed=None)))
    place = Place(cell="H5")
    met = Finding(code="NUM001", severity=Severity.ERROR, place=place, found="十五")
    path = ("indicators", 0, "claimed_score")
    read = replace(given.read, places={**given.read.places, path: place}, findings=(met,))
    assert not BLANK & {found.code for found in check_form(replace(given, read=read))}


def test_scores_all_blank_are_told_once() -> None:
    assert severities(bare()) == [("SCO015", Severity.WARNING)]
    assert severities(bare(fund_score=None, claimed_total=None)) == [("SCO015", Severity.NOTICE)]
    assert severities(bare(), printed=False) == []


def test_a_table_nobody_filled_in_is_told_otherwise() -> None:
    form = bare(fund_score=None)
    rows = tuple(one.model_copy(update={"actual": None}) for one in form.indicators)
    assert severities(form.model_copy(update={"indicators": rows})) == []
