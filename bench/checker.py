"""What the checker finds: clean tables and disclosures give no error, and one thing changed is found.

``python bench/checker.py`` is a small run, ``--full`` the whole proof (``make soak``): 10,000 clean tables
and 300 clean disclosures, written in several layouts, read back by the real readers and checked; then one
number, unit, year, grade, weight or name of a clean document changed at a time, and one printed figure of
the reference disclosures (where they lie beside the checkout).

Bars: no error on a clean document; 99 % of the numbers changed by more than the slack of an equation they
stand in are found (an error or a warning).  Figures that stand in no equation are listed by name.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import _trials
from bench._report import Tally, show_clean, show_slacks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
BAR = 0.99
CHANGES_EACH = 20
SMALL = {"tables": 400, "disclosures": 20, "changes": 400, "published": 100}
FULL = {"tables": 10_000, "disclosures": 300, "changes": 6_000, "published": 1_000}


def main(arguments: list[str]) -> int:
    """Print the report; 1 where a bar is missed."""
    options = _options(arguments)
    began = time.perf_counter()
    with multiprocessing.Pool(options.jobs) as pool:

        def run(what: Callable[[int], list[_trials.Trial]], count: int) -> Iterable[_trials.Trial]:
            seeds = range(options.seed, options.seed + max(1, count))
            return [one for some in pool.imap_unordered(what, seeds, chunksize=2) for one in some]

        clean = [
            show_clean(what, count, pool.imap_unordered(check, range(options.seed, options.seed + count), 8))
            for what, count, check in (
                ("tables", options.tables, _trials.clean_table),
                ("disclosures", options.disclosures, _trials.clean_disclosure),
            )
        ]
        show_slacks(_trials.slacks(range(5)))
        shares = []
        for title, what in (
            ("Clean tables, one thing changed", _trials.changed_tables),
            ("Clean disclosures, one thing changed", _trials.changed_disclosures),
        ):
            tally = Tally(run(what, options.changes // CHANGES_EACH))
            tally.show(title)
            shares.append(tally.share)
        published = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
        if not published:
            print("left out: the reference disclosures are not beside the checkout")
        each = options.published // max(1, len(published)) // CHANGES_EACH
        for number, path in enumerate(published):
            jobs = [(str(path), options.seed + seed) for seed in range(max(1, each))]
            found = [one for some in pool.imap_unordered(_trials.changed_published, jobs) for one in some]
            Tally(found).show(f"Published disclosure {number}, one printed figure changed")
    kept = not any(clean) and min(shares) >= BAR
    print(f"\nbar 99 % and no error on clean documents: {'kept' if kept else 'missed'}")
    print(f"{time.perf_counter() - began:.0f} s")
    return int(not kept)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="the whole proof")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--seed", type=int, default=0, help="where the seeds begin")
    for name in SMALL:
        parser.add_argument(f"--{name}", type=int)
    options = parser.parse_args(arguments)
    for name, count in (FULL if options.full else SMALL).items():
        if getattr(options, name) is None:
            setattr(options, name, count)
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
