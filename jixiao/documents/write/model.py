"""What a writer is given: a form, what scoring said of it in plain figures and sentences, a run of them.

Everything is ready to print; a writer decides where and how it stands, never what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from jixiao.schemas.self_evaluation import SelfEvaluation


class Mark(StrEnum):
    """How a computed figure stands to the one claimed; shown as a sign and as a colour."""

    SAME = "same"
    DIFFERS = "differs"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What scoring said of one row.

    ``score`` is ``None`` where a machine could not decide; ``low`` and ``high`` then bound it.
    ``claimed`` is what the unit wrote; ``status`` and ``reason`` are sentences ready to print.
    """

    score: Decimal | None
    low: Decimal
    high: Decimal
    claimed: Decimal | None
    status: str
    reason: str

    @property
    def decided(self) -> bool:
        """Whether the row adds one known number to the total."""
        return self.low == self.high

    @property
    def mark(self) -> Mark:
        """Whether the claimed score is the computed one."""
        if not self.decided:
            return Mark.OPEN
        if self.score is None or self.claimed is None:
            return Mark.NONE
        return Mark.SAME if self.score == self.claimed else Mark.DIFFERS


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding in printable words; ``severity`` is ``error``, ``warning`` or ``notice``."""

    severity: str
    code: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What scoring said of a whole table.

    ``total`` is ``None`` unless everything is decided; ``low`` and ``high`` bound it; ``provisional``
    takes claimed scores for the undecided rows.  ``grade`` is one grade or a range in words, ``graded``
    says whether it is one.
    ``lines`` are the sentences under the form: the total, the rule set with its hash and standing.
    """

    total: Decimal | None
    low: Decimal
    high: Decimal
    provisional: Decimal | None
    grade: str
    graded: bool
    lines: tuple[str, ...]
    remarks: tuple[Remark, ...]
    rules: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form to be written, with its scores where it was scored.

    ``rows`` stand beside ``form.indicators`` (empty for a form that was not scored); ``execution``
    stands on the fund line ``fund_index``.  ``source`` says which file and table the form came from.
    """

    form: SelfEvaluation
    rows: tuple[Verdict, ...] = ()
    execution: Verdict | None = None
    fund_index: int | None = None
    outcome: Outcome | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class FormBook:
    """Some forms to be written into one file, and one line for each input that gave none."""

    forms: tuple[FilledForm, ...]
    problems: tuple[str, ...] = ()
