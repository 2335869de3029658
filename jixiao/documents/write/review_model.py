"""What the writer of a reviewer's worksheet is given, and how its rows say which row they are.

Every row of a worksheet bears a mark in a hidden column: the version of the table, the hash of its content,
how many reviews there were, and the row's position.  A row that was moved is still known, and a sheet made
from a version that no longer counts is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

SIGN = "sign"
"""The mark's last part in the row where the reviewer signs; a row of the table has its number there."""
NAME = "jixiao-review/1"
"""What every mark begins with."""
_MARK = re.compile(
    rf"{re.escape(NAME)}:([1-9][0-9]{{0,17}}):([0-9a-f]{{64}}):([0-9]{{1,9}}):(-?[0-9]{{1,6}}|{SIGN})"
)


class Mark(NamedTuple):
    """What a row says of itself: version, hash of its content, number of reviews before it, which row."""

    version_id: int
    content_sha256: str
    base_number: int
    row: str

    def __str__(self) -> str:
        """The mark as it stands in the hidden column."""
        return f"{NAME}:{self.version_id}:{self.content_sha256}:{self.base_number}:{self.row}"


def mark_of(text: str) -> Mark | None:
    """The mark in a cell, where it is one."""
    found = _MARK.fullmatch(text.strip())
    return None if found is None else Mark(int(found[1]), found[2], int(found[3]), found[4])


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One row of a table with what the unit claims and what the reviewer says of it so far.

    ``position`` is the row's in the form, -1 the execution rate.  Scores and weights are as printed.
    """

    position: int
    level1: str = ""
    level2: str = ""
    name: str = ""
    operator: str = ""
    target: str = ""
    unit: str = ""
    weight: Decimal | None = None
    actual: str = ""
    claimed: Decimal | None = None
    review_actual: str = ""
    review_score: Decimal | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One table to be reviewed: whose it is, its rows, who reviewed it last.

    ``cap`` is the most that the rule set lets the total be at the execution rate ``rate`` (as printed).
    """

    mark: Mark
    project: str
    department: str
    unit: str
    year: str
    number: int
    claimed: Decimal | None
    claimed_grade: str
    lines: tuple[ReviewLine, ...]
    reviewer: str = ""
    cap: Decimal | None = None
    rate: str = ""


@dataclass(frozen=True, slots=True)
class ReviewBook:
    """Some tables to be reviewed, and what points may be taken off for.

    ``criteria`` are what a remark may name, each with what it takes off in words; the first ``offered`` of
    them are of single rows.  ``criteria_note`` says where they come from.
    """

    pages: tuple[ReviewPage, ...]
    criteria: tuple[tuple[str, str], ...] = ()
    offered: int = 0
    criteria_note: str = ""
