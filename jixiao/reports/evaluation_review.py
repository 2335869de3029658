"""What a review made of the table, in an evaluation report: its total, and every row it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports.blocks import Fact, Origin, Source, Words, paragraph
from jixiao.reports.sentences import sentence
from jixiao.schemas.store import EXECUTION
from jixiao.scoring.explain import short
from jixiao.scoring.outcome import exact_sum
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.reports.blocks import Paragraph, Run
    from jixiao.reports.evaluation_view import Line, View
    from jixiao.schemas.store import ReviewedRow


def _kept(text: str, path: str, value: Decimal | None = None) -> Fact:
    """Something that stands in the database."""
    return Fact(text, Source(Origin.STORE, path), value)


def reviewed(view: View) -> Iterator[Paragraph]:
    """The reviewed total beside the unit's own, then the rows whose score the review changed."""
    review = view.review
    if review is None or review.total is None:
        return
    total = _kept(short(review.total), "review.total", review.total)
    runs = sentence("evaluation.review.total", total=total)
    if review.grade:
        runs = (*runs, *sentence("evaluation.review.grade", grade=_kept(review.grade, "review.grade")))
    yield paragraph(*runs, *_gap(view, review.total), Words(say("evaluation.word.stop")))
    changed = [(line, row) for row in review.rows if (line := _line(view, row)) is not None]
    said: list[Run] = []
    for number, (line, row) in enumerate(changed):
        said += sentence("evaluation.review.next" if number else "evaluation.review.first")
        said += _change(line, row)
    if said:
        yield paragraph(*said, Words(say("evaluation.word.stop")))


def _gap(view: View, total: Decimal) -> tuple[Run, ...]:
    claimed = view.form.claimed_total
    if claimed is None:
        return ()
    gap = exact_sum((total, -claimed))
    if not gap:
        return sentence("evaluation.review.same")
    source = Source(Origin.COMPUTED, "review.gap", formula=f"{short(total)} − {short(claimed)}")
    fact = Fact(short(abs(gap)), source, abs(gap))
    own = Fact(short(claimed), Source(Origin.FIELD, "claimed_total"), claimed)
    return sentence(f"evaluation.review.{'higher' if gap > 0 else 'lower'}", gap=fact, claimed=own)


def _line(view: View, row: ReviewedRow) -> Line | None:
    """The line a review speaks of; ``None`` where it leaves the score as it was claimed."""
    if row.position == EXECUTION:
        line = view.execution or next((one for one in view.lines if one.executes), None)
    else:
        line = view.lines[row.position] if 0 <= row.position < len(view.lines) else None
    if line is None or row.review_score is None or row.review_score == line.row.claimed_score:
        return None
    return line


def _change(line: Line, row: ReviewedRow) -> tuple[Run, ...]:
    path = f"review.rows[{row.position}]"
    score = row.review_score
    new = _kept("" if score is None else short(score), f"{path}.review_score", score)
    before = line.row.claimed_score
    if before is None:
        runs = sentence("evaluation.review.set", name=line.quoted, score=new)
    else:
        own = Fact(short(before), Source(Origin.FIELD, f"{line.path}.claimed_score"), before)
        runs = sentence("evaluation.review.changed", name=line.quoted, before=own, score=new)
    reason = (row.reason or "").strip()
    if not reason:
        return runs
    return (*runs, *sentence("evaluation.review.reason", reason=_kept(reason, f"{path}.reason")))
