"""The tables: whole numbers only, and what lasts for good."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Float, Integer, Numeric

from jixiao.store import models
from jixiao.store.migrations.versions import r0001_first, r0002_packed
from jixiao.store.tables import ALL, METADATA


def test_no_figure_is_a_float() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            assert not isinstance(column.type, (Float, Numeric)) or isinstance(column.type, Integer)
            if column.name.endswith(("_cents", "_fen")):
                assert isinstance(column.type, BigInteger)
            if column.name.endswith("exact"):
                assert isinstance(column.type, Boolean)


def test_every_table_is_listed_once() -> None:
    assert sorted(table.name for table in ALL) == sorted(METADATA.tables)


def test_what_lasts_for_good_has_its_triggers() -> None:
    kept = (*r0001_first._KEPT_FOR_GOOD, *r0002_packed._KEPT_FOR_GOOD)
    assert sorted(name for name, _ in kept) == sorted(models.IMMUTABLE)
    for name, key in kept:
        assert tuple(column.name for column in METADATA.tables[name].primary_key) == key
