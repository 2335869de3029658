"""How the tests run: hypothesis profiles, golden files.

``HYPOTHESIS_PROFILE=thorough`` tries many more examples than the default ``ci``, ``brief`` fewer: it is for
runs that measure coverage, beside one that tries them all.  Where ``CI`` is set the
examples are the same in every run, so that a run there speaks of the change and not of chance;
everywhere else they vary.
``--update-golden`` writes what the program prints now over the golden files; read the difference before
you keep it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Machines differ and are shared, so no test fails for being slow.
settings.register_profile(
    "ci",
    max_examples=40,
    deadline=None,
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=5000, derandomize=False)
settings.register_profile("brief", settings.get_profile("ci"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

LEFT_TO_MAKE_TEST = (
    "services/test_converted.py",
    "services/test_office_runs.py",
    "documents/office/test_pages.py",
    "documents/test_round_trips.py",
    "bench/test_checker.py",
)
"""Not in a brief run: they wait for office programs or go through the whole program many times over."""


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    brief = os.environ.get("HYPOTHESIS_PROFILE") == "brief"
    return True if brief and collection_path.as_posix().endswith(LEFT_TO_MAKE_TEST) else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare a text with the golden file that holds it, or write that file anew."""

    def check(text: str, file: Path) -> None:
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), "pytest --update-golden writes it anew"

    return check
