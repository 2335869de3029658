from __future__ import annotations

import io

import pytest

from jixiao.documents.write import findings_md
from jixiao.documents.write.findings_model import FindingsBook, FoundFile, FoundGroup
from tests.documents.write.found import book, empty, line


def text(made: FindingsBook) -> str:
    stream = io.BytesIO()
    findings_md.write(made, stream)
    return stream.getvalue().decode("utf-8")


def test_places_are_headings_and_findings_items() -> None:
    lines = text(book()).splitlines()
    assert lines[0] == "# 绩效自评复核意见"
    assert "| 甲局 | 1 | 2 | 1 | 1 | 3 | 甲.xlsx |" in lines
    at = lines.index("### 表一（错误 1，警告 1，提示 1）")
    assert lines[at + 2 : at + 7] == [
        "- **错误 TOT001** G9：总分印为 91，各行相加为 90",
        "  - 原文：总分 100 91",
        "  - 应为 90，现为 91",
        "  - 怎么改：核对各行",
        "  - 依据：财预〔2020〕10号",
    ]
    assert "没有发现问题。" in lines


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("a|b", "a\\|b"),
        ("*粗* _斜_ `码`", "\\*粗\\* \\_斜\\_ \\`码\\`"),
        ("<b>&lt;", "\\<b\\>\\&lt;"),
        ("一\n# 二", "一 \\# 二"),
        ("# 题", "\\# 题"),
        ("- 项", "\\- 项"),
        ("1. 项", "1\\. 项"),
        ("2.5", "2.5"),
        ("-3.5", "\\-3.5"),
        ("C:\\x", "C:\\\\x"),
    ],
)
def test_a_text_is_never_a_mark(said: str, shown: str) -> None:
    group = FoundGroup("表", "", (line(at="", message=said),))
    made = text(FindingsBook("", (FoundFile("甲", "", "", groups=(group,)),), ()))
    assert f"- **错误 TOT001** {shown}\n" in made


def test_nothing_found_is_a_text_too() -> None:
    assert text(empty()) == "# 绩效自评复核意见\n\n共查 0 个文件\n\n"
