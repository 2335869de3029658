"""The text of one Word paragraph: what is displayed, from runs, fields, controls, symbols and formulas.

Element names are compared without their namespace, so that transitional and strict
files read alike.  Deleted revisions, hidden text, field codes and notes are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jixiao.documents.office.docx_xml import attribute, child, is_on, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

CHECKED: Final = "☑"
UNCHECKED: Final = "☐"

_DELETED = frozenset({"del", "moveFrom"})
_INVISIBLE = frozenset(
    {
        "pPr", "rPr", "instrText", "delText", "delInstrText", "footnoteReference", "endnoteReference",
        "annotationRef", "footnoteRef", "endnoteRef", "softHyphen", "lastRenderedPageBreak", "sectPr",
        "sdtPr", "sdtEndPr", "rt", "rubyPr", "ffData", "fldData", "pgNum", "fPr", "dPr", "sSupPr", "sSubPr",
        "radPr", "naryPr", "ctrlPr", "oMathParaPr", "tblPr", "tblGrid", "trPr", "tcPr",
    }
)  # fmt: skip
_FIXED: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOL: Final = {
    0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB9: "≠", 0xB0: "°", 0xA5: "∞", 0xBB: "≈", 0xB8: "÷",
    0x3C: "<", 0x3E: ">", 0x3D: "=", 0x25: "%", 0x2B: "+", 0x2D: "-", 0xD7: "·", 0xD5: "∏", 0xE5: "∑",
}  # fmt: skip
_WINGDINGS: Final = {
    0xFE: CHECKED, 0xFD: "☒", 0xA8: UNCHECKED, 0x6F: UNCHECKED, 0x70: UNCHECKED, 0x71: UNCHECKED,
    0x72: UNCHECKED, 0xFC: "✓", 0xFB: "✗", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0xD8: "➢", 0xA1: "○",
    0xA7: "▪", 0x9F: "•", 0x76: "❖", 0xF0: "⇨", 0xE0: "→", 0xE8: "➔",
}  # fmt: skip
_WINGDINGS2: Final = {
    0x52: CHECKED, 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0xA3: UNCHECKED, 0x2A: UNCHECKED,
    0x30: UNCHECKED, 0x35: UNCHECKED, 0x97: "●", 0xA2: "■", 0x81: "○",
}  # fmt: skip
_FONTS: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS2}
_UNKNOWN = "\ufffd"


@dataclass(slots=True)
class Seen:
    """What was met on the way and has to be told: counts over the whole document."""

    deletions: int = 0
    insertions: int = 0
    numbered: int = 0
    unknown_symbols: int = 0


@dataclass(slots=True)
class Inline:
    """Text gathered from one paragraph, and the text boxes anchored in it (``txbxContent`` elements)."""

    seen: Seen
    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    codes: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)

    def add(self, text: str) -> None:
        """Take ``text`` unless it stands in the code part of a field."""
        if True not in self.codes:
            self.pieces.append(text)


def alternative(element: Element) -> Element | None:
    """What a reader of today shows of ``mc:AlternateContent``: the first filled choice, else the fallback."""
    filled = (below for below in element if len(below))
    return next(filled, None)


def placeholder(control: Element) -> bool:
    """Whether a content control shows its prompt: nobody has filled it in."""
    properties = child(control, "sdtPr")
    return properties is not None and is_on(child(properties, "showingPlcHdr"))


def paragraph_text(paragraph: Element, seen: Seen) -> Inline:
    """The text of a ``w:p`` with its text boxes."""
    inline = Inline(seen)
    _walk(paragraph, inline)
    return inline


def _walk(element: Element, inline: Inline) -> None:
    for below in element:
        _one(below, inline)


def _one(element: Element, inline: Inline) -> None:
    name = local(element)
    if name == "r":
        _run(element, inline)
    elif name == "t":
        inline.add(element.text or "")
    elif name in _FIXED:
        inline.add(_FIXED[name])
    elif name in _DELETED:
        inline.seen.deletions += 1
    elif name in _INVISIBLE:
        return
    elif name in _SPECIAL:
        _SPECIAL[name](element, inline)
    else:
        if name in {"ins", "moveTo"}:
            inline.seen.insertions += 1
        _walk(element, inline)


def _run(run: Element, inline: Inline) -> None:
    properties = child(run, "rPr")
    font: dict[int, str] | None = None
    if properties is not None:
        if is_on(child(properties, "vanish")):
            return
        fonts = child(properties, "rFonts")
        if fonts is not None:
            font = _font(attribute(fonts, "ascii") or attribute(fonts, "hAnsi"))
    for below in run:
        if local(below) == "t":
            text = below.text or ""
            if any("\uf020" <= mark <= "\uf0ff" for mark in text):
                text = "".join(_symbol(ord(mark), font or _SYMBOL, inline.seen) for mark in text)
            inline.add(text)
        else:
            _one(below, inline)


def _font(name: str | None) -> dict[int, str] | None:
    return _FONTS.get((name or "").strip().lower())


def _symbol(code: int, font: dict[int, str] | None, seen: Seen) -> str:
    """The character of a symbol font; the private-use range and the low byte mean the same."""
    private = 0xF020 <= code <= 0xF0FF
    if font is None and not private:
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else _UNKNOWN
    if font is not None and (private or code < 0x100):
        known = font.get(code & 0xFF)
        if known is not None:
            return known
    if not private:
        return chr(code)
    seen.unknown_symbols += 1
    return _UNKNOWN


def _sym(element: Element, inline: Inline) -> None:
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return
    inline.add(_symbol(code, _font(attribute(element, "font")), inline.seen))


def _break(element: Element, inline: Inline) -> None:
    inline.add("" if attribute(element, "type") in {"page", "column"} else "\n")


def _field_mark(element: Element, inline: Inline) -> None:
    """``fldChar``: between begin and separate stands the code; after separate the result is displayed."""
    kind = attribute(element, "fldCharType")
    if kind == "begin":
        data = child(element, "ffData")
        if data is not None:
            _legacy_control(data, inline)
        inline.codes.append(True)
    elif kind == "separate" and inline.codes:
        inline.codes[-1] = False
    elif kind == "end" and inline.codes:
        inline.codes.pop()


def _legacy_control(data: Element, inline: Inline) -> None:
    box, choices = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        state = child(box, "checked")
        inline.add(CHECKED if is_on(state if state is not None else child(box, "default")) else UNCHECKED)
    elif choices is not None:
        entries = [attribute(entry, "val") or "" for entry in choices if local(entry) == "listEntry"]
        chosen = child(choices, "result")
        number = (attribute(chosen, "val") or "0") if chosen is not None else "0"
        if number.isdecimal() and int(number) < len(entries):
            inline.add(entries[int(number)])


def _control(element: Element, inline: Inline) -> None:
    if placeholder(element):
        return
    content = child(element, "sdtContent")
    before = len(inline.pieces)
    if content is not None:
        _walk(content, inline)
    properties = child(element, "sdtPr")
    box = child(properties, "checkbox") if properties is not None else None
    if box is not None and len(inline.pieces) == before:
        inline.add(CHECKED if is_on(child(box, "checked")) else UNCHECKED)


def _alternate(element: Element, inline: Inline) -> None:
    chosen = alternative(element)
    if chosen is not None:
        _walk(chosen, inline)


def _box(element: Element, inline: Inline) -> None:
    inline.boxes.append(element)


def _ruby(element: Element, inline: Inline) -> None:
    base = child(element, "rubyBase")
    if base is not None:
        _walk(base, inline)


def _fraction(element: Element, inline: Inline) -> None:
    for part, mark in (("num", "/"), ("den", "")):
        below = child(element, part)
        if below is not None:
            _walk(below, inline)
        inline.add(mark)


def _delimiters(element: Element, inline: Inline) -> None:
    marks = {"begChr": "(", "endChr": ")"}
    properties = child(element, "dPr")
    for below in properties if properties is not None else ():
        if local(below) in marks:
            marks[local(below)] = attribute(below, "val") or ""
    inline.add(marks["begChr"])
    _walk(element, inline)
    inline.add(marks["endChr"])


_SPECIAL = {
    "br": _break,
    "sym": _sym,
    "fldChar": _field_mark,
    "sdt": _control,
    "AlternateContent": _alternate,
    "txbxContent": _box,
    "ruby": _ruby,
    "f": _fraction,
    "d": _delimiters,
}


def through(element: Element, wanted: frozenset[str], seen: Seen) -> Iterator[Element]:
    """The children of those names, also inside controls, insertions and other wrappers; no deleted ones."""
    for below in element:
        name = local(below)
        if name in wanted:
            yield below
        elif name in _DELETED:
            seen.deletions += 1
        elif name in _INVISIBLE:
            continue
        elif name == "AlternateContent":
            chosen = alternative(below)
            if chosen is not None:
                yield from through(chosen, wanted, seen)
        elif name != "sdt" or not placeholder(below):
            yield from through(below, wanted, seen)
