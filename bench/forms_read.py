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


def main() -> int:
    forms = [xlsx_read.form(number) for number in range(FORMS)]
    rows: dict[str, list[float]] = {}

    def note(name: str, took: float) -> None:
        rows.setdefault(name, []).append(took)

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, data in enumerate(forms):
            path = Path(folder) / f"{number:04}.xlsx"
            path.write_bytes(data)
            paths.append(str(path))
        score_paths(paths[:20])  # once unmeasured: workers start, modules load
        for _ in range(ROUNDS):
            floor, _ = seconds(lambda: loaded(forms))
            grids, _ = seconds(lambda: sum(len(read_workbook(data, "x.xlsx").grids) for data in forms))
            read, found = seconds(lambda: sum(len(read_bytes(data, "x.xlsx").forms) for data in forms))
            ahead, same = seconds(
                lambda: sum(len(one.forms) for _, one in read_ahead(tuple(paths), read_path, lambda _: None))
            )
            if (found, same) != (FORMS, FORMS):
                raise SystemExit("a form was not read")
            both, run = seconds(lambda: score_paths(paths))
            out = Path(folder) / "out.xlsx"
            wrote, _ = seconds(lambda: write_run(run, out))  # noqa: B023 - called at once
            note("python-calamine, raw load (the floor)", floor)
            note("guarded worker: cells as displayed", grids)
            note("reading: file to form, one at a time", read)
            note(f"reading: file to form, {processors()} ahead", ahead)
            note(f"reading and scoring, {processors()} ahead", both)
            note("writing one workbook", wrote)
            note("total: read, score, write", both + wrote)
    medians = {name: statistics.median(times) for name, times in rows.items()}
    base = next(iter(medians.values()))
    print(f"{FORMS} forms of {len(forms[0])} bytes, median of {ROUNDS} rounds")
    for name, took in medians.items():
        print(f"{name:40} {took:7.3f} s {took / FORMS * 1000:7.3f} ms a form {took / base:6.1f} x")
    ratios = {name: took / base for name, took in medians.items() if name.startswith("reading: ")}
    for name, ratio in ratios.items():
        print(f"{name} / floor = {ratio:.1f} (bar {BAR:g})")
    return 0 if max(ratios.values()) <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
