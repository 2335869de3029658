"""Opening databases, and many writers at once."""

from __future__ import annotations

import re
import threading
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from jixiao.schemas.store import NewReview, NewRound, ReviewedRow
from jixiao.store.engine import (
    ENVIRONMENT,
    TargetError,
    default_target,
    open_engine,
    read_only,
    reading,
    shown,
    url_of,
    writing,
)
from jixiao.store.repository import StaleError, Store, StoreError
from jixiao.store.tables import ROUND
from jixiao.store.verify import verify
from tests.strategies.collected import file, form, table

if TYPE_CHECKING:
    from collections.abc import Callable

WRITERS, UPDATES = 50, 20


def together(work: Callable[[int], None], count: int = WRITERS) -> None:
    """Do something in many threads at once; raises what any of them raised."""
    failed: list[BaseException] = []

    def run(at: int) -> None:
        try:
            work(at)
        except BaseException as error:  # noqa: BLE001 - told below, whatever it is
            failed.append(error)

    threads = [threading.Thread(target=run, args=(at,)) for at in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_fifty_writers_lose_no_update(target: str) -> None:
    with Store.open(target) as store:
        store.add_round(NewRound(year=2024, kind="annual", name="0"))
    engine = open_engine(target)

    def add(_: int) -> None:
        for _ in range(UPDATES):
            with writing(engine) as connection:
                before = connection.execute(select(ROUND.c.name)).scalar()
                connection.execute(update(ROUND).values(name=str(int(str(before)) + 1)))

    together(add)
    with reading(engine) as connection:
        assert connection.execute(select(ROUND.c.name)).scalar() == str(WRITERS * UPDATES)
    engine.dispose()


def test_of_many_who_change_one_version_one_wins_and_the_others_are_told(target: str) -> None:
    with Store.open(target) as store:
        store.record(file(table(form())))
        (found,) = store.current()
    won, told = [], []

    def review(at: int) -> None:
        rows = (ReviewedRow(position=0, review_score=Decimal(at), reason="核实"),)
        new = NewReview(version_id=found.version_id, content_sha256=found.content_sha256, rows=rows)
        with Store.open(target) as own:
            try:
                won.append(own.add_review(new))
            except StaleError as error:
                told.append(error.finding.code)

    together(review, 20)
    assert (len(won), told) == (1, ["STO023"] * 19)


def test_files_recorded_by_many_at_once_are_all_kept(target: str) -> None:
    def record(at: int) -> None:
        with Store.open(target) as own:
            for total in range(3):
                own.record(file(table(form(unit=f"单位{at // 2}", total=str(at * 10 + total)))))

    together(record, 10)
    with Store.open(target) as store:
        assert len(list(store.current())) == 5
        verdict = verify(store)
        assert (verdict.versions, verdict.events, verdict.findings) == (30, 30, ())


def test_a_reader_sees_one_moment(target: str) -> None:
    with Store.open(target) as reader, Store.open(target) as writer:
        writer.record(file(table(form())))
        with reader.connection():
            pass
        engine = reader.engine
        with reading(engine) as connection:
            before = connection.execute(select(ROUND.c.id)).all()
            writer.add_round(NewRound(year=2024, kind="annual", name="x"))
            assert connection.execute(select(ROUND.c.id)).all() == before == []
        assert len(reader.rounds()) == 1


def test_what_a_writer_did_before_it_failed_is_undone(target: str) -> None:
    engine = open_engine(target)

    def fail() -> None:
        with writing(engine) as connection:
            connection.execute(ROUND.insert().values(id=1, year=2024, kind="a", name="x", version=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with reading(engine) as connection:
        assert connection.execute(select(ROUND)).all() == []
    engine.dispose()


def test_sqlite_is_opened_safely(new_target: Callable[[str], str]) -> None:
    engine = open_engine(new_target("sqlite"))
    with engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
    with pytest.raises(DBAPIError), writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO submission VALUES (5, 5)")
    engine.dispose()


@pytest.mark.parametrize(
    ("target", "driver"),
    [
        ("收件/a.db", "sqlite"),
        ("sqlite:///a.db", "sqlite"),
        ("postgresql://u:p@h/d", "postgresql+psycopg"),
        ("postgres://h/d", "postgresql+psycopg"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg"),
    ],
)
def test_targets(target: str, driver: str) -> None:
    assert url_of(target).drivername == driver


@pytest.mark.parametrize(
    "target", ["mysql://u:secret@h/d", "sqlite://", "postgresql://u:secret@h:port/d", "http://x"]
)
def test_a_target_of_no_known_sort_is_refused_without_its_password(target: str) -> None:
    with pytest.raises(TargetError) as caught:
        url_of(target)
    assert caught.value.code == "STO003"
    assert not re.search("secret", caught.value.target)
    assert "secret" not in shown(target)


def test_the_default_is_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "a.db")
    assert default_target() == "a.db"
    monkeypatch.setenv(ENVIRONMENT, "")
    assert default_target() is None


def test_a_file_on_a_disk_that_cannot_be_written_is_read(
    new_target: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = new_target("sqlite")
    with Store.open(target, who="t") as store:
        store.record(file(table(form())))
    before = sorted(Path(target).parent.iterdir())
    monkeypatch.setattr("jixiao.store.engine.os.access", lambda *_: False)
    assert str(read_only(Path(target))).endswith("?mode=ro&immutable=1")
    with Store.open(target, who="t") as store:
        assert len(list(store.current())) == 1
        with pytest.raises(StoreError) as told:
            store.note("export", "a", {})
    assert told.value.finding.code == "STO009"
    assert sorted(Path(target).parent.iterdir()) == before


def test_changes_that_lie_beside_a_file_are_never_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.db").write_bytes(b"x")
    assert read_only(tmp_path / "a.db") is None
    assert read_only(tmp_path / "none.db") is None
    monkeypatch.setattr("jixiao.store.engine.os.access", lambda *_: False)
    (tmp_path / "a.db-wal").write_bytes(b"x")
    assert str(read_only(tmp_path / "a.db")).endswith("?mode=ro")
