"""The closed vocabulary of facts: what a sentence of a disclosure can be about, and what it can say of it.

A key is a base (``income.current``: the amount itself) or a base and a measure (``income.current.growth``).
"""

from __future__ import annotations

NARRATIVE_BASES: tuple[str, ...] = (
    "income.total", "income.opening", "income.surplus_used", "income.current", "income.appropriation", "income.business",
    "income.operating", "income.superior", "income.affiliated", "income.other",
    "spending.total", "spending.distribution", "spending.current", "spending.closing", "spending.basic", "spending.project",
    "spending.operating", "spending.to_superior", "spending.to_affiliated",
    "appropriation.total", "appropriation.class", "appropriation.item", "appropriation.general", "appropriation.funds",
    "appropriation.capital",
    "basic.total", "basic.category",
    "three_public.total", "three_public.abroad", "three_public.vehicles", "three_public.vehicles.purchase",
    "three_public.vehicles.running", "three_public.reception", "three_public.reception.domestic",
    "three_public.reception.foreign",
    "operating.total",
    "procurement.total", "procurement.goods", "procurement.works", "procurement.services", "procurement.sme",
    "procurement.small_micro", "procurement.sme_goods", "procurement.sme_works", "procurement.sme_services",
)  # fmt: skip
"""Amounts of the numbered sections."""

MEASURES: tuple[str, ...] = ("initial_budget", "budget", "rate", "change", "growth", "share")
"""年初预算数, 全年预算数, 完成预算的 …%, 比上年增减, 增减 …%, 占 …%; a base alone is the amount or 决算数."""

COUNTS: tuple[str, ...] = (
    "three_public.abroad.groups", "three_public.abroad.visits", "three_public.vehicles.bought", "three_public.vehicles.kept",
    "three_public.reception.batches", "three_public.reception.visits", "three_public.reception.foreign.batches",
    "three_public.reception.foreign.visits", "assets.vehicles", "assets.vehicles.of", "assets.equipment", "units.count",
)  # fmt: skip

STATEMENT: tuple[str, ...] = (
    "statement.projects", "statement.amount", "statement.share_of_project_spending", "statement.grade_count", "statement.rate",
    "statement.score", "statement.grade", "statement.average", "statement.average_grade", "statement.budget_total",
    "statement.executed_total", "statement.project_spending_total", "statement.claim",
    "statement.self.general_budget", "statement.self.government_funds", "statement.self.state_capital",
    "statement.evaluated.projects", "statement.evaluated.name", "statement.evaluated.amount",
    "statement.evaluated.general_budget", "statement.evaluated.government_funds", "statement.evaluated.state_capital",
    "statement.evaluated.share", "statement.evaluated.score", "statement.evaluated.grade",
    "statement.whole.amount", "statement.whole.general_budget", "statement.whole.government_funds",
    "statement.whole.state_capital", "statement.whole.share", "statement.whole.score", "statement.whole.grade",
    "project.score", "project.grade", "project.budget", "project.executed", "project.rate",
)  # fmt: skip

REPORT: tuple[str, ...] = (
    "report.title", "report.budget", "report.budget.general", "report.spent", "report.surplus", "report.rate", "report.score",
    "report.grade", "report.goal", "report.claim", "report.section.level2_count", "report.section.level3_count",
    "report.section.full", "report.section.score", "report.section.rate", "report.indicator.plan", "report.indicator.actual",
    "report.indicator.rate", "report.indicator.full", "report.indicator.score",
)  # fmt: skip

NAMES: tuple[str, ...] = (
    "organisation.title", "organisation.table", "organisation.listed", "organisation.form", "organisation.report",
    "organisation.alias", "year.mentioned",
)  # fmt: skip

KEYS: frozenset[str] = frozenset(
    (*NARRATIVE_BASES, *(f"{base}.{measure}" for base in NARRATIVE_BASES for measure in MEASURES), *COUNTS, *STATEMENT,
     *REPORT, *NAMES)  # fmt: skip
)
