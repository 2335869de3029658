"""The published schema is the one the program makes, and what is answered keeps to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.framework import score_framework
from jixiao.scoring.frameworks import load_framework
from jixiao.services.framework import FrameworkRun, framework_json
from jixiao.services.framework_schema import framework_schema
from tests.strategies.frameworks import as_read, blank, choice, departments, projects

if TYPE_CHECKING:
    from jixiao.schemas.framework import FilledFramework
    from jixiao.scoring.frameworks import LoadedFramework

FILE = Path(__file__).resolve().parents[2] / "docs" / "schema" / "framework.schema.json"
PROBLEM = Finding(code="DOC011", severity=Severity.ERROR)
VALID = jsonschema.Draft202012Validator(framework_schema())


def told(framework: LoadedFramework, form: FilledFramework) -> dict[str, object]:
    result = score_framework(as_read(form), framework, choice())
    made = json.loads(json.dumps(framework_json(FrameworkRun("表.xlsx", result, (), framework))))
    assert isinstance(made, dict)
    return made


def test_the_published_schema_is_up_to_date() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == framework_schema()
    jsonschema.Draft202012Validator.check_schema(framework_schema())


@settings(max_examples=25, deadline=None)
@given(pair=st.one_of(projects(), departments()))
def test_an_answer_keeps_to_it(pair: tuple[LoadedFramework, FilledFramework]) -> None:
    VALID.validate(told(*pair))


@pytest.mark.parametrize("name", ["project-2020", "project-2013", "whole-department"])
def test_a_form_nobody_filled_in_keeps_to_it(name: str) -> None:
    VALID.validate(told(load_framework(name), blank(name).form))


def test_what_could_not_be_read_keeps_to_it() -> None:
    made = json.loads(json.dumps(framework_json(FrameworkRun("无.xlsx", None, (PROBLEM,)))))
    VALID.validate(made)
    assert (list(made)[:2], made["complete"], made["result"]) == (["schema", "complete"], False, None)


def test_anything_else_does_not() -> None:
    made = told(load_framework("project-2020"), blank("project-2020").form)
    assert VALID.is_valid(made)
    assert not VALID.is_valid({**made, "more": 1})
    result = made["result"]
    assert isinstance(result, dict)
    assert not VALID.is_valid({**made, "result": {**result, "total": 95.87}})
    assert not VALID.is_valid({**made, "result": {key: result[key] for key in result if key != "lines"}})
