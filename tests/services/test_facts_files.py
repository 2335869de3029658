"""Facts files read and begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.services.facts_files import read_given, write_given
from jixiao.services.report_error import ReportError
from tests.services.desk import put

if TYPE_CHECKING:
    from pathlib import Path


def test_a_facts_file_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "第九节.facts.toml"
    assert write_given(path, StatementFacts) == len(StatementFacts.keys)
    assert path.read_text(encoding="utf-8") == StatementFacts.annotated(StatementFacts.keys, head=True)
    assert {*read_given(path, StatementFacts).given.values()} == {()}
    mine = '# 我写的\nmeasures = ["一", "二"]\namount = "1,000.50"'
    path.write_text(mine, encoding="utf-8")
    assert write_given(path, StatementFacts) == len(StatementFacts.keys) - 2
    assert path.read_text(encoding="utf-8").startswith(
        '# 我写的\nmeasures = ["一", "二"]\namount = "1,000.50"\n'
    )
    found = read_given(path, StatementFacts)
    assert found.texts("measures") == ("一", "二")
    assert str(found.amount("amount")) == "1000.50"
    assert write_given(path, StatementFacts) == 0
    assert read_given(None, StatementFacts) == NO_FACTS


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("什么 = 1", "读不了"),
        ('nobody = ""', "不认识的项“nobody”"),
        ("amount = 1.5", "加引号的文字"),
        ('amount = "很多"', "以万元为单位、不小于 0 的一个数"),
    ],
)
def test_a_facts_file_that_is_wrong_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = put(tmp_path, "facts.toml", text)
    with pytest.raises(ReportError, match=why):
        read_given(path, StatementFacts)
    if "1" in text or "nobody" in text:
        with pytest.raises(ReportError, match=why):
            write_given(path, StatementFacts)
    with pytest.raises(ReportError, match="读不了"):
        read_given(tmp_path / "没有.toml", StatementFacts)
