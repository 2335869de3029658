from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from jixiao.services.collect_json import SCHEMA, run_json
from tests.services.desk import WHOLE, new_store, put, take

DOCS = Path(__file__).parents[2] / "docs" / "schema"


def test_real_output_keeps_to_the_published_schema(tmp_path: Path) -> None:
    schema = json.loads((DOCS / "collect.schema.json").read_text(encoding="utf-8"))
    bare = {key: value for key, value in WHOLE.items() if key not in {"unit", "department"}}
    files = [put(tmp_path, "甲.json", [bare, {**bare, "claimed_total": "93"}]), str(tmp_path / "没有")]
    told = []
    with new_store(tmp_path) as store:
        for _ in range(2):
            data = run_json(take(store, *files))
            jsonschema.validate(data, schema)
            told.append({remark["code"] for remark in data["files"][0]["remarks"]})
    assert told == [{"CLT004", "CLT006"}, {"CLT006"}]


def test_the_shape_is_whole_for_every_outcome(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", WHOLE)
    with new_store(tmp_path) as store:
        first = run_json(take(store, file))
        put(tmp_path, "甲.json", {**WHOLE, "claimed_total": "93"})
        second = run_json(take(store, file, str(tmp_path / "没有")))
    assert first["schema"] == SCHEMA
    assert first["complete"] is True
    (table,) = first["files"][0]["tables"]
    assert table == {
        "project": "道路养护",
        "outcome": "new",
        "origin": "table",
        "number": 1,
        "current": True,
        "claimed_total": "94",
        "moved": False,
        "joined": False,
        "joined_claimed_total": None,
        "differences": [],
    }
    assert second["summary"] == {"new": 0, "version": 1, "unchanged": 0, "refused": 1}
    changed, refused = second["files"]
    assert {"path": "claimed_total", "label": None, "before": "94", "after": "93"} in changed["tables"][0][
        "differences"
    ]
    assert refused["sha256"] is None
    assert second["errors"] == refused["errors"] != []
