"""Any form, written as units lay it out, is read back the same: xlsx, docx, and pdf by an office program."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jixiao.documents.files import read_bytes, read_path
from jixiao.documents.write import docx_form, xlsx_form
from jixiao.documents.write.model import FilledForm, FormBook
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadForm, SelfEvaluation
from jixiao.scoring.table import score_form
from jixiao.services.choose_rules import choose
from tests.documents import corpus
from tests.documents.office_layouts import (
    LAYOUTS,
    NO_WEIGHT,
    fitting,
    sheet,
    word,
    xlsx,
)
from tests.documents.rendering import HEADINGS, figure
from tests.shared import needs_shared
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.documents.rendering import Layout

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
EXAMPLES = {
    path.stem: SelfEvaluation.model_validate(json.loads(path.read_text(encoding="utf-8"))).model_copy(
        update={"region": None}
    )
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
}
COMPLETE = {str(table["id"]): corpus.form(table) for table in corpus.tables() if table["complete"] is True}
REAL = EXAMPLES | COMPLETE
BUILD = {"xlsx": xlsx, "docx": word}
WRITERS = {"xlsx": xlsx_form.as_bytes, "docx": docx_form.as_bytes}
PDF_FORMS = 40
_TRIED = settings().max_examples
FORMS = _TRIED if _TRIED < 40 else max(100, _TRIED)
"""A hundred forms at least in each layout, but in a brief run."""


def only(data: bytes) -> ReadForm:
    read = read_bytes(data, "表.xlsx")
    assert read.problems == ()
    (form,) = read.forms
    return form


def written(form: SelfEvaluation, kind: str) -> bytes:
    return WRITERS[kind](FormBook((FilledForm(form),)))


def squeezed(
    form: SelfEvaluation, change: Callable[[str], str] = lambda text: re.sub(r"\s", "", text)
) -> object:
    """A form with its texts changed: without any white space."""

    def bare(value: object) -> object:
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [bare(one) for one in value]
        return change(value) if isinstance(value, str) else value

    return bare(form.model_dump())


def scores(form: SelfEvaluation) -> object:
    """Everything that scoring says of a form, but for where it stood."""
    scored = score_form(ReadForm(form, source=read_bytes(b"{}", "").problems[0].place), choose(form, None))
    return (
        [(item.row.score, item.row.low, item.row.high, item.row.status) for item in scored.indicators],
        None if scored.execution is None else (scored.execution.score, scored.execution.status),
        scored.total, scored.total_range, scored.provisional_total, scored.grade, scored.grade_range,
    )  # fmt: skip


# layouts, by what they are called where they are used


def _only_with(form: SelfEvaluation, layout: Layout) -> SelfEvaluation:
    """What is left of a form where a layout has no column for it."""
    given = {name: None for name in Indicator.model_fields if name not in layout.fields}
    funds = {
        name: None for name in FundLine.model_fields if name not in layout.fund_fields and name != "name"
    }
    return form.model_copy(
        update={
            "indicators": tuple(one.model_copy(update=given) for one in form.indicators),
            "funds": tuple(line.model_copy(update=funds) for line in form.funds),
        }
    )


@st.composite
def laid_out(draw: st.DrawFn) -> tuple[SelfEvaluation, Layout]:
    name = draw(st.sampled_from(sorted(LAYOUTS)))
    layout = LAYOUTS[name]
    form = _only_with(draw(self_evaluations(core=name not in {"official", "no-weight"})), layout)
    if layout is NO_WEIGHT:  # its heading says 20 points
        total = form.funds[0].model_copy(update={"weight": Decimal(20)})
        form = form.model_copy(update={"funds": (total, *form.funds[1:])})
    return form, layout


@pytest.mark.parametrize("kind", sorted(BUILD))
def test_any_form_in_any_layout_is_read_back(kind: str) -> None:
    @settings(max_examples=FORMS)
    @given(laid_out())
    def check(drawn: tuple[SelfEvaluation, Layout]) -> None:
        form, layout = drawn
        assert only(BUILD[kind](sheet(form, layout))).evaluation == form

    check()


@pytest.mark.parametrize("kind", sorted(WRITERS))
def test_any_form_written_by_the_program_is_read_back(kind: str) -> None:
    @settings(max_examples=FORMS)
    @given(st.booleans().flatmap(lambda core: self_evaluations(core=core)))
    def check(form: SelfEvaluation) -> None:
        assert only(written(form, kind)).evaluation == form

    check()


def ref(place_cell: str | None) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]+)(\d+)", place_cell or "")
    assert match is not None, place_cell
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - 64
    return int(match[2]) - 1, column - 1


@given(laid_out(), st.integers(0, 3), st.integers(0, 3))
def test_every_value_names_the_cell_it_stood_in(
    drawn: tuple[SelfEvaluation, Layout], down: int, right: int
) -> None:
    form, layout = drawn
    made = sheet(form, layout).moved(down, right)
    read = only(xlsx(made))
    assert read.evaluation == form
    heads = {**HEADINGS, **layout.headings}
    heading = made.find("绩效指标")[0]
    first = heading + 1
    for index, one in enumerate(form.indicators):
        for name in layout.fields:
            place = read.places.get(("indicators", index, name))
            if name in {"level1", "level2"}:
                continue
            assert place is not None, name
            row, column = ref(place.cell)
            assert (row, made.rows[heading][column]) == (first + index, heads[name])
            value = getattr(one, name)
            assert made.rows[row][column] == (figure(value) if isinstance(value, bool) else value)
    for index, line in enumerate(form.funds):
        place = read.places["funds", index, "executed"]
        row, column = ref(place.cell)
        assert (place.table, made.rows[row][column]) == (made.name, line.executed)
    row, column = ref(read.places["claimed_total",].cell)
    assert made.rows[row][column] == form.claimed_total
    assert made.rows[heading][column] == heads["claimed_score"]


# real contents


@pytest.mark.parametrize("kind", sorted(BUILD))
@pytest.mark.parametrize("name", [*EXAMPLES, *COMPLETE])
def test_a_real_table_scores_the_same_from_a_file(name: str, kind: str) -> None:
    form = REAL[name]
    (year,) = {form.year}
    read = read_bytes(BUILD[kind](sheet(form, fitting(form))), "表", year=year)
    assert [one.evaluation for one in read.forms] == [form]
    assert scores(read.forms[0].evaluation) == scores(form)
    assert only(written(form, kind)).evaluation == form


@needs_shared
def test_there_are_real_tables() -> None:
    assert len(COMPLETE) >= 4
    assert len(EXAMPLES) >= 4


# what an office program prints


def printed(files: dict[str, bytes], folder: Path) -> list[Path]:
    """Files as pdf, all by one call of the office program."""
    assert SOFFICE is not None
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         *(str(folder / name) for name in files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [(folder / name).with_suffix(".pdf") for name in files]


@needs_office
def test_printed_forms_are_read_back(tmp_path: Path) -> None:
    forms: dict[str, SelfEvaluation] = {}

    @settings(max_examples=PDF_FORMS, phases=[Phase.generate], derandomize=True, database=None)
    @given(self_evaluations())
    def collect(form: SelfEvaluation) -> None:
        forms.setdefault(f"form{len(forms):02}.xlsx", form)

    collect()
    forms |= {f"real{index:02}.xlsx": form for index, form in enumerate(REAL.values())}
    assert len(forms) >= PDF_FORMS - 5
    files = {name: written(form, "xlsx") for name, form in forms.items()}
    forms |= {
        name.replace("xlsx", "docx").replace("real", "word"): form
        for name, form in forms.items()
        if name.startswith("real")
    }
    files |= {name: written(form, "docx") for name, form in forms.items() if name.endswith("docx")}
    different = []
    for (name, form), path in zip(forms.items(), printed(files, tmp_path), strict=True):
        read = read_path(path, year=form.year)
        assert read.problems == (), name
        if [squeezed(one.evaluation) for one in read.forms] != [squeezed(form)]:
            different.append(name)
        elif name.startswith(("real", "word")):
            assert scores(read.forms[0].evaluation) == scores(form)
    assert different == []
