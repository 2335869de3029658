"""Going through the lines of a document one by one, with a look at those ahead."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from jixiao.documents import anchors

if TYPE_CHECKING:
    from jixiao.documents.lines import Document, Line


class Cursor:
    """The non-blank lines from a position on."""

    def __init__(self, document: Document, position: int) -> None:
        self.document = document
        self._source = document.forward(position)
        self._buffer: deque[tuple[int, Line]] = deque()

    def peek(self, index: int = 0) -> tuple[int, Line] | None:
        """The line that many lines ahead, with where it begins; ``None`` after the last."""
        while len(self._buffer) <= index:
            following = next(self._source, None)
            if following is None:
                return None
            self._buffer.append(following)
        return self._buffer[index]

    def take(self, count: int = 1) -> None:
        """Go on by so many lines."""
        for _ in range(count):
            if self.peek() is not None:
                self._buffer.popleft()

    def heading_ahead(self, *, indicators_only: bool, until_project: bool) -> bool:
        """Whether a heading row follows within reach; ``until_project``: a project row ends it."""
        for index in range(1, anchors.LOOK_AHEAD):
            following = self.peek(index)
            if following is None:
                return False
            position, line = following
            if until_project and anchors.is_project_row(line):
                return False
            if anchors.indicator_heading(self.document, position, line) is not None:
                return True
            if not indicators_only and anchors.fund_heading(line) is not None:
                return True
        return False
