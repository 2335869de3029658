"""The years that a sentence gives its figures to: ``2023年部门预算项目支出总额 34762.74 万元``.

A year is often named for another reason: last year compared with, the start of a project, a date, a
document, a name.  Only a year that stands right before a total of the year, or is the end of the period
(``截至 2023 年 12 月 31 日``), is one that figures are given to.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.disclosure.facts import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.disclosure.facts import Sentence

_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)年(度)?")
_OPEN, _CLOSE = "“‘《(〔【「[", "”’》)〕】」]"
_NOT_BEFORE = re.compile(
    r"(?:比|较|同|与|和|及|于|从|自|由|以|至|到|续|转|上年|去年|前|历年|[-—~、]|相比|对比|超过|延续|结余|结转)$"
)
_END_OF_PERIOD = re.compile(r"(?:截至|截止|截止到|截至到)$")
_LAST_DAY = re.compile(r"12月(?:31日|底|末)|年?(?:底|末)")
_NOT_AFTER = re.compile(
    r"(?:[1-9]\d?月|以来|起|至|到|[-—~、]|和|及|与|开始|启动|开工|立项|成立|设立|批复|印发|发布|上半年|下半年|"
    r"第?[一二三四1-4]季度|初|底|末|以前|之前|前|以后|之后|后|期间|结转|结余|未|尾|欠|第)"
)
_TOTAL = re.compile(
    r"总额|总计|合计|共计|决算|部门预算|预算(?:项目)?支出|本年(?:收入|支出)|年初预算|全年预算|财政拨款(?:本年)?支出|"
    r"执行数|(?:基本|项目)支出|机关运行经费|政府采购支出|[“‘]?三公[”’]?经费|个(?:二级)?项目"
)
_OTHER = re.compile(
    r"结转|结余资金|上年|去年|增加|减少|增长|下降|上升|提高|降低|立项|启动|签订|尾款|欠|累计|历年|计划|拟|将|预计|"
    r"以来|安排|下达|拨付|投入|到位|追加|收回|列入|纳入下|提前|续建|以前年度|跨年|下一年|次年"
)
_COMPARED = re.compile(r"增加|减少|增长|下降|上升|降低|提高|持平|同比|相比|对比|比上年|较上年|基数")
_REASON = re.compile(r"原因|由于|因为|主要是|系|因")
_CLAUSE = re.compile(r"[,。;:]")
_NAME = re.compile(r"项目|工程|经费|资金|补助|系统|平台|专项|活动")
"""A name that begins with its year: ``2022年信息化项目预算数 …``."""
_NEAR = 16
_FAR = 44
"""So many characters may stand between a year and its figure."""
_COUNTED = frozenset({"个", "项", "辆", "分", "%", *MONEY})


class Reported(NamedTuple):
    """A year that figures are given to, and where it stands in the folded paragraph."""

    year: int
    start: int


def reported(sentence: Sentence) -> Iterator[Reported]:
    """The years that a sentence gives its figures to, in their order."""
    text = sentence.text
    found = list(_YEAR.finditer(text))
    years = {one.group(1) for one in found}
    if len(years) > 1 and _COMPARED.search(text):
        return
    for one in found:
        if _is_reported(sentence, one):
            yield Reported(int(one.group(1)), sentence.start + one.start())


def _is_reported(sentence: Sentence, found: re.Match[str]) -> bool:
    text = sentence.text
    before, after = text[: found.start()], text[found.end() :]
    if _depth(before) or _REASON.search(before):
        return False
    stop = _CLAUSE.search(after)
    clause = after[: stop.start() if stop else len(after)]
    if _END_OF_PERIOD.search(before):
        return _LAST_DAY.match(after) is not None
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
        return False
    total = _TOTAL.search(clause)
    if total is None or total.start() > _NEAR or _OTHER.search(clause):
        return False
    if _NAME.search(clause, 0, total.start()):
        return False
    end = found.end() + sentence.start
    return any(
        mention.unit in _COUNTED and 0 <= mention.start - end <= min(_FAR, len(clause))
        for mention in sentence.mentions
    )


def _depth(text: str) -> int:
    """How deep in quotes and brackets the end of a text stands."""
    depth = 0
    for char in text:
        depth = depth + 1 if char in _OPEN else max(0, depth - 1) if char in _CLOSE else depth
    return depth


_OF_DOCUMENT = re.compile(r"(?<!\d)((?:19|20|21)\d\d)年度?(?:本)?(?:部门|单位)?(?:收入|支出|决算|预算)")
_YEAR_DIGITS = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?=年)")
_OF_REPORT = re.compile(r"(?<!\d)((?:19|20|21)\d\d)年度")


def of_heading(title: str, *, report: bool) -> tuple[int, int] | None:
    """The year of a heading of the document or of an annexed report's title, with where it stands.

    ``title`` is folded; a year that is part of a name (``2022年信息化项目``) is none.
    """
    found = (_OF_REPORT if report else _OF_DOCUMENT).search(title)
    if found is None or _depth(title[: found.start()]) or len({*_YEAR_DIGITS.findall(title)}) > 1:
        return None
    return int(found.group(1)), found.start()
