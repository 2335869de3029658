"""Reading 1,000 forms: the raw load of python-calamine (the floor) and our guarded reading, as a ratio.

The floor gives floats and no formats; ours gives what each sheet displays, merged ranges, formulas and
notes, out of a worker process, with every guard.  Bar: 20 times the floor, by reused workers.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import python_calamine
import xlsxwriter

from jixiao.documents.office.pool import processors
from jixiao.documents.office.workbook import read_workbook
from jixiao.documents.office.xlsx_grid import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FORMS = 1000
ROUNDS = 3
BAR = 20.0
_LINE = {
    "border": 1,
    "font_name": "仿宋",
    "font_size": 10.5,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
}
_INDICATORS = (
    ("数量指标", "≥32个", 44, '0"个"'),
    ("质量指标", "100%", 0.95, "0.00%"),
    ("时效指标", "按月", "基本达成目标", "@"),
)


def form(number: int) -> bytes:
    """A form of 21 rows and 9 columns with merged cells, formats, formulas, a drop-down and a condition."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("项目支出绩效自评表")
    plain, percent = book.add_format(_LINE), book.add_format({**_LINE, "num_format": "0.00%"})
    amount = book.add_format({**_LINE, "num_format": "#,##0.00"})
    counts = {code: book.add_format({**_LINE, "num_format": code}) for *_, code in _INDICATORS}
    for row in range(21):
        for column in range(9):
            sheet.write_blank(row, column, None, plain)
    areas = {
        "A1:I1": "项目支出绩效自评表（2023 年度）", "A2:B2": "项目名称", "C2:I2": f"专项经费 {number}",
        "A3:B3": "主管部门", "C3:E3": "某某局", "G3:I3": "某某中心", "A4:B8": "项目资金（万元）",
        "A9:A10": "年度总体目标", "B9:E9": "预期目标", "F9:I9": "实际完成情况",
        "B10:E10": "保障工作顺利开展，" * 5, "F10:I10": "已完成 " * 10,
        "A12:A20": "绩效指标", "B12:B15": "产出指标", "B16:B20": "效益指标", "A21:F21": "总分",
    }  # fmt: skip
    for area, text in areas.items():
        sheet.merge_range(area, text, plain)
    sheet.write_row("C4", ["", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"], plain)
    sheet.write("F3", "实施单位", plain)
    for row, name in enumerate(("年度资金总额", "其中：财政拨款", "上年结转资金", "其他资金"), 4):
        sheet.write(row, 2, name, plain)
        sheet.write(row, 3, 123.950406 + number, amount)
        sheet.write(row, 4, 120.5 + number, amount)
        sheet.write_formula(row, 5, f"=E{row + 1}*0.8", amount, (120.5 + number) * 0.8)
        sheet.write(row, 6, 10, plain)
        sheet.write(row, 7, 0.8, percent)
        sheet.write(row, 8, 8, plain)
    heads = ("", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    sheet.write_row("A11", heads, plain)
    for row in range(11, 20):
        level2, target, actual, code = _INDICATORS[row % 3]
        sheet.write_row(row, 2, [level2, f"三级指标 {row} {number}", target], plain)
        sheet.write(row, 5, actual, counts[code])
        sheet.write_row(row, 6, [10, 9.5], plain)
    sheet.write_formula("G21", "=SUM(G12:G20)+10", plain, 100)
    sheet.write_formula("H21", "=SUM(H12:H20)+8", plain, 93.5)
    sheet.data_validation("F12:F20", {"validate": "list", "source": ["达成年度指标", "基本达成目标"]})
    red = book.add_format({"bg_color": "red"})
    sheet.conditional_format("G21", {"type": "cell", "criteria": "!=", "value": 100, "format": red})
    book.close()
    return buffer.getvalue()


def floor(data: bytes) -> None:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def guarded(data: bytes) -> None:
    if read_workbook(data, "form.xlsx").refusal is not None:
        raise SystemExit("a form was refused")


def one_by_one(read: Callable[[bytes], object]) -> Callable[[Sequence[bytes]], None]:
    def run(forms: Sequence[bytes]) -> None:
        for data in forms:
            read(data)

    return run


def by_threads(forms: Sequence[bytes]) -> None:
    with ThreadPoolExecutor(processors()) as threads:
        list(threads.map(guarded, forms))


def main() -> int:
    forms = [form(number) for number in range(FORMS)]
    ways: dict[str, Callable[[Sequence[bytes]], None]] = {
        "python-calamine, raw load (the floor)": one_by_one(floor),
        "our reading without the worker": one_by_one(read_xlsx),
        "guarded reading, one file at a time": one_by_one(guarded),
        f"guarded reading, {processors()} threads": by_threads,
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for run in ways.values():  # once unmeasured: workers start, modules load
        run(forms[:20])
    for _ in range(ROUNDS):
        for name, run in ways.items():
            start = time.perf_counter()
            run(forms)
            taken[name].append(time.perf_counter() - start)
    print(f"{FORMS} forms of {len(forms[0])} bytes, median of {ROUNDS} rounds")
    medians = {name: statistics.median(times) for name, times in taken.items()}
    base = next(iter(medians.values()))
    for name, seconds in medians.items():
        print(f"{name:40} {seconds:7.3f} s {seconds / FORMS * 1000:7.3f} ms a form {seconds / base:6.1f} x")
    ratio = medians["guarded reading, one file at a time"] / base
    print(f"guarded reading / floor = {ratio:.1f} (bar {BAR:g})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
