"""First compare: exact outcomes, and undecided with a reason where nobody can tell."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.actual import parse_actual
from jixiao.indicators.compare import Comparison, compare
from jixiao.indicators.numbers import exact_string
from jixiao.indicators.reading import Operator
from jixiao.indicators.target import parse_target
from jixiao.texts import say, table
from tests.strategies.cells import cell_texts, decimals

if TYPE_CHECKING:
    from jixiao.indicators.taxonomy import Direction


def compared(
    target: str, actual: str, *, year: int | None = None, direction: Direction | None = None
) -> Comparison:
    return compare(parse_target(target), parse_actual(actual), year=year, direction=direction)


def line(result: Comparison) -> str:
    """outcome, side, operator, target and actual of a comparison on one line."""
    values = (result.target, result.actual)
    printed = ["·" if value is None else exact_string(value) for value in values]
    return " ".join((result.outcome, result.side or "·", result.operator or "·", *printed))


DECIDED = [
    # the published tables of one place
    ("≤5000元", "3689", "met under ≤ 5000 3689"),
    ("≥32个", "32", "met equal ≥ 32 32"),
    ("≥350天", "365", "met over ≥ 350 365"),
    ("=500000元", "400000", "short under = 500000 400000"),
    ("≤245万", "231.16", "met under ≤ 2450000 2311600"),
    ("=33万个", "33", "met equal = 330000 330000"),
    ("=6台/套", "6", "met equal = 6 6"),
    ("≥90万元", "195.5万元", "met over ≥ 900000 1955000"),
    # units
    ("=15万元", "150000元", "met equal = 150000 150000"),
    ("≥3吨", "2900公斤", "short under ≥ 3 2.9"),
    ("≥2亩", "1000平方米", "short under ≥ 2 1.5"),
    ("≥6台/套", "6套", "met equal ≥ 6 6"),
    ("≥90", "95%", "met over ≥ 90 95"),
    ("≥50人", "60名", "met over ≥ 50 60"),
    ("≤0.9‰", "0.1%", "short over ≤ 0.9 1"),
    # zero and strictness
    ("≤5", "0", "met under ≤ 5 0"),
    ("≤0", "0", "met equal ≤ 0 0"),
    ("≤0", "1", "short over ≤ 0 1"),
    ("≥0", "0", "met equal ≥ 0 0"),
    (">5", "5", "met equal > 5 5"),
    (">5", "4", "short under > 5 4"),
    ("<5", "5", "met equal < 5 5"),
    ("=5", "6", "short over = 5 6"),
    # negative values are compared
    ("≥-5%", "-3%", "met over ≥ -5 -3"),
    ("≥-5%", "-8%", "short under ≥ -5 -8"),
    ("≥5", "-1", "short under ≥ 5 -1"),
    # bands
    ("85%-90%", "85%", "met equal · · 85"),
    ("85%-90%", "87", "met equal · · 87"),
    ("85%-90%", "80", "short under ≥ 85 80"),
    ("85%-90%", "95%", "short over ≤ 90 95"),
    ("10-15万元", "12", "met equal · · 120000"),
    # intervals
    ("≥90%", "≥90%", "met · ≥ 90 ·"),
    ("≥90%", "≥95%", "met over ≥ 90 ·"),
    ("≥200人", "200余人", "met over ≥ 200 ·"),
    ("≤200人", "200余人", "short over ≤ 200 ·"),
    ("≥200人", "近200人", "short under ≥ 200 ·"),
    ("85-95", "88-90", "met equal · · ·"),
    # frequencies
    ("按月", "每月", "met equal · 12 12"),
    ("按月", "12次", "met equal · 12 12"),
    ("≥1次/季度", "5次", "met over ≥ 4 5"),
    ("每月不少于2次", "20次", "short under ≥ 24 20"),
    # changes
    ("提高了50%", "50", "met equal ≥ 50 50"),
    ("降低20%", "下降25%", "met over ≥ 20 25"),
    ("≥80%", "提高到85%", "met over ≥ 80 85"),
]


@pytest.mark.parametrize(("target", "actual", "expected"), DECIDED)
def test_a_comparison_is_decided(target: str, actual: str, expected: str) -> None:
    result = compared(target, actual)
    assert line(result) == expected
    assert result.reason is None


UNDECIDED = [
    ("=100%", "1", "scale-doubtful"),
    ("15万", "150000", "scale-doubtful"),
    ("≤15万元", "150000", "scale-doubtful"),
    ("≥90", "0.9%", "scale-doubtful"),
    ("100件", "100%", "unit-mismatch"),
    ("5个", "5件", "unit-mismatch"),
    ("5天", "5工作日", "unit-mismatch"),
    ("12次", "每周1次", "unit-mismatch"),
    ("2%", "2个百分点", "unit-mismatch"),
    ("43.2", "37.24", "direction-unknown"),
    ("≥200人", "约200人", "approximate"),
    ("约200人", "200人", "approximate"),
    ("≥250人", "200余人", "interval-overlaps"),
    ("≥95%", "≥90%", "interval-overlaps"),
    ("=90%", "≥90%", "interval-overlaps"),
    ("85-90", "80-87", "interval-overlaps"),
    ("提高50%", "降低60%", "change-differs"),
    ("≥80%", "提高5%", "change-differs"),
    ("100%", "基本达成目标", "tier-label"),
    ("按月", "基本达成 目标", "tier-label"),
    ("效果明显", "效果明显", "qualitative"),
    ("效果明显", "95%", "qualitative"),
    ("≥90%", "完成", "actual-qualitative"),
    ("2023年12月底前", "100%", "kinds-differ"),
    ("≥90%", "12月", "kinds-differ"),
    ("", "5", "target-missing"),
    ("/", "5", "target-missing"),
    ("≥90%以下", "5", "target-unreadable"),
    ("≥5", "", "actual-missing"),
    ("≥5", "—", "actual-missing"),
    ("≥5", "1e5", "actual-unreadable"),
    ("≥5", "无", "actual-unreadable"),
    ("100%1000件", "100%900件", "several-not-all-met"),
    ("100%1000件", "1000件", "several-not-all-met"),
    ("≥90%", "95%,100件", "several-not-all-met"),
    ("12月底前", "2023年12月", "year-unknown"),
    ("11月前", "11月", "month-doubtful"),
    ("12月15日前", "12月", "interval-overlaps"),
    ("=12月", "11月", "before-date"),
]


@pytest.mark.parametrize(("target", "actual", "reason"), UNDECIDED)
def test_what_nobody_can_tell_says_why(target: str, actual: str, reason: str) -> None:
    result = compared(target, actual)
    assert (result.outcome, result.reason) == ("undecided", reason)
    sentence = say(reason, **result.params)
    assert reason in table()
    assert "〔" not in sentence


def test_both_readings_of_a_doubtful_scale_are_named() -> None:
    result = compared("=100%", "1")
    assert (result.params["adopted"], result.params["other"]) == ("1%", "100%")
    result = compared("15万", "150000")
    assert (result.params["adopted"], result.params["other"]) == ("1500000000", "150000")


@pytest.mark.parametrize(
    ("ratio", "doubtful"),
    [
        ("0.01", True),
        ("0.0105", True),
        ("0.0095", True),
        ("0.0106", False),
        ("0.0094", False),
        ("0.1", False),
        ("10", False),
        ("100", True),
        ("1000", True),
        ("10000", True),
        ("100000", False),
        ("0.001", True),
        ("0.0001", True),
    ],
)
def test_the_scale_is_doubtful_within_five_percent(ratio: str, doubtful: bool) -> None:
    actual = exact_string(Fraction(ratio) * 500)
    assert (compared("≥500元", actual).reason == "scale-doubtful") == doubtful
    # a printed unit is no adopted one
    assert compared("≥500元", f"{actual}元").reason is None


@pytest.mark.parametrize(
    ("target", "actual", "direction", "expected"),
    [
        ("100%", "98%", "up", "short under ≥ 100 98"),
        ("100%", "102%", "up", "met over ≥ 100 102"),
        ("200万", "195.5万元", "down", "met under ≤ 2000000 1955000"),
        ("2小时", "3小时", "down", "short over ≤ 2 3"),
        ("43.2", "43.2", None, "met equal · 43.2 43.2"),
        ("0起", "0", "down", "met equal ≤ 0 0"),
        # a printed operator is stronger than a word
        ("≤5", "6", "up", "short over ≤ 5 6"),
    ],
)
def test_a_bare_target_follows_the_direction(
    target: str, actual: str, direction: Direction | None, expected: str
) -> None:
    assert line(compared(target, actual, direction=direction)) == expected


@pytest.mark.parametrize(
    ("target", "actual", "notes"),
    [
        ("≥32个", "32", ("took-unit",)),
        (">5", "5", ("equality-under-strict",)),
        ("≥90%", "≥90%", ("repeats-target",)),
        ("效果明显", "效果 明显", ("repeats-target",)),
        ("11月前", "12月", ("days-at-least",)),
        ("100%", "100%", ()),
    ],
)
def test_what_was_taken_for_granted_is_noted(target: str, actual: str, notes: tuple[str, ...]) -> None:
    assert compared(target, actual).notes == notes
    assert set(notes) <= table().keys()


DATES = [
    ("2023年12月底前", "2023年12月", None, "met", None),
    ("2023年12月底前", "2023年12月31日", None, "met", None),
    ("2023年12月底前", "2024年1月2日", None, "short", 2),
    ("12月底前", "2023年12月", 2023, "met", None),
    ("12月底前", "2023年12月", 2022, "short", 335),
    ("11月前", "10月", None, "met", None),
    ("11月前", "10月31日", None, "met", None),
    ("11月前", "12月", None, "short", 1),
    ("11月前", "11月前", None, "met", None),
    ("11月底前", "11月前", None, "met", None),
    ("9月前", "7月", None, "met", None),
    ("6月30日前", "6月30日", None, "met", None),
    ("6月30日前", "7月1日", None, "short", 1),
    ("2021年12月完成", "2021年12月完成", None, "met", None),
    ("上半年", "6月20日", None, "met", None),
    ("1-12月", "12月", None, "met", None),
    ("第三季度末", "10月8日", None, "short", 8),
    ("次年1月底前", "2024年1月15日", 2023, "met", None),
    ("2月底前", "2024年2月29日", 2024, "met", None),
    ("≥12月1日", "12月5日", None, "met", None),
]


@pytest.mark.parametrize(("target", "actual", "year", "outcome", "days"), DATES)
def test_on_time_by_the_whole_of_the_actual_period(
    target: str, actual: str, year: int | None, outcome: str, days: int | None
) -> None:
    result = compared(target, actual, year=year)
    assert (result.outcome, result.days_late) == (outcome, days)
    assert result.reason == ("late" if outcome == "short" else None)


def test_several_targets_are_met_part_by_part() -> None:
    assert compared("100%1000件", "1000件,100%").outcome == "met"
    assert compared("≥100%,≥1000件", "100%1001件").outcome == "met"
    assert compared("3个平台;2个系统", "3个,2个").outcome == "met"


@given(cell_texts, cell_texts, st.sampled_from((None, 2023)), st.sampled_from((None, "up", "down")))
def test_any_two_cells_are_compared(
    target: str, actual: str, year: int | None, direction: Direction | None
) -> None:
    result = compared(target, actual, year=year, direction=direction)
    assert (result.outcome == "undecided") <= (result.reason in table())
    assert (result.outcome == "met") <= (result.reason is None)
    assert all(note in table() for note in result.notes)


@given(decimals, decimals, st.sampled_from(("元", "人", "%", "天")))
def test_a_lower_limit_is_the_mirror_of_an_upper_one(goal: Fraction, value: Fraction, unit: str) -> None:
    one, other = f"{exact_string(goal)}{unit}", f"{exact_string(value)}{unit}"
    there, back = compared(f"≥{one}", other), compared(f"≤{other}", one)
    assert there.outcome == back.outcome
    assert (there.target, there.actual) == (back.actual, back.target)
    mirror = {"over": "under", "under": "over", "equal": "equal"}
    assert there.side == mirror[back.side or ""]


@given(
    decimals,
    decimals,
    st.sampled_from(list(Operator)),
    st.sampled_from((("元", "万元"), ("公斤", "吨"), ("人", "万人"))),
)
def test_the_outcome_does_not_depend_on_the_scale(
    goal: Fraction, value: Fraction, operator: Operator, units: tuple[str, str]
) -> None:
    small, large = units
    factor = 1000 if large == "吨" else 10000
    plain = compared(f"{operator.value}{exact_string(goal)}{small}", f"{exact_string(value)}{small}")
    scaled = compared(
        f"{operator.value}{exact_string(goal / factor)}{large}", f"{exact_string(value / factor)}{large}"
    )
    mixed = compared(f"{operator.value}{exact_string(goal)}{small}", f"{exact_string(value / factor)}{large}")
    assert (plain.outcome, plain.side) == (scaled.outcome, scaled.side) == (mixed.outcome, mixed.side)


@given(decimals, decimals, st.sampled_from(list(Operator)))
def test_an_outcome_is_what_the_operator_says(goal: Fraction, value: Fraction, operator: Operator) -> None:
    result = compared(f"{operator.value}{exact_string(goal)}元", f"{exact_string(value)}元")
    over, under = value >= goal, value <= goal
    satisfied = {Operator.GE: over, Operator.GT: over, Operator.LE: under, Operator.LT: under}.get(
        operator, over and under
    )
    assert result.outcome == ("met" if satisfied else "short")
    assert (result.target, result.actual) == (goal, value)


@given(decimals, decimals, decimals)
def test_a_band_is_met_inside_and_measured_outside(one: Fraction, other: Fraction, value: Fraction) -> None:
    low, high = sorted((one, other))
    result = compared(f"{exact_string(low)}元-{exact_string(high)}元", f"{exact_string(value)}元")
    if low <= value <= high:
        assert (result.outcome, result.operator) == ("met", None)
    elif value < low:
        assert (result.outcome, result.operator, result.target) == ("short", Operator.GE, low)
    else:
        assert (result.outcome, result.operator, result.target) == ("short", Operator.LE, high)


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("≥90%", "0.95", "scale-doubtful"),  # 95 % as a spreadsheet holds it
        ("≥90%", "0.5", "scale-doubtful"),
        ("≤5%", "0.05", "scale-doubtful"),
        ("≤5%", "0.5", None),  # half a percent, as printed
        ("≥90%", "0.1", None),  # a tenth of a percent: no likelier as ten
        ("≥0.9件", "0.0095", None),  # no percentage
    ],
)
def test_a_bare_fraction_beside_a_percentage_is_doubtful(target, actual, reason):
    found = compare(parse_target(target), parse_actual(actual))
    assert (found.reason if found.outcome == "undecided" else None) == reason


@pytest.mark.parametrize(
    ("target", "actual", "outcome", "reason"),
    [
        ("≤2100万元", "2098.01", "met", None),  # beside an amount it is an amount
        ("≥2023.12万元", "2023.12", "met", None),
        ("2023年12月底前", "2023.12", "met", None),  # beside a deadline it is a month
        ("2023年11月底前", "2023.12", "short", "late"),
        ("2023年12月底前", "20231231", "met", None),
        ("2023.12", "2023.12", "undecided", "target-unreadable"),  # nothing says which
        ("有效提升", "2023.12", "undecided", "actual-unreadable"),
    ],
)
def test_a_figure_that_may_be_a_month_is_read_in_the_light_of_the_other(target, actual, outcome, reason):
    found = compare(parse_target(target), parse_actual(actual))
    assert (found.outcome, found.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        # a bare target beside an actual with a scale: as printed, or in the scale of the actual
        ("≥150000", "16万元", "target-scale-doubtful"),
        ("≤150000", "16万元", "target-scale-doubtful"),
        ("≥1000", "1.2千", "target-scale-doubtful"),
        ("≤15", "14万元", None),
        ("≤15", "0万元", None),
        # a bare actual beside a target with a scale: the number as it stands is near the target
        ("≥2.5万亩", "20000", "scale-doubtful"),
        ("≤15万元", "165000", "scale-doubtful"),
        ("≥2.5万亩", "2.4", None),
        ("≥2.5万亩", "20", None),
        # 元 beside a number that is near the target in 万元
        ("≤150000元", "16", "scale-doubtful"),
        ("≤150000元", "0", None),
        ("≥5000元", "3689", None),
        # a share as a spreadsheet holds it, above one too, and in the target
        ("≥100%", "1.2", "scale-doubtful"),
        ("≥0.95", "90%", "scale-doubtful"),
        # so many times beside a frequency: in the year, or in each of its periods
        ("≥1次/月", "1", "scale-doubtful"),
        ("≥1次/月", "1次", "scale-doubtful"),
        ("≤1次/月", "2次", "scale-doubtful"),
        ("每月1-2次", "1次", "scale-doubtful"),
        ("每2个月≥1次", "1次", "scale-doubtful"),
        ("≥1次/月", "12次", None),
        ("≥1次/月", "9次", None),
        ("≥12次/年", "1次", None),
    ],
)
def test_no_score_rests_on_a_scale_that_may_be_a_slip(target: str, actual: str, reason: str | None) -> None:
    found = compared(target, actual)
    assert found.reason == reason
    assert (found.outcome == "undecided") == (reason is not None)


def test_a_doubtful_target_names_both_its_readings() -> None:
    assert (
        compared("≥150000", "16万元").params.items()
        >= {"adopted": "1500000000元", "other": "150000元"}.items()
    )


def test_a_detail_is_left_out_and_said() -> None:
    found = compare(parse_target("21公里（其中新建5公里）"), parse_actual("21公里（其中新建3公里）"))
    assert (found.outcome, found.notes) == ("met", ("detail-not-compared",))
    found = compare(parse_target("≥21公里（其中新建5公里）"), parse_actual("20"))
    assert (found.outcome, found.notes) == ("short", ("detail-not-compared", "took-unit"))


def test_a_chinese_numeral_takes_the_unit_of_its_target() -> None:
    found = compare(parse_target("=20次"), parse_actual("二十"))
    assert (found.outcome, found.notes) == ("met", ("took-unit",))
