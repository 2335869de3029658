"""A row whose kept JSON is no longer what was written: damage of the record, never our own fault."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jixiao.schemas.finding import Finding, Severity
from jixiao.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError)
"""What reading JSON of another shape than ours comes to."""


@contextmanager
def record(table: str, row: int | str) -> Iterator[None]:
    """Read what one row keeps; raises :class:`StoreError` (``STO045``) where that cannot be read."""
    try:
        yield
    except _BROKEN as error:
        params = {"table": table, "id": str(row)}
        raise StoreError(Finding(code="STO045", severity=Severity.ERROR, params=params)) from error
