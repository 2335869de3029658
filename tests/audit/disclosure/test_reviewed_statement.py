"""What the checks of 第九节 and of the reports find in real disclosures has been looked at and found true."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from jixiao.schemas.finding import Severity
from jixiao.services.check_paths import check_paths
from tests.audit.disclosure.saying import STATEMENT
from tests.shared import SHARED, needs_shared

REVIEWED = tomllib.loads(
    (Path(__file__).parent.parent / "reviewed" / "statement_seeds.toml").read_text(encoding="utf-8")
)["document"]
CODES = {code for check in STATEMENT for code in check.codes}
KEYS = ("code", "severity", "row", "expected", "found")

pytestmark = needs_shared


@pytest.mark.parametrize("reviewed", REVIEWED, ids=lambda document: document["file"])
def test_what_is_found_is_what_was_reviewed(reviewed: dict[str, object]) -> None:
    assert SHARED is not None
    run = check_paths([str(SHARED / "seeds" / str(reviewed["file"]))], rules="jiangxi-2023")
    found = [
        (one.code, one.severity.value, one.place.row or "", one.expected or "", one.found or "")
        for one in run.findings
        if one.code in CODES
    ]
    listed = [tuple(one[key] for key in KEYS) for one in reviewed["findings"]]
    assert sorted(found) == sorted(listed)


def test_every_verdict_says_that_the_finding_is_true() -> None:
    assert all(one["verdict"].startswith("true: ") for file in REVIEWED for one in file["findings"])


def test_alarms_are_few() -> None:
    for file in REVIEWED:
        assert sum(one["severity"] != Severity.NOTICE for one in file["findings"]) <= 15
