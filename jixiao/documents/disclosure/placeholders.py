"""Blanks of a template that were never filled in: XX, ××单位, 【】, ____, 待补充."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = re.compile(
    r"(?<![A-Za-z\d])[Xx]{2,}(?![A-Za-z\d])|[×✕╳]{2,}|○{2,}|_{3,}|□{3,}|【】|【(?:此处|请|待|填)[^】]{0,20}】|"
    r"(?<![\u4e00-\u9fff])(?:×|[Xx])(?=(?:部门|单位|局|县|市|项目|年|万元|个))|"
    r"(?<=[\u4e00-\u9fff])×(?=(?:年|月|日|万元|元|个|%|分))|"
    r"(?<!\d)20\d?(?=年度)|待(?:补充|填写|填报|补填|核实后填)|\((?:此处|请)[^()]{0,16}(?:填写|补充|说明|插入|删除)[^()]{0,10}\)|"
    r"(?:请填写|此处填写|填写说明)"
)


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Where the blanks of a folded text begin and end, in their order."""
    for found in _BLANK.finditer(text):
        yield found.span()
