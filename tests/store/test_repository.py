"""Keeping files, reviews and rounds, on both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import (
    CollectedDisclosure,
    ExpectedUnit,
    Filter,
    NewReview,
    NewRound,
    Recorded,
    ReviewedRow,
    StoredForm,
)
from jixiao.store import repository
from jixiao.store.repository import StaleError, Store, StoreError
from jixiao.store.verify import verify
from tests.strategies.collected import file, form, listed, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def sound(store: Store) -> None:
    assert [finding.sentence("message") for finding in verify(store).findings] == []


def outcomes(recorded: Recorded) -> list[str]:
    return [one.outcome for one in recorded.tables]


def only(store: Store) -> StoredForm:
    (found,) = store.current()
    return found


def test_a_file_is_kept_and_comes_back_as_it_was(store: Store) -> None:
    one = table(form(), findings=2)
    recorded = store.record(file(one))
    found = only(store)
    assert (recorded.outcome, found.form, found.findings) == ("new", one.form, one.findings)
    assert (found.number, found.unit, found.year, found.claimed_graded) == (1, "甲局", 2024, "良")
    assert found.scored is not None
    assert found.scored["total_range"] == one.scored["total_range"]
    assert found.source_name == "表.xlsx"
    assert [finding.code for finding in store.file_findings(found.source_sha256)] == ["TST100"]
    sound(store)


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


def test_a_dry_run_says_what_the_run_says(store: Store) -> None:
    files = [file(table(form(total=total))) for total in ("80", "80", "90")]
    files.append(file(table(form("道路养护")), listed("信息系统运维", "91.5")))
    for one in files:
        would = store.would_record(one)
        assert would == store.would_record(one) == store.record(one)
    with store.dry_run():
        dry = [store.record(file(table(form(total="70")))), store.record(file(table(form(total="60"))))]
        assert only_total(store) == 60
    head = verify(store).head
    real = [store.record(file(table(form(total="70")))), store.record(file(table(form(total="60"))))]
    assert dry == real
    assert verify(store).head != head
    sound(store)


def only_total(store: Store) -> Decimal | None:
    (found,) = store.current(Filter(project="大厅运转经费"))
    return found.form.claimed_total


def test_a_batch_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.batch():
        store.record(file(table(form())))
        raise ZeroDivisionError
    assert list(store.current()) == []
    with store.batch():
        store.record(file(table(form())))
        with pytest.raises(StaleError):
            store.add_review(NewReview(version_id=99, content_sha256=""))
        store.record(file(table(form("道路养护"))))
    assert len(list(store.current())) == 2
    sound(store)


def test_many_files_at_once_are_as_one_by_one(new_target: Callable[[str], str]) -> None:
    files = [
        file(table(form(total=total, unit=unit))) for total in ("80", "90", "80") for unit in ("甲局", "乙局")
    ]
    with Store.open(new_target("sqlite")) as one, Store.open(new_target("sqlite")) as other:
        assert tuple(one.record(each) for each in files) == other.record_all(files)
        assert [found.form for found in one.current()] == [found.form for found in other.current()]
        sound(other)


def test_units_years_and_rounds_keep_projects_apart(store: Store) -> None:
    for each in (form(), form(unit="乙局"), form(year=2023), form(year=None), form("道路养护")):
        assert outcomes(store.record(file(table(each)))) == ["new"]
    kept = store.add_round(NewRound(year=2024, kind="mid-year", name="年中监控"))
    again = file(table(form())).model_copy(update={"round_id": kept.id, "sha256": "0" * 64})
    assert outcomes(store.record(again)) == ["new"]
    assert len(list(store.current())) == 6
    assert len(list(store.current(Filter(unit="甲 局", years=(2024,))))) == 3
    assert len(list(store.current(Filter(project="大厅运转经费项目")))) == 5
    assert len(list(store.current(Filter(round_id=kept.id)))) == 1
    sound(store)


def test_a_region_or_department_that_only_one_table_names_keeps_no_project_apart(store: Store) -> None:
    poor, rich = form(total="80"), form(total="90", region="360200", department="甲部门")
    for order in ((poor, rich), (rich, poor)):
        assert [store.record(file(table(one))).tables[0].project_id for one in order] == [1, 1]
    found = only(store)
    assert (found.region, found.department, found.unit) == ("360200", "甲部门", "甲局")
    other = store.record(file(table(form(region="360300", department="甲部门"))))
    assert outcomes(other) == ["new"]
    third = file(table(form(total="70")))
    assert outcomes(store.record(third)) == ["new"]  # two fit: nothing is guessed
    assert outcomes(store.record(third)) == ["unchanged"]
    sound(store)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_listed_score_and_its_table_are_one_project_and_the_table_counts(
    store: Store, order: tuple[int, int]
) -> None:
    files = (
        file(listed("大厅运转经费", "95", department="市政务局")),
        file(table(form(department="市政务局", unit="政务中心", total="90"))),
    )
    recorded = [store.record(files[at]).tables[0] for at in order]
    assert [one.project_id for one in recorded] == [1, 1]
    assert [one.joined for one in recorded] == [False, True]
    assert (recorded[1].claimed, recorded[1].joined_claimed) == ((90, 95) if order == (0, 1) else (95, 90))
    found = only(store)
    assert (found.origin, found.form.claimed_total, found.unit) == ("table", 90, "政务中心")
    assert [store.record(files[at]).outcome for at in order] == ["unchanged", "unchanged"]
    sound(store)


def test_a_listed_score_that_two_units_could_mean_joins_neither(store: Store) -> None:
    for unit in ("一中心", "二中心"):
        store.record(file(table(form(department="市政务局", unit=unit))))
    recorded = store.record(file(listed("大厅运转经费", "95", department="市政务局")))
    assert (outcomes(recorded), recorded.tables[0].joined) == (["new"], False)
    sound(store)


def test_names_of_any_length_and_sort_are_kept(store: Store) -> None:
    for name in ("长" * 5000, "长" * 5001, "零\0零", "=1+1", "😀" * 400):
        recorded = store.record(file(table(form(name, unit=name))))
        assert outcomes(recorded) == ["new"]
        assert (
            next(iter(store.current(Filter(project_ids=(recorded.tables[0].project_id,))))).form.project
            == name
        )
    sound(store)


def review(found: StoredForm, base: int = 0, score: str = "8") -> NewReview:
    rows = (
        ReviewedRow(position=1, review_score=Decimal(score), reason="无佐证", note="另附"),
        ReviewedRow(position=0, review_actual="8个", reason="现场核实"),
    )
    return NewReview(
        version_id=found.version_id,
        content_sha256=found.content_sha256,
        base_number=base,
        reviewer="复核人",
        total=Decimal("26.125"),
        grade="差",
        rows=rows,
    )


def test_a_review_stands_beside_the_self_evaluation(store: Store) -> None:
    store.record(file(table(form())))
    found = only(store)
    kept = store.add_review(review(found))
    after = only(store)
    assert (after.review, after.form, after.state) == (kept, found.form, "reviewed")
    assert (kept.number, kept.reviewer, kept.total) == (1, "复核人", Decimal("26.125"))
    assert [row.position for row in kept.rows] == [0, 1]
    second = store.add_review(review(found, base=1, score="7"))
    assert [one.number for one in store.reviews(found.version_id)] == [1, 2]
    assert only(store).review == second
    (row,) = store.rows_for_summary()
    assert (row.reviewed_cents, row.reviewed_grade, row.claimed_cents) == (None, "差", 2750)
    assert [one.what for one in store.events()] == ["collect", "review", "review"]
    sound(store)


def test_a_stale_review_is_refused(store: Store) -> None:
    store.record(file(table(form())))
    found = only(store)
    store.add_review(review(found))
    codes = []
    wrong = review(found, base=1).model_copy(update={"rows": (ReviewedRow(position=2),)})
    tampered = review(found).model_copy(update={"content_sha256": "0" * 64})
    for stale in (review(found), tampered, wrong):
        with pytest.raises(StoreError) as caught:
            store.add_review(stale)
        codes.append(caught.value.finding.code)
    store.record(file(table(form(total="50"))))
    with pytest.raises(StaleError) as caught:
        store.add_review(review(found, base=1))
    assert [*codes, caught.value.finding.code] == ["STO023", "STO021", "STO024", "STO022"]
    assert caught.value.finding.sentence("message") == "“大厅运转经费”已有更新的版本，导出的第 1 版不再有效"
    sound(store)


def test_rounds_change_only_by_their_version(store: Store) -> None:
    new = NewRound(year=2024, kind="annual", name="年度自评", deadline="2025-03-31")
    first = store.add_round(new)
    assert store.add_round(new) == first
    later = store.add_round(new.model_copy(update={"deadline": "2025-04-15"}), version=1)
    assert (later.id, later.version, later.deadline) == (first.id, 2, "2025-04-15")
    with pytest.raises(StaleError):
        store.add_round(new, version=1)
    assert store.rounds() == (later,)
    assert len(list(store.events(what="round"))) == 2
    sound(store)


def test_expected_units(store: Store) -> None:
    units = [ExpectedUnit(unit="乙局"), ExpectedUnit(department="甲部门", unit="甲局", code="001")]
    assert store.expect(units) == 2
    assert store.expect(units[:1]) == 0
    assert set(store.expected_units()) == set(units)
    store.record(file(table(form(unit="乙局"))))
    assert set(store.expected_units()) == set(units)
    sound(store)


def test_a_disclosure_is_kept_with_its_file(store: Store) -> None:
    said = CollectedDisclosure(
        organisation="市政务局", year=2024, project_spending_fen=994_990_000, listed=2, facts={"count": 2}
    )
    one = file(listed("甲项目", "90"), listed("乙项目", "91")).model_copy(update={"disclosure": said})
    store.record(one)
    (found,) = store.disclosures(Filter(department="市政务局", years=(2024,)))
    assert (found.organisation, found.project_spending_fen, found.source_sha256) == (
        "市政务局",
        994_990_000,
        one.sha256,
    )
    assert store.disclosures(Filter(years=(2023,))) == ()
    assert {row.claimed_cents for row in store.rows_for_summary()} == {9000, 9100}
    sound(store)


def test_the_summary_rows_are_the_index(store: Store) -> None:
    store.record(file(table(form(), findings=3)))
    (row,) = store.rows_for_summary(Filter(unit="甲局"))
    assert (row.claimed_cents, row.budget_fen, row.executed_fen) == (2750, 12_500_000, 10_000_000)
    assert (row.warnings, row.errors, row.unit, row.department) == (3, 0, "甲局", None)
    assert row.model_validate(row.model_dump()) == row


def test_events_say_who(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(repository.USER, "张三")
    with Store.open(target) as store:
        store.note("export", "all", {"file": "a.zip"})
        (event,) = store.events()
    assert (event.who, event.what, event.payload) == ("张三", "export", {"file": "a.zip"})
    monkeypatch.delenv(repository.USER)
    assert repository.login() != ""


def test_what_is_no_database_of_ours_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "x.sqlite"
    foreign.write_text("text", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        Store.open(str(foreign))
    assert caught.value.finding.code == "STO002"
    assert foreign.read_text(encoding="utf-8") == "text"
