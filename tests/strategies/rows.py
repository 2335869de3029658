"""Rows of plain numbers: usual ones, ties and their neighbours, and numbers far beyond any budget."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from jixiao.scoring.columns.data import Row
from jixiao.scoring.columns.plan import Context
from tests.strategies.rulesets import LEVELS, UNITS

KINDS = (">=", ">", "<=", "<", "=", "execution")


def _sizes() -> st.SearchStrategy[int]:
    """Whole numbers of every size: counts, money, and up to where float64 and int64 end, and beyond."""
    near = st.sampled_from([2**power for power in (26, 31, 39, 52, 53, 54, 62, 63, 64)])
    return (
        st.integers(0, 300)
        | st.integers(0, 10**6)
        | st.integers(0, 10**12)
        | st.builds(lambda end, off: end + off, near, st.integers(-2, 2))
        | st.integers(0, 10**25)
    )


def units(value: int, digits: int) -> Decimal:
    """``value`` in units of ``10**-digits``."""
    return Decimal(f"{value}E-{digits}")


@st.composite
def rows(draw: st.DrawFn, *, contexts: bool = True, plain: bool = False) -> Row:
    """One row; the actual often lies at a round share of the target, or one unit beside it.

    A ``plain`` one has a weight as tables print it, and nothing negative.
    """
    digits = 2 if plain else draw(st.integers(0, 4))
    target = draw(_sizes()) + plain
    share = draw(st.fractions(0, 3, max_denominator=200))
    actual = draw(
        st.just(int(target * share)) | st.just(target) | st.integers(0, 2 * target + 1) | _sizes()
    ) + draw(st.sampled_from([0, 0, 0, -1, 1]))
    if not plain and draw(st.integers(0, 9)) == 0:
        target = -target
    weight_digits = draw(st.sampled_from([0, 1, 2] if plain else [0, 1, 2, 2, 2, 3, 4]))
    usual = st.integers(0, 100 * 10**weight_digits)
    weight = draw(usual if plain else usual | st.sampled_from([-1, 0, 10**12, 10**19]))
    return Row(
        draw(st.sampled_from(KINDS)),
        units(weight, weight_digits),
        units(target, digits),
        units(max(actual, 0) if plain else actual, digits),
        draw(_contexts()) if contexts else Context(),
    )


def _contexts() -> st.SearchStrategy[Context]:
    return st.builds(
        Context,
        level1=st.sampled_from([None, *LEVELS, "产出指 标"]),
        level2=st.sampled_from([None, "数量指标"]),
        unit=st.sampled_from([None, *UNITS, "％"]),
    )
