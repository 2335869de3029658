"""The 汇总表 that a bureau files: a summary as blocks."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.write.model import Mark
from jixiao.reports import summary_figures, summary_lists, summary_tables
from jixiao.reports.blocks import (
    Block,
    Fact,
    Heading,
    Origin,
    PageBreak,
    Part,
    Report,
    Source,
    Title,
    Tone,
    captioned,
    numbered,
    paragraph,
)
from jixiao.reports.sentences import sentence
from jixiao.reports.summary_tables import figure, money
from jixiao.schemas.summary import FindingCounts
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.blocks import Paragraph, Run
    from jixiao.schemas.summary import Summary


def report_of(summary: Summary) -> Report:
    """The 汇总表 as blocks: the whole, the groups, where points are lost, years, lists, every project."""
    basis = say("report.summary.basis", basis=say(f"summary.basis.{summary.basis}"))
    years = _years(summary)
    under = (say("report.summary.years", years=years) + basis if years else basis,)
    title = say("report.summary.title")
    blocks = captioned(numbered((*_first(summary, Title(title, under)), *_more(summary))))
    cut = next((at for at, one in enumerate(blocks) if one == PageBreak()), len(blocks))
    parts = [Part(blocks[:cut], say("report.summary.sheet"), landscape=True)]
    if blocks[cut + 1 :]:
        parts.append(Part(blocks[cut + 1 :]))
    every = summary_lists.projects(summary)
    if every is not None:
        annex = (Title(say("report.summary.projects"), under), every)
        parts.append(Part(annex, say("report.summary.list"), landscape=True))
    return Report(title, tuple(parts))


def _years(summary: Summary) -> str:
    """The years that the projects are of, in words; empty where they do not say."""
    found = {line.year for line in summary.projects or () if line.year is not None}
    found |= {int(year) for group in summary.groups if (year := group.key.get("year"))}
    if not found:
        return ""
    low, high = min(found), max(found)
    return str(low) if low == high else say("report.summary.from-to", low=low, high=high)


def _first(summary: Summary, title: Title) -> Iterator[Block]:
    """The table that is filed, the whole in words, how grades spread."""
    yield title
    yield from _incomplete(summary)
    yield summary_tables.groups(summary)
    yield Heading(1, say("report.summary.whole"))
    yield from _whole(summary)
    yield from _problems(summary)
    for maker in (summary_figures.grades, summary_figures.scatter):
        drawn = maker(summary)
        if drawn is not None:
            yield drawn


def _more(summary: Summary) -> Iterator[Block]:
    """What else there is, on upright pages: where points are lost, years, lists."""
    yield PageBreak()
    if summary.total.losses.lost:
        yield Heading(1, say("report.summary.losses"))
        yield summary_tables.losses(summary)
        lost = summary_figures.lost(summary)
        if lost is not None:
            yield lost
        if summary.total.losses.by_cause:
            yield Heading(2, say("report.summary.causes"))
            yield summary_tables.causes(summary)
    if any(group.coverage.expected is not None for group in (*summary.groups, summary.total)):
        yield Heading(1, say("report.summary.coverage"))
        yield summary_tables.coverage(summary)
    if summary.total.findings != FindingCounts():
        yield Heading(1, say("report.summary.findings"))
        yield summary_tables.findings(summary)
    for pair in summary.years:
        yield Heading(1, say("report.summary.pair", before=pair.before, after=pair.after))
        yield from summary_lists.year_pair(pair, tuple(summary.total.grades))
    yield from summary_lists.rankings(summary)


def _number(text: str, path: str, value: Decimal | int | None = None) -> Fact:
    """A figure of the whole, with where it stands in the summary."""
    return Fact(text, Source(Origin.COMPUTED, f"total.{path}"), None if value is None else Decimal(value))


def _whole(summary: Summary) -> Iterator[Paragraph]:
    """The whole in sentences, and what is to be read with care."""
    total = summary.total
    spread = total.spread(summary.basis)
    basis = say(f"summary.basis.{summary.basis}")
    counts = {
        name: _number(str(getattr(total, name)), name, getattr(total, name))
        for name in ("count", "units", "tables", "listed")
    }
    runs: list[Run] = [*sentence("report.summary.count", **counts)]
    if spread.scored:
        scores = {
            name: _number(figure(value), name, value)
            for name in ("mean", "weighted_mean", "median", "min", "max")
            if (value := getattr(total, name)) is not None
        }
        code = "scores" if "weighted_mean" in scores else "scores-plain"
        scored = _number(str(spread.scored), f"{summary.basis}.scored", spread.scored)
        runs += sentence(f"report.summary.{code}", basis=basis, scored=scored, **scores)
    else:
        runs += sentence("report.summary.no-scores", basis=basis)
    if spread.scored and spread.unscored:
        count = _number(str(spread.unscored), "unscored", spread.unscored)
        runs += sentence("report.summary.unscored", basis=basis, count=count)
    yield paragraph(*runs)
    if summary.whole_departments:
        aside = Source(Origin.COMPUTED, "whole_departments")
        count = Fact(str(summary.whole_departments), aside, Decimal(summary.whole_departments))
        yield paragraph(*sentence("report.summary.whole-departments", count=count))
    if any(total.grades.values()):
        yield paragraph(*_grades(summary))
    if total.budget is not None or total.executed is not None:
        amounts = {
            name: _number(money(value), name, value)
            for name in ("budget", "executed")
            if (value := getattr(total, name)) is not None
        }
        rate = total.execution_rate
        if rate is not None and len(amounts) == 2:
            amounts["rate"] = _number(f"{figure(rate)}%", "execution_rate", rate)
            yield paragraph(*sentence("report.summary.money", **amounts))
        else:
            both = (piece for name in amounts for piece in sentence(f"report.summary.{name}", **amounts))
            yield paragraph(*both)
    if total.coverage.spending_share is not None:
        share = total.coverage
        yield paragraph(
            *sentence(
                "report.summary.spending",
                spending=_number(money(share.project_spending), "coverage.project_spending"),
                covered=_number(money(share.covered), "coverage.covered", share.covered),
                share=_number(f"{figure(share.spending_share)}%", "coverage.share", share.spending_share),
            )
        )
    for reason in dict.fromkeys(reason.message for reason in total.reasons):
        yield paragraph(say("report.summary.note", note=reason), tone=Tone.NOTE)


def _grades(summary: Summary) -> Iterator[str | Run]:
    """How many projects have each grade, and their share."""
    total = summary.total
    yield say("report.summary.grades")
    for number, (grade, count) in enumerate(total.grades.items()):
        share = total.shares.get(grade)
        if number:
            yield say("report.summary.and")
        yield from sentence(
            "report.summary.grade" if share is not None else "report.summary.grade-plain",
            grade=grade,
            count=_number(str(count), f"grades.{grade}", count),
            share=_number(f"{figure(share)}%", f"shares.{grade}", share),
        )
    if total.ungraded:
        ungraded = _number(str(total.ungraded), "ungraded", total.ungraded)
        yield from sentence("report.summary.ungraded", count=ungraded)
    yield say("report.summary.stop")


def _incomplete(summary: Summary) -> Iterator[Paragraph]:
    """That something is missing, before every figure."""
    if not summary.complete:
        count = str(len(summary.errors) or summary.total.incomplete)
        yield paragraph(say("report.summary.incomplete", count=count), tone=Tone.NOTE, mark=Mark.DIFFERS)


def _problems(summary: Summary) -> Iterator[Paragraph]:
    """What could not be read, and remarks."""
    for finding in (*summary.errors, *summary.notes):
        places = (finding.place.file, finding.sentence("message"))
        text = say("report.summary.at").join(str(part) for part in places if part)
        yield paragraph(text, tone=Tone.NOTE, mark=Mark.DIFFERS if finding in summary.errors else Mark.NONE)
