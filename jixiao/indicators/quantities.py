"""One quantity or one band in a cleaned text: words before, number, unit, words after."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from jixiao.indicators.numbers import number
from jixiao.indicators.operators import ABOUT, AFTER, BEFORE, DOWN, HOLD, NEARLY, REACH, UP, alternation
from jixiao.indicators.reading import Interval, Kind, Operator, Quantity, Reading
from jixiao.indicators.units import Unit, match_unit

if TYPE_CHECKING:
    from fractions import Fraction

    from jixiao.indicators.reading import Change

Role = Literal["target", "actual"]

NUMBER = re.compile(r"(?<![A-Za-z0-9.,])(?:[0-9](?:[0-9,.]*[0-9])?|\.[0-9]+)")
"""A printed number, well formed or not: ``numbers.number`` decides."""

_OPERATOR_OF = {
    word: operator for words in (BEFORE, AFTER) for operator, group in words.items() for word in group
}
_FILLERS = (
    "完成", "已完成", "完成了", "实现", "已实现", "实现了", "共", "共计", "合计", "累计", "总计", "总共",
    "全年", "年度", "全年完成", "本年", "本年度",
    "当年", "今年", "实际", "实际完成", "实际为", "为", "是", "在", "到", "至", "于", "了", "有", "计",
    "均", "均为", "各", "已", "比例", "平均", "占",
    "率", "值", "不变", "做到", "仅", "目标", "目标值", "指标值", ":", ",", ";", "(", "[", "【", "其中",
    "计划", "预计", "年均",
)  # fmt: skip
_AGAINST = (
    "(?:同比|环比|(?:较|比|与)(?:上年度?|去年|上一年度?|往年|前一年|同期|去年同期|上年同期|年初|基期|"
    "(?:19|20)[0-9]{2}年度?)(?:同期)?(?:相比)?)"
)
_CHANGED = re.compile(
    rf"(?:{_AGAINST}[,]?)?(?P<verb>{alternation(UP, DOWN)})(?:幅度|比例|率)?(?P<level>了)?(?P<to>到|至|为)?$"
)
_WORDS = {
    **dict.fromkeys(_FILLERS, ""),
    **dict.fromkeys(REACH, "reach"),
    **dict.fromkeys(HOLD, "hold"),
    **dict.fromkeys(ABOUT, "about"),
    **dict.fromkeys(NEARLY, "nearly"),
    **{word: operator.value for operator, group in BEFORE.items() for word in group},
}
_SOFT: dict[str, Literal["reach", "hold"]] = {"reach": "reach", "hold": "hold"}
_LAST_WORD = re.compile(f"(?:{alternation(tuple(_WORDS))})$")
_EACH = re.compile(r"(?:每(?:个)?([一-鿿]{1,4}?))?(?:每(?:个)?([一-鿿]{1,3}))$")
_YEAR_LEAD = re.compile(r"^(?:在|于)?(?:19|20)[0-9]{2}年度?(?:内|全年)?(?=[^0-9\-~至到/.前内底末])")
_LABEL = re.compile(r"^(?:指标|目标)[0-9]{1,2}[:、.]")
_NAME_END = re.compile(r"(?:率|度|数|量|额|比例|比重|面积|时间|时限|成本|费|标准|值|得分|评分|分数|:)$")
_PROSE = re.compile(r"[一-鿿、/:()《》A-Za-z0-9.·\-+]*")
_REVERSING = re.compile(
    "未|不|没|无|非|超|欠|缺|差|仅剩|除|少|剩余|距|逾|第|约|近|基本|上限|下限|前|后|每|或|倍|减|扣|罚|"
    "(?:[多少高低大小快慢早晚]|推迟|延后|提前)$"
)
_ALWAYS_REVERSING = re.compile("未达|没有|不足|不到|未能|超额|还差|尚未|第$|[前后]$|每")
_TAIL_REVERSING = re.compile(
    "^[前后末底]|以[上下内外前后]|未|不(?!变)|无|没|非|左右|上下|约|余|差|缺|除|或|倍|半|之[前后间]|至|到(?!位|岗|账|达)|超|[≥≤<>=±]",
)


class Unreadable(Exception):  # noqa: N818  # it names what the text is
    """A text that looks like a quantity and cannot be one; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Found:
    """What stands around one number."""

    operator: Operator | None = None
    soft: Literal["reach", "hold"] | None = None
    about: bool = False
    more: bool = False
    nearly: bool = False
    change: Change | None = None
    per: tuple[str, ...] = ()
    money: bool = False
    negative: bool = False


def _read_lead(lead: str) -> _Found | None:
    """The words before a number, from the number outwards; ``None`` if they say something else."""
    found = _Found()
    lead = _LABEL.sub("", lead)
    if lead.endswith("-"):
        lead, found.negative = lead[:-1], True
    lead = lead.removesuffix("+")
    if lead.endswith("¥"):
        lead, found.money = lead[:-1], True
    operators: list[Operator] = []
    while lead:
        if (changed := _CHANGED.search(lead)) is not None and found.change is None:
            rising = changed["verb"] in UP
            if changed["to"]:
                # a level is reached: 提高到80%, 降低到5%
                found.soft = found.soft or ("reach" if rising else "hold")
            else:
                found.change = "up" if rising else "down"
                found.soft = found.soft or "reach"
            lead = lead[: changed.start()]
            continue
        if (each := _EACH.search(lead)) is not None and not found.per:
            found.per = tuple(part for part in each.groups() if part)
            lead = lead[: each.start()]
            continue
        if (word := _LAST_WORD.search(lead)) is None:
            break
        meaning = _WORDS[word[0]]
        if meaning in _SOFT:
            found.soft = found.soft or _SOFT[meaning]
        elif meaning == "about":
            found.about = True
        elif meaning == "nearly":
            found.nearly = True
        elif meaning:
            operators.append(Operator(meaning))
        lead = lead[: word.start()]
    found.operator = _agreed(operators)
    return (
        found if _may_precede(lead, explicit=found.operator is not None or found.soft is not None) else None
    )


def _may_precede(noun: str, *, explicit: bool) -> bool:
    """Whether the rest of the words before a number only name what is measured."""
    if not noun:
        return True
    if len(noun) > 30 or _PROSE.fullmatch(noun) is None or _ALWAYS_REVERSING.search(noun):
        return False
    if _NAME_END.search(noun):
        return True
    return _REVERSING.search(noun) is None and (explicit or len(noun) <= 20)


def _agreed(operators: list[Operator]) -> Operator | None:
    """One operator out of those printed: a strict one and its inclusive sister agree, others conflict."""
    kinds = {operator.value for operator in operators}
    if not kinds:
        return None
    if kinds <= {"≥", ">"} or kinds <= {"≤", "<"} or kinds == {"="}:
        return operators[0]
    raise Unreadable("operator-conflict")


_MORE = re.compile(r"[余多+]|来(?=[个人次])")
_NAMED_AFTER = re.compile(alternation(*AFTER.values()))
_ABOUT_AFTER = re.compile("左右|上下")
_DETAIL = re.compile(r"(?:\((?:其中|含|包含|包括|内含)[^()]*[0-9][^()]*\)|,其中[^(),;]*[0-9][^(),;]*)$")
_STRICTNESS = re.compile(r"\(?(?:含本?数?|包含|包括本数)\)?")


def _read_tail(rest: str, found: _Found) -> tuple[Unit | None, str]:
    """The unit after a number and the text behind it; operators and approximations go into ``found``."""
    if (more := _MORE.match(rest)) is not None:
        found.more, rest = True, rest[more.end() :]
    unit: Unit | None = None
    if (matched := match_unit(rest)) is not None:
        unit, length = matched
        if unit.name is None and (more := _MORE.match(rest, length)) is not None:
            found.more = True
            scale = unit.scale
            rest = rest[more.end() :]
            unit, length = match_unit(rest) or (None, 0)
            unit = Unit(None if unit is None else unit.name, scale * (1 if unit is None else unit.scale))
        elif unit.name is None and (longer := match_unit(rest, opaque=True)) is not None:
            unit, length = longer if _ends(rest[longer[1] :]) else (unit, length)
        rest = rest[length:]
    elif (matched := match_unit(rest, opaque=True)) is not None and _ends(rest[matched[1] :]):
        unit, length = matched
        rest = rest[length:]
    if found.money:
        if unit is not None and unit.name not in {None, "元"}:
            raise Unreadable("unit-conflict")
        unit = Unit("元", 1 if unit is None else unit.scale)
    if (
        unit is not None
        and unit.name is not None
        and (more := re.match(r"[余多+](?![一-鿿])", rest)) is not None
    ):
        found.more, rest = True, rest[more.end() :]
    return _per(unit, found), rest


def _ends(rest: str) -> bool:
    """Whether nothing but an operator word follows."""
    return not rest or _NAMED_AFTER.fullmatch(rest) is not None or _ABOUT_AFTER.fullmatch(rest) is not None


def _per(unit: Unit | None, found: _Found) -> Unit | None:
    """``unit`` divided by what 每人每月 before the number says."""
    if not found.per:
        return unit
    if unit is None or unit.name is None:
        raise Unreadable("unknown-notation")
    matched = match_unit(unit.name + "".join(f"/{part}" for part in found.per), opaque=True)
    if matched is None or matched[1] != len(unit.name) + sum(len(part) + 1 for part in found.per):
        raise Unreadable("unknown-notation")
    return Unit(matched[0].name, unit.scale)


def _read_after(rest: str, found: _Found, unit: Unit | None) -> bool:
    """Operator words behind the unit; whether what then remains only explains."""
    operators = [found.operator] if found.operator is not None else []
    while rest:
        if (about := _ABOUT_AFTER.match(rest)) is not None:
            found.about, rest = True, rest[about.end() :]
        elif (after := _NAMED_AFTER.match(rest)) is not None:
            operators.append(_OPERATOR_OF[after[0]])
            rest = rest[after.end() :]
        elif (included := _STRICTNESS.match(rest)) is not None:
            rest = rest[included.end() :]
        elif rest[0] in ")]】;,!":
            rest = rest[1:]
        else:
            break
    found.operator = _agreed(operators)
    # 3年行动计划 is a name; a measured time is followed by no noun
    named = unit is not None and unit.name != "年"
    return _may_follow(rest, known=named or (unit is not None and found.operator is not None))


def _may_follow(rest: str, *, known: bool) -> bool:
    """Whether the words behind a quantity only explain it (``2次宣传``, ``3天内完成``)."""
    if not rest:
        return True
    if len(rest) > 20 or not known or any(char.isdigit() for char in rest):
        return False
    return (
        re.fullmatch(r"[一-鿿、,;()《》A-Za-z·%]*", rest) is not None and _TAIL_REVERSING.search(rest) is None
    )


def read_quantity(text: str, role: Role) -> Reading | None:
    """The one quantity a cleaned text states, ``None`` if it states none or more than that.

    A notation that can only be wrong (``≥90%以下``, ``1e5``, ``1,12``) is unreadable with its reason.
    In a target 达到, 高达 and 提高了 mean ≥ and 控制在 ≤; in an actual they say nothing more than
    the number.  What it says of a part of the quantity (``21公里(其中新建5公里)``) is kept as ``detail``.
    """
    if (detail := _detail(text)) is not None:
        whole = read_quantity(text.removesuffix(detail), role)
        if whole is not None and whole.kind is Kind.QUANTITY:
            return replace(whole, text=text, detail=detail)
    text = _YEAR_LEAD.sub("", text)
    numbers = list(NUMBER.finditer(_without_reference(text)))
    if len(numbers) != 1:
        return None
    printed = numbers[0]
    try:
        return _read_one(text, printed, role)
    except Unreadable as refused:
        return Reading(text, Kind.UNREADABLE, reason=refused.code)


def _detail(text: str) -> str | None:
    """What a closing 其中 or 含 says of a part of the quantity before it; never what sets a target itself."""
    found = _DETAIL.search(text)
    if found is None or not found.start() or any(word in found[0] for word in _OPERATOR_OF):
        return None
    return found[0]


def _without_reference(text: str) -> str:
    """``text`` with the year of a comparison (比2022年增长) blanked, so that it is no second number."""
    return re.sub(r"(?<=[较比])(?:19|20)[0-9]{2}(?=年)", "____", text)


def _read_one(text: str, printed: re.Match[str], role: Role) -> Reading | None:
    lead, rest = text[: printed.start()], text[printed.end() :]
    if (
        "____" not in lead
        and re.search(r"[0-9]", lead)
        and not re.search(r"[A-Za-z][0-9.]+|(?:19|20)[0-9]{2}年", lead)
    ):
        return None
    found = _read_lead(lead)
    if found is None:
        return None
    if re.match(r"[eE][+-]?[0-9]", rest):
        raise Unreadable("scientific-notation")
    value = number(printed[0])
    if (braced := re.match(r"\(([^()0-9]{1,10})\)", rest)) is not None:
        named = match_unit(braced[1])
        if named is not None and named[1] == len(braced[1]):
            rest = braced[1] + rest[braced.end() :]
    unit, rest = _read_tail(rest, found)
    if not _read_after(rest, found, unit):
        return None
    if value is None:
        raise Unreadable("number-too-long" if _digits(printed[0]) else "number-malformed")
    return _assemble(text, -value if found.negative else value, unit, found, role)


def _digits(printed: str) -> bool:
    plain = printed.replace(".", "", 1)
    return plain.isdigit() and len(plain) > 30


def _assemble(text: str, value: Fraction, unit: Unit | None, found: _Found, role: Role) -> Reading:
    scale = 1 if unit is None else unit.scale
    name = None if unit is None else unit.name
    value *= scale
    approximate = found.about or found.more or found.nearly
    operator = found.operator
    if operator is None and role == "target" and not approximate:
        operator = {"reach": Operator.GE, "hold": Operator.LE, None: None}[found.soft]
    interval: Interval | None = None
    if found.about:
        interval = None
    elif found.more and found.nearly:
        raise Unreadable("operator-conflict")
    elif found.more:
        interval = Interval(value, None, low_open=True)
    elif found.nearly:
        interval = Interval(None, value, high_open=True)
    elif role == "actual":
        interval = admitted(operator, value)
    return Reading(
        text,
        Kind.QUANTITY,
        operator=operator,
        quantity=Quantity(value, name, scale),
        interval=interval,
        unit=name,
        approximate=approximate,
        scale=scale,
        change=found.change,
    )


def admitted(operator: Operator | None, value: Fraction) -> Interval | None:
    """The values a copied target admits (``≥90%`` in an actual); ``None`` for a plain number or ``=``."""
    if operator in {Operator.GE, Operator.GT}:
        return Interval(value, None, low_open=operator is Operator.GT)
    if operator in {Operator.LE, Operator.LT}:
        return Interval(None, value, high_open=operator is Operator.LT)
    return None


def take_unit(reading: Reading, unit: Unit) -> Reading | None:
    """A quantity or band that prints no unit, in ``unit``; ``None`` where both print a 万 that differs."""
    if reading.scale != 1 and unit.scale not in {1, reading.scale}:
        return None
    factor = unit.scale if reading.scale == 1 else 1
    scale = reading.scale * factor
    quantity = reading.quantity
    interval = reading.interval
    if quantity is not None:
        quantity = Quantity(quantity.value * factor, unit.name, scale)
    if interval is not None:
        interval = replace(
            interval,
            low=None if interval.low is None else interval.low * factor,
            high=None if interval.high is None else interval.high * factor,
        )
    return replace(reading, quantity=quantity, interval=interval, unit=unit.name, scale=scale)
