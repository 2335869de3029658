"""Collected files for the store: forms made by hand or by hypothesis, really scored."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import FundLine, Indicator, ReadForm, SelfEvaluation
from jixiao.schemas.store import CollectedFile, CollectedTable
from jixiao.services.check_paths import check_forms
from jixiao.services.score_json import evaluation_json
from jixiao.store.canonical import dumps

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = ("大厅运转经费", "信息系统运维", "道路养护")
UNITS = ("甲局", "乙局")


def form(
    project: str = NAMES[0],
    *,
    unit: str | None = UNITS[0],
    department: str | None = None,
    region: str | None = None,
    year: int | None = 2024,
    claimed: Sequence[str] = ("10", "9.5"),
    total: str | None = None,
    budget: str = "12.5",
    executed: str = "10",
) -> SelfEvaluation:
    """A small whole table: one fund line, a row for each claimed score of weight 45."""
    rows = tuple(
        Indicator(
            level1="产出指标",
            level2="数量指标",
            name=f"指标{at}",
            target="≥10个",
            actual="9个",
            weight=Decimal(45),
            claimed_score=Decimal(score),
        )
        for at, score in enumerate(claimed)
    )
    own = sum((Decimal(score) for score in claimed), Decimal(8))
    return SelfEvaluation(
        project=project,
        department=department,
        unit=unit,
        region=region,
        year=year,
        funds=(
            FundLine(
                name="年度资金总额",
                initial_budget=Decimal(budget),
                annual_budget=Decimal(budget),
                executed=Decimal(executed),
                weight=Decimal(10),
                claimed_score=Decimal(8),
            ),
            FundLine(name="其中：一般公共预算", annual_budget=Decimal(budget), executed=Decimal(executed)),
        ),
        indicators=rows,
        claimed_total=own if total is None else Decimal(total),
    )


def table(one: SelfEvaluation, *, findings: int = 1, label: str = "表1") -> CollectedTable:
    """A table as collecting hands it over."""
    place = Place(file="表.xlsx", table=label)
    subject = check_forms([ReadForm(one, place)], None)[0]
    found = tuple(
        Finding(code=f"TST{at:03}", severity=Severity.WARNING, place=place, params={"at": str(at)})
        for at in range(findings)
    )
    return CollectedTable(
        form=one, scored=evaluation_json(subject.scored), claimed_graded="良", place=place, findings=found
    )


def listed(project: str, score: str, *, department: str = UNITS[0], year: int = 2024) -> CollectedTable:
    """A project of which a disclosure lists the score."""
    said = SelfEvaluation(project=project, department=department, year=year, claimed_total=Decimal(score))
    return CollectedTable(form=said, origin="listed", claimed_graded="优", place=Place(file="公开.pdf"))


def file(*tables: CollectedTable, name: str = "表.xlsx", salt: str = "") -> CollectedFile:
    """A file of some tables; its hash follows from its content and ``salt``."""
    content = dumps([one.model_dump(mode="json") for one in tables]) + salt
    return CollectedFile(
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        name=name,
        origin=f"收件/{name}",
        size=len(content),
        kind="xlsx",
        tables=tables,
        findings=(Finding(code="TST100", severity=Severity.NOTICE),),
    )


forms = st.builds(
    form,
    project=st.sampled_from(NAMES),
    unit=st.sampled_from(UNITS),
    year=st.sampled_from((2023, 2024)),
    claimed=st.lists(
        st.integers(0, 4500).map(lambda cents: str(Decimal(cents) / 100)), min_size=1, max_size=3
    ),
)
"""Tables of few names, units and years, so that many are of one project."""
