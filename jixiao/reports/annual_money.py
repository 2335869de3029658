"""The yearly report on money and points: execution against score, and where points are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports import annual_tables, summary_figures
from jixiao.reports.annual_view import bound, difference, direction
from jixiao.reports.blocks import Fact, Heading, paragraph
from jixiao.reports.sentences import sentence
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.annual_view import Material
    from jixiao.reports.blocks import Block, Run

_LOSSES = ("summary", "total", "losses")
_FEWEST_DRAWN = 5
"""Of fewer projects the table says all there is to see."""


def execution(material: Material) -> Iterator[Block]:
    """How far budgets were spent, and what scores go with it."""
    yield Heading(1, say("annual.heading.execution"))
    if not material.low.projects and not material.high.projects:
        yield paragraph(*sentence("annual.execution.none"))
        return
    yield paragraph(*_low_and_high(material))
    odd = tuple(_odd(material))
    if odd:
        yield paragraph(*odd)
    yield annual_tables.bands(material)
    drawn = summary_figures.scatter(material.summary)
    if drawn is not None and material.known >= _FEWEST_DRAWN:
        yield drawn


def _low_and_high(material: Material) -> Iterator[Run]:
    """The projects below 80 % and the others, with their means beside each other."""
    low, high = material.low, material.high
    yield from sentence("annual.execution.known", count=material.count("known"))
    if low.projects:
        yield from sentence("annual.execution.low", count=material.count("low", "projects"), bound=bound())
        if material.bands["nothing"].projects:
            count = material.count("bands", "nothing", "projects")
            yield from sentence("annual.execution.nothing", count=count)
        yield from _mean(material, "low")
        if high.projects:
            count = material.count("high", "projects")
            yield from sentence("annual.execution.high", count=count, bound=bound())
            yield from _mean(material, "high")
            yield from _beside(material)
        else:
            yield from sentence("annual.execution.high.none", bound=bound())
    else:
        yield from sentence("annual.execution.low.none", bound=bound())
    if material.bands["unknown"].projects:
        yield from sentence("annual.execution.unknown", count=material.count("bands", "unknown", "projects"))


def _band_mean(material: Material, name: str) -> Fact | None:
    found = getattr(material, name)
    return material.figure(name, "mean", formula=f"{found.sum} ÷ {found.scored}")


def _mean(material: Material, name: str) -> tuple[Run, ...]:
    mean = _band_mean(material, name)
    return () if mean is None else sentence("annual.execution.low.mean", mean=mean)


def _beside(material: Material) -> tuple[Run, ...]:
    low, high = _band_mean(material, "low"), _band_mean(material, "high")
    if low is None or high is None:
        return sentence("annual.stop")
    return sentence(f"annual.execution.{direction(high, low)}", difference=difference(high, low))


def _odd(material: Material) -> Iterator[Run]:
    """The best grade in spite of a low execution; more spent than there was."""
    grade = material.best_grade
    if material.low.scored and grade is not None:
        count = material.count("low_but_best")
        code = "annual.execution.best" if material.low_but_best else "annual.execution.best.none"
        yield from sentence(code, count=count, grade=grade, bound=bound())
    if material.bands["over"].projects:
        yield from sentence("annual.execution.over", count=material.count("bands", "over", "projects"))


def losses(material: Material) -> Iterator[Block]:
    """Points lost by indicator and by cause."""
    yield Heading(1, say("annual.heading.losses"))
    said = material.summary.total.losses
    if not said.rows:
        yield paragraph(*sentence("annual.losses.no-rows"))
        return
    yield paragraph(*_lost(material))
    if not said.lost:
        return
    yield paragraph(*_where(material))
    yield annual_tables.losses(material)
    drawn = summary_figures.lost(material.summary)
    if drawn is not None:
        yield drawn
    if said.by_cause and said.by_cause[0].lost > 0:
        yield paragraph(*_why(material))
        yield annual_tables.causes(material)


def _lost(material: Material) -> Iterator[Run]:
    said = material.summary.total.losses
    rows = material.count(*_LOSSES, "rows")
    lost = material.figure(*_LOSSES, "lost")
    code = "annual.losses" if said.lost else "annual.losses.none"
    yield from sentence(code, rows=rows, lost=lost or "")
    if said.unscored:
        yield from sentence("annual.losses.unscored", count=material.count(*_LOSSES, "unscored"))


def _figures(material: Material, kind: str) -> dict[str, Run]:
    """The figures of the place where most is lost."""
    at = (*_LOSSES, kind, 0)
    found: dict[str, Run] = {"rows": material.count(*at, "rows")}
    for name, percent in (("lost", ""), ("share", "%"), ("rate", "%")):
        value = material.figure(*at, name, sign=percent)
        if value is not None:
            found[name] = value
    return found


def _where(material: Material) -> Iterator[Run]:
    said = material.summary.total.losses
    if said.by_level1 and said.by_level1[0].lost > 0:
        found = _figures(material, "by_level1")
        name = material.named(said.by_level1[0].name, "level", *_LOSSES, "by_level1", 0, "name")
        yield from sentence("annual.losses.level1", name=name, **found)
        if "rate" in found:
            yield from sentence("annual.losses.rate", rate=found["rate"])
        yield from sentence("annual.stop")
    if said.by_level2 and said.by_level2[0].lost > 0:
        found = _figures(material, "by_level2")
        name = material.named(said.by_level2[0].name, "level2", *_LOSSES, "by_level2", 0, "name")
        yield from sentence("annual.losses.level2", name=name, **found)


def _why(material: Material) -> Iterator[Run]:
    said = material.summary.total.losses
    name = material.named(said.by_cause[0].name, "cause", *_LOSSES, "by_cause", 0, "name")
    yield from sentence("annual.losses.cause", name=name, **_figures(material, "by_cause"))
    yield from sentence("annual.losses.causes-by-rules")
