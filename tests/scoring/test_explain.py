from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.numbers import round_exact
from jixiao.scoring.execution import score_execution
from jixiao.scoring.explain import percent, percent_text, sentence, steps
from jixiao.scoring.ruleset import load_ruleset
from tests.scoring.build import form, fund, plain, rules, scored

if TYPE_CHECKING:
    from jixiao.schemas.scored import ScoredRow

JIANGXI = load_ruleset("jiangxi-2023")
DEFAULT = load_ruleset("integrated-default")


def execution(budget: str, spent: str, name: str = "jiangxi-2023") -> ScoredRow:
    found = score_execution(form(funds=(fund(budget, spent),)), load_ruleset(name))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            scored("=56", "44", by=JIANGXI),
            "44 ÷ 56 = 78.57%，60%≤完成率<100%：10 ×（78.57%−60%）÷（1−60%）= 4.64",
        ),
        (
            scored("=100万件", "170.58万件", "5", by=JIANGXI),
            "1705800 ÷ 1000000 = 170.58%，100%≤完成率<200%：5 ×（200%−170.58%）= 1.47",
        ),
        (scored("≥10", "8", "5"), "8 ÷ 10 = 80%，5 × 80% = 4"),
        (scored("≤100", "150"), "100 ÷ 150 = 66.67%，10 × 66.67% = 6.67"),
        (scored("≤100", "150", by=DEFAULT), "150 ÷ 100 = 150%，100%≤完成率<200%：10 ×（200%−150%）= 5"),
        # two decimals of the rate would give 7.37: more are printed, here the ratio itself
        (
            scored("≥1.5", "1.49", "7.5", by=JIANGXI),
            "1.49 ÷ 1.5 = 99.33%，60%≤完成率<100%：7.5 ×（149/150−60%）÷（1−60%）= 7.38",
        ),
        # 60 times 33.34% would be 20.00
        (scored("≥60", "20.005", "60"), "20.005 ÷ 60 = 33.342%，60 × 33.342% = 20.01"),
        (execution("198", "123.95"), "123.95 ÷ 198 = 62.6%，60%≤执行率<80%：10 × 50% = 5"),
        (execution("100000", "1", "mof-2020"), "1 ÷ 100000 = 0.001%，10 × 0.001% = 0"),
        (execution("160", "7"), "7 ÷ 160 = 4.38%，0%≤执行率<60%：10 × 0% = 0"),
        (execution("221.01", "221.01"), "221.01 ÷ 221.01 = 100%，执行率≥100%：10 × 100% = 10"),
        (execution("100", "105", "mof-2020"), "105 ÷ 100 = 105%，按 100% 计，执行率≥100%：10 × 100% = 10"),
        (scored("≥10", "12"), "达到目标，得满分 10"),
        (scored("≥8", "6", None), "没有分值，只算完成率（75%），不打分"),
        (scored("良好", "很好", None), "没有分值，不打分"),
        (
            scored("提升", "基本达成目标", "15", "15"),
            "“基本达成目标”对应分值的 80%～100%（上限含），自评得分在档内，得 15",
        ),
        (
            scored("提升", "部分实现目标", "15", "15"),
            "“部分实现目标”对应分值的 60%～80%（上限不含），即 9～12 分，自评得分不在档内",
        ),
        (scored("≤245万", "231.16"), "达到目标，得满分 10；未写单位的一方按另一方的单位和数量级理解"),
        (scored("=100%", "1"), "数量级存疑：实际完成值可读作 1%，也可读作 100%"),
    ],
)
def test_the_sentence_says_how_the_score_comes_about(row: ScoredRow, text: str) -> None:
    assert sentence(row) == text


def test_a_rate_is_printed_on_its_own_side_of_the_border() -> None:
    tiers = plain(
        '[[clause]]\nfor = { operator = ">=", side = "under" }\nratio = "actual/target"\ncurve = "tiers"\n'
        'cite = { standing = "recalled" }\n'
    )
    # 79.996 % printed as 80 % would stand in the wrong tier
    text = sentence(scored("≥100000", "79996", by=tiers))
    assert text == "79996 ÷ 100000 = 79.996%，60%≤完成率<80%：10 × 50% = 5"


def test_notes_can_be_left_out_and_a_table_needs_fewer_words() -> None:
    row = scored("≤245万", "231.16")
    assert sentence(row, notes=False) == "达到目标，得满分 10"
    assert sentence(row, notes=False, brief=True) == "达到目标"
    tier = scored("提升", "基本达成目标", "15", "15")
    assert sentence(tier, brief=True) == "“基本达成目标”为 12～15 分，自评在内"


def test_a_late_date_says_the_days() -> None:
    assert sentence(scored("2023年6月30日前", "2023年7月3日")) == "迟于目标日期 3 天，得几分须人工判断"
    late = plain(
        '[[clause]]\nfor = { kind = "date" }\nratio = "days-late"\ncurve = "days"\n'
        'cite = { standing = "recalled" }\n'
    )
    row = scored("2023年6月30日前", "2023年7月10日", by=late)
    assert sentence(row) == "迟 10 天，8≤迟延天数<31：10 × 50% = 5"


def test_a_deduction_is_shown() -> None:
    row = scored("≥10", "13", by=load_ruleset("integrated-capped"))
    assert sentence(row) == "13 ÷ 10 = 130%，10 × 100% − 2 = 8；偏离目标过大，按规则扣分"


def test_steps_hold_every_number() -> None:
    found = {step["step"]: step for step in steps(scored("=56", "44", by=JIANGXI))}
    assert found["compare"] == {
        "step": "compare",
        "operator": "=",
        "target": "56",
        "actual": "44",
        "unit": None,
    }
    assert found["ratio"] == {
        "step": "ratio",
        "formula": "actual/target",
        "value": "11/14",
        "percent": "78.57",
    }
    assert (found["curve"]["from"], found["curve"]["to"], found["curve"]["share"]) == ("3/5", "1", "13/28")
    assert (found["round-score"]["exact"], found["round-score"]["score"]) == ("65/14", "4.64")
    assert found["clause"] == {"step": "clause", "clause": "= under", "standing": "observed"}


def test_a_met_row_shows_what_was_compared() -> None:
    first, *_ = steps(scored("≤245万元", "231.16"))
    assert first == {
        "step": "compare",
        "operator": "≤",
        "target": "2450000",
        "actual": "2311600",
        "unit": "元",
    }


def test_an_undecided_row_gives_its_reason() -> None:
    reason = next(step for step in steps(scored("≤100", "150", by=JIANGXI)) if step["step"] == "reason")
    assert reason["reason"] == "rule-unknown"


def test_percent_has_two_decimals() -> None:
    assert (percent(Fraction(7, 160)), percent(Fraction(1)), percent(Fraction(1, 3))) == (
        "4.38",
        "100.00",
        "33.33",
    )


# the numbers of an explanation give the score again

NUMBER = st.integers(1, 10**6).map(lambda units: Decimal(units).scaleb(-2))
WEIGHT = st.integers(1, 3000).map(lambda units: Decimal(units).scaleb(-2))
SETS = st.sampled_from(
    ["mof-2020", "jiangxi-2023", "integrated-default", "integrated-capped", "hubei-2019", "suzhou-2021"]
)
SIGN = st.sampled_from(["≥", "≤", "="])


def replayed(row: ScoredRow) -> Decimal:
    """The score computed from the strings of the steps alone."""
    found = {str(step["step"]): step for step in steps(row)}
    ratio = Fraction(str((found.get("round-ratio") or found["ratio"])["value"]))
    curve, last = found["curve"], found["round-score"]
    assert curve["from"] is None or ratio >= Fraction(curve["from"])
    assert curve["to"] is None or ratio < Fraction(curve["to"])
    share = min(
        max(Fraction(str(curve["slope"])) * ratio + Fraction(str(curve["intercept"])), Fraction(0)),
        Fraction(1),
    )
    assert share == Fraction(str(curve["share"]))
    exact = Fraction(str(last["weight"])) * share
    if "deduct" in found:
        exact = max(exact - Fraction(str(found["deduct"]["points"])), Fraction(0))
    assert exact == Fraction(str(last["exact"]))
    return round_exact(exact, int(str(last["digits"])), last["mode"])


def read_aloud(text: str) -> tuple[Fraction, Decimal]:
    """The multiplication at the end of a sentence, evaluated, and the score it claims."""
    figure = text.split("；", maxsplit=1)[0].rsplit("：", 1)[-1].rsplit("，", 1)[-1]
    left, score = figure.rsplit("= ", 1)
    python = re.sub(r"(\d+(?:\.\d+)?)%", r"(\1/100)", left)
    for sign, operator in (("×", "*"), ("÷", "/"), ("−", "-"), ("（", "("), ("）", ")")):
        python = python.replace(sign, operator)
    exact = re.sub(r"(\d+(?:\.\d+)?)", r"F('\1')", python)
    return eval(exact, {"F": Fraction}), Decimal(score)  # noqa: S307 - arithmetic this test has just written


@given(SIGN, NUMBER, NUMBER, WEIGHT, SETS)
def test_steps_and_sentence_give_the_score_to_the_cent(
    sign: str, target: Decimal, actual: Decimal, weight: Decimal, name: str
) -> None:
    row = scored(f"{sign}{target}件", f"{actual}件", str(weight), by=load_ruleset(name))
    if row.trace is None or row.score is None:
        return
    assert replayed(row) == row.score
    value, claimed = read_aloud(sentence(row))
    assert claimed == row.score
    assert round_exact(max(value, Fraction(0)), 2) == row.score


@given(NUMBER, NUMBER, st.integers(1, 20), SETS)
def test_so_do_those_of_the_execution(budget: Decimal, spent: Decimal, weight: int, name: str) -> None:
    row = score_execution(form(funds=(fund(f"{budget}", f"{spent}", str(weight)),)), load_ruleset(name))
    assert row is not None
    if row.trace is None or row.score is None:
        return
    assert replayed(row) == row.score
    value, claimed = read_aloud(sentence(row))
    assert claimed == row.score
    assert round_exact(value, 2) == row.score


def test_every_reason_code_has_its_sentence() -> None:
    for row in (scored("≥1", "1", by=rules("")), scored("≥1", "0", by=rules("")), scored("/", "≥1")):
        assert re.search("[一-鿿]", sentence(row))


@given(st.fractions(min_value=0, max_value=2, max_denominator=10**9))
def test_a_percentage_says_nothing_or_all_only_where_it_is(value: Fraction) -> None:
    text = percent_text(value)
    assert (text == "0%", text == "100%") == (value == 0, value == 1)
    digits = len(text.removesuffix("%").partition(".")[2])
    assert Fraction(text.removesuffix("%")) == Fraction(round_exact(value * 100, max(digits, 2)))
