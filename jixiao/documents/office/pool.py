"""Worker processes kept for reuse, one for each processor: hand over a file, get plain data or a refusal.

A worker that dies, hangs or runs out of memory is replaced, and the file it had is refused with
the reason; the parent never waits longer than :data:`limits.WALL_SECONDS` for one file.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.worker import LENGTH

_ROOT: Final = str(Path(__file__).resolve().parents[3])
# The front door of jixiao.documents loads every form; a worker needs the readers alone and starts
# five times as fast without it.
_BOOT: Final = """
import sys, types
root = sys.argv[1]
if root not in sys.path:
    sys.path.append(root)
import jixiao
package = types.ModuleType("jixiao.documents")
package.__path__ = [path + "/documents" for path in jixiao.__path__]
sys.modules["jixiao.documents"] = package
from jixiao.documents.office.worker import main
main()
"""
_MOST_WORKERS = 8
_MAX_ANSWER = 96 * limits.MEBIBYTE
_GOODBYE_SECONDS = 2.0
_LOOK_SECONDS = 0.25
_QUIET_LOOKS = 8


class Gone(Exception):  # noqa: N818 - what happened to the worker, not an error of the caller
    """The worker is no more; ``unread`` says that it was gone before it had the file."""

    def __init__(self, *, unread: bool) -> None:
        super().__init__()
        self.unread = unread


class Worker:
    """One worker process and its two pipes."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", "-X", "utf8", "-c", _BOOT, _ROOT]
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self.process = subprocess.Popen(  # noqa: S603 - this program itself, by its own interpreter
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags,
        )
        self.files = 0
        self.deadline: float | None = None
        self.timed_out = False

    def ask(self, head: bytes, data: bytes) -> bytes:
        """The worker's answer, as it stands.  Raises :class:`Gone`."""
        source, target = self.process.stdin, self.process.stdout
        if source is None or target is None:
            raise Gone(unread=True)
        self.files += 1
        try:
            source.write(LENGTH.pack(len(head)) + head + LENGTH.pack(len(data)))
            source.write(data)
            source.flush()
        except OSError as failure:
            raise Gone(unread=not self.timed_out) from failure
        length = target.read(LENGTH.size)
        if len(length) < LENGTH.size:
            raise Gone(unread=False)
        (size,) = LENGTH.unpack(length)
        answer = target.read(size) if size <= _MAX_ANSWER else b""
        if len(answer) < size:
            raise Gone(unread=False)
        return answer

    def ended(self) -> int | None:
        """How the process ended (a negative number is a signal), after making sure that it did."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(0.5)
        self.kill()
        return self.process.returncode

    def kill(self) -> None:
        """End the process now and give its pipes back."""
        self.process.kill()
        self._close()
        self.process.wait()

    def dismiss(self) -> None:
        """Let an idle process end by itself; kill it where it does not."""
        self._close()
        try:
            self.process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()

    def abandon(self) -> None:
        """Forget the process in a copy of the parent: it belongs to the original."""
        self._close()
        self.process.returncode = 0

    def _close(self) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class Pool:
    """Workers for any number of threads; a thread waits while all are busy."""

    def __init__(self, size: int | None = None) -> None:
        self.size = size or processors()
        self._lock = threading.Lock()
        self._free = threading.Condition(self._lock)
        self._wake = threading.Condition(self._lock)
        self._asleep = False
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._watching = False
        self._closed = False

    def run(self, task: str, data: bytes, options: dict[str, Any] | None = None) -> Any:  # noqa: ANN401 - plain data of JSON, whatever the task gives
        """What the task's function returns for ``data``.

        Raises :class:`Refused` with its reason, or because of what happened to the worker
        (``OFF013`` crashed, ``OFF014`` too slow, ``OFF015`` out of memory, ``OFF020`` cannot start).
        """
        head = json.dumps({"task": task, "options": options or {}}).encode()
        for attempt in range(2):
            worker = self._taken()
            try:
                answer = worker.ask(head, data)
            except Gone as gone:
                refusal = self._mourned(worker)
                if gone.unread and not attempt:
                    continue  # it was dead already: the file has nothing to do with it
                raise refusal from gone
            except BaseException:
                self._dropped(worker)
                raise
            outcome = json.loads(answer)
            if outcome.get("memory"):
                self._dropped(worker)  # it ends by itself; the next file must not meet it
            else:
                self._returned(worker)
            return _opened(outcome)
        raise Refused("OFF013")

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            idle, self._idle = self._idle, []
            busy = list(self._busy)
            self._closed = True
            self._wake.notify()
        for worker in busy:
            worker.kill()
        for worker in idle:
            worker.dismiss()

    def abandon(self) -> None:
        """Forget all workers, in a forked copy of the parent."""
        for worker in (*self._idle, *self._busy):
            worker.abandon()

    def _taken(self) -> Worker:
        with self._lock:
            while not self._idle and len(self._busy) >= self.size:
                self._free.wait()
            worker = self._idle.pop() if self._idle else None
            if worker is None:
                try:
                    worker = Worker()
                except OSError as failure:
                    raise Refused("OFF020", why="start") from failure
            worker.deadline = time.monotonic() + limits.WALL_SECONDS
            self._busy.add(worker)
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, name="jixiao-office-watch", daemon=True).start()
            elif self._asleep:
                self._asleep = False
                self._wake.notify()
        return worker

    def _returned(self, worker: Worker) -> None:
        tired = worker.files >= limits.FILES_PER_WORKER
        with self._lock:
            worker.deadline = None
            self._busy.discard(worker)
            if not tired and not self._closed:
                self._idle.append(worker)
            self._free.notify()
        if tired:
            worker.dismiss()

    def _dropped(self, worker: Worker) -> None:
        worker.kill()
        with self._lock:
            self._busy.discard(worker)
            self._free.notify()

    def _mourned(self, worker: Worker) -> Refused:
        code = worker.ended()
        self._dropped(worker)
        seconds = f"{limits.WALL_SECONDS:g}"
        if worker.timed_out or code == -getattr(signal, "SIGXCPU", 0):
            return Refused("OFF014", seconds=seconds)
        if code == -getattr(signal, "SIGKILL", 9):
            return Refused("OFF015")  # nobody else kills like that but a system short of memory
        if code == 1 and worker.files == 1:
            return Refused("OFF020", why="start")
        return Refused("OFF013")

    def _watch(self) -> None:
        """Kill the workers that take too long; runs in a thread that sleeps while nothing is read."""
        quiet = 0
        while True:
            with self._lock:
                if self._closed:
                    return
                now = time.monotonic()
                for worker in self._busy:
                    if worker.deadline is not None and worker.deadline <= now and not worker.timed_out:
                        worker.timed_out = True
                        worker.process.kill()
                quiet = 0 if self._busy else quiet + 1
                self._asleep = quiet > _QUIET_LOOKS
                self._wake.wait(None if self._asleep else _LOOK_SECONDS)


def _opened(outcome: dict[str, Any]) -> Any:  # noqa: ANN401 - plain data of JSON
    if "answer" in outcome:
        return outcome["answer"]
    if "refused" in outcome:
        told = outcome["refused"]
        raise Refused(told["code"], ref=told["ref"], table=told["table"], **told["params"])
    raise Refused("OFF015" if outcome.get("memory") else "OFF013")


def processors() -> int:
    """How many workers make sense: the processors this process may use, eight at most."""
    try:
        usable = len(os.sched_getaffinity(0))
    except AttributeError:
        usable = os.cpu_count() or 1
    return max(1, min(_MOST_WORKERS, usable))


class _Shared:
    """The pool of this process; a forked copy makes its own."""

    pool: Pool | None = None
    lock = threading.Lock()


def shared_pool() -> Pool:
    """The pool everybody uses, made when first asked for and closed at exit."""
    with _Shared.lock:
        if _Shared.pool is None:
            _Shared.pool = Pool()
        return _Shared.pool


def close_shared_pool() -> None:
    """End the shared workers; the next file starts new ones."""
    with _Shared.lock:
        pool, _Shared.pool = _Shared.pool, None
    if pool is not None:
        pool.close()


def _forked() -> None:
    pool, _Shared.pool = _Shared.pool, None
    _Shared.lock = threading.Lock()
    if pool is not None:
        pool.abandon()


atexit.register(close_shared_pool)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
