"""What checks find in everything handed in together."""

from __future__ import annotations

TABLE: dict[str, str] = {}
