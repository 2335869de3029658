"""The reference corpus of real tables: nothing crashes, every row says what became of it and why."""

from __future__ import annotations

import json

import jsonschema
import pytest

from jixiao.scoring.ruleset import available, load_ruleset
from jixiao.scoring.table import score_evaluation
from jixiao.services.score_json import evaluation_json
from tests.commands.test_score import SCHEMA
from tests.documents import corpus
from tests.shared import needs_shared

pytestmark = needs_shared


@pytest.mark.parametrize("rules", available())
@pytest.mark.parametrize("split", [False, True])
def test_every_row_of_every_table_has_a_status_and_a_reason(rules: str, *, split: bool) -> None:
    by = load_ruleset(rules)
    for table in corpus.tables():
        scored = score_evaluation(corpus.form(table, split=split), by)
        found = evaluation_json(scored, explain=True)
        jsonschema.validate(
            json.loads(json.dumps(found)), {"$defs": SCHEMA["$defs"], "$ref": "#/$defs/evaluation"}
        )
        low, high = scored.total_range
        assert 0 <= low <= high
        for item in scored.indicators:
            assert item.row.status
            assert item.row.reason
            assert 0 <= item.row.low <= item.row.high <= max(item.indicator.weight or 0, 0)


def test_split_columns_score_like_single_cells() -> None:
    by = load_ruleset("mof-2020")
    for table in corpus.tables():
        single = score_evaluation(corpus.form(table), by)
        split = score_evaluation(corpus.form(table, split=True), by)
        pairs = zip(single.indicators, split.indicators, strict=True)
        for one, other in pairs:
            if one.row.score is not None and other.row.score is not None:
                assert one.row.score == other.row.score
