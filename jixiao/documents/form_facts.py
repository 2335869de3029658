"""What the prose of a self-evaluation table says: its goals and reasons, and the weights in its notes.

Of the goals only what was achieved is read: an expected goal is a target.  A number is a fact only where its
own words say that it is the execution rate, the budget or the execution, or where the cell holds nothing
else.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.complaints import clip, printable
from jixiao.documents.disclosure.blocks import Para, Spot
from jixiao.documents.disclosure.claims import PAID, claims_of
from jixiao.documents.disclosure.facts import MONEY, sentences
from jixiao.documents.disclosure.folded import fold
from jixiao.indicators.stated_weights import is_default, statements
from jixiao.schemas.disclosure import Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.disclosure.facts import Mention, Sentence
    from jixiao.schemas.finding import Place
    from jixiao.schemas.self_evaluation import ReadForm

_EXECUTION_RATE = re.compile(
    r"(?P<name>(?:预算|资金|经费)(?:资金)?(?:的)?(?:总体|整体)?(?:执行|支付|使用|支出)(?:率|进度|完成率|比例)|执行率)"
    r"(?:为|是|达到?|约|:)*$"
)
_OTHER_RATE = re.compile(r"上年|去年|上一年|同期|目标|要求|不低于|应|计划|季度|月|(?:19|20)\d\d年")
_NOTHING_ELSE = re.compile(r"(?:已|预算|资金|全年|年度|总体)*(?:完成率?|执行率?)?(?:为|达到?|:)*")
_EXECUTED = re.compile(
    r"(?:全年|年度|累计|共计?|合计|总|实际|项目|预算)(?:资金|预算|经费|已|实际|累计|共计?)*(?:执行|支出|使用|支付)"
    r"(?:数|资金|金额|经费|总额)*(?:合计|共计?|为|是|达到?|:)*$"
)
_BUDGET = re.compile(
    r"(?:全年|年度|年初|项目|资金|调整后)(?:的)?预算(?:数|资金|金额|安排|总额|批复)*(?:合计|共计?|为|是|:)*$"
)
_ALL = (
    re.compile(
        r"(?:全年|年度|各项|所有|年初|预期|绩效|总体|既定|预定|设定)[^,。;]{0,14}"
        r"(?:已全部|已全面|已均|全部|全面|均|都)(?:已|按时|按期|如期|按质|按量|顺利|圆满|地)*(?:完成|达成|达到|实现|达标)"
    ),
    re.compile(
        r"(?:全部|全面|均)(?:已|按时|按期|如期|按质|按量|顺利|圆满|地)*(?:完成|达成|达到|实现)(?:了)?"
        r"(?:全年|年度|各项|所有|年初|预期|绩效|总体|既定|预定|设定)[^,。;]{0,8}(?:目标|指标|任务)"
    ),
    re.compile(
        r"^(?:已|已经)?(?:全部|全面|均|都)(?:已|按时|按期|如期|按质|按量|顺利|圆满)*(?:完成|达成|实现|达标)[。;]?$"
    ),
)
_NOT_ALL = re.compile(r"未|没有|尚|部分|基本|除|不能|无法")
_YEAR = re.compile(
    r"(?<!较)(?<!比)(?<!自)(?<!从)(?<!于)((?:19|20)\d\d)年度?(?:全年|年度|的)?(?:绩效)?(?:目标|任务|工作|指标|预算|全年|全部)"
)


def form_facts(read: ReadForm) -> tuple[Fact, ...]:
    """The facts of a table's goals and reasons, in their order; never raises for what they say.

    Keys: ``goal.rate`` (``subject`` is the printed name of the rate, absent where the cell is nothing but a
    percentage), ``goal.budget``, ``goal.executed``, ``goal.claim`` (all is done),
    ``goal.paid`` (all is paid), ``goal.year``; of reasons ``note.rate``,
    a rate that is called the execution rate.  Of the notes under the table ``note.weight``, the weight of a
    一级指标 or of the execution rate (``note.weight.default`` where the note only says what is usual), its
    name the ``subject``, and ``note.weight.total``, what they add up to by the note's own words; those of
    one sentence share their ``group``.
    """
    form = read.evaluation
    facts = list(_goal(form.goal.achieved, read.place("goal", "achieved"))) if form.goal.achieved else []
    for index, row in enumerate(form.indicators):
        if row.deviation_note and "%" in row.deviation_note.replace("％", "%"):
            said = _goal(row.deviation_note, read.place("indicators", index, "deviation_note"))
            named = (fact for fact in said if fact.key == "goal.rate" and fact.subject is not None)
            facts += [fact.model_copy(update={"key": "note.rate"}) for fact in named]
    return (*facts, *_weights(read))


def _weights(read: ReadForm) -> Iterator[Fact]:
    """What the notes state of weights."""
    usual = any(is_default(fold(remark.text).text) for remark in read.remarks)
    group = 0
    for remark in read.remarks:
        folded = fold(remark.text)
        for statement in statements(folded.text):
            group += 1
            said = printable(folded.verbatim(statement.start, statement.end))
            place = remark.place.model_copy(update={"quote": clip(said, 300)})
            fact = Fact(kind=FactKind.SCORE, key="note.weight", group=group, place=place)
            for one in statement.weights:
                told = {
                    "key": "note.weight.default" if usual else "note.weight",
                    "value": one.value,
                    "unit": one.unit,
                    "digits": _digits(one.value),
                    "subject": one.name,
                }
                yield fact.model_copy(update=told)
            if statement.total is not None:
                told = {"value": statement.total, "digits": _digits(statement.total)}
                yield fact.model_copy(update={"key": "note.weight.total", **told})


def _digits(value: Decimal) -> int:
    """How many digits stand after the point."""
    return len(f"{value:f}".partition(".")[2])


def _goal(text: str, place: Place) -> Iterator[Fact]:
    para = Para(text, (0,), (Spot(),))
    whole = para.folded.text
    for group, sentence in enumerate(sentences(para), 1):
        end = sentence.start + len(sentence.text)
        quote = printable(para.folded.verbatim(sentence.start, end)).strip()
        where = place.model_copy(update={"quote": quote or place.quote})
        for mention in sentence.mentions:
            found = _number(mention, sentence, whole)
            if found is not None:
                kind, key, subject = found
                yield Fact(
                    kind=kind,
                    key=key,
                    value=mention.value,
                    unit=mention.unit,
                    digits=mention.digits,
                    approximate=mention.approximate,
                    subject=subject,
                    group=group,
                    place=where,
                )
        yield from _words(sentence, where, group)


def _number(mention: Mention, sentence: Sentence, whole: str) -> tuple[FactKind, str, str | None] | None:
    if mention.unit == "%":
        named = _EXECUTION_RATE.search(mention.lead)
        if named is not None and not _OTHER_RATE.search(mention.lead):
            return FactKind.RATE, "goal.rate", named.group("name")
        alone = len(sentence.mentions) == 1 and whole.strip() == sentence.text.strip()
        if alone and _NOTHING_ELSE.fullmatch(mention.lead.strip()) and not mention.tail.strip("。;,. "):
            return FactKind.RATE, "goal.rate", None
    elif mention.unit in MONEY and "其中" not in sentence.before(mention):
        if _EXECUTED.search(mention.lead):
            return FactKind.AMOUNT, "goal.executed", None
        if _BUDGET.search(mention.lead):
            return FactKind.AMOUNT, "goal.budget", None
    return None


def _words(sentence: Sentence, place: Place, group: int) -> Iterator[Fact]:
    claim = next((found for pattern in _ALL if (found := pattern.search(sentence.text)) is not None), None)
    if claim is not None and not _NOT_ALL.search(sentence.text):
        said = printable(claim.group())
        yield Fact(kind=FactKind.TEXT, key="goal.claim", text=said, group=group, place=place)
    for paid in claims_of(sentence.text):
        if paid.kind == PAID:
            said = printable(paid.words)
            yield Fact(kind=FactKind.TEXT, key="goal.paid", text=said, group=group, place=place)
    for year in _YEAR.findall(sentence.text):
        yield Fact(
            kind=FactKind.YEAR, key="goal.year", value=Decimal(year), digits=0, group=group, place=place
        )
