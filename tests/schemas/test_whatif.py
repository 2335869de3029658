"""The published shape of trying another rule set."""

from __future__ import annotations

from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.whatif import SCHEMA
from tests.services.whatifs import FOUND


def test_scores_are_strings_and_problems_stand_at_the_end() -> None:
    problem = Finding(code="DOC011", severity=Severity.ERROR)
    dumped = FOUND.model_copy(update={"errors": (problem,)}).as_json()
    assert dumped["schema"] == SCHEMA
    assert dumped["affected"][0]["change"] == "-22.50"
    assert dumped["moves"] == {"优": {"优": 1, "中": 1}}
    assert dumped["errors"] == [problem.as_problem()]
