from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from jixiao.commands import progress
from jixiao.console import width
from tests.documents.test_round_trips import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path


def shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, tty: bool, patience: float
) -> str:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: tty, raising=False)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    monkeypatch.setattr(progress, "_PACE", -1.0)
    with progress.watching() as tell:
        tell("甲.json")
        tell("乙.json")
    return capsys.readouterr().err


@pytest.mark.parametrize(("tty", "shown"), [(True, "\r\x1b[K"), (False, "")])
def test_the_bar_gives_way_to_what_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, tty: bool, shown: str
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: tty, raising=False)
    progress.wipe()
    assert capsys.readouterr().err == shown


def test_a_person_who_waits_sees_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = shown(monkeypatch, capsys, tty=True, patience=-1.0)
    assert "正在处理第 2 个：乙.json" in text
    assert text.endswith("\r\x1b[K")


def test_who_does_not_wait_sees_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shown(monkeypatch, capsys, tty=True, patience=3600.0) == ""


def test_many_files_are_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_PACE", -1.0)
    for name in "甲乙丙丁":
        (tmp_path / f"{name}.json").write_bytes(b"{}")
    with progress.watching(paths=(str(tmp_path),)) as tell:
        for name in "甲乙丙":
            tell(f"{name}.json")
    lines = capsys.readouterr().err.split("\r\x1b[K")
    assert "[##########----------] 3/4 丙.json" in lines
    assert lines[-1] == ""


def test_a_long_path_stays_on_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_columns", lambda: 30)
    bar = progress._Bar(())
    for path in ("长" * 80, "a\nb" * 40):
        bar.path = path
        line = bar._line()
        assert width(line) <= 29
        assert line.endswith("…")
        assert "\n" not in line


def test_no_terminal_no_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(monkeypatch, capsys, tty=False, patience=-1.0) == ""


# a real terminal


def slow_work(folder: Path) -> list[str]:
    """Arguments that keep the command busy for well over a second: a pipe that is fed late, among forms."""
    form = next(iter(EXAMPLES.values())).model_dump_json()
    for number in range(6):
        (folder / f"{number}.json").write_text(form, encoding="utf-8")
    return [sys.executable, "-m", "jixiao", "score", "--rules", "mof-2020"]


def on_a_terminal(
    arguments: list[str], folder: Path, *, late: float, until: re.Pattern[str] | None = None
) -> tuple[int, str]:
    """Run a command whose stderr is a terminal, with standard input given ``late`` seconds after its start.

    With ``until`` it is given as soon as the terminal was sent that, however slow the machine; ``late`` is
    then the longest wait.  Returns the exit code and all that the terminal was sent.
    """
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=theirs, cwd=folder
        )
    finally:
        os.close(theirs)
    sent = b""
    started, fed = time.monotonic(), False
    assert process.stdin is not None
    try:
        while time.monotonic() - started < 60:
            told = until is not None and until.search(sent.decode(errors="ignore")) is not None
            if not fed and (told or time.monotonic() - started > late):
                process.stdin.write(next(iter(EXAMPLES.values())).model_dump_json().encode())
                process.stdin.close()
                fed = True
            ready, _, _ = select.select([ours], [], [], 0.05)
            if not ready:
                continue
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            sent += piece
        return process.wait(timeout=30), sent.decode()
    finally:
        process.kill()
        os.close(ours)


BAR = re.compile(r"\r\x1b\[K\[#*-+\] \d/7 ")


def test_a_terminal_that_waits_is_told_and_left_clean(tmp_path: Path) -> None:
    arguments = slow_work(tmp_path)
    arguments += ["-", *(f"{n}.json" for n in range(6))]
    code, sent = on_a_terminal(arguments, tmp_path, late=40.0, until=BAR)
    assert code in {0, 1}
    assert BAR.search(sent), sent
    # what was shown is wiped away before anything else is said, and at the end
    *_, last = BAR.finditer(sent)
    assert "\r\x1b[K" in sent[last.end() :]


def test_a_terminal_that_need_not_wait_is_told_nothing(tmp_path: Path) -> None:
    arguments = [sys.executable, "-m", "jixiao", "parse", "20万元"]
    assert on_a_terminal(arguments, tmp_path, late=0) == (0, "")


@pytest.mark.parametrize("quiet", [False, True])
def test_neither_a_pipe_nor_who_asks_for_quiet_is_told(quiet: bool, tmp_path: Path) -> None:
    arguments = [*slow_work(tmp_path), "-", *(f"{n}.json" for n in range(6))]
    if quiet:
        _, sent = on_a_terminal([*arguments, "--quiet"], tmp_path, late=2.0)
    else:
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=tmp_path
        )
        time.sleep(2.0)
        sent = process.communicate(next(iter(EXAMPLES.values())).model_dump_json().encode())[1].decode()
    assert "1/7" not in sent
    assert "\x1b" not in sent
