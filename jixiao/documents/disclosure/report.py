"""Annexed evaluation reports: money, score, grade, sections with their points, indicators, goals, claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.documents.disclosure.facts import MONEY, sentences
from jixiao.documents.disclosure.report_money import BUDGET, said
from jixiao.documents.disclosure.report_points import section_points, surveys
from jixiao.documents.disclosure.statement import claims, grades
from jixiao.schemas.disclosure import FactKind

if TYPE_CHECKING:
    from jixiao.documents.disclosure.blocks import Para
    from jixiao.documents.disclosure.facts import Collector, Mention, Sentence
    from jixiao.documents.disclosure.report_money import Said
    from jixiao.documents.disclosure.sections import Tree

_ANALYSIS = re.compile(r"指标(?:完成|实现|得分)?(?:情况)?分析|绩效(?:目标|指标)(?:完成|实现)情况|绩效分析")
_SECTION_NAME = re.compile(r"^项目|(?:指标|类)*(?:完成|实现|得分)?(?:情况|分析)*$|类?指标$")
_SECTION_LEAD = re.compile(
    r"(?:项目)?(?P<name>[^,;。:、的]{2,8}?)类?指标(?:共)?(?:包括|包含|设|共|下设|由|分为|主要)"
)
_LEVEL = re.compile(r"^(?:个|项)?(?P<level>二|三)级指标")
_FULL = re.compile(r"(?:分值|满分|总分值|权重|标准分)(?:总分|合计|共计|共|为|是|:)*$")
_POINTS = re.compile(r"(?:得分|得满分|得|评分|实得|评价得分|绩效评价得分|自评得分)(?:为|是|:|共|合计)*$")
_FULL_MARKS = re.compile(r"得满分(?:为|是|:)*$")
_POINT_RATE = re.compile(r"得分率(?:为|是|:|达到|达)?$")
_WHOLE_POINTS = re.compile(
    r"(?:评价|综合|绩效|自评|总|最终|项目|评定|考评|复核)[^,;。]{0,10}(?:得分|评分|得|分数)(?:为|是|:|共|合计|达)*$"
)
_OF_TOTAL = re.compile(r"(?:总分|满分|分值)(?:为|是|:)*$")
_THEN_EARNED = re.compile(r"^[^。;]{0,12}得分?")
"""总分100分，综合得分95分: the first is what there was to earn."""
_TOTAL = re.compile(
    r"(?:评价|综合|绩效|自评|总|最终)(?:评价|评定)?(?:总)?(?:得分|评分|分数|总分|分)(?:为|是|:|达)*$"
)
_PLAN = re.compile(r"(?:计划|目标值?|预期|应|年初|安排|预算)[^,;。]{0,30}$")
_ACTUAL = re.compile(r"(?:实际|完成|已)[^,;。]{0,30}$")
_RATE_SAID = re.compile(r"(?:率|度|比例)(?:为|是|达到|达|:|均为)*$")
_OWN_RATES = (
    ("report.indicator.saving.rate", re.compile(r"节(?:约|省|支)率(?:为|是|达到|达|:)*$")),
    ("report.indicator.completion.rate", re.compile(r"(?:任务|计划|目标|实际)?完成率(?:为|是|达到|达|:)*$")),
)
"""Rates that say of what they are the quotient: (计划 − 实际) ÷ 计划, and 实际 ÷ 计划."""
_GENERAL = re.compile(r"一般公共预算[^,;。]{0,10}$")


class Reports:
    """Reads every annexed report of a tree."""

    def __init__(self, tree: Tree, collect: Collector) -> None:
        self.tree, self.collect = tree, collect

    def read(self) -> None:
        """The facts of all reports, in order."""
        for index, heading in enumerate(self.tree.headings):
            if heading.report is None:
                continue
            titles = self.tree.titles(index)
            if heading.style == "title" and heading.report not in self._seen():
                self._title(index)
            inside = next((at for at in heading.path if _ANALYSIS.search(self.tree.headings[at].title)), None)
            below = [] if inside is None else [self.tree.headings[at] for at in heading.path if at > inside]
            section = None
            if below:
                section = _SECTION_NAME.sub("", re.sub(r"^项目", "", below[0].title)) or below[0].title
            indicator = below[-1].title if below else None
            for para in heading.paras:
                self._para(para, titles[-1], heading.report, section, indicator, depth=len(below))

    def _seen(self) -> set[int | None]:
        return {fact.report for fact in self.collect.facts if fact.key == "report.title"}

    def _title(self, index: int) -> None:
        heading = self.tree.headings[index]
        self.collect.group()
        sentence = next(iter(sentences(heading.para)))
        self.collect.text(
            heading.para,
            sentence,
            0,
            FactKind.NAME,
            "report.title",
            heading.title,
            part=heading.title,
            report=heading.report,
        )

    def _para(
        self, para: Para, part: str, report: int, section: str | None, indicator: str | None, *, depth: int
    ) -> None:
        marker = para.marker
        if marker is not None and marker.style == "goal":
            self.collect.group()
            sentence = next(iter(sentences(para)))
            text = para.folded.verbatim(marker.end, len(para.folded.text)).rstrip("；;。")
            self.collect.text(
                para,
                sentence,
                marker.end,
                FactKind.TEXT,
                "report.goal",
                text,
                part=part,
                report=report,
                index=marker.number,
            )
            return
        opening = _SECTION_LEAD.search(para.folded.text[:60])
        folded = para.folded.text
        summary = (opening is not None and "级指标" in folded) or (depth == 1 and "得分率" in folded)
        name = opening.group("name") if opening is not None and summary else section
        whose = said(sentences(para), self._named(report))
        for sentence in sentences(para):
            self.collect.group()
            apart = self._apart(sentence, folded, depth=depth)
            for mention in sentence.mentions:
                kind, key, about = apart.get(mention.start) or self._decide(
                    mention, whose.get(mention.start), depth=depth, summary=summary
                )
                if key is None:
                    continue
                if key.startswith("report.section"):
                    about["section"] = name
                elif key.startswith("report.indicator"):
                    about |= {"section": section, "subject": indicator}
                self.collect.number(
                    para, sentence, mention, kind, key, part=part, about={**about, "report": report}
                )
                if key.endswith(".score") and _FULL_MARKS.search(mention.lead):
                    # full marks are two facts: what there was to earn, and what was earned
                    full = f"{key.removesuffix('.score')}.full"
                    self.collect.number(
                        para, sentence, mention, kind, full, part=part, about={**about, "report": report}
                    )
            for at, grade in grades(sentence.text):
                self.collect.text(
                    para,
                    sentence,
                    sentence.start + at,
                    FactKind.GRADE,
                    "report.grade",
                    grade,
                    part=part,
                    report=report,
                )
            for at, words in claims(sentence.text):
                self.collect.text(
                    para,
                    sentence,
                    sentence.start + at,
                    FactKind.TEXT,
                    "report.claim",
                    words,
                    part=part,
                    report=report,
                )

    def _named(self, report: int) -> str:
        """The title of a report."""
        titles = (f.text for f in self.collect.facts if f.key == "report.title" and f.report == report)
        return next(titles, None) or ""

    @staticmethod
    def _apart(
        sentence: Sentence, paragraph: str, *, depth: int
    ) -> dict[int, tuple[FactKind, str | None, dict[str, object]]]:
        """What is known by a whole sentence alone: questionnaires, and sections named in the conclusion."""
        found: dict[int, tuple[FactKind, str | None, dict[str, object]]] = {
            at: (kind, key, {}) for at, (kind, key) in surveys(sentence, paragraph).items()
        }
        if not depth:
            for at, (kind, key, name) in section_points(sentence).items():
                found[at] = kind, key, {"section": name}
        return found

    @staticmethod
    def _decide(
        mention: Mention, money: Said | None, *, depth: int, summary: bool
    ) -> tuple[FactKind, str | None, dict[str, object]]:
        """What a number of a report is: of the whole project, of a section, of an indicator."""
        lead, unit = mention.lead, mention.unit
        level = _LEVEL.match(mention.tail)
        if level is not None and unit in {"个", "项"}:
            key = "level2_count" if level.group("level") == "二" else "level3_count"
            return FactKind.COUNT, f"report.section.{key}", {}
        if unit == "分":
            scope = "report.section" if summary else "report.indicator" if depth else None
            if scope is None:
                full = _OF_TOTAL.search(lead) and _THEN_EARNED.search(mention.tail)
                whole = not full and (_TOTAL.search(lead) or _WHOLE_POINTS.search(lead))
                return FactKind.SCORE, "report.score" if whole else None, {}
            if _FULL.search(lead) and not _FULL_MARKS.search(lead):
                return FactKind.SCORE, f"{scope}.full", {}
            return FactKind.SCORE, f"{scope}.score" if _POINTS.search(lead) else None, {}
        if unit == "%":
            if _POINT_RATE.search(lead):
                return FactKind.RATE, "report.section.rate", {}
            if money is not None and not (depth > 1 and "预算" not in lead and "资金" not in lead):
                return FactKind.RATE, *_money_key(money)
            if not depth:
                return FactKind.RATE, None, {}
            for key, said in _OWN_RATES:
                if said.search(lead):
                    return FactKind.RATE, key, {}
            return FactKind.RATE, "report.indicator.rate" if _RATE_SAID.search(lead) else None, {}
        if unit in MONEY and depth <= 1 and not summary:
            if _GENERAL.search(lead) and "其中" in lead and (money is None or money.what == BUDGET):
                return FactKind.AMOUNT, "report.budget.general", {}
            return FactKind.AMOUNT, *(_money_key(money) if money is not None else (None, {}))
        if depth and unit is not None:
            clause = re.split(r"[,;。]", lead)[-1]
            plan, actual = _PLAN.search(clause), _ACTUAL.search(clause)
            if actual is not None and (plan is None or "实际" in clause):
                return FactKind.QUANTITY, "report.indicator.actual", {}
            if plan is not None:
                return FactKind.QUANTITY, "report.indicator.plan", {}
        return FactKind.QUANTITY, None, {}


def _money_key(money: Said) -> tuple[str, dict[str, object]]:
    """The key of an amount or rate, and the part it is of."""
    if money.part is None:
        return f"report.{money.what}", {}
    return f"report.part.{money.what}", {"subject": money.part, "of": money.of}
