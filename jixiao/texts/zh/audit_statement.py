"""What checks find in the performance statement and the evaluation reports."""

from __future__ import annotations

TABLE: dict[str, str] = {}
