"""The published JSON Schema of ``jixiao.framework/1``, the answer of scoring a filled framework form."""

from __future__ import annotations

from typing import Any

from jixiao.schemas.framework import LineStatus
from jixiao.schemas.ruleset import Standing
from jixiao.schemas.scored import Status
from jixiao.services.framework import SCHEMA
from jixiao.services.summary_schema import FINDING, PROBLEM, closed
from jixiao.texts import say

_TEXT = {"type": ["string", "null"]}
_WORDS = {"type": "string"}
_COUNT = {"type": ["integer", "null"]}
_SCORE = {"type": "string", "pattern": r"^\d+\.\d{2,}$"}
"""A score, with two decimals at least."""
_PLAIN = {"type": "string", "pattern": r"^-?\d+(\.\d+|/\d+)?$"}
"""A weight or points, without trailing zeros; a fraction where no decimal is exact."""
_PERCENT = {"type": "string", "pattern": r"^-?\d+\.\d{2}$"}
_RATIO = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}


def framework_schema() -> dict[str, Any]:
    """The schema of :func:`jixiao.services.framework.framework_json`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": say("framework.schema.title"),
        "description": say("framework.schema.description"),
        "type": "object",
        "additionalProperties": False,
        "required": ["schema", "complete", "result", "errors"],
        "properties": {
            "schema": {"const": SCHEMA},
            "complete": {"type": "boolean", "description": say("framework.schema.complete")},
            "result": _or_null({"$ref": "#/$defs/result"}),
            "errors": _list(closed(PROBLEM)),
        },
        "$defs": {
            "result": closed(_result()),
            "line": closed(_line()),
            "rules": closed(_rules()),
            "finding": closed(FINDING),
        },
    }


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def _pair(schema: dict[str, Any]) -> dict[str, Any]:
    """The lower and the upper end of what is possible."""
    return {"type": "array", "items": schema, "minItems": 2, "maxItems": 2}


def _result() -> dict[str, Any]:
    heads = dict.fromkeys(("project", "department", "unit", "source"), _TEXT)
    goal = {
        "name": _TEXT,
        "ratio": _or_null(_PLAIN),
        "weight": _PLAIN,
        "sum": _or_null(_SCORE),
        "score": _or_null(_SCORE),
        "range": _pair(_SCORE),
    }
    section = {
        "name": _WORDS,
        "weight": _PLAIN,
        "score": _or_null(_SCORE),
        "range": _pair(_SCORE),
        "rate": _or_null(_PERCENT),
    }
    return {
        **heads,
        "project": _WORDS,
        "year": _COUNT,
        "framework": closed(
            {
                **dict.fromkeys(("id", "title", "hash"), _WORDS),
                "subject": {"enum": ["project", "department"]},
                "standing": _standing(),
            }
        ),
        "rules": {"$ref": "#/$defs/rules"},
        "execution": _or_null(closed(_execution())),
        "goals": _list(closed(goal)),
        "sections": _list(closed(section)),
        "lines": _list({"$ref": "#/$defs/line"}),
        "total": _or_null(_SCORE),
        "total_range": _pair(_SCORE),
        "provisional_total": _or_null(_SCORE),
        "grade": _TEXT,
        "grade_range": _or_null(_pair(_WORDS)),
        "findings": _list({"$ref": "#/$defs/finding"}),
    }


def _standing() -> dict[str, Any]:
    return {"enum": [one.value for one in Standing]}


def _execution() -> dict[str, Any]:
    """The row of the execution rate of a department's budget."""
    return {
        "rate": _or_null(_PERCENT),
        "weight": _or_null(_PLAIN),
        "score": _or_null(_SCORE),
        "claimed_score": _or_null(_SCORE),
        "status": {"enum": [one.value for one in Status]},
        "explanation": _WORDS,
    }


def _line() -> dict[str, Any]:
    point = {
        **dict.fromkeys(("mark", "evidence"), _TEXT),
        **dict.fromkeys(("label", "reason"), _WORDS),
        "worth": _PLAIN,
        "score": _or_null(_PLAIN),
        "range": _pair(_PLAIN),
    }
    entry = {"label": _WORDS, "entry": _TEXT, "evidence": _TEXT}
    return {
        **dict.fromkeys(("level1", "level2", "name", "formula"), _TEXT),
        "goal": _COUNT,
        "weight": _or_null(_PLAIN),
        "method": {"enum": ["points", "ratio", "measured"]},
        "status": {"enum": [one.value for one in LineStatus]},
        "score": _or_null(_SCORE),
        "range": _pair(_SCORE),
        "claimed_score": _or_null({"type": "string", "pattern": r"^-?\d+\.\d{2,}$"}),
        "ratio": _or_null(_PERCENT),
        "ratio_exact": _or_null(_RATIO),
        "reason": _WORDS,
        "explanation": _WORDS,
        "standing": _or_null(_standing()),
        "points": _list(closed(point)),
        "entries": _list(closed(entry)),
    }


def _rules() -> dict[str, Any]:
    second = closed({"id": _WORDS, "explained": {"type": "integer"}})
    return {
        **dict.fromkeys(("id", "title", "hash", "why"), _WORDS),
        "assumed": {"type": "boolean"},
        "standing": _standing(),
        "explained": _COUNT,
        "informative": _COUNT,
        "runner_up": _or_null(second),
    }
