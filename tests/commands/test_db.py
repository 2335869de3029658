from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from jixiao.store.events import known_algorithms
from jixiao.store.repository import Store
from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, put


def test_init_upgrade_backup_verify_export_restore(jixiao) -> None:  # noqa: F811 - the fixture
    assert "已经有了" in jixiao("db", "init").err
    assert "已是最新" in jixiao("db", "upgrade").err
    jixiao("collect", put(Path(), "甲.json", WHOLE))
    assert "可以直接当数据库打开" in jixiao("db", "backup", "-o", "b.sqlite").err
    assert jixiao("db", "backup", "-o", "b.sqlite").code == 2
    assert jixiao("db", "export", "-o", "c.zip").code == 0
    assert jixiao("db", "restore", "c.zip", "--db", "d.sqlite").code == 0
    told = jixiao("db", "verify").out
    assert told.startswith("校验无误：事件 1 条，项目 1 个")
    assert (
        jixiao("db", "verify", "--db", "b.sqlite").out
        == told
        == jixiao("db", "verify", "--db", "d.sqlite").out
    )
    assert jixiao("db", "verify", "--json").json["sound"] is True


def test_what_was_tampered_with_is_found(jixiao) -> None:  # noqa: F811 - the fixture
    jixiao("collect", put(Path(), "甲.json", WHOLE))
    with closing(sqlite3.connect("desk.sqlite")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE form_version SET claimed_cents = 10000")
        connection.commit()
    found = jixiao("db", "verify")
    assert found.code == 1
    assert "STO032" in found.out
    assert jixiao("db", "verify", "--json").json["sound"] is False


def test_rounds(jixiao) -> None:  # noqa: F811 - the fixture
    assert jixiao("db", "round", "2024", "自评", "--deadline", "2025-04-30").code == 0
    assert "2024年自评  2025-04-30" in jixiao("db", "round").out
    assert jixiao("db", "round", "--json").json["rounds"][0]["deadline"] == "2025-04-30"
    assert jixiao("db", "round", "2024").code == 2
    assert jixiao("db", "round", "2024", "自评", "--rules", "没有").code == 2
    assert jixiao("db", "round", "2024", "自评", "--deadline", "四月底").code == 2


@pytest.mark.parametrize("what", ["upgrade", "verify", "round"])
def test_what_is_not_there_is_one_line(jixiao, what: str) -> None:  # noqa: F811 - the fixture
    found = jixiao("db", what, "--db", "没有.sqlite")
    assert found.code == 2
    assert "没有这个数据库" in found.err
    assert not Path("没有.sqlite").exists()


@pytest.mark.parametrize("what", [[], ["init"], ["upgrade"], ["backup"], ["verify"], ["export"]])
def test_help_has_examples(jixiao, what: list[str]) -> None:  # noqa: F811 - the fixture
    assert "例：" in jixiao("db", *what, "--help").out


def test_what_was_collected_by_mistake_is_withdrawn(jixiao) -> None:  # noqa: F811 - the fixture
    jixiao("collect", put(Path(), "甲.json", WHOLE), "--region", "360100")
    assert jixiao("db", "withdraw", "甲.json").code == 2
    assert jixiao("db", "withdraw", "--reason", "错").code == 2
    assert jixiao("db", "withdraw", "甲.json", "--year", "2024", "--reason", "错").code == 2
    assert jixiao("db", "withdraw", "甲.json", "--reason", " ").code == 2
    would = jixiao("db", "withdraw", "甲.json", "--reason", "地区错", "-n")
    assert would.err.startswith("试撤，没有存：")
    assert jixiao("db", "withdraw", "甲.json", "--reason", "地区错").out == would.out
    assert jixiao("db", "verify").code == 0
    assert jixiao("db", "withdraw", "甲.json", "--reason", "再撤", "--json").json["projects"] == []
    assert jixiao("collect", "甲.json", "--region", "360200").out.startswith("新收")
    assert jixiao("db", "withdraw", "--project", "道路养护", "--reason", "项目撤销").code == 0
    assert jixiao("db", "withdraw", "乙.json", "--reason", "错").code == 2
    assert jixiao("db", "verify").code == 0


def test_the_hash_of_the_chain_is_chosen_once(jixiao) -> None:  # noqa: F811 - the fixture
    if "sm3" not in known_algorithms():
        pytest.skip("这个 Python 不能计算 SM3")
    assert jixiao("db", "init", "--hash", "sm3", "--db", "sm3.db").code == 0
    assert jixiao("collect", put(Path(), "甲.json", WHOLE), "--db", "sm3.db").code == 0
    with Store.open("sm3.db") as store:
        assert {event.algorithm for event in store.events()} == {"sm3"}
    assert jixiao("db", "verify", "--db", "sm3.db").code == 0
    other = jixiao("db", "init", "--hash", "sha256", "--db", "sm3.db")
    assert other.code == 2
    assert "不能改用 sha256" in other.err
