"""What the styles of a Word document say about its paragraphs: heading levels and automatic numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.documents.office.docx_xml import attribute, child, children, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_TITLES = frozenset({"title", "标题", "文档标题"})
_BODY = 9
_MOST_PARENTS = 20
_LISTED = 5


@dataclass(frozen=True, slots=True)
class _Style:
    level: int | None
    numbered: bool
    parent: str | None


@dataclass(slots=True)
class Styles:
    """The paragraph styles by id."""

    known: dict[str, _Style] = field(default_factory=dict)
    default: str | None = None

    def of_paragraph(self, paragraph: Element) -> tuple[int, bool]:
        """Heading level (1–9, 0 for body text) and whether a number is put in front by the program."""
        properties = child(paragraph, "pPr")
        level: int | None = None
        numbered: bool | None = None
        style = self.default
        if properties is not None:
            level, numbered = _outline(properties), _numbered(properties)
            named = child(properties, "pStyle")
            style = (attribute(named, "val") if named is not None else None) or style
        for _ in range(_MOST_PARENTS):
            found = self.known.get(style or "")
            if found is None:
                break
            level = found.level if level is None else level
            numbered = numbered if numbered is not None else found.numbered or None
            style = found.parent
        return level or 0, bool(numbered)


def of_part(content: bytes | None) -> Styles:
    """The styles of ``styles.xml``; none where there is no such part or it cannot be read."""
    styles = Styles()
    for element in children(content):
        if local(element) != "style" or attribute(element, "type") not in {"paragraph", None}:
            continue
        identity = attribute(element, "styleId") or ""
        styles.known[identity] = _style(element)
        if attribute(element, "default") in {"1", "true", "on"}:
            styles.default = identity
    return styles


def _style(element: Element) -> _Style:
    properties, parent, named = child(element, "pPr"), child(element, "basedOn"), child(element, "name")
    level = _outline(properties) if properties is not None else None
    if level is None and named is not None:
        level = _level_of_name(attribute(named, "val") or "")
    return _Style(
        level=level,
        numbered=bool(_numbered(properties)) if properties is not None else False,
        parent=attribute(parent, "val") if parent is not None else None,
    )


def _level_of_name(name: str) -> int | None:
    plain = unicodedata.normalize("NFKC", name).strip().lower()
    found = _HEADING.fullmatch(plain)
    if found:
        return int(found[1])
    return 1 if plain in _TITLES else None


def _outline(properties: Element) -> int | None:
    """The outline level as 1–9; 0 for what is expressly body text; ``None`` where nothing is said."""
    found = child(properties, "outlineLvl")
    value = attribute(found, "val") if found is not None else None
    if value is None or not value.isdecimal():
        return None
    return int(value) + 1 if int(value) < _BODY else 0


def _numbered(properties: Element) -> bool | None:
    """Whether the program numbers such paragraphs; list 0 switches it off; ``None`` where nothing is said."""
    found = child(properties, "numPr")
    if found is None:
        return None
    number = child(found, "numId")
    return number is not None and attribute(number, "val") not in {"0", None}


def listed(numbers: list[int]) -> str:
    """The first few of ``numbers``, for a sentence."""
    return "、".join(str(number) for number in numbers[:_LISTED])
