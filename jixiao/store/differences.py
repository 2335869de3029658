"""What a new version changes: every value of the form, and of the result what matters of it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.schemas.store import Difference
from jixiao.store.canonical import figures, leaves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kept = tuple[str, str, "list[str]"]
"""The canonical JSON of a form, that of its result, and the codes of its findings."""

_RESULT = ("sum", "total", "provisional_total", "grade")


def _result(text: str, codes: Iterable[str]) -> dict[str, str]:
    """What is compared of a result: rule set, totals, the score and status of each row, findings by code."""
    kept = json.loads(text)
    scored: Mapping[str, Any] = kept["scored"] or {}
    found = {f"scored.{key}": scored.get(key) for key in _RESULT}
    found["scored.total_range"] = "–".join(str(end) for end in scored.get("total_range") or ()) or None
    rules = scored.get("rules") or {}
    found["scored.rules"] = rules.get("id")
    found["scored.rules.hash"] = rules.get("hash")
    rows = [("execution", scored.get("execution") or {})]
    rows += [(f"indicators.{at}", row) for at, row in enumerate(scored.get("indicators") or ())]
    for name, row in rows:
        for key in ("score", "status", "clause"):
            found[f"scored.{name}.{key}"] = row.get(key)
    found["claimed_graded"] = kept["claimed_graded"]
    found |= {f"findings.{code}": str(count) for code, count in Counter(codes).items()}
    return {path: str(value) for path, value in found.items() if value is not None}


def _label(form: SelfEvaluation, path: str) -> str | None:
    """The name of the row that a path stands in."""
    parts = path.removeprefix("scored.").split(".")
    if len(parts) < 2 or not parts[1].isdigit():
        return None
    at = int(parts[1])
    if parts[0] == "indicators" and at < len(form.indicators):
        return form.indicators[at].name
    if parts[0] == "funds" and at < len(form.funds):
        return form.funds[at].name
    return None


def differences(before: Kept, after: Kept) -> tuple[Difference, ...]:
    """Every value that differs, in the order of the form, then of the result, then of the findings."""
    old, new = SelfEvaluation.model_validate_json(before[0]), SelfEvaluation.model_validate_json(after[0])
    was = dict(leaves(figures(old))) | _result(before[1], before[2])
    now = dict(leaves(figures(new))) | _result(after[1], after[2])
    return tuple(
        Difference(
            path=path,
            label=_label(new, path) or _label(old, path),
            before=was.get(path),
            after=now.get(path),
        )
        for path in dict.fromkeys((*now, *was))
        if was.get(path) != now.get(path)
    )
