from __future__ import annotations

from jixiao.audit.disclosure.evaluated import CHECKS
from tests.audit.disclosure.saying import ANNEX, HEAD, findings, said, table

REPORT = "{}支出绩效评价报告\n\n一、基本情况\n\n项目良好。\n\n"


def listed(*projects: tuple[str, str], count: int | None = None) -> str:
    """A list of projects with their scores."""
    items = "\n\n".join(
        f"（{index}）{name}绩效自评得分{score}分；" for index, (name, score) in enumerate(projects, 1)
    )
    number = len(projects) if count is None else count
    return (
        f"{HEAD}我部门组织对二级项目{number}个全面开展绩效自评。\n\n（二）自评情况\n\n"
        f"{number}个项目得分情况如下：\n\n{items}\n\n"
    )


def test_a_project_stands_once() -> None:
    twice = (("河道整治项目", "95"), ("热线运营项目", "90"), ("“河道整治”项目", "85"))
    assert said(CHECKS, listed(*twice)) == [("PRJ009", "warning", None, "“河道整治”项目")]
    phases = (("河道整治（一期）项目", "95"), ("河道整治（二期）项目", "85"))
    assert said(CHECKS, listed(*phases)) == []


def test_names_that_differ_by_plain_words_with_different_scores() -> None:
    pair = (("青山市雪亮工程建设项目", "80"), ("青山雪亮工程项目", "100"))
    (one,) = findings(CHECKS, listed(*pair))
    assert (one.code, one.severity.value) == ("PRJ010", "warning")
    assert (one.params["score"], one.params["another"]) == ("80", "100")
    assert said(CHECKS, listed((pair[0][0], "100"), pair[1])) == []


def chosen(names: tuple[str, ...], count: int | None = None) -> str:
    joined = "、".join(names)
    return f"组织对{count or len(names)}个项目开展了部门评价，分别为：{joined}。\n\n"


THREE = ("河道整治项目", "热线运营项目", "校舍改造项目")


def own(count: int) -> str:
    return f"{HEAD}我部门组织对二级项目{count}个全面开展绩效自评。\n\n"


def test_self_evaluation_is_not_taken_for_evaluation() -> None:
    reports = ANNEX + "".join(REPORT.format(name) for name in THREE)
    assert said(CHECKS, own(3) + chosen(THREE) + reports) == []
    one = ANNEX + REPORT.format(THREE[0])
    found = said(CHECKS, own(3) + chosen(THREE) + one)
    assert found == [("PRJ011", "notice", None, "3"), ("PRJ012", "notice", "3", "1")]
    twelve = said(CHECKS, own(12) + chosen(THREE, 12) + one)
    assert twelve[0] == ("PRJ011", "warning", None, "12")
    assert [code for code, *_ in said(CHECKS, own(5) + chosen(THREE) + one)] == ["PRJ012"]


def test_missing_reports_are_named() -> None:
    (_, one) = findings(CHECKS, own(3) + chosen(THREE) + ANNEX + REPORT.format(THREE[0]))
    assert one.params["names"] == "热线运营项目、校舍改造项目"
    (_, other) = findings(CHECKS, own(3) + "组织对3个项目开展了部门评价。\n")
    assert other.params["names"] == "报告与项目名称对应不上"


def test_a_table_stands_in_the_complete_list() -> None:
    text = listed(("大厅日常运维项目", "95"), ("热线运营项目", "90"))
    assert said(CHECKS, text, table("热线运营")) == []
    found = said(CHECKS, text, table("大厅日常运行维护经费"), table("校舍改造"))
    assert found == [
        ("PRJ013", "notice", "大厅日常运维项目", "大厅日常运行维护经费"),
        ("PRJ013", "notice", None, "校舍改造"),
    ]
    assert (
        said(CHECKS, listed(("大厅日常运维项目", "95"), ("热线运营项目", "90"), count=5), table("校舍改造"))
        == []
    )


def test_an_evaluated_project_is_named_as_in_its_table() -> None:
    text = own(4) + chosen(("大厅日常运维", "热线运营")) + ANNEX + REPORT.format("甲") + REPORT.format("乙")
    found = said(CHECKS, text, table("大厅日常运行维护经费"), table("热线运营项目"))
    assert found == [("PRJ014", "notice", "大厅日常运行维护经费", "大厅日常运维")]
    assert said(CHECKS, text, table("热线运营项目")) == []


def test_an_evaluated_project_stands_in_the_complete_list() -> None:
    text = listed(("河道整治项目", "95"), ("热线运营项目", "90"), ("校舍改造项目", "90"))
    annex = ANNEX + REPORT.format("河道整治") + REPORT.format("校舍改造")
    assert said(CHECKS, text + chosen(("河道整治", "校舍改造")) + annex) == []
    found = said(CHECKS, text + chosen(("河道整治", "校舍新建")) + annex)
    assert found == [("PRJ015", "notice", None, "校舍新建")]
