"""The published schema is the one the forms make, and what is answered keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from jixiao.schemas.finding import Finding, Severity
from jixiao.services.whatif_schema import whatif_schema
from tests.services.whatifs import FOUND, NOTHING

if TYPE_CHECKING:
    from jixiao.schemas.whatif import WhatIf

FILE = Path(__file__).resolve().parents[2] / "docs" / "schema" / "whatif.schema.json"
PROBLEM = Finding(code="DOC011", severity=Severity.ERROR)


def test_the_published_schema_is_up_to_date() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == whatif_schema()
    jsonschema.Draft202012Validator.check_schema(whatif_schema())


@pytest.mark.parametrize("found", [FOUND, NOTHING, FOUND.model_copy(update={"errors": (PROBLEM,)})])
def test_an_answer_keeps_to_it(found: WhatIf) -> None:
    told = json.loads(json.dumps(found.as_json()))
    jsonschema.validate(told, whatif_schema())
    assert list(told)[:3] == ["schema", "complete", "rules"]


def test_another_key_does_not() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**FOUND.as_json(), "more": 1}, whatif_schema())
