"""The process that reads office files: one request after another on stdin, one answer each on stdout.

A request is a JSON head (task, options) and the bytes of a file; an answer is JSON:
``{"answer": …}``, ``{"refused": {…}}``, ``{"memory": true}`` or ``{"crash": "TypeError"}``.  Lengths come
first, four bytes each.  Memory is limited for the process, processor time for each file, where the
system can do it.  The process ends with its stdin, so it cannot outlive its parent by more than a file.
"""

from __future__ import annotations

import gc
import json
import math
import os
import signal
import struct
import sys
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from jixiao.documents.office import limits
from jixiao.documents.office.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH: Final = struct.Struct("<I")
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)

TASKS: Final[dict[str, str]] = {
    "xlsx": "jixiao.documents.office.xlsx_grid:read_xlsx",
    "xls": "jixiao.documents.office.xls_grid:read_xls",
    "docx": "jixiao.documents.office.docx_grid:docx_data",
    "pdf": "jixiao.documents.office.pdf_grid:pdf_data",
}
"""What a worker can do: a function of the file's bytes (and options by name) that returns plain data.

It is imported when first asked for; it raises :class:`Refused` for what it does not read.
"""


def main() -> None:
    """Serve until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    source = sys.stdin.buffer
    target = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(
        os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
    )  # nothing a library prints mixes with answers
    _limit_memory()
    while (request := _request(source)) is not None:
        answer = respond(*request)
        try:
            target.write(LENGTH.pack(len(answer)))
            target.write(answer)
            target.flush()
        except BrokenPipeError:
            return
        if answer == OUT_OF_MEMORY:
            return  # a fresh process is the surest way of giving memory back


OUT_OF_MEMORY: Final = b'{"memory":true}'
_WITHOUT_RINGS: Final = frozenset({"xlsx", "xls"})
"""Tasks that make many objects and no rings of them: looking for rings would only take time."""


def respond(head: dict[str, Any], data: bytes) -> bytes:
    """The answer to one request; every exception of a reader becomes one."""
    _limit_time()
    if head["task"] in _WITHOUT_RINGS:
        gc.disable()
    try:
        outcome = {"answer": _task(head["task"])(data, **head.get("options", {}))}
        return _encoded(outcome)
    except Refused as refusal:
        told = {"code": refusal.code, "params": refusal.params, "ref": refusal.ref, "table": refusal.table}
        return _encoded({"refused": told})
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as failure:  # noqa: BLE001 - whatever a hostile file provokes is an answer, not the end
        return _encoded({"crash": type(failure).__name__})
    finally:
        gc.enable()


def _encoded(outcome: dict[str, Any]) -> bytes:
    return _JSON.encode(outcome).encode("utf-8", "replace")


def _task(name: str) -> Callable[..., Any]:
    module, _, function = TASKS[name].partition(":")
    task: Callable[..., Any] = getattr(import_module(module), function)
    return task


def _request(source: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    head = _framed(source)
    data = None if head is None else _framed(source)
    return None if head is None or data is None else (json.loads(head), data)


def _framed(source: BinaryIO) -> bytes | None:
    length = source.read(LENGTH.size)
    if len(length) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(length)
    content = source.read(size)
    return content if len(content) == size else None


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for which, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_AS, limits.WORKER_MEMORY)):
        try:
            _, hard = resource.getrlimit(which)
            wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(which, (wanted, hard))
        except (OSError, ValueError):
            continue  # a system that names a limit and does not let it be set


def _limit_time() -> None:
    """From now on so many seconds of processor time, after which the system ends the process."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = math.ceil(time.process_time()) + limits.CPU_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, hard))
    except (OSError, ValueError):
        return


if __name__ == "__main__":
    main()
