"""Going through the versions that count, a page at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jixiao.schemas.store import Filter
from jixiao.store.stored_texts import listed, pages
from tests.strategies import collected

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def test_each_current_table_once(store: Store) -> None:
    forms = [collected.form(name) for name in collected.NAMES]
    for form in forms:
        store.record(collected.file(collected.table(form)))
    again = collected.form(collected.NAMES[0], claimed=("9", "9"))
    store.record(collected.file(collected.table(again)))
    with store.connection() as connection:
        for size in (1, 2, 100):
            found = [one for page in pages(connection, None, size=size) for one in page]
            assert [one.project for one in found] == list(collected.NAMES)
            kept = {one.form.project: one for one in store.current()}
            for one in found:
                assert json.loads(one.scored)["scored"] == kept[one.project].scored
                assert (one.unit, one.year, one.complete) == ("甲局", 2024, True)
        assert json.loads(found[0].form)["indicators"][0]["claimed_score"] == "9"


def test_a_filter_and_listed_projects(store: Store) -> None:
    store.record(collected.file(collected.table(collected.form(collected.NAMES[0]))))
    store.record(collected.file(collected.listed(collected.NAMES[1], "90"), name="公开.docx"))
    with store.connection() as connection:
        assert list(pages(connection, Filter(unit="乙局"))) == []
        assert [len(page) for page in pages(connection, None)] == [1]
        assert (listed(connection, None), listed(connection, Filter(unit="乙局"))) == (1, 0)
