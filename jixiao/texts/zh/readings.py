"""Chinese sentences: readings."""

from __future__ import annotations

TABLE: dict[str, str] = {}
