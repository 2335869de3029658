"""What tests of the yearly report ask of it: its words, its numbers, and where these are from."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from jixiao.indicators.numbers import round_exact
from jixiao.reports.annual import draft
from jixiao.reports.annual_facts import NO_FACTS, AnnualFacts
from jixiao.reports.annual_view import value_at
from jixiao.reports.blocks import Fact, Heading, Paragraph, Table, Words, block_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.reports.annual_view import Material
    from jixiao.reports.blocks import Block, Report, Run

NUMBER = re.compile(r"\d+(?:\.\d+)?")
ANNEX = re.compile(r"附件\d+")
PLAIN = frozenset({"2024", "80", "60", "100", "10"})
"""Numbers that are no figures: the year of the title, the bounds of bands."""
_STEP = re.compile(r"\[(\d+)\]|([^.\[]+)")
_ROOTS = ("summary.", "regions.", "before.", "pair.", "problems[", "bands.", "low.", "high.")
_NO_PATH = re.compile(r"[( −]|\.example")


def facts_of(**said: str | tuple[str, ...]) -> AnnualFacts:
    """Facts by key, with underscores for hyphens."""
    given = {
        key.replace("_", "-"): (value,) if isinstance(value, str) else value for key, value in said.items()
    }
    return AnnualFacts(given, "年度.facts.toml")


def section(report: Report, title: str) -> list[Block]:
    """The blocks under a heading, up to the next of its level or above."""
    found: list[Block] = []
    level = 0
    for block in report.parts[0].blocks:
        if isinstance(block, Heading):
            if level and block.level <= level:
                break
            if block.text == title:
                level = block.level
                continue
        if level:
            found.append(block)
    return found


def said(material: Material, title: str, facts: AnnualFacts = NO_FACTS) -> list[str]:
    """The paragraphs under a heading."""
    blocks = section(draft(material, facts), title)
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def table(material: Material, title: str) -> list[list[str]]:
    """The rows of the first table under a heading, its headings first."""
    found = next(block for block in section(draft(material), title) if isinstance(block, Table))
    return [[one.text for _, one in cells] for _, cells in found.placed()]


def runs(report: Report) -> Iterator[Run]:
    """Every run."""
    return (run for block in report.blocks() for run in block_runs(block))


def untraced(report: Report) -> list[str]:
    """Sentences whose plain words hold a number."""
    found = []
    for block in report.blocks():
        if isinstance(block, Paragraph):
            words = ANNEX.sub("", "".join(run.text for run in block.runs if isinstance(run, Words)))
            if {*NUMBER.findall(words)} and not re.match(r"^\d\.|^注", words):
                found.append(block.text)
    return found


def misprinted(report: Report) -> list[str]:
    """Facts whose text is not their value."""
    facts = (run for run in runs(report) if isinstance(run, Fact) and run.value is not None)
    return [one.text for one in facts if Decimal(one.text.removesuffix("%")) != one.value]


def mistaken(report: Report, material: Material) -> list[str]:
    """Facts whose path in the material leads to another value, or to none."""
    wrong = []
    for run in runs(report):
        if not isinstance(run, Fact) or not run.source.path.startswith(_ROOTS):
            continue
        if _NO_PATH.search(run.source.path):
            continue
        value = at_path(material, run.source.path)
        if run.value is not None and isinstance(value, (int, Decimal)):
            if run.value != round_exact(Fraction(value), 2):
                wrong.append(f"{run.source.path}: {run.text}")
        elif value is not None and run.text != str(value):
            wrong.append(f"{run.source.path}: {run.text}")
    return wrong


def at_path(root: object, path: str) -> object:
    """The value at a path as it is written in a trace."""
    steps = (int(number) if number else name for number, name in _STEP.findall(path))
    return value_at(root, *steps)
