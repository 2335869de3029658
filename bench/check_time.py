"""Checking against reading, on the same files in one run, start-up excluded.

``python bench/check_time.py FILE …`` takes files; without any the reference disclosures beside the
checkout are taken, as text and printed to PDF by LibreOffice (where it is installed; else the reason is
printed and the text alone is timed).  The floor is reading the file as ``jixiao read`` does, tables and
disclosure; the bar for a PDF is 1.5 times that.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.documents.disclosure.whole import read_whole
from jixiao.services.check_paths import check_paths

if TYPE_CHECKING:
    from collections.abc import Callable

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
RUNS = 5
BAR = 1.5
RULES = "auto"


def printed(texts: list[Path], folder: Path) -> list[Path]:
    """The texts as PDF files; none, with the reason told, where LibreOffice is missing or fails."""
    if shutil.which("soffice") is None:
        print("PDF left out: LibreOffice is not installed")
        return []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, texts)], check=False, capture_output=True, timeout=300)
    made = sorted(folder.glob("*.pdf"))
    if len(made) < len(texts):
        print(f"PDF left out: {len(texts) - len(made)} of {len(texts)} could not be printed")
    return made


def seconds(work: Callable[[], object]) -> float:
    """One run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def timed(path: Path) -> tuple[float, float, int]:
    """The median times of reading and of checking, and how many findings there were."""
    name = str(path)
    found = len(check_paths([name], rules=RULES).findings)  # warms caches and worker processes
    pairs = [
        (seconds(lambda: read_whole(name)), seconds(lambda: check_paths([name], rules=RULES)))
        for _ in range(RUNS)
    ]
    read, checked = (statistics.median(column) for column in zip(*pairs, strict=True))
    return read, checked, found


def main(arguments: list[str]) -> int:
    """Print the table; exit code 1 where a PDF is above the bar."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(one) for one in arguments]
        if not files:
            texts = sorted(SEEDS.glob("*.txt")) if SEEDS.is_dir() else []
            if not texts:
                print("left out: the reference disclosures are not beside the checkout")
                return 0
            files = [*texts, *printed(texts, Path(folder))]
        print(f"{'file':<32}{'findings':>10}{'read s':>10}{'check s':>10}{'ratio':>8}")
        worst = 0.0
        for path in files:
            read, checked, found = timed(path)
            ratio = checked / read
            if path.suffix == ".pdf":
                worst = max(worst, ratio)
            print(f"{path.name[:31]:<32}{found:>10}{read:>10.3f}{checked:>10.3f}{ratio:>8.2f}")
    if worst:
        print(f"bar {BAR} for PDF: {'kept' if worst <= BAR else 'broken'} (worst {worst:.2f})")
    return int(worst > BAR)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
