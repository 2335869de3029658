from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.schemas.scored import Status
from jixiao.scoring.ruleset import load_ruleset
from tests.scoring.build import PLAIN, plain, rules, scored


@pytest.mark.parametrize(
    ("target", "actual", "score", "completion"),
    [
        # satisfied: full marks
        ("≥10", "10", "10.00", "1"),
        ("≥10", "25", "10.00", "5/2"),
        ("≤60", "30.8", "10.00", "77/150"),
        ("≤60", "0", "10.00", "0"),
        ("=60", "60", "10.00", "1"),
        (">10", "10", "10.00", "1"),  # strict ones score like the others, with a note
        ("<10", "10", "10.00", "1"),
        ("≥15万", "150000", "10.00", None),  # no: see the doubtful scales below
        ("≥15万元", "150000元", "10.00", "1"),
        ("85%-90%", "88%", "10.00", None),
        # measured
        ("≥10", "8", "8.00", "4/5"),
        ("≤100", "150", "6.67", "3/2"),
        ("=9", "7", "7.78", "7/9"),
        (">10", "9", "9.00", "9/10"),
        ("<10", "20", "5.00", "2"),
        ("≥85%", "17%", "2.00", "1/5"),
        ("85%-90%", "68%", "8.00", "4/5"),  # below a band: as ≥ its low end
        ("85%-90%", "100%", "9.00", "10/9"),  # above it: as ≤ its high end
        ("≥10", "0", "0.00", "0"),
    ],
)
def test_first_compare_then_measure(target: str, actual: str, score: str, completion: str | None) -> None:
    row = scored(target, actual)
    if target == "≥15万":
        assert (row.status, row.reason) == (Status.NEEDS_JUDGEMENT, "scale-doubtful")
        return
    assert (row.status, str(row.score)) == (Status.COMPUTED, score)
    assert row.completion == (None if completion is None else Fraction(completion))


@pytest.mark.parametrize(
    ("target", "actual", "status", "reason"),
    [
        ("=10", "12", "needs-judgement", "no-clause"),  # nobody has ruled on it
        ("≥0", "-3", "needs-judgement", "negative-actual"),
        ("≥-5", "-8", "needs-judgement", "negative-target"),
        ("≤-5", "3", "needs-judgement", "negative-target"),
        ("≤0", "3", "needs-judgement", "zero-target"),
        ("=0", "1", "needs-judgement", "zero-target"),
        ("≥90%", None, "unscorable", "actual-missing"),
        (None, "90%", "unscorable", "target-missing"),
        ("≥90%", "1e5", "unscorable", "actual-unreadable"),
        ("≥90%", "很好", "needs-judgement", "actual-qualitative"),
        ("良好", "很好", "needs-judgement", "qualitative"),
        ("≥5件", "3%", "needs-judgement", "unit-mismatch"),
        ("=100%", "1", "needs-judgement", "scale-doubtful"),
        ("≥200人", "约200人", "needs-judgement", "approximate"),
        ("≥300人", "200余人", "needs-judgement", "interval-overlaps"),
        ("100%1000件", "100%900件", "needs-judgement", "several-not-all-met"),
    ],
)
def test_what_cannot_be_decided_says_why(
    target: str | None, actual: str | None, status: str, reason: str
) -> None:
    row = scored(target, actual)
    assert (row.status, row.reason, row.score) == (status, reason, None)
    assert (row.low, row.high) == (0, 10)


@pytest.mark.parametrize(
    ("target", "actual", "notes"),
    [
        (">10", "10", ("equality-under-strict",)),
        ("≤245万", "231.16", ("took-unit",)),
        ("≥90%", "≥90%", ("repeats-target",)),
        ("≥200人", "200余人", ()),
        ("100%1000件", "100%1000件", ("repeats-target",)),
    ],
)
def test_met_with_what_the_reader_should_know(target: str, actual: str, notes: tuple[str, ...]) -> None:
    row = scored(target, actual)
    assert (row.status, str(row.score), row.notes) == (Status.COMPUTED, "10.00", notes)


@pytest.mark.parametrize(
    ("name", "target", "actual", "outcome"),
    [
        ("群众满意度", "100%", "98%", "9.80"),
        ("投诉次数", "2次", "4次", "5.00"),
        ("投诉次数", "2次", "1次", "10.00"),
        ("宣传品", "100份", "98份", "direction-unknown"),
        ("宣传品", "100份", "100份", "10.00"),  # met exactly is full under any operator
    ],
)
def test_a_bare_target_has_the_direction_of_plain_words(
    name: str, target: str, actual: str, outcome: str
) -> None:
    row = scored(target, actual, name=name)
    assert (str(row.score) if row.score is not None else row.reason) == outcome


# weights


def test_without_a_weight_the_completion_is_computed_and_nothing_is_scored() -> None:
    row = scored("≥8", "6", None)
    assert (row.status, row.reason, row.score, row.completion) == (
        Status.UNSCORABLE,
        "no-weight",
        None,
        Fraction(3, 4),
    )
    assert (row.low, row.high) == (0, 0)
    assert scored("提升", "基本达成目标", None, "5").reason == "no-weight"


def test_a_negative_weight_is_no_weight() -> None:
    row = scored("≥8", "6", "-5")
    assert (row.status, row.reason, row.low, row.high) == (Status.UNSCORABLE, "negative-weight", 0, 0)


def test_a_weight_of_nothing_earns_nothing() -> None:
    assert scored("≥8", "9", "0").score == 0


# edges


@pytest.mark.parametrize(("actual", "score"), [("0", "10.00"), ("1", "0.00")])
def test_zero_target_full_if_zero(actual: str, score: str) -> None:
    by = plain('[edge]\nzero_target = { "=" = "full-if-zero" }\n')
    assert str(scored("=0", actual, by=by).score) == score


@pytest.mark.parametrize(("way", "score"), [("full", "10.00"), ("zero", "0.00")])
def test_zero_target_by_the_edge_of_its_operator(way: str, score: str) -> None:
    by = plain(
        f'[edge]\nzero_target = {{ "<=" = "{way}" }}\n'
        f'[edge.cite]\nzero_target = {{ standing = "recalled" }}\n'
    )
    row = scored("≤0", "2", by=by)
    assert (str(row.score), row.reason, row.standing) == (score, f"zero-target-{way}", "recalled")
    assert scored("<0", "2", by=by).score is None


def test_a_negative_target_is_for_a_person_whatever_negative_actuals_get() -> None:
    row = scored("≥-5%", "-6%", by=plain('[edge]\nnegative_actual = "zero"\n'))
    assert (row.status, row.score, row.reason) == (Status.NEEDS_JUDGEMENT, None, "negative-target")


def test_negative_actual_by_the_edge_table() -> None:
    row = scored("≥5", "-1", by=plain('[edge]\nnegative_actual = "zero"\n'))
    assert (str(row.score), row.reason, row.standing) == ("0.00", "negative-actual-zero", "unknown")
    assert str(scored("≤5", "-1").score) == "10.00"  # compared first


# rows that do not apply


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("/", "/"),
        ("/", None),
        (None, "/"),
        ("／", ""),
        ("/", "—"),
        ("不适用", "/"),
        ("≥90%", "不适用"),
        ("—", "—"),
    ],
)
def test_a_row_with_a_slash_does_not_apply(target: str | None, actual: str | None) -> None:
    row = scored(target, actual, "5", name="某指标")
    assert (row.status, row.reason, row.low, row.high) == (
        Status.NOT_APPLICABLE,
        "not-applicable-judgement",
        0,
        5,
    )


@pytest.mark.parametrize(
    ("way", "score", "low", "high"),
    [("drop", None, "0", "0"), ("rescale", None, "0", "0"), ("full", "5.00", "5", "5")],
)
def test_what_becomes_of_it_is_the_rule_sets(way: str, score: str | None, low: str, high: str) -> None:
    row = scored("/", "/", "5", by=plain(f'[edge]\nnot_applicable = "{way}"\n'))
    assert (None if row.score is None else str(row.score)) == score
    assert (row.low, row.high, row.reason) == (Decimal(low), Decimal(high), f"not-applicable-{way}")


@pytest.mark.parametrize(("target", "actual"), [("≥90%", "/"), ("/", "95%")])
def test_a_slash_beside_a_figure_is_for_a_person(target: str, actual: str) -> None:
    row = scored(target, actual, "5", by=plain('[edge]\nnot_applicable = "full"\n'))
    assert (row.status, row.reason, row.score, row.high) == (
        Status.NOT_APPLICABLE,
        "not-applicable-mixed",
        None,
        5,
    )


def test_an_empty_row_is_no_row_that_does_not_apply() -> None:
    assert scored(None, None).reason == "target-missing"
    assert scored("≥90%", "—").reason == "actual-missing"


# columns


def test_an_adjusted_target_stands_in_for_the_first_one() -> None:
    assert str(scored("≥10", "8", adjusted_target="≥8").score) == "10.00"
    for nothing in ("", "/", "—", "无"):
        assert str(scored("≥10", "8", adjusted_target=nothing).score) == "8.00"


def test_split_columns_are_one_target() -> None:
    assert str(scored("90", "45", operator="≥", unit="%").score) == "5.00"
    assert scored("满意", "满意", operator="定性").reason == "qualitative"


def test_a_printed_coefficient_is_checked_and_nothing_computed() -> None:
    by = plain(
        '[[clause]]\nfor = { kind = "coefficient" }\ncurve = "unknown"\n'
        'cite = { standing = "verified", source = "x" }\n'
    )
    row = scored("≥10", "10", "10", "9", coefficient="90", by=by)
    assert (row.status, row.reason, row.score, row.high) == (Status.NEEDS_JUDGEMENT, "coefficient", None, 10)
    assert str(scored("≥10", "10", coefficient="90").score) == "10.00"


def test_where_people_type_the_score_nothing_is_computed() -> None:
    row = scored("≥10", "8", "10", "7", by=plain('[entry]\nquantitative = "manual"\n'))
    assert (row.reason, row.score, row.completion) == ("manual-entry", None, Fraction(4, 5))


# dates


@pytest.mark.parametrize(
    ("target", "actual", "status", "reason"),
    [
        ("2023年12月底前", "2023年12月", "computed", "met"),
        ("12月底前", "2023年11月5日", "computed", "met"),
        ("11月前", "11月", "needs-judgement", "month-doubtful"),
        ("2023年6月30日前", "2023年7月3日", "needs-judgement", "late"),
        ("按月", "每月", "computed", "met"),
        ("按月", "12次", "computed", "met"),
    ],
)
def test_dates_and_frequencies(target: str, actual: str, status: str, reason: str) -> None:
    row = scored(target, actual, year=2023)
    assert (row.status, row.reason) == (status, reason)


DAYS = """
[[clause]]
for = { kind = "date" }
ratio = "days-late"
curve = "days"
cite = { standing = "recalled" }
"""


@pytest.mark.parametrize(
    ("actual", "score", "low", "high"),
    [
        ("2023年7月3日", "8.00", 8, 8),
        ("2023年7月8日", "5.00", 5, 5),
        ("2023年8月1日", "0.00", 0, 0),
        ("2023年7月", None, 0, 8),  # 1 to 31 days
        ("2024年", "0.00", 0, 0),  # every day of it earns the same
    ],
)
def test_a_date_missed_goes_to_its_clause(actual: str, score: str | None, low: int, high: int) -> None:
    row = scored("2023年6月30日前", actual, by=plain(DAYS))
    assert (None if row.score is None else str(row.score)) == score
    assert (row.low, row.high) == (low, high)
    assert row.params["days"].isdigit()


# clauses that name a side


def test_a_met_row_may_be_ruled_on_expressly() -> None:
    more = (
        '[[clause]]\nfor = { operator = ">=", side = "over" }\nratio = "actual/target"\ncurve = "full"\n'
        'deduct = { from = "1.3", points = "2" }\ncite = { standing = "verified", source = "x" }\n'
    )
    by = plain(more)
    assert (str(scored("≥10", "12.9", by=by).score), scored("≥10", "12.9", by=by).reason) == (
        "10.00",
        "met-over",
    )
    row = scored("≥10", "13", by=by)
    assert (str(row.score), row.notes) == ("8.00", ("deducted",))
    assert scored("≥10", "10", by=by).reason == "met"


def test_a_reason_is_asked_for_from_a_ratio_on_unless_given() -> None:
    by = load_ruleset("mof-2020")
    assert "explain-over" in scored("=10", "13", by=by).notes
    assert "explain-over" not in scored("=10", "12.9", by=by).notes
    assert "explain-over" not in scored("=10", "13", by=by, deviation_note="需求增加").notes


def test_an_unknown_rule_is_for_a_person_and_shows_the_completion() -> None:
    row = scored("≤100", "150", by=load_ruleset("jiangxi-2023"))
    assert (row.status, row.reason, row.completion, row.clause) == (
        Status.NEEDS_JUDGEMENT,
        "rule-unknown",
        Fraction(3, 2),
        "≤ over",
    )


def test_the_pass_line_to_the_cent() -> None:
    by = load_ruleset("jiangxi-2023")
    assert str(scored("≥1.5", "1.49", "7.5", by=by).score) == "7.38"
    assert str(scored("=1.44", "1.02", "6", by=by).score) == "1.63"
    assert str(scored("=56", "44", "10", by=by).score) == "4.64"
    assert str(scored("=100", "170.58", "5", by=by).score) == "1.47"


# properties

NUMBER = st.integers(0, 10**6).map(lambda units: Decimal(units).scaleb(-2))
WEIGHT = st.integers(1, 10_000).map(lambda units: Decimal(units).scaleb(-2))
SIGN = st.sampled_from(["≥", ">", "≤", "<", "="])
SETS = st.sampled_from(
    ["mof-2020", "jiangxi-2023", "jiangxi-2017", "integrated-default", "integrated-capped", "hubei-2019"]
)


@given(SIGN, NUMBER, NUMBER, WEIGHT, SETS)
def test_a_score_lies_between_nothing_and_the_weight(
    sign: str, target: Decimal, actual: Decimal, weight: Decimal, name: str
) -> None:
    row = scored(f"{sign}{target}件", f"{actual}件", str(weight), by=load_ruleset(name))
    assert 0 <= row.low <= row.high <= weight
    if row.score is not None:
        assert row.low == row.score == row.high


@given(SIGN, NUMBER, NUMBER, WEIGHT, SETS)
def test_ten_thousand_yuan_and_yuan_score_alike(
    sign: str, target: Decimal, actual: Decimal, weight: Decimal, name: str
) -> None:
    by = load_ruleset(name)
    large = scored(f"{sign}{target}万元", f"{actual}万元", str(weight), by=by)
    small = scored(f"{sign}{target * 10000:f}元", f"{actual * 10000:f}元", str(weight), by=by)
    mixed = scored(f"{sign}{target}万元", f"{actual * 10000:f}元", str(weight), by=by)
    assert (large.score, large.status, large.reason) == (small.score, small.status, small.reason)
    assert (large.score, large.status, large.reason) == (mixed.score, mixed.status, mixed.reason)


@given(st.sampled_from(["≥", ">"]), NUMBER, NUMBER, NUMBER, WEIGHT)
def test_more_is_never_worse_where_more_is_wanted(
    sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    assume(target > 0)
    for by in (rules(), load_ruleset("jiangxi-2023")):
        less, more = (
            scored(f"{sign}{target}件", f"{value}件", str(weight), by=by) for value in sorted((one, other))
        )
        assert less.score is not None
        assert more.score is not None
        assert less.score <= more.score


@given(st.sampled_from(["≤", "<"]), NUMBER, NUMBER, NUMBER, WEIGHT)
def test_less_is_never_worse_where_less_is_wanted(
    sign: str, target: Decimal, one: Decimal, other: Decimal, weight: Decimal
) -> None:
    assume(target > 0)
    for by in (rules(), load_ruleset("integrated-default")):
        less, more = (
            scored(f"{sign}{target}件", f"{value}件", str(weight), by=by) for value in sorted((one, other))
        )
        assert less.score is not None
        assert more.score is not None
        assert less.score >= more.score


TEXT = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.sampled_from(["/", "≥", "90%", "基本达成目标", "2023年", "nan", "1e400"]),
)


@given(
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    st.one_of(st.none(), st.decimals(allow_nan=False, allow_infinity=False, places=2)),
)
def test_no_text_raises_and_every_row_says_why(
    target: str | None,
    actual: str | None,
    name: str | None,
    operator: str | None,
    unit: str | None,
    weight: Decimal | None,
) -> None:
    from jixiao.schemas.self_evaluation import Indicator
    from jixiao.scoring.explain import sentence, steps
    from jixiao.scoring.row import score_indicator

    made = Indicator(target=target, actual=actual, name=name, operator=operator, unit=unit, weight=weight)
    row = score_indicator(made, rules(PLAIN))
    assert row.reason
    assert "〔" not in sentence(row).replace(target or "", "").replace(actual or "", "")
    assert all(step["step"] for step in steps(row))
    assert 0 <= row.low <= row.high
