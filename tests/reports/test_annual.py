"""The yearly report as drafted: its outline, 0, 1 and many, every number traced, our own check."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from jixiao.reports.annual import draft
from jixiao.reports.annual_facts import NO_FACTS, AnnualFacts
from jixiao.reports.blocks import Blank, Heading, Paragraph, blanks, facts, texts
from jixiao.reports.render import as_bytes
from jixiao.schemas.finding import Severity
from jixiao.schemas.store import ExpectedUnit
from jixiao.scoring.aggregate import Points, Record
from jixiao.services.check_paths import check_paths
from tests.reports.annual_words import (
    ANNEX,
    NUMBER,
    PLAIN,
    facts_of,
    misprinted,
    mistaken,
    runs,
    said,
    untraced,
)
from tests.strategies.annuals import facts as any_facts
from tests.strategies.annuals import material, materials, spot

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.reports.annual_view import Material
    from jixiao.reports.blocks import Report

WAN = 1_000_000
"""分 in one 万元."""
ROWS = (
    Points("产出指标", "数量指标", "办件量", 5000, 4500, 4500, None, "short-under"),
    Points("效益指标", "社会效益指标", "满意度", 4000, 4000, 4000, None, "met"),
)


def record(name: str, score: int | None = 9400, department: str | None = "甲局", **more: object) -> Record:
    """A project of 2024 with 100 万元 of which 90 were spent; scores in cents."""
    grade = None if score is None else "优" if score >= 9000 else "良" if score >= 8000 else "中"
    made = Record(
        name,
        department=department,
        unit=department,
        year=2024,
        claimed=score,
        claimed_grade=grade,
        budget=100 * WAN,
        executed=90 * WAN,
        rows=ROWS,
        rules="mof-2020",
        source="甲.xlsx",
    )
    return made._replace(**more)  # type: ignore[arg-type]  # fields of a record


THREE = (
    record("道路", 9500),
    record("系统", 8000, "乙局", executed=50 * WAN),
    record("大厅", 9100, "乙局", executed=0),
)


def test_the_outline() -> None:
    found = material([*THREE, record("道路", 9000, year=2023)], spot())
    headings = [
        block.printed
        for block in draft(found).parts[0].blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    assert headings == [
        "一、自评工作开展情况",
        "二、自评结果",
        "三、预算执行与得分",
        "四、失分情况",
        "五、主要做法",
        "六、存在的主要问题",
        "七、有关建议",
        "八、自评结果应用",
    ]
    assert texts(draft(found))[0] == "2024年度项目支出绩效自评工作情况汇总报告"


@pytest.mark.parametrize(
    ("records", "filed"),
    [
        ((record("道路"),), "共收到1个单位1个项目的自评结果，均附有自评表。"),
        (
            (record("道路", listed=True),),
            "共收到1个单位1个项目的自评结果，均为部门决算公开所列得分，没有自评表。",
        ),
        (
            (record("道路"), record("系统", department="乙局", listed=True, complete=False)),
            "共收到2个单位2个项目的自评结果，其中附有自评表的1个，只有部门决算公开所列得分的1个。有1张自评表内容不完整。",
        ),
    ],
)
def test_what_came(records: tuple[Record, ...], filed: str) -> None:
    (told,) = said(material(records), "报送情况")
    assert told == filed + "应报送单位【待补充：应报送自评结果的单位个数】个。"
    given_count = said(material(records), "报送情况", facts_of(expected="12"))
    assert given_count == [filed + "应报送单位12个。"]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("甲局",), "应报送的1个单位全部报送。"),
        (("甲局", "丙局", "丁局"), "应报送单位3个，已报送1个，报送率33.33%；未报送2个，名单见附件2。"),
        (("丙局", "丁局"), "应报送的2个单位均未报送。未报送2个，名单见附件2。"),
    ],
)
def test_who_did_not_file(names: tuple[str, ...], told: str) -> None:
    expected = tuple(ExpectedUnit(department=name) for name in names)
    (line,) = said(material([record("道路")], expected=expected), "报送情况")
    assert line.endswith(told)


@pytest.mark.parametrize(
    ("records", "told"),
    [
        (THREE, "上述项目全年预算数300万元，全年执行数140万元，预算执行率46.67%。"),
        (
            (record("道路"), record("系统", executed=None)),
            (
                "上述项目中填写了资金的，全年预算数合计200万元，全年执行数合计90万元；预算数和执行数齐全的1个项目，"
                "预算执行率90%。1个项目缺少预算数或执行数，不计入预算执行率。"
            ),
        ),
        (
            (record("道路", budget=None),),
            "上述项目全年执行数90万元，没有项目填写全年预算数。1个项目缺少预算数或执行数，不计入预算执行率。",
        ),
        (
            (record("道路", executed=None),),
            "上述项目全年预算数100万元，没有项目填写全年执行数。1个项目缺少预算数或执行数，不计入预算执行率。",
        ),
        ((record("道路", budget=None, executed=None),), "上述项目没有填写预算数和执行数。"),
        (
            (record("道路", budget=0),),
            "上述项目全年预算数0万元，全年执行数90万元。全年预算数合计为零，不计算预算执行率。",
        ),
    ],
)
def test_money(records: tuple[Record, ...], told: str) -> None:
    (line,) = said(material(records), "涉及资金")
    assert line == told + "已自评项目占项目支出总额的比例：【待补充：项目支出总额（万元）】。"


def test_the_share_of_what_is_spent_on_projects() -> None:
    one = material([record("道路")])
    assert said(one, "涉及资金", facts_of(project_spending="360"))[0].endswith(
        "项目支出总额360万元，已自评项目的全年执行数占25%。"
    )
    over = said(one, "涉及资金", facts_of(project_spending="80"))[0]
    assert "所给的80万元少于已自评项目的全年执行数" in over
    assert "占1" not in over


@pytest.mark.parametrize(
    ("records", "told"),
    [
        ((record("道路", None),), ["没有项目有自评得分，不作得分和等级分析。"]),
        ((record("道路"),), ["有自评得分的项目1个，得分94分。", "等级为“优”。"]),
        (
            (record("道路"), record("系统", 9600), record("大厅", None)),
            [
                (
                    "有自评得分的项目2个，平均得分95分，按全年预算数加权的平均得分95分，中位数95分，最高96分，最低94分。"
                    "没有自评得分的项目1个，不计入平均。"
                ),
                "2个项目的等级均为“优”。",
            ],
        ),
        (
            (record("道路", 9500), record("系统", 8000, budget=None)),
            [
                (
                    "有自评得分的项目2个，平均得分87.5分，其中有全年预算数的1个项目按预算数加权的平均得分95分；"
                    "全部有得分的项目中位数87.5分，最高95分，最低80分。"
                ),
                "按等级分：“优”1个，占50%；“良”1个，占50%；“中”0个，占0%；“差”0个，占0%。",
            ],
        ),
    ],
)
def test_scores_of_none_one_and_many(records: tuple[Record, ...], told: list[str]) -> None:
    assert said(material(records), "得分与等级") == told


@pytest.mark.parametrize(("large", "told"), [(9600, "加权平均比简单平均高"), (8000, "加权平均比简单平均低")])
def test_what_weighting_says_in_both_directions(large: int, told: str) -> None:
    heavy = record("道路", large, budget=300 * WAN)
    assert told in said(material([heavy, record("系统", 9000)]), "得分与等级")[0]


def test_what_people_give_takes_the_place_of_blanks() -> None:
    whole = {key: "1" if key in {"expected", "project-spending"} else "已经办理" for key in AnnualFacts.keys}
    given_facts = AnnualFacts({key: (text,) for key, text in whole.items()}, "年度.facts.toml")
    report = draft(material([record("道路", executed=0)]), given_facts)
    assert blanks(report) == ()
    assert {fact.source.path for fact in facts(report) if fact.source.origin.value == "given"} >= {
        *AnnualFacts.keys
    }
    every = draft(material([record("道路")]))
    assert {one.key for one in blanks(every)} == {*AnnualFacts.keys}
    listed = [block.text for block in every.parts[-1].blocks if isinstance(block, Paragraph)]
    assert listed == [one.text for one in blanks(every)]


def test_the_basis_and_the_region_are_told() -> None:
    lead = [
        block.text
        for block in draft(material(THREE, basis="reviewed", region="360200")).parts[0].blocks
        if isinstance(block, Paragraph)
    ]
    assert lead[1] == (
        "本报告汇总地区代码为360200的项目。本报告中的得分为复核得分，等级由该得分确定；未经复核的项目没有复核得分。"
    )


_ODD = re.compile(r"None|\bannual\.|\0")


@given(materials(), any_facts())
@settings(max_examples=40, deadline=None)
def test_every_number_is_traced(whole: Material, given_facts: AnnualFacts) -> None:
    report = draft(whole, given_facts)
    assert untraced(report) == []
    assert misprinted(report) == []
    assert mistaken(report, whole) == []
    assert [text for text in texts(report) if _ODD.search(text)] == []
    marked = sum(isinstance(run, Blank) for run in runs(report))
    assert sum(text.count("【待补充：") for text in texts(report)) == marked
    (every,) = [block for block in report.parts[1].blocks if hasattr(block, "rows")]
    assert len(every.rows) == len(whole.lines)
    for kind in ("md", "html"):
        assert as_bytes(report, kind)


_BLANK = re.compile(r"【待补充：[^】]*】")


def _read_again(report: Report) -> list[str]:
    """The paragraphs and cells of the Word file."""
    made = docx.Document(io.BytesIO(as_bytes(report, "docx")))
    cells = [one.text for table in made.tables for line in table.rows for one in line.cells]
    return [*(one.text for one in made.paragraphs), *cells]


@given(materials(), any_facts())
@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_the_word_file_holds_no_number_that_is_not_in_the_trace(
    whole: Material, given_facts: AnnualFacts
) -> None:
    report = draft(whole, given_facts)
    known = {number for fact in facts(report) for number in NUMBER.findall(fact.text)}
    order = {str(number) for number in range(len(whole.lines) + 10)}
    for text in _read_again(report):
        plain = ANNEX.sub("", _BLANK.sub("", text))
        assert {*NUMBER.findall(plain)} <= known | PLAIN | order, text


@given(materials(), any_facts())
@example(material(THREE, spot(), spot("EXE001", 1)), NO_FACTS)
@settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_written_passes_our_own_check(
    tmp_path: Path, whole: Material, given_facts: AnnualFacts
) -> None:
    target = tmp_path / "汇总报告.docx"
    target.write_bytes(as_bytes(draft(whole, given_facts), "docx"))
    for file in check_paths((str(target),)).files:
        wrong = [one for one in file.findings if one.severity is Severity.ERROR]
        assert not wrong, [(one.code, one.sentence("message"), one.place) for one in wrong]


def test_figures_of_a_part_are_those_of_the_summary() -> None:
    whole = material(THREE)
    values = {fact.source.path: fact.value for fact in facts(draft(whole))}
    names = [group.key["department"] for group in whole.summary.groups]
    assert values["summary.total.mean"] == Decimal("88.67")
    assert values["summary.total.execution_rate"] == Decimal("46.67")
    assert values[f"summary.groups[{names.index('乙局')}].mean"] == Decimal("85.5")


@pytest.mark.parametrize(
    ("spending", "told"),
    [
        ("360", "部门决算公开的项目支出360万元，相应部门已自评项目的全年执行数90万元，占25%。"),
        ("90", "部门决算公开的项目支出90万元，相应部门已自评项目的全年执行数90万元，占100%。"),
        ("80", "部门决算公开的项目支出80万元，少于相应部门已自评项目的全年执行数90万元，需要核实。"),
    ],
)
def test_the_share_of_disclosed_spending(spending: str, told: str) -> None:
    whole = material([record("道路")])
    rate = Decimal(9000) / Decimal(spending)
    update = {"project_spending": Decimal(spending), "covered": Decimal(90), "spending_share": rate}
    total = whole.summary.total
    total = total.model_copy(update={"coverage": total.coverage.model_copy(update=update)})
    one = replace(whole, summary=whole.summary.model_copy(update={"total": total}))
    assert said(one, "涉及资金")[0].endswith(told)
