"""Scores into a unit's own workbook: the named cells change, every other part stays byte for byte.

The package is not rebuilt through an object model (which would lose what it does not know, such as
drawings and macros): only the XML of the sheets concerned is edited.  Cached results of other formulas
are kept; the programs that open the file are told to compute them again.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao.documents.complaints import notice, warning
from jixiao.documents.fill_sheet import Element, SheetEdit, parsed, serialized
from jixiao.documents.office.refusal import Refused
from jixiao.documents.office.sniff import office_kind
from jixiao.documents.office.xlsx_parts import cell_formats, relationships, workbook
from jixiao.documents.office.xml_guard import harmless
from jixiao.documents.office.zip_guard import Package
from jixiao.schemas.finding import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from jixiao.schemas.finding import Finding

_ROOT_RELATIONS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_SIGNATURES = "_xmlsignatures/"
_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s>]")


@dataclass(frozen=True, slots=True)
class FilledFile:
    """The filled file, in how many cells a number now stands that did not, and what to know of them."""

    data: bytes
    written: int
    notes: tuple[Finding, ...] = ()


def fill(data: bytes, values: Mapping[str, Mapping[str, Decimal]], name: str = "") -> FilledFile:
    """``data`` (an xlsx or xlsm) with numbers in the named cells: ``{sheet: {"F12": number}}``.

    Cells are written in the order given.  One covered by a merged range means the first cell of the
    range.  A formula gives way to the number, unless it comes to the same; the results kept of formulas
    that draw on the cells written are brought up to date.  ``name`` is the file's, for the notes.  Raises
    :class:`~jixiao.documents.office.refusal.Refused` for a file that is not such a workbook, or has no
    such sheet.
    """
    return _opened(data, name).filled(values)


def sheet_names(data: bytes) -> tuple[str, ...]:
    """The names of the sheets of a workbook.  Raises :class:`~jixiao.documents.office.refusal.Refused`."""
    return tuple(_opened(data, "").sheets)


def _opened(data: bytes, name: str) -> Filling:
    kind = office_kind(data)
    if kind in {"xls", "xls-old"}:
        raise Refused("FIL001")
    if kind != "xlsx":
        raise Refused("FIL002", kind=kind)
    return Filling(Package(data), name)


class Filling:
    """One workbook being changed: its sheets by name, its parts as they were or as they have become."""

    def __init__(self, package: Package, name: str) -> None:
        self.package = package
        self.name = name
        self.changed: dict[str, bytes] = {}
        self.dropped: set[str] = set()
        self.notes: list[Finding] = []
        self.main = self._main()
        folder, _, last = self.main.rpartition("/")
        self.relation_part = f"{folder}/_rels/{last}.rels".lstrip("/")
        self.relations = relationships(self._read(self.relation_part), self.relation_part, self.main)
        book = workbook(self._read(self.main), self.main)
        self.sheets = {sheet.name: self.relations.get(sheet.relation, ("", ""))[1] for sheet in book.sheets}

    def _read(self, part: str) -> bytes:
        if part in self.changed:
            return self.changed[part]
        try:
            return harmless(self.package.read(part), part[:80])
        except KeyError:
            raise Refused("OFF017", part=part[:80], why="missing") from None

    def _main(self) -> str:
        for kind, target in relationships(self._read(_ROOT_RELATIONS), _ROOT_RELATIONS, "").values():
            if kind == "officeDocument":
                return target
        raise Refused("OFF017", part=_ROOT_RELATIONS, why="missing")

    def _part_of_kind(self, kind: str) -> str | None:
        return next((target for found, target in self.relations.values() if found == kind), None)

    def filled(self, values: Mapping[str, Mapping[str, Decimal]]) -> FilledFile:
        """The workbook with numbers in cells, as :func:`fill` has it."""
        written, replaced, changed = 0, False, False
        styles = self._part_of_kind("styles")
        formats = cell_formats(self._read(styles), styles) if styles is not None else ()
        general: dict[int, int] = {}
        for sheet, cells in values.items():
            part = self.sheets.get(sheet)
            if part is None:
                raise Refused("FIL003", sheet=sheet[:80])
            edit = SheetEdit(self._read(part), part)
            for ref, value in cells.items():
                done = edit.put(ref, value, formats)
                place = Place(file=self.name or None, table=sheet, cell=done.ref)
                if done.kept_array:
                    self.notes.append(warning("FIL004", place))
                if done.kept_array or done.same:
                    continue
                written += not done.kept_formula
                changed = True
                if done.formula is not None and not done.kept_formula:
                    replaced = True
                    self.notes.append(notice("FIL005", place, found=f"={done.formula}"))
                if done.hidden_by_format is not None:
                    edit.restyle(done.ref, self._general(done.style, general, styles))
                    self.notes.append(notice("FIL007", place, format=done.hidden_by_format))
            edit.refresh()
            if edit.written:
                self.changed[part] = edit.content()
        if changed and any(part.lower().startswith(_SIGNATURES) for part in self.package.names()):
            self.notes.append(warning("FIL006", Place(file=self.name or None)))
        if replaced:
            self._drop_calculation_chain()
        if changed and self._computes():
            self._compute_on_opening()
        return FilledFile(self._packed(), written, tuple(self.notes))

    def _computes(self) -> bool:
        """Whether any sheet has a formula, whose result may now be another."""
        parts = (self._read(part) for part in self.sheets.values() if part and part in self.package)
        return any(_FORMULA.search(content) for content in parts)

    # the other parts concerned

    def _general(self, style: int, known: dict[int, int], styles: str | None) -> int:
        """The number of a style that is ``style`` with the format General."""
        if styles is None:
            return 0
        if style not in known:
            root = parsed(self._read(styles), styles)
            listed = root.find("{*}cellXfs")
            if listed is None or not 0 <= style < len(listed):
                return style
            copy = parsed(serialized(listed[style]), styles)
            copy.set("numFmtId", "0")
            copy.set("applyNumberFormat", "1")
            listed.append(copy)
            listed.set("count", str(len(listed)))
            known[style] = len(listed) - 1
            self.changed[styles] = serialized(root)
        return known[style]

    def _drop_calculation_chain(self) -> None:
        """Leave out the order of calculation, which names formulas that are gone; it is made anew."""
        part = self._part_of_kind("calcChain")
        if part is None or part not in self.package:
            return
        self.dropped.add(part.lower())
        relations = parsed(self._read(self.relation_part), self.relation_part)
        for relation in list(relations):
            if relation.get("Type", "").rpartition("/")[2] == "calcChain":
                relations.remove(relation)
        self.changed[self.relation_part] = serialized(relations)
        types = parsed(self._read(_TYPES), _TYPES)
        for override in list(types):
            if posixpath.normpath(override.get("PartName", "")).lstrip("/").lower() == part.lower():
                types.remove(override)
        self.changed[_TYPES] = serialized(types)

    def _compute_on_opening(self) -> None:
        root = parsed(self._read(self.main), self.main)
        settings = root.find("{*}calcPr")
        if settings is None:
            settings = root.makeelement(root.tag.replace("}workbook", "}calcPr"), {})
            _insert_calc_settings(root, settings)
        settings.set("fullCalcOnLoad", "1")
        self.changed[self.main] = serialized(root)

    def _packed(self) -> bytes:
        """The package with the changed parts in the place of the old ones, all others as they were."""
        by_name = {part.lower(): content for part, content in self.changed.items()}
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self.package.data)) as old,
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for known, member in zip(old.infolist(), self.package.members, strict=True):
                key = member.name.lower()
                if key in self.dropped:
                    continue
                info = zipfile.ZipInfo(known.filename, known.date_time)
                info.compress_type, info.external_attr = known.compress_type, known.external_attr
                content = by_name.get(key)
                new.writestr(info, self.package.inflate(member) if content is None else content)
        return stream.getvalue()


_AFTER_CALC_SETTINGS = frozenset({
    "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
})  # fmt: skip


def _insert_calc_settings(root: Element, settings: Element) -> None:
    """Put ``settings`` where the order of the elements of a workbook wants it."""
    for index, child in enumerate(root):
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] in _AFTER_CALC_SETTINGS:
            root.insert(index, settings)
            return
    root.append(settings)
