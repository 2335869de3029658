"""The XML of a Word package by local names, so that transitional and strict files read alike.

Only parts that have passed :func:`jixiao.documents.office.xml_guard.harmless` come here.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from jixiao.documents.office.refusal import Refused
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MAX_DEPTH: Final = 200
"""Elements inside one another; office programs stay under 60 even with nested tables in text boxes."""

_OFF = frozenset({"0", "false", "off", "none"})
_MOST_NAMES = 4096
_names: dict[str, str] = {}


def local(element: Element) -> str:
    """The name of ``element`` without its namespace."""
    tag = element.tag
    name = _names.get(tag)
    if name is None:
        name = tag.rpartition("}")[2]
        if len(_names) < _MOST_NAMES:
            _names[tag] = name
    return name


def attribute(element: Element, name: str) -> str | None:
    """The attribute ``name`` of any namespace, or ``None``."""
    for key, value in element.items():
        if key == name or key.endswith("}" + name):
            return value
    return None


def child(element: Element, name: str) -> Element | None:
    """The first child of that local name."""
    for below in element:
        if local(below) == name:
            return below
    return None


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as ``<w:vanish/>`` is there and not switched off."""
    return element is not None and (attribute(element, "val") or "1").lower() not in _OFF


def children(content: bytes | None) -> list[Element]:
    """The children of the root of a small part; none where it is missing or cannot be read."""
    try:
        return list(ET.fromstring(content)) if content else []  # noqa: S314 - without document type or entity
    except ET.ParseError:
        return []


def body(content: bytes) -> Iterator[Element]:
    """The children of the body of a document, each whole, and emptied when the next is asked for.

    Raises :class:`Refused` for what is no document, not well-formed, or nested beyond :data:`MAX_DEPTH`.
    """
    stack: list[Element] = []
    try:
        for event, element in ET.iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - as above
            if event == "start":
                if not stack and local(element) != "document":
                    raise Refused("WRD001", problem=say("pages.why.document"))
                stack.append(element)
                if len(stack) > MAX_DEPTH:
                    raise Refused("WRD003", limit=str(MAX_DEPTH))
                continue
            stack.pop()
            if len(stack) == 2 and local(stack[1]) == "body":
                yield element
                stack[1].clear()
    except ET.ParseError as failure:
        raise Refused("WRD001", problem=say("pages.why.xml")) from failure
