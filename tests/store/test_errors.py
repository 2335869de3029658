"""How the store refuses."""

from __future__ import annotations

import pytest

from jixiao.schemas.finding import Finding, Severity
from jixiao.store.errors import StaleError, StoreError
from jixiao.texts import table


def test_a_refusal_is_its_finding() -> None:
    finding = Finding(code="STO022", severity=Severity.ERROR, params={"name": "甲", "number": "1"})
    error = StaleError(finding)
    assert isinstance(error, StoreError)
    assert (str(error), error.finding) == ("STO022", finding)


@pytest.mark.parametrize(
    "code", sorted(key.split(".")[0] for key in table() if key.startswith("STO") and key.endswith(".message"))
)
def test_every_refusal_is_one_line(code: str) -> None:
    assert "\n" not in table()[f"{code}.message"] + table()[f"{code}.remedy"]
