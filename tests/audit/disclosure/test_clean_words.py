"""The words of clean disclosures are silent; a year changed in one place is found there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from jixiao.audit.check import apply
from jixiao.audit.subjects import DisclosureSubject
from jixiao.documents.disclosure.reader import read_text
from jixiao.schemas.finding import Severity
from tests.audit.disclosure.worded import WORDS
from tests.strategies.clean_disclosures import CleanDisclosure, clean_disclosures
from tests.strategies.disclosures import Written, disclosures

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding

SLOW = [HealthCheck.too_slow]


def _grave(text: str) -> list[Finding]:
    read = read_text(text, "甲")
    assert read is not None
    found = apply(WORDS, DisclosureSubject(read.disclosure))
    return [one for one in found if one.severity is not Severity.NOTICE]


@settings(max_examples=20, suppress_health_check=SLOW, deadline=None)
@given(clean_disclosures())
def test_clean_disclosures_are_silent(one: CleanDisclosure) -> None:
    assert [found.sentence("message") for found in _grave(one.text())] == []


@settings(max_examples=6, suppress_health_check=SLOW, deadline=None)
@given(clean_disclosures())
def test_a_changed_year_is_found(one: CleanDisclosure) -> None:
    for name in one.of("year"):
        wrong = str(one.budget.year - 1)
        found = _grave(one.text({name: wrong}))
        assert [(finding.found, finding.expected) for finding in found] == [(wrong, str(one.budget.year))], (
            name
        )


@settings(max_examples=20, suppress_health_check=SLOW, deadline=None)
@given(disclosures())
def test_sentences_in_every_wording_are_silent(one: Written) -> None:
    assert [finding.sentence("message") for finding in _grave(one.text)] == []
