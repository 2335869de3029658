"""The reference material beside the checkout, where it is present.

Tests that use it skip without it: nothing in the project needs it to run.
"""

from __future__ import annotations

from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
SHARED: Path | None = _BESIDE if _BESIDE.is_dir() else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="the reference material is not beside the checkout")
