"""Comparisons in both directions and at 0, 1, many; this year beside the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.reports import annual_compare
from jixiao.reports.blocks import Paragraph, Table
from tests.reports.annual_words import said
from tests.reports.test_annual import record
from tests.strategies.annuals import material

if TYPE_CHECKING:
    from jixiao.scoring.aggregate import Record


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ((record("甲", None),), "各部门均没有自评得分，不作比较。"),
        ((record("甲"),), "本次汇总只涉及甲局一个部门，平均得分94分。"),
        (
            (record("甲"), record("乙", None, "乙局")),
            "有自评得分的只有甲局一个部门，平均得分94分。1个部门有项目而没有得分。",
        ),
        (
            (record("甲"), record("乙", 9400, "乙局")),
            "2个部门的平均得分相同，均为94分。各部门“优”的比例相同，均为100%。",
        ),
        (
            (record("甲", 9500), record("乙", 8000, "乙局"), record("丙", 8300, "丙局")),
            (
                "有得分的3个部门中，平均得分最高的是甲局（95分），比总体平均高9分；平均得分最低的是乙局（80分），"
                "比总体平均低6分。高于总体平均的部门1个，低于总体平均的2个。"
                "“优”的比例，最高的是甲局（100%），最低的是"
            ),
        ),
        (
            (record("甲", 9500), record("乙", 8500, "乙局"), record("丙", 9000, "丙局")),
            "高于总体平均的部门1个，低于总体平均的1个，与总体平均持平的1个。",
        ),
        (
            (*tuple(record(f"项目{at}", 9500, f"{at}局") for at in range(4)), record("乙", 8000, "乙局")),
            "等4个部门（95分），比总体平均高3分；",
        ),
        (
            (record("甲", 9500, None), record("乙", 8500, "乙局")),
            "写明部门的项目只涉及乙局，平均得分85分。另有1个项目没有写部门，不参加比较。",
        ),
        (
            (record("甲", 9500, None), record("乙", 8500, "乙局"), record("丙", 9000, "丙局")),
            "平均得分最高的是丙局（90分），与总体平均持平；平均得分最低的是乙局（85分），比总体平均低5分。",
        ),
    ],
)
def test_departments_beside_the_whole(records: tuple[Record, ...], told: str) -> None:
    (line,) = said(material(records), "分部门情况")
    assert told in line


def test_regions_only_where_there_are_several() -> None:
    one = material([record("甲", region="360200"), record("乙", region="360200")])
    assert said(one, "分地区情况") == []
    two = material([record("甲", 9500, region="360200"), record("乙", 8500, region="360700")])
    (line,) = said(two, "分地区情况")
    assert line.startswith("有得分的2个地区中，平均得分最高的是360200（95分），比总体平均高5分；")


def test_without_the_year_before_nothing_is_compared() -> None:
    assert said(material([record("甲")]), "与上年度比较") == []


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (
            [record("甲", 9500), record("乙", 9500)],
            [record("甲", 9000)],
            (
                "自评项目2个，上年度1个，增加1个。平均得分95分，上年度90分，提高5分。"
                "预算执行率90%，上年度90%，与上年度持平。"
            ),
        ),
        (
            [record("甲", 8000, executed=0)],
            [record("甲", 9000), record("乙", 9000)],
            (
                "自评项目1个，上年度2个，减少1个。平均得分80分，上年度90分，下降10分。"
                "预算执行率0%，上年度90%，下降90个百分点。"
            ),
        ),
        (
            [record("甲", 9000, executed=95_000_000)],
            [record("甲", 9000)],
            (
                "自评项目1个，上年度1个，个数与上年度相同。平均得分90分，上年度90分，与上年度持平。"
                "预算执行率95%，上年度90%，提高5个百分点。"
            ),
        ),
        ([record("甲", None, budget=None)], [record("甲")], "自评项目1个，上年度1个，个数与上年度相同。"),
    ],
)
def test_years_in_both_directions(now: list[Record], before: list[Record], told: str) -> None:
    whole = material([*now, *(one._replace(year=2023) for one in before)])
    assert said(whole, "与上年度比较")[0] == told


def test_projects_of_both_years() -> None:
    before = [record(name, 8500, year=2023) for name in ("甲", "乙", "丁")]
    whole = material([record("甲", 9500), record("乙", None), record("丙"), *before])
    assert said(whole, "与上年度比较")[1] == (
        "两个年度都有的项目2个，其中等级上升的1个，下降的0个，未变的0个，至少一个年度没有等级的1个。"
        "本年度新增项目1个，上年度有而本年度没有的项目1个。两个年度的项目不尽相同，上述总体变化包含项目增减的影响。"
    )
    alike = material([record("甲"), record("甲", year=2023)])
    assert said(alike, "与上年度比较")[1] == (
        "两个年度都有的项目1个，其中等级上升的0个，下降的0个，未变的1个。"
        "本年度新增项目0个，上年度有而本年度没有的项目0个。"
    )
    other = material([record("甲"), record("乙", year=2023)])
    assert said(other, "与上年度比较")[1].startswith("没有两个年度都有的项目，不逐个比较。")


def test_each_section_has_its_table() -> None:
    whole = material([record("甲"), record("甲", year=2023)])
    for blocks in (annual_compare.groups(whole, "summary", "department"), annual_compare.years(whole)):
        kinds = [type(block) for block in blocks]
        assert kinds[1] is Paragraph
        assert kinds[-1] is Table
