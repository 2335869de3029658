"""Years of a bureau for the yearly report, made of any records, findings and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from jixiao.reports.annual_facts import AnnualFacts
from jixiao.reports.annual_view import Material
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.aggregate_problems import Example, Spot, problems_of
from tests.strategies.records import GRADES, many
from tests.strategies.summaries import BASES, summary_of, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jixiao.schemas.store import ExpectedUnit
    from jixiao.schemas.summary import Basis
    from jixiao.scoring.aggregate import Record
    from jixiao.scoring.aggregate_problems import Problem

YEAR = 2024
CODES = ("TGT002", "TGT005", "RSN010", "SCO001", "EXE001", "STA010", "RPT012", "WGT001", "ZZZ001")


def spot(
    code: str = "TGT002",
    project: int | None = 0,
    unit: str = "甲局",
    severity: Severity = Severity.WARNING,
    *,
    file: str | None = "甲.xlsx",
    row: str | None = "第5行",
) -> Spot:
    """One finding, with what is shown of it."""
    place = Place(file=file, table="表1", row=row)
    params = {"name": "“办件量”", "level2": "数量指标", "target": "≤10个", "expected": "≥", "actual": "无"}
    finding = Finding(code=code, severity=severity, place=place, params=params)
    name = None if project is None else f"项目{project}"
    return Spot(code, severity, project, unit, file, Example(finding, name, unit or None, file))


def problems(*spots: Spot) -> tuple[Problem, ...]:
    """The problems that some findings make."""
    return problems_of(spots, _shown)


def _shown(spots: Sequence[Spot]) -> list[Example]:
    return [one.key for one in spots if isinstance(one.key, Example)]


def material(
    records: Iterable[Record],
    *found: Spot,
    basis: Basis = "claimed",
    expected: tuple[ExpectedUnit, ...] | None = None,
    region: str | None = None,
) -> Material:
    """The year 2024 of some records, and 2023 where there is any."""
    everything = list(records)
    own = [one for one in everything if one.year == YEAR]
    before = [one for one in everything if one.year == YEAR - 1]
    pairs = summary_of([*own, *before], ("year",), basis).years
    return Material(
        year=YEAR,
        summary=summary_of(own, ("department",), basis, expected),
        regions=summary_of(own, ("region",), basis),
        problems=problems(*found),
        before=summary_of(before, (), basis) if before else None,
        pair=pairs[0] if pairs else None,
        region=region,
    )


spots = st.builds(
    spot,
    st.sampled_from(CODES),
    st.none() | st.integers(0, 3),
    st.sampled_from(("甲局", "乙局", "")),
    st.sampled_from(Severity),
    file=st.sampled_from((None, "甲.xlsx", "“乙”.docx")),
    row=st.sampled_from((None, "第5行", "indicators[3]")),
)


def _graded(one: Record) -> Record:
    """A record with the grades that rule sets have, or none."""
    names = ("claimed_grade", "computed_grade", "reviewed_grade")
    odd = {name: None for name in names if getattr(one, name) not in GRADES}
    return one._replace(rules=None, errors=abs(one.errors), notices=abs(one.notices), **odd)  # type: ignore[arg-type]  # fields of a record


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Any year."""
    found = draw(st.lists(spots, max_size=12))
    expected = draw(st.none() | st.lists(units, max_size=3).map(tuple))
    region = draw(st.sampled_from((None, "360200")))
    basis = draw(st.sampled_from(BASES))
    return material(map(_graded, draw(many)), *found, basis=basis, expected=expected, region=region)


@st.composite
def facts(draw: st.DrawFn) -> AnnualFacts:
    """Any part of what people may give."""
    keys = draw(st.sets(st.sampled_from(AnnualFacts.keys)))
    given: dict[str, tuple[str, ...]] = {}
    for key in sorted(keys):
        if key in AnnualFacts.counts:
            given[key] = (str(draw(st.integers(0, 400))),)
        elif key == "project-spending":
            given[key] = (str(draw(st.integers(0, 10**9))),)
        else:
            given[key] = tuple(
                draw(st.lists(st.sampled_from(("加强管理。", "已经部署")), min_size=1, max_size=2))
            )
    return AnnualFacts(given, "年度.facts.toml")
