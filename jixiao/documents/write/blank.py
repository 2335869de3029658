"""A blank official form: the rules, rows and words it is made for, and its fields with nothing in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from jixiao.documents.template_mark import KIND
from jixiao.documents.write.model import FilledForm
from jixiao.indicators.taxonomy import LEVEL2
from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from jixiao.documents.write.sheet import Sheet

TEMPLATE = KIND
VERSION = "1"
"""Raised with every change to what stands where on the blank form."""

_LEVEL1 = ("成本指标", "产出指标", "效益指标", "满意度指标")
_LEVEL2 = frozenset({
    "经济成本指标", "社会成本指标", "生态环境成本指标", "数量指标", "质量指标", "时效指标", "成本指标",
    "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标",
})  # fmt: skip
_PARTS = ("appropriation", "carried-over", "other")


@dataclass(frozen=True, slots=True)
class Block:
    """Blank rows of one 二级指标."""

    level1: str
    level2: str
    rows: int


@dataclass(frozen=True, slots=True)
class BlankForm:
    """Everything a blank form is made from.

    ``execution`` is the weight of the execution rate, ``full`` what all weights must add up to,
    ``weights`` those of the 一级指标 where the rule set names them.  ``tiers`` are its words for 实际完成值,
    ``grades`` its grades from best to worst with their inclusive lower bounds.  ``budget`` is what the rate
    is measured against.  ``split`` gives 性质 and 单位 columns of their own.
    """

    blocks: tuple[Block, ...]
    rules: str
    rules_title: str
    rules_hash: str
    year: int | None = None
    execution: Decimal | None = None
    full: Decimal | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    tiers: tuple[str, ...] = ()
    grades: tuple[tuple[str, Decimal], ...] = ()
    budget: Literal["annual_budget", "initial_budget"] = "annual_budget"
    split: bool = False

    @property
    def identifier(self) -> str:
        """What a file keeps of its origin on one line."""
        return f"{TEMPLATE}/{VERSION} {self.rules} {self.rules_hash}"


def frame(names: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """The 一级 and 二级指标 of a self-evaluation in order, for these 一级指标 or else for the usual four.

    A 一级指标 without 二级指标 of its own comes with an empty one.  A cost is a 二级指标 of 产出 only where
    it is no 一级指标 itself.
    """
    names = names or _LEVEL1
    pairs = []
    for first in names:
        inside = [
            (first, second)
            for second, (belongs, _) in LEVEL2.items()
            if belongs == first and second in _LEVEL2 and second not in names
        ]
        pairs += inside or [(first, "")]
    return tuple(pairs)


def form_of(blank: BlankForm) -> FilledForm:
    """The blank form as a form with nothing filled in."""
    total = FundLine(name=say("form.fund.total"), weight=blank.execution)
    parts = tuple(FundLine(name=say(f"form.fund.{part}")) for part in _PARTS)
    rows = tuple(
        Indicator(level1=block.level1, level2=block.level2 or None)
        for block in blank.blocks
        for _ in range(block.rows)
    )
    form = SelfEvaluation(
        project="",
        year=blank.year,
        amount_unit=say("form.amount-unit"),
        funds=(total, *parts),
        indicators=rows,
    )
    return FilledForm(form)


def added_columns(blank: BlankForm) -> tuple[str, ...]:
    """The columns beyond the official ones."""
    return ("operator", "unit") if blank.split else ()


def hints(blank: BlankForm) -> tuple[str, ...]:
    """How the form is to be filled in, a line each."""
    lines = [say("form.hint.target"), say("form.hint.actual.number")]
    if blank.tiers:
        lines.append(say("form.hint.tiers", tiers="、".join(blank.tiers)))
    lines.append(say("form.hint.weights", full=_plain(blank.full), weights=weights_told(blank)))
    lines.append(say("form.hint.rules", id=blank.rules, title=blank.rules_title))
    return tuple(lines)


def weights_told(blank: BlankForm) -> str:
    """The weights of the rule set in words."""
    shares = [] if blank.execution is None else [say("form.hint.execution", points=_plain(blank.execution))]
    shares += [f"{name} {_plain(points)}" for name, points in blank.weights.items()]
    return "、".join(shares) or say("form.hint.no-weights")


def _plain(value: Decimal | None) -> str:
    return "100" if value is None else f"{value.normalize():f}"


def rows_of(sheet: Sheet, key: str) -> tuple[int, int, int] | None:
    """The first and last row and the column of a field of the indicators; ``None`` where it has none."""
    found = [
        place
        for path, place in sheet.addresses().items()
        if len(path) == 3 and path[0] == "indicators" and path[2] == key
    ]
    if not found:
        return None
    return min(found)[0], max(found)[0], found[0][1]
