"""Many inputs in order, some of them read ahead of the others."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

_MANY = 4
"""From so many inputs on some are read ahead."""
_AHEAD = 2
"""How many inputs are read ahead for each processor."""

Read = TypeVar("Read")


def read_ahead(
    paths: tuple[str, ...], read: Callable[[str], Read], progress: Callable[[str], None]
) -> Iterator[tuple[str, Read]]:
    """Each path with what ``read`` gives for it, in order and each read once.

    Of many paths some are read in threads, while others are with the worker processes; ``progress`` is told
    each path before it is read.  What ``read`` raises is raised in its turn.
    """
    if len(paths) < _MANY:
        for path in paths:
            progress(path)
            yield path, read(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only many inputs need it

    from jixiao.documents.office.pool import processors  # noqa: PLC0415 - only many inputs need it

    threads = processors()
    ahead: deque[tuple[str, Future[Read]]] = deque()
    executor = ThreadPoolExecutor(threads)
    try:
        for path in paths:
            progress(path)
            ahead.append((path, executor.submit(read, path)))
            if len(ahead) > _AHEAD * threads:
                first, reading = ahead.popleft()
                yield first, reading.result()
        for path, reading in ahead:
            yield path, reading.result()
    finally:
        executor.shutdown(cancel_futures=True)
