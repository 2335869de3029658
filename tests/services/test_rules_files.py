"""Examining and starting rule sets: what is an error, what a failure, and what is written."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.commands.rules_view import line
from jixiao.scoring.ruleset import SHIPPED, RuleSetError, available, load_ruleset
from jixiao.services.rules_files import (
    as_json,
    create,
    examination_json,
    examine,
    examine_all,
    json_schema,
    summaries,
)

TIE = """
id = "tie"
title = "t"
[[clause]]
for = { operator = ">=", level1 = "产出指标" }
curve = "full"
cite = { standing = "recalled" }
[[clause]]
for = { operator = ">=", level2 = "数量指标" }
curve = "zero"
cite = { standing = "recalled" }
"""


def test_what_cannot_be_read_is_a_problem_and_what_does_not_hold_a_finding(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(TIE, encoding="utf-8")
    tie = examine(str(file))
    assert ([finding.code for finding in tie.findings], tie.problems, tie.exit_code) == (["RUL016"], (), 1)
    file.write_text(TIE.replace('"zero"', '"nosuch"'), encoding="utf-8")
    unknown = examine(str(file))
    assert [finding.code for finding in unknown.problems] == ["RUL014", "RUL016"]
    assert unknown.exit_code == 2


def test_warnings_alone_do_not_fail(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text('id = "x"\ntitle = "t"\n[curves]\nidle = { points = [["0", "0"]] }\n', encoding="utf-8")
    one = examine(str(file))
    assert [finding.code for finding in one.findings] == ["RUL104", "RUL150"]
    assert (one.errors, one.exit_code) == ((), 0)


def test_without_names_every_shipped_set_is_examined():
    every = examine_all(())
    assert [one.name for one in every] == available()
    assert {one.exit_code for one in every} == {0}


def test_the_result_is_plain_json(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(TIE, encoding="utf-8")
    data = examination_json([examine(str(file)), examine("nowhere")])
    assert json.loads(json.dumps(data)) == data
    assert data["complete"] is False
    assert [one["passed"] for one in data["results"]] == [False]
    assert [one["code"] for one in data["errors"]] == ["RUL001"]


def test_summaries_and_whole_sets_are_plain_json():
    assert json.loads(json.dumps(summaries())) == summaries()
    data = as_json(load_ruleset("jiangxi-2023"))
    assert json.loads(json.dumps(data)) == data


def test_the_schema_does_not_offer_what_only_the_program_writes():
    properties = json_schema()["$defs"]["Clause"]["properties"]
    assert "inherited_from" not in properties
    assert {"for", "ratio", "curve", "cite"} <= properties.keys()


def test_create_returns_the_folder_and_refuses_twice(tmp_path):
    made = create("mine", None, tmp_path)
    assert made == tmp_path / "mine"
    assert load_ruleset(made).rules.id == "mine"
    with pytest.raises(RuleSetError) as caught:
        create("mine", None, tmp_path)
    assert [finding.code for finding in caught.value.findings] == ["RUL040"]


def test_create_does_not_follow_a_dangling_link(tmp_path):
    (tmp_path / "mine").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RuleSetError):
        create("mine", None, tmp_path)
    assert not (tmp_path / "elsewhere").exists()


SHIPPED_TEXTS = [(SHIPPED / name / "rules.toml").read_text(encoding="utf-8") for name in available()]
SLIPS = [
    '"0"',
    '"1"',
    '"-1"',
    '"2/3"',
    '"1/0"',
    '""',
    "0.5",
    "nan",
    "[",
    "{",
    "}",
    "]",
    "=",
    "true",
    '"unknown"',
    '"full"',
    '"actual/target"',
    '"days-late"',
    '"execution"',
    '"date"',
    '"coefficient"',
    '"over"',
    '"under"',
    '">="',
    '"<"',
    "99999999999999999999",
    '"1e5"',
    '"100000000000000000000"',
]


@given(
    text=st.sampled_from(SHIPPED_TEXTS),
    slips=st.lists(st.tuples(st.integers(min_value=0), st.sampled_from(SLIPS)), min_size=1, max_size=4),
)
def test_a_slip_anywhere_in_a_file_is_told_and_never_raises(text, slips, tmp_path_factory):
    for where, slip in slips:
        values = list(re.finditer(r'"[^"\n]*"', text))
        if values:
            value = values[where % len(values)]
            text = text[: value.start()] + slip + text[value.end() :]
    file = tmp_path_factory.mktemp("slip") / "rules.toml"
    file.write_text(text, encoding="utf-8")
    one = examine(str(file))
    assert one.exit_code in (0, 1, 2)
    for finding in (*one.problems, *one.findings):
        assert "〔" not in line(finding)
        assert "\n" not in line(finding)
