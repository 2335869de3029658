"""The tables by name."""

from __future__ import annotations

from jixiao.store.tables import ALL


def test_each_refers_only_to_those_before_or_itself() -> None:
    seen = set()
    for table in ALL:
        seen.add(table.name)
        assert {key.column.table.name for key in table.foreign_keys} <= seen
