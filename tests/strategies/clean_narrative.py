"""The numbered sections of a made-up year in words: one of two ways of saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.strategies.clean_budget import CARS, FUNDS, NAMES, SOURCES, three
from tests.strategies.clean_tables import ALL, BOTH, CAR_NAMES

if TYPE_CHECKING:
    from tests.strategies.clean_budget import Budget
    from tests.strategies.clean_page import Page

_ECONOMIC = (
    ("301", "工资福利支出"),
    ("302", "商品和服务支出"),
    ("303", "对个人和家庭补助支出"),
    ("310", "资本性支出"),
)
_COUNTED = frozenset(
    (
        "abroad.groups",
        "abroad.visits",
        "vehicles.bought",
        "vehicles.kept",
        "reception.batches",
        "reception.visits",
    )
)
_LEAST = 5_000
"""A smaller change prints as 0.00 万元."""
_REASON = "主要原因：本年任务有变化。"


class Narrative:
    """Prints 第三部分, sections 一 to 八."""

    def __init__(self, page: Page, budget: Budget) -> None:
        self.page, self.budget, self.random = page, budget, page.random
        self.other = page.random.random() < 0.35
        """The wording of other places: 收、支总计, items 年初预算为…，支出决算为…."""

    def write(self) -> None:
        """All eight."""
        for number, title, write in (
            ("一", "收入决算情况说明", self.income),
            ("二", "支出决算情况说明", self.spending),
            ("三", "财政拨款支出决算情况说明", self.appropriation),
            ("四", "一般公共预算财政拨款基本支出决算情况说明", self.basic),
            ("五", "财政拨款“三公”经费支出决算情况说明", self.three_public),
            ("六", "机关运行经费支出情况说明", self.operating),
            ("七", "政府采购支出情况说明", self.procurement),
            ("八", "国有资产占用情况说明", self.assets),
        ):
            self.page.line(f"{number}、{title}")
            self.page.line()
            write()

    def para(self, text: str) -> None:
        """One paragraph."""
        self.page.line(text)
        self.page.line()

    def said(self, name: str, cents: int) -> str:
        """An amount of this section."""
        return self.page.said(f"{self.page.family}.{name}", cents)

    def last(self, cents: int) -> int:
        """What there may have been last year: nothing, a little less, more."""
        less = self.random.choice((0, self.random.randint(0, cents), cents - min(cents, 10_000)))
        return self.random.choice(
            (less, cents, cents + self.random.randint(10_000, 10**9)) if cents else (0,)
        )

    def change(self, name: str, cents: int, last: int | None = None) -> str:
        """比上年…: with a growth where there was something last year."""
        last = self.last(cents) if last is None else last
        moved = abs(cents - last)
        if moved < _LEAST:
            return "与上年持平"
        full = f"{self.page.family}.{name}"
        up, grown = ("增加", "增长") if cents > last else ("减少", "下降")
        way = self.page.put(f"{full}.change#way", up, "way")
        text = f"比上年{way} {self.page.said(f'{full}.change', moved)}"
        if last >= 2 * _LEAST:
            grew = self.page.put(f"{full}.growth#way", grown, "way")
            text += f"，{grew} {self.page.percent(f'{full}.growth', moved, last)}"
        return text

    def share(self, name: str, part: int, whole: int) -> str:
        """占 x%."""
        return (
            f"占 {self.page.percent(f'{self.page.family}.{name}.share', part, whole)}"
            if whole
            else "占 0.00%"
        )

    def rate(self, name: str, part: int, whole: int, of: str) -> str:
        """完成…预算的 x%; nothing where there was no budget."""
        if not whole:
            return ""
        return f"，完成{of}的 {self.page.percent(f'{self.page.family}.{name}.rate', part, whole)}"

    def income(self) -> None:
        """一."""
        self.page.family = "income"
        budget = self.budget
        sums = {key: sum(codes.values()) for key, codes in budget.income.items()}
        current, opening = sum(sums.values()), sum(budget.opening.values())
        total = current + opening + budget.surplus_used
        if self.other:
            self.para(
                f"{budget.year}年度收入总计 {self.said('total', total)}，{self.change('total', total)}，"
                f"{_REASON}本年收入合计 {self.said('current', current)}，"
                f"年初结转和结余 {self.said('opening', opening)}，"
                f"使用非财政拨款结余 {self.said('surplus_used', budget.surplus_used)}。"
            )
        else:
            self.para(
                f"本部门 {budget.year} 年度收入总计 {self.said('total', total)}，"
                f"其中年初结转和结余 {self.said('opening', opening)}，{self.change('opening', opening)}；"
                f"使用非财政拨款结余和专用结余 {self.said('surplus_used', budget.surplus_used)}，"
                f"{self.change('surplus_used', budget.surplus_used)}；"
                f"本年收入合计 {self.said('current', current)}，{self.change('current', current)}，{_REASON}"
            )
        names = dict(
            zip(
                ("appropriation", *SOURCES),
                ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
                strict=True,
            )
        )
        parts = [
            f"{name} {self.said(key, sums[key])}，{self.share(key, sums[key], current)}"
            for key, name in names.items()
        ]
        self.para(f"本年收入的具体构成：{'；'.join(parts)}。")

    def spending(self) -> None:
        """二."""
        self.page.family = "spending"
        budget = self.budget
        basic, project = budget.amount(ALL, ("basic",)), budget.amount(ALL, ("project",))
        current, closing = basic + project, sum(budget.closing.values())
        total = current + closing + budget.distribution
        self.para(
            f"本部门 {budget.year} 年度支出总计 {self.said('total', total)}，其中本年支出合计 "
            f"{self.said('current', current)}，{self.change('current', current)}，{_REASON}"
            f"结余分配 {self.said('distribution', budget.distribution)}，"
            f"{self.change('distribution', budget.distribution)}；"
            f"年末结转和结余 {self.said('closing', closing)}，{self.change('closing', closing)}，{_REASON}"
        )
        self.para(
            f"本年支出的具体构成："
            f"基本支出 {self.said('basic', basic)}，{self.share('basic', basic, current)}；"
            f"项目支出 {self.said('project', project)}，{self.share('project', project, current)}；"
            f"经营支出 {self.said('operating', 0)}，占 0.00%。"
        )

    def appropriation(self) -> None:
        """三."""
        self.page.family = "appropriation"
        budget, random = self.budget, self.random
        size = 7 if self.other else 3
        amounts = {
            code: budget.amount(FUNDS, BOTH, code) for code in budget.codes(FUNDS) if len(code) == size
        }
        spent = {code: amount for code, amount in amounts.items() if amount}
        planned = {
            code: random.choice((0, amount, random.randint(1, 2 * amount))) for code, amount in spent.items()
        }
        total, plan = sum(spent.values()), sum(planned.values())
        self.para(
            f"本部门 {budget.year} 年度财政拨款本年支出年初预算数 {self.said('total.initial_budget', plan)}，"
            f"决算数 {self.said('total', total)}{self.rate('total', total, plan, '年初预算')}。其中："
        )
        for index, (code, amount) in enumerate(spent.items(), 1):
            first = self.said(f"{code}.initial_budget", planned[code])
            final = f"{self.said(code, amount)}{self.rate(code, amount, planned[code], '年初预算')}"
            if self.other:
                name = f"{NAMES[code[:3]]}（类）{NAMES[code[:5]]}（款）{NAMES[code]}（项）"
                self.para(f"{index}.{name}。年初预算为 {first}，支出决算为 {final}。")
            else:
                han = "一二三四五六七八九十"[(index - 1) % 10]
                name = f"（{han}）{NAMES[code]}（类）"
                self.para(f"{name}年初预算数 {first}，决算数 {final}。预决算差异{_REASON}")

    def basic(self) -> None:
        """四."""
        self.page.family = "basic"
        economic = self.budget.economic
        sums = {code: sum(v for k, v in economic.items() if k.startswith(code)) for code, _ in _ECONOMIC}
        total = sum(sums.values())
        self.para(
            f"本部门 {self.budget.year} 年度一般公共预算财政拨款基本支出 {self.said('total', total)}，其中："
        )
        for han, (code, name) in zip("一二三四", _ECONOMIC, strict=True):
            self.para(
                f"（{han}）{name} {self.said(code, sums[code])}，{self.change(code, sums[code])}，{_REASON}"
            )

    def _line(self, name: str, key: str) -> str:
        """A line of 三公: what was planned and spent, and the change."""
        plan, final = three(self.budget, "budget", key), three(self.budget, "final", key)
        return (
            f"{name}全年预算数 {self.said(f'{key}.budget', plan)}，决算数 {self.said(key, final)}"
            f"{self.rate(key, final, plan, '全年预算')}"
        )

    def three_public(self) -> None:
        """五."""
        self.page.family = "three_public"
        budget, counts = self.budget, self.budget.counts
        count = {
            key: self.page.count(f"three_public.{key}", counts[key]) for key in counts if key in _COUNTED
        }

        before = {leaf: self.last(cents) for leaf, cents in budget.three["final"].items()}
        budget.three["last"] = before

        def moved(key: str) -> str:
            return f"决算数{self.change(key, three(budget, 'final', key), three(budget, 'last', key))}"

        self.para(
            f"本部门 {budget.year} 年度{self._line('财政拨款“三公”经费支出', 'total')}；"
            f"{moved('total')}，其中："
        )
        self.para(
            f"（一）{self._line('因公出国（境）费', 'abroad')}，{_REASON}{moved('abroad')}，{_REASON}"
            f"全年安排因公出国（境）团组 {count['abroad.groups']} 个，累计 {count['abroad.visits']} 人次。"
        )
        self.para(f"（二）{self._line('公务用车购置及运行维护费', 'vehicles')}，其中：")
        self.para(
            f"公务用车购置{self._line('', 'vehicles.purchase')}，{_REASON}"
            f"{moved('vehicles.purchase')}，{_REASON}"
            f"全年使用财政拨款购置公务用车 {count['vehicles.bought']} 辆。"
        )
        self.para(
            f"公务用车运行维护费{self._line('', 'vehicles.running')}，{_REASON}"
            f"{moved('vehicles.running')}，{_REASON}"
            f"年末使用财政拨款负担费用的公务用车保有量 {count['vehicles.kept']} 辆。"
        )
        self.para(
            f"（三）{self._line('公务接待费', 'reception')}，{_REASON}{moved('reception')}，{_REASON}"
            f"全年国内公务接待 {count['reception.batches']} 批，累计接待 {count['reception.visits']} 人次。"
        )

    def operating(self) -> None:
        """六."""
        self.page.family = "operating"
        cents = self.random.choice((0, self.random.randint(1, 10**9)))
        self.para(
            f"本部门 {self.budget.year} 年度机关运行经费支出 {self.said('total', cents)}，"
            f"决算数{self.change('total', cents)}，{_REASON}"
        )

    def procurement(self) -> None:
        """七."""
        self.page.family = "procurement"
        random = self.random
        parts = {key: random.choice((0, random.randint(1, 10**9))) for key in ("goods", "works", "services")}
        small = {key: random.choice((0, cents, random.randint(0, cents))) for key, cents in parts.items()}
        total, sme = sum(parts.values()), sum(small.values())
        micro = random.randint(0, sme)
        names = {"goods": "货物", "works": "工程", "services": "服务"}
        listed = "、".join(f"政府采购{name}支出 {self.said(key, parts[key])}" for key, name in names.items())
        shares = "，".join(
            f"{name}采购授予中小企业合同金额占{name}支出金额的 "
            + (
                self.page.percent(f"procurement.sme_{key}.share", small[key], parts[key])
                if parts[key]
                else "0.00%"
            )
            for key, name in names.items()
        )

        def of(key: str, part: int, whole: int) -> str:
            return self.page.percent(f"procurement.{key}.share", part, whole) if whole else "0.00%"

        self.para(
            f"本部门 {self.budget.year} 年度政府采购支出总额 {self.said('total', total)}，其中：{listed}。"
            f"授予中小企业合同金额 {self.said('sme', sme)}，占政府采购支出总额的 {of('sme', sme, total)}，"
            f"其中：授予小微企业合同金额 {self.said('small_micro', micro)}，"
            f"占授予中小企业合同金额的 {of('small_micro', micro, sme)}。{shares}。"
        )

    def assets(self) -> None:
        """八."""
        self.page.family = "assets"
        counts = self.budget.counts
        whole = self.page.count("assets.vehicles", sum(counts[f"assets.{car}"] for car in CARS))
        listed = "、".join(
            f"{CAR_NAMES[car]} {self.page.count(f'assets.{car}', counts[f'assets.{car}'])} 辆" for car in CARS
        )
        equipment = self.page.count("assets.equipment", counts["equipment"])
        self.para(
            f"截止 {self.budget.year} 年 12 月 31 日，本部门共有车辆 {whole} 辆（台），其中：{listed}。"
            f"本部门单价 100 万元（含）以上设备（不含车辆）{equipment} 台（套）。"
        )
