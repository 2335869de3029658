"""The tables of the reference corpus as forms, and printed as text again."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation
from tests.shared import SHARED

if TYPE_CHECKING:
    from pathlib import Path


def tables() -> list[dict[str, object]]:
    """All tables of the corpus, numbers as printed."""
    if SHARED is None:
        return []
    folder: Path = SHARED / "corpus" / "tables"
    return [
        json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for path in sorted(folder.glob("*.json"))
    ]


def _number(value: object) -> Decimal | None:
    if value is None:
        return None
    found = re.sub(r"[^\d.\-]", "", str(value))
    return Decimal(found)


def form(table: dict[str, object], *, split: bool = False) -> SelfEvaluation:
    """A corpus table as the form it should be read as; ``split``: operator and unit on their own."""
    funds = [
        FundLine(
            name=line["name"],
            initial_budget=_number(line["initial"]),
            annual_budget=_number(line["adjusted"]),
            executed=_number(line["executed"]),
            weight=_number(line["weight"]),
            claimed_rate=_number(line.get("rate_raw")),
            claimed_score=_number(line["score"]),
        )
        for line in table["funds"]
    ]
    indicators = []
    for row in table["indicators"]:
        target = row["target_raw"]
        operator, unit = row["operator"], row["unit"]
        if split and target and operator and target.startswith(operator):
            target = target[len(operator) :].strip()
        if split and target and unit and target.endswith(unit):
            target = target[: -len(unit)].strip()
        indicators.append(
            Indicator(
                level1=row["l1"],
                level2=row["l2"],
                name=row["l3"],
                operator=operator if split else None,
                target=target,
                unit=unit if split else None,
                actual=row["actual_raw"],
                weight=_number(row["weight"]),
                claimed_score=_number(row["score"]),
                deviation_note=row["reason"],
            )
        )
    return SelfEvaluation(
        project=str(table["project"] or ""),
        department=table["department"],
        unit=table["unit"],
        year=table["year"],
        amount_unit=table["amount_unit"],
        funds=tuple(funds),
        indicators=tuple(indicators),
        claimed_total=_number(table["total"]),
    )
