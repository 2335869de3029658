"""Whole tables: silence on clean ones, no crash on odd ones, and what one change brings to light."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings

from jixiao.audit.form.execution import rate_of
from jixiao.audit.printed import of_decimal
from jixiao.audit.run import check_form
from jixiao.schemas.finding import Finding, Severity
from jixiao.texts import table as texts
from tests.scoring import build
from tests.strategies.clean_forms import CleanForm, clean_forms, subject_of
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation


def _all(clean: CleanForm, changes: dict[str, object] | None = None) -> list[Finding]:
    subject = clean.subject(changes)
    return [*subject.scored.findings, *check_form(subject)]


def _grave(found: list[Finding]) -> list[str]:
    return [f"{one.code} {one.sentence('message')}" for one in found if one.severity is not Severity.NOTICE]


@settings(max_examples=66)
@given(clean_forms())
def test_a_clean_table_has_no_error_and_no_warning(clean: CleanForm) -> None:
    assert _grave(_all(clean)) == []


@settings(max_examples=20)
@given(clean_forms())
def test_a_value_can_be_changed_alone(clean: CleanForm) -> None:
    for name in clean.figures:
        assert clean.changed({name: clean.value(name)}) == clean.form
    assert clean.changed({"claimed_total": Decimal(1)}).claimed_total == Decimal(1)


@settings(max_examples=20)
@given(clean_forms())
def test_a_changed_total_score_or_weight_is_an_error(clean: CleanForm) -> None:
    for name in clean.of("total", "score", "weight"):
        value = clean.value(name)
        assert isinstance(value, Decimal)
        assert Severity.ERROR in {one.severity for one in _all(clean, {name: value + 1})}, name


@settings(max_examples=20)
@given(clean_forms())
def test_a_changed_rate_is_an_error_once_it_leaves_its_interval(clean: CleanForm) -> None:
    for name in clean.of("rate"):
        index = int(name.split(".")[1])
        line = clean.form.funds[index]
        rate, spent, budget = line.claimed_rate, line.executed, line.annual_budget
        assert rate is not None
        assert spent is not None
        assert budget is not None
        moved = rate - 2
        possible = rate_of(of_decimal(spent), of_decimal(budget))
        if possible is None or moved < 2 or of_decimal(moved).rounded.meets(possible):
            continue
        found = [one for one in _all(clean, {name: moved}) if one.code == "EXE010" and one.place.cell == name]
        assert [one.severity for one in found] == [Severity.ERROR], name


@settings(max_examples=33)
@given(self_evaluations(odd=True))
def test_an_odd_table_is_checked_like_any_other(form: SelfEvaluation) -> None:
    for finding in check_form(subject_of(form, build.rules())):
        assert finding.sentence("message")


@settings(max_examples=20)
@given(self_evaluations(core=True))
def test_a_plausible_table_is_told_in_whole_sentences(form: SelfEvaluation) -> None:
    for finding in check_form(subject_of(form, build.rules())):
        for part in ("message", "reason", "remedy", "example", "basis"):
            sentence = finding.sentence(part)
            assert sentence, (finding.code, part)
            assert re.search("〔[a-z]", sentence) is None, (finding.code, part)


def test_every_code_of_a_table_has_its_example_and_basis() -> None:
    from jixiao.audit.run import FORM_CHECKS

    codes = [code for check in FORM_CHECKS for code in check.codes]
    assert len(codes) == len(set(codes))
    parts = ("message", "reason", "remedy", "example", "basis")
    missing = [f"{code}.{part}" for code in codes for part in parts if f"{code}.{part}" not in texts()]
    assert missing == []
