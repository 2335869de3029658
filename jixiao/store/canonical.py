"""One way to write a form as JSON, and the hashes of what is kept."""

from __future__ import annotations

import hashlib
import json
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.schemas.store import CollectedTable

_EXACT = Context(prec=1000)
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
LONGEST_NAME, LONGEST_KEY = 300, 120
_NOT_KEPT = ("source", "findings", "explanation", "steps")
"""What a stored result leaves out: where the file lay and the findings stand in columns of their own; steps
and sentences follow from the form and the rule set, both of which are kept."""
_GROUNDS = ("title", "assumed", "standing", "why", "explained", "informative", "runner_up")
"""What is said of a rule set besides which one it is: no part of what makes two versions the same."""


def dumps(value: object) -> str:
    """Canonical JSON: keys in order, no white space, numbers as they come."""
    return _ENCODER.encode(value)


def sha256(text: str) -> str:
    """The hash of a text; text that no encoding holds (a lone surrogate) is hashed as it stands."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def short(text: str | None) -> str | None:
    """A name as a column may hold it: without NUL, and of a length that a list can show."""
    return None if text is None else text.replace("\0", "")[:LONGEST_NAME]


def bounded(key: str) -> str:
    """A key as an index can hold it: a very long one is cut and told apart by its hash."""
    key = key.replace("\0", "")
    return key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}#{sha256(key)}"


def printed(value: Decimal) -> str:
    """A number without exponent and without trailing zeros."""
    plain = f"{value.normalize(_EXACT):f}"
    return "0" if plain == "-0" else plain


def form_json(form: SelfEvaluation) -> str:
    """The form as printed; what it does not say is left out."""
    return dumps(form.model_dump(mode="json", exclude_none=True))


def _without(value: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    left = dict(value)
    for name in names:
        left.pop(name, None)
    return left


def kept_score(scored: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A scored table in the published shape without what is not kept (:data:`_NOT_KEPT`)."""
    if scored is None:
        return None
    kept = _without(scored, _NOT_KEPT)
    kept["indicators"] = [_without(row, _NOT_KEPT) for row in scored.get("indicators", ())]
    execution = scored.get("execution")
    kept["execution"] = None if execution is None else _without(execution, _NOT_KEPT)
    return kept


def scored_json(table: CollectedTable) -> str:
    """The result as kept: the scored table, and the grade that the claimed total has under its rules."""
    return dumps({"claimed_graded": table.claimed_graded, "scored": kept_score(table.scored)})


def _figures(value: object) -> object:
    """A dump with its numbers written one way: 7 and 7.00 are the same figure."""
    if isinstance(value, Decimal):
        return printed(value)
    if isinstance(value, dict):
        return {key: _figures(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_figures(inner) for inner in value]
    return value


def figures(form: SelfEvaluation) -> dict[str, Any]:
    """The form for comparing: what it does not say left out, each number written one way."""
    plain = _figures(form.model_dump(exclude_none=True))
    return plain if isinstance(plain, dict) else {}


def finding_json(finding: Finding) -> str:
    """A finding as kept."""
    return dumps(finding.model_dump(mode="json", exclude_none=True))


def _nameless(finding: Finding) -> str:
    """A finding without the name of its file: a copy under another name says the same."""
    dumped = finding.model_dump(mode="json", exclude_none=True)
    dumped["place"] = _without(dumped["place"], ("file",))
    return dumps(dumped)


def content_hash(table: CollectedTable) -> str:
    """What makes two submissions the same: the figures and texts of the form, the result, the findings.

    Neither how a number is written counts, nor where the file lay, nor why the rule set was taken.
    """
    scored = kept_score(table.scored)
    if scored is not None:
        scored["rules"] = _without(scored.get("rules") or {}, _GROUNDS)
    return sha256(
        dumps(
            {
                "claimed_graded": table.claimed_graded,
                "complete": table.complete,
                "findings": [_nameless(finding) for finding in table.findings],
                "form": figures(table.form),
                "origin": table.origin,
                "scored": scored,
            }
        )
    )


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every single value of a dump with its path (``indicators.3.actual``), in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{index}")
    elif value is not None:
        yield path, str(value)
