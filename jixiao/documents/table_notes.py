"""The notes under a table: what stands there of how it is weighted and scored."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.documents import anchors, marks
from jixiao.documents.complaints import clip, printable
from jixiao.schemas.self_evaluation import Remark
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jixiao.documents.found import Table
    from jixiao.documents.lines import Document, Line
    from jixiao.documents.places import Locate
    from jixiao.schemas.self_evaluation import ReadForm

_MOST_LINES = 16
"""So many lines under a table may belong to its notes."""
_LONGEST = 2000
_SAYS = re.compile(
    r"产\s{0,4}出|效\s{0,4}益|满\s{0,4}意\s{0,4}度|权\s{0,4}重|分\s{0,4}值|执\s{0,4}行\s{0,4}率"
)
_NOTE = re.compile(r"\s{0,8}[(（【]?\s{0,4}(?:注|说\s{0,4}明|备\s{0,4}注|附\s{0,4}注|填[报表]说明|注释)")
_NUMBERED = re.compile(r"\s{0,8}(?:[(（]?\d{1,2}[)）]|\d{1,2}\s{0,2}[.、．](?!\d)|[①-⑳])")
_CHAPTER = re.compile(
    r"\s{0,8}(?:第[一二三四五六七八九十]{1,3}[部章节篇]|[一二三四五六七八九十]{1,3}、|附件)"
)
_ENDS = re.compile(r"[。；;：:！!]\s*$")


def with_remarks(form: ReadForm, table: Table, document: Document, locate: Locate | None = None) -> ReadForm:
    """The form with the passages of its notes that speak of its parts or their weights."""
    found = []
    for lines in _passages(table, document):
        text = "".join(map(_text, lines))[:_LONGEST]
        if _SAYS.search(text) is None or not any(map(str.isdigit, text)):
            continue
        number = lines[0].number
        told = {"row": say("place.row", number=number), "cell": None, "quote": clip(_text(lines[0]), 300)}
        place = form.source.model_copy(update=told)
        found.append(Remark(printable(text), place if locate is None else locate(place, number)))
    return replace(form, remarks=tuple(found)) if found else form


def _text(line: Line) -> str:
    """What a line says: the texts of its cells, merged ones once."""
    return line.text.strip()[:_LONGEST] if line.mode != "grid" else " ".join(line.distinct)[:_LONGEST]


def _passages(table: Table, document: Document) -> Iterator[list[Line]]:
    """The lines of each passage: a note, an item of it, with the lines on which it goes on."""
    passage: list[Line] = []
    for line in (*table.notes, *_below(table, document)):
        text = _text(line)
        begins = _NOTE.match(text) or _NUMBERED.match(text) or marks.is_sign_off(line)
        if passage and (begins or _ENDS.search(_text(passage[-1]))):
            yield passage
            passage = []
        passage.append(line)
    if passage:
        yield passage


def _below(table: Table, document: Document) -> Iterator[Line]:
    """The lines under a table that may be its notes: from the first that says so, or an item right below."""
    inside = False
    for index, (position, line) in enumerate(document.forward(table.end)):
        if index >= _MOST_LINES or _begins_else(document, position, line):
            return
        text = _text(line)
        inside = inside or _NOTE.match(text) is not None or (index == 0 and _NUMBERED.match(text) is not None)
        if inside and not marks.is_page_number(line):
            yield line


def _begins_else(document: Document, position: int, line: Line) -> bool:
    """Whether another table or chapter begins with a line."""
    if marks.is_title(line) or marks.is_hash_heading(line) or anchors.is_project_row(line):
        return True
    if line.mode != "grid" and _CHAPTER.match(line.text) is not None:
        return True
    if anchors.fund_heading(line) is not None:
        return True
    return anchors.indicator_heading(document, position, line) is not None
