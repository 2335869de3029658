"""One year of a made-up department in exact amounts: everything that a clean disclosure prints.

Amounts are whole 分 (1 万元 = 1,000,000 分), so that printing them with 2 decimals of 万元 leaves the
rounding tails that real documents have: the printed parts of a sum need not add up to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

CLASSES: dict[str, str] = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "229": "其他支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
    "234": "抗疫特别国债安排的支出",
}
"""The classes of the overview tables, in their printed order."""

NAMES: dict[str, str] = {
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "2010350": "事业运行",
    "20106": "财政事务",
    "2010601": "行政运行",
    "20502": "普通教育",
    "2050201": "学前教育",
    "2050202": "小学教育",
    "2050203": "初中教育",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101103": "公务员医疗补助",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120803": "城市建设支出",
    "2120899": "其他国有土地使用权出让收入安排的支出",
    "21301": "农业农村",
    "2130106": "科技转化与推广服务",
    "2130199": "其他农业农村支出",
    "21303": "水利",
    "2130305": "水利工程建设",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
    **CLASSES,
}
ECONOMIC: dict[str, str] = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30103": "奖金",
    "30113": "住房公积金",
    "30199": "其他工资福利支出",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30206": "电费",
    "30211": "差旅费",
    "30228": "工会经费",
    "30299": "其他商品和服务支出",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "30399": "其他对个人和家庭的补助",
    "310": "资本性支出",
    "31002": "办公设备购置",
    "31099": "其他资本性支出",
}
FUNDS = ("general", "funds", "capital")
SOURCES = ("superior", "business", "operating", "affiliated", "other")
"""The columns of own income, beside the appropriation."""
CARS = ("leaders", "heads", "confidential", "emergency", "enforcement", "special", "retired", "other")
THREE = ("abroad", "purchase", "running", "domestic", "foreign")

Codes = dict[str, int]


@dataclass
class Budget:
    """The year: amounts in 分 by 项 (7 digits) and column; ``total`` of a code adds up its children."""

    year: int
    spent: dict[tuple[str, str], Codes] = field(default_factory=dict)
    """By fund (``general``, ``funds``, ``capital``, ``own``) and ``basic`` or ``project``: 项 to amount."""
    income: dict[str, Codes] = field(default_factory=dict)
    """By column of the income table: 项 to amount."""
    opening: dict[str, int] = field(default_factory=dict)
    closing: dict[str, int] = field(default_factory=dict)
    fund_income: dict[str, Codes] = field(default_factory=dict)
    surplus_used: int = 0
    distribution: int = 0
    economic: Codes = field(default_factory=dict)
    three: dict[str, Codes] = field(default_factory=dict)
    """``initial_budget``, ``budget``, ``final``: the leaves of 三公 to amounts."""
    counts: Codes = field(default_factory=dict)

    def amount(self, funds: tuple[str, ...], kinds: tuple[str, ...], code: str = "") -> int:
        """What was spent under a code from some funds."""
        return sum(
            amount
            for fund in funds
            for kind in kinds
            for item, amount in self.spent[fund, kind].items()
            if item.startswith(code)
        )

    def codes(self, funds: tuple[str, ...]) -> list[str]:
        """Every 类, 款 and 项 under which something was spent (or taken in) from some funds, in order."""
        items = {item for fund in funds for kind in ("basic", "project") for item in self.spent[fund, kind]}
        return sorted({item[:size] for item in items for size in (3, 5, 7)})


def _cents(random: Random, most: int) -> int:
    """An amount: often large, sometimes small, sometimes of whole 万元 or whole 元."""
    unit = random.choice((1, 1, 1, 100, 10_000, 1_000_000))
    return max(1, random.randint(1, random.choice((most, most, most // 100))) // unit) * unit


def make(random: Random) -> Budget:
    """A year drawn from ``random``; what belongs together adds up to the 分."""
    budget = Budget(year=random.randint(2019, 2025))
    general = [code for code in NAMES if len(code) == 7 and code[:5] not in {"21208", "22301"}]
    chosen = {
        "general": sorted(random.sample(general, random.randint(2, 8))),
        "funds": [c for c in ("2120803", "2120899") if random.random() < 0.4],
        "capital": [c for c in ("2230105",) if random.random() < 0.3],
    }
    own = random.sample(chosen["general"], random.randint(0, min(2, len(chosen["general"]))))
    for fund in (*FUNDS, "own"):
        items = own if fund == "own" else chosen[fund]
        for kind in ("basic", "project"):
            share = 0.7 if fund in {"general", "own"} or kind == "project" else 0.2
            budget.spent[fund, kind] = {c: _cents(random, 10**9) for c in items if random.random() < share}
    if not any(budget.spent["general", kind] for kind in ("basic", "project")):
        budget.spent["general", "basic"] = {chosen["general"][0]: 123_456_789}
    _money_in(budget, random)
    _economic(budget, random)
    _three(budget, random)
    for car in CARS:
        budget.counts[f"assets.{car}"] = random.choice((0, 0, 0, random.randint(1, 30)))
    budget.counts["equipment"] = random.randint(0, 12)
    return budget


def _money_in(budget: Budget, random: Random) -> None:
    """Income so that 收支平衡 holds for every fund, the balances put on one 项 of it."""
    kinds = ("basic", "project")
    for column in ("appropriation", *SOURCES):
        budget.income[column] = {}
    for fund in (*FUNDS, "own"):
        spent = {}
        for kind in kinds:
            for code, amount in budget.spent[fund, kind].items():
                spent[code] = spent.get(code, 0) + amount
        total = sum(spent.values())
        some = bool(spent) and random.random() < 0.4
        heavy = max(spent, key=lambda code: spent[code], default="")
        budget.opening[fund] = random.randint(0, spent[heavy] // 2) if some else 0
        budget.closing[fund] = random.randint(0, total // 3) if some else 0
        if fund == "own" and some:
            budget.surplus_used = random.randint(0, spent[heavy] // 3)
            budget.distribution = random.randint(0, total // 5)
        extra = budget.closing[fund] - budget.opening[fund]
        if fund == "own":
            extra += budget.distribution - budget.surplus_used
        taken = dict(spent)
        if spent:
            taken[heavy] += extra
        budget.fund_income[fund] = taken
        for code, amount in taken.items():
            column = "appropriation" if fund != "own" else random.choice(SOURCES)
            into = budget.income[column]
            into[code] = into.get(code, 0) + amount


def _economic(budget: Budget, random: Random) -> None:
    """The basic spending from the general budget, cut up by economic kind."""
    left = budget.amount(("general",), ("basic",))
    leaves = [code for code in ECONOMIC if len(code) == 5]
    random.shuffle(leaves)
    for code in leaves[:-1]:
        part = random.choice((0, random.randint(0, left)))
        budget.economic[code], left = part, left - part
    budget.economic[leaves[-1]] = left


def _three(budget: Budget, random: Random) -> None:
    final = {key: random.choice((0, _cents(random, 10**7))) for key in THREE}
    raised = {key: value + random.choice((0, _cents(random, 10**6))) for key, value in final.items()}
    first = {key: value + random.choice((0, _cents(random, 10**6))) for key, value in raised.items()}
    budget.three = {"initial_budget": first, "budget": raised, "final": final}
    for key in ("abroad.groups", "abroad.visits", "vehicles.bought", "vehicles.kept"):
        budget.counts[key] = random.randint(0, 20)
    for key in ("reception.batches", "reception.visits"):
        budget.counts[key] = random.randint(1, 300) if final["domestic"] else 0


def three(budget: Budget, column: str, key: str) -> int:
    """A line of the 三公 table: a leaf or a sum."""
    parts = {
        "total": THREE,
        "vehicles": ("purchase", "running"),
        "vehicles.purchase": ("purchase",),
        "vehicles.running": ("running",),
        "reception": ("domestic", "foreign"),
        "reception.domestic": ("domestic",),
        "reception.foreign": ("foreign",),
        "abroad": ("abroad",),
    }[key]
    return sum(budget.three[column][part] for part in parts)
