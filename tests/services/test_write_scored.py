from __future__ import annotations

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import SelfEvaluation
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import score_evaluation
from jixiao.services.score_paths import ScoreRun, score_paths
from jixiao.services.write_scored import SUFFIXES, book_of, filled_form, write_run, writes

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))


def run(*paths: Path, problems: tuple[Finding, ...] = ()) -> ScoreRun:
    rules = load_ruleset("jiangxi-2023")
    forms = [SelfEvaluation.model_validate(json.loads(path.read_text(encoding="utf-8"))) for path in paths]
    return ScoreRun(tuple(score_evaluation(form, rules) for form in forms), problems, ())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_kind_of_file_is_written(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"得分{suffix.upper()}"
    write_run(run(*EXAMPLES), path)
    assert path.stat().st_size > 1000
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_only_known_endings_are_written(tmp_path: Path) -> None:
    assert writes("a.XLSX")
    assert not writes("a.json")
    with pytest.raises(ValueError, match="pdf"):
        write_run(run(EXAMPLES[0]), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_scores_of_real_tables_stand_beside_the_claimed_ones(path: Path, tmp_path: Path) -> None:
    scored = run(path).evaluations[0]
    target = tmp_path / "x.xlsx"
    write_run(run(path), target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    heading = next(row for row in rows if "三级指标" in row)
    found = [
        (row[heading.index("三级指标")], row[heading.index("应得")])
        for row in rows
        if row[heading.index("核对")] in {"＝", "≠", "？", "—"} and row[heading.index("三级指标")]
    ]
    by_name = dict(found)
    for item in scored.indicators:
        if item.row.score is not None:
            assert Decimal(str(by_name[item.indicator.name])) == item.row.score


def test_the_same_scores_stand_in_the_lines(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    whole = run(*EXAMPLES)
    write_run(whole, target)
    lines = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))
    scores = [line["应得"] for line in lines if line["三级指标"] != "预算执行率"]
    expected = [item.row.score for scored in whole.evaluations for item in scored.indicators]
    assert [None if not score else Decimal(score) for score in scores] == expected


def test_rules_and_findings_are_put_into_words() -> None:
    filled = filled_form(run(EXAMPLES[0]).evaluations[0])
    assert filled.outcome is not None
    rules = load_ruleset("jiangxi-2023")
    assert rules.hash in filled.outcome.lines[1]
    assert "jiangxi-2023" in filled.outcome.lines[1]
    assert not [remark for remark in filled.outcome.remarks if remark.code == "RUL020"]
    assert all("〔" not in remark.message for remark in filled.outcome.remarks)


def test_a_choice_left_to_the_file_says_what_it_rests_on(tmp_path: Path) -> None:
    (scored,) = score_paths([str(EXAMPLES[0])], rules="auto").evaluations
    filled = filled_form(scored)
    assert filled.outcome is not None
    assert len(filled.outcome.lines) == 3
    assert "可以区分规则的得分有" in filled.outcome.lines[2]
    target = tmp_path / "x.html"
    write_run(ScoreRun((scored,), (), ()), target)
    assert filled.outcome.lines[2] in target.read_text(encoding="utf-8")
    named = filled_form(run(EXAMPLES[0]).evaluations[0]).outcome
    assert named is not None
    assert len(named.lines) == 2


def test_an_undecided_total_is_told_as_its_range() -> None:
    open_one = next(filled_form(scored) for scored in run(*EXAMPLES).evaluations if scored.total is None)
    assert open_one.outcome is not None
    assert "待定" in open_one.outcome.lines[0]
    assert open_one.outcome.low < open_one.outcome.high


def test_inputs_that_could_not_be_read_are_in_the_book(tmp_path: Path) -> None:
    problem = Finding(code="DOC001", severity=Severity.ERROR, place=Place(file="甲.json"))
    book = book_of(run(EXAMPLES[0], problems=(problem,)))
    assert book.problems[0].startswith("甲.json：")
    target = tmp_path / "x.xlsx"
    write_run(run(EXAMPLES[0], problems=(problem,)), target)
    assert openpyxl.load_workbook(target).sheetnames[0] == "汇总"


def test_nothing_links_outside(tmp_path: Path) -> None:
    for suffix in (".xlsx", ".docx"):
        target = tmp_path / f"x{suffix}"
        write_run(run(*EXAMPLES), target)
        with zipfile.ZipFile(target) as package:
            relations = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
        assert b'TargetMode="External"' not in relations
