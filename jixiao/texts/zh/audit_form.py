"""What checks find in one self-evaluation table."""

from __future__ import annotations

TABLE: dict[str, str] = {}
