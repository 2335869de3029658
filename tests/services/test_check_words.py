from __future__ import annotations

import pytest

from jixiao.services.check_words import basis_of, figures_line, head_line, problem_line, rules_lines
from tests.services.checked import UNREAD, file, finding, run, usual


def test_the_head_says_how_much_was_looked_at_and_found() -> None:
    assert head_line(usual()) == (
        "共查 2 个文件（自评表 2 张，部门决算公开 0 份）：错误 2，警告 1，提示 2；读不了 1 处"
    )
    assert head_line(run()) == "共查 0 个文件（自评表 0 张，部门决算公开 0 份）：错误 0，警告 0，提示 0"


def test_a_named_rule_set_needs_no_ground() -> None:
    (rules,) = file().rules
    (line,) = rules_lines(rules)
    assert line.startswith("规则 mof-2020：")


@pytest.mark.parametrize(
    ("expected", "found", "line"),
    [("90", "91", "应为 90，现为 91"), ("90", None, "应为 90"), (None, "91", ""), (None, None, "")],
)
def test_figures(expected: str | None, found: str | None, line: str) -> None:
    assert figures_line(finding("TOT001", "error", expected=expected, found=found)) == line


def test_a_basis_of_the_case_goes_before_that_of_the_code() -> None:
    one = finding("TOT001", "error")
    assert basis_of(one).startswith("财预〔2020〕10号")
    assert basis_of(one.model_copy(update={"basis": "某条"})) == "某条"
    assert basis_of(UNREAD) == ""


def test_what_could_not_be_read_is_one_line() -> None:
    assert problem_line(UNREAD) == "没有.xlsx：没有这个文件。请核对路径和文件名"


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("mof-2020 execution", "mof-2020 预算执行率"),
        ("mof-2020 ≥ under", "mof-2020 ≥ 低于目标"),
        ("mof-2020 =", "mof-2020 定量指标 ="),
        ("mof-2020 = over", "mof-2020 = 超过目标"),
        ("mof-2020 edge zero_budget", "mof-2020 特殊情形：预算为零"),
        ("mof-2020", "mof-2020"),
        ("甲规则.toml 产出指标 元", "甲规则.toml 产出指标 元"),
    ],
)
def test_a_clause_is_told_in_words(basis: str, told: str) -> None:
    assert basis_of(finding("SCO001", "error").model_copy(update={"basis": basis})) == told
