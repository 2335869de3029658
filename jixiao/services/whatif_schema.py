"""The published JSON Schema of ``jixiao.whatif/1``, made from the forms themselves."""

from __future__ import annotations

from typing import Any

from jixiao.schemas.whatif import SCHEMA, WhatIf
from jixiao.services.summary_schema import PROBLEM, closed
from jixiao.texts import say


def whatif_schema() -> dict[str, Any]:
    """The schema of :meth:`jixiao.schemas.whatif.WhatIf.as_json`."""
    made = WhatIf.model_json_schema(mode="serialization")
    properties = {
        "schema": {"const": SCHEMA},
        **made["properties"],
        "errors": {"type": "array", "items": closed(PROBLEM)},
    }
    used = {
        name: form for name, form in made["$defs"].items() if name not in {"Finding", "Place", "Severity"}
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": say("whatif.schema.title"),
        "description": say("whatif.schema.description"),
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
        "$defs": used,
    }
