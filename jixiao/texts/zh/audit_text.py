"""What checks find in the words of a disclosure."""

from __future__ import annotations

TABLE: dict[str, str] = {}
