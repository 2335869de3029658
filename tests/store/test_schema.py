# ruff: noqa: S608 - the names are our own
"""Making databases, old ones of each released schema, and what is refused."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import jixiao.store
from jixiao.store.engine import open_engine
from jixiao.store.models import SUMMARY_INDEX
from jixiao.store.repository import Store, StoreError
from jixiao.store.schema import REVISIONS, VERSION_TABLE, migrate, not_opened, revision
from jixiao.store.tables import METADATA
from jixiao.store.verify import verify

OLD = Path(__file__).parent / "old"


def refusal(target: str) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(target)
    sentence = caught.value.finding.sentence("message")
    assert sentence is not None
    assert "\n" not in sentence
    return caught.value.finding.code


def test_the_released_schemas_are_those_of_the_steps() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(jixiao.store.__file__).parent / "migrations"))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(steps)) == REVISIONS


def test_the_steps_make_what_the_models_say(target: str) -> None:
    engine = open_engine(target)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        found = compare_metadata(context, METADATA)
    if engine.dialect.name != "sqlite":  # one index is for SQLite alone
        found = [one for one in found if not (one[0] == "add_index" and one[1].name == SUMMARY_INDEX)]
    assert found == []
    engine.dispose()


@pytest.mark.parametrize("released", REVISIONS)
def test_an_old_database_upgrades_and_is_sound(released: str, tmp_path: Path) -> None:
    copy = tmp_path / "old.sqlite"
    shutil.copy(OLD / f"{released}.sqlite", copy)
    assert revision(str(copy)) == released
    migrate(str(copy))
    with Store.open(str(copy)) as store:
        verdict = verify(store)
        assert (verdict.findings, verdict.projects, verdict.versions) == ((), 3, 4)
        assert {found.form.project for found in store.current()} == {
            "信息系统运维",
            "道路养护",
            "大厅运转经费",
        }


def test_making_one_that_is_there_changes_nothing(target: str) -> None:
    migrate(target)
    assert revision(target) == REVISIONS[-1]


def test_a_missing_one_is_told_and_not_made(tmp_path: Path) -> None:
    missing = tmp_path / "没有.db"
    assert refusal(str(missing)) == "STO001"
    assert not missing.exists()


def test_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    assert refusal(str(tmp_path)) == "STO008"
    empty = tmp_path / "empty.db"
    empty.touch()
    assert refusal(str(empty)) == "STO001"
    migrate(str(empty))
    with Store.open(str(empty)) as store:
        assert verify(store).findings == ()


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    foreign = tmp_path / "other.db"
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.commit()
    before = foreign.read_bytes()
    assert refusal(str(foreign)) == "STO002"
    with pytest.raises(StoreError):
        migrate(str(foreign))
    assert foreign.read_bytes() == before


def test_one_of_a_newer_program(tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    migrate(str(newer))
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
        connection.commit()
    assert refusal(str(newer)) == "STO006"
    with pytest.raises(StoreError):
        migrate(str(newer))


def test_one_of_an_older_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = tmp_path / "older.db"
    migrate(str(older))
    monkeypatch.setattr("jixiao.store.schema.REVISIONS", (*REVISIONS, "0099"))
    assert refusal(str(older)) == "STO005"


def test_a_ruined_file_and_a_server_that_is_not_there(tmp_path: Path) -> None:
    ruined = tmp_path / "ruined.db"
    ruined.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert refusal(str(ruined)) == "STO007"
    assert refusal(f"postgresql://u:secret@/d?host={tmp_path}") == "STO007"
    assert refusal("mysql://u:secret@h/d") == "STO003"


def test_a_place_where_no_file_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as caught:
        migrate(str(tmp_path / "file" / "a.db"))
    assert caught.value.finding.code == "STO007"


def test_a_database_without_its_schema_row_is_told_as_damaged(new_target) -> None:
    target = new_target("sqlite")
    with closing(sqlite3.connect(target)) as connection:
        connection.execute(f"DELETE FROM {VERSION_TABLE}")
        connection.commit()
    assert refusal(target) == "STO047"
    with pytest.raises(StoreError):
        migrate(target)


def test_a_full_disk_is_not_called_damage() -> None:
    for error in (
        OSError(28, "No space left on device"),
        sqlite3.OperationalError("database or disk is full"),
    ):
        assert not_opened("a.db", error).finding.code == "STO048"
    assert not_opened("a.db", sqlite3.OperationalError("unable to open")).finding.code == "STO007"
