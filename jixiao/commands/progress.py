"""A progress line on stderr, where a person waits at a terminal for over a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PATIENCE = 1.0
_PACE = 0.1


@contextmanager
def watching(*, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Yield a function to be told each file; it prints a line over itself and removes it in the end."""
    shown = sys.stderr.isatty() and not quiet
    started = last = time.monotonic()
    count = 0
    visible = False

    def tell(path: str) -> None:
        nonlocal count, last, visible
        count += 1
        now = time.monotonic()
        if shown and now - started > _PATIENCE and now - last > _PACE:
            last, visible = now, True
            click.echo(f"\r\x1b[K{say('progress', count=str(count), path=path)}", err=True, nl=False)

    try:
        yield tell
    finally:
        if visible:
            click.echo("\r\x1b[K", err=True, nl=False)
