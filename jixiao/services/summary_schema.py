"""The published JSON Schema of ``jixiao.summary/1``, made from the forms themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.schemas.summary import SCHEMA, Summary
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.base import Form

_TEXT = {"type": ["string", "null"]}
_PLACE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        **dict.fromkeys(("file", "document_part", "table", "row", "cell", "quote"), _TEXT),
        "page": {"type": ["integer", "null"]},
    },
}
PROBLEM = {
    "code": {"type": "string"},
    "message": {"type": "string"},
    "place": _PLACE,
    "remedy": _TEXT,
}
"""What an input that could not be read is told by, in every answer."""
FINDING = {
    **PROBLEM,
    "severity": {"enum": ["error", "warning", "notice"]},
    **dict.fromkeys(("expected", "found", "reason", "basis"), _TEXT),
}
"""What was found in an input, in every answer."""


def closed(properties: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has these properties, all of them, and no other."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": sorted(properties),
        "properties": properties,
    }


def published(form: type[Form], name: str, told: tuple[str, str], lists: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a command prints of a form: ``name`` is its ``schema``, ``lists`` its findings.

    ``told`` are its title and its description.
    """
    made = form.model_json_schema(mode="serialization")
    properties = {"schema": {"const": name}, **made["properties"], **lists}
    used = {name: one for name, one in made["$defs"].items() if name not in {"Finding", "Place", "Severity"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "title": told[0],
        "description": told[1],
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        "$defs": used,
    }


def summary_schema() -> dict[str, Any]:
    """The schema of :meth:`jixiao.schemas.summary.Summary.as_json`."""
    lists = {
        "notes": {"type": "array", "items": closed(FINDING)},
        "errors": {"type": "array", "items": closed(PROBLEM)},
    }
    told = say("summary.schema.title"), say("summary.schema.description")
    return published(Summary, SCHEMA, told, lists)
