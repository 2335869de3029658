"""Forms as one HTML page: nothing is loaded from elsewhere, no script runs, each form prints on A4."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.layout import page
from jixiao.documents.write.sheet import IN_TABLE, Box, Line, Part, Sheet, Style
from jixiao.documents.write.styles import (
    BODY,
    COLOURS,
    HEAD,
    HEAD_GROUND,
    MARGIN_MM,
    MARGIN_WIDE_MM,
    TITLE,
    families,
)
from jixiao.documents.write.summary import summary
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.documents.write.model import FormBook

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def _margins(mm: dict[str, int]) -> str:
    return " ".join(f"{mm[side]}mm" for side in ("top", "right", "bottom", "left"))


def _sheet_of_styles() -> str:
    marked = "".join(
        f"td.{mark.value}{{color:#{colour.ink};background:#{colour.ground};font-weight:bold}}"
        f"p.{mark.value}{{color:#{colour.ink}}}"
        for mark, colour in COLOURS.items()
    )
    return f"""
@page {{ size: A4 portrait; margin: {_margins(MARGIN_MM)}; }}
@page lying {{ size: A4 landscape; margin: {_margins(MARGIN_WIDE_MM)}; }}
* {{ box-sizing: border-box; }}
body {{ margin: 1.5em auto; padding: 0 1em; max-width: 86em; font: 10.5pt/1.4 {families(BODY)}; color: #000;
  background: #fff; }}
section {{ break-after: page; margin-bottom: 4em; }}
section:last-child {{ break-after: auto; }}
section.lying {{ page: lying; }}
section.upright {{ max-width: 56em; margin-left: auto; margin-right: auto; }}
h1 {{ font: normal 22pt/1.3 {families(TITLE)}; text-align: center; margin: 0; }}
h2 {{ font: normal 11pt/1.6 {families(HEAD)}; margin: 0.8em 0 0; break-after: avoid; }}
p {{ margin: 0.2em 0; white-space: pre-wrap; overflow-wrap: anywhere; }}
p.caption {{ text-align: center; font-size: 14pt; }}
p.sign-off {{ margin-top: 1em; }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; }}
table + table {{ margin-top: -1px; }}
td, th {{ border: 1px solid #000; padding: 0.15em 0.3em; vertical-align: middle; white-space: pre-wrap;
  overflow-wrap: anywhere; font-weight: normal; }}
th {{ background: #{HEAD_GROUND}; font-family: {families(HEAD)}; text-align: center; }}
td.centred, td.figure {{ text-align: center; }}
td:not([rowspan]) {{ break-inside: avoid; }}
a {{ color: inherit; }}
{marked}
@media print {{
  body {{ margin: 0; padding: 0; max-width: none; font-size: 9pt; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }}
  section {{ margin-bottom: 0; }}
  th[rowspan] {{ background: none; }}
  section.upright {{ max-width: none; }}
}}
"""


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _cell(box: Box) -> str:
    tag = "th" if box.style is Style.LABEL else "td"
    names = [] if tag == "th" or box.style is Style.TEXT else [box.style.value]
    if box.mark in COLOURS:
        names.append(box.mark.value)
    classes = f' class="{" ".join(names)}"' if names else ""
    text = escape(box.text)
    if box.sheet is not None:
        text = f'<a href="#t{box.sheet}">{text}</a>'
    return f"<{tag}{classes}{_span('rowspan', box.rows)}{_span('colspan', box.columns)}>{text}</{tag}>"


def _rows(lines: Iterable[Line]) -> str:
    return "".join(f"<tr>{''.join(_cell(box) for _, box in line.boxes)}</tr>\n" for line in lines)


def _table(lines: list[Line], sheet: Sheet) -> str:
    total = sum(sheet.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.3f}%">' for width in sheet.widths)
    heading = [line for line in lines if line.part is Part.HEADING]
    rest = [line for line in lines if line.part is not Part.HEADING]
    head = f"<thead>\n{_rows(heading)}</thead>\n" if heading else ""
    return f"<table>\n<colgroup>{columns}</colgroup>\n{head}<tbody>\n{_rows(rest)}</tbody>\n</table>\n"


def _paragraph(box: Box) -> str:
    tag = {Style.TITLE: "h1", Style.HEADLINE: "h2"}.get(box.style, "p")
    names = [box.style.value] if box.style in {Style.CAPTION, Style.SIGN_OFF} else []
    if box.mark in COLOURS:
        names.append(box.mark.value)
    classes = f' class="{" ".join(names)}"' if names else ""
    return f"<{tag}{classes}>{escape(box.text)}</{tag}>\n"


def _section(sheet: Sheet, number: int | None) -> Iterator[str]:
    mark = "" if number is None else f' id="t{number}"'
    yield f'<section{mark} class="{"lying" if sheet.landscape else "upright"}">\n'
    table: list[Line] = []
    for line in sheet.lines:
        starts = line.part is Part.HEADING or line.part not in IN_TABLE
        if starts and table:
            yield _table(table, sheet)
            table = []
        if line.part in IN_TABLE:
            table.append(line)
        else:
            yield _paragraph(line.boxes[0][1])
    if table:
        yield _table(table, sheet)
    yield "</section>\n"


def write_sheets(sheets: Iterable[Sheet], stream: BinaryIO, *, title: str, numbers: int = 0) -> None:
    """Write pages as one, a section each, in UTF-8; from ``numbers`` on they can be linked to."""
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        f"<title>{escape(title)}</title>\n<style>{_sheet_of_styles()}</style>\n</head>\n<body>\n",
    ]
    for number, sheet in enumerate(sheets, -numbers):
        parts += _section(sheet, number if number >= 0 else None)
    parts.append("</body>\n</html>\n")
    stream.write("".join(parts).encode("utf-8"))


def write(book: FormBook, stream: BinaryIO) -> None:
    """Write every form of ``book`` as one page; a summary comes first where there are several."""
    first = [summary(book)] if len(book.forms) != 1 or book.problems else []
    sheets = [*first, *map(page, book.forms)]
    write_sheets(sheets, stream, title=say("form.title"), numbers=len(first))


def as_bytes(book: FormBook) -> bytes:
    """The page of ``book`` as bytes."""
    stream = io.BytesIO()
    write(book, stream)
    return stream.getvalue()
