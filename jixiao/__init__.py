"""jixiao (绩效): score, check, aggregate and write up performance self-evaluations, exactly and explained."""

from __future__ import annotations

__version__ = "0.1.0"
