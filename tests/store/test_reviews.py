"""Reviews stand beside the self-evaluation; a stale one is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.schemas.store import (
    NewReview,
    ReviewedRow,
    StoredForm,
)
from jixiao.store.repository import StaleError, Store, StoreError
from tests.store.helpers import only, sound
from tests.strategies.collected import file, form, table


def review(found: StoredForm, base: int = 0, score: str = "8") -> NewReview:
    rows = (
        ReviewedRow(position=1, review_score=Decimal(score), reason="无佐证", note="另附"),
        ReviewedRow(position=0, review_actual="8个", reason="现场核实"),
    )
    return NewReview(
        version_id=found.version_id,
        content_sha256=found.content_sha256,
        base_number=base,
        reviewer="复核人",
        total=Decimal("26.125"),
        grade="差",
        rows=rows,
    )


def test_a_review_stands_beside_the_self_evaluation(store: Store) -> None:
    store.record(file(table(form())))
    found = only(store)
    kept = store.add_review(review(found))
    after = only(store)
    assert (after.review, after.form, after.state) == (kept, found.form, "reviewed")
    assert (kept.number, kept.reviewer, kept.total) == (1, "复核人", Decimal("26.125"))
    assert [row.position for row in kept.rows] == [0, 1]
    second = store.add_review(review(found, base=1, score="7"))
    assert [one.number for one in store.reviews(found.version_id)] == [1, 2]
    assert only(store).review == second
    (row,) = store.rows_for_summary()
    assert (row.reviewed_cents, row.reviewed_grade, row.claimed_cents) == (None, "差", 2750)
    assert [one.what for one in store.events()] == ["collect", "review", "review"]
    sound(store)


def test_a_stale_review_is_refused(store: Store) -> None:
    store.record(file(table(form())))
    found = only(store)
    store.add_review(review(found))
    codes = []
    wrong = review(found, base=1).model_copy(update={"rows": (ReviewedRow(position=2),)})
    tampered = review(found).model_copy(update={"content_sha256": "0" * 64})
    for stale in (review(found), tampered, wrong):
        with pytest.raises(StoreError) as caught:
            store.add_review(stale)
        codes.append(caught.value.finding.code)
    store.record(file(table(form(total="50"))))
    with pytest.raises(StaleError) as caught:
        store.add_review(review(found, base=1))
    assert [*codes, caught.value.finding.code] == ["STO023", "STO021", "STO024", "STO022"]
    assert caught.value.finding.sentence("message") == "“大厅运转经费”已有更新的版本，导出的第 1 版不再有效"
    sound(store)
