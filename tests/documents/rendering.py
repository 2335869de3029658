"""Forms printed as text tables, for reading them back: tabs, pipes, spaces, real documents' breaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from jixiao.schemas.self_evaluation import FundLine, Indicator, SelfEvaluation

INDICATOR_FIELDS = (
    "level1",
    "level2",
    "name",
    "target",
    "actual",
    "weight",
    "claimed_score",
    "deviation_note",
)
FUND_FIELDS = ("initial_budget", "annual_budget", "executed", "weight", "claimed_rate", "claimed_score")

HEADINGS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "operator": "指标性质",
    "target": "年度指标值",
    "adjusted_target": "调整指标值",
    "unit": "度量单位",
    "actual": "实际完成值",
    "weight": "分值",
    "coefficient": "得分系数",
    "core": "是否核心指标",
    "claimed_score": "得分",
    "review_actual": "复核完成值",
    "review_score": "复核得分",
    "review_note": "复核意见",
    "deviation_note": "偏差原因分析及改进措施",
}
FUND_HEADINGS = {
    "initial_budget": "年初预算数",
    "annual_budget": "全年预算数 A",
    "executed": "全年执行数 B",
    "weight": "分值",
    "claimed_rate": "执行率",
    "claimed_score": "得分",
}


@dataclass(frozen=True)
class Layout:
    """How a form is printed."""

    separator: str = "\t"
    fields: Sequence[str] = INDICATOR_FIELDS
    fund_fields: Sequence[str] = FUND_FIELDS
    headings: dict[str, str] = field(default_factory=dict)
    fund_headings: dict[str, str] = field(default_factory=dict)
    merged: bool = True
    drop_trailing: bool = False
    level_points: dict[str, str] = field(default_factory=dict)
    blank_between: bool = False
    unit_label: str = "项目资金(万元)"
    title: str = "项目支出绩效自评表"
    prose: bool = True


def figure(value: Decimal | bool | str | None) -> str:
    """A value as printed; blank where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if isinstance(value, str) else format(value, "f")


def _rows(form: SelfEvaluation, layout: Layout) -> list[list[str]]:
    head = {**HEADINGS, **layout.headings}
    fund_head = {**FUND_HEADINGS, **layout.fund_headings}
    rows = [
        ["项目名称", form.project],
        ["主管部门", form.department or "", "实施单位", form.unit or ""],
    ]
    if form.funds:
        rows.append([layout.unit_label, "", *(fund_head[name] for name in layout.fund_fields)])
        rows += [["", line.name or "", *_fund(line, layout)] for line in form.funds]
    if form.goal.expected or form.goal.achieved:
        rows += [
            ["年度总体目标", "预期目标", "", "", "实际完成情况"],
            ["", form.goal.expected or "", "", "", form.goal.achieved or ""],
        ]
    if form.indicators:
        rows.append(["绩效指标", *(head[name] for name in layout.fields)])
        rows += _indicator_rows(form.indicators, layout)
        if form.claimed_total is not None:
            rows.append(_total(form, layout))
    return rows


def _fund(line: FundLine, layout: Layout) -> list[str]:
    return [figure(getattr(line, name)) for name in layout.fund_fields]


def _indicator_rows(indicators: Sequence[Indicator], layout: Layout) -> list[list[str]]:
    rows = []
    level1 = level2 = None
    for one in indicators:
        values = {name: figure(getattr(one, name)) for name in layout.fields}
        if layout.merged:
            if one.level1 == level1:
                values["level1"] = ""
                if one.level2 == level2:
                    values["level2"] = ""
            level1, level2 = one.level1, one.level2
        if values.get("level1") in layout.level_points:
            values["level1"] += layout.level_points[values["level1"]]
        rows.append(["", *(values[name] for name in layout.fields)])
    return rows


def _total(form: SelfEvaluation, layout: Layout) -> list[str]:
    row = ["总分", *[""] * len(layout.fields)]
    if "weight" in layout.fields:
        row[1 + list(layout.fields).index("weight")] = "100"
    row[1 + list(layout.fields).index("claimed_score")] = figure(form.claimed_total)
    return row


def render(form: SelfEvaluation, layout: Layout | None = None) -> str:
    """The form as one text table with a little prose around it."""
    layout = layout or Layout()
    rows = _rows(form, layout)
    width = max(len(row) for row in rows)
    lines = []
    for row in rows:
        cells = [*row, *[""] * (width - len(row))]
        if layout.drop_trailing:
            while cells and not cells[-1]:
                cells.pop()
        lines.append(_line(cells, layout.separator))
        if layout.separator == "|" and len(lines) == 1:
            lines.append("|" + "---|" * width)
        if layout.blank_between:
            lines.append("")
    above = [layout.title, "", f"（{form.year} 年度）", ""] if form.year else [layout.title, ""]
    if layout.prose:
        above = [
            "一、绩效自评情况",
            "",
            "根据要求，我单位开展了绩效自评，涉及一级指标、二级指标若干。",
            "",
            *above,
        ]
        lines += ["", "注：以上为自评结果。", "", "二、其他说明", ""]
    return "\n".join([*above, *lines]) + "\n"


def _line(cells: Sequence[str], separator: str) -> str:
    if separator == "|":
        return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    if separator == "padded":
        return "".join(cell + " " * (48 - _display(cell)) for cell in cells).rstrip()
    if separator == " ":
        return " ".join(cell for cell in cells if cell)
    return separator.join(cells)


def _display(text: str) -> int:
    return sum(2 if char > "\u1100" and char not in "≤≥" else 1 for char in text)
