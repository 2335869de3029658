"""The published JSON Schema and the documentation of the keys are those of the forms."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from jixiao.documents.json_schema import schema
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation
from jixiao.texts import say
from tests.strategies.forms import self_evaluations

DOCS = Path(__file__).resolve().parents[2] / "docs"
PUBLISHED = DOCS / "schema" / "self-evaluation.schema.json"


def test_the_published_schema_is_the_generated_one() -> None:
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("JIXIAO_UPDATE"):
        PUBLISHED.write_text(text, encoding="utf-8")
    assert PUBLISHED.read_text(encoding="utf-8") == text


@given(self_evaluations(odd=True))
def test_every_form_meets_the_schema(form: SelfEvaluation) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    dumped = form.model_dump(mode="json")
    assert list(validator.iter_errors(dumped)) == []
    assert list(validator.iter_errors([dumped])) == []


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"project": ""},
        {"project": "甲", "x": 1},
        {"project": "甲", "funds": {}},
        {"project": "甲", "indicators": [{"wieght": 1}]},
        {"project": "甲", "indicators": [{"target": True}]},
        [],
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(bad: object) -> None:
    assert not jsonschema.Draft202012Validator(schema()).is_valid(bad)


def test_the_documentation_names_every_key() -> None:
    text = (DOCS / "json-form.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", text, flags=re.MULTILINE)
    forms = (SelfEvaluation, FundLine, Goal, Indicator)
    assert rows == [
        (key, say(f"json.form.{form.__name__}.{key}")) for form in forms for key in form.model_fields
    ]
