"""Run every script of this folder, one after another, and print one report: ``python -m bench``.

Ends with 1 if any of them missed its bar; the others still run.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    worst = 0
    for script in sorted(HERE.glob("[!_]*.py")):
        print(f"# {script.name}\n", flush=True)
        done = subprocess.run([sys.executable, str(script)], cwd=HERE.parent, check=False)
        worst = max(worst, abs(done.returncode))
        print(flush=True)
    return min(worst, 1)


if __name__ == "__main__":
    sys.exit(main())
