"""第五部分 附件 of a made-up year: an evaluation report of each project that the department evaluated.

Figures are named ``report.<n>.…``: ``budget``, ``spent``, ``surplus``, ``rate``, ``score``, ``grade`` and, of
each section, ``report.<n>.产出.full`` / ``score`` / ``rate`` / ``count`` and ``report.<n>.产出.<m>`` for the
score of its indicators.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.strategies.clean_page import decimal
from tests.strategies.clean_statement import grade_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.strategies.clean_page import Page
    from tests.strategies.clean_statement import Project

_SECTIONS = (("产出", 50), ("效益", 30), ("成本", 10))
_INDICATORS = {
    "产出": ("改造处数", "验收合格比例", "按期开工情况", "覆盖户数", "设备到位情况"),
    "效益": ("服务能力提升情况", "群众反映情况", "长效管护情况"),
    "成本": ("单价控制情况", "总额控制情况"),
}
_EXECUTION = 10


def _points(value: Fraction) -> str:
    return f"{Decimal(decimal(value, 2)).normalize():f}"


class Reports:
    """Prints the annex."""

    def __init__(self, page: Page, year: int, projects: Sequence[Project]) -> None:
        self.page, self.year, self.projects, self.random = page, year, projects, page.random

    def write(self) -> None:
        """Every report."""
        self.page.family = "annex"
        self.page.line("第五部分 附件")
        self.page.line()
        for index, project in enumerate(self.projects, 1):
            self._report(f"report.{index}", project)

    def _lines(self, *lines: str) -> None:
        for line in lines:
            self.page.line(line)
            self.page.line()

    def _report(self, name: str, one: Project) -> None:
        page = self.page
        budget, spent = page.said(f"{name}.budget", one.budget), page.said(f"{name}.spent", one.spent)
        left = page.said(f"{name}.surplus", one.budget - one.spent)
        money = f"项目全年预算数 {budget}，实际支出 {spent}，资金结余 {left}。"
        self._lines(f"{one.name}支出绩效评价报告", "一、基本情况", money)
        plans = {
            section: self._section(section, full) for section, full in _SECTIONS
        }  # what each indicator can earn and earned, in hundredths
        executed = self.random.choice((0, 500, 700, 1000))
        earned = executed + sum(got for rows in plans.values() for _, got in rows)
        total = Fraction(earned, 100)
        score = page.put(f"{name}.score", _points(total), "score")
        grade = page.put(f"{name}.grade", grade_of(total), "grade")
        self._lines(
            "二、综合评价情况及评价结论",
            f"评价得分 {score} 分。绩效评价等级为“{grade}”。",
            "三、绩效评价指标分析",
            "（一）项目资金执行情况",
            self._execution(name, one, executed),
        )
        for number, (section, full) in zip("二三四", _SECTIONS, strict=True):
            self._write_section(f"{name}.{section}", number, section, full, plans[section])

    def _execution(self, name: str, one: Project, executed: int) -> str:
        page = self.page
        rate = ""
        if one.budget:
            rate = f"预算执行率为 {page.percent(f'{name}.rate', one.spent, one.budget)}。"
        full = page.put(f"{name}.execution.full", str(_EXECUTION), "score")
        got = page.put(f"{name}.execution.score", _points(Fraction(executed, 100)), "score")
        return f"{rate}分值总分 {full} 分，依据评分标准，该指标得 {got} 分。"

    def _section(self, section: str, full: int) -> list[tuple[int, int]]:
        count = self.random.randint(2, len(_INDICATORS[section]))
        share = full * 100 // count
        fulls = [share] * (count - 1) + [full * 100 - share * (count - 1)]
        return [
            (most, most if self.random.random() < 0.6 else self.random.randint(0, most)) for most in fulls
        ]

    def _write_section(
        self, name: str, number: str, section: str, full: int, rows: list[tuple[int, int]]
    ) -> None:
        page = self.page
        earned = sum(got for _, got in rows)
        count = page.count(f"{name}.count", len(rows))
        most = page.put(f"{name}.full", str(full), "score")
        score = page.put(f"{name}.score", _points(Fraction(earned, 100)), "score")
        rate = page.percent(f"{name}.rate", earned, full * 100)
        self._lines(
            f"（{number}）项目{section}情况",
            f"项目{section}指标包括 1 个二级指标及 {count} 个三级指标，分值共 {most} 分，"
            f"绩效评价得分 {score} 分，得分率 {rate}。",
            f"1、{section}类指标",
        )
        for index, (whole, got) in enumerate(rows, 1):
            points = page.put(f"{name}.{index}", _points(Fraction(got, 100)), "score")
            words = "得满分" if got == whole else "得"
            self._lines(
                f"（{index}）{_INDICATORS[section][index - 1]}",
                f"工作按要求开展。依据评分标准，该指标{words} {points} 分。",
            )
