"""What the yearly report is drafted from: paths, bands, figures with how they were worked out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from jixiao.reports.annual_view import (
    BANDS,
    Material,
    band_of,
    computed,
    difference,
    direction,
    listed,
    named_few,
    path_of,
    quoted,
    share,
    value_at,
)
from jixiao.reports.blocks import Fact, Origin, Source, text_of
from jixiao.reports.sentences import sentence
from jixiao.schemas.summary import ProjectLine
from tests.reports.test_annual import THREE, WAN, record
from tests.strategies.annuals import material, materials

SOURCE = Source(Origin.COMPUTED, "x")


def fact(text: str) -> Fact:
    return Fact(text, SOURCE, Decimal(text))


@pytest.mark.parametrize(
    ("budget", "executed", "band"),
    [
        ("100", "0", "nothing"),
        ("100", "59.99", "under-60"),
        ("100", "60", "under-80"),
        ("100", "79.999", "under-80"),
        ("100", "80", "under-100"),
        ("100", "99.9999", "under-100"),
        ("100", "100.00", "full"),
        ("100", "100.01", "over"),
        ("0", "1", "unknown"),
        ("0", "0", "unknown"),
        (None, "1", "unknown"),
        ("1", None, "unknown"),
        ("-1", "1", "unknown"),
        ("1", "-1", "unknown"),
    ],
)
def test_bands_are_exact(budget: str | None, executed: str | None, band: str) -> None:
    money = {"budget": budget, "executed": executed}
    amounts = {name: None if text is None else Decimal(text) for name, text in money.items()}
    assert band_of(ProjectLine(project="甲", **amounts)) == band


def test_a_path_leads_to_its_value() -> None:
    whole = material(THREE)
    steps = ("summary", "groups", 0, "grades", "优")
    assert path_of(*steps) == "summary.groups[0].grades.优"
    assert value_at(whole, *steps) == whole.summary.groups[0].grades["优"]
    with pytest.raises(LookupError):
        value_at(whole, "summary", "groups", 9)
    with pytest.raises(AttributeError):
        value_at(whole, "nothing")


def test_figures_tell_how_they_were_worked_out() -> None:
    whole = material(THREE)
    mean = whole.mean("summary", "total")
    assert mean is not None
    assert (mean.text, mean.source.formula) == ("88.67", "266 ÷ 3")
    rate = whole.execution("summary", "total")
    assert rate is not None
    assert (rate.text, rate.source.formula) == ("46.67%", "140 ÷ 300")
    part = material([*THREE, record("桥", executed=None)]).execution("summary", "total")
    assert part is not None
    assert part.source.formula == ""
    assert material([]).mean("summary", "total") is None


def test_a_figure_of_a_project_is_of_its_file() -> None:
    found = material(THREE).figure("summary", "projects", 0, "score")
    assert found is not None
    assert (found.source.origin, found.source.place) == (Origin.FIELD, "甲.xlsx")


def test_low_execution_and_the_best_grade() -> None:
    whole = material([*THREE, record("桥", 7000, executed=0), record("渠", 9900, budget=None)])
    assert (whole.low.projects, whole.high.projects, whole.known) == (3, 1, 4)
    assert whole.low_but_best == 1
    assert whole.best_grade == "优"
    assert whole.returned == ()
    assert material([record("桥", errors=2), record("渠")]).returned in {(0,), (1,)}


@given(materials())
def test_every_project_is_in_one_band(whole: Material) -> None:
    assert sum(band.projects for band in whole.bands.values()) == len(whole.lines)
    assert tuple(whole.bands) == BANDS
    assert whole.known + whole.bands["unknown"].projects == len(whole.lines)


@pytest.mark.parametrize(
    ("one", "other", "how", "apart"),
    [("90", "88.5", "more", "1.5"), ("88.5", "90", "less", "1.5"), ("90.00", "90", "same", "0")],
)
def test_differences_in_both_directions(one: str, other: str, how: str, apart: str) -> None:
    assert direction(fact(one), fact(other)) == how
    found = difference(fact(one), fact(other))
    assert (found.text, found.value) == (apart, Decimal(apart))


def test_a_share_is_of_something() -> None:
    found = share(fact("1"), fact("3"))
    assert found is not None
    assert (found.text, found.source.formula) == ("33.33%", "1 ÷ 3")
    assert share(fact("1"), fact("0")) is None


@pytest.mark.parametrize(
    ("part", "text"),
    [("0", "0%"), ("1", "0.0003%"), ("300000", "100%"), ("299999", "99.9997%"), ("360000", "120%")],
)
def test_a_share_is_called_nothing_or_all_only_if_it_is(part: str, text: str) -> None:
    found = share(fact(part), fact("300000"))
    assert found is not None
    assert found.text == text


def test_names_few_and_many() -> None:
    names = [Fact(name, SOURCE) for name in "甲乙丙丁"]
    assert text_of(named_few(names[:1], "部门")) == "甲"
    assert text_of(named_few(names[:3], "部门")) == "甲、乙、丙"
    assert text_of(named_few(names, "部门")) == "甲、乙、丙等4个部门"


def test_quotation_marks_within_a_name() -> None:
    assert text_of(quoted(Fact("道路", SOURCE))) == "“道路”"
    assert text_of(quoted(Fact("“一网”通办", SOURCE))) == "「“一网”通办」"


def test_pieces_between_marks() -> None:
    stop = sentence("annual.stop")
    assert text_of(listed([stop, stop])) == "。，。"
    assert listed([]) == ()


def test_counts() -> None:
    assert computed(3, "x").value == 3
    assert material([record("桥", budget=3 * WAN)]).count("summary", "total", "count").text == "1"
