"""The ten public tables of a made-up year, as published: one of several layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.strategies.clean_budget import CARS, CLASSES, ECONOMIC, FUNDS, NAMES, SOURCES, three

if TYPE_CHECKING:
    from random import Random

    from tests.strategies.clean_budget import Budget
    from tests.strategies.clean_page import Page

ALL = (*FUNDS, "own")
BOTH = ("basic", "project")
_TITLES = {
    "01": "收入支出决算总表",
    "02": "收入决算表",
    "03": "支出决算表",
    "04": "财政拨款收入支出决算总表",
    "05": "一般公共预算财政拨款支出决算表",
    "06": "一般公共预算财政拨款基本支出决算表",
    "07": "政府性基金预算财政拨款收入支出决算表",
    "08": "国有资本经营预算财政拨款支出决算表",
    "09": "财政拨款“三公”经费支出决算表",
    "10": "国有资产占用情况表",
}
_THREE_ROWS = (
    ("total", "一、“三公”经费支出"),
    ("abroad", "1.因公出国（境）费"),
    ("vehicles", "2.公务用车购置及运行维护费"),
    ("vehicles.purchase", "（1）公务用车购置费"),
    ("vehicles.running", "（2）公务用车运行维护费"),
    ("reception", "3.公务接待费"),
    ("reception.domestic", "（1）国内接待费"),
    ("reception.foreign", "（2）国（境）外接待费"),
)
_COUNT_ROWS = (
    ("abroad.groups", "1.因公出国（境）团组数（个）"),
    ("abroad.visits", "2.因公出国（境）人次数（人）"),
    ("vehicles.bought", "3.公务用车购置数（辆）"),
    ("vehicles.kept", "4.公务用车保有量（辆）"),
    ("reception.batches", "5.国内公务接待批次（个）"),
    ("reception.visits", "6.国内公务接待人次（人）"),
)
CAR_NAMES = dict(
    zip(
        CARS,
        (
            "副部（省）级及以上领导用车",
            "主要负责人用车",
            "机要通信用车",
            "应急保障用车",
            "执法执勤用车",
            "特种专业技术用车",
            "离退休干部服务用车",
            "其他用车",
        ),
        strict=True,
    )
)
_SOURCE_NAMES = dict(
    zip(SOURCES, ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"), strict=True)
)


class Tables:
    """Prints the tables of a budget on a page."""

    def __init__(self, page: Page, budget: Budget, organisation: str) -> None:
        random = page.random
        self.page, self.budget, self.organisation = page, budget, organisation
        self.pipes = random.random() < 0.4
        self.yuan = random.random() < 0.15
        self.blanks = random.choice(("all", "none", "some"))
        self.joined = random.random() < 0.3
        self.random: Random = random

    def write(self) -> None:
        """All ten."""
        for number, write in (
            ("01", self.overview),
            ("02", self.income),
            ("03", self.spending),
            ("04", self.appropriation),
            ("05", self.general),
            ("06", self.basic),
            ("07", self.funds),
            ("08", self.capital),
            ("09", self.three_public),
            ("10", self.assets),
        ):
            self.page.family = number
            self._caption(number)
            write()
            self.page.line()
            self.page.line("注：本表金额转换时可能存在尾数误差。")
            self.page.line()
            self.ruled = False

    ruled = False

    def _caption(self, number: str) -> None:
        unit = "单位：台、辆、套" if number == "10" else f"金额单位：{'元' if self.yuan else '万元'}"
        year = self.page.put(f"{number}.year", str(self.budget.year), "year")
        for text in (
            _TITLES[number],
            f"公开 {number} 表",
            f"部门：{self.organisation}",
            f"{year} 年度",
            unit,
        ):
            self.page.line(text)
            self.page.line()

    def row(self, *cells: str) -> None:
        """One row."""
        if not self.pipes:
            self.page.line("\t".join(cells))
            return
        self.page.line(f"| {' | '.join(cells)} |")
        if not self.ruled:
            self.page.line("|" + " --- |" * len(cells))
            self.ruled = True

    def cell(self, name: str, cents: int) -> str:
        """An amount."""
        blank = self.blanks == "all" or (self.blanks == "some" and self.random.random() < 0.5)
        return self.page.cell(f"{self.page.family}.{name}", cents, yuan=self.yuan, blank=blank)

    def overview(self) -> None:
        """公开01表: both sides."""
        budget = self.budget
        self.row("收入", "", "", "支出", "", "")
        self.row("项 目", "行次", "决算数", "项目（按功能分类）", "行次", "决算数")
        self.row("栏 次", "", "1", "栏 次", "", "2")
        left = [
            ("一、一般公共预算财政拨款收入", "income.general", self._taken("general")),
            ("二、政府性基金预算财政拨款收入", "income.funds", self._taken("funds")),
            ("三、国有资本经营预算财政拨款收入", "income.capital", self._taken("capital")),
        ]
        for index, key in enumerate(SOURCES):
            han = "四五六七八"[index]
            left.append((f"{han}、{_SOURCE_NAMES[key]}", f"income.{key}", sum(budget.income[key].values())))
        right = self._classes({"spending": ALL})
        self._sides(left, right, 1)
        income = sum(sum(column.values()) for column in budget.income.values())
        spent = budget.amount(ALL, BOTH)
        opening, closing = sum(budget.opening.values()), sum(budget.closing.values())
        total = income + opening + budget.surplus_used
        self._sides(
            [
                ("本年收入合计", "income.current", income),
                ("使用非财政拨款结余（含专用结余）", "income.surplus_used", budget.surplus_used),
                ("年初结转和结余", "income.opening", opening),
                ("总计", "income.total", total),
            ],
            [
                ("本年支出合计", [("spending.current", spent)]),
                ("结余分配", [("spending.distribution", budget.distribution)]),
                ("年末结转和结余", [("spending.closing", closing)]),
                ("总计", [("spending.total", total)]),
            ],
            27,
        )

    def _taken(self, fund: str) -> int:
        return sum(self.budget.fund_income[fund].values())

    def _classes(self, columns: dict[str, tuple[str, ...]]) -> list[tuple[str, list[tuple[str, int]]]]:
        """A row for each class, with what was spent of some funds in each column."""
        return [
            (
                f"{_han(index)}、{name}",
                [(f"{key}.{code}", self.budget.amount(funds, BOTH, code)) for key, funds in columns.items()],
            )
            for index, (code, name) in enumerate(CLASSES.items(), 1)
        ]

    def _sides(
        self,
        left: list[tuple[str, str, int]],
        right: list[tuple[str, list[tuple[str, int]]]],
        first: int,
    ) -> None:
        blank: tuple[str, str, int] = ("", "", 0)
        for index, (name, cells) in enumerate(right):
            label, key, cents = left[index] if index < len(left) else blank
            self.row(
                label,
                str(first + index),
                self.cell(key, cents) if key else "",
                name,
                str(first + index + 31),
                *(self.cell(one, amount) for one, amount in cells),
            )

    def appropriation(self) -> None:
        """公开04表: appropriations, spending by fund."""
        budget = self.budget
        self.row("收 入", "", "", "支 出", "", "", "", "", "")
        self.row(
            "项 目",
            "行 次",
            "决 算 数",
            "项 目（按功能分类）",
            "行 次",
            "合 计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        )
        self.row("栏 次", "", "1", "栏 次", "", "2", "3", "4", "5")
        names = ("一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款")
        left = [(name, f"income.{fund}", self._taken(fund)) for name, fund in zip(names, FUNDS, strict=True)]
        columns = {"total": FUNDS, **{fund: (fund,) for fund in FUNDS}}
        self._sides(left, self._classes(columns), 1)
        income = sum(self._taken(fund) for fund in FUNDS)
        opening = {fund: budget.opening[fund] for fund in FUNDS}
        closing = {fund: budget.closing[fund] for fund in FUNDS}
        spent = {fund: budget.amount((fund,), BOTH) for fund in FUNDS}
        total = income + sum(opening.values())

        def right(key: str, amounts: dict[str, int]) -> list[tuple[str, int]]:
            return [
                (f"{key}.total", sum(amounts.values())),
                *((f"{key}.{fund}", amounts[fund]) for fund in FUNDS),
            ]

        whole = {fund: spent[fund] + closing[fund] for fund in FUNDS}
        nothing: list[tuple[str, int]] = []
        self._sides(
            [
                ("本年收入合计", "income.current", income),
                ("年初财政拨款结转和结余", "income.opening", sum(opening.values())),
                *((name, f"opening.{fund}", opening[fund]) for name, fund in zip(names, FUNDS, strict=True)),
                ("总计", "income.total", total),
            ],
            [
                ("本年支出合计", right("current", spent)),
                ("年末财政拨款结转和结余", right("closing", closing)),
                ("", nothing),
                ("", nothing),
                ("", nothing),
                ("总计", right("all", whole)),
            ],
            27,
        )

    def _by_class(self, headings: tuple[str, ...], columns: dict[str, dict[str, int]]) -> None:
        """A table by code: ``columns`` are 项 to amount."""
        self.row("项 目", "", "", *headings)
        self.row("支出功能分类科目编码", "科目名称", "", *("" for _ in headings))
        self.row("类", "款", "项", *(str(index + 1) for index in range(len(headings))))
        everything = {key: sum(codes.values()) for key, codes in columns.items()}
        self.row("合计", "", "", *(self.cell(f"total.{key}", cents) for key, cents in everything.items()))
        items = {item for codes in columns.values() for item in codes}
        for code in sorted({item[:size] for item in items for size in (3, 5, 7)}):
            sums = {
                key: sum(amount for item, amount in codes.items() if item.startswith(code))
                for key, codes in columns.items()
            }
            cells = [self.cell(f"{code}.{key}", cents) for key, cents in sums.items()]
            if self.joined:
                self.row("", "", f"{code} {NAMES[code]}", *cells)
            else:
                self.row(code, "", NAMES[code], *cells)

    def _items(self, funds: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, int]:
        made: dict[str, int] = {}
        for fund in funds:
            for kind in kinds:
                for item, amount in self.budget.spent[fund, kind].items():
                    made[item] = made.get(item, 0) + amount
        return made

    def income(self) -> None:
        """公开02表."""
        budget = self.budget
        whole: dict[str, int] = {}
        for codes in budget.income.values():
            for item, amount in codes.items():
                whole[item] = whole.get(item, 0) + amount
        headings = ("本年收入合计", "财政拨款收入", *_SOURCE_NAMES.values())
        self._by_class(headings, {"total": whole, **budget.income})

    def _spending(self, funds: tuple[str, ...]) -> dict[str, dict[str, int]]:
        return {
            "total": self._items(funds, BOTH),
            "basic": self._items(funds, ("basic",)),
            "project": self._items(funds, ("project",)),
        }

    def spending(self) -> None:
        """公开03表."""
        nothing: dict[str, int] = {}
        columns = self._spending(ALL) | dict.fromkeys(("to_superior", "operating", "to_affiliated"), nothing)
        headings = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
        self._by_class(headings, columns)

    def general(self) -> None:
        """公开05表."""
        self._by_class(("本年支出合计", "基本支出", "项目支出"), self._spending(("general",)))

    def capital(self) -> None:
        """公开08表."""
        self._by_class(("合 计", "基本支出", "项目支出"), self._spending(("capital",)))

    def funds(self) -> None:
        """公开07表: with the balances before and after, which stand on one 项."""
        budget = self.budget
        taken, spent = budget.fund_income["funds"], self._spending(("funds",))
        heavy = max(taken, key=lambda code: taken[code] - spent["total"].get(code, 0), default="")
        opening = dict.fromkeys(taken, 0)
        closing = dict(opening)
        for code in taken:
            more = taken[code] - spent["total"].get(code, 0)
            if more:
                heavy = code
        if heavy:
            opening[heavy] = budget.opening["funds"]
            closing[heavy] = budget.closing["funds"]
        headings = ("年初结转和结余", "本年收入", "小计", "基本支出", "项目支出", "年末结转和结余")
        columns = {"opening": opening, "income": taken, **spent, "closing": closing}
        self._by_class(headings, columns)

    def basic(self) -> None:
        """公开06表: by economic kind, three groups side by side."""
        economic = self.budget.economic
        sums = {
            code: economic[code]
            if len(code) == 5
            else sum(v for k, v in economic.items() if k.startswith(code))
            for code in ECONOMIC
        }
        groups = [
            [code for code in ECONOMIC if code[:3] in ("301", "303")],
            [code for code in ECONOMIC if code[:3] == "302"],
            [code for code in ECONOMIC if code[:3] == "310"],
        ]
        self.row("人员经费", "", "", "公用经费", "", "", "", "", "")
        self.row(*(("经济分类科目编码", "科目名称", "金额") * 3))
        for index in range(max(len(group) for group in groups)):
            cells: list[str] = []
            for group in groups:
                code = group[index] if index < len(group) else None
                cells += [code, ECONOMIC[code], self.cell(code, sums[code])] if code else ["", "", ""]
            self.row(*cells)
        personnel = sums["301"] + sums["303"]
        public = sums["302"] + sums["310"]
        self.row(
            "人员经费合计",
            "",
            self.cell("personnel", personnel),
            "公用经费合计",
            "",
            "",
            "",
            "",
            self.cell("public", public),
        )

    def three_public(self) -> None:
        """公开09表."""
        self.row("项目", "栏次", "年初预算数", "全年预算数", "决算数")
        self.row("行次", "", "1", "2", "3")
        line = 1
        for key, name in _THREE_ROWS:
            only = key in {"reception.domestic", "reception.foreign"}
            cells = [
                "---"
                if only and column != "final"
                else self.cell(f"{key}.{column}", three(self.budget, column, key))
                for column in ("initial_budget", "budget", "final")
            ]
            self.row(name, str(line), *cells)
            line += 1
        self.row("二、相关统计数", str(line), "---", "---", "---")
        for key, name in _COUNT_ROWS:
            line += 1
            value = self.budget.counts[key]
            shown = "" if value == 0 and self.blanks == "all" else self.page.count(f"09.{key}", value)
            self.row(name, str(line), "---", "---", shown)

    def assets(self) -> None:
        """公开10表."""
        counts = self.budget.counts
        self.row("项 目", "栏次", "决算数")
        whole = sum(counts[f"assets.{car}"] for car in CARS)
        self.row("一、车辆数合计（台、辆）", "1", self.page.count("10.vehicles", whole))
        for line, car in enumerate(CARS, 2):
            self.row(
                f"{line - 1}. {CAR_NAMES[car]}",
                str(line),
                self.page.count(f"10.{car}", counts[f"assets.{car}"]),
            )
        self.row(
            "二、单价 100 万元（含）以上设备（不含车辆）（台、套）",
            "10",
            self.page.count("10.equipment", counts["equipment"]),
        )


def _han(number: int) -> str:
    digits = "一二三四五六七八九"
    if number < 10:
        return digits[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens - 1]) + "十" + (digits[ones - 1] if ones else "")
