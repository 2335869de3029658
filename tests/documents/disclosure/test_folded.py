from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents.disclosure.folded import fold


def test_folding_keeps_where_each_character_stood() -> None:
    folded = fold("共计 １,２００ 万元（①）")
    assert folded.text == "共计1,200万元((1))"
    start = folded.text.index("1,200")
    assert folded.verbatim(start, start + 7) == "１,２００ 万元"
    assert folded.verbatim(3, 3) == ""


def test_a_name_loses_stray_spaces_only() -> None:
    folded = fold("智慧 工地 AI Lab 项目（一期）")
    assert folded.name(0, len(folded.text)) == "智慧工地AI Lab项目（一期）"


@given(st.text())
def test_positions_never_go_back(text: str) -> None:
    folded = fold(text)
    assert len(folded.at) == len(folded.text) + 1
    assert list(folded.at) == sorted(folded.at)
    assert not any(char.isspace() for char in folded.text)
