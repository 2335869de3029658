from __future__ import annotations

import io
import json
import struct
import subprocess
import sys

import pytest

from jixiao.documents.office import pool, worker
from jixiao.documents.office.refusal import Refused
from tests.documents.office.packages import xlsx

DATA = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')


def answer(task: str, data: bytes = DATA, **options: object) -> dict[str, object]:
    outcome: dict[str, object] = json.loads(worker.respond({"task": task, "options": options}, data))
    return outcome


@pytest.fixture
def tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_limit_time", lambda: None)
    here = __name__
    made = {name: f"{here}:{name}" for name in ("echo", "refuse", "break_down", "run_out", "odd")}
    monkeypatch.setattr(worker, "TASKS", made)


def echo(data: bytes, *, twice: bool = False) -> str:
    return data.decode() * (2 if twice else 1)


def refuse(data: bytes) -> None:
    raise Refused("OFF002", ref="A1", table="表", cell=data.decode())


def break_down(data: bytes) -> None:
    raise RecursionError(data)


def run_out(data: bytes) -> None:
    raise MemoryError(data)


def odd(_: bytes) -> object:
    return object()


@pytest.mark.usefixtures("tasks")
def test_every_outcome_is_an_answer() -> None:
    assert answer("echo", "甲".encode(), twice=True) == {"answer": "甲甲"}
    assert answer("refuse", b"A1") == {
        "refused": {"code": "OFF002", "params": {"cell": "A1"}, "ref": "A1", "table": "表"}
    }
    assert answer("break_down") == {"crash": "RecursionError"}
    assert answer("run_out") == {"memory": True}
    assert answer("odd") == {"crash": "TypeError"}
    assert answer("no such task") == {"crash": "KeyError"}


def framed(*parts: bytes) -> bytes:
    return b"".join(struct.pack("<I", len(part)) + part for part in parts)


def test_requests_are_read_until_the_input_ends() -> None:
    source = io.BytesIO(framed(b'{"task":"xlsx"}', b"data") + framed(b"{}")[:3])
    assert worker._request(source) == ({"task": "xlsx"}, b"data")
    assert worker._request(source) is None


def test_the_process_answers_request_after_request_and_ends_with_its_input() -> None:
    request = framed(b'{"task":"xlsx"}', DATA)
    command = [sys.executable, "-P", "-c", pool._BOOT, pool._ROOT]
    done = subprocess.run(command, input=request * 3, check=False, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    (size,) = struct.unpack_from("<I", done.stdout)
    assert len(done.stdout) == 3 * (size + 4)
    assert json.loads(done.stdout[4 : 4 + size])["answer"][0]["rows"] == [["1"]]


def test_a_worker_starts_without_the_forms() -> None:
    code = pool._BOOT.replace("main()\n", "print(*sorted(sys.modules))")
    listed = subprocess.run(
        [sys.executable, "-P", "-c", code, pool._ROOT], check=True, capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in listed.stdout.split()}
    assert not loaded & {"pydantic", "numpy", "click", "rich"}


@pytest.mark.parametrize("task", sorted(worker.TASKS))
def test_every_task_is_a_function(task: str) -> None:
    assert callable(worker._task(task))
