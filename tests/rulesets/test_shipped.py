"""The shipped rule sets: every cell as published, every source told, every case holding."""

from __future__ import annotations

import tomllib

import pytest

from jixiao.schemas.ruleset import Standing
from jixiao.scoring.cases import case_files, run_cases
from jixiao.scoring.clause import Question
from jixiao.scoring.ruleset import SHIPPED, available, covering, load_ruleset

IDS = (
    "beijing-2016", "chongqing-2021", "hubei-2019", "integrated-capped", "integrated-default", "jiangxi-2017",
    "jiangxi-2023", "mof-2020", "mof-2021", "sichuan-2023", "suzhou-2021",
)  # fmt: skip

GE, LE, EQ, EQ_OVER = (
    Question("quantity", ">=", "under"), Question("quantity", "<=", "over"),
    Question("quantity", "=", "under"), Question("quantity", "=", "over"),
)  # fmt: skip
EXECUTION = Question("execution")

# rule set: the row of the published table: execution, ≥ under, ≤ over, = under, = over
# each as "curve ratio standing"; a/t is actual/target, t/a target/actual, - none
UNKNOWN = "unknown - unknown"
LINEAR = "proportional executed/annual_budget verified"
UP, DOWN = "proportional a/t verified", "proportional t/a verified"
CELLS = {
    "mof-2020": (
        LINEAR,
        UP.replace("verified", "inferred"),
        DOWN.replace("verified", "inferred"),
        "proportional a/t inferred",
        "full a/t recalled",
    ),
    "mof-2021": (
        LINEAR,
        UP.replace("verified", "inferred"),
        DOWN.replace("verified", "inferred"),
        "proportional a/t inferred",
        "full a/t recalled",
    ),
    "jiangxi-2023": (
        "execution-tiers executed/annual_budget verified",
        "pass-line a/t inferred",
        UNKNOWN,
        "pass-line a/t observed",
        "deviation a/t observed",
    ),
    "jiangxi-2017": (UNKNOWN, UP, DOWN, UNKNOWN, UNKNOWN),
    "hubei-2019": (LINEAR, UP, DOWN, "proportional a/t inferred", "full a/t inferred"),
    "sichuan-2023": (LINEAR, "proportional a/t inferred", UNKNOWN, UNKNOWN, UNKNOWN),
    "chongqing-2021": (LINEAR, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "beijing-2016": (
        "proportional executed/initial_budget observed",
        UP,
        DOWN,
        "proportional a/t inferred",
        "full a/t inferred",
    ),
    "suzhou-2021": ("from-eighty executed/annual_budget observed", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    "integrated-default": (LINEAR, UP, "falling a/t verified", UP, "full a/t verified"),
    "integrated-capped": (LINEAR, UP, "falling a/t verified", UP, "full a/t inferred"),
}


def _cell(name: str, asked: Question) -> str:
    clause = load_ruleset(name).clause_for(asked)
    assert clause is not None
    ratio = {"actual/target": "a/t", "target/actual": "t/a", None: "-"}.get(
        clause.spec.ratio, clause.spec.ratio
    )
    return f"{clause.spec.curve} {ratio} {clause.standing.value}"


def test_the_shipped_rule_sets_are_these():
    assert tuple(available()) == IDS


@pytest.mark.parametrize("name", IDS)
def test_cells_and_their_standing(name):
    assert tuple(_cell(name, asked) for asked in (EXECUTION, GE, LE, EQ, EQ_OVER)) == CELLS[name]


@pytest.mark.parametrize("name", IDS)
def test_folder_has_sources_and_cases_that_hold(name):
    folder = SHIPPED / name
    assert (folder / "sources.md").read_text(encoding="utf-8").startswith(f"# {name} 的出处\n")
    assert case_files(folder)
    outcomes = run_cases(folder, load_ruleset(name))
    assert len(outcomes) >= 4
    assert [(o.case.name, o.differences) for o in outcomes if not o.holds] == []


@pytest.mark.parametrize("name", IDS)
def test_every_edge_is_answered(name):
    edge = load_ruleset(name).rules.edge
    assert set(edge.zero_target) == {">=", ">", "<=", "<", "="}
    for key in ("zero_budget", "zero_budget_spent", "over_rate", "negative_actual", "not_applicable"):
        assert key in edge.model_fields_set


@pytest.mark.parametrize("name", IDS)
def test_every_standing_names_its_source(name):
    for clause in load_ruleset(name).rules.clause:
        assert clause.cite.source


@pytest.mark.parametrize("name", IDS)
def test_every_scoring_table_is_cited(name):
    rules = load_ruleset(name).rules
    assert (rules.tiers_cite is not None) is bool(rules.tiers)
    assert (rules.grades_cite is not None) is bool(rules.grades)
    assert rules.rounding.cite is not None
    assert all(cap.cite for cap in rules.cap)
    assert all(profile.cite for profile in rules.weights)


@pytest.mark.parametrize("name", IDS)
def test_numbers_are_written_exactly(name):
    text = (SHIPPED / name / "rules.toml").read_text(encoding="utf-8")

    def floats(value: object) -> list[float]:
        if isinstance(value, float):
            return [value]
        items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [found for item in items for found in floats(item)]

    assert floats(tomllib.loads(text)) == []


def test_recalled_clauses_of_the_central_rules_are_not_called_verified():
    rules = load_ruleset("mof-2020").rules
    over = next(c for c in rules.clause if c.applies.operator == "=" and c.applies.side == "over")
    assert over.cite.standing is Standing.RECALLED
    assert str(over.note_from) == "13/10"
    assert load_ruleset("mof-2021").rules.tiers_cite.standing is Standing.RECALLED


def test_weights_and_denominators():
    def profiles(name):
        return [
            (str(p.execution), {k: str(v) for k, v in p.level1.items()})
            for p in load_ruleset(name).rules.weights
        ]

    assert profiles("mof-2020") == [("10", {"产出指标": "50", "效益指标": "30", "满意度指标": "10"})]
    assert profiles("mof-2021")[0] == (
        "10",
        {"成本指标": "20", "产出指标": "40", "效益指标": "20", "满意度指标": "10"},
    )
    assert profiles("hubei-2019") == [("20", {"产出指标": "40", "效益指标": "40"})]
    assert profiles("suzhou-2021") == [("6", {})]


def test_bands_of_the_tiers():
    def bands(name):
        return [(str(low), str(high)) for low, high in load_ruleset(name).rules.tiers.values()]

    eighty_sixty = [("4/5", "1"), ("3/5", "4/5"), ("0", "3/5")]
    eighty_fifty = [("4/5", "1"), ("1/2", "4/5"), ("0", "1/2")]
    for name in (
        "mof-2020",
        "mof-2021",
        "jiangxi-2023",
        "sichuan-2023",
        "integrated-default",
        "integrated-capped",
    ):
        assert bands(name) == eighty_sixty
    for name in ("jiangxi-2017", "hubei-2019"):
        assert bands(name) == eighty_fifty
    assert list(load_ruleset("jiangxi-2023").rules.tiers) == list(load_ruleset("mof-2021").rules.tiers)
    assert bands("chongqing-2021") == []


def test_caps_and_deductions_of_the_capped_set():
    rules = load_ruleset("integrated-capped").rules
    caps = [(*(str(x) for x in cap.when.execution), str(cap.total)) for cap in rules.cap]
    assert caps == [("7/10", "4/5", "89"), ("3/5", "7/10", "79"), ("1/2", "3/5", "69"), ("0", "1/2", "59")]
    deducted = [
        (c.applies.operator, str(c.deduct.at), str(c.deduct.points)) for c in rules.clause if c.deduct
    ]
    assert deducted == [(">=", "13/10", "2"), ("=", "13/10", "2")]


def test_inherited_clauses_say_so():
    origins = {c.inherited_from for c in load_ruleset("mof-2021").rules.clause}
    assert origins == {"mof-2020"}
    assert load_ruleset("mof-2021").rules.not_applied


@pytest.mark.parametrize(
    ("region", "year", "name"),
    [
        ("360000", 2023, "jiangxi-2023"), ("360700", 2024, "jiangxi-2023"), ("360000", 2019, "jiangxi-2017"),
        ("360000", 2016, None), ("420100", 2021, "hubei-2019"), ("510000", 2023, "sichuan-2023"),
        ("510000", 2021, None), ("500101", 2022, "chongqing-2021"), ("110108", 2016, "beijing-2016"),
        ("110108", 2020, None), ("320500", 2021, "suzhou-2021"), ("320100", 2021, None), (None, 2023, None),
    ],
)  # fmt: skip
def test_place_and_year_choose(region, year, name):
    assert covering(region, year) == name
