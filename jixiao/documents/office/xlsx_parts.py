"""The parts of an xlsx beside its sheets: relationships, the workbook, shared strings, number formats."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from jixiao.documents.office.builtin_formats import BUILTIN, GENERAL
from jixiao.documents.office.xml_guard import SEPARATOR, local, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSITIONAL: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
NAMESPACES: Final = (TRANSITIONAL, STRICT)

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CACHED = 256 * 1024


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    hidden: bool


@dataclass(slots=True)
class Workbook:
    """What the workbook part says."""

    sheets: list[SheetEntry] = field(default_factory=list)
    date1904: bool = False
    names: set[str] = field(default_factory=set)


def element(name: str) -> frozenset[str]:
    """The full names of a spreadsheet element in both namespaces."""
    return frozenset(f"{space}{SEPARATOR}{name}" for space in NAMESPACES)


def truth(value: str | None) -> bool:
    """An XML boolean."""
    return value is not None and value.strip().lower() in {"1", "true", "on"}


def relationships(content: bytes, part: str, owner: str) -> Mapping[str, tuple[str, str]]:
    """The internal relationships of ``owner``: id to (last word of the type, full name of the target)."""
    return (_cached_relationships if len(content) <= _CACHED else _relationships)(content, part, owner)


def _relationships(content: bytes, part: str, owner: str) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode", "Internal").lower() != "external":
            target = unquote(attributes.get("Target", "")).replace("\\", "/")
            full = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, full)

    parse(content, part, start=start)
    return MappingProxyType(found)


# Forms of one office come from one template: these parts of theirs are the same bytes.
_cached_relationships = lru_cache(maxsize=32)(_relationships)


def workbook(content: bytes, part: str) -> Workbook:
    """The sheets in order, the date system and the defined names."""
    book = Workbook()
    inside_names = element("definedName")
    sheet, properties = element("sheet"), element("workbookPr")

    def start(name: str, attributes: dict[str, str]) -> None:
        if name in sheet:
            relation = next(
                (value for key, value in attributes.items() if local(key) == "id" and key != "id"), ""
            )
            hidden = attributes.get("state", "visible") in {"hidden", "veryHidden"}
            book.sheets.append(SheetEntry(attributes.get("name", ""), relation, hidden))
        elif name in properties:
            book.date1904 = truth(attributes.get("date1904"))
        elif name in inside_names:
            book.names.add(attributes.get("name", "").lower())

    parse(content, part, start=start)
    return book


def plain_text(text: str) -> str:
    """A text of a cell: ``_x000D_`` and the like resolved, line feeds alone, no control characters."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isprintable() else _CONTROL.sub("", text)


def shared_strings(content: bytes, part: str) -> list[str]:
    """The shared strings in order; rich text joined, phonetic guides left out."""
    strings: list[str] = []
    parts: list[str] = []
    current: list[str] = []
    known = {full: name for name in ("si", "t", "rPh") for full in element(name)}.get
    guides = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal guides
        what = known(name)
        if what == "t":
            parts.clear()
        elif what == "si":
            current.clear()
        elif what == "rPh":
            guides += 1

    def end(name: str) -> None:
        nonlocal guides
        what = known(name)
        if what == "t":
            if not guides:
                current.extend(parts)
        elif what == "si":
            strings.append(plain_text("".join(current)))
        elif what == "rPh":
            guides -= 1

    parse(content, part, start=start, end=end, text=parts.append)
    return strings


def cell_formats(content: bytes, part: str) -> tuple[str, ...]:
    """The number format of each cell style (``cellXfs``), as a format code."""
    return (_cached_formats if len(content) <= _CACHED else _formats)(content, part)


def _formats(content: bytes, part: str) -> tuple[str, ...]:
    custom: dict[int, str] = {}
    styles: list[int] = []
    group = ""
    groups = {name: local(name) for which in ("numFmts", "cellXfs") for name in element(which)}
    number_format, style = element("numFmt"), element("xf")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal group
        if name in groups:
            group = groups[name]
        elif group == "numFmts" and name in number_format:
            custom[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", GENERAL)
        elif group == "cellXfs" and name in style:
            styles.append(_whole(attributes.get("numFmtId")))

    def end(name: str) -> None:
        nonlocal group
        if name in groups:
            group = ""

    parse(content, part, start=start, end=end)
    return tuple(format_code(number, custom) for number in styles)


_cached_formats = lru_cache(maxsize=32)(_formats)


def format_code(number: int, custom: dict[int, str]) -> str:
    """The code behind a format's number; an unknown number is General."""
    code = custom.get(number) or BUILTIN.get(number, GENERAL)
    return GENERAL if code.strip().lower() == "general" else code


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else 0
