from __future__ import annotations

from jixiao.audit.disclosure.passages import among_tables
from tests.audit.disclosure.saying import disclosure
from tests.audit.disclosure.worded import CLEAN


def test_what_stands_between_the_public_tables() -> None:
    sections = disclosure(CLEAN.replace("收入支出决算总表", "一、说明事项\n\n收入支出决算总表", 1)).sections
    found = [sections[at].title for at in sorted(among_tables(sections))]
    assert found == ["第二部分2024年度部门决算表", "说明事项"]
    assert among_tables(()) == frozenset()
