"""A summary in words."""

from __future__ import annotations

from decimal import Decimal

from jixiao.commands.summary_view import figure, grade_counts, key_text, lift_text, render
from jixiao.console import width
from jixiao.schemas.summary import (
    Change,
    DepartmentChange,
    Lift,
    NearBound,
    ProjectLine,
    Reason,
    Summary,
    YearPair,
)
from jixiao.scoring.aggregate import GroupTally, Record, tally
from jixiao.scoring.aggregate_figures import Filed, figures

GRADES = ("优", "良")


def _lift(name: str) -> Lift:
    return Lift(
        level1="产出指标",
        level2=None,
        name=name,
        weight=Decimal(10),
        score=Decimal("9.50"),
        gain=Decimal("0.50"),
        alone=False,
    )


def _near(*lifts: Lift, reached: bool = True, reasons: tuple[Reason, ...] = ()) -> NearBound:
    return NearBound(
        project=ProjectLine(project="道路养护"),
        grade="优",
        bound=Decimal("90.00"),
        missing=Decimal("0.50"),
        lifts=lifts,
        reached=reached,
        reasons=reasons,
    )


def test_single_words() -> None:
    assert (figure(None), figure(Decimal("1.50"), "%")) == ("—", "1.50%")
    assert [key_text("fund", "bond"), key_text("year", 2024), key_text("unit", None)] == [
        "债券资金",
        "2024",
        "没有写单位",
    ]
    assert grade_counts({"优": 2, "良": 0}, 1) == "优 2 良 0 无等级 1"
    assert grade_counts({}) == "—"


def test_what_would_lift_is_said_in_words() -> None:
    assert lift_text(_near(_lift("甲"))) == "“甲”得满分即可（现 9.50／10）"
    assert lift_text(_near(_lift("甲"), _lift("乙"))) == "“甲”（9.50／10）、“乙”（9.50／10）都得满分"
    why = (Reason(field="lifts", code="listed-only"),)
    assert lift_text(_near(reached=False, reasons=why)) == why[0].message


def test_a_summary_of_nothing_is_said_in_a_few_lines() -> None:
    nothing = figures(GroupTally(), (), "claimed", GRADES)
    told = render(Summary(basis="claimed", by=("unit",), groups=(), total=nothing), room=80, colour=False)
    assert told.splitlines()[0] == "按自评得分汇总：0 个项目，0 个有得分，0 个没有"
    assert "没有一个项目有得分" in told


def test_coverage_and_years_are_told_within_the_room() -> None:
    record = Record("道路养护", unit="甲局", year=2024, claimed=9000, claimed_grade="优", executed=10**6)
    group = figures(
        tally([record], (), "claimed")[()],
        (),
        "claimed",
        GRADES,
        filed=Filed(9, tuple("乙丙丁戊己庚辛壬"), 10**8, 10**6),
    )
    pair = YearPair(
        before=2023,
        after=2024,
        matched=1,
        moves={"良": {"优": 1}},
        up=1,
        down=0,
        same=0,
        departments=(
            DepartmentChange(
                department=None,
                before_count=1,
                after_count=1,
                before_mean=Decimal(85),
                after_mean=Decimal(90),
                change=Decimal(5),
                up=1,
                down=0,
                same=0,
                new=0,
                vanished=0,
            ),
        ),
        changes=(Change(project="道路养护", before=Decimal(85), after=Decimal(90), change=Decimal(5)),),
        new_count=9,
        vanished_count=0,
        new=(Change(project="系统运维"),),
        vanished=(),
    )
    told = render(
        Summary(basis="claimed", by=(), groups=(group,), total=group, years=(pair,)), room=70, colour=False
    )
    for words in (
        "应报单位 9 个，已报 1 个（11.11%）",
        "等 8 个",
        "占 1.00%",
        "良→优 1 个",
        "85→90（+5）",
        "系统运维 等 9 个",
    ):
        assert words in told.replace("\n", "")
    assert max(map(width, told.splitlines())) <= 70
    assert "\x1b[" in render(Summary(basis="claimed", by=(), groups=(), total=group), room=70, colour=True)
