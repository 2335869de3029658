from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.complaints import clip, error, notice, printable, warning, where
from jixiao.schemas.finding import Place, Severity


def test_severities() -> None:
    place = Place(file="x", table="第1张自评表", row="第3行", cell="分值")
    for make, severity in ((error, Severity.ERROR), (warning, Severity.WARNING), (notice, Severity.NOTICE)):
        finding = make("NUM001", place, found="abc")
        assert (finding.severity, finding.found) == (severity, "abc")
        assert finding.sentence("message") == "第1张自评表第3行“分值”：“abc”读不成数，按空白处理"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place(file="x"), ""),
        (Place(cell="funds[0].weight"), "funds[0].weight"),
        (Place(row="第3行"), "第3行"),
        (Place(table="第2份", cell="year"), "第2份“year”"),
    ],
)
def test_places_in_words(place: Place, text: str) -> None:
    assert where(place) == text


@given(st.text(st.characters()))
def test_what_is_quoted_is_one_printable_line(text: str) -> None:
    short = clip(text)
    assert len(short) <= 81
    assert "\n" not in short
    assert printable(short).encode() == short.encode()
