"""How long ``jixiao --help`` takes, as a ratio to importing click: whole processes, run in turn, medians.

The bar is a ratio of 3.  Times depend on the machine, so the tests look at what is imported instead.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 30
BAR = 3.0
RIVALS = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "jixiao --help": ["-m", "jixiao", "--help"],
}


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    times: dict[str, list[float]] = {name: [] for name in RIVALS}
    for arguments in RIVALS.values():  # once unmeasured, to fill the caches
        seconds(arguments)
    for _ in range(ROUNDS):
        for name, arguments in RIVALS.items():
            times[name].append(seconds(arguments))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:28} {median * 1000:7.1f} ms（中位数，{ROUNDS} 次）")
    ratio = medians["jixiao --help"] / medians["python -c 'import click'"]
    print(f"jixiao --help ÷ import click = {ratio:.2f}（上限 {BAR:g}）")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
