"""Checking and scoring one file never disagree; files are read once; what is across files is found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.finding import Finding, Severity
from jixiao.services import check_paths as module
from jixiao.services.check_paths import CheckRun, at_least, check_paths, once
from jixiao.services.score_paths import score_paths
from tests.documents import corpus
from tests.shared import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SAME = ("SCO001", "SCO002", "SCO003", "SCO004", "SCO005", "WGT001", "WGT002", "WGT003", "WGT004",
        "TOT001", "TOT002", "TOT003", "GRD001")  # fmt: skip
"""What scoring finds of scores, weights and totals."""


def documents(folder: Path) -> list[str]:
    """The examples that hold forms, the seeds and the corpus, as files."""
    forms = (path for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".json", ".md"})
    found = [str(path) for path in forms if path.name != "README.md"]
    if SHARED is not None:
        found += sorted(map(str, (SHARED / "seeds").glob("*.txt")))
        for number, table in enumerate(corpus.tables()):
            copy = folder / f"{number}.json"
            copy.write_text(corpus.form(table).model_dump_json(), encoding="utf-8")
            found.append(str(copy))
    return found


def told(findings: Iterable[Finding]) -> Counter[str]:
    return Counter(finding.model_dump_json() for finding in findings if finding.code in SAME)


@pytest.mark.parametrize("rules", ["auto", "mof-2020", "jiangxi-2023"])
def test_score_and_check_never_disagree(rules: str, tmp_path: Path) -> None:
    for path in documents(tmp_path):
        scored, checked = score_paths([path], rules=rules), check_paths([path], rules=rules)
        (file,) = checked.files
        assert [one.rules for one in file.evaluations] == [one.rules for one in scored.evaluations], path
        assert [(one.total, one.total_range, one.grade) for one in file.evaluations] == [
            (one.total, one.total_range, one.grade) for one in scored.evaluations
        ]
        assert told(checked.findings) == told(
            finding for one in scored.evaluations for finding in one.findings
        )
        assert checked.problems == scored.problems


def test_each_file_is_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read: Counter[str] = Counter()
    real = module.read_whole

    def counted(path: str):
        read[path] += 1
        return real(path)

    monkeypatch.setattr(module, "read_whole", counted)
    paths = documents(tmp_path)[:6]
    told_of: list[str] = []
    run = check_paths(paths, progress=told_of.append)
    assert set(read.values()) == {1}
    assert told_of == paths == [file.path for file in run.files]


def test_a_disclosure_is_checked_with_the_tables_in_it() -> None:
    if SHARED is None:
        pytest.skip("the reference material is not beside the checkout")
    run = check_paths([str(path) for path in sorted((SHARED / "seeds").glob("*.txt"))])
    assert [file.unit for file in run.files] == ["赣州蓉江新区政务服务中心", "景德镇市政务服务数据管理局"]
    for file in run.files:
        assert file.disclosure is not None
        assert file.disclosure.forms == file.forms
        assert [rules.id for rules in file.rules] == ["jiangxi-2023"]


def test_text_without_a_table_in_a_folder_is_passed_over_and_by_name_is_not(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text("本单位没有项目。", encoding="utf-8")
    table = json.loads((EXAMPLES / "政数局运转经费.json").read_text(encoding="utf-8"))
    (tmp_path / "甲.json").write_text(json.dumps(table), encoding="utf-8")
    assert [Path(file.path).name for file in check_paths([str(tmp_path)]).files] == ["甲.json"]
    run = check_paths([str(tmp_path / "说明.txt")])
    assert ([problem.code for problem in run.problems], run.complete, run.exit_code(None)) == (
        ["DOC011"],
        False,
        2,
    )


def test_what_is_between_files_is_found(tmp_path: Path) -> None:
    source = (EXAMPLES / "政数局运转经费.json").read_bytes()
    for name in ("甲.json", "乙.json"):
        (tmp_path / name).write_bytes(source)
    run = check_paths([str(tmp_path)])
    assert [finding.code for finding in run.across] == ["COL001"]
    assert run.findings[-1] == run.across[-1]


@pytest.mark.parametrize(
    ("severities", "codes"),
    [((), (0, 0, 0)), (("notice",), (0, 0, 0)), (("warning",), (0, 1, 0)), (("error", "notice"), (1, 1, 0))],
)
def test_exit_codes(severities: tuple[str, ...], codes: tuple[int, int, int]) -> None:
    found = tuple(Finding(code="SCO001", severity=Severity(severity)) for severity in severities)
    run = CheckRun((), (), found)
    assert (run.exit_code(), run.exit_code(Severity.WARNING), run.exit_code(None)) == codes
    assert CheckRun((), (Finding(code="DOC001", severity=Severity.ERROR),), found).exit_code(None) == 2


def test_severities_are_ordered() -> None:
    assert at_least(Severity.ERROR) == (Severity.ERROR,)
    assert at_least(Severity.NOTICE) == tuple(Severity)


def test_a_finding_is_told_once() -> None:
    one = Finding(code="SCO001", severity=Severity.ERROR)
    other = one.model_copy(update={"found": "1"})
    assert once([one, other, one]) == (one, other)


def test_of_a_form_nobody_filled_in_nothing_else_is_said(tmp_path: Path) -> None:
    blank = tmp_path / "空白.txt"
    blank.write_text(
        "项目名称\t\n项目资金（万元）\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t\t\t\t10\t\t\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t\t\t\t\t\n总分\t\t\t\t\t100\t\n",
        encoding="utf-8",
    )
    run = check_paths([str(blank)])
    assert ([found.code for found in run.findings], run.exit_code()) == (["FRM032"], 0)
