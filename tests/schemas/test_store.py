"""What goes into the store and out of it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.store import Filter, Outcome, Recorded, RecordedTable, Verdict


def recorded(*outcomes: Outcome, known: bool = False) -> Recorded:
    tables = tuple(
        RecordedTable(
            outcome=one, project="甲", project_id=1, version_id=1, number=1, origin="table", current=True
        )
        for one in outcomes
    )
    return Recorded(sha256="0", name="a", known=known, tables=tables)


@pytest.mark.parametrize(
    ("outcomes", "known", "whole"),
    [
        (("unchanged", "version", "new"), False, "new"),
        (("unchanged", "version"), True, "version"),
        (("unchanged",), False, "unchanged"),
        ((), False, "new"),
        ((), True, "unchanged"),
    ],
)
def test_the_outcome_of_a_file_is_the_most_that_happened(
    outcomes: tuple[Outcome, ...], known: bool, whole: str
) -> None:
    assert recorded(*outcomes, known=known).outcome == whole


def test_a_verdict_is_sound_without_findings() -> None:
    sound = Verdict(head="", events=0, projects=0, versions=0, reviews=0)
    assert sound.sound
    found = (Finding(code="STO030", severity=Severity.ERROR),)
    assert not sound.model_copy(update={"findings": found}).sound


def test_forms_are_frozen_and_refuse_unknown_keys() -> None:
    with pytest.raises(ValidationError):
        Filter.model_validate({"year": 2024})
    with pytest.raises(ValidationError):
        setattr(Filter(), "unit", "甲")  # noqa: B010 - an assignment that must fail
