"""第九节 预算绩效情况说明 of a made-up year: projects, scores, grades, amounts by kind of fund."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.strategies.clean_budget import FUNDS
from tests.strategies.clean_page import decimal

if TYPE_CHECKING:
    from tests.strategies.clean_budget import Budget
    from tests.strategies.clean_page import Page

NAMES = (
    "河道整治项目",
    "骨干教师培训经费项目",
    "校舍改造工程项目",
    "“智慧工地”监管平台项目",
    "营养餐补助项目",
    "市政道路（二期）项目",
    "3号泵站更新项目",
    "便民热线运营经费项目",
    "档案数字化加工项目",
    "公共场馆免费开放补助项目",
    "村级公益事业奖补项目",
    "食品快速检测项目",
)
GRADES = (("优", 90), ("良", 80), ("中", 60), ("差", 0))


@dataclass(frozen=True)
class Project:
    """One evaluated project: what was spent on it in 分 and from which fund, and its score."""

    name: str
    fund: str
    spent: int
    budget: int
    score: Decimal

    @property
    def grade(self) -> str:
        """By the usual bounds."""
        return grade_of(self.score)


def grade_of(score: Decimal | Fraction) -> str:
    """优 from 90, 良 from 80, 中 from 60."""
    return next(name for name, low in GRADES if score >= low)


def projects_of(page: Page, budget: Budget) -> list[Project]:
    """The project spending of each fund, cut into projects; together they are all of it."""
    random = page.random
    names = random.sample(NAMES, len(NAMES))
    made: list[Project] = []
    for fund in FUNDS:
        left = budget.amount((fund,), ("project",))
        if not left:
            continue
        pieces = random.randint(1, 3)
        for index in range(pieces):
            spent = left if index == pieces - 1 else random.randint(0, left)
            left -= spent
            score = Decimal(
                random.choice((random.randint(55, 100) * 100, random.randint(5500, 10_000)))
            ).scaleb(-2)
            score = score.normalize() if score == score.to_integral_value() else score
            planned = spent + random.choice((0, random.randint(0, spent + 10_000)))
            made.append(Project(names.pop(), fund, spent, planned, Decimal(f"{score:f}")))
    return made


class Statement:
    """Prints 九."""

    def __init__(self, page: Page, budget: Budget) -> None:
        self.page, self.budget, self.random = page, budget, page.random
        self.projects = projects_of(page, budget)
        self.evaluated: list[Project] = []
        self.with_money = self.random.random() < 0.5

    def write(self) -> None:
        """Both parts of the section."""
        page, projects = self.page, self.projects
        page.family = "statement"
        for text in ("九、预算绩效情况说明", "（一）绩效管理工作开展情况。"):
            page.line(text)
            page.line()
        self._first()
        if not projects:
            return
        self._evaluated()
        page.line("（二）部门决算中项目绩效自评情况。")
        page.line()
        exact = sum((Fraction(one.score) for one in projects), Fraction(0)) / len(projects)
        average = page.put("statement.average", decimal(exact, 2, cut=page.cut_off), "score")
        grade = page.put("statement.average_grade", grade_of(exact), "grade")
        page.line(
            f"本部门{self.budget.year}年度{page.count('statement.listed', len(projects))}个项目"
            f"绩效自评平均分为{average}分，绩效等级为“{grade}”。具体得分情况如下："
        )
        page.line()
        for index, one in enumerate(projects, 1):
            name = page.put(f"project.{index}.name", one.name, "name")
            score = page.put(f"project.{index}.score", f"{one.score:f}", "score")
            page.line(f"（{index}）{name}绩效自评得分{score}分{self._money(index, one)}；")
            page.line()
        if self.with_money:
            page.line("2、资金使用情况")
            page.line()
            count = page.count("statement.added", len(projects))
            planned = page.said("statement.budget_total", sum(one.budget for one in projects))
            spent = page.said("statement.executed_total", sum(one.spent for one in projects))
            whole = self.budget.amount((*FUNDS, "own"), ("project",))
            total = page.said("statement.project_spending_total", whole)
            page.line(
                f"上述{count}个项目全年预算数合计{planned}，执行数合计{spent}，部门项目支出总额{total}。"
            )
            page.line()

    def _money(self, index: int, one: Project) -> str:
        """What some documents say of each project besides its score."""
        if not self.with_money:
            return ""
        page = self.page
        budget, spent = (
            page.said(f"project.{index}.budget", one.budget),
            page.said(f"project.{index}.executed", one.spent),
        )
        rate = page.percent(f"project.{index}.rate", one.spent, one.budget) if one.budget else ""
        return f"，全年预算数{budget}，执行数{spent}" + (f"，预算执行率为{rate}" if rate else "")

    def _first(self) -> None:
        page, projects = self.page, self.projects
        amount = sum(one.spent for one in projects)
        whole = self.budget.amount((*FUNDS, "own"), ("project",))
        share = page.percent("statement.share", amount, whole) if whole else "0.00%"
        counted = "，".join(
            page.count(f"statement.grade.{grade}", sum(one.grade == grade for one in projects))
            + f"个项目评价结果为“{grade}”"
            for grade, _ in GRADES
        )
        page.line(
            f"根据预算绩效管理要求，我部门组织对纳入 {self.budget.year} 年度部门预算范围的二级项目 "
            f"{page.count('statement.projects', len(projects))} 个全面开展绩效自评，共涉及资金 "
            f"{page.said('statement.amount', amount)}，占项目支出总额的{share}。其中，{counted}。"
        )
        page.line()

    def _evaluated(self) -> None:
        page = self.page
        chosen = self.random.sample(self.projects, self.random.randint(1, len(self.projects)))
        self.evaluated = chosen
        sums = {fund: sum(one.spent for one in chosen if one.fund == fund) for fund in FUNDS}
        names = "、".join(
            page.put(f"statement.evaluated.{index}.name", one.name, "name")
            for index, one in enumerate(chosen, 1)
        )
        count = page.count("statement.evaluated.projects", len(chosen))
        said = {fund: page.said(f"statement.evaluated.{fund}", cents) for fund, cents in sums.items()}
        page.line(
            f"组织对 {count} 个项目开展了部门评价，分别为：{names}。"
            f"涉及一般公共预算支出 {said['general']}，政府性基金预算支出 {said['funds']}，"
            f"国有资本预算支出 {said['capital']}。"
        )
        page.line()
