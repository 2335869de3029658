"""What was met while reading is told with its place, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.commands.read_view import render
from jixiao.services.read_paths import read_paths

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "某局2022年度部门决算\n\n支出决算表\n公开03表\n金额单位：万元\n"
    "项目\t\t本年支出合计\t基本支出\t项目支出\n合计\t\t3.00\t1.00\t2.00\n"
    "213 农林水支出\t\t\t3.00\t1.00\t2.00\n"
)


def test_the_row_of_a_finding_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    last = render(read_paths([str(path)]), room=110, colour=False).splitlines()[-1]
    assert last.startswith("  公开03表第8行：")
    assert last.count("第8行") == 1
