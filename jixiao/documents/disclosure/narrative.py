"""The numbered text sections: income, spending, appropriations, 三公, procurement, assets.

Sentences go subject, amount, change, growth, share: the subject stays until the next one is named.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.disclosure.facts import MONEY, sentences
from jixiao.documents.disclosure.naming import Named, clauses, content, named, of_another_year
from jixiao.schemas.disclosure import FactKind

if TYPE_CHECKING:
    from jixiao.documents.disclosure.blocks import Para
    from jixiao.documents.disclosure.facts import Collector, Mention, Sentence


class Topic(NamedTuple):
    """One sort of section: how its title reads, its subjects, what it counts."""

    name: str
    title: re.Pattern[str]
    subjects: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str, str], ...] = ()


_ITEM = r"[^,:;。()、.\d]{2,20}\(类\)"
_BOTH = {"both.total": ("income.total", "spending.total")}
_BOTH_TOTALS = ("both.total", r"收(?:入)?(?:、|和|及|与)?支(?:出)?(?:决算)?总计")
"""收、支总计 says one thing of two totals."""
TOPICS: tuple[Topic, ...] = (
    Topic(
        "basic",
        re.compile(r"基本支出(?:决算)?(?:情况|说明)"),
        (
            ("basic.total", r"(?:财政拨款)?基本支出"),
            (
                "basic.category",
                (
                    r"工资福利支出|商品和服务支出|对个人和家庭(?:的)?补助(?:支出)?|资本性支出|"
                    r"债务利息及费用支出|对企业补助|其他支出|人员经费|(?:日常)?公用经费"
                ),
            ),
        ),
    ),
    Topic(
        "three_public",
        re.compile(r"三公[”’\"]?经费"),
        (
            ("three_public.vehicles", r"公务用车购置(?:及|和|与)运行(?:维护)?(?:费(?:支出)?|支出)"),
            ("three_public.vehicles.purchase", r"公务用车购置(?:费)?(?:支出)?"),
            ("three_public.vehicles.running", r"公务用车运行(?:维护)?(?:费(?:支出)?|支出)"),
            ("three_public.abroad", r"因公出国(?:\(境\))?(?:(?:经费|费用?)(?:支出)?|支出)"),
            ("three_public.reception.domestic", r"国内(?:公务)?接待(?:费(?:支出)?|支出)"),
            ("three_public.reception.foreign", r"国\(境\)外(?:公务)?接待(?:费(?:支出)?|支出)"),
            ("three_public.reception", r"(?<!国内)(?<!\(境\)外)公务接待(?:费(?:支出)?|支出)"),
            ("three_public.total", r"[“‘]?三公[”’]?经费(?:支出|合计|决算)?"),
        ),
        (
            ("three_public.abroad.groups", "个", r"团组(?:数)?(?:共计|共|为)?$"),
            ("three_public.abroad.visits", "人次|人", r"累计$|出国(?:\(境\))?(?:人次|累计)?(?:数)?$"),
            ("three_public.vehicles.bought", "辆", r"购置(?:更新)?(?:公务用车|车辆)(?:数|共)?$"),
            ("three_public.vehicles.kept", "辆", r"保有量(?:为|共)?$"),
            (
                "three_public.reception.foreign.batches",
                "批次|批|个",
                r"国\(境\)外[^,]{0,10}接待(?:来访团组)?(?:共计|批次)?$",
            ),
            ("three_public.reception.batches", "批次|批|个", r"接待(?:团组)?(?:共计|批次|共)?$"),
            ("three_public.reception.visits", "人次|人", r"(?:接待|来访)(?:人次|来宾)?(?:共计|共)?$"),
        ),
    ),
    Topic("operating", re.compile(r"机关运行经费"), (("operating.total", r"机关运行经费(?:支出)?"),)),
    Topic(
        "procurement",
        re.compile(r"政府采购"),
        (
            ("procurement.total", r"政府采购支出(?:总额|合计|总计)"),
            ("procurement.goods", r"(?:政府采购)?货物(?:类)?(?:采购)?支出"),
            ("procurement.works", r"(?:政府采购)?工程(?:类)?(?:采购)?支出"),
            ("procurement.services", r"(?:政府采购)?服务(?:类)?(?:采购)?支出"),
            ("procurement.small_micro", r"授予小微企业(?:的)?合同(?:金额|支出)"),
            ("procurement.sme_goods", r"货物采购授予中小企业(?:的)?合同(?:金额|支出)"),
            ("procurement.sme_works", r"工程采购授予中小企业(?:的)?合同(?:金额|支出)"),
            ("procurement.sme_services", r"服务采购授予中小企业(?:的)?合同(?:金额|支出)"),
            ("procurement.sme", r"授予中小企业(?:的)?合同(?:金额|支出)"),
        ),
    ),
    Topic(
        "assets",
        re.compile(r"国有资产(?:占用|占有)"),
        (),
        (
            ("assets.vehicles", "辆", r"(?:共有)?车辆(?:共|共计|总数)?$"),
            ("assets.vehicles.of", "辆", r"([^,、:;。]{2,16}用车)(?:共|为)?$"),
            ("assets.equipment", "台|套|个", r"设备(?:\(不含车辆\))?(?:共|为)?$"),
        ),
    ),
    Topic(
        "appropriation",
        re.compile(r"财政拨款(?:收入)?支出(?:决算)?(?:总体|具体|结构)?(?:情况|说明)|财政拨款支出"),
        (
            ("appropriation.item", rf"{_ITEM}[^,:;。]{{2,30}}\(款\)[^,:;。]{{0,30}}(?:\(项\))?"),
            ("appropriation.class", rf"{_ITEM}(?:支出)?"),
            ("appropriation.general", r"一般公共预算(?:财政拨款)?(?:本年)?支出"),
            ("appropriation.funds", r"政府性基金(?:预算)?财政拨款(?:本年)?支出"),
            ("appropriation.capital", r"国有资本经营(?:预算)?财政拨款(?:本年)?支出"),
            ("appropriation.total", r"财政拨款(?:本年)?支出(?:合计)?"),
        ),
    ),
    Topic(
        "income",
        re.compile(r"^(?:关于)?(?:\d{4}年度)?(?:部门|单位)?收入(?:支出)?决算(?:总体)?(?:情况|说明)"),
        (
            _BOTH_TOTALS,
            ("income.total", r"(?:收入)总计"),
            ("income.opening", r"(?:年初|上年)(?:财政拨款)?结转(?:和|与)?结余"),
            ("income.surplus_used", r"使用(?:非财政拨款|专用)结余(?:\([^)]*\)|和专用结余)?"),
            ("income.current", r"本年收入(?:合计|总计)?(?!的)"),
            ("income.general", r"一般公共预算(?:财政拨款)?(?:收入)?$|一般公共预算(?:财政拨款)?收入"),
            (
                "income.funds",
                r"政府性基金(?:预算)?(?:财政拨款)?(?:收入)?$|政府性基金(?:预算)?(?:财政拨款)?收入",
            ),
            (
                "income.capital",
                r"国有资本经营(?:预算)?(?:财政拨款)?(?:收入)?$|国有资本经营(?:预算)?(?:财政拨款)?收入",
            ),
            ("income.appropriation", r"财政拨款收入"),
            ("income.business", r"事业收入"),
            ("income.operating", r"经营收入"),
            ("income.superior", r"上级补助收入"),
            ("income.affiliated", r"附属单位(?:上缴|缴款)(?:收入)?"),
            ("income.other", r"其他收入"),
            ("spending.total", r"支出总计"),
            # where one section tells both sides
            ("spending.current", r"本年支出(?:合计|总计)(?!的)"),
            ("spending.distribution", r"结余分配"),
            ("spending.closing", r"年末结转(?:和|与)?结余"),
        ),
    ),
    Topic(
        "spending",
        re.compile(r"^(?:关于)?(?:\d{4}年度)?(?:部门|单位)?支出决算(?:总体)?(?:情况|说明)"),
        (
            _BOTH_TOTALS,
            ("spending.total", r"支出总计"),
            ("spending.distribution", r"结余分配"),
            ("spending.current", r"本年支出(?:合计|总计)?(?!的)"),
            ("spending.closing", r"年末结转(?:和|与)?结余"),
            ("spending.basic", r"基本支出"),
            ("spending.project", r"项目支出"),
            ("spending.operating", r"经营支出"),
            ("spending.to_superior", r"上缴上级支出"),
            ("spending.to_affiliated", r"对附属单位补助(?:支出)?"),
        ),
    ),
)

_SUBJECTS = {
    topic.name: tuple((key, re.compile(pattern)) for key, pattern in topic.subjects) for topic in TOPICS
}
_COUNTS = {
    topic.name: tuple(
        (key, frozenset(units.split("|")), re.compile(pattern)) for key, units, pattern in topic.counts
    )
    for topic in TOPICS
}
_NAMED = frozenset({"basic.category", "appropriation.class", "appropriation.item"})
_DOMESTIC = re.compile(r"国内(?:公务)?接待")
_FOREIGN = re.compile(r"外宾|外事|境\)?外")
_REASON = re.compile(r"原因")
_SHARE = re.compile(r"占(?P<of>[^,;:。]{0,40}?)的?(?:比重|比例)?(?:为|是)?$")
_RATE_INITIAL = re.compile(r"(?:完成|为|占)?年初(?:部门)?预算(?:数)?的$|完成年初(?:部门)?预算(?:数)?$")
_RATE = re.compile(
    r"(?:完成|为)(?:全年|调整(?:后)?)?预算(?:数)?的$|完成(?:全年|调整(?:后)?)?预算(?:数)?$|(?:预算)?(?:完成率|执行率)(?:为|达)?$"
)
_INITIAL = re.compile(r"年初(?:部门)?预算(?:数)?(?:安排)?(?:为|是|:)?$")
_BUDGET = re.compile(r"(?:全年|调整(?:后)?)?预算(?:数)?(?:为|是|:)?$")
_UP = re.compile(r"(?:增加|增长|上升|增|提高)(?:了|额)?$")
_DOWN = re.compile(r"(?:减少|下降|降低|减|压减)(?:了|额)?$")
_COMPARED = re.compile(r"(?:比|较|与)(?:上年|20\d\d年|去年)|同比|较上|上年")
_FLAT = re.compile(
    r"(?:决算数)?(?:与|和|同|较|比)(?:上年|去年|20\d\d年)(?:度|决算数)*(?:相比)?(?:基本)?(?:持平|一致|"
    r"无变化|无增减)"
)


_WITH_BUDGET = re.compile(r"(?:比|较|与)(?:年初|全年|当年|调整后?)?[^,;。]{0,6}预算")


def _compared(before: str) -> bool:
    """Whether the last comparison of a sentence is one with last year, not with a budget."""
    years = [found.start() for found in _COMPARED.finditer(before)]
    budgets = [found.start() for found in _WITH_BUDGET.finditer(before)]
    return bool(years) and (not budgets or years[-1] > budgets[-1])


def topic_of(title: str) -> Topic | None:
    """The sort of a section by its folded title."""
    return next((topic for topic in TOPICS if topic.title.search(title)), None)


class Narrative:
    """Reads the paragraphs of one section, in order."""

    def __init__(self, topic: Topic, title: str, collect: Collector) -> None:
        self.topic, self.title, self.collect = topic, title, collect
        self.base: str | None = None
        self.subject: str | None = None
        self.compared = False
        self.outside: list[tuple[str | None, str | None]] = []

    def read(self, para: Para) -> None:
        """The facts of one paragraph."""
        whole: tuple[str | None, str | None] | None = None
        for sentence in sentences(para):
            self.collect.group()
            self.compared, self.outside = False, []
            if whole is not None and _COMPARED.match(sentence.text):
                # after the parts, a comparison that names nothing is about the whole again
                self.base, self.subject = whole
            reason = _REASON.search(sentence.text)
            end = len(sentence.text) if reason is None else reason.start()
            seen = 0
            for mention in sentence.mentions:
                at = mention.start - sentence.start
                if at > end:
                    self.collect.explained.add((id(para), mention.start))
                    continue
                self._flat(para, sentence, seen, at)
                seen = at
                if "其中" in mention.lead and whole is None:
                    self._look(mention.lead[: mention.lead.index("其中")])
                    whole = (self.base, self.subject)
                self._mention(para, sentence, mention, self._look(self._brackets(mention.lead)))
            self._flat(para, sentence, seen, end)
            last = sentence.mentions[-1].end - sentence.start if sentence.mentions else 0
            self._look(sentence.text[last : max(last, end)], prose=True)
            if whole is not None and _COMPARED.match(sentence.text):
                whole = None

    def _brackets(self, lead: str) -> str:
        """A lead from its last bracket on: behind a closing one what was named before it opened is meant."""
        opened: list[int] = []
        start = 0
        for at, char in enumerate(lead):
            if char == "(":
                opened.append(at)
            elif char == ")" and opened:
                opened.pop()
            elif char == ")":
                if self.outside:
                    self.base, self.subject = self.outside.pop()
                start = at + 1
        self.outside.extend((self.base, self.subject) for _ in opened)
        return lead[start:]

    def _look(self, lead: str, *, prose: bool = False) -> Named | None:
        """Take the last thing named in a lead, known or not; the whole of a share is none."""
        share = _SHARE.search(lead)
        text = lead[: share.start()] if share is not None else lead
        found = named(text, _SUBJECTS[self.topic.name], self.topic.name, prose=prose)
        if found is not None:
            self.base = found.base
            self.subject = re.sub(r"\((?:类|款|项)\)", "", found.words) if found.base in _NAMED else None
            self.compared = False
        return found

    def _flat(self, para: Para, sentence: Sentence, start: int, end: int) -> None:
        for found in _FLAT.finditer(sentence.text, start, end):
            self._look(re.sub(r"^[\d.,]+[^\d,]{0,3}", "", sentence.text[start : found.start()]))
            if self.base is not None:
                at = sentence.start + found.start()
                for base in _BOTH.get(self.base, (self.base,)):
                    self.collect.stated(
                        para,
                        sentence,
                        at,
                        f"{base}.change",
                        part=self.title,
                        subject=self.subject,
                        approximate="基本" in found.group(),
                    )

    def _mention(self, para: Para, sentence: Sentence, mention: Mention, found: Named | None) -> None:
        for key, units, pattern in _COUNTS[self.topic.name]:
            counted = pattern.search(mention.lead) if mention.unit in units else None
            if counted is not None and not self._received_otherwise(key, mention.lead):
                subject = counted.group(1) if counted.groups() else None
                self.collect.number(
                    para, sentence, mention, FactKind.COUNT, key, part=self.title, about={"subject": subject}
                )
                return
        if self.base is None:
            return
        lead = mention.lead.rstrip("为:")
        if mention.unit in MONEY:
            own = found is not None and found.own
            rest = found.rest if found is not None and found.own else clauses(lead)[-1]
            self._money(para, sentence, mention, lead, rest=rest, own=own)
        elif mention.unit == "%":
            self._percent(para, sentence, mention, lead)

    def _received_otherwise(self, key: str, lead: str) -> bool:
        """Whether those received are not the domestic guests whose number a key means."""
        if key not in {"three_public.reception.batches", "three_public.reception.visits"}:
            return False
        clause = clauses(lead)[-1]
        if _DOMESTIC.search(clause):
            return False
        return _FOREIGN.search(clause) is not None or self.base in {None, "three_public.reception.foreign"}

    def _put(
        self,
        para: Para,
        sentence: Sentence,
        mention: Mention,
        kind: FactKind,
        measure: str,
        *,
        sign: int = 1,
        of: str | None = None,
    ) -> None:
        about = {"subject": self.subject, "of": of}
        for base in _BOTH.get(str(self.base), (str(self.base),)):
            key = f"{base}.{measure}" if measure else base
            self.collect.number(para, sentence, mention, kind, key, part=self.title, sign=sign, about=about)

    def _money(
        self, para: Para, sentence: Sentence, mention: Mention, lead: str, *, rest: str, own: bool
    ) -> None:
        """An amount; ``rest`` is said of it behind the name of its subject, ``own`` where that is near."""
        up, down = _UP.search(lead), _DOWN.search(lead)
        if up or down:
            if _compared(sentence.before(mention)):
                self._put(para, sentence, mention, FactKind.AMOUNT, "change", sign=1 if up else -1)
            self.compared = _compared(sentence.before(mention))
            return
        if of_another_year(lead):
            return
        if not own and content(rest):
            self.base = self.subject = None  # of something that is not known
            return
        rest = rest.rstrip("为:")
        measure = "initial_budget" if _INITIAL.search(rest) else "budget" if _BUDGET.search(rest) else ""
        self._put(para, sentence, mention, FactKind.AMOUNT, measure)

    def _percent(self, para: Para, sentence: Sentence, mention: Mention, lead: str) -> None:
        up, down = _UP.search(lead), _DOWN.search(lead)
        if _RATE_INITIAL.search(lead):
            self._put(para, sentence, mention, FactKind.RATE, "rate", of="initial_budget")
        elif _RATE.search(lead):
            self._put(para, sentence, mention, FactKind.RATE, "rate", of="budget")
        elif (share := _SHARE.search(lead)) is not None:
            self._put(para, sentence, mention, FactKind.SHARE, "share", of=share.group("of") or None)
        elif (up or down) and (self.compared or _compared(sentence.before(mention))):
            self._put(para, sentence, mention, FactKind.GROWTH, "growth", sign=1 if up else -1)
