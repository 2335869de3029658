"""A progress bar on stderr, where a person waits at a terminal for over a second."""

from __future__ import annotations

import os
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from jixiao.console import width
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 1.0
_PACE = 0.1
_BAR = 20
_WIPE = "\r\x1b[K"


class Watched(Protocol):
    """What is to be told: each file, and of a long one how far it is."""

    def __call__(self, path: str, /) -> None:
        """Work on ``path`` begins."""
        ...

    def within(self, path: str, done: int, total: int, /) -> None:
        """So many of the projects of ``path`` are done."""
        ...


@contextmanager
def watching(*, quiet: bool = False, paths: tuple[str, ...] = ()) -> Iterator[Watched]:
    """Yield what is to be told each file; a bar is drawn over itself and removed in the end.

    ``paths`` are the inputs as given, so that the bar knows how many files there are; they are counted only
    once it is to be seen.  Nothing is shown where stderr is no terminal, or where ``quiet``.
    """
    if quiet or not sys.stderr.isatty():
        yield _Nobody()
        return
    bar = _Bar(paths)
    bar.start()
    try:
        yield bar
    finally:
        bar.stop()


def wipe() -> None:
    """Clear the line of the bar, before something is printed on a terminal that shows it."""
    if sys.stderr.isatty():
        click.echo(_WIPE, err=True, nl=False)


class _Nobody:
    """Tells nobody."""

    def __call__(self, path: str, /) -> None:
        """Tell nobody of ``path``."""

    def within(self, path: str, done: int, total: int, /) -> None:
        """Tell nobody how far it is."""


class _Bar(threading.Thread):
    """Draws at its own pace, so that one long file is seen to be worked on as well."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(daemon=True)
        self.paths = paths
        self.path = ""
        self.part: tuple[int, int] | None = None
        self.count = 0
        self.total: int | None = None
        self.started = self.last = time.monotonic()
        self.shown = ""
        self.done = threading.Event()
        self.drawing = threading.Lock()

    def __call__(self, path: str, /) -> None:
        """Work on ``path`` begins."""
        self.path, self.part, self.count = path, None, self.count + 1
        self._draw()

    def within(self, path: str, done: int, total: int, /) -> None:
        """So many of the projects of ``path`` are done."""
        self.path, self.part = path, (done, total)
        self._draw()

    def run(self) -> None:
        """Draw until it is over."""
        while not self.done.wait(max(_PACE, 0.01)):
            self._draw()

    def stop(self) -> None:
        """Leave the terminal as it was."""
        self.done.set()
        self.join()
        if self.shown:
            click.echo(_WIPE, err=True, nl=False)

    def _draw(self) -> None:
        with self.drawing:
            now = time.monotonic()
            if not self.path or now - self.started <= _PATIENCE or now - self.last <= _PACE:
                return
            self.last, line = now, self._line()
            if line != self.shown:
                self.shown = line
                click.echo(f"{_WIPE}{line}", err=True, nl=False)

    def _line(self) -> str:
        if self.total is None:
            self.total = _files(self.paths)
        path = "".join(char if char.isprintable() else "?" for char in self.path)
        if self.part is not None:
            done, total = self.part
            filled = _BAR * done // max(total, 1)
            told = say("progress.within", done=f"{done:,}", total=f"{total:,}", path=path)
            return _cut(f"[{'#' * filled}{'-' * (_BAR - filled)}] {told}", _columns() - 1)
        if self.count > self.total or self.total < 2:
            return _cut(say("progress", count=str(self.count), path=path), _columns() - 1)
        filled = _BAR * (self.count - 1) // self.total
        drawn = "#" * filled + "-" * (_BAR - filled)
        told = say("progress.of", count=str(self.count), total=str(self.total), path=path)
        return _cut(f"[{drawn}] {told}", _columns() - 1)


def _files(paths: tuple[str, ...]) -> int:
    """How many files the inputs mean; 0 where that cannot be told."""
    from jixiao.services.inputs import expand

    try:
        return len(expand(paths).paths)
    except (OSError, ValueError):
        return 0


def _columns() -> int:
    """The columns of the terminal behind stderr."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _cut(text: str, columns: int) -> str:
    """``text`` on one line: its end gives way."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return f"{text}…"
