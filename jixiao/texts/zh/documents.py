"""Chinese sentences: documents."""

from __future__ import annotations

TABLE: dict[str, str] = {}
