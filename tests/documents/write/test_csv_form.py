from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.write import csv_form
from jixiao.documents.write.csv_form import guarded
from jixiao.documents.write.model import FilledForm, FormBook
from jixiao.documents.write.styles import printable
from tests.documents.write.samples import FORM, SCORED
from tests.strategies.written import filled_forms


def rows(*filled: FilledForm) -> list[dict[str, str]]:
    data = csv_form.as_bytes(FormBook(filled))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_line_for_each_indicator_and_the_execution_rate() -> None:
    found = rows(SCORED)
    assert [row["三级指标"] for row in found] == ["预算执行率", "窗口数", "进驻部门数", "水平提升"]
    assert found[2]["应得"] == "13.93"
    assert found[2]["自评得分"] == "28.5"
    assert found[2]["核对"] == "≠"
    assert (found[3]["应得"], found[3]["最低"], found[3]["最高"], found[3]["核对"]) == ("", "0", "15", "？")
    assert found[0]["年度指标值"] == "198.00"
    assert {row["规则"] for row in found} == {"x-1"}


def test_a_form_that_was_not_scored_has_no_scores() -> None:
    assert {row["应得"] for row in rows(FilledForm(FORM))} == {""}


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@x", "\tx", "\nx", "\rx", " =1", "　=1", "＝1", "|x"])
def test_text_like_a_formula_is_guarded(text: str) -> None:
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["", "≥90%", "20", "甲=乙", "提升"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guarded(text) == text


def test_formulas_of_the_form_are_guarded_and_negative_figures_are_not() -> None:
    found = rows(SCORED)
    assert found[1]["年度指标值"] == "'=20项"
    assert found[2]["偏差原因分析及改进措施"] == "'+部门未进驻"


@given(st.text(max_size=30))
def test_no_text_starts_as_a_formula(text: str) -> None:
    assert not guarded(text).strip(" \u3000").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\0"))


@given(filled_forms())
def test_any_form_is_written_whole(filled: FilledForm) -> None:
    found = rows(filled)
    form = filled.form
    assert len(found) == len(form.indicators) + bool(form.funds)
    for row, indicator in zip(found[len(found) - len(form.indicators) :], form.indicators, strict=True):
        assert row["三级指标"].removeprefix("'") == printable(indicator.name).removeprefix("'")
        assert row["实际完成值"].removeprefix("'") == printable(indicator.actual).removeprefix("'")
