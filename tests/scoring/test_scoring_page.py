from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.scored import Status
from jixiao.texts import table
from tests.scoring.scoring_page import PAGE, compared, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_the_page_says_what_the_program_says(golden: Callable[[str, Path], None]) -> None:
    golden(page(PAGE.read_text(encoding="utf-8")), PAGE)


def test_the_page_names_every_status_and_every_standing() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for status in Status:
        assert f"`{status.value}`" in text
        assert table()[f"status.{status.value}"] in text
    for standing in ("verified", "observed", "inferred", "recalled", "unknown"):
        assert f"`{standing}`" in text


def test_the_reasons_of_a_comparison_are_found() -> None:
    assert {"unit-mismatch", "scale-doubtful", "target-missing", "actual-unreadable", "qualitative"} <= set(
        compared()
    )
    assert not {"took-unit", "empty"} & set(compared())
