"""What checks find in public tables and the text beside them."""

from __future__ import annotations

TABLE: dict[str, str] = {}
