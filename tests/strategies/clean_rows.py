"""Indicator rows in which nothing is wrong, for :mod:`tests.strategies.clean_forms`.

Each maker takes a random source and says one row as a unit would fill it in: a target with its operator,
an actual that meets it (or, where asked, falls short of it and says why), under the head it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.schemas.self_evaluation import Indicator

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

OUTPUT, BENEFIT, SATISFACTION, COST = "产出指标", "效益指标", "满意度指标", "成本指标"

COUNTED = (
    ("培训班举办", "期"),
    ("受益农户", "户"),
    ("设备购置", "台"),
    ("巡查检查", "次"),
    ("资料印制", "份"),
    ("道路养护", "公里"),
    ("宣传活动", "场"),
    ("参训人员", "人次"),
)
GOOD = ("验收合格", "培训考核合格", "设备运行达标", "资料审核通过", "工程质量达标", "数据准确")
TIMELY = ("任务按时完成", "故障处理及时", "补助发放及时", "信息报送及时")
WIDE = ("政策知晓", "服务覆盖", "问题办结", "受益对象覆盖")
EFFECTS = ("营商环境", "群众生活水平", "服务能力", "行业管理水平", "生态环境质量", "设施使用年限")
PLEASED = ("服务对象", "受益群众", "参训人员", "企业", "窗口办事群众")
SPENT = ("设备购置费", "培训费", "委托业务费", "维修费", "印刷费", "劳务费")
SHORT_OF = (
    "部分乡镇推迟实施，已列入下年计划",
    "供货周期延长，年末未全部到货",
    "参训人员因防汛任务减少",
    "招标流标一次，进度顺延",
)
PERIODS = ("11月", "10月", "9月", "12月")


@dataclass
class Place:
    """Where a row is to stand: its heads, a number to name it by, the table's year, the rule set's tiers."""

    level1: str
    level2: str
    number: int
    year: int
    tiers: tuple[str, ...]


def _named(head: str, place: Place, tail: str) -> str:
    """A name that no other row of the table has."""
    return f"{'甲乙丙丁戊己庚辛壬癸'[place.number % 10]}{'类片批组'[place.number // 10 % 4]}{head}{tail}"


def _row(place: Place, name: str, target: str, actual: str, note: str | None = None) -> Indicator:
    return Indicator(
        level1=place.level1, level2=place.level2, name=name, target=target, actual=actual, deviation_note=note
    )


def counted(random: Random, place: Place, *, short: bool = False) -> Indicator:
    """So many things: ≥ or =, in whole numbers."""
    what, unit = random.choice(COUNTED)
    goal = random.randint(4, 900)
    operator = "=" if random.random() < 0.4 else "≥"
    if short:
        done = random.randint(goal * 7 // 10, goal - 1)
    else:
        done = goal if operator == "=" else random.randint(goal, goal * 5 // 4)
    printed = f"{done}{unit}" if random.random() < 0.6 else str(done)
    note = random.choice(SHORT_OF) if short else None
    return _row(place, _named(what, place, "数量"), f"{operator}{goal}{unit}", printed, note)


def rated(heads: tuple[str, ...], tail: str = "率") -> Callable[..., Indicator]:
    """A maker of percentages to be reached."""

    def make(random: Random, place: Place, *, short: bool = False) -> Indicator:
        goal = random.choice((80, 85, 90, 95, 98, 100))
        operator = "=" if goal == 100 and random.random() < 0.5 else "≥"
        done = Decimal(random.randint(goal * 8, goal * 10 - 1)) / 10 if short else random.randint(goal, 100)
        printed = f"{done}%" if random.random() < 0.8 or done <= 1 else f"{done}"
        note = random.choice(SHORT_OF) if short else None
        return _row(place, _named(random.choice(heads), place, tail), f"{operator}{goal}%", printed, note)

    return make


def dated(random: Random, place: Place) -> Indicator:
    """Something to be finished by the end of the year, and finished."""
    target = random.choice((f"{place.year}年12月底前", "12月底前", f"{place.year}年12月31日前"))
    actual = f"{place.year}年{random.choice(PERIODS)}"
    return _row(place, _named("项目", place, "完成时间"), target, actual)


def told(random: Random, place: Place) -> Indicator:
    """An effect in words, reached to the first tier of the rule set."""
    target = random.choice(("有效提升", "明显改善", "持续提升"))
    return _row(place, _named(random.choice(EFFECTS), place, "提升程度"), target, place.tiers[0])


def unit_cost(random: Random, place: Place) -> Indicator:
    """What one thing may cost."""
    limit = random.randint(100, 5000)
    done = random.randint(limit * 7 // 10, limit)
    return _row(place, _named(random.choice(SPENT), place, "标准"), f"≤{limit}元/人", f"{done}元/人")


MAKERS: dict[str, tuple[Callable[..., Indicator], ...]] = {
    "数量指标": (counted,),
    "质量指标": (rated(GOOD),),
    "时效指标": (rated(TIMELY), dated),
    "经济成本指标": (unit_cost,),
    "成本指标": (unit_cost,),
    "经济效益指标": (told,),
    "社会效益指标": (told, rated(WIDE)),
    "生态效益指标": (told,),
    "可持续影响指标": (told,),
    "服务对象满意度指标": (rated(PLEASED, "满意度"),),
}
"""The rows that belong under a 二级指标."""

CAN_FALL_SHORT = frozenset((counted,))
"""Makers of which a row may fall short and still be decided by a rule."""


def split(row: Indicator) -> Indicator:
    """The same row with its operator and unit in columns of their own (指标性质, 度量单位)."""
    target = row.target or ""
    if target[:1] not in "≥≤=" or not target[:1]:
        return row
    digits = next(
        (at for at, char in enumerate(target[1:], 1) if not (char.isdigit() or char == ".")), len(target)
    )
    update = {"operator": target[0], "target": target[1:digits], "unit": target[digits:] or None}
    return row.model_copy(update=update)
