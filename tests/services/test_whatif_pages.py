"""Packed tables give, figure for figure, what reading every form gives."""

from __future__ import annotations

import hashlib
import shutil
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.indicators.project_names import is_whole_department
from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm, SelfEvaluation
from jixiao.schemas.store import CollectedFile, CollectedTable
from jixiao.scoring.ruleset import LoadedRuleSet, available, load_ruleset
from jixiao.scoring.table import Choice, score_form
from jixiao.services.score_json import evaluation_json
from jixiao.services.whatif import whatif_store
from jixiao.store import stored_texts
from jixiao.store.engine import writing
from jixiao.store.repository import Store
from jixiao.store.schema import migrate
from jixiao.store.tables import PACKED
from jixiao.store.triggers import drop_triggers
from jixiao.store.verify import verify
from tests.strategies.forms import self_evaluations
from tests.strategies.numbers import evaluations
from tests.strategies.rulesets import loaded, rule_sets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jixiao.schemas.whatif import WhatIf

SHIPPED = [load_ruleset(name) for name in available()]
NAMES = [f"项目{at}" for at in range(6)]
DEPARTMENTS = ("市交通局", "市 交通局", "市住建局", None)
any_rules = st.sampled_from(SHIPPED) | rule_sets()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    migrate(str(file))
    return file


@st.composite
def tables(draw: st.DrawFn) -> CollectedTable:
    form: SelfEvaluation = draw(evaluations() | self_evaluations() | self_evaluations(core=True))
    names = (*NAMES, "部门整体支出绩效自评")
    whose = {"project": draw(st.sampled_from(names)), "department": draw(st.sampled_from(DEPARTMENTS))}
    form = form.model_copy(update=whose | {"unit": draw(st.sampled_from(("甲所", "乙所", None)))})
    complete = draw(st.sampled_from((True, True, True, False)))
    rules = draw(any_rules)
    choice = Choice(rules, "rules-named", assumed=False)
    scored = evaluation_json(score_form(ReadForm(form, Place(), complete=complete), choice))
    kept = draw(st.sampled_from((scored, scored, scored, None)))
    return CollectedTable(form=form, scored=kept, complete=complete)


def keep(store: Store, found: list[CollectedTable]) -> None:
    for at, table in enumerate(found):
        digest = hashlib.sha256(str(at).encode()).hexdigest()
        store.record(CollectedFile(sha256=digest, name=f"{at}.json", tables=(table,)))


def both(store: Store, *rules: LoadedRuleSet, **more: Any) -> WhatIf:
    found = whatif_store(store, *rules, **more)
    assert found == whatif_store(store, *rules, **more, packed=False)
    return found


def adds_up(found: WhatIf) -> None:
    causes = found.causes
    assert causes.clauses + causes.uncompared == sum(one.gained - one.lost for one in found.clauses)
    means = [causes.clauses_mean, causes.judgement_mean, causes.other_mean]
    if found.change is None:
        assert means == [None] * 3
    else:
        assert sum(mean for mean in means if mean is not None) == found.change
    assert found.determined.projects + found.provisional.projects == found.compared
    assert sum(one.provisional for one in found.departments) == found.provisional.projects
    assert found.before.decided - found.after.decided == causes.opened - causes.settled


@given(
    found=st.lists(tables(), max_size=7),
    rules=any_rules,
    against=st.none() | any_rules,
    top=st.sampled_from((0, 1, 3, 20)),
)
def test_both_ways_say_the_same(
    empty: Path, tmp_path_factory: pytest.TempPathFactory, found: list[CollectedTable],
    rules: LoadedRuleSet, against: LoadedRuleSet | None, top: int,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("desk")
    shutil.copy(empty, folder / "desk.sqlite")
    with Store.open(str(folder / "desk.sqlite"), who="收表人") as store:
        keep(store, found)
        made = both(store, rules, against, top=top)
        adds_up(made)
        current = [is_whole_department(one.form.project) for one in store.current()]
        assert (made.tables, made.whole_departments) == (current.count(False), current.count(True))
        assert not any(is_whole_department(one.project) for one in made.affected)
    shutil.rmtree(folder)


ROWS = (
    {"target": "≥10个", "actual": "9个", "weight": "50", "claimed_score": "45", "level1": "产出指标"},
    {"target": "有效提升", "actual": "部分实现目标", "weight": "40", "claimed_score": "30"},
)
FUNDS = (
    {"name": "年度资金总额", "initial_budget": "90", "annual_budget": "100", "executed": "85", "weight": "10",
     "claimed_score": "8"},
)  # fmt: skip


def usual(*rows: dict[str, str], **more: Any) -> CollectedTable:
    form = SelfEvaluation.model_validate(
        {"project": "甲", "year": 2024, "funds": FUNDS, "indicators": rows, **more}
    )
    choice = Choice(load_ruleset("mof-2021"), "rules-named", assumed=False)
    return CollectedTable(form=form, scored=evaluation_json(score_form(ReadForm(form, Place()), choice)))


@pytest.fixture
def desk(empty: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copy(empty, tmp_path / "desk.sqlite")
    with Store.open(str(tmp_path / "desk.sqlite"), who="收表人") as store:
        yield store


@pytest.mark.parametrize("name", available())
def test_no_form_of_a_usual_database_is_read(desk: Store, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    keep(desk, [usual(*ROWS, project=project) for project in NAMES])
    rules = load_ruleset(name)
    expected = whatif_store(desk, rules, top=0, packed=False)
    read: list[int] = []
    monkeypatch.setattr(stored_texts, "by_version", lambda _, versions: iter(read.extend(versions) or ()))
    assert whatif_store(desk, rules, top=0) == expected
    assert read == []


def test_what_is_not_laid_out_is_read(desk: Store) -> None:
    keep(desk, [usual(*ROWS, project=project) for project in NAMES])
    rules = load_ruleset("jiangxi-2023")
    before = both(desk, rules)
    with writing(desk.engine) as connection:
        drop_triggers(connection, ["packed"])
        connection.execute(PACKED.delete().where(PACKED.c.form_version_id.in_([2, 5])))
    assert both(desk, rules) == before
    assert {(one.code, one.params["id"]) for one in verify(desk).findings if one.code == "STO032"} == {
        ("STO032", "2"),
        ("STO032", "5"),
    }


def test_a_label_with_digits_is_found_in_the_forms(desk: Store) -> None:
    keep(desk, [usual({**ROWS[0], "actual": "9个"})])
    tiers = {"9 个": ["0.5", "0.5"], "优": ["1", "1"]}
    rules = loaded({"tiers": tiers, "tiers_cite": {"standing": "verified"}})
    found = both(desk, rules)
    assert found.clauses[0].after == "tier 9 个"


def test_a_project_that_became_judgement_is_no_gain_of_a_clause(desk: Store) -> None:
    keep(
        desk, [usual(*ROWS), usual(ROWS[0], {**ROWS[0], "weight": "40", "claimed_score": "40"}, project="乙")]
    )
    manual = loaded({"entry": {"quantitative": "manual"}})
    found = both(desk, manual)
    adds_up(found)
    assert found.causes.opened == 2
    assert (found.determined.projects, found.provisional.projects) == (0, 2)
    assert sum(one.opened for one in found.clauses) == 6
    assert {one.clauses_mean for one in (found.causes,)} == {Decimal("0.00")}
    assert found.causes.judgement_mean == found.change
