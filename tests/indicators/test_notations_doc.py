"""The page about notations says what the program does."""

from __future__ import annotations

from tests.indicators.notations_doc import PAGE, TABLES, rendered


def test_the_tables_of_the_page_are_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert rendered(page) == page


def test_every_table_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in TABLES if f"<!-- 生成：{name} -->" not in page] == []
