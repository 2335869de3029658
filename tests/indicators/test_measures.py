"""Numbers of two cells brought to one unit, and the doubts that leaves."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.measures import Measure, common, doubtful, measure, target_strays, two_readings
from jixiao.indicators.target import parse_target


def pair(target: str, actual: str) -> tuple[Measure, Measure]:
    found = common(measure(parse_target(target)), measure(parse_actual(actual)))
    assert found is not None
    return found


def test_a_point_and_a_band():
    assert measure(parse_target("≥20万元")).ends() == [Fraction(200000), Fraction(200000)]
    band = measure(parse_target("85%-90%"))
    assert (band.ends(), band.point, band.unit) == ([Fraction(85), Fraction(90)], None, "%")


@pytest.mark.parametrize(
    ("target", "actual", "value", "unit"),
    [
        ("≤245万元", "231.16", Fraction(2311600), "元"),  # a bare actual takes the unit and the scale
        ("=33万个", "33", Fraction(330000), "个"),
        ("≥15万元", "150000元", Fraction(150000), "元"),
        ("≥2公里", "1500米", Fraction(3, 2), "公里"),
    ],
)
def test_both_come_to_one_unit(target, actual, value, unit):
    _, have = pair(target, actual)
    assert (have.point, have.unit) == (value, unit)


def test_units_of_two_kinds_have_nothing_in_common():
    assert common(measure(parse_target("≥10件")), measure(parse_actual("90%"))) is None


@pytest.mark.parametrize(
    ("target", "actual", "given", "power"),
    [
        ("=100%", "1", 1, Fraction(1, 100)),
        ("≥90%", "0.95", 1, Fraction(1, 100)),
        ("≤15万元", "150000", 10000, Fraction(10000)),
        ("≤245万元", "231.16", 10000, None),
        ("≥90%", "95", 1, None),
    ],
)
def test_an_adopted_scale_may_be_a_slip(target, actual, given, power):
    assert doubtful(*pair(target, actual), given) == power


def test_a_bare_target_that_takes_a_scale_may_stray():
    assert target_strays(*pair("≥150000", "16万元"))
    assert not target_strays(*pair("≥15", "16万元"))


def test_the_two_readings_of_a_doubtful_scale():
    _, have = pair("=100%", "1")
    assert two_readings(have, Fraction(1, 100)) == {"adopted": "1%", "other": "100%"}
