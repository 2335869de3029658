"""第九节 预算绩效情况说明: what was evaluated, with how much money, with which result.

What a sentence is about (单位自评, 部门评价, 部门整体) is the last of these that was named; what a number
means is decided by its unit and the words beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.documents.disclosure.facts import GRADE, GRADES, MONEY, PROJECTS, sentences
from jixiao.documents.disclosure.naming import clauses, of_another_year
from jixiao.schemas.disclosure import FactKind
from jixiao.schemas.disclosure_keys import EACH

if TYPE_CHECKING:
    from jixiao.documents.disclosure.blocks import Para
    from jixiao.documents.disclosure.facts import Collector, Mention, Sentence

TITLE = re.compile(r"绩效(?:管理|评价|自评|目标)?(?:工作)?(?:开展)?(?:的)?(?:情况|结果|信息)")
_TRIGGERS = re.compile(
    r"(?P<whole>(?:部门|单位)?整体(?:支出)?(?:的)?(?:预算)?(?:绩效)?(?:自)?(?:评价|自评))|"
    r"(?P<evaluated>(?:部门|重点|财政)(?:绩效|重点)?评价)|(?P<self>自评)"
)
_Q = '[“”‘’《》"]*'
_COUNT_TAIL = re.compile(
    rf"^(?:二级|支出)?(?:项目)?(?:的)?(?:绩效)?(?:自评|评价|评定)?(?:结果|等级|等次|结论|"
    rf"得分)?(?:等级)?(?:评定|评价)?(?:均)?(?:为|是|达到|:)?{_Q}(?P<grade>{GRADE}){_Q}(?:等级|等次|级|"
    rf"档)?(?=[,。;、(:]|$)"
)
_COUNT_LEAD = re.compile(
    rf"(?:^|[,;:、。]|结果|等级|等次|为|其中|得分){_Q}(?P<grade>{GRADE}){_Q}(?:等级|等次|级|"
    rf"档)?(?:\([^()]*\))?(?:的)?(?:二级|支出)?(?:项目)?(?:数|有|共|为|的|:)*$"
)
_PROJECT_LEAD = re.compile(
    r"(?:项目|自评|评价)(?:支出)?(?:数量?|总数)?(?:共计|共有|共|合计|有|为|:)?$|(?:对|选取|选择|抽取|"
    r"涉及|开展了?|共计?|其中)$"
)
_PROJECT_TAIL = re.compile(r"^(?:[^,。;、\d]{0,12})?项目|^(?:全面)?开展")
_UNITS_TAIL = re.compile(r"^(?:下属|所属|基层|直属|预算)?(?:单位|部门)[^,;。]{0,6}整体(?:支出)?")
_AVERAGE = re.compile(r"平均(?:得|评|自评)?(?:分|成绩)(?:数|值)?(?:为|是|:|达到|达)?$|平均$")
_SCORE = re.compile(
    r"(?:绩效)?(?:自我)?(?:自评价|自评|评价|综合|绩效|总|考评|评估)*(?:总)?(?:结果)?(?:得分|评分|分数|"
    r"总分|自评分|评价分)(?:情况)?(?:均)?(?:为|是|:|达到|达)?$|(?:自评|评价)(?:结果)?(?:为|:)$"
)
_FUNDS = (
    ("general_budget", re.compile(r"一般公共(?:预算|服务)[^,;。]{0,16}$")),
    ("government_funds", re.compile(r"政府性基金[^,;。]{0,16}$")),
    ("state_capital", re.compile(r"国有资本[^,;。]{0,16}$")),
)
_SHARE = re.compile(r"占(?P<of>[^,;。]{0,30}?)的?(?:比重|比例)?(?:为|是)?$")
_BUDGET = re.compile(
    r"(?:全年|年度|调整后?|项目)?预算(?:数|资金|总额|金额)*(?:合计|共计|总计)?(?:为|是|共|:)?$"
)
_EXECUTED = re.compile(r"(?:全年)?(?:实际)?(?:执行|支出|使用)(?:数|资金|金额)*(?:合计|共计)?(?:为|是|:)?$")
_RATE = re.compile(r"(?:完成(?:全年)?预算(?:数)?的|(?:预算)?(?:执行率|完成率)(?:为|达|:)?)$")
_PROJECT_TOTAL = re.compile(r"项目支出(?:预算)?(?:总额|总计|合计)(?:为|是|:)?$")
_MONEY = re.compile(
    r"(?:资金|金额|支出|预算|经费|总额|财政拨款)(?:共计|合计|总额|总计|共|为|是|达|:|约)*$|涉及$|共计$"
)
_GRADE = re.compile(
    rf"(?:评价|自评|评定|绩效|评级)?(?:结果|等级|等次|结论|级别|评级)(?:评定|均)?(?:为|是|:|"
    rf"达到){_Q}(?P<grade>{GRADE}){_Q}(?:等级|等次|级|档)?(?=[,。;、()]|$)"
)
_CLAIM = re.compile(
    r"(?:目标|任务|指标|项目|工作)[^,;。]{0,16}(?:全部|均|都|全面|已)[^,;。]{0,14}(?:完成|达标|实现|"
    r"达到|达成|优秀)[^,;。]*"
    r"|(?:全部|均|圆满|全面)(?:达到|实现|完成)[^,;。]{0,12}(?:目标|任务|指标)[^,;。]*"
)
_LISTED = re.compile(r"(?:分别(?:为|是)|包括|具体(?:为|是)|项目(?:为|是)):?|(?:项目|评价):$")
_OTHER_STEP = re.compile(r"(?:编制|设定|填报|申报|批复|审核)[^,;。]{0,8}目标|监控|跟踪|事前|入库")
_QUOTED = re.compile(r"“(?:[^“”]|“[^”]*”)+”")
_SUMMARY = re.compile(r"(?P<name>[^,。;:]{2,50}?)(?:支出)?(?:绩效)?(?:自评)(?:综述|情况|结果)?[:]")


_TITLED = re.compile(r"(?P<name>[^,。;:\d%]{2,40}(?:项目|经费|工程|专项|补助|资金))[。:](?=.*(?:万元|得分))")
"""An item that begins with the name of a project, and says its money or score then."""
_NAMES_END = re.compile(r"[,](?:涉及|共|金额|资金|其中|(?:评价|综合|绩效)?(?:得分|评分|分数))")
_IN_TURN = re.compile(r"(?:得分|评分|分数)(?:依次|分别)(?:为|是)?:?")
_RESULT = re.compile(r"(?:支出)?(?:绩效)?(?:自我)?(?:自评|评价)(?:的)?(?:结果|等级|等次|综述|情况)")
_NO_NAME = re.compile(
    r"^(?:从|根据|全年|本部门|本单位|我[部单局中]|各|该|上述|以上|(?:19|20)\d\d年度?$)|评价情况|平均|"
    r"^(?:二级|支出)?项目(?:绩效|支出)?$|\d(?:个|项)(?:二级|支出)?项目|项目\d+(?:个|项)|开展|涉及|"
    r"\d(?:[万亿]?元|%)|执行率|^(?:年初|年中|全年|调整后?|其中|当年|实际|该.*)$"
)


def _not_evaluated(sentence: Sentence, mention: Mention) -> bool:
    """Whether a number of projects is that of another step (goals set, progress watched), or of a share."""
    clause = clauses(sentence.clause_end(mention))[-1]
    return mention.lead.endswith("占") or ("自评" not in clause and _OTHER_STEP.search(clause) is not None)


def _depths(text: str) -> list[tuple[int, str, int]]:
    """Each character with how deep in quotes and brackets it stands."""
    depth, made = 0, []
    for index, char in enumerate(text):
        depth = depth + 1 if char in "“‘《(" else max(0, depth - 1) if char in "”’》)" else depth
        made.append((index, char, depth))
    return made


def claims(text: str) -> list[tuple[int, str]]:
    """Where a folded sentence claims that everything was done, and the words."""
    return [(found.start(), found.group()) for found in _CLAIM.finditer(text)]


def grades(text: str) -> list[tuple[int, str]]:
    """Where a folded sentence gives a grade, and which of 优 良 中 差."""
    return [(found.start("grade"), GRADES[found.group("grade")]) for found in _GRADE.finditer(text)]


def split_names(text: str) -> list[tuple[int, int]]:
    """The stretches of a folded list of names: parted by 、 and 和 outside quotes and brackets."""
    depth, start, pieces = 0, 0, list[tuple[int, int]]()
    for index, char in enumerate(text):
        if char in "“‘《(":
            depth += 1
        elif char in "”’》)":
            depth = max(0, depth - 1)
        elif depth == 0 and char in "、,;":
            pieces.append((start, index))
            start = index + 1
    pieces.append((start, len(text)))
    last = pieces[-1]
    found = re.search(r"[^和及与]{2,}(?P<and>以及|和|及|与)(?=[“《]|[^和及与]{2,}$)", text[last[0] : last[1]])
    within = found is not None and _depths(text[last[0] : last[1]])[found.start("and")][2] > 0
    if found is not None and not within and (len(pieces) == 1 or len(text) - last[0] < 60):
        at = last[0] + found.start("and")
        pieces[-1:] = [(last[0], at), (last[0] + found.end("and"), last[1])]
    return [(a, b) for a, b in pieces if b - a >= 2]


class Statement:
    """Reads the paragraphs of the section, in order; the topic runs on from one to the next."""

    def __init__(self, collect: Collector) -> None:
        self.collect = collect
        self.topic = "self"
        self.part: str | None = None
        self.project: str | None = None
        self.summed = False
        self.listing = False

    def heading(self, title: str) -> None:
        """A heading of the section: it says what follows is about."""
        self.part, self.listing, self.project = title, False, None
        if re.search(r"部门评价(?:项目|结果|情况)|部门(?:重点)?评价", title) and "自评" not in title:
            self.topic = "evaluated"
        elif "自评" in title:
            self.topic = "self"

    def read(self, para: Para) -> None:
        """The facts of one paragraph."""
        text = para.folded.text
        summary = _SUMMARY.match(text[para.marker.end if para.marker else 0 :])
        offset = para.marker.end if para.marker else 0
        if para.marker is not None and self.listing and self._name_item(para):
            return
        self.listing = False
        self.project, self.summed = None, False
        if summary is not None and not re.search(r"情况$|结果$|部门|单位", summary.group("name")):
            self.project = self._clean(para, offset + summary.start("name"), offset + summary.end("name"))
            self.summed = self.project is not None
        elif para.marker is not None and (titled := _TITLED.match(text[offset:])) is not None:
            self.project = self._clean(para, offset, offset + titled.end("name"))
            self.summed = self.project is not None
        for sentence in sentences(para):
            self.collect.group()
            self._sentence(para, sentence)
        if self.topic == "evaluated" and text.endswith(":") and _LISTED.search(text[-8:]):
            self.listing = True

    def _name_item(self, para: Para) -> bool:
        """An item of the list of evaluated projects."""
        marker = para.marker
        assert marker is not None  # noqa: S101 - the caller looked
        text = para.folded.text
        if len(text) > 90 or re.search(r"\d(?:万元|分[,;。]|%)", text):
            return False
        end = len(text.rstrip("；;。、,"))
        sentence = next(iter(sentences(para)))
        self.collect.text(
            para,
            sentence,
            marker.end,
            FactKind.NAME,
            "statement.evaluated.name",
            para.folded.name(marker.end, end),
            part=self.part,
            index=marker.number,
        )
        return True

    def _sentence(self, para: Para, sentence: Sentence) -> None:
        before = self.topic
        self._turn(sentence.text)
        self._names(para, sentence)
        self.topic = before
        in_turn = self._in_turn(sentence)
        for mention in sentence.mentions:
            self._turn(sentence.clause_end(mention))
            if mention.start in in_turn:
                name = in_turn[mention.start]
                self._put(para, sentence, mention, FactKind.SCORE, "project.score", subject=name)
            else:
                self._mention(para, sentence, mention)
        self._turn(sentence.text)
        for at, grade in grades(sentence.text):
            if not any(
                m.end - sentence.start <= at
                and m.unit in PROJECTS
                and _COUNT_TAIL.match(m.tail)
                and at < m.end - sentence.start + len(m.tail)
                for m in sentence.mentions
            ):
                self._grade(para, sentence, at, grade)
        for at, words in claims(sentence.text):
            self.collect.text(
                para, sentence, sentence.start + at, FactKind.TEXT, "statement.claim", words, part=self.part
            )

    def _in_turn(self, sentence: Sentence) -> dict[int, str | None]:
        """Scores given 分别为 …, by where they stand: those of the evaluated projects, in the order named."""
        found = _IN_TURN.search(sentence.text)
        names = [f.text for f in self.collect.facts if f.key == "statement.evaluated.name"]
        if found is None:
            return {}
        scores = [m for m in sentence.mentions if m.unit == "分" and m.start - sentence.start >= found.end()]
        if len(scores) != len(names):
            return {}
        return {mention.start: name for mention, name in zip(scores, names, strict=True)}

    def _turn(self, text: str) -> None:
        found = list(_TRIGGERS.finditer(text))
        if found:
            self.topic = found[-1].lastgroup or self.topic

    def _put(
        self, para: Para, sentence: Sentence, mention: Mention, kind: FactKind, key: str, **about: object
    ) -> None:
        self.collect.number(para, sentence, mention, kind, key, part=self.part, about=about)

    def _key(self, name: str) -> str:
        return f"statement.{name}" if self.topic == "self" else f"statement.{self.topic}.{name}"

    def _mention(self, para: Para, sentence: Sentence, mention: Mention) -> None:
        if of_another_year(mention.lead):
            return
        if mention.unit in PROJECTS:
            self._count(para, sentence, mention)
        elif mention.unit in MONEY:
            self._money(para, sentence, mention)
        elif mention.unit == "%":
            self._percent(para, sentence, mention)
        elif mention.unit == "分":
            self._score(para, sentence, mention)

    def _count(self, para: Para, sentence: Sentence, mention: Mention) -> None:
        tail = _COUNT_TAIL.match(mention.tail)
        lead = _COUNT_LEAD.search(sentence.before(mention)) if tail is None else None
        found = tail or lead
        if found is not None:
            grade = GRADES[found.group("grade")]
            self._put(para, sentence, mention, FactKind.COUNT, "statement.grade_count", grade=grade)
        elif self.topic == "whole" or _UNITS_TAIL.match(mention.tail):
            if _UNITS_TAIL.match(mention.tail):
                self._put(para, sentence, mention, FactKind.COUNT, "statement.whole.projects")
        elif self.topic == "self" and _not_evaluated(sentence, mention):
            return
        elif _PROJECT_TAIL.match(mention.tail) or _PROJECT_LEAD.search(mention.lead):
            self._put(para, sentence, mention, FactKind.COUNT, self._key("projects"))

    def _money(self, para: Para, sentence: Sentence, mention: Mention) -> None:
        before = sentence.before(mention)
        lead = mention.lead
        project = self.project
        if project is None and (_BUDGET.search(lead) or _EXECUTED.search(lead)):
            project = self._named(para, sentence, mention)
        fund = next((name for name, pattern in _FUNDS if pattern.search(lead)), None)
        if project is not None and (_BUDGET.search(lead) or _EXECUTED.search(lead)):
            key = "project.budget" if _BUDGET.search(lead) else "project.executed"
            self._put(para, sentence, mention, FactKind.AMOUNT, key, subject=project)
        elif fund is not None:
            key = f"statement.{self.topic}.{fund}"
            self._put(para, sentence, mention, FactKind.AMOUNT, key)
        elif _PROJECT_TOTAL.search(lead):
            self._put(para, sentence, mention, FactKind.AMOUNT, "statement.project_spending_total")
        elif _BUDGET.search(lead) and "涉及" not in lead:
            self._put(para, sentence, mention, FactKind.AMOUNT, "statement.budget_total")
        elif re.search(r"(?:执行数|实际支出)(?:合计|共计)?(?:为|是)?$", lead):
            self._put(para, sentence, mention, FactKind.AMOUNT, "statement.executed_total")
        elif _MONEY.search(lead) and re.search(r"涉及|资金|金额|预算|支出", before):
            self._put(para, sentence, mention, FactKind.AMOUNT, self._key("amount"))

    def _percent(self, para: Para, sentence: Sentence, mention: Mention) -> None:
        share = _SHARE.search(mention.lead)
        if share is not None:
            key = "statement.share_of_project_spending" if self.topic == "self" else self._key("share")
            self._put(para, sentence, mention, FactKind.SHARE, key, of=share.group("of") or None)
        elif _RATE.search(mention.lead):
            key = "statement.rate" if self.project is None else "project.rate"
            self._put(para, sentence, mention, FactKind.RATE, key, subject=self.project)

    def _score(self, para: Para, sentence: Sentence, mention: Mention) -> None:
        lead = mention.lead
        if _AVERAGE.search(lead):
            key = "weighted_average" if "加权" in lead else "average"
            self._put(para, sentence, mention, FactKind.SCORE, self._key(key))
            return
        found = _SCORE.search(lead)
        if found is None and not (
            para.marker is not None and mention.lead_start == para.folded.text.find(mention.lead)
        ):
            return
        project = self._named(para, sentence, mention) or self.project
        if project is not None:
            index = para.marker.number if para.marker is not None and sentence.start == 0 else None
            self._put(para, sentence, mention, FactKind.SCORE, "project.score", subject=project, index=index)
            self.project = project
        elif found is not None:
            self._put(para, sentence, mention, FactKind.SCORE, self._key("score"))

    def _named(self, para: Para, sentence: Sentence, mention: Mention) -> str | None:
        """The name of the project that a number is said of: what stands before it in its clause."""
        if self.summed:
            return self.project
        before = sentence.before(mention)
        found = _SCORE.search(before) or _BUDGET.search(before) or _EXECUTED.search(before)
        end = len(before[: len(before) if found is None else found.start()].rstrip(",:;、"))
        marker = para.marker
        start = 0 if marker is None or sentence.start else min(marker.end, end)
        if marker is None or sentence.start:
            # a clause begins behind the last comma that stands in no quotes or brackets
            start = max(
                (at + 1 for at, char, depth in _depths(before[:end]) if not depth and char in ",;:"),
                default=start,
            )
        result = _RESULT.search(before, start, end)
        text = before[start : result.start() if result is not None else end]
        stripped = text.lstrip("其中,:;、。")
        start += len(text) - len(stripped)
        stripped = stripped.rstrip(",:;、。")
        if marker is None and not re.search(r"项目|经费|资金|工程|专项|补助|系统|“|《", stripped):
            return None
        if not (2 <= len(stripped) <= 80) or _NO_NAME.search(stripped):
            return None
        return self._clean(para, sentence.start + start, sentence.start + start + len(stripped))

    @staticmethod
    def _clean(para: Para, start: int, end: int) -> str | None:
        name = para.folded.name(start, end).strip("，,：:；;、。 的")
        outer = _QUOTED.fullmatch(name)
        return (name[1:-1] if outer is not None and name.count("“") == 1 else name) or None

    def _grade(self, para: Para, sentence: Sentence, at: int, grade: str) -> None:
        before = sentence.text[:at]
        if "平均" in before:
            key, subject = self._key("average_grade"), None
        elif self.project is not None and self.topic != "whole":
            key, subject = "project.grade", self.project
        else:
            key, subject = self._key("grade"), None
        self.collect.text(
            para, sentence, sentence.start + at, FactKind.GRADE, key, grade, part=self.part, subject=subject
        )

    def _names(self, para: Para, sentence: Sentence) -> None:
        """Names in the sentence that says how many were evaluated."""
        if self.topic != "evaluated":
            return
        text = sentence.text
        trigger = re.search(r"(?:部门|重点|财政)(?:绩效|重点)?评价", text)
        count = next((m for m in sentence.mentions if m.unit in PROJECTS), None)
        if trigger is None or count is None:
            return
        listed = re.search(r"(?:分别(?:为|是)|包括|具体(?:为|是)):?", text)
        spans: list[tuple[int, int]] = []
        each = None
        if listed is not None:
            end = len(text.rstrip("。;；"))
            stop = _NAMES_END.search(text, listed.end())
            end = stop.start() if stop is not None else end
            spans = [(listed.end() + a, listed.end() + b) for a, b in split_names(text[listed.end() : end])]
            counts = [m for m in sentence.mentions if m.unit in PROJECTS]
            some = listed.group().startswith("包括") or "等" in text[spans[-1][0] if spans else end : end]
            if text.endswith("。") and len(counts) == 1 and not some:
                each = EACH
        else:
            limit = count.start - sentence.start
            spans = [found.span() for found in _QUOTED.finditer(text[:limit])]
        for index, (start, end) in enumerate(spans, 1):
            name = self._clean(para, sentence.start + start, sentence.start + end)
            if name is not None:
                self.collect.text(
                    para,
                    sentence,
                    sentence.start + start,
                    FactKind.NAME,
                    "statement.evaluated.name",
                    name,
                    part=self.part,
                    index=index,
                    of=each,
                )
