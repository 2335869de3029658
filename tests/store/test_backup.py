"""Backups taken while others write."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from jixiao.store import backup as module
from jixiao.store.backup import backup
from jixiao.store.export import take_in
from jixiao.store.repository import Store, StoreError
from jixiao.store.verify import verify
from tests.store.postgres import new_database, programs
from tests.strategies.collected import file, form, table

if TYPE_CHECKING:
    from pathlib import Path


def write_on(target: str, name: str, done: threading.Event) -> None:
    with Store.open(target) as store:
        for at in range(200):
            if done.is_set():
                return
            store.record(file(table(form(unit=name, total=str(at % 100))), salt=str(at)))


def under_load(target: str, out: Path, dump: str | None = None) -> module.Backup:
    """A backup while three others write."""
    done = threading.Event()
    threads = [threading.Thread(target=write_on, args=(target, f"单位{at}", done)) for at in range(3)]
    for thread in threads:
        thread.start()
    try:
        with Store.open(target) as store:
            while len(list(store.events())) < 5:
                pass
            return backup(store, out, dump=dump)
    finally:
        done.set()
        for thread in threads:
            thread.join()


def heads(target: str) -> set[str]:
    with Store.open(target) as store:
        return {event.hash for event in store.events()}


def test_a_sqlite_backup_under_load_is_whole_and_of_one_moment(lite: Store, tmp_path: Path) -> None:
    out = tmp_path / "备份" / "a.sqlite"
    taken = under_load(lite.target, out)
    with Store.open(str(out)) as restored:
        verdict = verify(restored)
    assert (verdict.findings, verdict.head, taken.way) == ((), taken.head, "sqlite")
    assert verdict.head in heads(lite.target)
    assert [path.name for path in out.parent.iterdir() if ".part" in path.name] == []


def test_a_quiet_backup_has_the_same_head(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.record(file(table(form())))
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    out = tmp_path / "a.backup"
    taken = backup(store, out)
    target = str(out)
    if taken.way == "export":
        target = str(tmp_path / "restored.sqlite")
        assert take_in(target, out) == taken.head
    with Store.open(target) as restored:
        verdict = verify(restored)
    assert (verdict.findings, verdict.head) == ((), verify(store).head)
    assert taken.size == out.stat().st_size


def test_a_pg_dump_under_load_restores_to_one_moment(postgres: str, new_target, tmp_path: Path) -> None:
    import subprocess

    target = new_target("postgresql")
    out = tmp_path / "a.dump"
    taken = under_load(target, out, str(programs() / "pg_dump"))
    restored = new_database(postgres, f"restored_{tmp_path.name}")
    subprocess.run([programs() / "pg_restore", f"--dbname={restored}", "--no-owner", out], check=True)
    with Store.open(restored) as store:
        verdict = verify(store)
    assert (verdict.findings, taken.way) == ((), "pg_dump")
    assert verdict.head in heads(target)


def test_a_file_that_is_there_is_not_overwritten(lite: Store, tmp_path: Path) -> None:
    out = tmp_path / "a.sqlite"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        backup(lite, out)
    assert (caught.value.finding.code, out.read_text(encoding="utf-8")) == ("STO040", "mine")


def test_a_dump_that_fails_is_told(new_target, tmp_path: Path) -> None:
    with Store.open(new_target("postgresql")) as store, pytest.raises(StoreError) as caught:
        backup(store, tmp_path / "a.dump", dump="/bin/false")
    assert caught.value.finding.code == "STO041"
    assert list(tmp_path.glob("*.dump*")) == []
