"""How often a score computed in floating point is a cent off: 200,000 random rows against exact fractions.

Each row is weight x actual / target, rounded half up to two decimals; amounts have one decimal
and weights are whole, as tables print them.
"""

from __future__ import annotations

import random
import sys
from fractions import Fraction

from jixiao.indicators.numbers import round_exact

ROWS = 200_000
SEED = 20231231


def main() -> int:
    rows = random.Random(SEED)
    floating = whole = halves = 0
    for _ in range(ROWS):
        weight = rows.randint(1, 30)
        target = rows.randint(1, 2000)
        actual = rows.randint(0, target)
        cents = Fraction(100 * weight * actual, target)
        exact = round_exact(cents / 100, 2, "half-up")
        if round(weight * (actual / 10) / (target / 10), 2) != float(exact):
            floating += 1
            halves += cents % 1 == Fraction(1, 2)
        whole += (2 * 100 * weight * actual + target) // (2 * target) != exact * 100
    print(f"浮点：{ROWS} 行里有 {floating} 行差 0.01 分，其中 {halves} 行的精确值正好在半分上")
    print(f"整数：{ROWS} 行里有 {whole} 行不对")
    return 0 if whole == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
