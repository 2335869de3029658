from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from jixiao.documents.office.docx_xml import MAX_DEPTH, attribute, body, child, children, is_on, local
from jixiao.documents.office.refusal import Refused


def test_names_without_namespaces() -> None:
    element = ET.fromstring('<a:b xmlns:a="x" a:val="0"><a:c/><a:d val="1"/></a:b>')  # noqa: S314 - its own text
    assert local(element) == "b"
    assert (attribute(element, "val"), attribute(element, "none")) == ("0", None)
    assert child(element, "d") is element[1]
    assert child(element, "e") is None
    assert [is_on(one) for one in (element, element[0], element[1], None)] == [False, True, True, False]


def test_the_body_is_emptied_behind_the_walk() -> None:
    document = b"<document><x/><body><p><t>1</t></p><p/></body></document>"
    seen = [(element.tag, len(element)) for element in body(document)]
    assert seen == [("p", 1), ("p", 0)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<other/>", "WRD001"),
        (b"<document><body>", "WRD001"),
        (b"<document>" + b"<a>" * MAX_DEPTH, "WRD003"),
    ],
)
def test_what_is_no_body(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        list(body(content))
    assert caught.value.code == code


def test_children_of_small_parts() -> None:
    assert [element.tag for element in children(b"<a><b/><c/></a>")] == ["b", "c"]
    assert children(b"<a>") == children(None) == []
