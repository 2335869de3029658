"""Tier labels: the three words by which a qualitative result is reported, and their aliases.

The two central wordings are 达成年度指标 / 部分达成年度指标并具有一定效果 /
未达成年度指标且效果较差 and 基本达成目标 / 部分实现目标 / 实现目标程度较低; units
write many near variants.  A plain 完成 or 通过 is no tier: it is a statement.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jixiao.indicators.cleaning import MAX_LENGTH, squeeze

if TYPE_CHECKING:
    from collections.abc import Collection

_GOAL = (
    r"(?:绩效|项目|工作|年度|年初|预期|既定|预定|设定|总体|全年|当年|本年度?|计划|各项)*(?:的)?"
    r"(?:目标任务|指标值|指标|目标值|目标)"
)
_REACH = r"(?:达成|达到|实现|完成)(?:了)?"
_WORTH = (
    r"(?:并|且|及|而且)?(?:具有|具备|取得|产生|有)(?:了)?"
    r"(?:一定|较好|良好|明显|一些)?(?:的)?(?:效果|成效|作用)"
)
_POOR = r"(?:且|并|并且|及)?(?:效果|成效)(?:较差|差|不佳|不明显|很差)"

_TIERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        3,
        re.compile(
            rf"(?:(?:未|没有|未能|基本未|均未|尚未|完全未|全部未){_REACH}{_GOAL}(?:{_POOR})?"
            rf"|(?:未|没有|未能|基本未|均未|尚未)(?:达成|实现)(?:{_POOR})?"
            rf"|{_GOAL}(?:未|没有|未能|基本未)(?:达成|达到|实现|完成)(?:{_POOR})?"
            rf"|(?:实现|达成|完成|达到)(?:{_GOAL})?(?:的)?程度(?:较低|低|较差|很低|不高)"
            rf"|{_GOAL}(?:实现|达成|完成)(?:的)?程度(?:较低|低|较差|很低|不高))"
        ),
    ),
    (
        2,
        re.compile(
            rf"(?:(?:仅|只)?部分(?:地)?{_REACH}(?:{_GOAL})?(?:{_WORTH})?"
            rf"|{_REACH}部分{_GOAL}(?:{_WORTH})?"
            rf"|{_GOAL}部分(?:达成|达到|实现|完成)(?:{_WORTH})?)"
        ),
    ),
    (
        1,
        re.compile(
            rf"(?:(?:(?:全部|全面)(?:或基本)?|基本|已|已经|圆满|完全|较好|均|均已|"
            rf"全部已)?(?:地)?{_REACH}{_GOAL}"
            rf"|(?:全部或基本|全部|全面|基本|完全)(?:达成|实现)"
            rf"|{_GOAL}(?:全部或基本|全部|全面|基本|已|已经|均已|完全)?(?:达成|实现))"
        ),
    ),
)


@cache
def _rank(squeezed: str) -> int | None:
    for rank, pattern in _TIERS:
        if pattern.fullmatch(squeezed):
            return rank
    return None


def tier_rank(label: str) -> int | None:
    """The rank 1, 2 or 3 (best first) of a tier label, whatever its spaces and punctuation; else ``None``.

    >>> tier_rank("基本达成目 标"), tier_rank("部分达成预期指标并具有一定效果"), tier_rank("完成")
    (1, 2, None)
    """
    if len(label) > MAX_LENGTH:
        return None
    squeezed = squeeze(label)
    return _rank(squeezed) if len(squeezed) <= 40 else None


def is_tier(label: str, extra: Collection[str] = ()) -> bool:
    """Whether ``label`` is a known tier label or one of ``extra``, a rule set's own labels."""
    if tier_rank(label) is not None:
        return True
    if not extra or len(label) > MAX_LENGTH:
        return False
    squeezed = squeeze(label)
    return bool(squeezed) and any(squeezed == squeeze(own) for own in extra)
