"""Weights of 一级指标 that a note under a table states (``产出指标50分、效益指标30分、满意度指标10分``).

A text states weights where it gives them for two of the kinds at least; what is scored, reached or counted is
no weight.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from jixiao.indicators.taxonomy import level1

if TYPE_CHECKING:
    from collections.abc import Iterator

EXECUTION = "预算执行"
"""What :func:`kind` calls the execution rate, as the taxonomy does."""

_LONGEST = 4000
_LEAST = 2
_NAME = (
    r"(?:(?:服务对象|受益对象|社会公众|社会公众或服务对象|群众|公众)?满意度|"
    r"(?:项目)?(?:预算|资金)(?:资金|预算)?执行(?:率|进度|情况)?|执行率|"
    r"(?<!经济)(?<!社会)(?<!生态)(?<!环境)(?<!综合)(?<!履职)(?:项目)?(?:产出|效益|效果|成本|决策|过程))(?:类|目标)?(?:指标)?"
)
_GLUE = (
    r"(?:的|总?分值|权重|权数|满分|总分|占比|比重|比例|占|分数|赋分|设置|设定|确定|统一|一般|原则上|各|均|按|共|计|"
    r"合计|为|是|[:=(\[【]){0,8}"
)
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?![\d.])"
_END = r"(?P<unit>分(?![钟之])|%)?(?![-~—至到余多])(?!以[上下内])"
_ONE = re.compile(rf"(?P<name>{_NAME}){_GLUE}{_NUMBER}{_END}")
_AND = r"(?:、|,|和|及|与|以及|;)"
_LIST = re.compile(
    rf"(?P<names>{_NAME}(?:{_AND}{_NAME}){{1,6}})[^,。;\d]{{0,16}}?分别[^,。;\d]{{0,8}}"
    rf"(?P<numbers>\d{{1,3}}(?:\.\d{{1,2}})?(?:分|%)?(?:(?:{_AND}|:)\d{{1,3}}(?:\.\d{{1,2}})?(?:分|%)?){{1,6}})(?![\d.个项])"
)
_EACH = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)(分|%)?")
_STOP = re.compile(r"[、,。;:()\[\]【】/和及与并其]|以及|$")
_OF_WEIGHTS = re.compile(r"分值|权重|权数|比重|占比|设置|设定|满分|赋分|原则上")
_OF_SCORES = re.compile(r"得分|扣分|评分结果|自评分")
_PART = re.compile(r"其中|含|包括")
_PART_ENDS = re.compile(r"[);。\]】]")
_TOTAL = re.compile(
    r"(?:合计|总计|共计|总分|满分|总和|之和|加总)(?:分值|权重)?(?:后)?(?:应|须|必须)?(?:当)?(?:为|是|等于|:|共|计)*"
    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)(?:分|%)"
)
_DEFAULT = re.compile(
    r"原则上|一般|适当调整|可[^,。;]{0,8}调整|特殊情况|默认|参考|建议|(?:如|若|没)(?:无|有|未)[^,。;]{0,8}指标"
)


class StatedWeight(NamedTuple):
    """One weight: ``name`` as printed and folded, ``unit`` 分, % or null, where it stands in the text."""

    name: str
    value: Decimal
    unit: str | None
    start: int
    end: int


class Statement(NamedTuple):
    """The weights one sentence gives, in order, each kind once, and the sum it says they have."""

    weights: tuple[StatedWeight, ...]
    total: Decimal | None
    start: int
    end: int


def is_default(text: str) -> bool:
    """Whether a note only says what weights usually are (``原则上``, ``可适当调整``)."""
    return _DEFAULT.search(text[:_LONGEST]) is not None


def kind(name: str) -> str | None:
    """Which 一级指标 a stated name means, as the taxonomy calls it; :data:`EXECUTION` for the execution."""
    bare = name.removesuffix("指标").removesuffix("类").removesuffix("目标")
    if "执行" in bare:
        return EXECUTION
    return level1("满意度" if bare.endswith("满意度") else bare.removeprefix("项目"))


def statements(text: str) -> Iterator[Statement]:
    """What a folded text (NFKC, no white space) states of weights, sentence by sentence."""
    start = 0
    for sentence in text[:_LONGEST].split("。"):
        found = _statement(sentence, start)
        if found is not None:
            yield found
        start += len(sentence) + 1


def _statement(sentence: str, offset: int) -> Statement | None:
    if not any(word in sentence for word in ("产出", "效益", "效果", "满意度")):
        return None
    found = _listed(sentence) or list(_singly(sentence))
    kinds = {kind(one.name) for one in found}
    if len(kinds) < _LEAST or len(kinds) < len(found):
        return None
    before = sentence[: found[0].start]
    of_weights = _OF_WEIGHTS.search(sentence) is not None
    if not of_weights and (_OF_SCORES.search(before) or any(one.unit != "分" for one in found)):
        return None
    taken = [(one.start, one.end) for one in found]
    totals = [
        Decimal(one.group("number"))
        for one in _TOTAL.finditer(sentence)
        if not any(start < one.end() and one.start() < end for start, end in taken)
    ]
    weights = tuple(one._replace(start=one.start + offset, end=one.end + offset) for one in found)
    total = totals[0] if len(set(totals)) == 1 else None
    return Statement(weights, total, offset, offset + len(sentence))


def _listed(sentence: str) -> list[StatedWeight]:
    """Names in a row and their weights in a row behind ``分别``."""
    found = _LIST.search(sentence)
    if found is None:
        return []
    names = [one.group() for one in re.finditer(_NAME, found.group("names"))]
    numbers = _EACH.findall(found.group("numbers"))
    if len(names) != len(numbers):
        return []
    last = numbers[-1][1] or None
    return [
        StatedWeight(name, Decimal(number), unit or last, *found.span())
        for name, (number, unit) in zip(names, numbers, strict=True)
    ]


def _singly(sentence: str) -> Iterator[StatedWeight]:
    """Names each with its weight; parts of one that was named before (``其中``) are passed over."""
    end = 0
    for found in _ONE.finditer(sentence):
        if found.group("unit") is None and _STOP.match(sentence, found.end()) is None:
            continue
        parts = list(_PART.finditer(sentence, end, found.start())) if end else []
        if parts and _PART_ENDS.search(sentence, parts[-1].end(), found.start()) is None:
            continue
        end = found.end()
        number = Decimal(found.group("number"))
        yield StatedWeight(found.group("name"), number, found.group("unit"), *found.span())
