"""The sections of a disclosure that are prose: not the notes and captions between its public tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.indicators.outlines import PARTS, parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.schemas.disclosure import Section

_PART, _TABLES = "part", "tables"


def among_tables(sections: Sequence[Section]) -> frozenset[int]:
    """The places in the list of the sections that hold the public tables, and of all below them."""
    found: set[int] = set()
    for index, section in enumerate(sections):
        own = section.style == _PART and parts_of(section.title, PARTS) == {_TABLES}
        if own or section.parent in found:
            found.add(index)
    return frozenset(found)
