from __future__ import annotations

from jixiao.documents.disclosure.blocks import from_text
from jixiao.documents.disclosure.sections import build, sections

TEXT = """目 录

第一部分 概况
一、主要职责

第一部分 概况

一、主要职责

负责有关工作。

第三部分 说明

一、收入决算情况说明

收入总计 3 万元。

九、预算绩效情况说明

（一）绩效管理工作开展情况。

组织对2个项目开展了部门评价，分别为：

1、甲项目

2、乙项目

第五部分 附件

甲项目支出绩效评价报告

一、基本情况

（一）项目概况。本项目于当年实施。

（一）项目概况

另一段。
"""


def test_the_tree_without_its_contents_page() -> None:
    tree = build(from_text(TEXT))
    found = [(h.style, h.number, h.title, h.level, h.report, len(h.paras)) for h in tree.headings]
    assert found == [
        ("part", 1, "第一部分概况", 0, None, 0),
        ("han", 1, "主要职责", 1, None, 1),
        ("part", 3, "第三部分说明", 0, None, 0),
        ("han", 1, "收入决算情况说明", 1, None, 1),
        ("han", 9, "预算绩效情况说明", 1, None, 0),
        ("han-paren", 1, "绩效管理工作开展情况", 2, None, 3),
        ("part", 5, "第五部分附件", 0, None, 0),
        ("title", None, "甲项目支出绩效评价报告", 1, 1, 0),
        ("han", 1, "基本情况", 2, 1, 0),
        ("han-paren", 1, "项目概况", 3, 1, 1),
        ("han-paren", 1, "项目概况", 3, 1, 1),
    ]
    assert tree.titles(9) == ("第五部分附件", "甲项目支出绩效评价报告", "基本情况", "项目概况")
    assert list(tree.below(8)) == [8, 9, 10]


def test_sections_keep_the_numbers_of_their_items() -> None:
    made = sections(build(from_text(TEXT)), "甲.txt")
    items = made[5].passages
    assert [(item.style, item.number, item.text) for item in items[1:]] == [
        ("arabic", 1, "1、甲项目"),
        ("arabic", 2, "2、乙项目"),
    ]
    assert made[5].parent == 4
    assert made[5].place.row == "第20行"


def test_a_report_whose_title_lost_its_line_break() -> None:
    tree = build(
        from_text(
            "甲局2024年度乙项目支出绩效评价报告为加强管理，组织开展评价工作。\n\n一、基本情况\n\n正文。\n"
        )
    )
    assert [(h.title, h.report, len(h.paras)) for h in tree.headings] == [
        ("甲局2024年度乙项目支出绩效评价报告", 1, 1),
        ("基本情况", 1, 1),
    ]
