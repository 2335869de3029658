"""What a stretch of a sentence names: a subject that is known, something unknown, or nothing at all.

A number whose own words name something unknown is not about the subject named before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Named(NamedTuple):
    """The last thing that is named; ``base`` is ``None`` where it is not known what it is."""

    base: str | None
    words: str
    own: bool
    """Whether it is named in the words directly before the number, not in a clause before those."""
    rest: str
    """The words between the name and the number."""


_CLAUSE = re.compile(r"[,;:。]")
_BRACKETS = re.compile(r"\([^()]*\)")
_HEAD = re.compile(
    r"^(?:(?:19|20|21)\d\d年(?:度|末|底|初)?|\d{1,2}[月日]|[\d.、:()\"“”*#-]+|[一二三四五六七八九十]+、|"
    r"(?:本|我|该)(?:部门|单位|级|局|委|院|校|中心|年度?)?|部门|单位|全年|年度|年末|年初|当年|年中|其中|截[至止]|"
    r"分别|主要|总[共计]|[共合]计|共有?|各|均|实际|累计|用于|包括|有|以及|安排|使用|完成|上一?年度?|去年|"
    r"与|和|及|比|较|同|相比|同比|同期|为|是|的|占|达|基本|约|人民币|调整后?|增加|减少|增长|下降|上升|降低|提高|"
    r"持平|一致|全部|由|从|"
    r"决算数?|预算数?|支出(?=决算|预算|总|合|$)|执行数?|总额|总数|金额|数额|大于|小于|等于|超出|低于|高于)"
)
_TAIL = re.compile(
    r"(?:为|是|共|各|均|的|了|数|额|有|计|达到?|只有|仅|约|分别|实际|发生|完成|增加|减少|增长|下降|上升|降低|提高|压减|"
    r"增|减|[共合总]计|总[额数]|金额|决算|执行|全年|年初|年末|本年|调整后?|部门|财政拨款|预算|支出|收入|安排|"
    r"上年|去年|同期|相比|比|较|与|和|及|[\"“”().、-]|人民币)$"
)
_MONEY_NOUN = re.compile(
    r"(?:支出|收入|经费|费用?|资金|预算|拨款|补助|补贴|结余|结转|合同|采购|贷款|债券|公积金|保险|工资|奖金|津贴|"
    r"余额|存款|负债|资产|款|税|总计|合计)$"
)
_LEVEL = re.compile(r"\((?:类|款|项)\)")
_ORGANISATION = re.compile(
    r"(?:局|委|委员会|中心|学校|学院|大学|中学|小学|园|院|馆|站|所|厅|办|室|会|团|队|部|处|社|政府|单位|部门|机关|"
    r"本级|下属|系统|内)$"
)
_FUND = re.compile(r"(?:政府性基金|国有资本经营|财政专户|专户管理)[^,;:。]{0,12}$|非$")
_APPROPRIATED = re.compile(r"(?:一般公共预算|财政拨款|预算)(?:财政拨款)?$")
_OWN_SPENDING = re.compile(
    r"基本|项目|本年|拨款|基金|资本经营|人员|公用|三公|经费|经营|上级|附属|采购|总|实际|合计"
)
_CLASS = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,20}支出)(?:决算|总额|合计|数|共|为|是|:)*$")
_OF_ITS_KIND = frozenset({"income", "spending"})
"""Sections where the same words with the kind of money before them mean something else."""
_OTHER_YEAR = re.compile(
    r"(?:上一?年度?|去年|前年|以前年度|往年)(?!(?:末|底)?(?:财政拨款)?(?:结转|结余|相比|同比|持平))"
)


def clauses(text: str) -> list[str]:
    """The clauses of a stretch of text; what stands in brackets is no clause of its own."""
    kept = _BRACKETS.sub(lambda found: found.group().translate({44: 0x3001, 59: 0x3001, 58: 0x3001}), text)
    return _CLAUSE.split(kept)


def content(words: str) -> str:
    """What is left of words without years, measures, comparisons and other things said of any amount."""
    text = words if _LEVEL.search(words) else _BRACKETS.sub("", words)
    before = None
    while text != before:
        before = text
        text = _TAIL.sub("", _HEAD.sub("", text))
    return text


def is_noun(words: str) -> bool:
    """Whether words name money of some sort (办公费, 农林水支出), an organisation aside."""
    left = content(words)
    if not left or _ORGANISATION.search(left):
        return False
    bare = re.sub(r"(?:为|是|共|的|各|均|决算|数|:|年初|全年|执行|[“”\"()])+$", "", _BRACKETS.sub("", words))
    return bool(_MONEY_NOUN.search(bare) or _MONEY_NOUN.search(left) or _LEVEL.search(words))


def named(
    text: str, subjects: Iterable[tuple[str, re.Pattern[str]]], topic: str, *, prose: bool = False
) -> Named | None:
    """The last thing that ``text`` names; ``None`` where it names nothing.

    ``prose`` is text that no number follows: only what is known is taken from it, or a bare unknown name.
    """
    parts = clauses(text)
    known = tuple(subjects)
    for index, part in enumerate(reversed(parts)):
        own = index == 0
        best: tuple[int, int, str, re.Match[str]] | None = None
        for key, pattern in known:
            for found in pattern.finditer(part):
                candidate = (found.end(), found.end() - found.start(), key, found)
                if best is None or candidate[:2] > best[:2]:
                    best = candidate
        rest = part if best is None else part[best[0] :]
        klass = _CLASS.search(_HEAD.sub("", rest)) if topic == "appropriation" and not prose else None
        if klass is not None and not _OWN_SPENDING.search(klass.group("name")):
            name = content(rest) + "支出"
            return Named("appropriation.class", name, own, "")
        if is_noun(rest) and (not prose or (len(parts) == 1 and best is None)):
            return Named(None, rest, own, rest)
        if best is not None:
            before = part[: best[3].start()]
            strange = _FUND.search(before) or (topic in _OF_ITS_KIND and _APPROPRIATED.search(before))
            return Named(None if strange else best[2], best[3].group(), own, rest)
    return None


def of_another_year(lead: str) -> bool:
    """Whether the words directly before an amount say that it is last year's."""
    return _OTHER_YEAR.search(clauses(lead)[-1]) is not None
