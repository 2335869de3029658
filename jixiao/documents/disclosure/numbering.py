"""How paragraphs and headings are numbered: 第一部分, 一、, （一）, 1、, （1）."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "一二三四五六七八九十"
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")}
_STYLES = (
    ("part", re.compile(rf"第([{_HAN}]{{1,3}})(?:部分|章|部|篇)[、:.]?")),
    ("han", re.compile(rf"([{_HAN}]{{1,3}})[、.](?![{_HAN}]、)")),
    ("han-paren", re.compile(rf"\(([{_HAN}]{{1,3}})\)[、.]?")),
    ("arabic-paren", re.compile(r"\((\d{1,3})\)[、.]?")),
    ("arabic", re.compile(r"(\d{1,3})(?:、|\.(?!\d)|\.(?=(?:19|20)\d\d[\u4e00-\u9fff]|\d{1,4}号))")),
    ("half-paren", re.compile(r"(\d{1,3})\)")),
    ("ordinal", re.compile(rf"([{_HAN}]{{1,2}})是(?!否)")),
    ("goal", re.compile(rf"(?:年度)?目标([\d{_HAN}]{{1,2}})[:、.]")),
)


class Marker(NamedTuple):
    """A printed number: its style, its value, where the text behind it begins (in the folded text)."""

    style: str
    number: int
    end: int


def han_number(text: str) -> int:
    """十二 is 12; digits are digits."""
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return _DIGIT.get(text, 0) if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_DIGIT.get(tens, 0) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)


def marker_of(text: str) -> Marker | None:
    """The number a folded text begins with, or ``None``."""
    for style, pattern in _STYLES:
        found = pattern.match(text)
        if found is not None:
            return Marker(style, han_number(found.group(1)), found.end())
    return None
