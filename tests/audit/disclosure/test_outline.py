from __future__ import annotations

from jixiao.audit.check import apply
from jixiao.audit.disclosure.outline import CHECKS
from tests.audit.disclosure.saying import HEAD, subject
from tests.audit.disclosure.worded import CLEAN, brief, changed, worded
from tests.strategies.clean_disclosures import build


def _missing(text: str) -> dict[str, str]:
    return {one.code: one.params["parts"] for one in apply(CHECKS, subject(text))}


def test_a_part_that_is_missing() -> None:
    start, end = CLEAN.index("第四部分"), CLEAN.index("第五部分")
    text = (CLEAN[:start] + CLEAN[end:]).replace("第五部分", "第四部分")
    (one,) = worded(text)
    assert (one.code, one.severity.value, one.params["parts"]) == ("OUT001", "notice", "名词解释")


def test_a_part_within_another_is_there() -> None:
    start, end = CLEAN.index("第一部分"), CLEAN.index("第二部分")
    text = CLEAN[:start] + CLEAN[end:]
    assert [one.params["parts"] for one in worded(text) if one.code == "OUT001"] == ["部门概况"]
    within = text.replace(
        "一、收入决算情况说明", "一、部门基本情况\n\n负责全县水务。\n\n二、收入决算情况说明"
    )
    assert [one.code for one in worded(within) if one.code == "OUT001"] == []


def test_a_table_that_only_some_places_want_is_not_missed() -> None:
    text = build(3).text()
    start, end = text.index("国有资产占用情况表"), text.index("第三部分")
    assert "OUT002" not in _missing(text[:start] + text[end:])


def test_sections_that_a_report_has_not() -> None:
    text = changed("六、有关建议", "六、其他需要说明的问题")
    (one,) = worded(text)
    assert (one.code, one.severity.value, one.params["parts"]) == ("OUT004", "notice", "有关建议")
    # said in the first words of a paragraph
    assert brief(text.replace("进一步加强部门", "改进措施和有关建议：进一步加强部门")) == []


def test_a_report_without_an_outline_is_not_held_to_one() -> None:
    head = CLEAN[: CLEAN.index("一、基本情况")]
    assert brief(f"{head}项目立项依据充分，程序规范，实施顺利。\n") == []


def test_tables_and_sections_of_a_whole_disclosure() -> None:
    text = build(3).text()
    assert {"OUT002", "OUT003"} & _missing(text).keys() == set()
    without = text.replace("六、机关运行经费支出情况说明", "六、其他说明").replace(
        "机关运行经费支出", "有关支出"
    )
    assert _missing(without)["OUT003"] == "机关运行经费支出情况说明"
    start, end = text.index("国有资本经营预算财政拨款支出决算表"), text.index("财政拨款“三公”经费支出决算表")
    assert _missing(text[:start] + text[end:])["OUT002"] == "国有资本经营预算财政拨款支出决算表"


def test_nothing_is_missing_from_an_excerpt() -> None:
    text = f"{HEAD}我部门对二级项目3个全面开展绩效自评，共涉及资金300万元。\n"
    assert _missing(text) == {}
