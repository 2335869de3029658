"""``jixiao whatif``: files or a database, text, JSON and documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jixiao import cli
from tests.services.desk import WHOLE, new_store, put, take

if TYPE_CHECKING:
    from pathlib import Path

RULES = ("--rules", "jiangxi-2023")


@pytest.fixture
def db(tmp_path: Path) -> str:
    with new_store(tmp_path) as store:
        take(store, put(tmp_path, "a.json", WHOLE))
        return store.target


def test_a_database_as_text_and_json(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["whatif", "--db", db, *RULES]) == 0
    page = capsys.readouterr().out
    assert page.startswith("换规则试算：")
    assert "自评表 1 张" in page
    assert cli.main(["whatif", "--db", db, *RULES, "--against", "mof-2020", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["schema"], found["tables"], found["stored"]) == ("jixiao.whatif/1", 1, False)
    assert found["rules"]["id"] == "jiangxi-2023"


def test_files_and_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(tmp_path, "a.json", WHOLE)
    for name, start in (("a.xlsx", b"PK"), ("a.html", b"<!"), ("a.txt", "换".encode()), ("b.json", b"{")):
        target = tmp_path / name
        assert cli.main(["whatif", file, *RULES, "-o", str(target)]) == 0
        assert target.read_bytes().startswith(start)
        assert str(target) in capsys.readouterr().err
    assert cli.main(["whatif", file, *RULES, "-o", str(tmp_path / "a.xlsx")]) == 2
    assert cli.main(["whatif", file, *RULES, "-fq", "-o", str(tmp_path / "a.xlsx")]) == 0
    assert cli.main(["whatif", file, *RULES, "-f", "-o", file]) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "没有说试算什么"),
        (("无.json", "--db", "x.db"), "只能用一样"),
        (("无.json", "--unit", "甲"), "--unit"),
        (("无.json", "--against", "没有这套"), "没有这套"),
    ],
)
def test_wrong_calls_say_so_on_one_line(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["whatif", *RULES, *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


def test_rules_are_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["whatif", "无.json"]) == 2
    assert "--rules" in capsys.readouterr().err


def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = put(tmp_path, "a.json", WHOLE)
    assert cli.main(["whatif", file, str(tmp_path / "无.json"), *RULES]) == 2
    out, error = capsys.readouterr()
    assert "自评表 1 张" in out
    assert error.count("\n") == 1
    assert "无.json" in error
