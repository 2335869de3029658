"""The lines by which a self-evaluation table is known: its project row and its two heading rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jixiao.documents import columns, marks
from jixiao.documents.align import look
from jixiao.documents.columns import join_lines, known_fields

if TYPE_CHECKING:
    from jixiao.documents.columns import Columns
    from jixiao.documents.lines import Document, Line

LOOK_AHEAD = 40
_MOST_LINES = 3
_LONGEST = 2000
_GAP = r"[^\S\n]{0,4}"


def _spaced(*words: str) -> str:
    return "|".join(_GAP.join(word) for word in words)


ANCHOR = re.compile(
    _spaced(
        "项目名称", "执行数", "级指", "指标名", "指标值", "支出数", "执行金", "完成值", "政策名称", "专项名称"
    )
)
"""What the first line of a table may hold, white space within the words allowed for."""


def is_project_row(line: Line) -> bool:
    """Whether a line begins with the label of the project's name (and is no heading row of a list)."""
    if not line.filled or len(line.text) > _LONGEST:
        return False
    found = marks.label(line.filled[0])
    if found is None or found[0] != "project":
        return False
    return len(line.filled) < 3 or (known_fields(line, "fund") < 2 and known_fields(line, "indicator") < 2)


def fund_heading(line: Line) -> Columns | None:
    """The columns of the funds block, if the line is its heading row."""
    if "fund" not in line.memo:
        line.memo["fund"] = _fund_heading(line)
    found: Columns | None = line.memo["fund"]
    return found


def _fund_heading(line: Line) -> Columns | None:
    if len(line.text) > _LONGEST or len(line.filled) < 3 or not ("执" in line.text or "支" in line.text):
        return None
    if line.mode != "words" and line.has_digits:
        return None
    return columns.of_line(line, "fund")


def indicator_heading(document: Document, position: int, line: Line) -> tuple[Columns, int] | None:
    """The columns of an indicator heading that begins with ``line``, and how many lines it takes.

    A heading may go on in the lines below: cells broken in the middle, or a second row of words.
    """
    if "indicator" not in line.memo:
        line.memo["indicator"] = _indicator_heading(document, position, line)
    found: tuple[Columns, int] | None = line.memo["indicator"]
    return found


def _indicator_heading(document: Document, position: int, line: Line) -> tuple[Columns, int] | None:
    if len(line.text) > _LONGEST or len(line.filled) < 2 or not ("指" in line.text or "级" in line.text):
        return None
    if line.whole and line.mode != "words" and line.has_digits:
        return None
    found = columns.of_line(line, "indicator")
    if found is None and line.whole:
        return None
    known = known_fields(line, "indicator")
    if found is None and known < 2:
        return None
    below = document.forward(document.end(position) + 1)
    ahead = [each for _, (_, each) in zip(range(_MOST_LINES), below, strict=False)]
    whole = None if found is None else _second_line(found, ahead, 1)
    if whole is not None and whole[1] > 1:
        return whole
    joined = line
    for count, following in enumerate(ahead, 2):
        if not _goes_on(following):
            break
        joined = join_lines(joined, following)
        better = columns.of_line(joined, "indicator")
        if better is not None and known_fields(joined, "indicator") > known:
            known = known_fields(joined, "indicator")
            whole = _second_line(better, ahead[count - 1 :], count)
    return whole


def _goes_on(line: Line) -> bool:
    """Whether a line may be the rest of a heading row: it begins inside a cell, without numbers."""
    if line.is_rule or line.whole or len(line.text) > 500 or not line.cells or not line.cells[0]:
        return False
    return not any(look(cell).number for cell in line.filled)


def _second_line(found: Columns, ahead: list[Line], count: int) -> tuple[Columns, int]:
    for skipped, following in enumerate(ahead):
        if not following.is_rule:
            deeper = columns.with_second_line(found, following)
            return (found, count) if deeper is None else (deeper, count + skipped + 1)
    return found, count


def begins_table(document: Document, position: int, line: Line) -> bool:
    """Whether a table begins here: a heading row, or a project row with a heading row within reach."""
    if indicator_heading(document, position, line) is not None or fund_heading(line) is not None:
        return True
    if not is_project_row(line):
        return False
    ahead = document.forward(document.end(position) + 1)
    for _, (at, following) in zip(range(LOOK_AHEAD), ahead, strict=False):
        if is_project_row(following):
            return False
        if fund_heading(following) or indicator_heading(document, at, following):
            return True
    return False
