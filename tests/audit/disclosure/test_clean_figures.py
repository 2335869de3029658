"""Clean disclosures are silent though everything in them is compared; one changed figure is found."""

from __future__ import annotations

import time
from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from jixiao.audit.check import apply
from jixiao.audit.equations import Verdict
from jixiao.audit.subjects import DisclosureSubject
from tests.audit.disclosure.changed import CHECKS, disclosure, found, weighed, with_changed, worse
from tests.shared import SHARED, needs_shared
from tests.strategies.clean_disclosures import CleanDisclosure, build, clean_disclosures

LEAST = {
    "public": 60,
    "public_across": 15,
    "narrative": 30,
    "narrative_sums": 7,
    "narrative_rates": 5,
}
"""How many equations there are at least in any clean disclosure, by module."""
FAMILIES = {f"{number:02d}" for number in range(1, 11)} | {
    "income",
    "spending",
    "appropriation",
    "basic",
    "three_public",
    "procurement",
    "assets",
}


@settings(max_examples=33, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(clean_disclosures())
def test_clean_disclosures_are_silent(one: CleanDisclosure) -> None:
    assert [(f.code, f.sentence("message")) for f in found(one.text()) if f.severity != "notice"] == []


@pytest.mark.parametrize("seed", range(12))
def test_silence_is_not_for_want_of_looking(seed: int) -> None:
    equations = list(weighed(build(seed).text()))
    counted = Counter(module for module, _ in equations)
    assert {name: counted[name] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True)
    assert {one.verdict for _, one in equations} <= {Verdict.HOLDS, Verdict.CUT_OFF}


@pytest.mark.parametrize("seed", range(10))
def test_a_figure_changed_by_more_than_the_slack_is_found(seed: int) -> None:
    """Amounts of tables and of what repeats them, with a digit put before them."""
    one, random = build(seed), Random(seed)  # noqa: S311 - a choice of figures, not a secret
    names = [
        name
        for name in one.of("money")
        if one.figures[name].family in FAMILIES and not name.endswith("change")
        if Fraction(one.figures[name].text.replace(",", "")) > 0
    ]
    for name in random.sample(names, 8):
        text = one.figures[name].text.replace(",", "")
        assert with_changed(one, {name: f"9{text}"}) != set(), (name, text)


@needs_shared
@pytest.mark.parametrize("number", [0, 1])
def test_published_tables_and_texts_add_up(number: int) -> None:
    """Gone through by hand: every public table of both adds up, within the tails of its rounding."""
    assert SHARED is not None
    path = sorted((SHARED / "seeds").glob("*.txt"))[number]
    text = path.read_text(encoding="utf-8")
    assert worse(found(text)) == set()
    assert len(list(weighed(text))) > 500


def test_it_takes_no_time() -> None:
    subject = DisclosureSubject(disclosure(build(3).text()))
    best = min(_time(subject) for _ in range(5))
    assert best < 0.5


def _time(subject: DisclosureSubject) -> float:
    began = time.process_time()
    apply(CHECKS, DisclosureSubject(subject.disclosure.model_copy()))
    return time.process_time() - began
