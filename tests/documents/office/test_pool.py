"""Workers that die, hang and run out of memory; the parent goes on.

The tasks are those of this module, told to the worker in place of the real ones.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jixiao.documents.office import limits, pool
from jixiao.documents.office.pool import Pool, close_shared_pool, processors, shared_pool
from jixiao.documents.office.refusal import Refused
from tests.documents.office.packages import xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
ROOT = Path(__file__).resolve().parents[3]
_TASKS = """
from jixiao.documents.office import worker
import os, signal, time
class Task:
    def __getitem__(self, name):
        return name
worker.TASKS = Task()
def own(name):
    def run(data, **options):
        return eval(name, {"data": data, "os": os, "signal": signal, "time": time})
    return run
worker._task = own
"""


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    """A pool of two whose tasks are Python expressions over ``data``."""
    monkeypatch.setattr(pool, "_BOOT", pool._BOOT.replace("main()\n", _TASKS + "main()\n"))
    monkeypatch.setattr(limits, "WALL_SECONDS", 1.0)
    made = Pool(2)
    yield made
    made.close()


def refusal(workers: Pool, task: str) -> str:
    with pytest.raises(Refused) as caught:
        workers.run(task, b"")
    return caught.value.code


def test_a_worker_is_used_again(workers: Pool) -> None:
    processes = {workers.run("os.getpid()", b"") for _ in range(20)}
    assert len(processes) == 1
    assert os.getpid() not in processes
    assert workers.run("len(data)", bytes(3_000_000)) == 3_000_000


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ("os._exit(3)", "OFF013"),
        ("os.abort()", "OFF013"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "OFF013"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "OFF015"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "OFF014"),
        ("[0] * 10**9", "OFF015"),
        ("1 // 0", "OFF013"),
        ("time.sleep(60)", "OFF014"),
    ],
)
def test_a_worker_lost_is_replaced_and_its_file_told(workers: Pool, task: str, code: str) -> None:
    start = time.monotonic()
    assert refusal(workers, task) == code
    assert time.monotonic() - start < 8
    assert workers.run("len(data)", b"abc") == 3


def test_a_worker_that_died_while_idle_costs_no_file(workers: Pool) -> None:
    process = workers.run("os.getpid()", b"")
    os.kill(process, signal.SIGKILL)
    time.sleep(0.2)
    assert workers.run("os.getpid()", b"") != process


def test_after_running_out_of_memory_the_next_file_is_read(workers: Pool) -> None:
    for _ in range(5):
        assert refusal(workers, "bytearray(10**10)") == "OFF015"
        assert workers.run("len(data)", b"abc") == 3


def test_a_worker_is_replaced_after_many_files(workers: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILES_PER_WORKER", 3)
    processes = [workers.run("os.getpid()", b"") for _ in range(7)]
    assert [processes.count(one) for one in dict.fromkeys(processes)] == [3, 3, 1]


def test_threads_share_the_workers_and_wait_for_them(workers: Pool) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: workers.run("(time.sleep(0.02), os.getpid())[1]", b""), range(40)))
    assert len(set(found)) <= 2


def test_one_hanging_file_does_not_hold_up_the_others(workers: Pool) -> None:
    with ThreadPoolExecutor(2) as threads:
        hanging = threads.submit(refusal, workers, "time.sleep(60)")
        assert threads.submit(workers.run, "len(data)", b"ab").result(5) == 2
        assert hanging.result(8) == "OFF014"


def test_close_ends_every_process(workers: Pool) -> None:
    process = workers.run("os.getpid()", b"")
    workers.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_worker_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_BOOT", "import no_such_module_at_all")
    made = Pool(1)
    assert refusal(made, "xlsx") == "OFF020"
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refusal(made, "xlsx") == "OFF020"
    made.close()


def test_an_interrupt_ends_the_worker_that_was_busy(workers: Pool) -> None:
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        workers.run("time.sleep(60)", b"")
    assert workers.run("len(data)", b"a") == 1


def test_the_shared_pool_is_made_again_after_closing() -> None:
    first = shared_pool()
    assert shared_pool() is first
    assert first.run("xlsx", DATA)[0]["rows"] == [["1"]]
    close_shared_pool()
    assert shared_pool() is not first
    assert shared_pool().run("xlsx", DATA)[0]["rows"] == [["1"]]


def test_the_pool_is_no_larger_than_the_machine() -> None:
    assert 1 <= processors() <= 8
    assert Pool().size == processors()


SCRIPT = """
import os, sys
from pathlib import Path
from jixiao.documents.office.pool import shared_pool
data = Path(sys.argv[1]).read_bytes()
line = sys.stdin.readline()
print(shared_pool().run("xlsx", data)[0]["rows"], line.strip(), flush=True)
worker = shared_pool()._idle[0].process.pid
if sys.argv[2] == "fork":
    child = os.fork()
    if not child:
        print(shared_pool().run("xlsx", data)[0]["rows"], flush=True)
        sys.exit(0)
    assert os.waitpid(child, 0)[1] == 0
    print(shared_pool().run("xlsx", data)[0]["rows"], flush=True)
print(worker, flush=True)
if sys.argv[2] == "kill":
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("ending", ["exit", "kill", "fork"])
def test_no_worker_outlives_its_parent_and_stdin_stays_the_users(ending: str, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(DATA)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(file), ending],
        input=b"mine\n",
        check=False,
        capture_output=True,
        timeout=60,
        cwd=ROOT,
    )
    lines = done.stdout.decode().splitlines()
    assert lines[:-1] == ["[['1']] mine"] + ["[['1']]"] * (2 if ending == "fork" else 0)
    assert done.stderr == b""
    for _ in range(100):
        if not Path(f"/proc/{lines[-1]}").exists():
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


def test_memory_is_limited_for_the_worker_alone(workers: Pool) -> None:
    limit = workers.run("__import__('resource').getrlimit(9)[0]", b"")
    assert limit == limits.WORKER_MEMORY
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != limits.WORKER_MEMORY
