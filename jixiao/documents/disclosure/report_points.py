"""The points of sections in a report's conclusion, and the questionnaires handed out and returned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.schemas.disclosure import FactKind

if TYPE_CHECKING:
    from jixiao.documents.disclosure.facts import Mention, Sentence

_KNOWN = "决策|投入|过程|管理|产出|效益|效果|满意度|成本|资金|绩效|服务对象满意度"
_SECTION = re.compile(
    r"^(?:其中[,:]?|[一二三四五六七八九十]是|\(?[一二三四五六七八九十\d]+[).、])?(?:项目|该项目)?"
    rf"(?:(?P<name>[^,;。:、\d]{{2,8}}?)(?:类|部分|方面)?(?:一级)?(?:类指标|指标|类|部分|方面)|(?P<known>{_KNOWN}))"
    r"(?:的|总|标准|评价|实际|绩效|综合)*(?:分值|满分|权重|权重分|总分|得分|评分|得)?(?:为|是|共|:)*$"
)
_FULL = re.compile(r"(?:分值|满分|权重分?|总分|标准分)(?:为|是|共|:)*$")
_SCORE = re.compile(r"(?:得分|评分|得|实得)(?:为|是|共|:)*$")
_RATE = re.compile(r"得分率(?:为|是|:|达到|达)?$")
_SURVEY = re.compile(r"问卷|调查表|调查问")
_SENT = re.compile(r"(?:发放|发出|派发|下发|发送|投放)(?!回收)[^,;。]{0,14}$")
_VALID = re.compile(r"有效(?:的)?(?:调查|满意度)*(?:问卷|调查表|答卷|样本)?(?:为|共|计|:)*$")
_RETURNED = re.compile(r"(?:收回|回收|收到|返回|收集)[^,;。]{0,14}$")
_RETURN_RATE = re.compile(r"(?P<valid>有效)?(?:问卷)?(?:的)?(?:回收|收回)率(?:为|是|达到|达|:)*$")
_VALID_RATE = re.compile(r"(?:问卷)?有效率(?:为|是|达到|达|:)*$")
_CLAUSE = re.compile(r"[,;。]")

Decided = tuple[FactKind, str]


def section_points(sentence: Sentence) -> dict[int, tuple[FactKind, str, str]]:
    """``决策指标分值20分，得分18分，得分率90%``: kind, key and section of each number, by where it stands.

    A clause that names another section begins anew; one that names nothing goes on; in one that names
    something else the numbers are nobody's.
    """
    found: dict[int, tuple[FactKind, str, str]] = {}
    name: str | None = None
    for mention in sentence.mentions:
        lead = mention.lead.lstrip(",;。:、(")
        clause = _CLAUSE.split(lead)[-1]
        opened = _SECTION.match(clause)
        what = _what(mention)
        if opened is not None and mention.unit == "分":
            name = opened.group("known") or opened.group("name")
        elif what is None or not _bare(clause):
            name = None
        if name is not None and what is not None:
            found[mention.start] = (*what, name)
    keys = [key for _, key, _ in found.values()]
    complete = any(key.endswith("score") for key in keys) and len(keys) > 1
    return found if complete else {}


def _what(mention: Mention) -> Decided | None:
    lead = mention.lead
    if mention.unit == "%":
        return (FactKind.RATE, "report.conclusion.rate") if _RATE.search(lead) else None
    if mention.unit != "分":
        return None
    if _FULL.search(lead):
        return FactKind.SCORE, "report.conclusion.full"
    return (FactKind.SCORE, "report.conclusion.score") if _SCORE.search(lead) else None


def _bare(clause: str) -> bool:
    """Whether a clause names nothing of its own: 得分 alone."""
    return (
        re.fullmatch(
            r"(?:评价|实际|绩效|综合)*(?:分值|满分|权重|总分|得分率?|评分|实?得)(?:为|是|共|:|达到|达)*",
            clause,
        )
        is not None
    )


def surveys(sentence: Sentence, paragraph: str) -> dict[int, Decided]:
    """Questionnaires handed out, returned and valid, and the rates of them, by where they stand.

    Nothing is read of a sentence that counts others as well: which of them a rate is of is not known.
    """
    if _SURVEY.search(paragraph) is None:
        return {}
    found: dict[int, Decided] = {}
    for mention in sentence.mentions:
        lead = mention.lead
        if mention.unit in {"份", "张", "人次", "人"}:
            for what, said in (("valid", _VALID), ("returned", _RETURNED), ("sent", _SENT)):
                if said.search(lead):
                    found[mention.start] = FactKind.COUNT, f"report.survey.{what}"
                    break
            else:
                if mention.unit == "份":
                    return {}
        elif mention.unit == "%":
            returned = _RETURN_RATE.search(lead)
            if returned is not None:
                what = "valid_return_rate" if returned.group("valid") else "return_rate"
                found[mention.start] = FactKind.RATE, f"report.survey.{what}"
            elif _VALID_RATE.search(lead):
                found[mention.start] = FactKind.RATE, "report.survey.valid_rate"
    return found
