from __future__ import annotations

import pytest

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.services.doubt import DOUBTFUL, softened


def at(code: str, row: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, severity=severity, place=Place(table="表", row=row))


def read(*met: Finding) -> ReadForm:
    return ReadForm(SelfEvaluation(project="甲"), Place(), findings=met)


@pytest.mark.parametrize("code", sorted(DOUBTFUL))
@pytest.mark.parametrize(
    ("finding", "severity"),
    [
        (at("SCO001", "第5行"), "warning"),
        (at("SCO001", "第6行"), "error"),
        (at("TOT001", "第9行"), "warning"),
        (at("EXE010", "第9行"), "warning"),
        (at("FRM003", "第5行"), "error"),
        (at("SCO005", "第5行", Severity.NOTICE), "notice"),
    ],
)
def test_what_rests_on_a_doubtful_row_is_no_error(code: str, finding: Finding, severity: str) -> None:
    (found,) = softened([finding], read(at(code, "第5行", Severity.NOTICE)))
    assert found.severity == severity
    assert found.model_copy(update={"severity": finding.severity}) == finding


def test_without_doubt_nothing_changes() -> None:
    findings = (at("SCO001", "第5行"), at("TOT001", "第9行"))
    assert softened(findings, read(at("FRM010", "第5行", Severity.NOTICE))) == findings
    assert softened((), read()) == ()
