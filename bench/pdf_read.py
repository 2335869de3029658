"""PDF reading against pdfplumber's own extraction, on the same files in one run.

``python bench/pdf_read.py FILE.pdf …`` takes files; without any a disclosure of 40 pages is drawn.  The floor
is ``extract_tables`` and ``extract_text`` of each page, pages closed behind; the bar is 1.3 times that.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber

from jixiao.documents.office.pdf_grid import parse_pdf

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.documents.office.pdf_writer import PdfPage, pdf

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5
BAR = 1.3


def drawn(pages: int = 40) -> bytes:
    """Text on the odd pages, a ruled table of 35 rows and 8 columns on the even ones."""
    sentence = "本部门本年度支出总计一千一百一十二点二二万元，比上年增加五百六十三万元。"
    made = []
    for number in range(pages):
        page = PdfPage().text(280, 800, f"— {number + 1} —", 9)
        if number % 2:
            rows = [["级次", "指标名称", "目标值", "完成值", "分值", "得分", "偏差", "说明"]]
            rows += [["产出", f"指标{row}", "≥90%", "95", "5", "4.64", "无", "按期完成"] for row in range(34)]
            page.text(200, 40, "项目支出绩效自评表", 14).table(40, 70, [50, 90, 60, 60, 50, 50, 60, 90], rows)
        else:
            for line in range(38):
                page.text(60, 60 + 18 * line, sentence[: 36 - line % 3], 12)
        made.append(page)
    return pdf(*made)


def floor(data: bytes) -> None:
    """What pdfplumber itself takes for the text and the tables of each page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_tables()
            page.extract_text()
            page.close()


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    """One run."""
    start = time.perf_counter()
    work(data)
    return time.perf_counter() - start


def main(paths: list[str]) -> int:
    """Print the table; exit code 1 above the bar."""
    files = {Path(path).name: Path(path).read_bytes() for path in paths} or {"drawn": drawn()}
    print(f"{'file':<24}{'KB':>8}{'pdfplumber s':>14}{'jixiao s':>10}{'ratio':>8}")
    worst = 0.0
    for name, data in files.items():
        # taken in turn, so that what else the machine does touches both alike
        pairs = [
            (seconds(floor, data), seconds(lambda one: parse_pdf(one, seconds=3600), data))
            for _ in range(RUNS)
        ]
        base, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        worst = max(worst, ours / base)
        print(f"{name[:23]:<24}{len(data) // 1024:>8}{base:>14.3f}{ours:>10.3f}{ours / base:>8.2f}")
    print(f"bar {BAR}: {'kept' if worst <= BAR else 'broken'} (worst {worst:.2f})")
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
