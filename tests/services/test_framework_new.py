from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.self_evaluation import FundLine, Goal, Indicator, SelfEvaluation
from jixiao.scoring.frameworks import load_framework
from jixiao.scoring.ruleset import load_ruleset
from jixiao.services.framework_new import (
    NewFormError,
    find_table,
    formula_told,
    method_of,
    new_form,
    write_form,
)

if TYPE_CHECKING:
    from pathlib import Path

RULES = load_ruleset("mof-2020")
TABLE = SelfEvaluation(
    project="大厅项目",
    department="某局",
    unit="某中心",
    year=2023,
    funds=(FundLine(name="年度资金总额", annual_budget=Decimal("160.00"), executed=Decimal(7)),),
    goal=Goal(expected="保障运转"),
    indicators=(
        Indicator(level1="产出指标", level2="数量指标", name="窗口数", target="≥10个", actual="9个",
                  weight=Decimal(5)),
        Indicator(level1="产出指标", level2="数量指标", name="人数", operator="≥", target="5", unit="人",
                  actual="5"),
        Indicator(level1="产出指标", level2="特别指标", name="别的", target="1", actual="1"),
        Indicator(level1="预算执行", level2="预算执行率", name="预算执行率", target="100%", actual="4%"),
        Indicator(level1="效益指标", level2="社会效益指标"),
    ),
)  # fmt: skip


def test_a_self_evaluation_fills_in_what_it_knows_and_nothing_else() -> None:
    form = new_form(load_framework("project-2020"), RULES, table=TABLE).form
    assert (form.project, form.department, form.unit, form.year) == ("大厅项目", "某局", "某中心", 2023)
    by_name = {row.name: row for row in form.rows}
    assert [item.entry for item in by_name["窗口数"].items] == ["≥10个", "9个"]
    assert [item.entry for item in by_name["人数"].items] == ["≥5人", "5人"]
    assert by_name["窗口数"].level2 == "产出数量"
    assert by_name["别的"].level1 == "产出"
    assert "实际完成率" not in by_name
    assert "质量达标率" in by_name
    assert [item.entry for item in by_name["资金到位率"].items] == ["160.00", None]
    assert [item.entry for item in by_name["预算执行率"].items] == [None, "7"]
    assert all(row.weight is None for row in form.rows)


def test_amounts_in_another_unit_are_not_taken_over() -> None:
    table = TABLE.model_copy(update={"amount_unit": "元"})
    form = new_form(load_framework("project-2020"), RULES, table=table).form
    assert next(row for row in form.rows if row.name == "资金到位率").items[0].entry is None


def test_a_whole_department_takes_over_its_own_table() -> None:
    form = new_form(load_framework("whole-department"), RULES, table=TABLE, year=2024).form
    assert (form.project, form.year) == ("某局", 2024)
    assert form.rows[0].weight == Decimal(5)
    assert form.goals[0].expected == "保障运转"
    assert form.funds[0].annual_budget == Decimal("160.00")


def test_tasks_and_parts_of_a_department() -> None:
    framework = load_framework("whole-department")
    form = new_form(framework, RULES, tasks=2, parts=2).form
    assert len(form.goals) == 2
    assert [line.name for line in form.funds][1:] == ["人员类", "运转类", "其他运转类", "特定目标类"]
    assert {row.goal for row in form.rows} == {0, 1, None}
    assert {row.goal for row in new_form(framework, RULES, tasks=0).form.rows} == {None}
    for wrong in ({"parts": 9}, {"tasks": -1}, {"tasks": 99}):
        with pytest.raises(NewFormError):
            new_form(framework, RULES, **wrong)


def test_every_row_is_made_for_the_method_of_its_line() -> None:
    for name in ("project-2020", "project-2013"):
        framework = load_framework(name)
        made = new_form(framework, RULES)
        assert list(made.methods) == [line.method for line in framework.spec.line]
        assert method_of(made.form.rows[0], framework) == "points"
        assert all(line.ratio is None or formula_told(line.ratio, framework) for line in framework.spec.line)


def test_a_formula_in_words() -> None:
    framework = load_framework("project-2020")
    told = {rule.name: formula_told(rule, framework) for line in framework.spec.line if (rule := line.ratio)}
    assert told["成本节约率"] == "成本节约率＝（计划成本－实际成本）÷计划成本×100%"
    assert told["预算执行率"] == "预算执行率＝实际支出资金÷实际到位资金×100%"


def test_files_are_written_by_their_suffix(tmp_path: Path) -> None:
    for suffix in (".xlsx", ".docx"):
        path = tmp_path / f"表{suffix}"
        write_form("project-2020", path, year=2024)
        assert path.read_bytes().startswith(b"PK")
    with pytest.raises(NewFormError):
        write_form("project-2020", tmp_path / "表.txt")


def test_the_table_meant_has_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "两张.json"
    one = TABLE.model_copy(update={"project": "另一项目"})
    path.write_text(f"[{TABLE.model_dump_json()},{one.model_dump_json()}]", encoding="utf-8")
    assert find_table(str(path), "另一").project == "另一项目"
    for project in (None, "没有"):
        with pytest.raises(NewFormError):
            find_table(str(path), project)
    with pytest.raises(NewFormError):
        find_table(str(tmp_path / "没有.xlsx"), None)
