"""An xlsx (also .xlsm, and .et that is one inside) to sheets: runs in a worker process.

Order of things: the package's directory is judged, every XML part is inflated within its
declared size and searched for document types, and only then does a parser see anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jixiao.documents.office import limits
from jixiao.documents.office.builtin_formats import GENERAL
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sheet import Budget, Sheet
from jixiao.documents.office.sniff import kind_of_package
from jixiao.documents.office.xlsx_parts import cell_formats, relationships, shared_strings, workbook
from jixiao.documents.office.xlsx_sheet import Context, SheetReader
from jixiao.documents.office.xml_guard import harmless, looks_like_xml, named_as_xml
from jixiao.documents.office.zip_guard import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_WORKBOOK = "xl/workbook.xml"


def read_xlsx(data: bytes) -> list[dict[str, Any]]:
    """The worksheets as plain data (:meth:`Sheet.finished`), in order.  Raises :class:`Refused`."""
    package = Package(data)
    kind = kind_of_package(package)
    if kind != "xlsx":
        raise Refused("OFF010", kind=kind)
    parts = harmless_parts(package)
    main = _main_part(parts)
    book = workbook(_needed(parts, main), main)
    if len(book.sheets) > limits.MAX_SHEETS:
        raise Refused("OFF018", count=str(len(book.sheets)), limit=str(limits.MAX_SHEETS))
    folder, _, last = main.rpartition("/")
    relation_part = f"{folder}/_rels/{last}.rels".lstrip("/")
    relations = relationships(_needed(parts, relation_part), relation_part, main)
    context = Context(
        strings=_of_kind(parts, relations, "sharedStrings", shared_strings),
        formats=_of_kind(parts, relations, "styles", cell_formats) or (GENERAL,),
        names=frozenset(book.names),
        date1904=book.date1904,
    )
    budget = Budget()
    sheets = []
    for entry in book.sheets:
        type_, part = relations.get(entry.relation, ("", ""))
        if type_ not in {"worksheet", ""}:
            continue  # a sheet that is one chart, or a macro sheet: no cells of a table
        sheet = Sheet(entry.name, hidden=entry.hidden)
        SheetReader(sheet, part, context).read(_needed(parts, part))
        sheets.append(sheet.finished(budget))
    if not sheets:
        raise Refused("OFF017", part=main, why="sheets")
    return sheets


def harmless_parts(package: Package) -> dict[str, bytes]:
    """Every XML part of a package by its name in lower case, checked.  Raises :class:`Refused`."""
    parts: dict[str, bytes] = {}
    for member in package.members:
        if member.name.endswith("/"):
            continue
        if named_as_xml(member.name) or looks_like_xml(member.name, package.head(member)):
            parts[member.name.lower()] = harmless(package.inflate(member), member.name[:80])
    return parts


def _main_part(parts: dict[str, bytes]) -> str:
    root = "_rels/.rels"
    if root in parts:
        for type_, target in relationships(parts[root], root, "").values():
            if type_ == "officeDocument":
                return target
    return _WORKBOOK


def _needed(parts: dict[str, bytes], name: str) -> bytes:
    content = parts.get(name.lower())
    if content is None:
        raise Refused("OFF017", part=name[:80], why="missing")
    return content


def _of_kind(
    parts: dict[str, bytes],
    relations: Mapping[str, tuple[str, str]],
    kind: str,
    read: Callable[[bytes, str], Sequence[str]],
) -> Sequence[str]:
    """What ``read`` makes of the part that the workbook names for ``kind``; nothing where it names none."""
    part = next((target for type_, target in relations.values() if type_ == kind), None)
    return () if part is None else read(_needed(parts, part), part)
