from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from jixiao.commands.database import opened, refusal, target_of, wanted
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.store import Filter, NewRound
from tests.services.desk import new_store

if TYPE_CHECKING:
    from pathlib import Path


def test_what_the_store_refuses_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(click.ClickException) as refused, opened(str(tmp_path / "没有\n有.sqlite")):
        pass
    assert "没有这个数据库" in refused.value.message
    assert "\n" not in refused.value.message


def test_a_database_has_to_be_named() -> None:
    with pytest.raises(click.UsageError):
        target_of(None)


def test_a_refusal_says_how_to_mend_it() -> None:
    finding = Finding(code="CLT008", severity=Severity.ERROR, params={"name": "x"})
    assert refusal(finding).endswith("新建批次")


def test_options_as_a_filter(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        known = store.add_round(NewRound(year=2024, kind="自评", name="自评"))
        nothing = wanted(store, region=None, department=None, unit=None, year=None, round_name=None)
        assert nothing == Filter()
        all_of = wanted(store, region="360000", department="甲", unit="乙", year=2024, round_name="自评")
    assert all_of == Filter(region="360000", department="甲", unit="乙", years=(2024,), round_id=known.id)
