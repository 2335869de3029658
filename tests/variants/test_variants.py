"""Every variant seen in the wild, as a rule set file: input, rules and a result worked out by hand.

Each folder holds ``rules.toml`` (and ``rules-b.toml`` …), ``input.json`` in the published JSON
form, and ``expected.json``: for each rules file the parts of the score JSON that matter, plus
``finding_codes`` that must be among the findings and ``no_finding_codes`` that must not
(``CODE`` or ``CODE/severity``).  The arithmetic is in the folder's README.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jixiao.services.rules_files import examine
from jixiao.services.score_json import run_json
from jixiao.services.score_paths import score_paths

HERE = Path(__file__).parent
ROWS = tuple(f"row{number:02d}" for number in (*range(1, 14), *range(15, 20), 21))
PARTS = ("rules.toml", "input.json", "expected.json", "README.md")


def _cases() -> list[tuple[str, str]]:
    return [(row, path.name) for row in ROWS for path in sorted((HERE / row).glob("rules*.toml"))]


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_its_folder(row):
    missing = [part for part in PARTS if not (HERE / row / part).is_file()]
    assert missing == []
    rules = {path.name for path in (HERE / row).glob("rules*.toml")}
    assert set(json.loads((HERE / row / "expected.json").read_text(encoding="utf-8"))) == rules


@pytest.mark.parametrize(("row", "rules"), _cases())
def test_variant_scores_as_worked_out_by_hand(row, rules):
    folder = HERE / row
    run = score_paths([str(folder / "input.json")], rules=str(folder / rules))
    assert run.problems == ()
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))[rules]
    assert _differences(expected, run_json(run)) == []


@pytest.mark.parametrize(("row", "rules"), _cases())
def test_variant_breaks_no_promise(row, rules):
    examination = examine(str(HERE / row / rules))
    assert examination.problems == ()
    assert [finding.code for finding in examination.errors] == []


def _differences(expected: Any, found: Any, path: str = "") -> list[str]:
    """Where ``found`` is not what ``expected`` asks for; other keys are free, lists must be as long."""
    if isinstance(expected, dict) and isinstance(found, dict):
        lines = []
        for key, wanted in expected.items():
            if key in ("finding_codes", "no_finding_codes"):
                lines += _codes(key, wanted, found, path)
            elif key not in found:
                lines.append(f"{path}.{key}: missing")
            else:
                lines += _differences(wanted, found[key], f"{path}.{key}")
        return lines
    if isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            return [f"{path}: {len(expected)} expected, {len(found)} found"]
        pairs = zip(expected, found, strict=True)
        return [line for n, (a, b) in enumerate(pairs) for line in _differences(a, b, f"{path}[{n}]")]
    return [] if expected == found else [f"{path}: {expected!r} expected, {found!r} found"]


def _codes(key: str, wanted: list[str], found: dict[str, Any], path: str) -> list[str]:
    have = {finding["code"] for finding in found["findings"]}
    have |= {f"{finding['code']}/{finding['severity']}" for finding in found["findings"]}
    wrong = [code for code in wanted if (code in have) is (key == "no_finding_codes")]
    return [f"{path}.{key}: {code}; found {sorted(have)}" for code in wrong]
