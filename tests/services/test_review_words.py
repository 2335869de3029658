from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.services.review import Reviewed
from jixiao.services.review_words import SCHEMA, line, problem_words, run_json, tally

DOCS = Path(__file__).parents[2] / "docs" / "schema"
PROBLEM = Finding(
    code="RVW006",
    severity=Severity.ERROR,
    place=Place(file="r.xlsx", table="道路养护", cell="K7"),
    params={"name": "完成数量"},
)
KEPT = Reviewed("r.xlsx", "reviewed", "道路养护", 1, 2, Decimal(94), Decimal("89.50"), "良")
REFUSED = Reviewed("r.xlsx", "refused", "道路养护", 1, problems=(PROBLEM,))


def test_a_line_for_each() -> None:
    assert line(KEPT) == "已复核　道路养护：改 2 处，自评 94，复核 89.5，等级 良"
    assert line(REFUSED) == "不收　道路养护：“完成数量”的复核得分是空的"
    assert problem_words(PROBLEM) == "r.xlsx 道路养护 K7：“完成数量”的复核得分是空的。填上复核得分"
    assert tally([KEPT, REFUSED], dry_run=False) == "已复核 1，未变 0，未复核 0，不收 1"
    assert tally([], dry_run=True).startswith("试导入，没有存")


def test_the_json_is_whole() -> None:
    data = run_json([KEPT, REFUSED])
    assert (data["schema"], data["complete"]) == (SCHEMA, False)
    jsonschema.validate(data, json.loads((DOCS / "review.schema.json").read_text(encoding="utf-8")))
    assert data["summary"] == {"reviewed": 1, "unchanged": 0, "untouched": 0, "refused": 1}
    assert data["reviews"][0]["review_total"] == "89.50"
    assert [error["code"] for error in data["reviews"][1]["errors"]] == ["RVW006"]
