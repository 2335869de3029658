"""Typical problems with counts, example and advice; nothing claimed that was not found."""

from __future__ import annotations

from jixiao.reports.annual_problems import example
from jixiao.reports.blocks import text_of
from jixiao.schemas.finding import Severity
from jixiao.schemas.store import ExpectedUnit
from tests.reports.annual_words import facts_of, said
from tests.reports.test_annual import THREE, record
from tests.strategies.annuals import material, problems, spot


def test_none_were_found() -> None:
    lines = said(material([record("甲")]), "存在的主要问题")
    assert lines == ["复核没有提出错误、警告类意见。", "问题产生的原因：【待补充：问题产生的原因】。"]
    listed = said(material([record("甲", listed=True)]), "存在的主要问题")
    assert listed[0] == "没有自评表可供复核。"
    assert said(material([record("甲")]), "有关建议")[0] == "本次汇总没有归纳出需要针对性提出建议的问题。"


def test_a_problem_is_counted_with_an_example_and_its_place() -> None:
    whole = material([record("甲", warnings=2), record("乙")], spot(), spot("TGT003"))
    lines = said(whole, "存在的主要问题")
    assert lines[0] == (
        "对自评表和部门决算公开的复核共提出意见2条，其中错误0条、警告2条；提示0条，仅供参考，不作为问题统计。"
        "归纳为以下一类问题，具体表现见附件2。"
    )
    assert lines[1].startswith(
        "有复核意见2条，涉及1个单位的1个项目，占附有自评表的项目的50%。例如，甲局的“项目0”："
    )
    assert lines[1].endswith("（“表1”，第5行）。")


def test_errors_and_disclosures_are_told_apart() -> None:
    whole = material(
        THREE,
        spot("STA010", None, severity=Severity.ERROR),
        spot("CLM001", 1),
        spot("RSN010", 0),
    )
    lines = said(whole, "存在的主要问题")
    assert "主要有以下2类" in lines[0]
    assert any(
        "有复核意见2条（其中错误1条），涉及1个单位的1个项目和1份部门决算公开" in line for line in lines
    )
    only = said(material(THREE, spot("STA010", None)), "存在的主要问题")
    head, _, shown = only[1].partition("。")
    assert head == "有复核意见1条，涉及1个单位的1份部门决算公开"
    assert shown.startswith("例如，甲局部门决算公开“表1”，第5行：")


def test_each_problem_has_its_advice() -> None:
    expected = (ExpectedUnit(department="丙局"), ExpectedUnit(department="甲局"))
    whole = material(THREE, spot(), spot("STA010", None), expected=expected)
    told = said(whole, "有关建议", facts_of(measures="继续努力"))
    assert told[0] == "针对上述问题，建议："
    assert [line[:2] for line in told[1:-1]] == ["一是", "二是", "三是", "四是"]
    assert told[1].startswith("一是针对“指标设置不够规范”的问题（涉及1个项目），")
    assert told[2].startswith("二是针对“部门决算公开内容前后不一致”的问题（涉及1份部门决算公开），")
    assert told[3] == "三是针对“部分单位没有按要求报送”的问题（涉及1个单位），督促未报送的单位限期报送。"
    assert told[4].startswith("四是针对“部分项目预算执行率偏低”的问题（涉及2个项目），")
    assert told[-1] == "下一步工作打算：继续努力。"
    one = said(material([record("甲")], spot()), "有关建议")
    assert one[1].startswith("针对“指标设置不够规范”的问题")


def test_what_filing_and_execution_show() -> None:
    lines = said(
        material(THREE, expected=(ExpectedUnit(department="丙局"), ExpectedUnit(department="甲局"))),
        "存在的主要问题",
    )
    assert "应报送的2个单位中，有1个没有报送自评结果，名单见附件2。" in lines
    assert "有2个项目预算执行率不足80%，其中1个全年没有支出。" in lines


def test_an_example_without_a_name() -> None:
    (nobody,) = problems(spot("STA010", None, "", file=None, row=None))
    assert text_of(example(nobody, "x")).startswith("例如，“表1”：")
    (file,) = problems(spot("STA010", None, ""))
    assert text_of(example(file, "x")).startswith("例如，文件“甲.xlsx”，“表1”，第5行：")
    (named,) = problems(spot(unit="", file="“乙”.xlsx", row="indicators[3]"))
    told = text_of(example(named, "x"))
    assert told.startswith("例如，“项目0”：")
    assert "indicators" not in told
