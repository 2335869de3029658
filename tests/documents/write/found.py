"""A book of findings for the writers' tests."""

from __future__ import annotations

from jixiao.documents.write.findings_model import (
    FindingsBook,
    FoundFile,
    FoundGroup,
    FoundLine,
    UnitCounts,
)

LONG = "这一处写得很长，须折行显示。" * 40


def line(severity: str = "error", code: str = "TOT001", **more: str) -> FoundLine:
    """One finding."""
    said = {
        "file": "甲.xlsx",
        "part": "表一",
        "at": "G9",
        "message": "总分印为 91，各行相加为 90",
        "quote": "总分 100 91",
        "expected": "90",
        "found": "91",
        "reason": "总分应等于各行之和",
        "remedy": "核对各行",
        "basis": "财预〔2020〕10号",
    }
    return FoundLine(severity, code, **{**said, **more})


def book() -> FindingsBook:
    """Two units, one clean; a group of each severity, one with little to say; something between files."""
    group = FoundGroup(
        "表一",
        "错误 1，警告 1，提示 1",
        (line(), line("warning", "TGT002", message=LONG), line("notice", "TGT001", expected="", found="")),
    )
    bare = FoundGroup(
        "整个文件",
        "错误 0，警告 0，提示 1",
        (FoundLine("notice", "GOL001", "甲.xlsx", "", "", "没有填预期目标"),),
    )
    across = FoundGroup("甲.xlsx", "提示 1", (line("notice", "COL007", message="3 张表全部 100 分"),))
    return FindingsBook(
        head="共查 2 个文件",
        files=(
            FoundFile("文件之间", "", "提示 1", groups=(across,)),
            FoundFile("甲.xlsx", "甲局", "错误 1", ("规则 mof-2020",), ("某处读不了",), (group, bare)),
            FoundFile("乙.xlsx", "乙局", "错误 0"),
        ),
        units=(
            UnitCounts("甲局", 1, 2, (1, 1, 3), "错误 1，警告 1，提示 3", "甲.xlsx"),
            UnitCounts("乙局", 1, 1, (0, 0, 0), "错误 0，警告 0，提示 0", "乙.xlsx"),
        ),
        problems=("没有.xlsx：没有这个文件",),
    )


def empty() -> FindingsBook:
    """Nothing was looked at."""
    return FindingsBook("共查 0 个文件", (), ())
