"""The tables of ``docs/notations.md``, made from the program.

``python -m tests.indicators.notations_doc`` writes them into the page; a test says when they are stale.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.commands.parse import entry
from jixiao.indicators import units
from jixiao.indicators.actual import parse_actual
from jixiao.indicators.direction import DOWN, UP
from jixiao.indicators.operators import AFTER, BEFORE, HOLD, REACH
from jixiao.indicators.target import parse_target
from jixiao.indicators.taxonomy import LEVEL1, LEVEL2
from jixiao.texts import say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = Path(__file__).resolve().parents[2] / "docs" / "notations.md"
_BLOCK = re.compile(r"(<!-- 生成：(?P<name>[^ ]+) -->\n).*?(<!-- 完 -->)", re.DOTALL)

TARGETS = (
    "100%", "≥95%", "不低于85%", "90%以上", "≤245万", "20万元", "=33万个", "583元/人*月", "每人每月530元",
    "高达99%", "提高了50%",
    "控制在5%以内", "9 0", "１，１１２．２２元", "百分之九十", "壹佰万元", "1小时30分", "85%-90%", "100±5",
    "80%以上90%以下",
    "2023年12月底前", "11月前", "1-12月", "第三季度末", "2023年6月30日前", "按月", "每季度不少于1次",
    "12期/年", "每周1次",
    "100%1000件", "效果明显", "四项制度", "2023.12", "12月内", "2,3次", "≥90%以下", "1e5", "1/2", "无", "—",
)  # fmt: skip
ACTUALS = (
    "100", "≥90%", "高达99%", "200余人", "近200人", "约200人", "已完成100%", "同比增长5%", "10月",
    "2023年11月", "基本达成目 标",
    "部分达成预期指标并具有一定效果", "未达成年度指标且效果较差", "完成", "通过",
)  # fmt: skip


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _grid(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join([_row(*head), _row(*("---" for _ in head)), *(_row(*row) for row in rows)])


def _readings(texts: tuple[str, ...], *, actual: bool) -> str:
    rows = []
    for text in texts:
        read = entry(parse_actual(text) if actual else parse_target(text))
        cells = [str(read[key]) if read[key] is not None else "" for key in ("operator", "value", "unit")]
        about = say("parse.yes") if read["approximate"] else ""
        rows.append(
            (f"`{text}`", say(f"parse.kind.{read['kind']}"), *cells, about, str(read["reason"] or ""))
        )
    return _grid(("写法", "类别", "比较", "数值", "单位", "约数", "说明"), rows)


def targets() -> str:
    return _readings(TARGETS, actual=False)


def actuals() -> str:
    return _readings(ACTUALS, actual=True)


def operators() -> str:
    rows = [(f"`{sign}`", "、".join(words), "、".join(AFTER.get(sign, ()))) for sign, words in BEFORE.items()]
    rows.append(("指标值中作 `≥`，完成值中不作比较", "、".join(REACH), ""))
    rows.append(("指标值中作 `≤`，完成值中不作比较", "、".join(HOLD), ""))
    return _grid(("含义", "写在数字前", "写在数字后"), rows)


def synonyms() -> str:
    rows = [(name, "、".join(others.split())) for name, others in units.SYNONYMS.items() if others]
    return _grid(("单位", "同义写法"), rows)


def conversions() -> str:
    rows = []
    for line in units._ALIKE:
        base = next(iter(line))
        factors = "，".join(f"1{name} = {factor}{base}" for name, factor in line.items() if name != base)
        if factors:
            rows.append((base, factors))
    return _grid(("基准", "换算"), rows)


def directions() -> str:
    return _grid(("方向", "词"), [("高好", "、".join(UP)), ("低好", "、".join(DOWN))])


def levels() -> str:
    first = [("一级", name, "", "、".join(aliases)) for name, aliases in LEVEL1.items()]
    second = [("二级", name, above, "、".join(aliases)) for name, (above, aliases) in LEVEL2.items()]
    return _grid(("级", "规范名称", "所属一级", "其他写法"), first + second)


def reasons() -> str:
    """The codes of readings and comparisons, in the order of the text table, with their sentences."""
    sentences = table()
    start, end = list(sentences).index("empty"), list(sentences).index("parse.help")
    codes = list(sentences)[start:end]
    return _grid(
        ("代码", "说明"), [(f"`{code}`", re.sub(r"\{\w+\}", "…", sentences[code])) for code in codes]
    )


TABLES = {
    "指标值": targets,
    "完成值": actuals,
    "比较词": operators,
    "同义单位": synonyms,
    "换算": conversions,
    "方向词": directions,
    "指标名称": levels,
    "原因": reasons,
}


def rendered(page: str) -> str:
    """``page`` with every generated block as the program gives it now."""
    return _BLOCK.sub(lambda block: f"{block[1]}{TABLES[block['name']]()}\n{block[3]}", page)


if __name__ == "__main__":
    PAGE.write_text(rendered(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
