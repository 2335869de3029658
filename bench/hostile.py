"""Files made to do harm, each read once: how long it took, what was answered, what memory it cost.

The files are made by another process, so that the memory of this one is that of reading alone.
Bars: the parent lives, every answer comes within 10 s, no process of ours takes more than 300 MB,
and every file that must be refused is refused with a code.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTATIONS = 1000
SECONDS = 10.0
MEGABYTES = 300.0


def make(folder: Path) -> int:
    """Write every file, and what may be answered to it."""
    sys.path.insert(0, str(ROOT))
    from tests.documents.office import hostile  # noqa: PLC0415 - needs the line above
    from tests.documents.office.packages import parts, xlsx, zipped  # noqa: PLC0415 - needs the line above

    listed: list[tuple[str, str, list[str]]] = []

    def put(group: str, data: bytes, codes: frozenset[str] = frozenset()) -> None:
        name = f"{len(listed):05d}"
        (folder / name).write_bytes(data)
        listed.append((group, name, sorted(codes)))

    for group, (data, codes) in hostile.files().items():
        put(group, data, codes)
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c t="inlineStr"><is><t>第{row}行第{n}列的文字</t></is></c>' for n in range(15))
        + "</row>"
        for row in range(1, 20_001)
    )
    put("as large as is allowed (20,000 x 15)", xlsx(rows))
    put("merged ranges that keep a reader busy", hostile.slow_file(), frozenset({"OFF014"}))
    put("50 MiB that say nothing", zipped({**parts({"表": "<sheetData/>"}), "a.bin": hostile.noise(50)}))
    examples = hostile.wholes()
    for kind, data in examples.items():
        for cut in hostile.truncated(data):
            put(f"{kind} cut at every 1 %", cut)
        for changed in hostile.mutated(data, MUTATIONS):
            put(f"{kind} with {MUTATIONS} random changes", changed)
    for changed in hostile.mutated_parts(hostile.members(), MUTATIONS):
        put(f"parts of xlsx with {MUTATIONS} random changes", changed)
    (folder / "list.json").write_text(json.dumps(listed), encoding="utf-8")
    return 0


def peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> int:
    if len(sys.argv) > 2:
        return {"--make": make, "--measure": measure}[sys.argv[1]](Path(sys.argv[2]))
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, __file__, "--make", folder], check=True)
        return subprocess.run([sys.executable, __file__, "--measure", folder], check=False).returncode


def measure(folder: Path) -> int:
    sys.path.insert(0, str(ROOT))
    from jixiao.documents.office.pool import close_shared_pool  # noqa: PLC0415 - needs the line above
    from jixiao.documents.office.workbook import read_workbook  # noqa: PLC0415 - needs the line above

    listed: list[tuple[str, str, list[str]]] = json.loads((folder / "list.json").read_text(encoding="utf-8"))
    groups: dict[str, list[tuple[float, str, float, int]]] = {}
    wrong = 0
    before = peak(resource.RUSAGE_SELF)
    for group, name, codes in listed:
        data = (folder / name).read_bytes()
        start = time.perf_counter()
        extract = read_workbook(data, name)
        seconds = time.perf_counter() - start
        answer = extract.refusal.code if extract.refusal else f"read+{len(extract.notes)}"
        wrong += bool(codes) and answer not in codes
        groups.setdefault(group, []).append((seconds, answer, peak(resource.RUSAGE_SELF), len(data)))
        del extract
    close_shared_pool()
    print(f"{'file':46} {'files':>5} {'KB':>8} {'slowest s':>9} {'parent MB':>9}  answers")
    for group, answers in groups.items():
        counted = Counter("read" if answer.startswith("read") else answer for _, answer, _, _ in answers)
        told = ", ".join(
            f"{answer} x {count}" if count > 1 else answer for answer, count in sorted(counted.items())
        )
        slowest = max(seconds for seconds, *_ in answers)
        memory = max(megabytes for _, _, megabytes, _ in answers)
        size = max(size for *_, size in answers) / 1024
        print(f"{group:46} {len(answers):5} {size:8.0f} {slowest:9.3f} {memory:9.0f}  {told}")
    slowest = max(seconds for answers in groups.values() for seconds, *_ in answers)
    parent, workers = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
    print(f"files {len(listed)}, answers {sum(map(len, groups.values()))}, wrong answers {wrong}")
    print(f"slowest answer {slowest:.2f} s (bar {SECONDS:g} s)")
    print(f"peak memory: parent {parent:.0f} MB ({before:.0f} MB before), largest worker {workers:.0f} MB")
    print(f"(bar {MEGABYTES:g} MB each)")
    return 0 if not wrong and slowest < SECONDS and max(parent, workers) < MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
