"""How the store refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding


class StoreError(Exception):
    """The store refuses: ``finding`` says why in one line (code, params)."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


class StaleError(StoreError):
    """What was to be changed has been changed by somebody else in the meantime."""
