"""The reviewed table of notations: each is read, or refused, rightly."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.target import parse_target
from jixiao.texts import table
from tests.indicators.describe import describe
from tests.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from collections.abc import Callable

    from jixiao.indicators.reading import Reading

TABLE = tomllib.loads((Path(__file__).parent / "notations.toml").read_text(encoding="utf-8"))
READERS: dict[str, Callable[[str], Reading]] = {"target": parse_target, "actual": parse_actual}
ROLES = {"目标": "target", "实际": "actual"}
CASES = [
    (column, text, expected)
    for origin in ("published", "imagined")
    for column, cells in TABLE[origin].items()
    for text, expected in cells.items()
]


@pytest.mark.parametrize(("column", "text", "expected"), CASES)
def test_a_notation_is_read_as_reviewed(column: str, text: str, expected: str) -> None:
    reading = READERS[column](text)
    assert describe(reading) == expected
    assert reading.text == text


def test_the_table_is_large_enough_to_mean_something() -> None:
    imagined = {text for cells in TABLE["imagined"].values() for text in cells}
    assert len(imagined) >= 150


@needs_shared
def test_no_published_notation_is_missing() -> None:
    assert SHARED is not None
    notations = json.loads((SHARED / "corpus" / "notations.json").read_text(encoding="utf-8"))
    missing = [
        (role, notation["raw"])
        for notation in notations
        for role in notation["roles"]
        if role in ROLES and notation["raw"] not in TABLE["published"][ROLES[role]]
    ]
    assert missing == []


def test_every_reason_has_its_sentence() -> None:
    reasons = {READERS[column](text).reason for column, text, _ in CASES} - {None}
    assert len(reasons) > 10
    assert reasons <= table().keys()
