from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from docx import Document

from jixiao.scoring.ruleset import RuleSetError, available, load_ruleset
from jixiao.services.template import TemplateError, blank_form, write_template

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("rules", available())
@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_every_rule_set_has_a_blank_form(rules: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"blank.{suffix}"
    blank = write_template(path, rules=rules)
    spec = load_ruleset(rules).rules
    assert blank.tiers == tuple(spec.tiers)
    assert [name for name, _ in blank.grades] == [name for name, _ in load_ruleset(rules).grade_bounds]
    assert path.is_file()


def test_weights_and_words_come_from_the_rule_set() -> None:
    blank = blank_form(load_ruleset("mof-2021"))
    assert blank.execution == Decimal(10)
    assert blank.weights == {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10}
    other = blank_form(load_ruleset("mof-2021"), weights=2)
    assert list(other.weights) == ["产出指标", "效益指标", "满意度指标"]
    assert "成本指标" in [block.level2 for block in other.blocks]


def test_the_budget_of_the_rate_is_the_one_the_rules_name() -> None:
    budgets = {name: blank_form(load_ruleset(name)).budget for name in available()}
    for name, budget in budgets.items():
        ratios = {
            clause.ratio for clause in load_ruleset(name).rules.clause if clause.applies.kind == "execution"
        }
        assert budget == ("initial_budget" if ratios == {"executed/initial_budget"} else "annual_budget")


def test_rows_are_counted_for_all_or_for_one() -> None:
    blank = blank_form(load_ruleset("mof-2020"), rows=("1", "数量指标=5", "产出质量=3"))
    rows = {block.level2: block.rows for block in blank.blocks}
    assert (rows["数量指标"], rows["质量指标"], rows["时效指标"]) == (5, 3, 1)


@pytest.mark.parametrize("text", ["0", "51", "x", "", "数量指标=", "数量指标=0", "=3x", "９", "没有这个=2"])
def test_rows_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(TemplateError, match=r"rows|没有这个"):
        blank_form(load_ruleset("mof-2020"), rows=(text,))


@pytest.mark.parametrize("number", [0, -1, 9])
def test_weights_that_are_not_there_are_refused(number: int) -> None:
    with pytest.raises(TemplateError, match="分值设置"):
        blank_form(load_ruleset("mof-2020"), weights=number)


def test_the_year_stands_on_the_form(tmp_path: Path) -> None:
    write_template(tmp_path / "x.xlsx", rules="mof-2020", year=2023)
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]["A2"].value == "（2023年度）"
    write_template(tmp_path / "x.docx", rules="mof-2020", year=2023)
    assert "（2023年度）" in [paragraph.text for paragraph in Document(str(tmp_path / "x.docx")).paragraphs]


def test_other_kinds_of_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="docx"):
        write_template(tmp_path / "x.pdf")
    with pytest.raises(RuleSetError):
        write_template(tmp_path / "x.xlsx", rules="no-such-rules")
    assert list(tmp_path.iterdir()) == []
