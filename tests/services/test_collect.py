from __future__ import annotations

import hashlib
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao import cli
from jixiao.schemas.finding import Finding, Severity
from jixiao.schemas.store import CollectedFile, NewRound, Recorded
from jixiao.services.check_paths import check_paths
from jixiao.services.collect import collect, find_round, read_hashed, terms
from jixiao.services.collect_json import run_json
from jixiao.services.collect_words import line, tally
from jixiao.store.errors import StoreError
from tests.services.desk import WHOLE, WRONG, new_store, outcomes, put, take
from tests.shared import SHARED, needs_shared


def test_the_same_file_twice_changes_nothing_and_a_changed_one_is_a_further_version(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", WHOLE)
    with new_store(tmp_path) as store:
        assert outcomes(take(store, file)) == ["new"]
        head = [event.hash for event in store.events()]
        assert outcomes(take(store, file)) == ["unchanged"]
        assert [event.hash for event in store.events()] == head
        put(tmp_path, "甲.json", {**WHOLE, "claimed_total": "93"})
        (changed,) = take(store, file)
        assert changed.outcome == "version"
        (table,) = changed.recorded.tables
        assert ("claimed_total", "94", "93") in [(d.path, d.before, d.after) for d in table.differences]
        (stored,) = store.current()
        assert (stored.number, stored.form.claimed_total) == (2, Decimal(93))
        assert [one.number for one in store.history(stored.project_id)] == [1, 2]


def test_one_bad_file_stops_no_other_and_says_why_it_was_refused(tmp_path: Path) -> None:
    files = [
        put(tmp_path, "坏.xlsx", b"PK\x03\x04 nothing"),
        put(tmp_path, "甲.json", WHOLE),
        str(tmp_path / "没有.xlsx"),
        put(tmp_path, "乙.json", {**WHOLE, "project": "另一个"}),
    ]
    with new_store(tmp_path) as store:
        found = take(store, *files)
        assert outcomes(found) == ["refused", "new", "refused", "new"]
        assert all(one.problems for one in found if one.outcome == "refused")
        assert [form.form.project for form in store.current()] == ["另一个", "道路养护"]


def test_a_dry_run_says_exactly_what_the_real_run_does_and_keeps_nothing(tmp_path: Path) -> None:
    files = [
        put(tmp_path, "甲.json", WHOLE),
        put(tmp_path, "甲改.json", {**WHOLE, "claimed_total": "93"}),
        put(tmp_path, "空.txt", ""),
    ]
    with new_store(tmp_path) as store:
        before = [event.hash for event in store.events()]
        dry = run_json(take(store, *files, dry_run=True))
        assert [event.hash for event in store.events()] == before
        assert list(store.current()) == []
        assert run_json(take(store, *files)) == dry
        assert [file["outcome"] for file in dry["files"]] == ["new", "version", "refused"]


@settings(max_examples=12)
@given(st.lists(st.sampled_from(["94", "93", "92.5"]), min_size=1, max_size=4))
def test_dry_and_real_agree_whatever_was_collected_before(
    tmp_path_factory: pytest.TempPathFactory, totals: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    with new_store(folder) as store:
        for number, total in enumerate(totals):
            file = put(folder, f"{number}.json", {**WHOLE, "claimed_total": total})
            dry = run_json(take(store, file, dry_run=True))
            assert run_json(take(store, file)) == dry


def _told(finding: Finding) -> str:
    return json.dumps(finding.model_dump(mode="json"), sort_keys=True)


def test_collecting_finds_what_a_check_finds(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", {**WHOLE, "claimed_total": "99"})
    with new_store(tmp_path) as store:
        take(store, file)
        (stored,) = store.current()
        found = [*stored.findings, *store.file_findings(stored.source_sha256)]
    run = check_paths([file], rules="mof-2020")
    assert sorted(map(_told, found)) == sorted(map(_told, run.findings))
    assert run.files[0].rules[0].hash == stored.scored["rules"]["hash"]


def test_the_hash_is_of_the_very_bytes_that_were_read(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", WHOLE)
    whole = read_hashed(file)
    assert whole.sha256 == hashlib.sha256(Path(file).read_bytes()).hexdigest()
    assert whole.size == Path(file).stat().st_size
    assert read_hashed(str(tmp_path)).sha256 is None


def test_a_table_without_a_name_is_not_kept_one_without_unit_or_year_is_and_told(tmp_path: Path) -> None:
    bare = {key: value for key, value in WHOLE.items() if key not in {"unit", "department", "year"}}
    nameless = put(tmp_path, "无名.json", {**WHOLE, "project": " "})
    file = put(tmp_path, "甲.json", bare)
    with new_store(tmp_path) as store:
        first, second = take(store, nameless, file)
        assert first.outcome == "refused"
        assert second.outcome == "new"
        assert {remark.code for remark in second.remarks} == {"CLT003", "CLT004"}
        (third,) = take(store, file, unit="市公路中心", department="市交通局", year=2024)
        assert third.remarks == ()
        assert third.outcome == "new"
        owners = {(one.department, one.unit, one.year) for one in store.current()}
    assert ("市交通局", "市公路中心", 2024) in owners


def test_a_project_twice_in_one_file_counts_once_and_is_told(tmp_path: Path) -> None:
    file = put(tmp_path, "两张.json", [WHOLE, {**WHOLE, "claimed_total": "93"}])
    with new_store(tmp_path) as store:
        (found,) = take(store, file)
        assert [remark.code for remark in found.remarks] == ["CLT006"]
        assert len(list(store.current())) == 1


def test_a_round_brings_its_rules_and_year(tmp_path: Path) -> None:
    bare = {key: value for key, value in WHOLE.items() if key != "year"}
    file = put(tmp_path, "甲.json", bare)
    with new_store(tmp_path) as store:
        store.add_round(NewRound(year=2023, kind="自评", name="二三年自评", rules="jiangxi-2023"))
        known = find_round(store, "2023自评")
        assert {find_round(store, name).id for name in ("自评", "二三年自评", str(known.id))} == {known.id}
        list(collect(store, [file], terms(round=known)))
        (stored,) = store.current()
        assert (stored.year, stored.round_id) == (2023, known.id)
        assert stored.scored["rules"]["id"] == "jiangxi-2023"
        with pytest.raises(StoreError) as refused:
            find_round(store, "没有")
    assert refused.value.finding.code == "CLT007"


def test_without_rounds_that_is_said(tmp_path: Path) -> None:
    with new_store(tmp_path) as store, pytest.raises(StoreError) as refused:
        find_round(store, "自评")
    assert refused.value.finding.code == "CLT008"


def _seed(start: str) -> Path:
    assert SHARED is not None
    return next((SHARED / "seeds").glob(f"{start}*.txt"))


@needs_shared
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_corrected_disclosure_is_a_further_version_though_its_projects_are_the_same(
    tmp_path: Path, dry_run: bool
) -> None:
    text = _seed("001").read_text(encoding="utf-8")
    corrected = put(tmp_path, "更正.txt", text.replace("88.75", "90.33"))
    copied = put(tmp_path, "抄件.txt", text + "\n")
    with new_store(tmp_path) as store:
        list(collect(store, [str(_seed("001"))], terms()))
        assert outcomes(take(store, copied, corrected, dry_run=dry_run, rules=None)) == [
            "unchanged",
            "version",
        ]
        known = take(store, copied, corrected, rules=None)
        assert outcomes(known) == (["unchanged", "version"] if dry_run else ["unchanged"] * 2)


@needs_shared
def test_a_disclosure_gives_its_listed_projects_once_joined_to_their_tables(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        (first,) = list(collect(store, [str(_seed("001"))], terms()))
        assert (first.outcome, first.problems) == ("new", ())
        rows = list(store.rows_for_summary())
        assert len(rows) == 23
        cents = [row.claimed_cents for row in rows]
        assert sum(cents) == 207754
        grades = [row.claimed_graded for row in rows]
        assert [grades.count(grade) for grade in "优良中差"] == [14, 8, 1, 0]
        joined = [one for one in first.recorded.tables if one.joined]
        assert len(joined) == 2
        assert all(one.claimed == one.joined_claimed for one in joined)
        head = [event.hash for event in store.events()]
        (again,) = list(collect(store, [str(_seed("001"))], terms()))
        assert again.outcome == "unchanged"
        assert [event.hash for event in store.events()] == head


@needs_shared
def test_where_list_and_table_disagree_the_table_counts_and_it_is_told(tmp_path: Path) -> None:
    text = _seed("001").read_text(encoding="utf-8")
    changed = text.replace("自评得分97分", "自评得分96分", 1)
    assert changed != text
    file = put(tmp_path, "公开.txt", changed)
    with new_store(tmp_path) as store:
        (found,) = list(collect(store, [file], terms()))
        (remark,) = [one for one in found.remarks if one.code == "CLT001"]
        assert (remark.expected, remark.found) == ("97", "96")
        rows = list(store.rows_for_summary())
    assert len(rows) == 23
    assert sum(row.claimed_cents for row in rows) == 207754


def test_a_fault_or_a_refusal_of_the_store_is_told_of_its_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [put(tmp_path, f"{number}.json", {**WHOLE, "project": f"项目{number}"}) for number in range(3)]
    errors = iter([KeyError("x"), StoreError(Finding(code="STO009", severity=Severity.ERROR)), None])
    with new_store(tmp_path) as store:
        record = store.record

        def failing(file: CollectedFile) -> Recorded:
            error = next(errors)
            if error is not None:
                raise error
            return record(file)

        monkeypatch.setattr(store, "record", failing)
        found = take(store, *files)
        assert outcomes(found) == ["refused", "refused", "new"]
        assert [one.problems[0].code for one in found[:2]] == ["CLT010", "STO009"]
        monkeypatch.setenv("JIXIAO_DEBUG", "1")
        errors = iter([KeyError("x")])
        with pytest.raises(KeyError):
            take(store, files[0])


def test_a_name_that_no_encoding_holds_is_kept_as_it_can_be(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\xe4.json"
    try:
        with open(raw, "wb") as stream:  # noqa: PTH123 - a name in bytes
            stream.write(json.dumps(WHOLE).encode())
    except OSError:
        pytest.skip("文件系统不收这样的文件名")
    with new_store(tmp_path) as store:
        assert outcomes(take(store, os.fsdecode(raw))) == ["new"]
        assert next(iter(store.current())).source_name.endswith(".json")


def test_the_json_has_every_file(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", WHOLE)
    with new_store(tmp_path) as store:
        data = run_json(take(store, file, str(tmp_path / "没有")))
    assert json.loads(json.dumps(data)) == data
    assert data["complete"] is False
    assert data["summary"] == {"new": 1, "version": 0, "unchanged": 0, "refused": 1}


def test_the_same_file_collected_for_another_year_moves_and_says_so(tmp_path: Path) -> None:
    file = put(tmp_path, "甲.json", {key: value for key, value in WHOLE.items() if key != "year"})
    with new_store(tmp_path) as store:
        (first,) = take(store, file)
        assert [one.code for one in first.remarks] == ["CLT003"]
        assert first.unplaced == 1
        (second,) = take(store, file, year=2024)
        assert [kept.moved for kept in second.recorded.tables] == [True]
        assert "已改过来" in line(second)
        (third,) = take(store, file)
        assert (third.outcome, third.remarks, third.unplaced) == ("unchanged", (), 0)
        assert [one.year for one in store.current()] == [2024]


def test_a_table_of_another_year_than_its_round_is_told(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        round_ = store.add_round(NewRound(year=2025, kind="自评", name="2025年自评"))
        (found,) = take(store, put(tmp_path, "甲.json", WHOLE), round=round_)
        assert [one.code for one in found.remarks] == ["CLT011"]
        (other,) = take(store, put(tmp_path, "乙.json", WRONG), region="360200")
        assert "没有写地区" not in tally([found], dry_run=False)
        assert "没有写地区的 1 个" in tally([found, other], dry_run=False)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("total", ["94", None])
def test_what_scoring_writes_is_the_same_table(tmp_path: Path, kind: str, total: str | None) -> None:
    file = put(tmp_path, "甲.json", {**WHOLE, "claimed_total": total})
    filled = str(tmp_path / f"打分.{kind}")
    assert cli.main(["score", file, "-o", filled, "--rules", "mof-2020"]) == 0
    with new_store(tmp_path) as store:
        found = take(store, file, filled, region="360200")
        assert outcomes(found) == ["new", "unchanged"]
        assert outcomes(take(store, filled)) == ["unchanged"]
