"""The published JSON Schema of ``jixiao.whatif/1``, made from the forms themselves."""

from __future__ import annotations

from typing import Any

from jixiao.schemas.whatif import SCHEMA, WhatIf
from jixiao.services.summary_schema import PROBLEM, closed, published
from jixiao.texts import say


def whatif_schema() -> dict[str, Any]:
    """The schema of :meth:`jixiao.schemas.whatif.WhatIf.as_json`."""
    lists = {"errors": {"type": "array", "items": closed(PROBLEM)}}
    told = say("whatif.schema.title"), say("whatif.schema.description")
    return published(WhatIf, SCHEMA, told, lists)
