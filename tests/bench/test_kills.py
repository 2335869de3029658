"""A few kills of ``jixiao collect``: nothing acknowledged is lost, half kept, or kept twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_five_kills_lose_nothing() -> None:
    script = [sys.executable, ROOT / "bench" / "kills.py", "--rounds", "5", "--db", "sqlite"]
    done = subprocess.run(script, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "丢失 0，校验不过 0，重复 0" in done.stdout
