"""Clean disclosures raise nothing; one figure of 第九节 or of a report changed is found."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jixiao.documents.disclosure.reader import read_text
from jixiao.schemas.finding import Severity
from tests.audit.disclosure.saying import STATEMENT, disclosure, findings
from tests.strategies.clean_disclosures import CleanDisclosure, clean_disclosures

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding

KINDS = ("money", "percent", "score", "count", "grade")


def checked(text: str) -> tuple[Finding, ...]:
    """What is found in a text, if it is one of a disclosure."""
    return () if read_text(text, "甲") is None else findings(STATEMENT, text)


def found(text: str) -> set[tuple[str, str | None, str | None]]:
    """What is found, by code, place and figure."""
    return {(one.code, one.place.row, one.found) for one in findings(STATEMENT, text)}


@settings(max_examples=20, deadline=None)
@given(clean_disclosures())
def test_a_clean_disclosure_raises_no_error_and_no_warning(clean: CleanDisclosure) -> None:
    assert [
        one.code for one in findings(STATEMENT, clean.text()) if one.severity is not Severity.NOTICE
    ] == []


@settings(max_examples=20, deadline=None)
@given(clean_disclosures())
def test_a_clean_disclosure_is_read_in_full(clean: CleanDisclosure) -> None:
    """Else its silence would say nothing."""
    read = disclosure(clean.text())

    def printed(start: str, end: str) -> int:
        return sum(name.startswith(start) and name.endswith(end) for name in clean.figures)

    assert len(read.all("project.score")) == len(clean.projects)
    assert len(read.all("project.budget")) == printed("project.", ".budget")
    reports = printed("report.", ".grade")
    assert len(read.all("report.title")) == len(read.all("report.score")) == reports
    assert len(read.all("report.section.score")) == len(read.all("report.section.rate")) == 3 * reports
    assert len(read.all("report.surplus")) == reports


def changed(clean: CleanDisclosure, name: str, random: Random) -> str:
    """Another figure in the place of one, further off than rounding goes."""
    figure = clean.figures[name]
    if figure.kind == "grade":
        return random.choice([grade for grade in "优良中差" if grade != figure.text])
    if figure.kind == "count":
        return str(int(figure.text) + random.choice((1, 2)))
    value = Decimal(figure.text)
    if figure.kind == "money":
        new = value * random.choice((Decimal("0.8"), Decimal("1.25"))) + 2
    else:
        new = value + random.choice((-1, 1)) * Decimal(random.choice(("0.55", "3", "11.11")))
    digits = len(figure.text.partition(".")[2])
    return f"{abs(round(new, digits)):f}"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(clean_disclosures(), st.integers(0, 10**9))
def test_a_changed_figure_is_found(clean: CleanDisclosure, seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a change, not a secret
    assume(any(one.spent for one in clean.projects))  # of nothing spent the public tables say nothing
    names = [name for name in clean.of(*KINDS) if clean.figures[name].family in {"statement", "annex"}]
    name = random.choice(names)
    figure = clean.figures[name]
    # of amounts below 100 万元 two decimals leave room for another rate
    assume(figure.kind != "percent" or all(one.spent > 10**8 for one in clean.projects))
    new = changed(clean, name, random)
    assume(new != figure.text)
    assert found(clean.text({name: new})) != found(clean.text())


@settings(max_examples=20, deadline=None)
@given(clean_disclosures(), st.integers(0, 10**9))
def test_a_damaged_disclosure_never_ends_the_run(clean: CleanDisclosure, seed: int) -> None:
    """Lines lost, repeated and exchanged, figures gone or absurd."""
    random = Random(seed)  # noqa: S311 - a change, not a secret
    lines = clean.text().split("\n")
    for _ in range(random.randint(1, 60)):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        absurd = random.choice(("0", "-1", "99999999999999", "", "0.00", "100%", "第", "。"))
        cut = random.randrange(len(lines[at]) + 1)
        change = random.choice(
            ("", lines[other], lines[at] * 2, lines[at][:cut] + absurd + lines[at][cut + 1 :])
        )
        lines[at] = change
    for one in checked("\n".join(lines)):
        assert one.sentence("message")
