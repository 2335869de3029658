"""The store as its callers use it, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import (
    CollectedDisclosure,
    ExpectedUnit,
    Filter,
    NewReview,
    NewRound,
)
from jixiao.store import repository
from jixiao.store.repository import StaleError, Store, StoreError
from jixiao.store.verify import verify
from tests.store.helpers import only, sound
from tests.strategies.collected import file, form, listed, table

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path


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
    def broken_off() -> None:
        with store.batch():
            store.record(file(table(form())))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert list(store.current()) == []
    with store.batch():
        store.record(file(table(form())))
        with pytest.raises(StaleError):
            store.add_review(NewReview(version_id=99, content_sha256=""))
        store.record(file(table(form("道路养护"))))
    assert len(list(store.current())) == 2
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
