"""Returning and withdrawing, on both databases."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import text

from jixiao.schemas.store import RETURNED, CollectedDisclosure, Filter, NewReview, NewRound
from jixiao.store.engine import writing
from jixiao.store.states import (
    give_back,
    returned,
    sources_named,
    withdraw,
    withdrawals,
)
from jixiao.store.verify import verify
from jixiao.store.withdrawn import WITHDRAWN
from tests.store.helpers import only, sound
from tests.strategies.collected import file, form, listed, table

if TYPE_CHECKING:
    from jixiao.store.repository import Store


def source_of(store: Store, sha256: str) -> int:
    (found,) = sources_named(store, [sha256])[sha256]
    return found


def states(store: Store) -> dict[str, str]:
    return {one.form.project: one.state for one in store.current()}


def test_a_returned_project_stands_so_until_a_further_version_comes(store: Store) -> None:
    first = store.record(file(table(form(total="80")), table(form("道路养护"))))
    ids = [one.project_id for one in first.tables]
    assert give_back(store, ids[:1], "退回通知") == 1
    assert give_back(store, ids[:1], "再退一次") == 0
    (one,) = returned(store)
    assert (one.project_id, one.unit, one.reason, one.year) == (ids[0], "甲局", "退回通知", 2024)
    assert one.since == next(iter(store.events(what="state"))).at
    assert returned(store, Filter(unit="乙局")) == ()
    assert states(store) == {"大厅运转经费": RETURNED, "道路养护": "submitted"}
    sound(store)
    store.record(file(table(form(total="81"))))
    assert returned(store) == ()
    sound(store)


def test_a_returned_project_that_is_reviewed_meanwhile_stands_returned(store: Store) -> None:
    (kept,) = store.record(file(table(form(total="80")))).tables
    give_back(store, [kept.project_id], "退回通知")
    (said,) = returned(store)
    (current,) = store.current()
    review = NewReview(version_id=kept.version_id, content_sha256=current.content_sha256, total=Decimal(70))
    store.add_review(review)
    assert returned(store) == (said,)
    sound(store)
    store.record(file(table(form(total="81"))))
    assert (returned(store), states(store)) == ((), {"大厅运转经费": "submitted"})
    sound(store)


def test_a_withdrawn_file_counts_no_longer_and_nothing_is_deleted(store: Store) -> None:
    good = store.record(file(table(form(total="80"))))
    wrong = file(table(form(total="99")), table(form("道路养护")))
    store.record(wrong)
    source = source_of(store, wrong.sha256)
    told = withdrawals(store, sources=[source])
    assert [(one.project, one.numbers, one.counts) for one in told.projects] == [
        ("大厅运转经费", (2,), 1),
        ("道路养护", (1,), None),
    ]
    assert len(list(store.current())) == 2  # only told so far
    assert withdraw(store, "收错了", sources=[source]) == told
    found = only(store)
    assert (found.version_id, found.state) == (good.tables[0].version_id, "submitted")
    assert [one.form.claimed_total for one in store.history(found.project_id)] == [80, 99]
    assert withdraw(store, "再来一次", sources=[source]).projects == ()
    assert [event.payload["reason"] for event in store.events(what="withdraw")] == ["收错了"] * 3
    sound(store)


def test_a_withdrawn_file_can_be_collected_again_elsewhere_or_as_it_was(store: Store) -> None:
    def dated(year: int):
        one = table(form(year=None).model_copy(update={"year": None}))
        return one.model_copy(update={"year": year})

    before, after = file(dated(2023), salt="x"), dated(2024)
    store.record(before)
    source = source_of(store, before.sha256)
    withdraw(store, "年度错了", sources=[source])
    again = store.record(before.model_copy(update={"tables": (after,)}))
    assert (again.known, again.outcome) == (True, "new")
    assert only(store).year == 2024
    sound(store)
    withdraw(store, "又错了", sources=[source])
    back = store.record(before)
    assert (back.outcome, back.tables[0].number, only(store).year) == ("new", 2, 2023)
    assert store.record(before).outcome == "unchanged"
    assert sum(event.what == "collect" for event in store.events()) == 3
    sound(store)


def test_a_version_that_another_file_handed_in_too_still_counts(store: Store) -> None:
    one = table(form())
    first, copy = file(one), file(one, salt="copy")
    store.record(first)
    assert store.record(copy).outcome == "unchanged"
    told = withdraw(store, "多余", sources=[source_of(store, first.sha256)])
    assert (told.projects, told.attested) == ((), ("大厅运转经费",))
    assert only(store).current
    withdraw(store, "都不要", sources=[source_of(store, copy.sha256)])
    assert list(store.current()) == []
    sound(store)


def test_a_listed_score_counts_again_and_a_reviewed_version_is_reviewed_again(store: Store) -> None:
    own = form(unit=None, department="甲局")
    public = file(listed(own.project, "91.5"))
    store.record(public)
    made = file(table(own))
    kept = store.record(made).tables[0]
    assert kept.number == 1  # a listed score is no version of the table
    assert only(store).number == 1
    found = only(store)
    store.add_review(
        NewReview(
            version_id=found.version_id, content_sha256=found.content_sha256, total=found.form.claimed_total
        )
    )
    later = file(table(own.model_copy(update={"claimed_total": Decimal(70)})))
    assert store.record(later).tables[0].number == 2
    withdraw(store, "收错", sources=[source_of(store, later.sha256)])
    assert (only(store).version_id, only(store).state) == (found.version_id, "reviewed")
    sound(store)
    withdraw(store, "表也错", sources=[source_of(store, made.sha256)])
    assert only(store).origin == "listed"
    sound(store)
    told = withdraw(store, "整个项目", wanted=Filter(project=own.project))
    assert [one.state for one in told.projects] == [WITHDRAWN]
    assert list(store.current()) == []
    sound(store)


def test_a_withdrawn_disclosure_is_none_until_it_is_collected_again(store: Store) -> None:
    said = CollectedDisclosure(organisation="甲局", region="110000", year=2024, listed=1)
    made = file(listed("道路养护", "90")).model_copy(update={"disclosure": said})
    store.record(made)
    source = source_of(store, made.sha256)
    assert withdraw(store, "地区错了", sources=[source]).disclosures == (source,)
    assert store.disclosures() == ()
    store.record(made.model_copy(update={"disclosure": said.model_copy(update={"region": "120000"})}))
    (one,) = store.disclosures()
    assert (one.region, one.organisation) == ("120000", "甲局")
    assert len(list(store.current())) == 1
    sound(store)


def test_a_source_is_named_by_hash_name_or_path(lite: Store) -> None:
    made = file(table(form()), name="甲.xlsx")
    lite.record(made)
    names = [made.sha256, made.sha256[:12], "甲.xlsx", "收件/甲.xlsx", "乙.xlsx", made.sha256[:4]]
    found = sources_named(lite, names)
    assert [len(found[name]) for name in names] == [1, 1, 1, 1, 0, 0]


def test_how_often_a_project_was_changed_is_verified(lite: Store) -> None:
    project = lite.record(file(table(form()))).tables[0].project_id
    give_back(lite, [project], None)
    sound(lite)
    for version in (0, 1, 3, 99):
        with writing(lite.engine) as connection:
            connection.execute(text("UPDATE project SET version = :v"), {"v": version})
        (finding,) = verify(lite).findings
        assert (finding.code, finding.params["what"]) == ("STO031", "version")


def test_a_region_that_is_not_said_again_is_no_difference(store: Store) -> None:
    store.record(file(table(form(region="990000"))))
    again = store.record(file(table(form())))
    assert [one.outcome for one in again.tables] == ["unchanged"]
    assert only(store).region == "990000"
    other = store.record(file(table(form(total="80"))))
    assert [one.outcome for one in other.tables] == ["version"]
    sound(store)


def test_the_same_file_said_to_be_of_another_year_moves_and_counts_once(store: Store) -> None:
    one = table(form(year=None))
    made = file(one)
    store.record(made)
    dated = made.model_copy(update={"tables": (one.model_copy(update={"year": 2024}),)})
    (kept,) = store.record(dated).tables
    assert (kept.outcome, kept.moved, only(store).year) == ("new", True, 2024)
    sound(store)
    assert store.record(dated).outcome == "unchanged"
    assert store.record(made).outcome == "unchanged"  # says less, nothing else
    other = made.model_copy(update={"tables": (one.model_copy(update={"year": 2023}),)})
    assert store.record(other).tables[0].moved
    assert only(store).year == 2023
    sound(store)


def test_the_same_file_named_better_moves_within_its_project(store: Store) -> None:
    one = table(form(unit=None))
    made = file(one)
    store.record(made)
    better = one.model_copy(update={"department": "甲局", "region": "990000"})
    (kept,) = store.record(made.model_copy(update={"tables": (better,)})).tables
    assert len(list(store.current())) == 1
    assert (only(store).region, only(store).department) == ("990000", "甲局")
    assert kept.current
    sound(store)


def test_the_same_file_may_be_filed_for_two_rounds(store: Store) -> None:
    rounds = [store.add_round(NewRound(year=2024, kind=kind, name=kind)).id for kind in ("自评", "复评")]
    made = file(table(form()))
    for one in rounds:
        assert store.record(made.model_copy(update={"round_id": one})).outcome == "new"
    assert [one.round_id for one in store.current()] == rounds
    assert store.record(made).outcome == "unchanged"
    sound(store)


def test_an_old_draft_collected_under_changed_rules_takes_no_later_ones_place(store: Store) -> None:
    draft = table(form(total="80"))
    store.record(file(draft))
    store.record(file(table(form(total="90"))))
    changed = draft.model_copy(update={"claimed_graded": "差"})
    again = file(draft).model_copy(update={"tables": (changed,)})
    assert store.record(again).outcome == "unchanged"
    assert only(store).form.claimed_total == 90
    sound(store)


def test_a_disclosure_collected_for_another_region_moves_whole(store: Store) -> None:
    said = CollectedDisclosure(organisation="甲局", year=2024, listed=1)
    one = listed("道路养护", "90")
    made = file(one).model_copy(update={"disclosure": said})
    store.record(made)
    placed = made.model_copy(
        update={
            "tables": (one.model_copy(update={"region": "120000"}),),
            "disclosure": said.model_copy(update={"region": "120000"}),
        }
    )
    store.record(placed)
    assert [one.region for one in store.disclosures()] == ["120000"]
    assert (only(store).region, len(list(store.current()))) == ("120000", 1)
    store.record(made)
    assert [one.region for one in store.disclosures()] == ["120000"]
    sound(store)
