"""Deadlines, months and spans of time in a cell."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from jixiao.indicators.reading import Kind, Operator, Period, Reading

PLACEHOLDER_YEAR = 2000
"""The year that stands in :class:`Period` where none was printed; a leap year, so that every day exists."""

_YEAR = (
    r"(?:(?P<@y>(?:19|20)[0-9]{2})年度?|(?P<@yy>[0-9]{2})年(?=[0-9]{1,2}月)"
    r"|(?P<@rel>本年度?|当年度?|次年|下一?年|翌年|第二年))"
)
_QUARTER = "第?(?P<@q>[一二三四1-4])季度"
_HALF = "(?P<@h>[上下前后])半年"
_MONTH = "(?P<@m>1[0-2]|0?[1-9])月(?!度)份?"
_DAY = "(?P<@d>3[01]|[12][0-9]|0?[1-9])[日号]"
_POINT = (
    rf"(?:{_YEAR}?(?:年?{_MONTH}(?:{_DAY}|(?P<@x>[上中下]旬))?|{_QUARTER}|{_HALF}|"
    rf"年?(?<=[年度0-9])(?P<@e>[底末终内])(?!前?期))"
    r"|(?P<@iy>(?:19|20)[0-9]{2})[-/.](?P<@im>1[0-2]|0?[1-9])[-/.](?P<@id>3[01]|[12][0-9]|"
    r"0?[1-9])日?(?![0-9.,%])"
    r"|(?P<@jy>(?:19|20)[0-9]{2})[-/](?P<@jm>1[0-2]|0?[1-9])月?(?=$|[底末前之以~至到完止;]|[-—](?=[0-9]))"
    r"|(?P<@ky>(?:19|20)[0-9]{2})\.(?P<@km>1[0-2]|0?[1-9])月?(?=$|[底末前之以~至到完止;]|[-—](?=[0-9]))"
    r"|(?P<@wy>(?:19|20)[0-9]{2})年度?"
    r"|(?P<@wr>本年度?|当年度?)(?=[底末内中]?(?:前|完成|实施|竣工|全部|$))"
    r"|(?P<@a>全年)(?=$|内|完成))"
)


def _point(key: str) -> str:
    return _POINT.replace("@", key)


_LEAD = (
    r"(?P<lead>[^0-9≥≤<>=%‰~\-]{0,30}?)(?P<before>[≥≤<>=]|不晚于|不迟于|不得晚于|不得迟于|不超过|早于|"
    r"最迟于?|最晚于?|晚于|"
    r"迟于|截至|截止到?|截止至|不早于|于|在|到|至|:)*"
)
_CLOSE = (
    r"(?P<close>(?:份?(?:[月年季]?[底末]|终|度末))?(?:前|之前|以前|内|之内|以内|底|末|中|止|为止|"
    r"当[月日天])*)"
    r"(?P<tail>[^0-9≥≤<>=%‰]{0,20})"
)
_ONE = re.compile(_LEAD + _point("a") + _CLOSE)
_RANGE = re.compile(_LEAD + _point("a") + r"(?:份|初|起|开始)?[-~—至到]+" + _point("b") + _CLOSE)
_MONTHS = re.compile(
    _LEAD
    + r"(?:(?P<y>(?:19|20)[0-9]{2})(?:年度?|[.])?)?"
    + r"(?P<m1>1[0-2]|0?[1-9])月?份?[-~—至到]+(?P<m2>1[0-2]|0?[1-9])月份?"
    + _CLOSE
)
_YEARS = re.compile(_LEAD + r"(?P<y1>20[0-9]{2})年?[-~—至到]+(?P<y2>20[0-9]{2})年度?" + _CLOSE)
_DOTTED_DAY = re.compile(
    _LEAD
    + r"(?P<m>1[0-2]|0?[1-9])\.(?P<d>3[01]|[12][0-9]|0?[1-9])(?P<close>日?(?:之|以)?前)"
    + r"(?P<tail>[^0-9≥≤<>=%‰]{0,20})"
)
_EIGHT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:前|之前|以前)?")
_EIGHT_TWICE = re.compile(
    r"[≥≤=]?(?:19|20)[0-9]{6}[-~—至到]+(?:19|20)[0-9]{6}|20[0-9]{2}[-~—至到]+20[0-9]{2}"
)
_POINT_MONTH = re.compile(r"[≥≤<>=]?(?:19|20)[0-9]{2}\.(?:1[0-2]|0?[1-9])")
_MONTH_INSIDE = re.compile(r"[≥≤<>=在]*(?:1[0-2]|[1-9])月(?:之|以)?内.{0,10}")

_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_NOT_TIMELY = re.compile("未|不(?!晚|迟|超|早)|没|无|非|延|逾|超期|每|按|除|左右|约|共|个")
_NOUNISH = re.compile("计划|规划|标准|水平|数据|预算|方案|要点|考核|情况|政策|规定|工资|基数|同期|以来")
_OPERATORS = {
    "≥": Operator.GE, "不早于": Operator.GE, "晚于": Operator.GT, "迟于": Operator.GT, ">": Operator.GT,
    "=": Operator.EQ,
    "≤": Operator.LE, "不晚于": Operator.LE, "不迟于": Operator.LE, "不得晚于": Operator.LE,
    "不得迟于": Operator.LE,
    "不超过": Operator.LE, "最迟": Operator.LE, "最迟于": Operator.LE, "最晚": Operator.LE,
    "最晚于": Operator.LE,
    "截至": Operator.LE, "截止": Operator.LE, "截止到": Operator.LE, "截止至": Operator.LE,
    "<": Operator.LT, "早于": Operator.LT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """A named span: its days, whether its year was printed, and how long it is (``day``, ``month``, …)."""

    first: date
    last: date
    has_year: bool
    length: str


def _span(
    year: int | None, month: int, day: int, to_month: int, to_day: int | None, length: str
) -> _Named | None:
    real = PLACEHOLDER_YEAR if year is None else year
    try:
        last = date(real, to_month, monthrange(real, to_month)[1] if to_day is None else to_day)
        return _Named(date(real, month, day), last, year is not None, length)
    except ValueError:
        return None


def _named(found: dict[str, str | None], key: str, inherit: int | None = None) -> _Named | None:
    """The span named by the groups of one point; ``None`` for a day that does not exist."""

    def get(name: str) -> str:
        return found.get(key + name) or ""

    printed = get("y") or get("iy") or get("jy") or get("ky") or get("wy")
    year = int(printed) if printed else inherit
    if short := get("yy"):
        year = 2000 + int(short)
    if day := get("d") or get("id"):
        month = int(get("m") or get("im") or 0)
        return _span(year, month, int(day), month, int(day), "day")
    if named := get("m") or get("jm") or get("km"):
        month = int(named)
        third = {"上": (1, 10), "中": (11, 20), "下": (21, None), "": (1, None)}[get("x")[:1]]
        named_span = _span(year, month, third[0], month, third[1], "tenth" if get("x") else "month")
    elif quarter := get("q"):
        number = _NUMERALS.get(quarter) or int(quarter)
        named_span = _span(year, 3 * number - 2, 1, 3 * number, None, "quarter")
    elif half := get("h"):
        named_span = (
            _span(year, 1, 1, 6, None, "half") if half in "上前" else _span(year, 7, 1, 12, None, "half")
        )
    elif get("e") in {"底", "末", "终"}:
        named_span = _span(year, 12, 1, 12, None, "year-end")
    else:
        named_span = _span(year, 1, 1, 12, None, "year")
    later = get("rel") in {"次年", "下年", "下一年", "翌年", "第二年"}
    if named_span is not None and later and year is None:
        return replace(named_span, first=_shift(named_span.first, 1), last=_shift(named_span.last, 1))
    return named_span


def _shift(day: date, years: int) -> date:
    """``day`` some years later; the last day of February stays the last."""
    year = day.year + years
    end = monthrange(year, day.month)[1]
    was_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, end if was_end else min(day.day, end))


def in_year(period: Period, year: int) -> Period:
    """``period`` with ``year`` where no year was printed."""
    if period.has_year:
        return period
    shift = year - PLACEHOLDER_YEAR
    return replace(period, first=_shift(period.first, shift), last=_shift(period.last, shift), has_year=True)


def read_date(text: str) -> Reading | None:
    """The deadline or span a cleaned text names, ``None`` where it names none.

    ``12月底前`` is ≤ with the month; ``11月前`` too, with ``month_only`` because nobody says
    whether November counts.  A notation with two meanings (``2023.12``, ``12月内``) is unreadable.
    """
    if any(pattern.fullmatch(text) for pattern in (_POINT_MONTH, _EIGHT, _EIGHT_TWICE)):
        return Reading(text, Kind.UNREADABLE, reason="date-ambiguous")
    if _MONTH_INSIDE.fullmatch(text):
        return Reading(text, Kind.UNREADABLE, reason="month-ambiguous")
    matches = ((pattern.fullmatch(text), named) for pattern, named in _GRAMMAR)
    found, named = next(((match, named) for match, named in matches if match is not None), (None, _from_one))
    if found is None:
        return None
    groups = found.groupdict()
    tail, lead = groups["tail"] or "", groups["lead"] or ""
    if _NOT_TIMELY.search(tail) or _NOT_TIMELY.search(lead) or _NOUNISH.search(tail) or _NOUNISH.search(lead):
        return None
    span = named(groups)
    if span is None:
        return Reading(text, Kind.UNREADABLE, reason="date-impossible")
    return _reading(text, span, groups)


def _reading(text: str, span: _Named, groups: dict[str, str | None]) -> Reading:
    close = groups["close"] or ""
    before = groups["before"] or ""
    sign = _OPERATORS.get(before)
    early = close in {"前", "之前", "以前"} and span.length not in {"day", "tenth", "year-end"}
    inside = close.endswith(("前", "内", "止")) or groups.get("ae") == "内"
    if sign in {Operator.GE, Operator.GT} and inside:
        return Reading(text, Kind.UNREADABLE, reason="operator-conflict")
    operator = sign or (Operator.LE if inside else None)
    if operator is Operator.LT and inside:
        operator = Operator.LE
    period = Period(
        span.first,
        span.last,
        has_year=span.has_year,
        month_only=early or (operator is Operator.LT and span.length != "day"),
    )
    unit = None if span.has_year else "日" if span.length in {"day", "tenth"} else "月"
    return Reading(text, Kind.DATE, operator=operator, period=period, unit=unit)


def _from_one(groups: dict[str, str | None]) -> _Named | None:
    return _named(groups, "a")


def _from_range(groups: dict[str, str | None]) -> _Named | None:
    start = _named(groups, "a")
    if start is None:
        return None
    end = _named(groups, "b", inherit=start.first.year if start.has_year else None)
    if end is None or end.has_year != start.has_year:
        return None
    whole = end.last if end.last >= start.first else None
    return None if whole is None else _Named(start.first, whole, start.has_year, "range")


def _from_months(groups: dict[str, str | None]) -> _Named | None:
    first, last = int(groups["m1"] or 0), int(groups["m2"] or 0)
    year = int(groups["y"]) if groups["y"] else None
    return _span(year, first, 1, last, None, "range") if first <= last else None


def _from_years(groups: dict[str, str | None]) -> _Named | None:
    first, last = int(groups["y1"] or 0), int(groups["y2"] or 0)
    return (
        _Named(date(first, 1, 1), date(last, 12, 31), has_year=True, length="range")
        if first <= last
        else None
    )


def _from_dotted(groups: dict[str, str | None]) -> _Named | None:
    month, day = int(groups["m"] or 0), int(groups["d"] or 0)
    return _span(None, month, day, month, day, "day")


_GRAMMAR = (
    (_MONTHS, _from_months),
    (_YEARS, _from_years),
    (_RANGE, _from_range),
    (_ONE, _from_one),
    (_DOTTED_DAY, _from_dotted),
)


def value_string(period: Period) -> str:
    """A period as far as it was printed: ``2023-12-31``, ``2023-12``, ``2023``, ``11``, ``1-12``, ``06-30``.

    Without a year a month is its number, a day ``MM-DD``, several months ``first-last``; with one,
    several months are ``2023-01/2023-06``.
    """
    first, last, year = period.first, period.last, period.has_year
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if first == last:
        return first.isoformat() if year else f"{first:%m-%d}"
    if not whole_months:
        return f"{first.isoformat()}/{last.isoformat()}" if year else f"{first:%m-%d}/{last:%m-%d}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}" if year else str(first.month)
    if year and (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year}/{last.year}"
    return f"{first:%Y-%m}/{last:%Y-%m}" if year else f"{first.month}-{last.month}"
