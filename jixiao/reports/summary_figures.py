"""The figures of a 汇总表: how grades spread, execution against score, where points are lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.documents.write.styles import display_width
from jixiao.reports.blocks import Bars, Figure, Point, Scatter, Series
from jixiao.reports.summary_tables import by_words, grades_of, group_name, unsaid
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.summary import Summary

_MOST_GROUPS = 20
_MOST_LOSSES = 15
_FEWEST, _UPRIGHT = 3, 6
"""So many groups have bars that stand; fewer would be as broad as the page."""
_SHORT_NAME = 16


def grades(summary: Summary) -> Figure | None:
    """How many projects of each group have each grade: stacked bars, of the largest groups if many."""
    names = grades_of(summary.groups)
    shown = [group for group in summary.groups if any(group.grades.values())]
    if not names or not shown or not summary.by:
        return None
    caption = say("report.figure.grades", by=by_words(summary))
    if len(shown) > _MOST_GROUPS:
        kept = sorted(shown, key=lambda group: -group.count)[:_MOST_GROUPS]
        shown = [group for group in shown if group in kept]
        caption = say("report.figure.most", caption=caption, count=_MOST_GROUPS)
    series = tuple(Series(name, tuple(Decimal(one.grades.get(name, 0)) for one in shown)) for name in names)
    labels = tuple(group_name(summary, one) for one in shown)
    long = any(display_width(label) > _SHORT_NAME for label in labels)
    lying = long or not _FEWEST <= len(shown) <= _UPRIGHT
    chart = Bars(labels, series, stacked=True, lying=lying, value_axis=say("report.axis.projects"))
    return Figure(chart, caption)


def scatter(summary: Summary) -> Figure | None:
    """A point for each project that has a score and a rate of execution."""
    points = tuple(
        Point(one.execution_rate, one.score, one.project)
        for one in summary.projects or ()
        if one.execution_rate is not None and one.score is not None
    )
    if len(points) < 2:
        return None
    axes = (say("report.axis.execution"), say("report.axis.score"))
    return Figure(Scatter(points, *axes), say("report.figure.scatter", count=len(points)))


def lost(summary: Summary) -> Figure | None:
    """The points lost by level-2 indicator, most first."""
    found = [one for one in summary.total.losses.by_level2 if one.lost]
    if not found:
        return None
    shown = found[:_MOST_LOSSES]
    caption = say("report.figure.lost")
    if len(shown) < len(found):
        caption = say("report.figure.most", caption=caption, count=len(shown))
    labels = tuple(one.name or unsaid("level2") for one in shown)
    series = (Series(say("report.column.lost"), tuple(one.lost for one in shown)),)
    return Figure(Bars(labels, series, lying=True, value_axis=say("report.axis.lost")), caption)
