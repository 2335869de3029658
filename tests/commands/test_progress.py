from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jixiao.commands import progress

if TYPE_CHECKING:
    import pytest


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


def test_no_terminal_no_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(monkeypatch, capsys, tty=False, patience=-1.0) == ""
