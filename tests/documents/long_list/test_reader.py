"""Lists as files: told from others, looked through, whole or in part; hostile ones."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.disclosure.whole import bytes_whole
from jixiao.documents.files import read_bytes, read_path
from jixiao.documents.long_list import reader
from jixiao.documents.long_list.reader import list_of_bytes, list_of_path
from jixiao.documents.write.list_form import write
from jixiao.scoring.ruleset import load_ruleset
from jixiao.scoring.table import score_evaluation
from jixiao.services.score_paths import score_paths
from jixiao.services.write_scored import write_run
from tests.documents import corpus
from tests.documents.long_list.samples import HEAD, ROWS, read, text
from tests.shared import needs_shared

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.json"))


def forms_of(path: Path) -> list[SelfEvaluation]:
    return [form.evaluation for form in read_path(path).forms]


def scores(form: SelfEvaluation) -> object:
    scored = score_evaluation(form, load_ruleset("mof-2020"))
    return (
        [(item.row.score, item.row.low, item.row.high, item.row.status) for item in scored.indicators],
        None if scored.execution is None else (scored.execution.score, scored.execution.status),
        scored.total, scored.total_range, scored.provisional_total, scored.grade,
    )  # fmt: skip


def as_list(forms: list[SelfEvaluation]) -> list[SelfEvaluation]:
    stream = io.BytesIO()
    numbered = [
        form.model_copy(update={"project": f"{at}{form.project}"}) for at, form in enumerate(forms, 1)
    ]
    write(numbered, stream)
    found = read_bytes(stream.getvalue(), "清单.csv")
    assert found.problems == ()
    return [form.evaluation for form in found.forms]


def test_examples_score_in_a_list_as_alone() -> None:
    forms = [form for path in EXAMPLES for form in forms_of(path)]
    assert len(forms) >= 4
    assert list(map(scores, as_list(forms))) == list(map(scores, forms))


@needs_shared
def test_published_tables_score_in_a_list_as_alone() -> None:
    forms = list(map(corpus.form, corpus.tables()))
    assert len(forms) > 10
    assert list(map(scores, as_list(forms))) == list(map(scores, forms))


def test_our_own_csv_is_read_back(tmp_path: Path) -> None:
    run = score_paths([str(path) for path in EXAMPLES], rules="mof-2020")
    target = tmp_path / "得分.csv"
    write_run(run, target)
    again = score_paths([str(target)], rules="mof-2020")
    assert again.problems == ()
    assert [one.total for one in again.evaluations] == [one.total for one in run.evaluations]
    assert [one.evaluation.claimed_total for one in again.evaluations] == [
        one.evaluation.claimed_total for one in run.evaluations
    ]


def test_a_list_is_no_disclosure() -> None:
    found, disclosure = bytes_whole(text().encode(), "清单.csv")
    assert len(found.forms) == 2
    assert disclosure is None


def test_a_file_is_looked_through_and_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text(text(), encoding="utf-8")
    by_path, by_bytes = list_of_path(path), list_of_bytes(path.read_bytes(), str(path))
    assert by_path is not None
    assert by_path == by_bytes
    assert by_path.count == 2
    assert by_path.ends == (3, 4)
    assert by_path.size == path.stat().st_size


def test_the_year_given_from_outside_is_of_those_that_name_none() -> None:
    content = text(ROWS[0], ROWS[2].replace("2024", ""))
    assert [form.evaluation.year for form in read_bytes(content.encode(), "a", year=2020).forms] == [
        2024,
        2020,
    ]


def test_a_sheet_beside_others() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.add_worksheet("说明").write_string(0, 0, "填报说明")
        sheet = book.add_worksheet("清单")
        sheet.write_string(0, 0, "绩效自评清单")
        for at, row in enumerate(text().splitlines(), 1):
            for column, cell in enumerate(row.split(",")):
                sheet.write_string(at, column, cell)
        sheet.merge_range(2, 0, 3, 0, "道路养护")
    found = read_bytes(stream.getvalue(), "清单.xlsx")
    assert found.problems == ()
    assert [len(form.evaluation.indicators) for form in found.forms] == [2, 1]
    place = found.forms[1].place("indicators", 0, "actual")
    assert (place.table, place.cell, place.row) == ("清单", "L5", "第5行")
    assert found.forms[0].place("unit").cell == "C3"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (text() + 'x,"未完', "LST001"),
        (HEAD + "\n", "LST011"),
        (
            text(head=HEAD.replace("全年预算数", "全年预算数(元)").replace("全年执行数", "全年执行数(万元)")),
            "LST012",
        ),
        (text().encode() + b"\xff\xff\xff", "DOC008"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(content: str | bytes, code: str) -> None:
    found = read(content)
    assert [problem.code for problem in found.problems] == [code]
    assert found.forms == ()


def test_a_list_beyond_all_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 100)
    path = tmp_path / "清单.csv"
    path.write_text(text(), encoding="utf-8")
    found = list_of_path(path)
    assert found is not None
    assert [problem.code for problem in found.problems] == ["DOC004"]


def test_a_list_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    path = tmp_path / "清单.csv"
    path.write_text(text(), encoding="utf-8")
    found = list_of_path(path)
    assert found is not None
    path.unlink()
    assert [[problem.code for problem in made.problems] for made in found.forms()] == [["LST010"]]


rows = st.lists(
    st.text(st.sampled_from("道路养护,\"'\n\t;=-0123456789%.年一二合计总分"), max_size=60), max_size=8
)


@given(rows, st.sampled_from(("\n", "\r\n", "\r")))
def test_nothing_that_stands_in_a_list_raises(lines: list[str], end: str) -> None:
    found = read(end.join((HEAD, *ROWS, *lines)))
    assert found.forms or found.problems


@given(st.binary(max_size=200))
def test_no_bytes_do_either(data: bytes) -> None:
    found = read(text().encode() + data)
    assert found.forms or found.problems
