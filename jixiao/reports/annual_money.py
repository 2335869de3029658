"""The yearly report on money and points: execution against score, and where points are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports import annual_tables, summary_figures
from jixiao.reports.annual_view import bound, difference, direction, listed
from jixiao.reports.blocks import Fact, Heading, paragraph
from jixiao.reports.sentences import sentence
from jixiao.reports.splice import spliced
from jixiao.scoring.aggregate import EXECUTION
from jixiao.scoring.aggregate_figures import level_name
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
    """The mean of a band; of how many projects, where not all of it have a score."""
    mean = _band_mean(material, name)
    if mean is None:
        return ()
    found = getattr(material, name)
    some = ".some" if found.scored < found.projects else ""
    one = ".one" if found.scored == 1 else ""
    return sentence(f"annual.execution.low.mean{some}{one}", mean=mean, count=material.count(name, "scored"))


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


def _figures(material: Material, kind: str, number: int) -> dict[str, Run]:
    """The figures of one place where points are lost."""
    at = (*_LOSSES, kind, number)
    found: dict[str, Run] = {"rows": material.count(*at, "rows")}
    for name, percent in (("lost", ""), ("share", "%"), ("rate", "%")):
        value = material.figure(*at, name, sign=percent)
        if value is not None:
            found[name] = value
    return found


def _most(material: Material, kind: str, *, left_out: str | None = None) -> list[int]:
    """The numbers of the places of a kind where most is lost: more than one where they lost alike."""
    found = getattr(material.summary.total.losses, kind)
    lost = {at: one.lost for at, one in enumerate(found) if one.lost > 0 and one.name != left_out}
    most = max(lost.values(), default=None)
    return [at for at, points in lost.items() if points == most]


def _told(material: Material, kind: str, by: str, most: list[int]) -> tuple[Run, ...]:
    """Where most is lost: one place, or several that lost alike."""
    found = getattr(material.summary.total.losses, kind)
    names = [material.named(found[at].name, by, *_LOSSES, kind, at, "name") for at in most]
    code = f"annual.losses.{kind.removeprefix('by_')}"
    figures = _figures(material, kind, most[0])
    if len(most) == 1:
        return sentence(code, name=names[0], **figures)
    several = listed([sentence("annual.quoted", name=name) for name in names], "annual.enumerate")
    return spliced(f"{code}.alike", several, **figures)


def _where(material: Material) -> Iterator[Run]:
    level1 = _most(material, "by_level1")
    if level1:
        yield from _told(material, "by_level1", "level", level1)
        rate = _figures(material, "by_level1", level1[0]).get("rate")
        if rate is not None and len(level1) == 1:
            yield from sentence("annual.losses.rate", rate=rate)
        yield from sentence("annual.stop")
    # the execution rate has no second level
    level2 = _most(material, "by_level2", left_out=level_name(EXECUTION))
    if level2:
        yield from _told(material, "by_level2", "level2", level2)


def _why(material: Material) -> Iterator[Run]:
    yield from _told(material, "by_cause", "cause", _most(material, "by_cause"))
    yield from sentence("annual.losses.causes-by-rules")
