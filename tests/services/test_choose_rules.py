from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.schemas.finding import Place
from jixiao.schemas.scored import Evidence, RunnerUp
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.explains import explained, informative
from jixiao.scoring.ruleset import RuleSetError, available, load_ruleset
from jixiao.services.check_paths import check_paths
from jixiao.services.choose_rules import Chosen, choose, choose_for_file, named_rules, score_chosen
from jixiao.services.score_paths import score_paths
from tests.scoring.build import PLAIN, form, fund, indicator, rules
from tests.shared import SHARED
from tests.strategies.claims import claimed_by
from tests.strategies.forms import self_evaluations

if TYPE_CHECKING:
    from jixiao.schemas.self_evaluation import SelfEvaluation


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_RULES", raising=False)


def project(text: str) -> None:
    Path("jixiao.toml").write_text(text, encoding="utf-8")


def test_the_option_goes_before_the_environment_before_the_project_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert named_rules(None) is None
    project('rules = "hubei-2019"\n')
    assert named_rules(None) == ("hubei-2019", "rules-project")
    monkeypatch.setenv("JIXIAO_RULES", "mof-2021")
    assert named_rules(None) == ("mof-2021", "rules-environment")
    assert named_rules("jiangxi-2023") == ("jiangxi-2023", "rules-named")
    monkeypatch.setenv("JIXIAO_RULES", "")
    assert named_rules(None) == ("hubei-2019", "rules-project")


def test_auto_is_no_name_and_goes_before_what_comes_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    project('rules = "hubei-2019"\n')
    monkeypatch.setenv("JIXIAO_RULES", "mof-2021")
    assert named_rules("auto") is None
    monkeypatch.setenv("JIXIAO_RULES", "auto")
    assert named_rules(None) is None
    assert named_rules("mof-2020") == ("mof-2020", "rules-named")
    monkeypatch.delenv("JIXIAO_RULES")
    project('rules = "auto"\n')
    assert named_rules(None) is None


def test_a_project_file_without_rules_names_none() -> None:
    project('title = "x"\n')
    assert named_rules(None) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("rules = 3\n", "INP002"),
        ("rules = ' '\n", "INP002"),
        ("rules = \n", "RUL010"),
        ("a = " + "[" * 10**5, "RUL010"),
    ],
)
def test_a_project_file_that_cannot_be_used_is_said(text: str, code: str) -> None:
    project(text)
    with pytest.raises(RuleSetError) as caught:
        named_rules(None)
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file) == (code, "jixiao.toml")
    assert "〔" not in (finding.sentence("message") or "")


@pytest.mark.parametrize(
    ("region", "year", "name", "why"),
    [
        ("360700", 2023, "jiangxi-2023", "rules-covering"),
        ("360700", 2019, "jiangxi-2017", "rules-covering"),
        ("360700", None, "mof-2020", "rules-default"),
        (None, 2023, "mof-2020", "rules-default"),
        ("650000", 2023, "mof-2020", "rules-default"),
    ],
)
def test_else_the_place_and_year_else_the_default(
    region: str | None, year: int | None, name: str, why: str
) -> None:
    choice = choose(form(region=region, year=year), None)
    assert (choice.rules.rules.id, choice.why, choice.assumed) == (name, why, True)


def test_a_form_made_for_a_rule_set_is_scored_under_it_where_no_score_tells() -> None:
    table = ReadForm(form(region="510000", year=2023), Place(), made_for="jiangxi-2023")
    (one,) = choose_for_file((table,), None)
    assert (one.rules.rules.id, one.choice.why, one.choice.assumed) == (
        "jiangxi-2023",
        "rules-template",
        True,
    )
    (one,) = choose_for_file((table,), named_rules("mof-2021"))
    assert one.rules.rules.id == "mof-2021"
    (one,) = choose_for_file((replace(table, made_for="nobody-1900"),), None)
    assert one.choice.why == "rules-covering"


def test_forms_of_one_file_made_for_several_rule_sets_are_made_for_none() -> None:
    table = ReadForm(form(), Place(), made_for="jiangxi-2023")
    found = choose_for_file((table, replace(table, made_for="mof-2021")), None)
    assert {one.choice.why for one in found} == {"rules-default"}


def test_what_somebody_named_is_not_assumed() -> None:
    choice = choose(form(region="360700", year=2023), named_rules("mof-2021"))
    assert (choice.rules.rules.id, choice.why, choice.assumed) == ("mof-2021", "rules-named", False)


SHIPPED = [load_ruleset(name) for name in available()]
TIERED = fund("198", "123.95", "10", "5")  # 62.6 %: 5 of 10 by the tiers of one province alone
LINEAR = fund("100", "76", "10", "7.6")


def chosen(*tables: SelfEvaluation, **more: object) -> tuple[Chosen, ...]:
    return choose_for_file([ReadForm(table, Place()) for table in tables], None, **more)


def ids(*tables: SelfEvaluation) -> list[str]:
    return [one.rules.rules.id for one in chosen(*tables)]


def test_the_rule_set_that_explains_most_is_chosen_wherever_the_table_is_from() -> None:
    for region in (None, "360700", "650000"):
        (one,) = chosen(form(funds=(TIERED,), region=region, year=2023))
        assert (one.rules.rules.id, one.choice.why, one.choice.assumed) == (
            "jiangxi-2023",
            "rules-evidence",
            True,
        )
    (other,) = chosen(form(indicator("=56家", "44家", "10", "7.86"), region="360700", year=2023))
    assert other.rules.rules.id == "mof-2020"  # in proportion, where the place has a pass line


def test_the_evidence_says_how_many_and_what_came_second() -> None:
    rows = (indicator("=56家", "44家", "10", "4.64"), indicator("提升", "好", "10", "9"))
    (one,) = chosen(form(*rows, funds=(TIERED,)))
    assert one.evidence == Evidence(3, 2, RunnerUp("mof-2020", 0))


def test_the_tables_of_a_file_are_judged_together() -> None:
    local = form(indicator("=56家", "44家", "10", "4.64"), funds=(TIERED,))
    slip = form(funds=(LINEAR,))
    full = form(indicator("≥1", "1", "10", "10"))
    assert ids(local, slip, full) == ["jiangxi-2023"] * 3
    assert {one.evidence for one in chosen(local, slip, full)} == {Evidence(3, 2, RunnerUp("mof-2020", 1))}
    assert ids(slip, full) == ["mof-2020"] * 2


@pytest.mark.parametrize(
    ("region", "year", "first", "second"),
    [
        (None, None, "mof-2020", "integrated-default"),
        (None, 2023, "mof-2020", "integrated-default"),
        ("420100", 2023, "hubei-2019", "mof-2020"),
        ("420100", 2018, "hubei-2019", "integrated-default"),  # region before year
        ("500000", 2022, "chongqing-2021", "mof-2020"),
        ("650000", 2023, "mof-2020", "integrated-default"),
        (None, 2018, "integrated-default", "integrated-capped"),  # mof-2020 begins later
        ("110108", 2016, "beijing-2016", "integrated-default"),
    ],
)
def test_ties_go_by_region_then_year_then_the_plainest(
    region: str | None, year: int | None, first: str, second: str
) -> None:
    (one,) = chosen(form(funds=(fund("100", "76", "10", "7.6", initial="100"),), region=region, year=year))
    assert one.evidence is not None
    assert (one.rules.rules.id, one.evidence.runner_up) == (first, RunnerUp(second, 1))


@pytest.mark.parametrize("claim", [None, "8.1"])
def test_what_explains_nothing_never_wins(claim: str | None) -> None:
    row = indicator("≥10", "9", "10", claim)  # 9 by most, 7.5 by one
    expected = [
        ("360700", 2023, "jiangxi-2023", "rules-covering"),
        ("360700", 2019, "jiangxi-2017", "rules-covering"),
        (None, 2023, "mof-2020", "rules-default"),
    ]
    for region, year, name, why in expected:
        (one,) = chosen(form(row, region=region, year=year))
        assert (one.rules.rules.id, one.choice.why, one.choice.assumed) == (name, why, True)
        assert one.evidence == Evidence(0 if claim is None else 1, 0)


def test_a_table_that_does_not_say_is_of_the_place_and_year_of_the_others() -> None:
    told, silent = form(region="360700", year=2023), form()
    assert ids(silent, told) == ["jiangxi-2023"] * 2
    elsewhere = form(region="420000", year=2023)
    assert ids(silent, told, elsewhere) == ["mof-2020", "jiangxi-2023", "hubei-2019"]
    years = (form(region="360700", year=2019), form(year=2023), form())
    assert ids(*years) == ["jiangxi-2017", "jiangxi-2023", "mof-2020"]


def test_what_was_named_is_taken_without_asking_the_table() -> None:
    table = ReadForm(form(funds=(TIERED,)), Place())
    found = choose_for_file([table, table], named_rules("mof-2020"))
    assert [(one.rules.rules.id, one.choice.assumed, one.evidence) for one in found] == [
        ("mof-2020", False, None)
    ] * 2
    assert choose_for_file([], named_rules("mof-2020")) == choose_for_file([], None) == ()
    with pytest.raises(RuleSetError):
        choose_for_file([table], named_rules("mof-202"))


def test_the_evidence_is_kept_with_the_score() -> None:
    table = ReadForm(form(funds=(TIERED,)), Place())
    (one,) = choose_for_file([table], None)
    scored = score_chosen(table, one)
    assert scored.rules.evidence == one.evidence == Evidence(1, 1, RunnerUp("mof-2020", 0))
    assert score_chosen(table, one._replace(evidence=None)).rules == replace(scored.rules, evidence=None)


def test_a_mismatch_is_a_warning_under_what_was_chosen_and_an_error_under_what_was_named() -> None:
    row = indicator("≥10", "9", "10", "9.5")
    table = ReadForm(form(row, funds=(TIERED,)), Place())
    for named, severity in ((None, "warning"), (named_rules("jiangxi-2023"), "error")):
        scored = score_chosen(table, *choose_for_file([table], named))
        assert scored.rules.id == "jiangxi-2023"
        assert {one.severity.value for one in scored.findings if one.code == "SCO001"} == {severity}


def test_candidates_may_be_any() -> None:
    own = rules(PLAIN.replace('["0.8", "1"]', '["0.95", "0.95"]'), id="own")
    table = form(indicator("提升", "基本达成目标", "10", "9.5"))
    (one,) = chosen(table, candidates=[*SHIPPED, own])
    assert (one.rules.rules.id, one.evidence) == ("own", Evidence(1, 1, RunnerUp("mof-2020", 0)))
    assert chosen(table, candidates=[])[0].choice.why == "rules-default"
    assert chosen(table, candidates=[own])[0].evidence == Evidence(1, 1)


ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("rules_option", [None, "auto", "mof-2020"])
def test_scoring_and_checking_never_disagree(rules_option: str | None) -> None:
    folders = [ROOT / "examples", *([SHARED / "seeds"] if SHARED is not None else [])]
    paths = [str(path) for folder in folders for path in sorted(folder.iterdir())]
    run = score_paths(paths, rules=rules_option)
    checked = check_paths(paths, rules=rules_option)
    evaluations = [scored for file in checked.files for scored in file.evaluations]
    assert [one.rules for one in evaluations] == [one.rules for one in run.evaluations]
    assert [one.total_range for one in evaluations] == [one.total_range for one in run.evaluations]
    assert len({one.rules.id for one in run.evaluations}) == 1


@given(data=st.data())
def test_the_order_of_tables_and_of_candidates_changes_nothing(data: st.DataObject) -> None:
    made = claimed_by(data.draw(st.sampled_from(SHIPPED)))
    tables = data.draw(st.lists(made | self_evaluations(), max_size=4))
    usual = chosen(*tables)
    order = data.draw(st.permutations(range(len(tables))))
    shuffled = chosen(*(tables[place] for place in order), candidates=data.draw(st.permutations(SHIPPED)))
    assert list(shuffled) == [usual[place] for place in order]


@given(data=st.data(), name=st.sampled_from(available()))
def test_scores_made_by_a_rule_set_choose_one_that_explains_them_all(data: st.DataObject, name: str) -> None:
    tables = data.draw(st.lists(claimed_by(load_ruleset(name)), min_size=1, max_size=3))
    claims = informative(tables, load_ruleset("mof-2020"))
    for one in chosen(*tables):
        assert one.evidence is not None
        assert one.evidence.informative == len(claims)
        assert one.evidence.explained == len(claims)  # the one that made them does, so the best does
        assert explained(claims, one.rules) == len(claims)
        second = one.evidence.runner_up
        assert second is None or second.explained <= one.evidence.explained


@given(table=self_evaluations(odd=True))
def test_any_table_has_a_choice(table: SelfEvaluation) -> None:
    (one,) = chosen(table)
    assert one.rules.rules.id in available()
    assert one.evidence is not None
    assert one.choice.assumed


@pytest.mark.parametrize("option", ["", " "])
def test_an_option_that_names_nothing_is_refused(option: str) -> None:
    with pytest.raises(RuleSetError) as failure:
        named_rules(option)
    assert [finding.code for finding in failure.value.findings] == ["INP007"]
