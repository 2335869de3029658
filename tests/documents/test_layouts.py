"""Documents of many shapes: each text in ``layouts/`` reads as the JSON form beside it.

``JIXIAO_UPDATE=1`` writes the forms anew, to be reviewed against the texts.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from jixiao.documents import read_path
from jixiao.schemas.self_evaluation import SelfEvaluation

TEXTS = sorted(Path(__file__).with_name("layouts").glob("*.txt"))


def _without_blanks(value: object) -> object:
    if isinstance(value, dict):
        kept = {key: _without_blanks(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, [], {})}
    return [_without_blanks(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_layout_reads_as_its_form(path: Path) -> None:
    result = read_path(path)
    assert result.problems == ()
    beside = path.with_suffix(".json")
    if os.environ.get("JIXIAO_UPDATE"):
        forms = [_without_blanks(one.evaluation.model_dump(mode="json")) for one in result.forms]
        beside.write_text(json.dumps(forms, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    expected = [
        SelfEvaluation.model_validate(form) for form in json.loads(beside.read_text(encoding="utf-8"))
    ]
    assert [one.evaluation for one in result.forms] == expected


def test_there_are_layouts() -> None:
    assert len(TEXTS) >= 6
