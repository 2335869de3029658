from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from jixiao.services.annotate import annotate, can_be_marked, is_marked, marked_name
from jixiao.services.check_groups import grouped
from jixiao.services.check_paths import check_paths
from tests.commands.test_check import table
from tests.documents.office_layouts import sheet, word, xlsx
from tests.services.checked import usual

if TYPE_CHECKING:
    from pathlib import Path


def test_the_name_of_a_marked_copy() -> None:
    assert marked_name("报送/甲.xlsx") == "报送/甲.复核.xlsx"
    assert is_marked(marked_name("报送/甲.xlsx"))
    assert not is_marked("报送/甲.xlsx")


@pytest.mark.parametrize(("suffix", "make"), [(".xlsx", xlsx), (".docx", word)])
def test_every_finding_is_in_the_marked_copy(tmp_path: Path, suffix: str, make) -> None:
    source, target = tmp_path / f"甲{suffix}", tmp_path / f"乙{suffix}"
    source.write_bytes(make(sheet(table())))
    run = check_paths([str(source)], rules="mof-2020")
    (one,) = grouped(run)
    assert annotate(one, target) == ()
    if suffix == ".xlsx":
        cells = openpyxl.load_workbook(target).active.iter_rows(values_only=True)
        said = "\n".join(str(row[-1]) for row in cells)
    else:
        said = "\n".join(comment.text for comment in docx.Document(target).comments)
    for finding in run.findings:
        assert f"{finding.code}〕" in said
        assert (finding.sentence("message") or finding.code) in said


def test_what_cannot_be_marked_says_why(tmp_path: Path) -> None:
    for one in grouped(usual()):
        assert not can_be_marked(one)
        assert [note.code for note in annotate(one, tmp_path / "乙.xlsx")] == ["MRK001"]
    assert list(tmp_path.iterdir()) == []


def test_a_marked_copy_reads_as_the_original_does(tmp_path: Path) -> None:
    source, target = tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"
    source.write_bytes(xlsx(sheet(table())))
    (one,) = grouped(check_paths([str(source)]))
    annotate(one, target)
    before, after = (check_paths([str(path)]).files[0].forms for path in (source, target))
    assert [form.form for form in before] == [form.form for form in after]
