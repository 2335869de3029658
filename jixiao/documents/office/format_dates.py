"""What a sheet displays for a number under a date or time format; days are counted from 1900 or 1904."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from jixiao.documents.office import format_tokens as ft
from jixiao.documents.office.chinese_digits import digitwise, with_units

if TYPE_CHECKING:
    from jixiao.documents.office.format_tokens import Section

DAYS_1904: Final = 1462
_LAST_DAY = 2_958_465  # 9999-12-31
_SECONDS = 86_400
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_MONTHS_ZH = (
    "一月",
    "二月",
    "三月",
    "四月",
    "五月",
    "六月",
    "七月",
    "八月",
    "九月",
    "十月",
    "十一月",
    "十二月",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS_ZH = "一二三四五六日"


class Moment(NamedTuple):
    """A day and a time of day, and the seconds since day 0 for elapsed time."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: int
    fraction: str
    elapsed: int


def show_date(section: Section, value: Decimal, *, date1904: bool) -> str | None:
    """``value`` days under a date format; ``None`` where there is no such day."""
    digits = _fraction_digits(section)
    moment = _moment(value, digits, date1904=date1904, elapsed=section.has(ft.ELAPSED))
    return None if moment is None else _render(section, moment)


def _fraction_digits(section: Section) -> int:
    """How many places the seconds have: the zeros after a point."""
    tokens = section.tokens
    point = next((index for index, token in enumerate(tokens) if token.type == ft.POINT), len(tokens))
    return min(9, sum(token.type == ft.DIGIT for token in tokens[point:]))


def _moment(value: Decimal, digits: int, *, date1904: bool, elapsed: bool) -> Moment | None:
    if value < 0 or value > _LAST_DAY + 1:
        return None
    ticks_a_second = 10**digits
    ticks = int(_CONTEXT.multiply(value, Decimal(_SECONDS * ticks_a_second)).to_integral_value(ROUND_HALF_UP))
    total, rest = divmod(ticks, ticks_a_second)
    days, seconds = divmod(total, _SECONDS)
    if date1904:
        days += DAYS_1904
    if days > _LAST_DAY:
        return None
    fraction = str(rest).zfill(digits) if digits else ""
    if elapsed or not days:  # 1900-01-00 is what they show for a bare time
        return Moment(1900, 1, 0, 5, seconds, fraction, total)
    if days == 60:  # 1900-02-29, a day only these programs know
        return Moment(1900, 2, 29, 2, seconds, fraction, total)
    day = dt.date(1899, 12, 31 if days < 60 else 30) + dt.timedelta(days)
    weekday = (days + 5) % 7
    return Moment(day.year, day.month, day.day, weekday, seconds, fraction, total)


def _render(section: Section, moment: Moment) -> str:
    tokens = section.tokens
    halves = section.has(ft.HALF_DAY)
    out: list[str] = []
    behind_point = False
    for index, token in enumerate(tokens):
        text = token.text
        if token.type == ft.DATE:
            minutes = text[0] == "m" and len(text) <= 2 and _is_minutes(section, index)
            out.append(_spoken(section, text, _field(section, text, moment, minutes=minutes, halves=halves)))
        elif token.type == ft.ELAPSED:
            out.append(_elapsed(text, moment))
        elif token.type == ft.HALF_DAY:
            out.append(_half(text, moment))
        elif token.type == ft.POINT and moment.fraction:
            out.append("." + moment.fraction)
            behind_point = True
        elif token.type == ft.DIGIT and behind_point:
            continue
        elif token.type not in {ft.TEXT, ft.GEN}:
            out.append(text)
    return "".join(out).strip()


def _is_minutes(section: Section, index: int) -> bool:
    """``m`` is minutes next to hours before it or seconds behind it, else the month."""
    timed = [token for token in section.tokens[:index] if token.type in {ft.DATE, ft.ELAPSED}]
    if timed and timed[-1].text[0] == "h":
        return True
    later = [token for token in section.tokens[index + 1 :] if token.type in {ft.DATE, ft.ELAPSED}]
    return bool(later) and later[0].text[0] == "s"


def _field(section: Section, text: str, moment: Moment, *, minutes: bool, halves: bool) -> str:
    letter, length = text[0], len(text)
    if letter in "ye":
        return f"{moment.year % 100:02d}" if letter == "y" and length <= 2 else str(moment.year)
    if minutes:
        return _padded(moment.seconds // 60 % 60, length)
    if letter == "m":
        return _month(section, moment.month, length)
    if letter == "d":
        return _padded(moment.day, length) if length <= 2 else _day_name(section, moment.weekday, length)
    if letter == "a":
        return _DAYS_ZH[moment.weekday] if length == 3 else f"星期{_DAYS_ZH[moment.weekday]}"
    if letter == "h":
        hour = moment.seconds // 3600
        return _padded((hour % 12 or 12) if halves else hour, length)
    return _padded(moment.seconds % 60, length) if letter == "s" else ""


def _padded(value: int, length: int) -> str:
    return f"{value:02d}" if length > 1 else str(value)


def _month(section: Section, month: int, length: int) -> str:
    if length <= 2:
        return _padded(month, length)
    if section.chinese:
        return _MONTHS_ZH[month - 1]
    name = _MONTHS[month - 1]
    return name[:3] if length == 3 else name[:1] if length == 5 else name


def _day_name(section: Section, weekday: int, length: int) -> str:
    if section.chinese:
        return f"{'周' if length == 3 else '星期'}{_DAYS_ZH[weekday]}"
    return _DAYS[weekday][:3] if length == 3 else _DAYS[weekday]


def _half(text: str, moment: Moment) -> str:
    morning, evening = ("上午", "下午") if text[0] == "上" else text.split("/")
    return morning if moment.seconds < _SECONDS // 2 else evening


def _elapsed(text: str, moment: Moment) -> str:
    unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
    return str(moment.elapsed // unit).zfill(len(text))


def _spoken(section: Section, text: str, shown: str) -> str:
    """Under ``[DBNum1]`` a year is read digit by digit, months and days as numbers."""
    if not section.dbnum or not shown.isdigit():
        return shown
    if text[0] in "ye":
        return digitwise(shown, section.dbnum)
    spoken = with_units(shown.lstrip("0") or "0", section.dbnum)
    # 十二月, not 一十二月
    return spoken[1:] if len(spoken) > 1 and section.dbnum == 1 and spoken.startswith("一十") else spoken
