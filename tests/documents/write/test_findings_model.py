from __future__ import annotations

import pytest

from jixiao.documents.write.findings_model import MARKS, SEVERITIES
from jixiao.schemas.finding import Severity
from tests.documents.write.found import book, empty, line


def test_every_severity_has_its_colour() -> None:
    assert tuple(MARKS) == SEVERITIES == tuple(severity.value for severity in Severity)


@pytest.mark.parametrize(
    ("part", "at", "place"), [("表一", "G9", "表一 G9"), ("", "G9", "G9"), ("表一", "", "表一"), ("", "", "")]
)
def test_a_place_is_its_part_and_where_in_it(part: str, at: str, place: str) -> None:
    assert line(part=part, at=at).place == place


def test_a_book_lists_its_findings_in_order() -> None:
    assert [one.code for one in book().lines] == ["COL007", "TOT001", "TGT002", "TGT001", "GOL001"]
    assert empty().lines == ()
