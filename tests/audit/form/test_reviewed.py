"""Everything found in the tables of the reference material has been looked at and found true."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from jixiao.schemas.finding import Severity
from tests.audit.form.reviewed import Found, found_in, named, tables
from tests.shared import needs_shared

REVIEWED = tomllib.loads(
    (Path(__file__).parent.parent / "reviewed" / "forms.toml").read_text(encoding="utf-8")
)["table"]

pytestmark = needs_shared


def test_every_table_is_reviewed() -> None:
    assert [name for name, _ in tables()] == [table["name"] for table in REVIEWED]


@pytest.mark.parametrize("reviewed", REVIEWED, ids=lambda table: table["name"])
def test_what_is_found_is_what_was_reviewed(reviewed: dict[str, object]) -> None:
    read = next(read for name, read in tables() if name == reviewed["name"])
    found = [named(finding) for finding in found_in(read, reviewed["rules"])]
    listed = [Found(one["code"], one["severity"], one["about"]) for one in reviewed["findings"]]
    assert sorted(found) == sorted(listed)


def test_every_verdict_says_that_the_finding_is_true() -> None:
    verdicts = [(one["code"], one["verdict"]) for table in REVIEWED for one in table["findings"]]
    assert [one for one in verdicts if not one[1].startswith("true")] == []


def test_tables_of_the_seeds_raise_few_alarms_and_no_error() -> None:
    seeds = [table for table in REVIEWED if table["name"].startswith("seed")]
    grave = [one for table in seeds for one in table["findings"] if one["severity"] != Severity.NOTICE]
    assert [one for one in grave if one["severity"] == Severity.ERROR] == []
    assert len(grave) <= 12
