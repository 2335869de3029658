"""The transcribed tables under ``examples/``: real ones, whose printed scores are known."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jixiao.schemas.scored import Status
from jixiao.services.score_paths import score_paths

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RUN = score_paths([str(EXAMPLES)], rules="jiangxi-2023")
BY_NAME = {Path(one.source.file or "").stem: one for one in RUN.evaluations}


def test_the_four_tables_come_out_as_printed() -> None:
    assert RUN.exit_code == 0
    totals = {name: str(one.total) for name, one in BY_NAME.items() if one.total is not None}
    assert totals == {
        "大厅日常运行维护经费": "95.00",
        "政务服务及赣服通系统建设": "95.00",
        "赣服通3.0分厅建设项目": "95.52",
        "政数局运转经费": "97.00",
    }


def test_the_annexed_report_comes_out_as_printed() -> None:
    report = BY_NAME["政务服务中心运转经费"]
    assert report.execution is not None
    assert (str(report.execution.completion), str(report.execution.score)) == ("7/160", "0.00")
    scores = {(item.row.weight, str(item.row.completion)): str(item.row.score) for item in report.indicators}
    assert scores[(Decimal(10), "11/14")] == "4.64"  # 44 of 56
    assert scores[(Decimal(5), "8529/5000")] == "1.47"  # 170.58 of 100
    open_rows = [item.row for item in report.indicators if item.row.status is not Status.COMPUTED]
    assert [(row.status, row.reason) for row in open_rows] == [(Status.UNSCORABLE, "target-missing")]
    assert [str(value) for value in report.total_range] == ["71.11", "81.11"]
    assert report.total is None
    assert report.provisional_total == report.evaluation.claimed_total
