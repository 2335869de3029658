"""Which kind of money a line of 项目资金 is, as far as its name says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, get_args

from jixiao.indicators.cleaning import squeeze
from jixiao.indicators.taxonomy import fund_line

FundKind = Literal[
    "total",
    "general-budget",
    "government-fund",
    "state-capital",
    "social-insurance",
    "special-account",
    "bond",
    "carried-over",
    "central",
    "province",
    "city",
    "county",
    "upper-level",
    "fiscal",
    "own",
    "other",
    "unknown",
]
FUND_KINDS: tuple[FundKind, ...] = get_args(FundKind)

_LONGEST = 60
_KINDS: tuple[tuple[FundKind, re.Pattern[str]], ...] = (
    ("general-budget", re.compile("一般公共预算|一般预算")),
    ("government-fund", re.compile("政府性基金|基金预算")),
    ("state-capital", re.compile("国有资本")),
    ("social-insurance", re.compile("社保基金|社会保险基金")),
    ("special-account", re.compile("专户")),
    ("bond", re.compile("债")),
    ("carried-over", re.compile("结转|结余")),
    ("central", re.compile("中央")),
    ("province", re.compile("省级|省财政|省本级|省补|自治区")),
    ("city", re.compile("市级|市财政|市本级|市补")),
    ("county", re.compile("县级|区级|县财政|区财政|县本级|区本级|镇级|乡级|县区|区县")),
    ("upper-level", re.compile("上级|转移支付")),
    ("own", re.compile("自筹|自有|单位资金|事业收入|经营收入|社会资金|贷款|捐赠|非财政")),
    ("fiscal", re.compile("财政|预算资金|拨款")),
    ("other", re.compile("其他|其它")),
)
"""The first that fits decides: what is said of the budget before what is said of the level."""


@lru_cache(maxsize=4096)
def fund_kind(name: str | None) -> FundKind:
    """The kind of a line by its printed name; ``unknown`` where the name says nothing of it."""
    label = squeeze(name or "")
    if not label or len(label) > _LONGEST:
        return "unknown"
    if fund_line(name) == "total":
        return "total"
    return next((kind for kind, pattern in _KINDS if pattern.search(label)), "unknown")
