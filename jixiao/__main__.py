"""``python -m jixiao``: the same as the command ``jixiao``."""

from __future__ import annotations

import sys

from jixiao.cli import main

if __name__ == "__main__":
    sys.exit(main())
