"""What a reviewer takes points off for: offered in the worksheet, and held against what was taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jixiao.documents.write.review_model import ReviewBook
from jixiao.documents.write.styles import figure
from jixiao.schemas.finding import Finding, Severity
from jixiao.scoring.criteria import agrees, left_under
from jixiao.scoring.explain import percent
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from jixiao.documents.write.review_model import ReviewPage
    from jixiao.schemas.criteria import Criteria, Criterion
    from jixiao.schemas.finding import Place


class Basis(NamedTuple):
    """The criteria that a remark may name; with ``cite`` every deduction has to name one."""

    criteria: Criteria | None
    cite: bool = False

    def held(
        self,
        name: str,
        claimed: Decimal | None,
        weight: Decimal | None,
        score: Decimal,
        remark: str,
        place: Place,
    ) -> Iterator[Finding]:
        """What is to be said of a row whose score was taken down: no criterion named, or not what it says."""
        if self.criteria is None or claimed is None or score >= claimed:
            return
        cited = self.criteria.cited(remark)
        if not cited and self.cite:
            params = {"name": name, "word": self.criteria.word}
            yield Finding(code="RVW018", severity=Severity.ERROR, place=place, params=params)
        if cited and not any(agrees(one, claimed, weight, score) for one in cited):
            meant = dict.fromkeys(left for one in cited for left in left_under(one, claimed, weight))
            params = {
                "name": name,
                "criterion": self.criteria.named(cited[0]),
                "score": figure(score),
                "meant": say("review.or").join(figure(value) for value in meant),
            }
            yield Finding(code="RVW019", severity=Severity.WARNING, place=place, params=params)


NO_BASIS = Basis(None)
"""Nothing that a remark could name."""


def effect_words(one: Criterion) -> str:
    """What a criterion takes off, in words."""
    if one.keep is None:
        return say("review.effect.whole")
    if one.keep == 0:
        return say("review.effect.zero")
    if one.keep == 1:
        return say("review.effect.none")
    return say("review.effect.share", share=percent(1 - one.keep).removesuffix(".00"))


def book_of(pages: tuple[ReviewPage, ...], criteria: Criteria | None) -> ReviewBook:
    """The worksheets of some tables, with the criteria that a remark may name; those of single rows first."""
    if criteria is None:
        return ReviewBook(pages)
    ordered = sorted(criteria.criterion, key=lambda one: one.keep is None)
    return ReviewBook(
        pages,
        tuple((criteria.named(one), effect_words(one)) for one in ordered),
        sum(one.keep is not None for one in ordered),
        say("review.criteria.note", title=criteria.title, source=criteria.cite.source or "—"),
    )
