"""Word documents for tests: from the body's XML, and from tables with merged cells."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.documents.office.packages import zipped

if TYPE_CHECKING:
    from docx.document import Document as Document_

    from jixiao.documents.grid import Grid
    from tests.strategies.tables import Shown, Table

FONT = "Noto Sans CJK SC"
_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)


def parts(body: str, styles: str | None = None) -> dict[str, bytes]:
    """The members of a package whose document has that body."""
    members = {
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>".encode(),
    }
    if styles is not None:
        members["word/styles.xml"] = f"<w:styles {_NAMES}>{styles}</w:styles>".encode()
    return members


def docx(body: str, styles: str | None = None) -> bytes:
    """A document with that body."""
    return zipped(parts(body, styles))


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell; plain text becomes a paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def document(*, landscape: bool = False) -> Document_:
    """An empty A4 document in a font that has Chinese."""
    made = Document()
    section = made.sections[0]
    size = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.page_width, section.page_height = size
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    normal = made.styles["Normal"]
    normal.font.name = FONT
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    return made


def add_table(made: Document_, table: Table, *, points: float = 9) -> None:
    """Append ``table`` with borders, its areas merged by the library itself."""
    drawn = made.add_table(table.rows, table.columns, style="Table Grid")
    cells = [list(row.tc_lst) for row in drawn._tbl.tr_lst]
    for (row, column, _, _), text in table.areas.items():
        if text:
            run = cells[row][column].p_lst[0].add_r()
            run.text = text
            properties = run.get_or_add_rPr()
            properties.sz_val = Pt(points)
            fonts = properties.get_or_add_rFonts()
            for kind in ("w:eastAsia", "w:ascii", "w:hAnsi"):
                fonts.set(qn(kind), FONT)
    for row, column, down, right in table.areas:
        if down * right > 1:
            drawn.cell(row, column).merge(drawn.cell(row + down - 1, column + right - 1))


def saved(made: Document_) -> bytes:
    """The document as a file."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def shown(grid: Grid) -> Shown:
    """A grid's texts without white space, spans and covered cells."""
    return [[(squeeze(c.text), c.rowspan, c.colspan, c.covered) for c in row] for row in grid.rows]


def squeeze(text: str) -> str:
    """``text`` without white space."""
    return re.sub(r"\s", "", text)
