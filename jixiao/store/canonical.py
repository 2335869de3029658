"""One way to write a form as JSON, and the hashes of what is kept."""

from __future__ import annotations

import hashlib
import json
from decimal import Context, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.self_evaluation import SelfEvaluation
    from jixiao.schemas.store import CollectedTable

_EXACT = Context(prec=1000)
LONGEST_NAME, LONGEST_KEY = 300, 120
_NOT_KEPT = frozenset(("source", "findings", "explanation", "steps"))
"""What a stored result leaves out: where the file lay and the findings stand in columns of their own; steps
and sentences follow from the form and the rule set, both of which are kept."""
_GROUNDS = frozenset(("title", "assumed", "standing", "why", "explained", "informative", "runner_up"))
"""What is said of a rule set besides which one it is: no part of what makes two versions the same."""


class Written(NamedTuple):
    """A table as it is kept, written once: the canonical JSON of its form, of its result and of each finding.

    ``result`` is what ``scored`` says; ``content`` is the hash of what makes two submissions the same.
    """

    form: str
    scored: str
    findings: tuple[str, ...]
    content: str
    result: dict[str, Any]


def _encoder(number: Callable[[Decimal], str] | None = None) -> json.JSONEncoder:
    """Writes canonical JSON; ``number`` says how a decimal is written, where there may be one."""

    def written(value: object) -> str:
        if number is not None and isinstance(value, Decimal):
            return number(value)
        raise TypeError(type(value).__name__)

    return json.JSONEncoder(
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
        check_circular=False,
        default=written,
    )


def dumps(value: object) -> str:
    """Canonical JSON: keys in order, no white space, numbers as they come."""
    return _PLAIN.encode(value)


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


@lru_cache(maxsize=65536)
def printed(value: Decimal) -> str:
    """A number without exponent and without trailing zeros."""
    plain = f"{value.normalize(_EXACT):f}"
    return "0" if plain == "-0" else plain


_PLAIN = _encoder()
_AS_PRINTED = _encoder(str)
_ONE_WAY = _encoder(printed)
"""How numbers are written: not at all, as they were printed, and so that 7 and 7.00 are the same figure."""


def form_json(form: SelfEvaluation) -> str:
    """The form as printed; what it does not say is left out."""
    return _AS_PRINTED.encode(form.model_dump(exclude_none=True))


def _without(value: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key not in names}


def kept_score(scored: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A scored table in the published shape without what is not kept (:data:`_NOT_KEPT`)."""
    if scored is None:
        return None
    kept = _without(scored, _NOT_KEPT)
    kept["indicators"] = [_without(row, _NOT_KEPT) for row in scored.get("indicators", ())]
    execution = scored.get("execution")
    kept["execution"] = None if execution is None else _without(execution, _NOT_KEPT)
    return kept


def figures(form: SelfEvaluation) -> dict[str, Any]:
    """The form for comparing: what it does not say left out, each number written one way."""
    plain = json.loads(_ONE_WAY.encode(form.model_dump(exclude_none=True)))
    return plain if isinstance(plain, dict) else {}


def finding_json(finding: Finding) -> str:
    """A finding as kept."""
    return dumps(finding.model_dump(mode="json", exclude_none=True))


def _finding(finding: Finding) -> tuple[str, str]:
    """A finding as kept, and without the name of its file: a copy under another name says the same."""
    dumped = finding.model_dump(mode="json", exclude_none=True)
    return dumps(dumped), dumps({**dumped, "place": _without(dumped["place"], ("file",))})


def _object(*parts: str) -> str:
    """Canonical JSON of an object from that of its parts, which are objects with keys in order."""
    return "{" + ",".join(inner for part in parts if (inner := part[1:-1])) + "}"


def written(table: CollectedTable) -> Written:
    """A table as it is kept, and the hash of what makes two submissions the same.

    These are the figures and texts of the form, the result, the findings: neither how a number is written
    counts, nor where the file lay, nor why the rule set was taken.
    """
    form = table.form.model_dump(exclude_none=True)
    findings = [_finding(finding) for finding in table.findings]
    kept = kept_score(table.scored)
    scored = compared = "null"
    if kept is not None:
        before, after = (
            dumps({key: value for key, value in kept.items() if (key < "rules") is first and key != "rules"})
            for first in (True, False)
        )
        scored = _object(before, dumps({"rules": kept["rules"]}) if "rules" in kept else "{}", after)
        grounds = _without(kept.get("rules") or {}, _GROUNDS)
        compared = _object(before, dumps({"rules": grounds}), after)
    head = dumps({"claimed_graded": table.claimed_graded})
    content = _object(
        head,
        dumps({"complete": table.complete}),
        dumps({"findings": [nameless for _, nameless in findings]}),
        f'{{"form":{_ONE_WAY.encode(form)}}}',
        dumps({"origin": table.origin}),
        f'{{"scored":{compared}}}',
    )
    return Written(
        _AS_PRINTED.encode(form),
        _object(head, f'{{"scored":{scored}}}'),
        tuple(text for text, _ in findings),
        sha256(content),
        {"claimed_graded": table.claimed_graded, "scored": kept},
    )


def scored_json(table: CollectedTable) -> str:
    """The result as kept: the scored table, and the grade that the claimed total has under its rules."""
    return dumps({"claimed_graded": table.claimed_graded, "scored": kept_score(table.scored)})


def content_hash(table: CollectedTable) -> str:
    """What makes two submissions the same (:func:`written`)."""
    return written(table).content


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
