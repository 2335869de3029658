"""The public names: lazily loaded, documented, and doing what the command does."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

import jixiao

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_importing_loads_no_room():
    code = "import sys, jixiao; print(sorted(m for m in sys.modules if m.startswith('jixiao')))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['jixiao']"


@pytest.mark.parametrize("name", jixiao.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(jixiao, name).__doc__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="aggregate"):
        jixiao.aggregate  # noqa: B018  # the access is the test


def test_a_file_is_read_and_scored():
    read = jixiao.read(EXAMPLES / "赣服通3.0分厅建设项目.json")

    scored = jixiao.score(read.forms[0], "jiangxi-2023")

    assert [item.row.score for item in scored.indicators][:3] == [
        Decimal("2.50"),
        Decimal("4.16"),
        Decimal("3.86"),
    ]
    assert scored.total == Decimal("95.52")


def test_a_form_built_in_memory_is_scored():
    row = jixiao.Indicator(name="部门数", operator="=", target="56家", actual="44家", weight=Decimal(10))
    form = jixiao.SelfEvaluation(project="甲", indicators=(row,))

    scored = jixiao.score(form, jixiao.load_ruleset("jiangxi-2023"))

    assert scored.indicators[0].row.score == Decimal("4.64")
    assert "78.57%" in jixiao.sentence(scored.indicators[0].row)


def test_auto_takes_the_rules_that_explain_the_table_and_is_the_default():
    read = jixiao.read(EXAMPLES / "赣服通3.0分厅建设项目.json").forms[0]

    for scored in (jixiao.score(read, "auto"), jixiao.score(read), jixiao.score(read.evaluation)):
        assert (scored.rules.id, scored.rules.assumed) == ("jiangxi-2023", True)
        assert scored.rules.evidence is not None
        assert (scored.rules.evidence.informative, scored.rules.evidence.explained) == (3, 3)
    assert jixiao.score(read, "jiangxi-2023").rules.evidence is None


def test_a_form_in_memory_is_scored_the_same_however_it_is_handed_over():
    read = jixiao.read(EXAMPLES / "赣服通3.0分厅建设项目.json").forms[0]

    one, other = jixiao.score(read, "mof-2020"), jixiao.score(read.evaluation, "mof-2020")

    assert (one.total, one.grade, one.complete, one.rules) == (
        other.total,
        other.grade,
        other.complete,
        other.rules,
    )


def test_rules_that_are_not_there_are_named():
    with pytest.raises(jixiao.RuleSetError, match="mof-20"):
        jixiao.score(jixiao.SelfEvaluation(project="甲"), "mof-202")


def test_check_takes_paths_and_forms_alike() -> None:
    path = EXAMPLES / "政数局运转经费.json"
    of_path = jixiao.check(path, rules="mof-2020")
    form = jixiao.read(path).forms[0]
    assert of_path.findings
    assert jixiao.check([str(path)], "mof-2020") == of_path
    assert jixiao.check(form, "mof-2020").findings == of_path.findings
    codes = [finding.code for finding in of_path.findings]
    assert [finding.code for finding in jixiao.check([form.evaluation], "mof-2020").findings] == codes
    assert of_path.exit_code() == 1


def test_check_chooses_the_rules_and_compares_forms() -> None:
    form = jixiao.read(EXAMPLES / "政数局运转经费.json").forms[0]
    run = jixiao.check([form, form])
    assert [rules.id for rules in run.files[0].rules] == ["jiangxi-2023"]
    assert [finding.code for finding in run.across] == ["COL001"]


def test_check_says_what_it_could_not_use() -> None:
    form = jixiao.read(EXAMPLES / "政数局运转经费.json").forms[0]
    assert [problem.code for problem in jixiao.check(form, "nix").problems] == ["RUL001"]
    assert [problem.code for problem in jixiao.check("没有.xlsx").problems] == ["DOC001"]
    assert jixiao.check([]).findings == ()
