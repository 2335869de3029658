"""Trying another rule set: every figure follows from scoring each table by itself under both."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from jixiao.schemas.store import Filter
from jixiao.scoring.ruleset import load_ruleset
from jixiao.services.score_paths import score_paths
from jixiao.services.whatif import whatif_paths, whatif_store
from jixiao.services.whatif_result import at_hand
from tests.services.desk import FUNDS, ROWS, WHOLE, new_store, put, take
from tests.store.postgres import NoServerError, new_database, server

if TYPE_CHECKING:
    from pathlib import Path

    from jixiao.schemas.whatif import WhatIf

HARD = """
id = "hard"
title = "从严"
extends = "mof-2020"

[curves.hard]
points = [["0", "0"], ["1", "0.5"]]

[[clause]]
for = { operator = ">=", side = "under" }
curve = "hard"
ratio = "actual/target"
cite = { standing = "observed" }
"""
"""A target missed gives half of what it gives by proportion."""
OTHER = {**WHOLE, "project": "桥梁检测", "department": "市住建局", "unit": "市桥梁所"}
MET = {**WHOLE, "project": "隧道照明", "indicators": [{**ROWS[0], "actual": "12个"}, ROWS[1]]}
WORDS = {**ROWS[1], "target": "有效提升", "actual": "已提升"}
OPEN = {**WHOLE, "project": "边坡治理", "indicators": [ROWS[0], WORDS]}
LISTED = [WHOLE, OTHER, MET, OPEN]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    return [put(tmp_path, f"{at}.json", content) for at, content in enumerate(LISTED)]


@pytest.fixture
def hard(tmp_path: Path) -> str:
    return put(tmp_path, "hard.toml", HARD)


def plain(found: WhatIf) -> dict[str, Any]:
    dumped = found.as_json()
    for key in ("stored", "against"):
        dumped.pop(key)
    return dumped


def test_a_database_files_and_a_second_rule_set_say_the_same(
    tmp_path: Path, files: list[str], hard: str
) -> None:
    rules = load_ruleset(hard)
    without = plain(whatif_paths(files, rules, "mof-2020"))
    own = {**WHOLE, "project": "部门整体支出绩效自评", "unit": "市交通局"}
    files.append(put(tmp_path, "整体.json", own))
    with new_store(tmp_path) as store:
        take(store, *files)
        kept = whatif_store(store, rules)
        held = whatif_store(store, rules, load_ruleset("mof-2020"))
    assert plain(kept) == plain(held) == plain(whatif_paths(files, rules, "mof-2020"))
    assert plain(kept) == {**without, "whole_departments": 1}
    assert (kept.stored, held.stored) == (True, False)


def test_every_figure_is_that_of_scoring_each_table_by_itself(files: list[str], hard: str) -> None:
    found = whatif_paths(files, load_ruleset(hard), "mof-2020")
    before = [one.total or one.provisional_total for one in score_paths(files, rules="mof-2020").evaluations]
    after = [one.total or one.provisional_total for one in score_paths(files, rules=hard).evaluations]
    assert None not in before + after
    pairs = [(Decimal(old or 0), Decimal(new or 0)) for old, new in zip(before, after, strict=True)]
    assert pairs == [(94, Decimal("71.5"))] * 2 + [(99, 99), (94, Decimal("71.5"))]
    assert (found.tables, found.compared, found.up, found.down, found.same) == (4, 4, 0, 3, 1)
    assert found.change == Decimal("-16.88")  # -67.5 / 4 = -16.875, away from zero
    assert (found.before.mean, found.after.mean) == (Decimal("95.25"), Decimal("78.38"))
    assert (found.before.decided, found.before.provisional) == (3, 1)
    assert {(one.project, one.before, one.after, one.provisional) for one in found.affected} == {
        ("道路养护", Decimal(94), Decimal("71.5"), False),
        ("桥梁检测", Decimal(94), Decimal("71.5"), False),
        ("边坡治理", Decimal(94), Decimal("71.5"), True),
    }
    assert found.moves == {"优": {"优": 1, "中": 3}}
    assert (found.before.grades, found.after.grades, found.moved) == ({"优": 4}, {"优": 1, "中": 3}, 3)


def test_the_clause_that_did_it_is_named(files: list[str], hard: str) -> None:
    found = whatif_paths(files, load_ruleset(hard), "mof-2020")
    (clause,) = found.clauses
    assert (clause.after, clause.rows, clause.gained, clause.lost) == ("≥ under", 3, 0, Decimal("67.5"))
    row = found.affected[0].rows[0]
    assert (row.name, row.before, row.after, row.change) == (
        "完成数量",
        Decimal("45.00"),
        Decimal("22.50"),
        Decimal("-22.50"),
    )


def test_departments_stand_by_how_much_they_change(files: list[str], hard: str) -> None:
    found = whatif_paths(files, load_ruleset(hard), "mof-2020")
    assert [(one.department, one.count, one.change, one.down) for one in found.departments] == [
        ("市住建局", 1, Decimal("-22.50"), 1),
        ("市交通局", 3, Decimal("-15.00"), 2),
    ]


def test_the_same_rule_set_changes_nothing(tmp_path: Path, files: list[str]) -> None:
    with new_store(tmp_path) as store:
        take(store, *files)
        found = whatif_store(store, load_ruleset("mof-2020"))
    assert (found.same, found.moved, found.clauses, found.affected) == (4, 0, (), ())
    assert [(one.id, one.tables) for one in found.against] == [("mof-2020", 4)]


def test_a_filter_a_limit_and_an_empty_database(tmp_path: Path, files: list[str], hard: str) -> None:
    rules = load_ruleset(hard)
    with new_store(tmp_path) as store:
        assert (whatif_store(store, rules).tables, whatif_store(store, rules).change) == (0, None)
        take(store, *files)
        assert whatif_store(store, rules, wanted=Filter(department="市住建局")).tables == 1
        everything = whatif_store(store, rules)
        for top in range(4):
            assert whatif_store(store, rules, top=top).affected == everything.affected[:top]


def test_a_changed_database_is_not_asked_for(tmp_path: Path, files: list[str], hard: str) -> None:
    with new_store(tmp_path) as store:
        take(store, *files)
        before = [event.hash for event in store.events()]
        whatif_store(store, load_ruleset(hard))
        assert [event.hash for event in store.events()] == before


def test_both_databases_say_the_same(tmp_path: Path, files: list[str], hard: str) -> None:
    pytest.importorskip("psycopg", reason="没有装 PostgreSQL 的驱动")
    from jixiao.store.repository import Store
    from jixiao.store.schema import migrate

    found = []
    try:
        with server() as url:
            for target in (str(tmp_path / "a.sqlite"), new_database(url, "jixiao_whatif")):
                migrate(target)
                with Store.open(target, who="收表人") as store:
                    take(store, *files)
                    found.append(whatif_store(store, load_ruleset(hard)).as_json())
    except NoServerError as error:
        pytest.skip(str(error))
    assert found[0] == found[1]


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path, files: list[str], hard: str) -> None:
    found = whatif_paths([*files, str(tmp_path / "无.json")], load_ruleset(hard))
    assert (found.tables, len(found.errors), found.complete) == (4, 1, False)


def test_only_the_very_rule_set_is_at_hand() -> None:
    loaded = load_ruleset("mof-2020")
    assert at_hand("mof-2020", loaded.hash) is loaded
    assert at_hand("mof-2020", "another") is None
    assert at_hand("没有这套", loaded.hash) is None
    assert at_hand(None, None) is None


def test_json_is_plain(files: list[str], hard: str) -> None:
    dumped = whatif_paths(files, load_ruleset(hard)).as_json()
    assert dumped["schema"] == "jixiao.whatif/1"
    assert json.loads(json.dumps(dumped)) == dumped
    assert FUNDS[0]["weight"] == "10"
