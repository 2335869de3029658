"""Records from forms: exact figures, the names of the index."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from jixiao.schemas.self_evaluation import FundLine, SelfEvaluation
from jixiao.schemas.store import EXECUTION, CollectedTable, ReviewedRow, StoredReview
from jixiao.scoring.aggregate import EXECUTION as LEVEL
from jixiao.scoring.aggregate import FundPart
from jixiao.store.aggregate_records import Whose, of_collected, record_of
from tests.strategies import collected

OWNER = Whose(None, None, "甲局", 2024)


def test_a_table_gives_its_scores_money_rows_and_kinds_of_money() -> None:
    table = collected.table(collected.form(claimed=("40", "40.5")))
    record = of_collected(table)
    assert (record.claimed, record.claimed_grade, record.listed) == (8850, "良", False)
    assert (record.budget, record.executed) == (12_500_000, 10_000_000)
    assert [row.level1 for row in record.rows] == [LEVEL, "产出指标", "产出指标"]
    assert (record.rows[0].weight, record.rows[0].claimed, record.rows[0].cause) == (1000, 800, "execution")
    assert [row.claimed for row in record.rows[1:]] == [4000, 4050]
    assert record.funds == (FundPart("general-budget", None, 12_500_000, 10_000_000),)
    assert (record.warnings, record.source) == (1, "表.xlsx")


def test_a_listed_project_has_a_score_alone() -> None:
    record = of_collected(collected.listed("道路养护", "88.5"))
    assert (record.claimed, record.claimed_grade, record.listed) == (8850, "优", True)
    assert (record.computed, record.budget, record.rows, record.unit) == (None, None, (), collected.UNITS[0])


def test_figures_finer_than_any_column_stay_exact() -> None:
    form = SelfEvaluation(
        project="甲",
        amount_unit="元",
        claimed_total=Decimal("88.125"),
        funds=(FundLine(name="年度资金总额", annual_budget=Decimal("0.005")),),
    )
    record = record_of(form, {}, (), OWNER, None)
    assert (record.claimed, record.budget) == (Fraction(17625, 2), Fraction(1, 2))


def test_an_amount_that_is_no_money_is_unknown() -> None:
    form = SelfEvaluation(project="甲", amount_unit="吨", funds=(FundLine(annual_budget=Decimal(5)),))
    assert record_of(form, {}, (), OWNER, None).budget is None


def test_a_review_changes_the_rows_it_names_and_leaves_the_others() -> None:
    table = collected.table(collected.form(claimed=("40", "40")))
    rows = (
        ReviewedRow(position=EXECUTION, review_score=Decimal(7), reason="核减"),
        ReviewedRow(position=1, review_score=Decimal("39.5"), reason="核减"),
        ReviewedRow(position=0, review_actual="8个"),
    )
    review = StoredReview(
        id=1, version_id=1, number=1, reviewer="复核人", at="2026", total=Decimal("86.5"), rows=rows
    )
    result = {"claimed_graded": "良", "scored": table.scored}
    record = record_of(table.form, result, (), OWNER, review)
    assert record.reviewed == 8650
    assert [row.reviewed for row in record.rows] == [700, 4000, 3950]
    assert {row.reviewed for row in record_of(table.form, result, (), OWNER, None).rows} == {None}


def test_a_table_of_unknown_whole_is_not_complete() -> None:
    table = CollectedTable(form=SelfEvaluation(project="甲"), complete=False)
    assert not of_collected(table).complete
