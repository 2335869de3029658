"""Marks of Markdown that came along into a Word document or a PDF: taken off, as in a text.

``# 一、基本情况`` is a heading of the first level, ``**项目名称**`` is 项目名称.  Stars that stand for
something left out (``**年**月``, ``≥**%``) are no marks and stay.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.documents.grid import Extract, Grid, Paragraph

if TYPE_CHECKING:
    from jixiao.documents.grid import Cell

_HASHES = re.compile(r"\s{0,3}(#{1,6})(?:\s+(?=\S)|(?=\*\*|[㐀-鿿（(《“【]))")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{2,200}?)(?<=\S)\*\*(?=$|[：:\s])")


def unmarked(extract: Extract) -> Extract:
    """The extract without marks of Markdown at the beginning of its paragraphs and cells."""
    return replace(extract, blocks=tuple(map(_block, extract.blocks)))


def _block(block: Grid | Paragraph) -> Grid | Paragraph:
    if isinstance(block, Paragraph):
        level, text = plain(block.text)
        return block if text is block.text else replace(block, text=text, level=block.level or level)
    if not any(_marked(cell.text) for row in block.rows for cell in row):
        return block
    return replace(block, rows=tuple(tuple(map(_cell, row)) for row in block.rows))


def _cell(cell: Cell) -> Cell:
    return cell._replace(text=plain(cell.text)[1]) if _marked(cell.text) else cell


def _marked(text: str) -> bool:
    return text.lstrip()[:1] in {"#", "*"} if text else False


def plain(text: str) -> tuple[int, str]:
    """The level of the heading that a text is marked as (0 for none), and the text without the marks."""
    if not _marked(text):
        return 0, text
    hashes = _HASHES.match(text)
    body = text if hashes is None else text[hashes.end() :]
    bold = _BOLD.match(body)
    if bold is not None:
        body = bold[1] + body[bold.end() :]
    return 0 if hashes is None else len(hashes[1]), body
