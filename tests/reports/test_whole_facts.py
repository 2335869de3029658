"""What people give for the short report of a department."""

from __future__ import annotations

from jixiao.reports.whole_facts import NO_FACTS, WholeFacts


def test_every_key_has_its_words() -> None:
    text = WholeFacts.annotated(WholeFacts.keys, head=True)
    assert text.startswith("# 《部门整体支出绩效自评报告》的补充内容")
    for key in WholeFacts.keys:
        assert f'{key} = ""' in text
        assert NO_FACTS.blank(key).what in text
