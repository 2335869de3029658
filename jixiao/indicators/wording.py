"""What the words of a cell give away: an empty reason, a prompt left in, a name under the wrong head.

Nothing here decides a score; checks ask these questions so that they need not read text themselves.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.indicators.cleaning import MAX_LENGTH, clean, squeeze
from jixiao.indicators.taxonomy import level1, level2

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING = re.compile(
    r"(?:无|没有|不存在|未发生|未出现|未产生|暂无|均无|不适用)?(?:任何|明显|较大|重大)?(?:的)?"
    r"(?:偏差|偏离|差异)?(?:情况|原因|问题|现象)?(?:分析)?(?:及|和)?(?:改进)?(?:措施)?"
    r"|无|没有|暂无|均无|不适用|否|已完成|完成|按计划完成|达成目标|已达成目标|正常|同上|略|na|none|null|0"
)
_UNFINISHED = re.compile(
    r"^(?:均|全部|仍|暂|还|尚|目前)*(?:未|没有|没|未能|无法|尚未)(?:按时|按期|如期|及时|全部|正式|实际|予)*"
    r"(?:完成|开展|实施|启动|实现|达到|达成|支付|执行|验收|执行到位)"
)
_PROMPT = re.compile(
    r"(?:指标|目标|任务)?[一二三四五六七八九十0-9]{0,2}[:、.]?(?:…+|\.{3,}|。{3,})"
    r"|(?:指标|三级指标|目标|任务)[一二三四五六七八九十0-9]{1,2}[:、.]?"
    r"|[(]?(?:请|此处|在此|在这里)(?:填写|填报|输入|录入|选择|说明|描述|补充).{0,30}"
    r"|[(]?(?:待填写?|待补充|待定|待完善|示例|样例)[)]?"
    r"|[(]?(?:示例|样例|例如|如)[:,].{0,30}"
    r"|[(]?(?:填写|填报)(?:说明|内容|要求|指标|具体|实际).{0,20}"
)
_BLANKS = re.compile(r"[*]{2,}|[X×]{2,}|_{2,}|[〇○]{2,}|□{2,}|\[\]|【】", re.IGNORECASE)
_PRINTED_WEIGHT = re.compile(r"[(\[【:]?(?:共|计|权重|分值|合计)*:?(\d{1,3}(?:\.\d{1,2})?)分[)\]】]?$")
_COSTS = frozenset({"成本指标", "经济成本指标", "社会成本指标", "生态环境成本指标"})
_MANAGED = frozenset({"决策指标", "过程指标", "预算执行"})
_COUNTED = frozenset({"数量指标", *_COSTS})
_SATISFACTION = "满意度指标"
_MEASURED = frozenset({"质量指标", "时效指标"})
_WORDY = re.compile(r"高达|多达|(?:达|达到|提高|提升|增加|增长|节约|节省|降低|减少|下降|超过)了")

_HARM = re.compile(
    r"受害|灾害|火灾|成灾|污染|排放|能耗|耗电|耗水|违规|违法|违纪|投诉|事故|差错|故障|伤亡|死亡|发病|感染|流失|损失|"
    r"闲置|空置|逾期|超期|延误|等待|时长|时间|时限|天数|周期|间隔|响应|误差|偏差|缺陷|返工|退货|信访|上访|舆情|"
    r"拥堵|噪声|浓度|标准|限额|上限|调整|结余|结转|不合格|不满意|未|库存|能源|消耗|支出|费用|经费|成本|单价|价格"
)

_BELONGS: tuple[tuple[str, re.Pattern[str], frozenset[str]], ...] = (
    # where a name belongs, the names, and the heads under which they are certainly strangers
    (
        "服务对象满意度指标",
        re.compile(r"(?:满意度|满意率)(?:调查)?(?:指标|得分)?$"),
        frozenset({"数量指标", "时效指标", "成本指标", "经济成本指标", "经济效益指标", "生态效益指标"}),
    ),
    (
        "预算执行率",
        re.compile(
            r"(?:资金|预算|经费)(?:的)?(?:支付|使用|支出|执行|拨付|到位)(?:进度|率|比率|完成率|执行率)$"
        ),
        frozenset({"数量指标", "质量指标", "社会效益指标", "经济效益指标", "生态效益指标", "可持续影响指标"}),
    ),
    (
        "时效指标",
        re.compile(r"(?:及时率|及时性|按时完成率|按期完成率|准时率)$"),
        frozenset({"数量指标", "成本指标", "经济成本指标", "生态效益指标", "经济效益指标"}),
    ),
    (
        "质量指标",
        re.compile(r"(?:验收合格率|合格率|达标率|优良率)$"),
        frozenset({"数量指标", "时效指标", "经济成本指标"}),
    ),
)


def says_nothing(note: str | None) -> bool:
    """Whether a reason column gives no reason: blank, dashes, ``无``, ``无偏差``, ``同上``."""
    if note is None:
        return True
    if len(note) > MAX_LENGTH:
        return False
    text = squeeze(note).lower()
    return not text or _NOTHING.fullmatch(text) is not None


def says_not_done(text: str | None) -> bool:
    """Whether an actual says in words that nothing was done (``未完成``, ``尚未开展``)."""
    return text is not None and len(text) <= MAX_LENGTH and _UNFINISHED.match(clean(text)) is not None


def leftover(text: str | None) -> bool:
    """Whether a cell holds what a template printed there (``指标1：``, ``……``, ``请填写``, ``≥**人``)."""
    if text is None or len(text) > MAX_LENGTH:
        return False
    bare = text.strip()
    if _BLANKS.search(bare) is not None:
        return True
    return (bool(bare) and _PROMPT.fullmatch(clean(bare) or bare) is not None) or _PROMPT.fullmatch(
        bare
    ) is not None


def printed_weight(text: str | None) -> Decimal | None:
    """The points a level's own cell prints (``产出指标（50分）`` is 50), or ``None``."""
    if text is None or len(text) > MAX_LENGTH:
        return None
    found = _PRINTED_WEIGHT.search(clean(text))
    return None if found is None or found.start() == 0 else Decimal(found.group(1))


def is_cost(level1_text: str | None, level2_text: str | None) -> bool:
    """Whether a row stands under a cost: as a 一级 or as a 二级指标."""
    return level1(level1_text) in _COSTS or level2(level2_text) in _COSTS


def is_managed(level1_text: str | None) -> bool:
    """Whether a row is one of decision or process (决策, 过程), judged by standards and not by a target."""
    return level1(level1_text) in _MANAGED


def is_satisfaction(level1_text: str | None) -> bool:
    """Whether an indicator says how many of those asked are content."""
    return level1(level1_text) == _SATISFACTION


def is_counted(level2_text: str | None) -> bool:
    """Whether a 二级指标 is one of numbers by its nature: 数量 and the costs."""
    return level2(level2_text) in _COUNTED


def is_measured(level2_text: str | None) -> bool:
    """Whether a 二级指标 is usually, though not always, one of numbers: 质量 and 时效."""
    return level2(level2_text) in _MEASURED


def belongs_elsewhere(name: str | None, level2_text: str | None) -> str | None:
    """The 二级指标 an indicator belongs under, where its name is a stranger under its own; else ``None``."""
    if name is None or len(name) > MAX_LENGTH:
        return None
    here, label = level2(level2_text), clean(name)
    if here is None:
        return None
    return next((home for home, names, strange in _BELONGS if here in strange and names.search(label)), None)


def at_home(level1_text: str | None, level2_text: str | None) -> bool:
    """Whether a 二级指标 stands under the 一级指标 it belongs to, or under one where it is often put.

    What is in no vocabulary is nobody's stranger here.
    """
    above, here = level1(level1_text), level2(level2_text)
    if above is None or here is None:
        return True
    return above in _HOMES.get(here, frozenset((above,)))


def _homes() -> Mapping[str, frozenset[str]]:
    cost = frozenset({"成本指标", "产出指标"})
    benefit = frozenset({"效益指标", "履职效能"})
    output = frozenset({"产出指标", "履职效能"})
    return {
        "数量指标": output,
        "质量指标": output,
        "时效指标": output,
        **dict.fromkeys(_COSTS, cost),
        "社会成本指标": cost | benefit,
        "生态环境成本指标": cost | benefit,
        "经济效益指标": benefit,
        "社会效益指标": benefit,
        "生态效益指标": benefit,
        "可持续影响指标": benefit,
        "服务对象满意度指标": benefit | {"满意度指标"},
    }


_HOMES = _homes()


def may_fall(name: str | None) -> bool:
    """Whether less of what an indicator names may well be better (火灾受害面积, 响应时间, 补助标准)."""
    return name is None or len(name) > MAX_LENGTH or _HARM.search(clean(name)) is not None


def tells_a_story(text: str | None) -> bool:
    """Whether a target is worded as a result that was reached (``高达99%``, ``提高了50%``)."""
    return text is not None and len(text) <= MAX_LENGTH and _WORDY.search(clean(text)) is not None


EXPECTED_LEVELS = ("产出指标", "效益指标")
"""The 一级指标 without which no 自评表 is whole (财预〔2020〕10号 附件)."""
