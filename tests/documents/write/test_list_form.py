"""Forms written as one list come back as they were, whatever stands in them."""

from __future__ import annotations

import io
from decimal import Decimal

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.files import read_bytes
from jixiao.documents.write.list_form import NEEDED, list_columns, list_rows, write
from jixiao.schemas.self_evaluation import Indicator, SelfEvaluation
from tests.strategies.forms import self_evaluations


def as_csv(forms: list[SelfEvaluation]) -> bytes:
    stream = io.BytesIO()
    write(forms, stream)
    return stream.getvalue()


def as_xlsx(forms: list[SelfEvaluation]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(list_rows(forms)):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return stream.getvalue()


def numbered(forms: list[SelfEvaluation]) -> list[SelfEvaluation]:
    """Forms of different projects, some with what stands on some forms only."""
    return [
        form.model_copy(
            update={
                "project": f"{form.project}{at}",
                "code": f"51A{at}" if at % 2 else None,
                "office": "教科文科" if at % 3 else None,
                "project_total": Decimal("350.5") if at % 2 else None,
                "region": "360200" if at % 3 else None,
            }
        )
        for at, form in enumerate(forms, 1)
    ]


many = st.lists(st.booleans().flatmap(lambda core: self_evaluations(core=core)), min_size=1, max_size=4)


@given(many.map(numbered))
def test_a_list_gives_back_its_forms(forms: list[SelfEvaluation]) -> None:
    read = read_bytes(as_csv(forms), "清单.csv")
    assert read.problems == ()
    assert [form.evaluation for form in read.forms] == forms


@given(many.map(numbered), st.sampled_from((";", "\t")), st.sampled_from(("utf-8", "gb18030", "utf-16")))
def test_so_does_any_way_of_writing_it(forms: list[SelfEvaluation], between: str, encoding: str) -> None:
    text = "\r\n".join(between.join(row) for row in list_rows(forms))
    read = read_bytes(text.encode(encoding), "清单.txt")
    assert [form.evaluation for form in read.forms] == forms


def test_a_sheet_does_so_too() -> None:
    @given(many.map(numbered))
    def alike(forms: list[SelfEvaluation]) -> None:
        read = read_bytes(as_xlsx(forms), "清单.xlsx")
        assert read.problems == ()
        assert [form.evaluation for form in read.forms] == forms

    alike()


def test_a_project_without_anything_has_a_row_of_its_own() -> None:
    form = SelfEvaluation(project="道路养护")
    assert list(list_rows([form]))[1:] == [["道路养护", "", "", "", "", "", "", ""]]


def test_the_columns_are_all_told_and_all_written() -> None:
    form = SelfEvaluation(project="道路养护", indicators=(Indicator(name="数量"),))
    heading = next(list_rows([form], every=True))
    columns = list_columns()
    assert heading == [column.heading for column in columns]
    assert sum(column.needed for column in columns) == len(NEEDED)
    assert all(column.meaning for column in columns)
