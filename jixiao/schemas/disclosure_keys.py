"""The closed vocabulary of facts: what a sentence of a disclosure can be about, and what it can say of it.

A key is a base (``income.current``: the amount itself) or a base and a measure (``income.current.growth``).
"""

from __future__ import annotations

EACH = "each"
"""What a name is ``of`` where its sentence names every one (分别为甲、乙), not but some (甲、乙等)."""
TABLE_PARTS: dict[str, tuple[str, ...]] = {
    "income": ("appropriation", "superior", "business", "operating", "affiliated", "other"),
    "spending": ("basic", "project", "to_superior", "operating", "to_affiliated"),
    "general": ("basic", "project"),
    "state-capital": ("basic", "project"),
    "government-funds": ("basic", "project"),
    "appropriation": ("general", "funds", "capital"),
}
"""The columns that add up to ``total`` in each kind of public table."""

NARRATIVE_BASES: tuple[str, ...] = (
    "income.total",
    "income.opening",
    "income.surplus_used",
    "income.current",
    "income.appropriation",
    "income.general",
    "income.funds",
    "income.capital",
    "income.business",
    "income.operating",
    "income.superior",
    "income.affiliated",
    "income.other",
    "spending.total",
    "spending.distribution",
    "spending.current",
    "spending.closing",
    "spending.basic",
    "spending.project",
    "spending.operating",
    "spending.to_superior",
    "spending.to_affiliated",
    "appropriation.total",
    "appropriation.class",
    "appropriation.item",
    "appropriation.general",
    "appropriation.funds",
    "appropriation.capital",
    "basic.total",
    "basic.category",
    "three_public.total",
    "three_public.abroad",
    "three_public.vehicles",
    "three_public.vehicles.purchase",
    "three_public.vehicles.running",
    "three_public.reception",
    "three_public.reception.domestic",
    "three_public.reception.foreign",
    "operating.total",
    "procurement.total",
    "procurement.goods",
    "procurement.works",
    "procurement.services",
    "procurement.sme",
    "procurement.small_micro",
    "procurement.sme_goods",
    "procurement.sme_works",
    "procurement.sme_services",
)
"""Amounts of the numbered sections."""

# initial budget, budget of the year, share of it spent, change and growth on last year, share of a whole
MEASURES: tuple[str, ...] = ("initial_budget", "budget", "rate", "change", "growth", "share")


COUNTS: tuple[str, ...] = (
    "three_public.abroad.groups",
    "three_public.abroad.visits",
    "three_public.vehicles.bought",
    "three_public.vehicles.kept",
    "three_public.reception.batches",
    "three_public.reception.visits",
    "three_public.reception.foreign.batches",
    "three_public.reception.foreign.visits",
    "assets.vehicles",
    "assets.vehicles.of",
    "assets.equipment",
    "units.count",
)

STATEMENT: tuple[str, ...] = (
    "statement.projects",
    "statement.amount",
    "statement.share_of_project_spending",
    "statement.grade_count",
    "statement.rate",
    "statement.score",
    "statement.grade",
    "statement.average",
    "statement.average_grade",
    "statement.weighted_average",
    "statement.budget_total",
    "statement.executed_total",
    "statement.project_spending_total",
    "statement.claim",
    "statement.self.general_budget",
    "statement.self.government_funds",
    "statement.self.state_capital",
    "statement.evaluated.projects",
    "statement.evaluated.name",
    "statement.evaluated.amount",
    "statement.evaluated.general_budget",
    "statement.evaluated.government_funds",
    "statement.evaluated.state_capital",
    "statement.evaluated.share",
    "statement.evaluated.average",
    "statement.evaluated.average_grade",
    "statement.evaluated.weighted_average",
    "statement.evaluated.score",
    "statement.evaluated.grade",
    "statement.whole.amount",
    "statement.whole.general_budget",
    "statement.whole.government_funds",
    "statement.whole.state_capital",
    "statement.whole.share",
    "statement.whole.average",
    "statement.whole.average_grade",
    "statement.whole.weighted_average",
    "statement.whole.projects",
    "statement.whole.score",
    "statement.whole.grade",
    "project.score",
    "project.grade",
    "project.budget",
    "project.executed",
    "project.rate",
)

REPORT: tuple[str, ...] = (
    "report.title",
    "report.budget",
    "report.budget.general",
    "report.spent",
    "report.surplus",
    "report.rate",
    "report.part.budget",
    "report.part.spent",
    "report.part.surplus",
    "report.part.rate",
    "report.score",
    "report.grade",
    "report.goal",
    "report.claim",
    "report.section.level2_count",
    "report.section.level3_count",
    "report.section.full",
    "report.section.score",
    "report.section.rate",
    "report.conclusion.full",
    "report.conclusion.score",
    "report.conclusion.rate",
    "report.survey.sent",
    "report.survey.returned",
    "report.survey.valid",
    "report.survey.return_rate",
    "report.survey.valid_return_rate",
    "report.survey.valid_rate",
    "report.indicator.plan",
    "report.indicator.actual",
    "report.indicator.rate",
    "report.indicator.saving.rate",
    "report.indicator.completion.rate",
    "report.indicator.full",
    "report.indicator.score",
)

NAMES: tuple[str, ...] = (
    "organisation.title",
    "organisation.table",
    "organisation.listed",
    "organisation.form",
    "organisation.report",
    "organisation.alias",
    "year.mentioned",
    "year.reported",
    "year.title",
    "year.heading",
    "text.placeholder",
)
"""``year.reported`` is a year that a sentence gives figures to, ``year.mentioned`` any year in a sentence."""

CLAIMS: tuple[str, ...] = ("claim.met", "claim.paid", "claim.effective")
"""Sentences that claim of everything that its goals are met, its money paid, its indicators up to the mark;
``subject`` is the project of a summary that is only about one."""

FORM: tuple[str, ...] = (
    "goal.rate",
    "goal.budget",
    "goal.executed",
    "goal.claim",
    "goal.paid",
    "goal.year",
    "note.rate",
    "note.weight",
    "note.weight.default",
    "note.weight.total",
)
"""What the prose of a self-evaluation table says (``documents/form_facts.py``)."""

KEYS: frozenset[str] = frozenset(
    (
        *NARRATIVE_BASES,
        *(f"{base}.{measure}" for base in NARRATIVE_BASES for measure in MEASURES),
        *COUNTS,
        *STATEMENT,
        *REPORT,
        *NAMES,
        *CLAIMS,
        *FORM,
    )
)
