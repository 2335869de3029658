"""Chinese sentences: rules."""

from __future__ import annotations

TABLE: dict[str, str] = {}
