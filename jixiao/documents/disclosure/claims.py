"""Sentences that claim that all went well: every goal met, all money paid, every indicator up to the mark.

What is claimed of everything can be held against single figures; what is claimed of most (基本完成), of
what should be (确保全部完成) or denied (未全部完成) is no such claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MET, PAID, EFFECTIVE = "met", "paid", "effective"

_WELL = r"(?:已|已经|按时|按期|如期|按质|按量|保质|保量|高质量|顺利|圆满|有效|较好|很好|地|了)*"
_ALL = r"(?:全部|全面|全都|均|都|百分之百|100%)"
_GOALS = r"(?:目标|任务)(?:任务|指标)?"
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        PAID,
        re.compile(
            rf"(?:资金|项目|经费|款项|预算)[^,;。]{{0,24}}?{_ALL}{_WELL}(?:支付|拨付|支出|使用|执行|兑付|发放)"
            r"(?:完成|完毕|到位)"
        ),
    ),
    (PAID, re.compile(r"(?:执行|支付|支出|使用)率均(?:为|达到?)?100(?:\.0+)?%")),
    (
        EFFECTIVE,
        re.compile(rf"指标(?:值)?{_ALL}{_WELL}(?:达标|达到|完成|实现|达成|合格)"),
    ),
    (
        MET,
        re.compile(
            rf"{_GOALS}{_WELL}{_ALL}{_WELL}(?:完成|达成|达到|实现|达标)|"
            rf"(?:年度|年初|预期|绩效|各项|既定|预定|设定|全年)[^,;。]{{0,6}}{_GOALS}[^,;。]{{0,8}}?{_ALL}{_WELL}"
            r"(?:完成|达成|达到|实现|达标)|"
            rf"{_ALL}{_WELL}(?:达到|实现|完成|达成)(?:了)?[^,;。]{{0,10}}{_GOALS}"
        ),
    ),
)
_DENIED = re.compile(r"未|没有?(?!问题)|尚|部分|基本(?!支出)|除|不能|无法|难以|不够|不足|大多|多数|如何|是否")
_WISHED = re.compile(
    r"力争|确保|保证|争取|要求|应当|应该|须|需要|(?<!按)计划(?!目标|任务|内)|拟|将|预计|下一步|今后|"
    r"才能|以便|为了|若|如果|督促"
)
_EXCEPT = re.compile(r"除[^。;]{1,40}?(?:外|以外|之外)")
_LIMITED = re.compile(r"(?:个|家|项)(?:二级)?项目(?!.{0,6}(?:均|全部|都))")
_CLAUSE = re.compile(r"[,;。]")
_OWN = re.compile(
    r"^(?!本|我|各|全|该|(?:19|20|21)\d\d年度?(?:绩效|项目绩效|部门|单位))(?P<name>[^,。;:]{4,50}?)(?:支出)?"
    r"(?:绩效)?(?:自评(?:综述|情况|结果)?|目标(?:完成|实现)(?:情况)?(?:综述)?)[:。]"
)
_ONE = re.compile(r"该项目|本项目|全年预算数?(?:为|:)?[\d,.]+万?元[^。]{0,12}执行数?(?:为|:)?[\d,.]+万?元")
_EVERY = re.compile(r"(?:各|所有|全部|\d个)(?:二级)?项目|项目(?:均|都)|合计|共计")


class Claim(NamedTuple):
    """What is claimed (``met``, ``paid``, ``effective``), the words and where they begin."""

    kind: str
    words: str
    start: int


def claims_of(text: str) -> Iterator[Claim]:
    """The claims of a folded sentence, at most one of a kind."""
    seen: set[str] = set()
    if _EXCEPT.search(text):
        return
    for kind, pattern in _KINDS:
        for found in pattern.finditer(text):
            start = max((one.end() for one in _CLAUSE.finditer(text, 0, found.start())), default=0)
            before = text[start : found.start()]
            if kind in seen or _DENIED.search(before + found.group()):
                continue
            if _WISHED.search(before) or _LIMITED.search(before):
                continue
            seen.add(kind)
            yield Claim(kind, found.group(), found.start())


def of_one_project(text: str) -> bool:
    """Whether a folded paragraph speaks of one project only, named there or before."""
    return _ONE.search(text) is not None and _EVERY.search(text) is None


def project_of(text: str, start: int = 0) -> tuple[int, int] | None:
    """Where the name stands whose summary a folded paragraph is (``甲项目自评综述：``), behind its number."""
    found = _OWN.match(text[start:])
    return None if found is None else (start + found.start("name"), start + found.end("name"))
