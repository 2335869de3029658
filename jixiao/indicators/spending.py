"""Totals of spending as words name them: which public table has the total that a share is of."""

from __future__ import annotations

from jixiao.indicators.cleaning import squeeze

GENERAL, FUNDS, CAPITAL, ALL = "general", "government-funds", "state-capital", "spending"
_OF_A_FUND = (("一般公共预算", GENERAL), ("政府性基金", FUNDS), ("国有资本", CAPITAL))
_PROJECTS = "项目支出"
_BUDGET = "预算"


def spending_named(words: str | None) -> str | None:
    """The kind of public table that has the project spending which ``words`` name (``项目支出总额``).

    ``None`` where they name no project spending, or a total of budgets (部门预算项目支出), which no public
    table has.
    """
    text = squeeze(words or "")
    if _PROJECTS not in text:
        return None
    for name, kind in _OF_A_FUND:
        if name in text:
            return kind
    return None if _BUDGET in text else ALL
