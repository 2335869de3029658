"""A report as one HTML file: nothing is loaded from elsewhere, no script runs, each part prints on A4."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, BinaryIO

from jixiao.documents.write.faces import KAI
from jixiao.documents.write.model import Mark
from jixiao.documents.write.styles import (
    BODY,
    COLOURS,
    HEAD,
    HEAD_GROUND,
    TITLE,
    display_width,
    families,
    printable,
)
from jixiao.reports import chart_svg
from jixiao.reports.blocks import (
    Align,
    Blank,
    Contents,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    Title,
    Words,
)
from jixiao.reports.charts import data_table
from jixiao.reports.widths import fitted, margins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.reports.blocks import Block, Cell, Part, Report, Run

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LONG = 1200


def _margins(*, landscape: bool) -> str:
    sides = margins(landscape=landscape)
    return " ".join(f"{sides[side]}mm" for side in ("top", "right", "bottom", "left"))


def _sheet_of_styles() -> str:
    marked = "".join(
        f".{mark.value}{{color:#{colour.ink}}}td.{mark.value}{{background:#{colour.ground};font-weight:bold}}"
        for mark, colour in COLOURS.items()
    )
    return f"""
@page {{ size: A4 portrait; margin: {_margins(landscape=False)}; }}
@page lying {{ size: A4 landscape; margin: {_margins(landscape=True)}; }}
* {{ box-sizing: border-box; }}
body {{ margin: 1.5em auto; padding: 0 1em; max-width: 80em; font: 12pt/1.8 {families(BODY)}; color: #000;
  background: #fff; }}
section {{ break-after: page; margin-bottom: 4em; }}
section:last-child {{ break-after: auto; }}
section.lying {{ page: lying; }}
section.upright {{ max-width: 52em; margin-left: auto; margin-right: auto; }}
h1 {{ font: normal 22pt/1.4 {families(TITLE)}; text-align: center; margin: 0.4em 0; }}
h2, h3, h4, h5 {{ font-weight: normal; font-size: inherit; margin: 0.4em 0 0; text-indent: 2em;
  break-after: avoid; }}
h2 {{ font-family: {families(HEAD)}; }}
h3 {{ font-family: {families(KAI)}; }}
h4 {{ font-weight: bold; }}
p {{ margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }}
p.body, p.item {{ text-indent: 2em; text-align: justify; }}
p.centred, p.under {{ text-align: center; }}
p.right {{ text-align: right; padding-right: 2em; }}
p.under {{ font-family: {families(KAI)}; break-after: avoid; }}
p.note {{ font-size: 9pt; line-height: 1.5; }}
p.caption, figcaption {{ font: 11pt/1.6 {families(HEAD)}; text-align: center; margin-top: 0.8em;
  break-after: avoid; }}
p.unit {{ font-size: 9pt; text-align: right; break-after: avoid; }}
mark {{ background: #ffff00; color: #000; }}
table {{ width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 10pt; line-height: 1.4; }}
thead {{ display: table-header-group; }}
td, th {{ border: 1px solid #000; padding: 0.15em 0.3em; vertical-align: middle; white-space: pre-wrap;
  overflow-wrap: anywhere; font-weight: normal; }}
th {{ background: #{HEAD_GROUND}; font-family: {families(HEAD)}; text-align: center; }}
td.left, th.left {{ text-align: left; }}
td.centre {{ text-align: center; }}
td.right, th.right {{ text-align: right; }}
tr.whole {{ break-inside: avoid; }}
tr.opens {{ break-after: avoid; }}
tr.strong td, td.strong {{ font-family: {families(HEAD)}; font-weight: bold; }}
figure {{ margin: 1em 0; break-inside: avoid; }}
figcaption {{ margin-top: 0; }}
svg {{ width: 100%; max-width: 720px; height: auto; display: block; margin: 0 auto; }}
nav p.toc {{ margin: 0; text-indent: 0; }}
nav a {{ color: inherit; text-decoration: none; }}
.break {{ break-after: page; }}
{marked}
@media print {{
  body {{ margin: 0; padding: 0; max-width: none; print-color-adjust: exact;
    -webkit-print-color-adjust: exact; }}
  section {{ margin-bottom: 0; }}
  section.upright {{ max-width: none; }}
  section.upright svg {{ max-height: 200mm; }}
  section.lying svg {{ max-height: 140mm; }}
}}
"""


def _escaped(text: str) -> str:
    return escape(printable(text))


def _run(run: Run) -> str:
    text = _escaped(run.text)
    if isinstance(run, Blank):
        return f"<mark>{text}</mark>"
    return f"<strong>{text}</strong>" if isinstance(run, Words) and run.strong else text


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _p(kind: str, text: str) -> str:
    return f'<p class="{kind}">{text}</p>\n'


def _cell(one: Cell, align: Align, *, label: bool) -> str:
    tag = "th" if label else "td"
    names = [] if align is (Align.CENTRE if label else Align.LEFT) else [align.value]
    if one.strong:
        names.append("strong")
    if one.mark in COLOURS:
        names.append(one.mark.value)
    classes = f' class="{" ".join(names)}"' if names else ""
    rows = f' rowspan="{one.rows}"' if one.rows > 1 else ""
    columns = f' colspan="{one.columns}"' if one.columns > 1 else ""
    return f"<{tag}{classes}{rows}{columns}>{_runs(one.runs)}</{tag}>"


def _table(table: Table, *, landscape: bool) -> Iterator[str]:
    if table.caption:
        yield _p("caption", _escaped(table.caption))
    if table.unit:
        yield _p("unit", _escaped(table.unit))
    if table.columns:
        fit = fitted(table, landscape=landscape)
        total = sum(fit.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.3f}%">' for width in fit.widths)
        yield f'<table style="font-size:{fit.points:g}pt">\n<colgroup>{columns}</colgroup>\n<thead>\n'
        heading = len(table.heading)
        for number, (one, placed) in enumerate(table.placed()):
            if number == heading:
                yield "</thead>\n<tbody>\n"
            label = number < heading
            names = ["strong"] * one.strong + ["opens"] * table.stays(number)
            if all(display_width(found.text) <= _LONG for _, found in placed):
                names.append("whole")
            classes = f' class="{" ".join(names)}"' if names else ""
            aligned = [
                found.align or (Align.CENTRE if label else table.columns[at].align) for at, found in placed
            ]
            cells = (_cell(found, how, label=label) for (_, found), how in zip(placed, aligned, strict=True))
            yield f"<tr{classes}>{''.join(cells)}</tr>\n"
        yield "</tbody>\n</table>\n" if table.body else "</thead>\n</table>\n"
    for note in table.notes:
        yield _p("note", _escaped(note))


def _figure(drawn: Figure, *, landscape: bool) -> Iterator[str]:
    picture = chart_svg.draw(drawn)
    yield "<figure>\n"
    if picture:
        yield picture
    else:
        yield from _table(data_table(drawn), landscape=landscape)
    yield f"\n<figcaption>{_escaped(drawn.caption)}</figcaption>\n</figure>\n"


class _Page:
    """A page being written; headings are numbered so that the table of contents can lead to them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.headings = 0

    def part(self, part: Part) -> Iterator[str]:
        """One part as a section."""
        yield f'<section class="{"lying" if part.landscape else "upright"}">\n'
        for block in part.blocks:
            yield from self._block(block, landscape=part.landscape)
        yield "</section>\n"

    def _block(self, block: Block, *, landscape: bool) -> Iterator[str]:
        match block:
            case Title(text, under):
                yield f"<h1>{_escaped(text)}</h1>\n"
                for line in under:
                    yield _p("under", _escaped(line))
            case Heading():
                self.headings += 1
                tag = f"h{block.level + 1}"
                yield f'<{tag} id="h{self.headings}">{_escaped(block.printed)}</{tag}>\n'
            case Paragraph():
                mark = "" if block.mark is Mark.NONE else f" {block.mark.value}"
                yield _p(f"{block.tone.value}{mark}", _runs(block.runs))
            case Table():
                yield from _table(block, landscape=landscape)
            case Figure():
                yield from _figure(block, landscape=landscape)
            case Contents(title, level):
                yield from self._contents(title, level)
            case PageBreak():
                yield '<div class="break"></div>\n'

    def _contents(self, title: str, level: int) -> Iterator[str]:
        yield f"<nav>\n{_p('caption', _escaped(title))}"
        number = 0
        for block in self.report.blocks():
            if isinstance(block, Heading):
                number += 1
                if block.level <= level:
                    pad = 2 * (block.level - 1)
                    link = f'<a href="#h{number}">{_escaped(block.printed)}</a>'
                    yield f'<p class="toc" style="padding-left:{pad}em">{link}</p>\n'
        yield "</nav>\n"


def html(report: Report) -> str:
    """The report as a page."""
    page = _Page(report)
    parts = [
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
        f"<title>{_escaped(report.title)}</title>\n<style>{_sheet_of_styles()}</style>\n</head>\n<body>\n",
    ]
    for part in report.parts:
        parts += page.part(part)
    parts.append("</body>\n</html>\n")
    return "".join(parts)


def render(report: Report, stream: BinaryIO) -> None:
    """Write the report in UTF-8."""
    stream.write(html(report).encode("utf-8"))
