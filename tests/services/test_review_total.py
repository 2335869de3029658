from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jixiao.schemas.store import EXECUTION, Filter, StoredForm
from jixiao.scoring.ruleset import load_ruleset
from jixiao.services.review import export_reviews, import_reviews
from jixiao.services.review_total import cap_of, rate_of, rules_of, total_of
from tests.services.desk import WHOLE, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path

SCORES = {EXECUTION: Decimal(10), 0: Decimal(45), 1: Decimal(40)}
LOW = {**WHOLE, "funds": [{**WHOLE["funds"][0], "executed": "75"}]}


def stored_of(folder: Path, table: dict, rules: str) -> StoredForm:
    with new_store(folder) as store:
        take(store, put(folder, "甲.json", table), rules=rules)
        return next(iter(store.current()))


def with_rules(stored: StoredForm, **rules: str) -> StoredForm:
    scored = {**stored.scored, "rules": {**stored.scored["rules"], **rules}}
    return stored.model_copy(update={"scored": scored})


def test_a_review_is_capped_and_graded_by_the_rules_of_the_table(tmp_path: Path) -> None:
    stored = stored_of(tmp_path, LOW, "integrated-capped")
    rules = rules_of(stored)
    assert rules is not None
    made = total_of(stored, SCORES, rules=rules)
    assert (made.total, made.grade) == (Decimal(89), "良")
    assert [one.code for one in made.remarks] == ["RVW016"]
    assert cap_of(stored) == (Decimal(89), "75.00%")
    assert total_of(stored, SCORES, rules=rules, rate=Fraction(1, 2)).total == Decimal(69)


def test_without_the_rules_only_what_no_cap_can_touch_is_a_total(tmp_path: Path) -> None:
    stored = stored_of(tmp_path, WHOLE, "mof-2020")
    lost = with_rules(stored, id="our-own", hash="0" * 64)
    assert rules_of(lost) is None
    low = total_of(lost, {**SCORES, EXECUTION: Decimal(1)}, rules=None)
    assert (low.total, low.grade, [one.code for one in low.remarks]) == (Decimal(86), None, ["RVW015"])
    assert total_of(lost, SCORES, rules=None).total is None
    assert total_of(lost, {0: Decimal(1)}, rules=None, rate=Fraction(1)).total is None
    own = load_ruleset("mof-2020")
    assert rules_of(with_rules(stored, id="our-own"), own) is own
    assert cap_of(lost) is None


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("85.3%", Fraction(853, 1000)),
        ("0.853", Fraction(853, 1000)),
        ("85.3", None),
        ("八成", None),
        ("-1%", None),
        ("120％", Fraction(6, 5)),
    ],
)
def test_a_rate_is_a_percentage_or_a_share(text: str, rate: Fraction | None) -> None:
    assert rate_of(text) == rate


def test_the_worksheet_shows_the_cap_and_comes_back_capped(tmp_path: Path) -> None:
    file = str(tmp_path / "r.xlsx")
    with new_store(tmp_path) as store:
        take(store, put(tmp_path, "甲.json", LOW), rules="integrated-capped")
        export_reviews(store, Filter(), file)
        book = openpyxl.load_workbook(file)
        sheet = book.worksheets[1]
        texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
        assert any(text.startswith("=MIN(89,SUM(") for text in texts)
        assert any("总分不超过 89 分" in text for text in texts)
        rows = {row[2].value: row[0].row for row in sheet.iter_rows() if row[2].value}
        sheet.cell(rows["预算执行率"], 10).value = "约七成"
        sheet.cell(rows["预算执行率"], 13).value = "按决算数"
        book.save(file)
        (refused,) = import_reviews(store, [file])
        assert [one.code for one in refused.problems] == ["RVW017"]
        sheet.cell(rows["预算执行率"], 10).value = "65%"
        book.save(file)
        (found,) = import_reviews(store, [file])
        assert (found.outcome, found.total, found.grade) == ("reviewed", Decimal(79), "中")
        assert [one.code for one in found.remarks] == ["RVW016"]


def test_a_total_that_the_rules_leave_open_stays_open(tmp_path: Path) -> None:
    rows = [{**WHOLE["indicators"][0], "weight": "60"}, WHOLE["indicators"][1]]
    stored = stored_of(tmp_path, {**WHOLE, "indicators": rows}, "mof-2020")
    made = total_of(stored, SCORES, rules=rules_of(stored))
    assert (made.total, made.grade, [one.code for one in made.remarks]) == (None, None, ["RVW014"])
