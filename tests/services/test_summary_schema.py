"""The published schema is the one the forms make, and what is answered keeps to it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from jixiao.schemas.finding import Finding, Severity
from jixiao.services.summary import Asked, summarise_paths
from jixiao.services.summary_schema import summary_schema

FILE = Path(__file__).resolve().parents[2] / "docs" / "schema" / "summary.schema.json"


def test_the_published_schema_is_up_to_date() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == summary_schema()
    jsonschema.Draft202012Validator.check_schema(summary_schema())


def test_an_answer_keeps_to_it_with_notes_and_errors(tmp_path: Path) -> None:
    summary = summarise_paths([str(tmp_path / "没有.xlsx")], Asked(("unit", "year"), projects=True))
    note = Finding(code="SMY001", severity=Severity.NOTICE, params={"count": "1"})
    told = summary.model_copy(update={"notes": (note,)}).as_json()
    assert told["errors"] != []
    jsonschema.validate(json.loads(json.dumps(told)), summary_schema())
    assert list(told)[:3] == ["schema", "complete", "basis"]
