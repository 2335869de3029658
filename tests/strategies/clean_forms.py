"""Clean self-evaluation tables: nothing in them is wrong, whatever the layout and the rule set.

``build(seed)`` makes one, the same for the same seed; :func:`clean_forms` draws them for hypothesis.
All that is claimed follows from what the table says: weights make up the full marks, every row meets
its target and has full marks, or falls short, has the score the rule set gives and says why; the rate is
the rounded (sometimes the cut-off) ratio of amounts exact to the 分; totals and grade follow.

``figures`` names every value that can be changed alone, and ``changed({name: value})`` is the table with
some of them changed: a mutation of one place.  Names are field paths with dots: ``funds.0.executed``,
``indicators.3.weight``, ``claimed_total``, ``goal.achieved``.  Kinds: ``amount``, ``rate``, ``weight``,
``score``, ``total``, ``grade``, ``year``, ``unit``, ``target``, ``actual``, ``name``, ``text``.

Layouts: one line of funds, a total with one part, a total with the three standard parts; 元, 万元 with two
or six decimals; the execution beside the funds, as an indicator row of its own, or without a weight where
the indicators make up the full marks; levels that print their points; operator and unit in columns of
their own; cost rows that are the whole budget; prose with a rate, an amount or a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.audit.subjects import FormSubject, form_subject
from jixiao.documents.form_facts import form_facts
from jixiao.schemas.finding import Place as Where
from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, ReadForm, SelfEvaluation
from jixiao.scoring.execution import score_execution
from jixiao.scoring.grade import grade_of
from jixiao.scoring.row import score_indicator
from jixiao.scoring.ruleset import LoadedRuleSet, load_ruleset
from jixiao.scoring.table import Choice, score_form
from tests.strategies.clean_rows import (
    BENEFIT,
    CAN_FALL_SHORT,
    COST,
    MAKERS,
    OUTPUT,
    SATISFACTION,
    SHORT_OF,
    SPENT,
    Place,
    split,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

CENT = Decimal("0.01")
UNITS = {"元": Decimal(1), "万元": Decimal(10_000)}
FRAMES: dict[str, tuple[tuple[str, int, tuple[str, ...]], ...]] = {
    "jiangxi-2023": (
        (COST, 20, ("经济成本指标",)),
        (OUTPUT, 40, ("数量指标", "质量指标", "时效指标")),
        (BENEFIT, 20, ("社会效益指标", "可持续影响指标")),
        (SATISFACTION, 10, ("服务对象满意度指标",)),
    ),
    "mof-2020": (
        (OUTPUT, 50, ("数量指标", "质量指标", "时效指标", "成本指标")),
        (BENEFIT, 30, ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
        (SATISFACTION, 10, ("服务对象满意度指标",)),
    ),
    "mof-2021": (
        (COST, 20, ("经济成本指标",)),
        (OUTPUT, 40, ("数量指标", "质量指标", "时效指标")),
        (BENEFIT, 20, ("经济效益指标", "社会效益指标")),
        (SATISFACTION, 10, ("服务对象满意度指标",)),
    ),
    "hubei-2019": (
        (OUTPUT, 40, ("数量指标", "质量指标", "时效指标")),
        (BENEFIT, 40, ("社会效益指标", "可持续影响指标")),
    ),
    "sichuan-2023": (
        (OUTPUT, 60, ("数量指标", "质量指标", "时效指标")),
        (BENEFIT, 30, ("社会效益指标",)),
    ),
    "integrated-default": (
        (OUTPUT, 50, ("数量指标", "质量指标", "时效指标")),
        (BENEFIT, 30, ("社会效益指标", "生态效益指标")),
        (SATISFACTION, 10, ("服务对象满意度指标",)),
    ),
}
"""Rule set: its 一级指标 with their weights and 二级指标; what is left of 100 is the execution's."""


@dataclass(frozen=True)
class CleanForm:
    """A table, the rule set it is right by, and what it was made of."""

    seed: int
    form: SelfEvaluation
    rules: LoadedRuleSet

    @cached_property
    def figures(self) -> dict[str, str]:
        """The name of every value that can be changed alone, with its kind."""
        named: dict[str, str] = {}
        kinds = {
            "funds": {
                **dict.fromkeys(("initial_budget", "annual_budget", "executed"), "amount"),
                "weight": "weight",
                "claimed_rate": "rate",
                "claimed_score": "score",
            },
            "indicators": {
                **{key: key for key in ("target", "actual", "weight", "name")},
                "claimed_score": "score",
                "deviation_note": "text",
            },
        }
        for part, keys in kinds.items():
            for index, item in enumerate(getattr(self.form, part)):
                named |= {f"{part}.{index}.{k}": v for k, v in keys.items() if getattr(item, k) is not None}
        heads = {"claimed_total": "total", "claimed_grade": "grade", "year": "year", "amount_unit": "unit"}
        named |= {key: kind for key, kind in heads.items() if getattr(self.form, key) is not None}
        return named | {"goal.expected": "text", "goal.achieved": "text"}

    def value(self, name: str) -> object:
        """What stands at a name."""
        found: object = self.form
        for key in name.split("."):
            found = found[int(key)] if isinstance(found, tuple) else getattr(found, key)
        return found

    def changed(self, changes: Mapping[str, object]) -> SelfEvaluation:
        """The table with some values changed and nothing else."""
        form = self.form
        for name, value in changes.items():
            form = _with(form, name.split("."), value)
        return form

    def subject(self, changes: Mapping[str, object] | None = None) -> FormSubject:
        """The table, with some values changed or none, scored under its rule set and ready to be checked."""
        return subject_of(self.changed(changes or {}), self.rules)

    def of(self, *kinds: str) -> tuple[str, ...]:
        """The names of the values of some kinds."""
        return tuple(name for name, kind in self.figures.items() if kind in kinds)


def subject_of(form: SelfEvaluation, rules: LoadedRuleSet, *, complete: bool = True) -> FormSubject:
    """A table in memory, scored under a rule set the user named; its places are field paths."""
    read = ReadForm(form, Where(file="t.json"), places=places(form), complete=complete)
    scored = score_form(read, Choice(rules, "rules-named", assumed=False))
    return form_subject(read, scored, rules, form_facts(read))


def places(form: SelfEvaluation) -> dict[tuple[str | int, ...], Where]:
    """Every value's place: its field path as the cell."""
    paths: list[tuple[str | int, ...]] = [(key,) for key in type(form).model_fields]
    for part in ("funds", "indicators"):
        for index, item in enumerate(getattr(form, part)):
            paths += [(part, index), *((part, index, key) for key in type(item).model_fields)]
    paths += [("goal", "expected"), ("goal", "achieved")]
    return {path: Where(file="t.json", cell=".".join(map(str, path))) for path in paths}


def _with(node: object, keys: list[str], value: object) -> object:
    if not keys:
        return value
    if isinstance(node, tuple):
        at = int(keys[0])
        return (*node[:at], _with(node[at], keys[1:], value), *node[at + 1 :])
    return node.model_copy(update={keys[0]: _with(getattr(node, keys[0]), keys[1:], value)})


def _split_total(random: Random, total: int, parts: int) -> list[int]:
    """``total`` in whole parts of at least 1."""
    cuts = sorted(random.sample(range(1, total), parts - 1)) if parts > 1 else []
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


class _Maker:
    """The choices of one table."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(seed)  # noqa: S311 - a table, not a secret
        self.rules = load_ruleset(self.random.choice(sorted(FRAMES)))
        self.frame = FRAMES[self.rules.rules.id]
        self.year = self.random.randint(2023, 2026)
        self.unit = self.random.choice(("万元", "万元", "元"))
        self.digits = self.random.choice((2, 2, 2, 6)) if self.unit == "万元" else 2
        self.spent_all = self.random.random() < 0.5
        self.short = self.random.random() < 0.4
        self.way = self.random.choice(("funds", "funds", "funds", "row", "outside"))
        self.execution = 100 - sum(share for _, share, _ in self.frame)
        if self.way == "outside":
            first, *rest = self.frame
            self.frame = ((first[0], first[1] + self.execution, first[2]), *rest)

    def money(self, cents: int) -> Decimal:
        """An amount of 分 as the table prints it: rounded to its digits."""
        exact = Decimal(cents) * CENT / UNITS[self.unit]
        return exact.quantize(Decimal(1).scaleb(-self.digits), ROUND_HALF_UP)

    def funds(self) -> tuple[FundLine, ...]:
        """The total line with the parts that make it up, in one of three layouts."""
        random = self.random
        layout = random.choice(("one", "government", "three"))
        count = 3 if layout == "three" else 1
        budgets = [random.randint(100_000_00, 900_000_000) for _ in range(count)]
        if layout == "three" and random.random() < 0.5:
            budgets[1] = 0
        spent = [
            budget if self.spent_all else int(budget * Decimal(random.randint(8600, 10_000)) / 10_000)
            for budget in budgets
        ]
        self.spent_all = spent == budgets
        moved = Decimal(random.choice((100, 100, 100, 95, 110))) / 100
        self.moved = moved != 1
        initial = [int(budget * moved) for budget in budgets]
        weight = Decimal(self.execution) if self.way == "funds" else None
        total = self._line("年度资金总额", sum(initial), sum(budgets), sum(spent), weight=weight)
        self.budget, self.spent = sum(budgets), sum(spent)
        if layout == "one":
            return (total,)
        names = (
            ("政府预算资金",)
            if layout == "government"
            else ("其中：当年财政拨款", "上年结转资金", "其他资金")
        )
        parts = zip(names, initial, budgets, spent, strict=True)
        return (total, *(self._line(name, *amounts) for name, *amounts in parts))

    def _line(
        self, name: str, initial: int, budget: int, spent: int, weight: Decimal | None = None
    ) -> FundLine:
        rate = None
        if budget:
            exact = Decimal(spent) * 100 / Decimal(budget)
            rate = exact.quantize(CENT, ROUND_DOWN if self.random.random() < 0.1 else ROUND_HALF_UP)
        return FundLine(
            name=name,
            initial_budget=self.money(initial),
            annual_budget=self.money(budget),
            executed=self.money(spent),
            weight=weight,
            claimed_rate=rate,
        )

    def rows(self) -> list[Indicator]:
        """The indicators, weighted to the frame."""
        rows: list[Indicator] = []
        for level1, share, heads in self.frame:
            if level1 == COST and self.random.random() < 0.4:
                rows += self.cost_set(level1, heads[0], share)
                continue
            count = self.random.randint(len(heads), max(len(heads), min(6, share // 4)))
            shares = _split_total(self.random, share, count)
            chosen = [*heads, *self.random.choices(heads, k=count - len(heads))]
            chosen.sort(key=heads.index)
            for head, weight in zip(chosen, shares, strict=True):
                rows.append(self.row(level1, head, Decimal(weight), len(rows)))
        return rows

    def cost_set(self, level1: str, level2: str, share: int) -> list[Indicator]:
        """Costs that together are the budget, and their actuals the execution; in 元, exactly."""
        count = self.random.randint(2, 4)
        whole, done = (self._exact(cents) for cents in (self.budget, self.spent))
        if done * 2 < whole or whole < 100:
            return [self.row(level1, level2, Decimal(share), 0)]
        targets = [whole // count] * (count - 1)
        targets.append(whole - sum(targets))
        actuals = [done // count] * (count - 1)
        actuals.append(done - sum(actuals))
        shares = _split_total(self.random, share, count)
        parts = zip(targets, actuals, shares, self.random.sample(SPENT, count), strict=True)
        return [
            Indicator(
                level1=level1,
                level2=level2,
                name=name,
                target=f"≤{Decimal(target) * CENT}元",
                actual=f"{Decimal(actual) * CENT}元",
                weight=Decimal(weight),
                claimed_score=Decimal(weight),
            )
            for target, actual, weight, name in parts
        ]

    def _exact(self, cents: int) -> int:
        """What the table prints of an amount, back in 分."""
        return int(self.money(cents) * UNITS[self.unit] / CENT)

    def row(self, level1: str, level2: str, weight: Decimal, number: int) -> Indicator:
        """One row with its score: full, or what the rule set gives."""
        maker = self.random.choice(MAKERS[level2])
        place = Place(level1, level2, number, self.year, tuple(self.rules.rules.tiers))
        short = self.short and maker in CAN_FALL_SHORT and self.random.random() < 0.5
        made = maker(self.random, place, short=True) if short else maker(self.random, place)
        row = made.model_copy(update={"weight": weight, "claimed_score": weight})
        if short:
            score = score_indicator(row, self.rules, self.year).score
            if score is None:
                return self.row(level1, level2, weight, number)
            row = row.model_copy(update={"claimed_score": score})
        return row

    def make(self) -> CleanForm:
        """The whole table."""
        random = self.random
        funds = self.funds()
        rows = self.rows()
        if random.random() < 0.25:
            rows = [split(row) for row in rows]
        score = self.execution_score(funds)
        if self.way == "funds":
            funds = (funds[0].model_copy(update={"claimed_score": score}), *funds[1:])
        if not self.spent_all or self.moved:
            rows[0] = rows[0].model_copy(
                update={"deviation_note": rows[0].deviation_note or "尾款按合同约定下年支付，预算已相应调整"}
            )
        if random.random() < 0.2:
            rows = [row.model_copy(update={"level1": self.heading(str(row.level1))}) for row in rows]
        total = sum((row.claimed_score for row in rows if row.claimed_score is not None), score)
        fell = any(row.deviation_note in SHORT_OF for row in rows)
        if self.way == "row":
            rows.append(self.execution_row(funds[0], score))
        form = SelfEvaluation(
            project=f"{random.choice(('农村道路', '政务大厅', '防汛物资', '文化惠民'))}项目{self.seed % 97}",
            department="青山县财政局",
            unit=random.choice(("青山县水务局", "青山县文化馆")),
            year=self.year,
            amount_unit=self.unit,
            funds=funds,
            goal=Goal(
                expected="保障项目按计划实施，资金按规定使用。", achieved=self.achieved(funds[0], fell=fell)
            ),
            indicators=tuple(rows),
            claimed_total=total,
            claimed_grade=grade_of(total, self.rules) if random.random() < 0.5 else None,
        )
        return CleanForm(self.seed, form, self.rules)

    def heading(self, level1: str) -> str:
        """A level with its points, as some tables print it."""
        return next(f"{name}（{share}分）" for name, share, _ in self.frame if name == level1)

    def execution_score(self, funds: tuple[FundLine, ...]) -> Decimal:
        """What the rule set gives for the execution; nothing where it has no weight."""
        if self.way == "outside":
            return Decimal(0)
        weighted = (funds[0].model_copy(update={"weight": Decimal(self.execution)}), *funds[1:])
        row = score_execution(SelfEvaluation(project="试", funds=weighted), self.rules)
        assert row is not None
        assert row.score is not None
        return row.score

    def execution_row(self, total: FundLine, score: Decimal) -> Indicator:
        """The execution as an indicator row of its own."""
        return Indicator(
            level1="预算执行率",
            level2="预算执行率",
            name="预算执行率",
            target="≥100%",
            actual=f"{total.claimed_rate}%",
            weight=Decimal(self.execution),
            claimed_score=score,
        )

    def achieved(self, total: FundLine, *, fell: bool) -> str:
        """What the goals say was achieved: words, a rate, an amount or a claim, each true."""
        said = ["项目按计划实施，资金使用规范。"]
        if self.random.random() < 0.4:
            said.append(f"预算执行率{total.claimed_rate}%。")
        if self.random.random() < 0.4:
            said.append(f"全年执行数{total.executed}{self.unit}。")
        if not fell and self.random.random() < 0.4:
            said.append(f"{self.year}年度目标已全部完成。")
        return "".join(said)


def build(seed: int) -> CleanForm:
    """The table of a seed."""
    return _Maker(seed).make()


def clean_forms() -> st.SearchStrategy[CleanForm]:
    """Clean tables of every layout and rule set there is."""
    return st.integers(0, 10**6).map(build)
