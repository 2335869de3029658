from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.commands.read_view import render
from jixiao.services.read_paths import read_paths
from jixiao.texts import say

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """某局2023年度部门决算

支出决算表

公开03表

项目\t\t\t本年支出合计\t基本支出\t项目支出
类\t款\t项\t1\t2\t3
合计\t\t\t3.00\t1.00\t2.00

九、预算绩效情况说明

对5个项目开展了绩效自评，涉及资金2.00万元。另有88分不知所指。
"""


def test_tables_facts_and_what_is_left(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(TEXT, encoding="utf-8")
    text = render(read_paths([str(path)]), room=110, colour=False)
    assert say("read.kind.disclosure") in text
    assert "本年支出合计 3.00；基本支出 1.00；项目支出 2.00" in text
    assert say("read.tables", count="1") in text
    assert say("read.unread", count="1", numbers="1") in text
    assert say("read.part.income") in text


def test_nothing_read_is_told(tmp_path: Path) -> None:
    assert say("read.kind.nothing") in render(read_paths([str(tmp_path / "无")]), room=110, colour=False)


def test_no_control_characters_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_text(TEXT.replace("不知所指", "\x1b[31m不知所指"), encoding="utf-8")
    assert "\x1b" not in render(read_paths([str(path)]), room=110, colour=False)
