from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import NewRound
from jixiao.services import store_admin
from jixiao.store.errors import StoreError
from jixiao.store.repository import Store
from tests.services.desk import WHOLE, put, take

if TYPE_CHECKING:
    from pathlib import Path


def test_from_making_to_restoring(tmp_path: Path) -> None:
    target = str(tmp_path / "a.sqlite")
    assert store_admin.init(target) is True
    assert store_admin.init(target) is False
    with Store.open(target) as store:
        take(store, put(tmp_path, "甲.json", WHOLE))
    before, after = store_admin.upgrade(target)
    assert before == after
    verdict = store_admin.check(target)
    assert (verdict.sound, verdict.projects) == (True, 1)
    made = store_admin.backup(target, str(tmp_path / "b.sqlite"))
    assert made.head == verdict.head == store_admin.check(str(tmp_path / "b.sqlite")).head
    assert store_admin.export(target, str(tmp_path / "c.zip")) == verdict.head
    assert store_admin.restore(str(tmp_path / "d.sqlite"), str(tmp_path / "c.zip")) == verdict.head
    assert store_admin.check(str(tmp_path / "d.sqlite")).sound


def test_rounds_are_kept_and_changed(tmp_path: Path) -> None:
    target = str(tmp_path / "a.sqlite")
    store_admin.init(target)
    assert store_admin.rounds(target) == ()
    store_admin.add_round(target, NewRound(year=2024, kind="自评", name="甲"))
    store_admin.add_round(target, NewRound(year=2024, kind="自评", name="乙", deadline="2025-04-30"))
    assert [(one.name, one.deadline) for one in store_admin.rounds(target)] == [("乙", "2025-04-30")]


@pytest.mark.parametrize("what", ["upgrade", "check", "rounds"])
def test_what_is_not_there_is_refused(tmp_path: Path, what: str) -> None:
    with pytest.raises(StoreError) as refused:
        getattr(store_admin, what)(str(tmp_path / "没有.sqlite"))
    assert refused.value.finding.code == "STO001"


def test_a_backup_of_what_is_not_there_or_foreign_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        store_admin.backup(str(tmp_path / "没有.sqlite"), str(tmp_path / "b"))
    with pytest.raises(StoreError):
        store_admin.init(put(tmp_path, "别的.db", "no database"))
