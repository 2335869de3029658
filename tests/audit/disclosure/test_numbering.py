from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.audit.check import apply
from jixiao.audit.disclosure.numbering import CHECKS, _listed, sequences
from jixiao.audit.subjects import DisclosureSubject
from jixiao.indicators.ordinals import written
from jixiao.schemas.disclosure import Disclosure, Section
from tests.audit.disclosure.worded import CLEAN, brief, changed, worded


def test_a_heading_number_twice() -> None:
    text = changed("（二）项目过程情况", "（一）项目过程情况")
    assert brief(text) == [("TXT020", "warning", None, "(一)")]


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        ("四、绩效评价指标分析", "三、绩效评价指标分析", "TXT020", "三、"),
        ("五、主要经验", "三、主要经验", "TXT020", "三、"),
        ("第四部分 名词解释", "第三部分 名词解释", "TXT020", "第三部分"),
        ("（三）绩效目标完成情况总体分析", "（二）绩效目标完成情况总体分析", "TXT020", "(二)"),
        ("六、有关建议", "七、有关建议", "TXT021", "七、"),
    ],
)
def test_a_number_repeated_or_left_out(old: str, new: str, code: str, found: str) -> None:
    told = worded(changed(old, new))
    assert (code, found) in [(one.code, one.found) for one in told]
    assert {one.code for one in told} <= {"TXT020", "TXT021"}


def test_the_last_heading_begins_again_alone() -> None:
    text = changed(
        "五、主要经验",
        "（三）项目产出情况\n\n河道整治按期完成，验收全部合格，工程质量良好，达到设计标准。\n\n（一）项目成本情况\n\n成本控制在预算之内。\n\n五、主要经验",
    )
    assert brief(text) == [("TXT020", "warning", None, "(一)")]


def test_a_list_that_begins_again_is_a_new_list() -> None:
    care = "管护工作包括：\n\n1、日常巡查和保洁；\n\n2、沿岸植被养护；\n\n"
    items = f"{care}资金用于：\n\n1、材料采购支出；\n\n2、人工劳务支出；\n\n"
    assert brief(changed("二、绩效评价工作开展情况", f"{items}二、绩效评价工作开展情况")) == []


def test_a_number_inside_a_paragraph_is_not_left_out() -> None:
    run_in = "（二）负责全县防汛抗旱工作。(三)负责水利科技推广工作。\n\n（四）负责水土保持监督工作。\n\n"
    text = changed("（二）负责全县防汛抗旱工作，组织实施水利工程建设与运行管理。\n\n", run_in)
    assert brief(text) == []
    assert [one.code for one in worded(text.replace("(三)负责", "负责"))] == ["TXT021"]


def test_what_is_put_together_under_one_heading() -> None:
    found = sequences(
        (
            Section(style="part", number=1, title="甲"),
            Section(style="han", number=1, title="乙", level=1, parent=0),
            Section(style="han", number=2, title="丙", level=1, parent=0),
        )
    )
    assert {key: [item.number for item in items] for key, items in found.items.items()} == {
        (None, "part"): [1],
        (0, "han"): [1, 2],
    }


def _headings(numbers: list[int], style: str) -> DisclosureSubject:
    sections = tuple(
        Section(style=style, number=number, title=f"标题{at}") for at, number in enumerate(numbers)
    )
    return DisclosureSubject(Disclosure(sections=sections))


@given(st.integers(1, 15), st.sampled_from(["part", "han", "han-paren", "arabic"]))
def test_numbers_one_after_the_other_are_silent(count: int, style: str) -> None:
    assert apply(CHECKS, _headings(list(range(1, count + 1)), style)) == ()


@given(st.integers(3, 15), st.data(), st.sampled_from(["part", "han", "han-paren", "arabic"]))
def test_one_number_told_twice_or_dropped_is_found(count: int, data: st.DataObject, style: str) -> None:
    at = data.draw(st.integers(2, count - 1))
    numbers = list(range(1, count + 1))
    twice = [*numbers[:at], at, *numbers[at:]]
    assert [(one.code, one.found) for one in apply(CHECKS, _headings(twice, style))] == [
        ("TXT020", written(style, at))
    ]
    dropped = [number for number in numbers if number != at]
    assert [(one.code, one.params["missing"]) for one in apply(CHECKS, _headings(dropped, style))] == [
        ("TXT021", written(style, at))
    ]


def test_the_clean_text_is_silent() -> None:
    assert brief(CLEAN) == []


@pytest.mark.parametrize(
    ("written", "told"), [(["七、"], "七、"), (["4、", "5、"], "4、5"), (["(四)", "(五)"], "(四)、(五)")]
)
def test_numbers_left_out_are_listed_with_one_mark_between(written: list[str], told: str) -> None:
    assert _listed(written) == told
