from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given, settings

from jixiao.documents.write import html_form
from jixiao.documents.write.model import FilledForm, FormBook
from tests.documents.write.samples import FORM, SCORED, texts_of
from tests.strategies.written import filled_forms

VOID = {"meta", "col", "br"}


class Page(HTMLParser):
    """Tags that were opened, the text, and what was left open."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.cells.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def written(*filled: FilledForm) -> str:
    return html_form.as_bytes(FormBook(filled)).decode("utf-8")


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = Page(written(SCORED, FilledForm(FORM)))
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form"} == set()
    assert [a for tag, a in page.tags if tag == "a" and not (a["href"] or "").startswith("#t")] == []
    assert not re.search(r"url\(|@import", written(SCORED))
    policies = [a["content"] for tag, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_page_prints_on_a4() -> None:
    text = written(SCORED)
    assert "@page { size: A4 portrait; margin: 37mm 26mm 35mm 28mm; }" in text
    assert "size: A4 landscape" in text


def test_links_of_the_summary_lead_to_the_forms() -> None:
    page = Page(written(SCORED, SCORED))
    leads = {a["href"] for tag, a in page.tags if tag == "a"}
    assert (
        leads == {f"#{a['id']}" for tag, a in page.tags if tag == "section" and "id" in a} == {"#t0", "#t1"}
    )


def test_the_heading_row_is_one_that_repeats() -> None:
    assert re.search(r"<thead>\n<tr>.*三级指标.*</tr>\n</thead>", written(FilledForm(FORM)))


def test_a_difference_has_a_colour_and_a_sign() -> None:
    assert '<td class="centred differs">≠</td>' in written(SCORED)


@settings(max_examples=20)
@given(filled_forms())
def test_any_form_is_written_whole_and_well_formed(filled: FilledForm) -> None:
    page = Page(written(filled))
    assert page.open == []
    found = "\0".join(page.cells)
    assert [text for text in texts_of(filled) if text not in found] == []
