from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from jixiao.services.read_paths import json_schema, read_paths, run_json
from tests.shared import SHARED, needs_shared

if TYPE_CHECKING:
    from pathlib import Path

DISCLOSURE = (
    "某局2022年度部门决算\n\n支出决算表\n公开03表\n金额单位：万元\n"
    "项目\t\t本年支出合计\t基本支出\t项目支出\n合计\t\t3.00\t1.00\t2.00\n"
    "213 农林水支出\t\t\t3.00\t1.00\t2.00\n"
)
FORM = json.dumps({"project": "试", "claimed_total": "90"}, ensure_ascii=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(DISCLOSURE, encoding="utf-8")
    (tmp_path / "b.json").write_text(FORM, encoding="utf-8")
    (tmp_path / "c.txt").write_text("今天天气不错。\n", encoding="utf-8")
    return tmp_path


def test_what_each_file_is(folder: Path) -> None:
    run = read_paths([str(folder / "a.txt"), str(folder / "b.json")])
    assert [(one.kind, len(one.file.forms), one.disclosure is None) for one in run.files] == [
        ("disclosure", 0, False),
        ("forms", 1, True),
    ]
    assert next([finding.code for finding in one.findings] for one in run.files) == ["DIS001"]
    assert run.problems == ()


def test_a_file_without_tables_is_passed_over_in_a_folder_and_a_problem_by_name(folder: Path) -> None:
    searched = read_paths([str(folder)])
    assert [one.kind for one in searched.files] == ["disclosure", "forms"]
    assert searched.problems == ()
    named = read_paths([str(folder / "c.txt"), str(folder / "a.txt")])
    assert [one.kind for one in named.files] == ["nothing", "disclosure"]
    assert [problem.code for problem in named.problems] == ["DOC011"]
    assert (named.exit_code, named.complete) == (2, False)


def test_a_whole_disclosure_is_fine(folder: Path) -> None:
    run = read_paths([str(folder / "a.txt")])
    assert (run.exit_code, run.complete) == (0, True)


def test_half_a_form_is_told_by_the_exit_code(folder: Path) -> None:
    run = read_paths([str(folder / "b.json")])
    assert (run.exit_code, run.complete) == (1, False)


def test_progress_names_each_input(folder: Path) -> None:
    seen: list[str] = []
    read_paths([str(folder / "b.json"), str(folder / "a.txt")], progress=seen.append)
    assert seen == [str(folder / "b.json"), str(folder / "a.txt")]


def test_the_published_json(folder: Path) -> None:
    run = read_paths([str(folder / name) for name in ("a.txt", "b.json", "c.txt")])
    answer = json.loads(json.dumps(run_json(run)))
    jsonschema.validate(answer, json_schema())
    assert [(one["kind"], len(one["forms"])) for one in answer["files"]] == [
        ("disclosure", 0),
        ("forms", 1),
        ("nothing", 0),
    ]
    (table,) = answer["files"][0]["disclosure"]["tables"]
    assert table["rows"][0]["amounts"] == {"total": "3.00", "basic": "1.00", "project": "2.00"}
    assert [error["code"] for error in answer["errors"]] == ["DOC011"]


@needs_shared
def test_both_reference_documents_keep_to_the_schema() -> None:
    assert SHARED is not None
    run = read_paths([str(SHARED / "seeds")])
    jsonschema.validate(json.loads(json.dumps(run_json(run))), json_schema())
    assert [(one.kind, len(one.file.forms)) for one in run.files] == [("disclosure", 2), ("disclosure", 2)]
    assert [[finding.code for finding in one.findings].count("DIS003") for one in run.files] == [1, 0]
