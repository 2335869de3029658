"""What is new, what is unchanged, what is a further version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.schemas.store import (
    Filter,
)
from jixiao.store.repository import Store
from jixiao.store.verify import verify
from tests.store.helpers import only, outcomes, sound
from tests.strategies.collected import file, form, table

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    handed_in = file(table(form()))
    first = store.record(handed_in)
    before = verify(store).head
    again = store.record(handed_in)
    assert (first.known, again.known, again.outcome) == (False, True, "unchanged")
    assert verify(store).head == before


def test_a_changed_table_is_a_new_version_with_its_difference(store: Store) -> None:
    store.record(file(table(form(claimed=("10", "9.5")))))
    recorded = store.record(file(table(form(claimed=("10", "8.5")), findings=3)))
    (told,) = recorded.tables
    assert (told.outcome, told.number, told.current) == ("version", 2, True)
    changed = {one.path: (one.label, one.before, one.after) for one in told.differences}
    assert changed["indicators.1.claimed_score"] == ("指标1", "9.5", "8.5")
    assert changed["claimed_total"] == (None, "27.5", "26.5")
    assert changed["findings.TST001"] == (None, None, "1")
    assert "indicators.0.claimed_score" not in changed
    assert [one.number for one in store.history(told.project_id)] == [1, 2]
    assert only(store).number == 2
    sound(store)


def test_how_a_number_is_written_makes_no_version(store: Store) -> None:
    store.record(file(table(form(claimed=("10", "9.5")))))
    other = file(table(form(claimed=("10.00", "9.50"))), salt="other")
    recorded = store.record(other)
    assert (recorded.known, outcomes(recorded)) == (False, ["unchanged"])
    sound(store)


def test_an_old_copy_collected_again_does_not_come_back(store: Store) -> None:
    old, copy = file(table(form(total="80"))), file(table(form(total="80")), salt="copy")
    new = file(table(form(total="90")))
    assert [outcomes(store.record(one)) for one in (old, copy, new)] == [["new"], ["unchanged"], ["version"]]
    assert [outcomes(store.record(one)) for one in (old, copy, new)] == [["unchanged"]] * 3
    assert only(store).form.claimed_total == 90
    sound(store)


def test_a_new_file_with_an_old_content_counts_again(store: Store) -> None:
    for total in ("80", "90"):
        store.record(file(table(form(total=total))))
    assert outcomes(store.record(file(table(form(total="80")), salt="back"))) == ["version"]
    assert (only(store).number, only(store).form.claimed_total) == (3, 80)
    sound(store)


def test_two_tables_of_one_project_in_one_file(store: Store) -> None:
    both = file(table(form(total="80")), table(form(total="90")))
    assert outcomes(store.record(both)) == ["new", "version"]
    assert outcomes(store.record(both)) == ["unchanged", "unchanged"]
    assert only(store).form.claimed_total == 90
    sound(store)


def test_many_files_at_once_are_as_one_by_one(new_target: Callable[[str], str]) -> None:
    files = [
        file(table(form(total=total, unit=unit))) for total in ("80", "90", "80") for unit in ("甲局", "乙局")
    ]
    with Store.open(new_target("sqlite")) as one, Store.open(new_target("sqlite")) as other:
        assert tuple(one.record(each) for each in files) == other.record_all(files)
        assert [found.form for found in one.current()] == [found.form for found in other.current()]
        sound(other)


def test_names_of_any_length_and_sort_are_kept(store: Store) -> None:
    for name in ("长" * 5000, "长" * 5001, "零\0零", "=1+1", "😀" * 400):
        recorded = store.record(file(table(form(name, unit=name))))
        assert outcomes(recorded) == ["new"]
        assert (
            next(iter(store.current(Filter(project_ids=(recorded.tables[0].project_id,))))).form.project
            == name
        )
    sound(store)
