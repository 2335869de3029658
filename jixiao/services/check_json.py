"""The published JSON of a check: ``jixiao.check/1`` (docs/schema/check.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.finding import Severity
from jixiao.services.score_json import rules_json

if TYPE_CHECKING:
    from jixiao.services.check_paths import CheckRun

SCHEMA = "jixiao.check/1"


def run_json(run: CheckRun) -> dict[str, object]:
    """The published shape; whether it is complete comes first.

    ``rules`` says for each input with tables which rule set its scores were checked under; ``errors`` is
    what could not be read.
    """
    return {
        "schema": SCHEMA,
        "complete": run.complete,
        "summary": {severity.value: run.count(severity) for severity in Severity},
        "findings": [finding.as_json() for finding in run.findings],
        "rules": [{"file": file.path, **rules_json(used)} for file in run.files for used in file.rules],
        "errors": [problem.as_problem() for problem in run.problems],
    }
