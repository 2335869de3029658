"""1,000 xlsx forms read, scored and written to one summary workbook: what each step costs, in ratios.

The floor is the raw load of python-calamine, which gives floats, no formats and no forms.  Reading here
goes all the way to forms with the cell of every value, by reused guarded workers.
Bar: reading at most 20 times the floor, one file at a time and with files read ahead.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import xlsx_read
from jixiao.documents.files import read_bytes, read_path
from jixiao.documents.office.pool import processors
from jixiao.documents.office.workbook import read_workbook
from jixiao.services.read_ahead import read_ahead
from jixiao.services.score_paths import score_paths
from jixiao.services.write_scored import write_run

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given")

FORMS = 1000
IN_TURN = 100
ROUNDS = 3
BAR = 20.0


def seconds(run: Callable[[], Given]) -> tuple[float, Given]:
    """How long a call took, and what it gave."""
    start = time.perf_counter()
    given = run()
    return time.perf_counter() - start, given


def loaded(forms: list[bytes]) -> int:
    """All forms by the raw load."""
    for data in forms:
        xlsx_read.floor(data)
    return len(forms)


def displayed(forms: list[bytes]) -> int:
    """All forms to the cells that sheets display."""
    return sum(len(read_workbook(data, "x.xlsx").grids) for data in forms)


def one_at_a_time(forms: list[bytes]) -> int:
    """All forms read, each when the one before it is done."""
    return sum(len(read_bytes(data, "x.xlsx").forms) for data in forms)


def ahead(paths: tuple[str, ...]) -> int:
    """All files read, some of them ahead."""
    return sum(len(read.forms) for _, read in read_ahead(paths, read_path, lambda _: None))


def read_in_turn(forms: list[bytes], paths: list[str]) -> dict[str, float]:
    """Seconds of each way of reading, in turn a hundred forms at a time: a busy machine slows all alike."""
    took: dict[str, float] = {}
    for start in range(0, FORMS, IN_TURN):
        some, files = forms[start : start + IN_TURN], tuple(paths[start : start + IN_TURN])
        ways: dict[str, Callable[[], int]] = {
            "python-calamine, raw load (the floor)": partial(loaded, some),
            "guarded worker: cells as displayed": partial(displayed, some),
            "reading: file to form, one at a time": partial(one_at_a_time, some),
            f"reading: file to form, {processors()} ahead": partial(ahead, files),
        }
        for name, run in ways.items():
            spent, found = seconds(run)
            if found != len(some):
                raise SystemExit("a form was not read")
            took[name] = took.get(name, 0) + spent
    return took


def main() -> int:
    forms = [xlsx_read.form(number) for number in range(FORMS)]
    rows: dict[str, list[float]] = {}

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, data in enumerate(forms):
            path = Path(folder) / f"{number:04}.xlsx"
            path.write_bytes(data)
            paths.append(str(path))
        score_paths(paths[:20])  # once unmeasured: workers start, modules load
        for _ in range(ROUNDS):
            took = read_in_turn(forms, paths)
            both, run = seconds(lambda: score_paths(paths))
            out = Path(folder) / "out.xlsx"
            wrote, _ = seconds(lambda: write_run(run, out))  # noqa: B023 - called at once
            took[f"reading and scoring, {processors()} ahead"] = both
            took["writing one workbook"] = wrote
            took["total: read, score, write"] = both + wrote
            for name, spent in took.items():
                rows.setdefault(name, []).append(spent)
    medians = {name: statistics.median(times) for name, times in rows.items()}
    base = next(iter(medians.values()))
    print(f"{FORMS} forms of {len(forms[0])} bytes, median of {ROUNDS} rounds")
    for name, spent in medians.items():
        print(f"{name:40} {spent:7.3f} s {spent / FORMS * 1000:7.3f} ms a form {spent / base:6.1f} x")
    ratios = {name: spent / base for name, spent in medians.items() if name.startswith("reading: ")}
    for name, ratio in ratios.items():
        print(f"{name} / floor = {ratio:.1f} (bar {BAR:g})")
    return 0 if max(ratios.values()) <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
