from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.scoring.ruleset import RuleSetError
from jixiao.services.choose_rules import choose, named_rules
from tests.scoring.build import form


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


def test_what_somebody_named_is_not_assumed() -> None:
    choice = choose(form(region="360700", year=2023), named_rules("mof-2021"))
    assert (choice.rules.rules.id, choice.why, choice.assumed) == ("mof-2021", "rules-named", False)
