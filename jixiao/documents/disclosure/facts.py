"""Numbers in sentences: value, unit, printed precision, and the words around them.

A sentence is cut into mentions.  A mention's ``lead`` is what stands between the number before it and
itself, its ``tail`` what follows up to the next one; a reader decides by these what the number is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.complaints import printable
from jixiao.documents.disclosure.blocks import place
from jixiao.schemas.disclosure import Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jixiao.documents.disclosure.blocks import Para
    from jixiao.schemas.finding import Place

MONEY = frozenset({"元", "千元", "万元", "百万元", "亿元"})
PROJECTS = frozenset({"个", "项", "个项目", "项项目"})

_COUNTED = (
    "人次|批次|人|批|个|项(?!目)|家|辆|台|套|次|件|户|名|条|天|场|篇|期|所|间|份|张|座|处|吨|"
    "公里|亩|平方米|类"
)
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.第])(?P<about>约|近|超过|逾)?(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|"
    r"\d{1,15})(?:\.\d{1,10})?)(?P<more>余|多)?"
    rf"(?P<unit>百万元|千万元|[千万亿]?元|个?百分点|%|‰|分(?![之值钟别类析期类厅配工行])|"
    rf"[万亿]?(?:{_COUNTED}))?"
    r"(?:\((?:台|辆|套|个|含)\))?(?![\d.]*[A-Za-z年月日号])"
)
_SENTENCE = re.compile(r"[^。；;!?]*[。；;!?]?[”’]?")
_YEAR = re.compile(r"((?:19|20|21)\d\d)年")
_THRESHOLD = re.compile(r"(?:\(含\))?(?:及)?以[上下]")
_LONGEST = 20_000
GRADES = {
    "优秀": "优",
    "优": "优",
    "良好": "良",
    "良": "良",
    "中等": "中",
    "一般": "中",
    "中": "中",
    "合格": "中",
    "及格": "中",
    "不合格": "差",
    "较差": "差",
    "不及格": "差",
    "差": "差",
    "低": "差",
}
GRADE = "|".join(sorted(GRADES, key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of a sentence; positions are those of the folded paragraph."""

    value: Decimal
    digits: int
    unit: str | None
    approximate: bool
    start: int
    end: int
    lead: str
    tail: str

    @property
    def lead_start(self) -> int:
        """Where ``lead`` begins."""
        return self.start - len(self.lead)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (a part up to 。 or ；) of a paragraph."""

    text: str
    start: int
    mentions: tuple[Mention, ...]

    def before(self, mention: Mention) -> str:
        """The sentence up to a mention's number."""
        return self.text[: mention.start - self.start]

    def clause_end(self, mention: Mention) -> str:
        """The sentence up to the end of the clause that the mention stands in."""
        rest = self.text[mention.end - self.start :]
        stop = re.search(r"[,。;]", rest)
        return self.text[: mention.end - self.start + (stop.start() if stop else len(rest))]


def sentences(para: Para) -> Iterator[Sentence]:
    """The sentences of a paragraph with their numbers; endless paragraphs only as far as prose goes."""
    text = para.folded.text[:_LONGEST]
    for found in _SENTENCE.finditer(text):
        if found.group():
            yield Sentence(found.group(), found.start(), _mentions(found.group(), found.start()))


def _mentions(text: str, offset: int) -> tuple[Mention, ...]:
    matches = [found for found in _NUMBER.finditer(text) if not _is_threshold(text, found)]
    made = []
    for index, found in enumerate(matches):
        before = matches[index - 1].end() if index else 0
        after = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        number = found.group("number").replace(",", "")
        made.append(
            Mention(
                Decimal(number),
                len(number.partition(".")[2]),
                found.group("unit"),
                bool(found.group("about") or found.group("more")),
                offset + found.start("number"),
                offset + found.end(),
                text[before : found.start("number")],
                text[found.end() : after],
            )
        )
    return tuple(made)


def _is_threshold(text: str, found: re.Match[str]) -> bool:
    """Whether an amount only says where a class begins (单价100万元以上设备)."""
    return found.group("unit") in MONEY and _THRESHOLD.match(text, found.end("unit")) is not None


@dataclass
class Collector:
    """Gathers facts with their places; numbers nobody asked for are counted for ``unread``."""

    file: str
    facts: list[Fact] = field(default_factory=list)
    groups: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    explained: set[tuple[int, int]] = field(default_factory=set)

    def group(self) -> int:
        """A number for the facts of a new sentence."""
        self.groups += 1
        return self.groups

    def number(
        self,
        para: Para,
        sentence: Sentence,
        mention: Mention,
        kind: FactKind,
        key: str,
        *,
        part: str | None,
        sign: int = 1,
        about: Mapping[str, object] | None = None,
    ) -> None:
        """A fact that is a number; ``about`` are the fields that say what it is about."""
        self.taken.add((id(para), mention.start))
        told = dict(about or {})
        year = _YEAR.findall(sentence.before(mention).rpartition(",")[2]) or _YEAR.findall(mention.lead)
        if year and year[-1] in str(told.get("subject")):
            year = []  # the year belongs to the name
        unit = "百分点" if mention.unit == "个百分点" else mention.unit
        self._add(
            para,
            sentence,
            mention.start,
            part,
            kind=kind,
            key=key,
            value=mention.value * sign,
            unit=unit,
            digits=mention.digits,
            approximate=mention.approximate,
            year=int(year[-1]) if year else None,
            **told,
        )

    def stated(
        self, para: Para, sentence: Sentence, at: int, key: str, *, part: str | None, **about: object
    ) -> None:
        """A change of nothing that is said in words."""
        self._add(
            para, sentence, at, part, kind=FactKind.AMOUNT, key=key, value=Decimal(0), stated=True, **about
        )

    def text(
        self,
        para: Para,
        sentence: Sentence,
        at: int,
        kind: FactKind,
        key: str,
        text: str,
        *,
        part: str | None,
        **about: object,
    ) -> None:
        """A fact that is a word: a grade, a name, a claim."""
        self._add(para, sentence, at, part, kind=kind, key=key, text=printable(text), **about)

    def year(
        self,
        para: Para,
        sentence: Sentence,
        at: int,
        year: int,
        *,
        part: str | None,
        report: int | None,
        key: str = "year.mentioned",
    ) -> None:
        """A year that a sentence names."""
        values = {"kind": FactKind.YEAR, "key": key, "value": Decimal(year), "digits": 0}
        self._add(para, sentence, at, part, **values, report=report)

    def named(self, kind: FactKind, key: str, text: str, where: Place) -> None:
        """A name that stands in a table."""
        self.facts.append(Fact(kind=kind, key=key, text=printable(text), place=where))

    def _add(self, para: Para, sentence: Sentence, at: int, part: str | None, **values: object) -> None:
        folded = para.folded
        quote = printable(folded.verbatim(sentence.start, sentence.start + len(sentence.text)))
        spot = para.spot(folded.at[min(at, len(folded.at) - 1)])
        values.setdefault("group", self.groups)
        where = place(spot, file=self.file, part=part, quote=quote)
        self.facts.append(Fact.model_validate({**values, "place": where}))
