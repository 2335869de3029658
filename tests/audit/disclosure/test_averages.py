from __future__ import annotations

import pytest

from jixiao.audit.disclosure.averages import CHECKS
from tests.audit.disclosure.saying import HEAD, Said, findings, said

SCORES = ("95", "85", "91.5", "78")
GRADES = (("优", 2), ("良", 1), ("中", 1), ("差", 0))


def text(
    *,
    count: int = 4,
    listed: int = 4,
    grades: tuple[tuple[str, int], ...] = GRADES,
    average: str = "平均分为87.38分，绩效等级为“良”",
    scores: tuple[str, ...] = SCORES,
    more: str = "",
) -> str:
    """A section with a list of projects."""
    counted = "，".join(f"{number}个项目评价结果为“{grade}”" for grade, number in grades)
    items = "\n\n".join(
        f"（{index}）{name}项目绩效自评得分{score}分；"
        for index, (name, score) in enumerate(
            zip(("河道整治", "校舍改造", "热线运营", "营养餐补助"), scores, strict=False), 1
        )
    )
    return (
        f"{HEAD}（一）绩效管理工作开展情况。\n\n我部门组织对二级项目{count}个全面开展绩效自评。其中，{counted}。\n\n"
        f"（二）部门决算中项目绩效自评情况。\n\n本部门2024年度{listed}个项目绩效自评{average}。"
        f"具体得分情况如下：\n\n{items}\n\n{more}"
    )


def test_a_clean_section() -> None:
    assert said(CHECKS, text()) == []


def test_grade_counts_make_the_number_of_projects() -> None:
    wrong = text(grades=(("优", 2), ("良", 2), ("中", 1), ("差", 0)))
    assert ("SUM001", "error", "4", "5") in said(CHECKS, wrong)
    # 差 is left out: it may have the missing one
    assert [c for c, *_ in said(CHECKS, text(grades=(("优", 2), ("良", 1)), average="平均分为87.38分"))] == []


def test_any_of_several_numbers_of_projects_may_be_counted() -> None:
    text = HEAD + (
        "本部门共有项目8个，其中一级项目2个，二级项目6个，全部开展了绩效自评。"
        "自评等级为“优”的7个；“良”的{}个；“中”的0个；“差”的0个。\n"
    )
    assert said(CHECKS, text.format(1)) == []
    assert said(CHECKS, text.format(2)) == [("SUM001", "error", "8", "9")]


@pytest.mark.parametrize(
    ("names", "severity"),
    [
        ("分别为：甲类项目、乙类项目。", "warning"),
        ("分别为：甲类项目、乙类项目等。", "notice"),
        ("包括：甲类项目、乙类项目。", "notice"),
        ("分别为：甲类项目、乙类项目；丙类项目另行说明。", "notice"),
    ],
)
def test_fewer_names_than_projects_where_every_one_is_named(names: str, severity: str) -> None:
    text = HEAD + "组织对{}个项目开展了部门评价，" + names + "\n"
    assert said(CHECKS, text.format(21)) == [("SUM005", severity, "2", "21")]
    assert said(CHECKS, text.format(2)) == []


def test_one_name_may_stand_for_several() -> None:
    text = HEAD + "组织对“河道整治”等3个项目开展了部门评价。\n"
    assert said(CHECKS, text) == [("SUM005", "notice", "1", "3")]


def test_grade_counts_are_those_of_the_list() -> None:
    found = said(CHECKS, text(grades=(("优", 3), ("良", 0), ("中", 1), ("差", 0))))
    assert found == [("SUM002", "warning", "2", "3"), ("SUM002", "warning", "1", "0")]


@pytest.mark.parametrize("average", ["87.38", "87.4", "87"])
def test_an_average_is_rounded_to_its_own_digits(average: str) -> None:
    assert said(CHECKS, text(average=f"平均分为{average}分")) == []


@pytest.mark.parametrize(
    ("average", "found"),
    [
        ("平均分为87.37分", [("SUM009", "notice", "87.38", "87.37")]),
        ("平均分为87.36分", [("SUM003", "error", "87.38", "87.36")]),
        ("加权平均分为88.10分", []),
        ("平均分约为88.10分", []),
    ],
)
def test_an_average_of_the_list(average: str, found: list[Said]) -> None:
    scores = ("95", "85", "91.5", "78.01")  # 87.3775
    assert said(CHECKS, text(average=average, scores=scores)) == found


def test_unlisted_projects_may_have_any_score() -> None:
    three = SCORES[:3]
    assert said(CHECKS, text(scores=three, average="平均分为92.87分")) == [("SUM005", "warning", "3", "4")]
    # 271.5 of three; with 0 and with 100 for the fourth: 67.88 to 92.88
    found = said(CHECKS, text(scores=three, average="平均分为93.9分"))
    assert found == [("SUM003", "error", "67.88-92.88", "93.9"), ("SUM005", "warning", "3", "4")]


def test_one_project_is_its_own_average() -> None:
    one = {"count": 1, "listed": 1, "grades": (("优", 1), ("良", 0), ("中", 0), ("差", 0)), "scores": ("95",)}
    assert said(CHECKS, text(**one, average="平均分为95分")) == []
    assert said(CHECKS, text(**one, average="平均分为94分")) == [("SUM003", "error", "95.00", "94")]


def test_the_grade_of_an_average() -> None:
    assert said(CHECKS, text(average="平均分为87.38分，绩效等级为“优”")) == [
        ("SUM004", "warning", "良", "优")
    ]
    # 优 by the computed average, though the printed one is 良
    raised = text(scores=("95", "85", "91.5", "88.5"), grades=(("优", 2), ("良", 2), ("中", 0), ("差", 0)),
                  average="平均分为88.75分，绩效等级为“良”")  # fmt: skip
    assert said(CHECKS, raised) == [("SUM003", "error", "90.00", "88.75"), ("SUM004", "warning", "优", "良")]
    # 89.996 prints as 90.00: either grade may stand
    edge = text(scores=("90", "90", "90", "89.99"), grades=(("优", 3), ("良", 1), ("中", 0), ("差", 0)),
                average="平均分为90.00分，绩效等级为“良”")  # fmt: skip
    assert said(CHECKS, edge) == []
    assert said(CHECKS, edge.replace("“良”。具体", "“优”。具体")) == []


def test_grades_need_a_rule_set() -> None:
    wrong = text(average="平均分为87.38分，绩效等级为“优”")
    assert said(CHECKS, wrong, graded=False) == []


def test_as_many_are_listed_as_are_said() -> None:
    assert said(CHECKS, text(count=3, listed=3, grades=(), average="情况")) == [("SUM005", "error", "4", "3")]
    selected = text(count=12, listed=12, grades=(), average="情况")
    assert said(CHECKS, selected) == [("SUM005", "notice", "4", "12")]


def test_the_same_number_of_projects_throughout() -> None:
    found = said(CHECKS, text(listed=5, average="平均分为87.38分"))
    assert ("SUM006", "warning", "4", "5") in found


MONEY = """（三）资金情况

我单位自评涉及资金{amount}万元，{count}个项目全年预算数合计{total}万元。

（1）河道整治项目绩效自评得分95分，全年预算数{first}万元，执行数40万元；

（2）校舍改造项目绩效自评得分85分，全年预算数80.25万元，执行数60.10万元；
"""


def money(amount: str = "100.10", total: str = "180.75", first: str = "100.50", count: int = 2) -> str:
    return f"{HEAD}我部门组织对二级项目2个全面开展绩效自评。\n\n" + MONEY.format(
        amount=amount, total=total, first=first, count=count
    )


def test_the_money_of_a_list_adds_up() -> None:
    assert said(CHECKS, money()) == []
    assert said(CHECKS, money(total="180.76")) == []  # the last digits may have been rounded
    assert said(CHECKS, money(total="181.75")) == [("SUM007", "error", "180.75", "181.75")]
    assert said(CHECKS, money(total="1807500")) == [("SUM007", "error", "180.75", "1807500")]


def test_the_money_evaluated_is_that_of_the_list() -> None:
    assert said(CHECKS, money(amount="180.75")) == []  # budgets may be meant
    assert said(CHECKS, money(amount="110.10")) == [("SUM008", "warning", "100.10", "110.10")]


def test_a_score_of_several_projects_is_an_average() -> None:
    chosen = "组织对2个项目开展了部门评价，分别为：河道整治项目和校舍改造项目。从评价情况看，评价得分88.5分。"
    assert said(CHECKS, text(more=chosen)) == [("SUM003", "warning", "90.00", "88.5")]
    assert said(CHECKS, text(more=chosen.replace("88.5", "90"))) == []
    assert said(CHECKS, text(more=chosen.replace("88.5", "90").replace("校舍改造", "水库"))) == []


def test_the_place_is_that_of_the_figure() -> None:
    (one,) = findings(CHECKS, text(average="平均分为86分"))
    assert one.place.quote is not None
    assert "平均分为86分" in one.place.quote
    assert one.params["sum"] == "349.5"


def test_a_score_beyond_the_scale() -> None:
    assert [
        one[0] for one in said(CHECKS, text(scores=("195", "85", "91.5", "78"))) if one[0] == "SUM010"
    ] == ["SUM010"]
    assert [one for one in said(CHECKS, text(scores=("100", "0", "91.5", "78"))) if one[0] == "SUM010"] == []
