from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.documents.write.model import Mark, Verdict


@pytest.mark.parametrize(
    ("score", "low", "high", "claimed", "mark"),
    [
        ("5", "5", "5", "5.00", Mark.SAME),
        ("4.64", "4.64", "4.64", "5", Mark.DIFFERS),
        (None, "0", "5", "5", Mark.OPEN),
        ("5", "5", "5", None, Mark.NONE),
        (None, "0", "0", "5", Mark.NONE),
    ],
)
def test_a_verdict_is_marked_by_how_it_stands_to_the_claim(
    score: str | None, low: str, high: str, claimed: str | None, mark: Mark
) -> None:
    known = None if score is None else Decimal(score)
    said = None if claimed is None else Decimal(claimed)
    assert Verdict(known, Decimal(low), Decimal(high), said, "", "").mark is mark
