"""What the command line loads before a command is called: click and its own few modules, nothing else."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

_REPORT = "; import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
HEAVY = {
    "numpy",
    "pydantic",
    "rich",
    "cn2an",
    "jixiao.schemas",
    "jixiao.indicators",
    "jixiao.commands",
    "jixiao.scoring",
}


def _modules(code: str) -> set[str]:
    """The modules a fresh interpreter has loaded after ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", code + _REPORT], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], [], ["--no-such-option"], ["no-such-command"]]
)
def test_nothing_heavy_is_loaded(arguments: list[str]) -> None:
    assert _modules(f"from jixiao.cli import main; main({arguments!r})") & HEAVY == set()


def test_help_adds_only_our_own_modules_and_the_standard_library_to_click() -> None:
    added = _modules("from jixiao.cli import main; main(['--help'])") - _modules("import click")
    roots = {name.partition(".")[0] for name in added}
    assert roots - set(sys.stdlib_module_names) <= {"jixiao", "click"}
    assert {name for name in added if name.startswith("jixiao.") and not name.startswith("jixiao.texts")} == {
        "jixiao.cli",
        "jixiao.console",
        "jixiao.errors",
    }


def test_importing_the_package_loads_nothing_of_it() -> None:
    added = _modules("import jixiao")
    assert {name for name in added if name.startswith("jixiao")} == {"jixiao"}
    assert added & HEAVY == set()
