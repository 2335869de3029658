from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jixiao.schemas.framework import FilledFramework, FrameworkItem, FrameworkRow
from jixiao.schemas.self_evaluation import FundLine
from jixiao.scoring.framework import score_framework
from jixiao.scoring.frameworks import load_framework
from tests.scoring.test_framework import department
from tests.scoring.test_framework import row as task_row
from tests.scoring.test_framework_lines import facts, point
from tests.strategies.frameworks import as_read, choice


def codes(*rows: FrameworkRow, **more: Any) -> set[str]:
    form = FilledFramework(project="某项目", year=2024, rows=rows, **more)
    found = score_framework(as_read(form), load_framework("project-2020"), choice()).findings
    assert all(finding.sentence("message") and finding.sentence("remedy") for finding in found)
    return {finding.code for finding in found} - {"FWK033"}


def row(*items: FrameworkItem, weight: str | None = "100", **more: Any) -> FrameworkRow:
    return FrameworkRow(
        level1="产出", name="指标", weight=None if weight is None else Decimal(weight), items=items, **more
    )


GROUND = FrameworkItem(label="要点", entry="满足", evidence="文件")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((row(GROUND),), set()),
        ((row(point("满足")),), {"FWK031"}),
        ((row(GROUND, weight="99"),), {"FWK020"}),
        ((row(point("部分满足", "200")),), {"FWK021", "FWK025"}),
        ((row(point("满足", "3")),), {"FWK023", "FWK025"}),
        ((row(point("也许")),), {"FWK012", "FWK025"}),
        ((row(point(share="3"), point(share="4")),), {"FWK026"}),
        ((row(GROUND, weight=None),), {"FWK029"}),
        ((row(GROUND, weight=None, claimed_score=Decimal(3)),), {"FWK029"}),
        ((row(*facts(实际到位资金="1", 实际支出资金="2")),), {"FWK024"}),
        ((row(*facts(预算资金="0", 实际到位资金="2")),), {"FWK030"}),
        ((row(*facts(预算资金="1", 实际到位资金="1"), claimed_score=Decimal(3)),), {"FWK022"}),
        ((row(*facts(预算资金="1", 实际到位资金=None), claimed_score=Decimal(300)),), {"FWK021", "FWK025"}),
        ((row(GROUND).model_copy(update={"level1": "决策"}), row(GROUND, weight="0")), {"FWK028"}),
    ],
)
def test_what_does_not_fit_is_told(rows: tuple[FrameworkRow, ...], expected: set[str]) -> None:
    assert codes(*rows) == expected


def test_a_form_of_another_version_is_told() -> None:
    assert codes(row(GROUND), hash="000000000000") == {"FWK015"}
    assert codes(row(GROUND), hash=load_framework("project-2020").hash[:12]) == set()


def test_a_written_total_is_compared() -> None:
    assert codes(row(GROUND), claimed_total=Decimal(100)) == set()
    assert codes(row(GROUND), claimed_total=Decimal(90)) == {"FWK034"}


def test_lines_that_are_gone_are_told_but_not_those_others_stand_for() -> None:
    form = FilledFramework(rows=(row(GROUND),))
    found = score_framework(as_read(form), load_framework("project-2020"), choice()).findings
    names = {finding.params["name"] for finding in found if finding.code == "FWK033"}
    assert "立项依据充分性" in names
    assert "实际完成率" not in names


def test_the_parts_of_a_budget_have_to_add_up() -> None:
    def result(second: str, first: str = "4") -> set[str]:
        funds = tuple(
            FundLine(name=name, annual_budget=Decimal(amount), executed=Decimal(1))
            for name, amount in (("年度资金总额", "10"), ("基本支出", first), ("项目支出", second))
        )
        form = FilledFramework(funds=funds, rows=(task_row(None, "100", "10个"),))
        found = score_framework(as_read(form), load_framework("whole-department"), choice()).findings
        return {finding.params["column"] for finding in found if finding.code == "FWK032"}

    assert result("6") == {"全年执行数"}
    assert result("5") == {"全年预算数", "全年执行数"}
    # amounts with hundredths were rounded: 4.004321 and 6 may be 10, 4.02 and 6 may not
    assert result("6", "4.004321") == {"全年执行数"}
    assert result("6", "4.02") == {"全年预算数", "全年执行数"}
    # whole amounts are no rounded ones
    assert result("6.1", "4") == {"全年预算数", "全年执行数"}


def test_a_ratio_that_is_missing_is_told() -> None:
    found = department(task_row(0, "90", "10个"), task_row(1, "90", "10个"), ratios=("60", None)).findings
    assert [one.params["name"] for one in found if one.code == "FWK027"] == ["甲"]
