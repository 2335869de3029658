"""The published JSON of collecting: ``jixiao.collect/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.store import RecordedTable
    from jixiao.services.collect import Collected

SCHEMA = "jixiao.collect/1"
OUTCOMES = ("new", "version", "unchanged", "refused")


def run_json(everything: Sequence[Collected]) -> dict[str, object]:
    """The published shape; whether everything could be read and kept comes first.

    A dry run gives the very same.
    """
    return {
        "schema": SCHEMA,
        "complete": not any(one.problems for one in everything),
        "summary": {name: sum(one.outcome == name for one in everything) for name in OUTCOMES},
        "files": [_file(one) for one in everything],
        "errors": [problem.as_problem() for one in everything for problem in one.problems],
    }


def _file(one: Collected) -> dict[str, object]:
    tables = () if one.recorded is None else one.recorded.tables
    return {
        "file": one.path,
        "outcome": one.outcome,
        "kind": one.kind,
        "sha256": one.sha256,
        "disclosure": one.disclosure,
        "tables": [_table(kept) for kept in tables],
        "remarks": [remark.as_json() for remark in one.remarks],
        "errors": [problem.as_problem() for problem in one.problems],
    }


def _table(kept: RecordedTable) -> dict[str, object]:
    return {
        "project": kept.project,
        "outcome": kept.outcome,
        "origin": kept.origin,
        "number": kept.number,
        "current": kept.current,
        "claimed_total": None if kept.claimed is None else f"{kept.claimed:f}",
        "moved": kept.moved,
        "joined": kept.joined,
        "joined_claimed_total": None if kept.joined_claimed is None else f"{kept.joined_claimed:f}",
        "differences": [
            {"path": one.path, "label": one.label, "before": one.before, "after": one.after}
            for one in kept.differences
        ],
    }
