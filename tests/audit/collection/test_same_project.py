from __future__ import annotations

from jixiao.audit.collection.same_project import contradicting, identical
from jixiao.audit.subjects import CollectionSubject
from tests.audit.collection.build import found, table


def test_copies_are_told_once_for_the_files_that_share_them() -> None:
    forms = [table(name, file=file) for name in ("一", "二") for file in ("甲.xlsx", "乙.xlsx")]
    assert found(identical, *forms) == [("COL001", "乙.xlsx、甲.xlsx 里有 2 张内容相同的自评表：一、二")]
    assert found(contradicting, *forms) == []


def test_other_units_years_and_projects_are_no_copies() -> None:
    forms = [
        table(),
        table(unit="乙局"),
        table(year=2022),
        table("另一个"),
        table(unit=None),
        table(unit=None),
    ]
    assert found(identical, *forms) == []
    assert found(contradicting, *forms) == []


def test_two_totals_of_one_project_contradict_each_other() -> None:
    one, other = table(total="95"), table(total="97", file="乙.xlsx")
    assert found(contradicting, one, other) == [
        (
            "COL002",
            "“大厅运行经费”有 2 张内容不同的自评表，总分分别为 97、95；另见 甲.xlsx 大厅运行经费",
        )
    ]
    assert found(identical, one, other) == []
    (finding,) = contradicting(CollectionSubject((one, other)))
    assert (finding.place.file, finding.place.cell, finding.severity) == ("乙.xlsx", "G9", "warning")


def test_one_total_over_different_contents_is_worth_a_look() -> None:
    assert [code for code, _ in found(contradicting, table(), table(budget="90", file="乙.xlsx"))] == [
        "COL003"
    ]
