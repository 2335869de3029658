"""How often something is to happen: ``按月``, ``1次/季度``, ``每年不少于2次``, folded to times a year."""

from __future__ import annotations

import re
from fractions import Fraction

from jixiao.indicators.numbers import number
from jixiao.indicators.numerals import numeral
from jixiao.indicators.operators import AFTER, BEFORE, alternation
from jixiao.indicators.reading import Interval, Kind, Operator, Quantity, Reading

_A_YEAR = {"月": 12, "月度": 12, "季": 4, "季度": 4, "半年": 2, "半年度": 2, "年": 1, "年度": 1, "旬": 36}
_UNEVEN = {"周": "周", "星期": "周", "礼拜": "周", "天": "天", "日": "天", "工作日": "工作日", "周次": "周"}
"""Periods of which a year has no fixed number: their frequency keeps its own unit (次/周)."""

_EVERY = "半年度?|季度|季(?!节)|月度?|年度|年|旬|周|星期|工作日|天|日"
_ONE = Fraction(1)
_TIMES = "场次|批次|班次|次|期|场|批|轮|遍|趟|届|班"
_NUMERAL = "[0-9]{1,6}(?:\\.[0-9]{1,4})?|[一二两三四五六七八九十]{1,3}"
_BEFORE = alternation(*BEFORE.values())
_AFTER = alternation(*AFTER.values())
_DOING = (
    "(?:足额|按时|及时|定期|准时|全额|按标准|统一|各|各单位|集中|均|应|需|要|平均|全年|累计|分别|组织|开展|举办|召开|进行|完成|发放|支付|"
    "拨付|拨款|兑付|缴纳|上报|报送|考核|检查|巡查|巡检|通报|结算|更新|维护|公开|公示|监测|执行|清洗|保养|培训|宣传|会议|活动|监督|调度|"
    "评估|抽查|督查|督导|发布|出版|编制|编印|提交|统计|走访|慰问|做到|至少有|到位|落实)*"
)
_ALONE = re.compile(rf"(?:按|每|逐)(?:个)?(?P<every>{_EVERY})(?:进行)?{_DOING}")
_RATE = re.compile(
    rf"{_DOING}(?P<before>{_BEFORE})?(?P<n>{_NUMERAL})(?:[-~至到](?P<to>{_NUMERAL}))?(?P<unit>{_TIMES})(?P<mid>{_AFTER})?"
    rf"(?:/|每)(?:每)?(?P<k>{_NUMERAL})?(?:个)?(?P<every>{_EVERY})(?P<after>{_AFTER})?{_DOING}"
)
_EACH = re.compile(
    rf"{_DOING}(?:每|按|平均每|(?=半年|[一两]|"
    rf"1个?[月年季周]))(?P<k>{_NUMERAL})?(?:个)?(?P<every>{_EVERY}){_DOING}(?P<before>{_BEFORE})?{_DOING}"
    rf"(?P<n>{_NUMERAL})(?:[-~至到](?P<to>{_NUMERAL}))?(?P<unit>{_TIMES})(?P<after>{_AFTER})?{_DOING}"
)
_OPERATOR_OF = {
    word: operator for words in (BEFORE, AFTER) for operator, group in words.items() for word in group
}


def _value(text: str) -> Fraction | None:
    return number(text) if text[0].isascii() else numeral(text)


def _reading(
    text: str,
    times: Fraction,
    to: Fraction | None,
    unit: str,
    every: str,
    operator: Operator | None,
    several: Fraction = _ONE,
) -> Reading:
    """``times`` (up to ``to``) in ``several`` periods, as times a year."""
    if every in _A_YEAR:
        a_year = _A_YEAR[every] / several
    else:
        a_year, unit = 1 / several, f"{unit}/{_UNEVEN[every]}"
    per_year = a_year if every in _A_YEAR else 1
    if to is not None:
        interval = Interval(times * a_year, to * a_year)
        return Reading(text, Kind.BAND, interval=interval, unit=unit, per_year=per_year)
    quantity = Quantity(times * a_year, unit)
    return Reading(text, Kind.FREQUENCY, operator=operator, quantity=quantity, unit=unit, per_year=per_year)


def read_frequency(text: str) -> Reading | None:
    """The frequency a cleaned text names, as so many times a year, or ``None``.

    按月, 每月 and 1次/月 are 12 次.  Weeks and days have no fixed number in a year: 每周1次
    is 1 次/周.
    """
    if (alone := _ALONE.fullmatch(text)) is not None:
        return _reading(text, Fraction(1), None, "次", alone["every"], None)
    found = _RATE.fullmatch(text) or _EACH.fullmatch(text)
    if found is None:
        return None
    groups = found.groupdict()
    times, to = _value(groups["n"]), _value(groups["to"]) if groups["to"] else None
    several = _value(groups["k"]) if groups["k"] else Fraction(1)
    if times is None or several is None or several <= 0 or (to is not None and to <= times):
        return None
    signs = {_OPERATOR_OF[groups[name]] for name in ("before", "mid", "after") if groups.get(name)}
    if len(signs) > 1 or (signs and to is not None):
        return Reading(text, Kind.UNREADABLE, reason="operator-conflict")
    sign = next(iter(signs), None)
    return _reading(text, times, to, groups["unit"], groups["every"], sign, several)
