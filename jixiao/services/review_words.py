"""What became of reviews, in words and as ``jixiao.review/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.write.styles import figure
from jixiao.schemas.finding import Place
from jixiao.services.check_words import problem_line
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.schemas.finding import Finding
    from jixiao.services.review import Reviewed

SCHEMA = "jixiao.review/1"
_LONGEST = 60
"""Characters of a name that a line shows."""
OUTCOMES = ("reviewed", "unchanged", "untouched", "refused")


def line(one: Reviewed) -> str:
    """What became of one table's review, on one line."""
    return say(
        f"review.outcome.{one.outcome}",
        path=one.path,
        name=_name(one),
        changed=str(one.changed),
        claimed=figure(one.claimed) or "—",
        total=figure(one.total) or "—",
        grade=one.grade or "—",
        why="；".join(
            dict.fromkeys(problem.sentence("message") or problem.code for problem in one.problems[:3])
        ),
    )


def shortened(name: str) -> str:
    """A name as a line shows it: letters and JSON have the whole."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _name(one: Reviewed) -> str:
    name = shortened(one.project or one.path)
    return name if one.year is None else say("review.name", name=name, year=str(one.year))


def problem_words(problem: Finding) -> str:
    """What is wrong, on one line: file, sheet and cell first, how to mend it last."""
    place = problem.place
    at = " ".join(part for part in (place.file, place.table, place.cell) if part)
    return problem_line(problem.model_copy(update={"place": Place(file=at or None)}))


def remark_words(remark: Finding) -> str:
    """What is to be said of a review that was kept, on one line: how bad, which code, where, what."""
    mark = say(f"severity.{remark.severity.value}")
    return say("collect.remark", severity=mark, code=remark.code, line=problem_words(remark))


def tally(everything: Iterable[Reviewed], *, dry_run: bool) -> str:
    """How many tables there were, by what became of their review."""
    counts = dict.fromkeys(OUTCOMES, 0)
    for one in everything:
        counts[one.outcome] += 1
    told = {name: str(count) for name, count in counts.items()}
    return say("review.tally.dry" if dry_run else "review.tally", **told)


def run_json(everything: Sequence[Reviewed]) -> dict[str, object]:
    """The published shape; whether every review could be kept comes first."""
    return {
        "schema": SCHEMA,
        "complete": not any(one.problems for one in everything),
        "summary": {name: sum(one.outcome == name for one in everything) for name in OUTCOMES},
        "reviews": [
            {
                "file": one.path,
                "project": one.project or None,
                "year": one.year,
                "outcome": one.outcome,
                "number": one.number or None,
                "changed": one.changed,
                "claimed_total": None if one.claimed is None else f"{one.claimed:f}",
                "review_total": None if one.total is None else f"{one.total:f}",
                "review_grade": one.grade,
                "remarks": [remark.as_json() for remark in one.remarks],
                "errors": [problem.as_problem() for problem in one.problems],
            }
            for one in everything
        ],
    }
