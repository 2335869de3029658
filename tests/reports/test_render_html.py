from __future__ import annotations

from hypothesis import given, settings
from lxml import html as parser

from jixiao.reports.blocks import Blank, Contents, Heading, Part, Report, Table, paragraph, row
from jixiao.reports.blocks import Column as Col
from jixiao.reports.render_html import html
from tests.reports.shown import expected
from tests.strategies.reports import reports


def texts_of(page: str) -> list[str]:
    tree = parser.document_fromstring(page.encode(), parser=parser.HTMLParser(encoding="utf-8"))
    for gone in tree.xpath("//svg | //p[@class='toc']"):
        gone.drop_tree()
    tags = ("p", "h1", "h2", "h3", "h4", "h5", "td", "th", "figcaption")
    found = tree.find("body").iter(*tags)
    return [text for element in found if (text := element.text_content())]


@given(reports)
@settings(max_examples=20, deadline=None)
def test_any_report_reads_back_with_the_same_texts_in_order(report: Report) -> None:
    page = html(report)
    assert texts_of(page) == expected(report, charts="drawn")
    assert "<script" not in page
    assert page.count("<section") == len(report.parts)


def test_nothing_is_loaded_from_elsewhere() -> None:
    page = html(Report("报告", (Part((paragraph("字"),)),)))
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page


def test_the_contents_lead_to_the_headings() -> None:
    blocks = (Contents("目录", 1), Heading(1, "甲", "一、"), Heading(2, "乙", "（一）"))
    page = html(Report("报告", (Part(blocks),)))
    assert '<a href="#h1">一、甲</a>' in page
    assert '<h2 id="h1">一、甲</h2>' in page
    assert 'href="#h2"' not in page


def test_a_blank_is_marked_and_a_heading_row_repeats() -> None:
    table = Table((Col("甲"),), (row("乙"), row("丙")))
    page = html(Report("报告", (Part((paragraph(Blank("原因")), table)),)))
    assert "<mark>【待补充：原因】</mark>" in page
    assert '<thead>\n<tr class="opens whole"><th>甲</th></tr>\n</thead>' in page
