"""What a text says an amount is a part of, or was paid from, in the words it uses for it."""

from __future__ import annotations

_OF: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("上年", ()),
    ("去年", ()),
    ("预算项目支出", ()),
    ("财政拨款项目支出", ()),
    ("政府性基金", ("appropriation.funds",)),
    ("国有资本", ("appropriation.capital",)),
    ("基本支出", ("basic.total", "spending.basic")),
    ("项目支出", ("spending.project",)),
    ("本年收入", ("income.current",)),
    ("收入合计", ("income.current",)),
    ("收入总计", ("income.total",)),
    ("总收入", ("income.current", "income.total")),
    ("财政拨款收入", ("income.appropriation",)),
    ("财政拨款支出", ("appropriation.total", "appropriation.general")),
    ("一般公共预算", ("appropriation.general",)),
    ("本年支出", ("spending.current",)),
    ("支出合计", ("spending.current",)),
    ("支出总计", ("spending.total",)),
    ("总支出", ("spending.current", "spending.total")),
    ("三公", ("three_public.total",)),
    ("采购", ("procurement.total", "procurement.sme")),
    ("合同", ("procurement.total", "procurement.sme")),
)
"""What a share says it is of, by words of its own: it must fit one of these, and no other amount."""
_OF_NOTHING = frozenset({"比", "总额", "总数", "比重"})
"""Words between 占 and a percentage that do not say of what it is a part."""
_APPROPRIATED = ("财政拨款", "一般公共预算")
_ENDING = "支出"


def whole_bases(of: str) -> tuple[str, ...] | None:
    """The amounts that a share may be of by its words (``占基本支出的``): their keys, none where unknown.

    ``None`` where its words say nothing of what it is a share of.
    """
    if not of or of in _OF_NOTHING:
        return None
    return next((bases for words, bases in _OF if words in of), ())


def is_appropriated(text: str) -> bool:
    """Whether words keep 基本支出 to what was paid from appropriations: 公开03表 tells all of it."""
    return any(one in text for one in _APPROPRIATED)


def without_endings(name: str) -> str:
    """Names of 类款项 joined, without 支出: texts leave it out, or put it behind the bracket."""
    return name.replace(_ENDING, "")
