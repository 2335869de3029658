"""Comparisons in the yearly report: departments and regions with the whole, this year with the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.reports import annual_tables
from jixiao.reports.annual_view import computed, difference, direction, listed, named_few
from jixiao.reports.blocks import Fact, Heading, paragraph
from jixiao.reports.sentences import sentence
from jixiao.reports.splice import spliced
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.annual_view import Material
    from jixiao.reports.blocks import Block, Run
    from jixiao.schemas.summary import Summary

_WAYS = {"more": "above", "less": "below", "same": "even"}


def groups(material: Material, root: str, by: str) -> Iterator[Block]:
    """One section: what the groups of a summary have, in a table, and how they compare."""
    yield Heading(2, say(f"annual.heading.{by}"))
    yield paragraph(*_Compared(material, root, by).said())
    yield annual_tables.groups(material, root, by)


class _Compared:
    """The sentences on the groups of one summary."""

    def __init__(self, material: Material, root: str, by: str) -> None:
        self.material, self.root, self.by = material, root, by
        self.noun = say(f"annual.noun.{by}")
        self.summary: Summary = getattr(material, root)
        self.whole = material.mean(root, "total")
        self.named = [at for at, one in enumerate(self.summary.groups) if one.key.get(by) is not None]
        """The groups that are one; projects that do not say theirs are none to be compared with."""
        self.means: dict[int, Fact] = {}
        for at in self.named:
            mean = material.mean(root, "groups", at)
            if mean is not None:
                self.means[at] = mean

    def name(self, at: int) -> Fact:
        """What a group is called."""
        return self.material.group_name(self.by, self.root, "groups", at)

    def said(self) -> Iterator[Run]:
        """All of them."""
        yield from self.compared()
        if len(self.means) > 1:
            yield from self.grades()
        groups = [self.summary.groups[at] for at in self.named]
        for code, count in (
            ("empty", sum(not group.count for group in groups)),
            ("unscored", sum(bool(group.count) and group.mean is None for group in groups)),
        ):
            if count and (code == "empty" or self.means):
                number = computed(count, f"{self.root}.groups({code})")
                yield from sentence(f"annual.compared.{code}", count=number, noun=self.noun)
        for at in range(len(self.summary.groups)):
            if self.means and at not in self.named:
                left = self.material.count(self.root, "groups", at, "count")
                yield from sentence("annual.compared.unnamed", count=left, noun=self.noun)

    def compared(self) -> Iterator[Run]:
        """The best and the worst mean beside that of the whole, and how many are above and below."""
        means, whole = self.means, self.whole
        if not means or whole is None:
            basis = say(f"summary.basis.{self.material.basis}")
            yield from sentence("annual.compared.none", noun=self.noun, basis=basis)
            return
        values = {at: mean.value for at, mean in means.items() if mean.value is not None}
        high, low = max(values.values()), min(values.values())
        best = [at for at in values if values[at] == high]
        worst = [at for at in values if values[at] == low]
        if len(values) == 1:
            several = len(self.named) > 1
            code = "one" if several else "only" if len(self.summary.groups) == 1 else "said"
            basis = say(f"summary.basis.{self.material.basis}")
            yield from sentence(
                f"annual.compared.{code}",
                name=self.name(best[0]),
                mean=means[best[0]],
                noun=self.noun,
                basis=basis,
            )
            return
        count = computed(len(values), f"{self.root}.groups(scored)")
        if high == low:
            yield from sentence("annual.compared.same", count=count, noun=self.noun, mean=means[best[0]])
            return
        yield from self.end("best", best, count)
        yield from sentence("annual.semicolon")
        yield from self.end("worst", worst, count)
        yield from sentence("annual.stop")
        yield from self.sides()

    def end(self, code: str, found: list[int], count: Fact) -> Iterator[Run]:
        """The groups at one end, and how far their mean is from the whole."""
        assert self.whole is not None  # noqa: S101 - asked before
        mean = self.means[found[0]]
        names = named_few([self.name(at) for at in found], self.noun)
        yield from spliced(f"annual.compared.{code}", names, count=count, noun=self.noun, mean=mean)
        how = direction(mean, self.whole)
        if how == "same":
            yield from sentence("annual.compared.level")
        else:
            yield from sentence(f"annual.compared.{how}", difference=difference(mean, self.whole))

    def sides(self) -> Iterator[Run]:
        """How many groups are above the whole, below it, and level with it; those there are."""
        assert self.whole is not None  # noqa: S101 - asked before
        counts = dict.fromkeys(_WAYS, 0)
        for mean in self.means.values():
            counts[direction(mean, self.whole)] += 1
        pieces: list[tuple[Run, ...]] = []
        for way, number in counts.items():
            if number:
                first = ".first" if way != "more" and not pieces else ""
                found = computed(number, f"{self.root}.groups({_WAYS[way]})")
                code = f"annual.compared.{_WAYS[way]}{first}"
                pieces.append(sentence(code, count=found, noun=self.noun))
        yield from listed(pieces)
        yield from sentence("annual.stop")

    def grades(self) -> Iterator[Run]:
        """Where the share of the best grade is highest and lowest."""
        grade = self.material.best_grade
        shares: dict[int, Fact] = {}
        for at in self.means if grade is not None else ():
            group = self.summary.groups[at]
            if grade in group.shares:
                found = self.material.rate(self.root, "groups", at, "shares", grade)
                if found is not None:
                    shares[at] = found
        if len(shares) < 2 or grade is None:
            return
        values = {at: one.value for at, one in shares.items() if one.value is not None}
        most, least = max(values.values()), min(values.values())
        high = [at for at in values if values[at] == most]
        low = [at for at in values if values[at] == least]
        if most == least:
            yield from sentence(
                "annual.compared.grade.same", grade=grade, noun=self.noun, high=shares[high[0]]
            )
            return
        ends = {
            "names": named_few([self.name(at) for at in high], self.noun),
            "others": named_few([self.name(at) for at in low], self.noun),
        }
        yield from spliced(
            "annual.compared.grade", ends, grade=grade, high=shares[high[0]], low=shares[low[0]]
        )


def years(material: Material) -> Iterator[Block]:
    """This year beside the one before: counts, means, execution, and project by project."""
    yield Heading(2, say("annual.heading.years"))
    yield paragraph(*_whole_years(material))
    if material.pair is not None:
        yield paragraph(*_matched(material))
        if material.pair.departments:
            yield annual_tables.years(material)


def _whole_years(material: Material) -> Iterator[Run]:
    after, before = ("summary", "total"), ("before", "total")
    counts = material.count(*after, "count"), material.count(*before, "count")
    yield from _changed("count", *counts)
    means = material.mean(*after), material.mean(*before)
    if means[0] is not None and means[1] is not None:
        yield from _changed("mean", means[0], means[1])
    rates = material.execution(*after), material.execution(*before)
    if rates[0] is not None and rates[1] is not None:
        yield from _changed("rate", rates[0], rates[1])


def _changed(what: str, after: Fact, before: Fact) -> tuple[Run, ...]:
    how = direction(after, before)
    change = sentence(f"annual.years.{what}.{how}", difference=difference(after, before))
    return spliced(f"annual.years.{what}", {"change": change}, after=after, before=before)


def _matched(material: Material) -> Iterator[Run]:
    """What became of the projects that are there in both years."""
    pair = material.pair
    assert pair is not None  # noqa: S101 - asked before
    if pair.matched:
        named = {name: material.count("pair", name) for name in ("matched", "up", "down", "same")}
        yield from sentence("annual.years.matched", **named)
        rest = pair.matched - pair.up - pair.down - pair.same
        if rest > 0:
            yield from sentence("annual.years.matched.open", count=computed(rest, "pair.moves(ungraded)"))
        yield from sentence("annual.stop")
    else:
        yield from sentence("annual.years.matched.none")
    new, vanished = (material.count("pair", name) for name in ("new_count", "vanished_count"))
    yield from sentence("annual.years.new", new=new, vanished=vanished)
    if pair.new_count or pair.vanished_count:
        yield from sentence("annual.years.other-projects")
