"""Running the commands of the bureau's desk in an empty folder with a fresh database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jixiao import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Result:
    """Exit code, standard output and standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in err

    @property
    def json(self) -> dict:
        """The output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def jixiao(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Run a command; the folder is empty but for ``desk.sqlite``, which the environment names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_RULES", raising=False)
    monkeypatch.setenv("JIXIAO_DB", "desk.sqlite")

    def run(*arguments: str) -> Result:
        capfd.readouterr()
        code = cli.main(list(arguments))
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    assert run("db", "init").code == 0
    return run
