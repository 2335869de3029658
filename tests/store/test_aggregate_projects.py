"""Single projects from the index are those of the forms, on both databases, reviewed or not."""

from __future__ import annotations

from decimal import Decimal

from jixiao.schemas.store import Filter, NewReview, ReviewedRow
from jixiao.store.aggregate_projects import points, slim, written
from jixiao.store.aggregate_records import of_stored, said_of
from jixiao.store.repository import Store
from tests.strategies import collected


def _fill(store: Store) -> None:
    store.record(
        collected.file(
            collected.table(collected.form(department="总局", region="360200")),
            collected.table(collected.form("道路养护", unit="乙局")),
            collected.listed("另列", "80"),
        )
    )


def _agree(store: Store) -> None:
    whole = {form.version_id: of_stored(form, None) for form in store.current()}
    with store.connection() as connection:
        found = {record.version_id: record for record in slim(connection, None)}
        rows = points(connection, list(whole))
    assert found == {key: record._replace(rows=(), funds=()) for key, record in whole.items()}
    assert rows == {key: record.rows for key, record in whole.items()}


def test_slim_records_and_their_rows_are_those_of_the_forms(target: str) -> None:
    with Store.open(target) as store:
        _fill(store)
        _agree(store)
        reviewed = next(form for form in store.current() if form.unit == "乙局")
        review = NewReview(
            version_id=reviewed.version_id,
            content_sha256=reviewed.content_sha256,
            reviewer="复核人",
            total=Decimal("81.5"),
            grade="良",
            rows=(ReviewedRow(position=0, review_score=Decimal(3), reason="核减"),),
        )
        store.add_review(review)
        _agree(store)


def test_what_no_column_holds_is_told_of_the_forms_that_say_it(target: str) -> None:
    with Store.open(target) as store:
        _fill(store)
        more = {"code": "51A", "office": "教科文科", "project_total": Decimal(3500000), "amount_unit": "元"}
        said = collected.form("校舍", unit="丙校").model_copy(update=more)
        store.record(collected.file(collected.table(said), name="丙.json"))
        (kept,) = (form for form in store.current() if form.unit == "丙校")
        with store.connection() as connection:
            found = written(connection)
    assert found == {kept.version_id: {"code": "51A", "office": "教科文科", "project_total": 350 * 1_000_000}}
    assert said_of({"project": "甲"}) == {"code": None, "office": None, "project_total": None}


def test_a_filter_leaves_the_others_out(target: str) -> None:
    with Store.open(target) as store:
        _fill(store)
        with store.connection() as connection:
            found = [record.unit for record in slim(connection, Filter(unit="乙 局", origin="table"))]
    assert found == ["乙局"]
