from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.reports.blocks import Origin, block_runs
from jixiao.reports.evaluation_review import reviewed
from jixiao.reports.evaluation_view import View
from jixiao.schemas.store import ReviewedRow, StoredReview
from tests.reports.drafting import table


def review(total: str | None, *rows: ReviewedRow, grade: str | None = None) -> StoredReview:
    score = None if total is None else Decimal(total)
    return StoredReview(
        id=1, version_id=1, number=1, reviewer="张", at="", total=score, grade=grade, rows=rows
    )  # fmt: skip


def said(made: StoredReview | None, **more: object) -> list[str]:
    view = View(table({}, {"name": "满意度", "claimed_score": "10"}, **more), (), made)
    return [one.text for one in reviewed(view)]


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("95", "经复核，该项目复核得分为95分，与单位自评得分一致。"),
        ("90.5", "经复核，该项目复核得分为90.5分，比单位自评得分95分低4.5分。"),
        ("96", "经复核，该项目复核得分为96分，比单位自评得分95分高1分。"),
    ],
)
def test_the_reviewed_total_stands_beside_the_claimed_one(total: str, words: str) -> None:
    assert said(review(total), claimed_total="95") == [words]


def test_nothing_is_said_without_a_review_or_its_total() -> None:
    assert (said(None), said(review(None))) == ([], [])
    assert said(review("9", grade="差")) == ["经复核，该项目复核得分为9分，复核等级为“差”。"]


def test_only_rows_whose_score_was_changed_are_named() -> None:
    rows = (
        ReviewedRow(position=0, review_score=Decimal(90), reason="一样"),
        ReviewedRow(position=1, review_score=Decimal(8), reason=" 样本少 "),
        ReviewedRow(position=7, review_score=Decimal(8)),
        ReviewedRow(position=1),
    )
    assert said(review("9", *rows))[1] == "复核调整的指标：“满意度”由10分核为8分（样本少）。"


def test_its_figures_are_traced_to_the_database() -> None:
    made = review("90", ReviewedRow(position=1, review_score=Decimal(8)))
    view = View(table({}, {"name": "满意度"}), (), made)
    sources = {run.source for one in reviewed(view) for run in block_runs(one) if hasattr(run, "source")}
    stored = {source.path for source in sources if source.origin is Origin.STORE}
    assert stored == {"review.total", "review.rows[1].review_score"}
