from __future__ import annotations

import io
from html.parser import HTMLParser

from jixiao.documents.write import findings_html
from jixiao.documents.write.findings_model import FindingsBook, FoundFile, FoundGroup
from tests.documents.write.found import book, empty, line


def page(made: FindingsBook) -> str:
    stream = io.BytesIO()
    findings_html.write(made, stream)
    return stream.getvalue().decode("utf-8")


class Seen(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}


def test_the_page_is_whole_and_loads_nothing() -> None:
    text = page(book())
    seen = Seen(text)
    assert not {"script", "img", "link", "iframe"} & set(seen.tags)
    assert not {"src", "onclick"} & seen.names
    assert "default-src 'none'" in text
    assert seen.tags.count("section") == 1 + len(book().files)
    assert "<title>绩效自评复核意见</title>" in text
    for found in book().lines:
        assert found.code in text


def test_a_text_is_never_a_tag() -> None:
    bad = "<script>alert(1)</script>&amp;"
    group = FoundGroup(bad, "", (line(message=bad, quote=bad, expected=bad, remedy=bad),))
    text = page(FindingsBook(bad, (FoundFile(bad, "", "", (bad,), (bad,), (group,)),), (), (bad,)))
    assert "script" not in Seen(text).tags
    assert text.count("&lt;script&gt;") > 6


def test_nothing_found_is_a_page_too() -> None:
    assert "共查 0 个文件" in page(empty())
