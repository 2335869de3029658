"""Rows per second of the column path beside polars, numpy and a plain copy; wrong scores against fractions.

    python bench/columns.py                        the report: 1 million and 10 million rows
    python bench/columns.py --rows 200000          other sizes
    python bench/columns.py --engine ours          one engine in this process, one JSON line

Every engine runs in a process of its own, in turn, several rounds; figures are medians.  Ratios within one
report count, absolute figures depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._dataset import Array, make, truth
from bench._engines import ENGINES, ON_REFERENCE, REFERENCE, Engine, OnReference

SIZES = (1_000_000, 10_000_000)
COUNTED = 1_000_000
"""Wrong scores are counted against fractions on every row up to this many rows."""
MANY = 5_000_000
"""From so many rows on every run is long enough for half as many to do."""
ROUNDS = 3
RUNS = 9
REFERENCE_ENGINES = ("polars_float", "polars_int", "numpy_blocked", "copy_reused")
Result = dict[str, Any]


def timed(name: str, size: int, runs: int, right: Path | None) -> Result:
    """One engine in this process: the median time of ``runs``, and its wrong scores."""
    engine: Engine
    expected: Array | None
    if name in ON_REFERENCE:
        engine = ON_REFERENCE[name]()
        rows, expected = OnReference.rows(size)
    else:
        engine, rows = ENGINES[name](), make(size)
        expected = None if right is None else np.load(right)
    engine.prepare(rows)
    result = engine.run()
    got = engine.hundredths(result)
    wrong = None if got is None or expected is None else int(np.count_nonzero(got != expected))
    del result, got, expected
    gc.collect()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        result = engine.run()
        seconds.append(time.perf_counter() - start)
        del result
    return {
        "engine": name, "label": engine.label, "threads": engine.threads,
        "rows_per_s": size / statistics.median(seconds), "wrong": wrong,
    }  # fmt: skip


def _child(command: list[str], environment: dict[str, str] | None = None) -> Result | None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["没有说明"]
        print(f"- 跳过 {command[-1]}：{lines[-1]}")
        return None
    found: Result = json.loads(done.stdout.splitlines()[-1])
    return found


def _median(found: list[Result]) -> Result:
    return {**found[0], "rows_per_s": statistics.median(one["rows_per_s"] for one in found)}


def rounds(names: list[str], size: int, count: int, runs: int, right: Path | None) -> dict[str, Result]:
    """Every engine ``count`` times, each time in a new process, taking turns; medians by engine."""
    found: dict[str, list[Result]] = {}
    for _ in range(count):
        for name in list(names):
            command = [sys.executable, __file__, "--rows", str(size), "--runs", str(runs), "--engine", name]
            if right is not None:
                command[2:2] = ["--right", str(right)]
            threads = "1" if name.endswith("-one") else str(os.cpu_count() or 1)
            one = _child(command, {**os.environ, "POLARS_MAX_THREADS": threads})
            if one is None:
                names.remove(name)
            else:
                found.setdefault(name, []).append(one)
    return {name: _median(each) for name, each in found.items()}


def reference_rounds(size: int, count: int, runs: int) -> dict[str, Result]:
    """The engines of the reference folder, taking turns with this one on the same rows and rule."""
    found: dict[str, list[Result]] = {}
    names = [*REFERENCE_ENGINES]
    for _ in range(count):
        for name in list(names):
            command = [
                sys.executable,
                "-B",
                str(REFERENCE / "bench.py"),
                "--rows",
                str(size),
                "--runs",
                str(runs),
                name,
            ]
            one = _child(command)
            if one is None:
                names.remove(name)
                continue
            wrong = one["wrong_per_million"]
            wrong = None if wrong is None else round(wrong * size / 1e6)
            found.setdefault(name, []).append(
                {"label": name, "threads": "", "rows_per_s": one["rows_per_s"], "wrong": wrong}
            )
        for name, each in rounds(list(ON_REFERENCE), size, 1, runs, None).items():
            found.setdefault(name, []).append(each)
    return {name: _median(each) for name, each in found.items()}


def _table(found: dict[str, Result], base: str, floor: str) -> None:
    print("| 引擎 | 线程 | 行/秒 | ÷ polars float64 | ÷ 复制 | 错分的行 |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for one in found.values():
        ratio = f"{one['rows_per_s'] / found[base]['rows_per_s']:.2f}" if base in found else "—"
        share = f"{one['rows_per_s'] / found[floor]['rows_per_s']:.0%}" if floor in found else "—"
        wrong = "—" if one["wrong"] is None else f"{one['wrong']:,}"
        speed = f"{one['rows_per_s'] / 1e6:,.0f} 百万"
        print(f"| {one['label']} | {one['threads']} | {speed} | {ratio} | {share} | {wrong} |")
    print()


def _verdict(found: dict[str, Result]) -> bool:
    """Whether the bar holds: exact, and ahead of polars float64 however that is run."""
    fine = all(found[name]["wrong"] in (0, None) for name in ("ours", "ours-threads") if name in found)
    for threads, ours, rivals in (
        ("一个线程", "ours", ("polars-one", "polars-streaming-one")),
        ("全部线程", "ours-threads", ("polars", "polars-streaming")),
    ):
        best = max((found[name]["rows_per_s"] for name in rivals if name in found), default=None)
        if best is None or ours not in found:
            continue
        mine = max(found[ours]["rows_per_s"], found["ours"]["rows_per_s"] if ours != "ours" else 0)
        print(f"- {threads}：jixiao 列 ÷ polars float64 最快的一种 = {mine / best:.2f}（须大于 1）")
        fine = fine and mine > best
    return fine


def report(sizes: list[int], count: int, runs: int) -> bool:
    """Print the report; false where the bar is missed."""
    fine = True
    names = list(ENGINES)
    if importlib.util.find_spec("polars") is None:
        names = [name for name in names if not name.startswith("polars")]
        print("- 没有装 polars，不比。")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            right = None
            often = runs if size < MANY else max(1, runs // 2)
            print(f"### {size:,} 行，混合的条款（≥ 及格线、≤、= 两侧、执行率先取整再分档）\n")
            if size <= COUNTED:
                right = Path(folder) / f"{size}.npy"
                np.save(right, truth(make(size)))
            found = rounds(list(names), size, count, often, right)
            _table(found, "polars", "copy")
            fine = _verdict(found) and fine
            if REFERENCE.is_dir():
                print(f"\n### {size:,} 行，对照目录 ../shared/bench 的行和规则（处处 60% 及格线）\n")
                _table(reference_rounds(size, count, often), "polars_float", "copy_reused")
            else:
                print("- 旁边没有 ../shared/bench，不比那里的引擎。")
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, action="append", help="how many rows; may be given again")
    parser.add_argument("--runs", type=int, default=RUNS, help="timed runs in each process")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="processes of each engine")
    parser.add_argument("--engine", help="time this one here and print one JSON line")
    parser.add_argument("--right", type=Path, help="with --engine: the right scores, a .npy file")
    given = parser.parse_args()
    sizes = given.rows or list(SIZES)
    if given.engine is not None:
        print(json.dumps(timed(given.engine, sizes[0], given.runs, given.right)))
        return 0
    print("## 按列打分\n")
    return 0 if report(sizes, given.rounds, given.runs) else 1


if __name__ == "__main__":
    sys.exit(main())
