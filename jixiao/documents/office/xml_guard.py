"""XML parts made harmless before a parser sees them: no document type, no entity, one known encoding.

A part in UTF-16 is turned into UTF-8 first, so that nothing can hide in an encoding.  Text of a cell
cannot be taken for a declaration: in XML its ``<`` is written ``&lt;``.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from jixiao.documents.office.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

SEPARATOR: Final = "}"
"""Between the namespace of an element or attribute and its name."""

_DECLARATION = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_NAMED = re.compile(r"<\?xml\s[^>]*?\?>")
_DECLARED = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be"})
"""What a declaration may say; it is not believed: without a mark of UTF-16 the bytes are read as UTF-8."""

_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_SUFFIXES = (".xml", ".rels", ".vml", ".xhtml", ".html")


def named_as_xml(name: str) -> bool:
    """Whether a member is XML by its name, so that nobody need look how it begins."""
    return name.lower().endswith(_SUFFIXES)


def looks_like_xml(name: str, content: bytes) -> bool:
    """Whether a member is XML by its name or by how it begins, in any encoding an XML parser would try."""
    if named_as_xml(name):
        return True
    head = content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<")


def harmless(content: bytes, part: str) -> bytes:
    """``content`` as UTF-8 without a document type.

    Raises :class:`Refused` where there is one, or an entity, or an encoding these
    files may not have (ECMA-376 part 2 allows UTF-8 and UTF-16).
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = _from_utf16(content, "utf-16", part)
    elif content.startswith((b"<\0", b"\0<")):
        content = _from_utf16(content, "utf-16-le" if content[0] else "utf-16-be", part)
    elif b"\0" in content[:4]:
        raise Refused("OFF017", part=part, why="encoding")
    else:
        content = content.removeprefix(codecs.BOM_UTF8)
        declared = _DECLARATION.match(content[:300])
        if declared and declared[1].decode("ascii").lower() not in _DECLARED:
            raise Refused("OFF017", part=part, why="encoding")
    if b"\0" in content:  # XML has no such character; another encoding would
        raise Refused("OFF017", part=part, why="encoding")
    if any(mark in content for mark in _FORBIDDEN):
        raise Refused("OFF001", part=part)
    return content


def _from_utf16(content: bytes, encoding: str, part: str) -> bytes:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as failure:
        raise Refused("OFF017", part=part, why="encoding") from failure
    # the declaration would name an encoding that no longer holds
    return _NAMED.sub("", text.removeprefix("\ufeff"), count=1).lstrip().encode("utf-8", "surrogatepass")


def parse(
    content: bytes,
    part: str,
    *,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Walk through a harmless part by callbacks; names come as ``namespace}name``.

    Raises :class:`Refused` where it is not well-formed; what the callbacks raise goes through.
    """
    parser = expat.ParserCreate("utf-8", SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype  # the second lock on the same door
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as failure:
        raise Refused("OFF017", part=part, why="xml") from failure


def _no_doctype(*_: object) -> None:
    raise Refused("OFF001", part="")


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(SEPARATOR)[2]
