"""Trying another rule set, as a document."""

from __future__ import annotations

from jixiao.reports.blocks import Table, facts, texts
from jixiao.services.whatif_report import report_of
from tests.services.whatifs import FOUND, NOTHING


def test_every_part_is_there() -> None:
    told = texts(report_of(FOUND))
    wanted = ("换规则试算表", "市交通局", "-11.25", "22.50", "道路养护", "优 → 中", "94.00", "原得分", "2024")
    for text in wanted:
        assert text in told
    assert any("受影响最大的项目" in text for text in told)


def test_figures_say_where_they_are_from() -> None:
    found = {fact.source.path: fact.text for fact in facts(report_of(FOUND))}
    assert found["moves.优.中"] == "1"
    assert found["departments.0.change"] == "-11.25"
    assert found["affected.0.after"] == "71.50"


def test_nothing_is_said_plainly() -> None:
    assert texts(report_of(NOTHING))[-1] == "没有可以试算的自评表"


def test_names_are_printed_short() -> None:
    long = "长" * 10_000
    project = FOUND.affected[0].model_copy(update={"project": long, "unit": long})
    department = FOUND.departments[0].model_copy(update={"department": long})
    found = FOUND.model_copy(update={"affected": (project,), "departments": (department,)})
    tables = [block for block in report_of(found).parts[0].blocks if isinstance(block, Table)]
    assert max(len(cell.text) for table in tables for line in table.rows for cell in line.cells) <= 60
