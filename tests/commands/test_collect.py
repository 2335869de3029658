from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao.services.store_admin import check
from jixiao.store.repository import Store
from tests.commands.desk import jixiao  # noqa: F401 - a fixture
from tests.services.desk import WHOLE, put

FOLDER = Path()


def test_one_line_for_each_file_and_a_tally(jixiao) -> None:  # noqa: F811 - the fixture
    file = put(FOLDER, "甲.json", WHOLE)
    first = jixiao("collect", file)
    assert first.code == 0
    assert first.out.startswith("新收　甲.json：自评表 1 张")
    assert first.err.strip() == "共 1 个文件：新收 1，新版本 0，未变 0，拒收 0"
    again = jixiao("collect", file, "没有.json", "-q")
    assert again.code == 2
    assert again.out.splitlines() == ["未变　甲.json", "拒收　没有.json：没有这个文件"]
    assert again.err.splitlines() == ["没有.json：没有这个文件。请核对路径和文件名"]


def test_a_dry_run_answers_as_the_real_run_does(jixiao) -> None:  # noqa: F811 - the fixture
    put(FOLDER, "甲.json", WHOLE)
    put(FOLDER, "乙.json", {**WHOLE, "claimed_total": "93"})
    files = ["甲.json", "乙.json", "没有.json"]
    dry = jixiao("collect", *files, "--json", "--dry-run")
    real = jixiao("collect", *files, "--json")
    assert dry.json == real.json
    assert dry.code == real.code == 2
    assert [one["outcome"] for one in real.json["files"]] == ["new", "version", "refused"]
    assert "没有存" in dry.err


def test_the_answer_may_go_to_a_file(jixiao) -> None:  # noqa: F811 - the fixture
    put(FOLDER, "甲.json", WHOLE)
    assert jixiao("collect", "甲.json", "-o", "收.txt").out == ""
    assert Path("收.txt").read_text(encoding="utf-8").startswith("新收　甲.json")
    assert jixiao("collect", "甲.json", "-o", "收.txt").code == 2
    assert jixiao("collect", "甲.json", "-o", "收.json").code == 0
    assert Path("收.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--rules", "没有这套规则"], "没有这套规则"),
        (["--region", "三六"], "三六"),
        (["--round", "没有"], "没有批次“没有”"),
        (["--db", "mysql://x"], "数据库地址不认识"),
    ],
)
def test_what_cannot_be_used_is_one_line(jixiao, arguments: list[str], told: str) -> None:  # noqa: F811 - the fixture
    put(FOLDER, "甲.json", WHOLE)
    found = jixiao("collect", "甲.json", *arguments)
    assert (found.code, found.out) == (2, "")
    assert told in found.err
    assert len(found.err.strip().splitlines()) == 1


def test_a_database_that_is_not_there_is_made_and_that_is_said(jixiao) -> None:  # noqa: F811 - the fixture
    put(FOLDER, "甲.json", WHOLE)
    tried = jixiao("collect", "甲.json", "--db", "新.db", "--dry-run")
    assert "真收时会新建" in tried.err
    assert not Path("新.db").exists()
    done = jixiao("collect", "甲.json", "--db", "新.db")
    assert (done.code, done.out) == (tried.code, tried.out)
    assert "已新建 新.db" in done.err
    again = jixiao("collect", "甲.json", "--db", "新.db")
    assert again.out.startswith("未变")
    assert "新建" not in again.err


def test_no_database_named_is_told(jixiao, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811 - the fixture
    monkeypatch.delenv("JIXIAO_DB")
    found = jixiao("collect", "甲.json")
    assert found.code == 2
    assert "没有指明数据库" in found.err


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="没有 SIGKILL")
def test_killed_at_any_moment_no_acknowledged_file_is_lost_and_it_resumes(jixiao) -> None:  # noqa: F811 - the fixture
    count = 60
    names = [
        put(FOLDER, f"{number:02}.json", {**WHOLE, "project": f"项目{number}"}) for number in range(count)
    ]
    command = [sys.executable, "-m", "jixiao", "collect", *names, "--db", "desk.sqlite", "-q"]
    printed: set[str] = set()
    for wanted in (1, 7, 25):
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_quick(), encoding="utf-8"
        ) as child:
            assert child.stdout is not None
            for _ in range(wanted):
                printed.add(_named(child.stdout.readline()))
            child.kill()
            printed |= {_named(line) for line in child.stdout if line.endswith("\n")}
        with Store.open("desk.sqlite") as store:
            kept = {form.source_name for form in store.current()}
        assert printed <= kept
        verdict = check("desk.sqlite")
        assert verdict.sound
        assert verdict.versions == verdict.projects == len(kept)
    assert jixiao("collect", *names).code == 0
    verdict = check("desk.sqlite")
    assert (verdict.sound, verdict.projects, verdict.versions) == (True, count, count)


def _named(line: str) -> str:
    """The file that a line acknowledges."""
    return line.partition("　")[2].partition("：")[0].strip()


def _quick() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "", "PYTHONPATH": str(Path(__file__).parents[2])}
