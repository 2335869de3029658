"""The matrix of grades that move: its columns in the order of the grades, whichever row names them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NO_GRADE = ""
"""Stands for a project that has no grade."""


def columns_of(moves: Mapping[str, Mapping[str, int]], grades: Sequence[str]) -> tuple[str, ...]:
    """The later grades that any row of ``moves`` counts.

    ``grades`` are those known, best first; others follow in the order they are met, no grade at all is last.
    """
    met = dict.fromkeys(name for row in moves.values() for name in row)
    known = [name for name in grades if name in met]
    others = [name for name in met if name not in known and name != NO_GRADE]
    return (*known, *others, *([NO_GRADE] if NO_GRADE in met else []))
