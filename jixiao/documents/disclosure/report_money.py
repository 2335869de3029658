"""Whose money a report speaks of: the whole project's, or that of a part with a name of its own.

``400万元，其中：省级资金250万元，市级资金150万元。实际支出380万元`` says three budgets and one spending.
Two of the budgets are of parts.  A number without a name stands for what was named last, until the whole
is meant again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jixiao.documents.disclosure.facts import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.documents.disclosure.facts import Mention, Sentence

BUDGET, SPENT, SURPLUS, RATE = "budget", "spent", "surplus", "rate"

_RATE = re.compile(
    r"(?:预算|资金|支付|支出)*(?:执行率|支付率|使用率|支出率|(?P<bare>完成率))(?:均?为|是|达到|达|:)?$"
)
_SURPLUS = re.compile(r"(?:结余|结转|剩余)(?:资金)?(?:金额|数)?(?:为|是|:|共)?$")
_BUDGET = re.compile(r"(?:预算|安排|下达|到位|批复|总投入|总投资)[^,;。]{0,16}$")
_SPENT = re.compile(r"(?:支付|支出|使用|执行|拨付|列支)[^,;。]{0,12}$")
_GENERAL = re.compile(r"一般公共预算[^,;。]{0,10}$")
_SAYS_NOTHING = re.compile(
    r"其中|截[至止](?:[^,;。]{0,12}?[日底末])?|\d+年(?:度|底|末)?(?:\d+月)?(?:\d+日)?|"
    r"年度|年初|年中|年底|年末|全年|当年|本年|本次|调整|追加|批复|"
    r"已|实际|累计|共计|合计|总计|总额|总|(?<!公)共|小计|该|本|整体|平均|"
    r"项目|资金|(?<!公共)预算|安排|下达|到位|投入|投资|支出|支付|使用|执行|拨付|列支|结余|结转|剩余|"
    r"金额|完成|达到|达|数|率|额|均?为|是|有|的|和|及|后|[:“”()\s\d.%\-—~—万元年月日]"
)
"""Words of money that name no part; what is left of a clause without them is a name."""
_SOURCE = re.compile(
    r"^(?:中央|省|市|县|区|乡|镇|村|本|上|地方|级|财政|自筹|自有|配套|社会|其他|其它|政府|专项|一般公共|一般|"
    r"政府性基金|国有资本经营|债券?|贷款|银行|单位|企业|群众|补助|奖补|转移|资本|经费|拨款|来源)+$"
)
"""What money comes from."""
_EARLIER = re.compile(r"上年|上一年|以前年度|往年")
"""What was left of earlier years is money of this one."""
_OPENS = re.compile(r"其中|(?:^|[,;。:、(])(?:含|包含|包括)")
_TOGETHER = re.compile(r"合计|共计|总计")
_CLAUSE = re.compile(r"[,;。、]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a number of money is: ``what`` it says, of which ``part`` (``None``: the whole project).

    ``of`` is the printed whole that the parts of an enumeration make up, where one stands before them.
    """

    what: str
    part: str | None = None
    of: str | None = None


@dataclass(slots=True)
class _Clause:
    """A number, what is said in its clause, and the name that is left of it."""

    mention: Mention
    what: str | None
    name: str
    opens: bool


def part_name(clause: str) -> str:
    """What a clause names beside words of money: ``市级资金实际支出`` is ``市级``; empty for the whole."""
    return _SAYS_NOTHING.sub("", clause)


def is_source(name: str) -> bool:
    """Whether a name says where money comes from."""
    return bool(name) and _SOURCE.match(name) is not None


def what_of(mention: Mention, before: Mention | None = None) -> str | None:
    """What an amount or a rate says by the words of its own clause; ``None`` where they do not say it.

    完成率 is one of money where it says so, or where the number before it is an amount.
    """
    lead = mention.lead
    clause = _clause(lead)
    if mention.unit == "%":
        found = _RATE.search(lead)
        if found is None or (found.group("bare") and not _of_money(found.group(), before)):
            return None
        return RATE
    if mention.unit not in MONEY:
        return None
    if _SURPLUS.search(lead):
        return None if _EARLIER.search(clause) else SURPLUS
    budget, spent = _BUDGET.search(clause), _SPENT.search(clause)
    if spent is not None and (budget is None or spent.start() > budget.start()):
        return SPENT
    return BUDGET if budget is not None or _GENERAL.search(clause) else None


def _of_money(words: str, before: Mention | None) -> bool:
    return not words.startswith("完成率") or (before is not None and before.unit in MONEY)


def _clause(lead: str) -> str:
    return _CLAUSE.split(lead)[-1]


def _runs(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences up to a full stop; ； parts the items of an enumeration."""
    run: list[Sentence] = []
    for sentence in sentences:
        run.append(sentence)
        if not sentence.text.rstrip("”’").endswith((";", "；")):
            yield run
            run = []
    if run:
        yield run


def said(sentences: Iterable[Sentence], title: str = "") -> dict[int, Said]:
    """What the amounts and rates of a paragraph say, by where they stand.

    A number whose own clause names something that is neither a part nor the project of the ``title`` is
    left out, if it is a rate: 合同执行率 is no rate of money.
    """
    found: dict[int, Said] = {}
    for run in _runs(sentences):
        clauses = [
            _Clause(
                mention,
                what_of(mention, before),
                part_name(_clause(mention.lead)),
                _OPENS.search(mention.lead) is not None,
            )
            for sentence in run
            for before, mention in zip((None, *sentence.mentions), sentence.mentions, strict=False)
        ]
        _read_run(clauses, title, found)
    return found


def _read_run(clauses: list[_Clause], title: str, found: dict[int, Said]) -> None:
    """One run of sentences: before 其中 the whole is meant, after it the parts and what goes on from them."""
    at = next((index for index, one in enumerate(clauses) if one.opens), len(clauses))
    sources = {one.name for one in clauses if one.mention.unit in MONEY and is_source(one.name)}
    if at == len(clauses) and len(sources) > 1:
        at = next(index for index, one in enumerate(clauses) if one.name in sources)
    starts = [at, *(index for index, one in enumerate(clauses) if one.opens and index > at), len(clauses)]
    whole: Said | None = None
    for one in clauses[:at]:
        if one.what is None or (one.what == RATE and not _is_whole(one, title)):
            continue
        whole = _as_whole(one) or whole
        found[one.mention.start] = Said(one.what)
    nested = False
    for start, end in pairwise(starts):
        parts = _Parts(clauses[start:end], title, whole, nested=nested)
        found |= parts.read()
        whole, nested = parts.whole, parts.owner is not None


def _as_whole(one: _Clause) -> Said | None:
    """What parts may make up: a budget or a spending, as printed."""
    if one.what not in {BUDGET, SPENT}:
        return None
    return Said(one.what, of=f"{one.mention.value:f}{one.mention.unit}")


class _Parts:
    """An enumeration of parts, and what goes on behind it; of parts of parts nothing is kept."""

    def __init__(self, clauses: list[_Clause], title: str, whole: Said | None, *, nested: bool) -> None:
        self.clauses, self.title, self.whole, self.nested = clauses, title, whole, nested
        self.owner: str | None = None
        self.last: str | None = None
        self.names = {one.name for one in clauses if one.mention.unit in MONEY and one.name}
        self.alone = sum(1 for one in clauses if one.what == SPENT and not one.name) == 1

    def read(self) -> dict[int, Said]:
        """Whose each number is."""
        found: dict[int, Said] = {}
        listing = True
        for one in self.clauses:
            named = bool(one.name) and not _in_title(one.name, self.title)
            what = one.what
            if what is None and one.mention.unit in MONEY and named and listing and self.whole is not None:
                what = self.whole.what
            if what is None and one.mention.unit in MONEY and not one.name:
                self.owner, listing = None, False
                what = self.last if _TOGETHER.search(one.mention.lead) else None
            if what is None:
                continue
            if named:
                if what == RATE and one.name not in self.names and not is_source(one.name):
                    continue  # a rate of something else
                self.owner, self.last = one.name, what if what in {BUDGET, SPENT} else self.last
            elif self.owner is None or self._is_whole(one, what):
                self.owner, listing, self.nested = None, False, False
                self.whole = _as_whole(one) or self.whole
            if self.owner is None or not self.nested:
                of = self.whole.of if self.owner and self.whole and self.whole.what == what else None
                found[one.mention.start] = Said(what, self.owner, of)
        return found

    def _is_whole(self, one: _Clause, what: str) -> bool:
        """Whether a number without a part's name means the whole project again.

        实际支出 behind a list of budgets is of the whole where it is the only one of its kind.
        """
        if one.name or what == BUDGET:
            return True
        opened = bool(self.clauses) and self.clauses[0].opens
        budgets = not opened if self.whole is None else self.whole.what == BUDGET
        return what == SPENT and budgets and self.alone


def _in_title(name: str, title: str) -> bool:
    return bool(name) and name in part_name(title)


def _is_whole(one: _Clause, title: str) -> bool:
    """Whether a rate before any part is the whole project's: it names nothing else."""
    return not one.name or _in_title(one.name, title) or is_source(one.name)
