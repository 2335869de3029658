from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from jixiao.services.check_json import run_json
from tests.services.checked import run, usual

SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "schema" / "check.schema.json").read_text(
        encoding="utf-8"
    )
)


def test_a_run_keeps_to_the_schema() -> None:
    found = run_json(usual())
    jsonschema.validate(found, SCHEMA)
    assert found["summary"] == {"error": 2, "warning": 1, "notice": 2}
    assert found["complete"] is False
    assert [one["file"] for one in found["rules"]] == ["报送/甲.xlsx", "报送/乙.xlsx"]
    assert [one["code"] for one in found["findings"]] == ["SCO005", "SCO001", "TOT001", "EXE006", "COL007"]


def test_nothing_is_still_an_answer() -> None:
    found = run_json(run())
    jsonschema.validate(found, SCHEMA)
    assert (found["complete"], found["findings"], found["rules"]) == (True, [], [])


def test_the_schema_is_strict() -> None:
    found = run_json(usual())
    del found["findings"][0]["place"]["quote"]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(found)
