"""Reviews that were written by a check, told from what they speak of when they are read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.documents.grid import Grid
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.documents.grid import Extract
    from jixiao.schemas.finding import Finding

_HTML_TITLE = re.compile(r"<title>([^<]*)</title>", re.IGNORECASE)
_HEAD = 4096
_STRANGE = frozenset({"DOC011", "DOC014", "DOC015"})
"""What is said of a file that holds no table, of a review, and of a form of an evaluation framework."""


def is_strange(problems: Iterable[Finding]) -> bool:
    """Whether nothing but that is said of a file: come upon in a folder, it is passed over."""
    codes = {problem.code for problem in problems}
    return bool(codes) and codes <= _STRANGE


def _titles() -> frozenset[str]:
    return frozenset((say("found.title"), say("returns.title")))


def is_own_text(text: str) -> bool:
    """Whether a text is a review in Markdown or HTML as a check writes them: its title, then its count."""
    head = text[:_HEAD]
    page = _HTML_TITLE.search(head)
    if page is not None:
        return page[1].strip() in _titles()
    first, *others = [line.strip() for line in head.splitlines() if line.strip()] or [""]
    count = say("check.head", files="\0", tables="", disclosures="", counts="").partition("\0")[0]
    return first.lstrip("#").strip() in _titles() and bool(others) and others[0].startswith(count)


def is_own_extract(extract: Extract) -> bool:
    """Whether an office file begins with the title of a review."""
    return next(_texts(extract), "") in _titles()


def _texts(extract: Extract) -> Iterator[str]:
    """What stands in a file, from its beginning."""
    for block in extract.blocks:
        if isinstance(block, Grid):
            yield from (cell.text.strip() for row in block.rows for cell in row if cell.text.strip())
        elif block.text.strip():
            yield block.text.strip()
