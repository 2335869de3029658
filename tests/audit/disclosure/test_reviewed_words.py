"""What the checks of words find in real disclosures has been looked at and found true."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from jixiao.services.check_paths import check_paths
from tests.audit.disclosure.worded import WORDS
from tests.shared import SHARED, needs_shared

REVIEWED = tomllib.loads(
    (Path(__file__).parent.parent / "reviewed" / "text_seeds.toml").read_text(encoding="utf-8")
)["document"]
CODES = {code for check in WORDS for code in check.codes}
KEYS = ("code", "severity", "row", "expected", "found")

pytestmark = needs_shared


@pytest.mark.parametrize("reviewed", REVIEWED, ids=lambda document: document["file"])
def test_what_is_found_is_what_was_reviewed(reviewed: dict[str, list[dict[str, str]]]) -> None:
    assert SHARED is not None
    run = check_paths([str(SHARED / "seeds" / str(reviewed["file"]))], rules="jiangxi-2023")
    found = [
        (one.code, one.severity.value, one.place.row or "", one.expected or "", one.found or "")
        for one in run.findings
        if one.code in CODES
    ]
    assert sorted(found) == sorted(tuple(one[key] for key in KEYS) for one in reviewed["findings"])


def test_every_verdict_says_that_the_finding_is_true() -> None:
    assert all(one["verdict"].startswith("true: ") for file in REVIEWED for one in file["findings"])
