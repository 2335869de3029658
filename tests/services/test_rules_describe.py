"""A rule set told to a person: nothing left out, nothing made better than it is."""

from __future__ import annotations

import pytest

from jixiao.schemas.ruleset import Standing
from jixiao.scoring.ruleset import available, load_ruleset
from jixiao.services.rules_describe import index_page, page, sections, standing_text, weakest_cited, years


@pytest.mark.parametrize("name", available())
def test_every_source_quote_and_unapplied_rule_is_on_the_page(name):
    loaded = load_ruleset(name)
    text = page(loaded)
    rules = loaded.rules
    cites = [clause.cite for clause in rules.clause]
    cites += [cite for cite in (rules.tiers_cite, rules.grades_cite, rules.rounding.cite) if cite]
    cites += [item.cite for item in (*rules.cap, *rules.weights, *rules.reason) if item.cite]
    cites += rules.edge.cite.values()
    for cite in cites:
        assert cite.source is None or cite.source in text
        assert cite.quote is None or cite.quote in text
    for sentence in rules.not_applied:
        assert f"- {sentence}\n" in text
    for word in (*rules.tiers, *rules.grades):
        assert word in text


def test_sections_come_in_the_order_of_the_file():
    assert [section.heading for section in sections(load_ruleset("integrated-capped"))] == [
        "条款", "定性档次", "边界情形", "等级（下限含在内）", "总分上限", "分值", "没有用上的规则",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "standing", "text"),
    [
        ("integrated-default", Standing.VERIFIED, "已核实；1 条未知"),
        ("suzhou-2021", Standing.INFERRED, "推断；2 条未知"),
        ("jiangxi-2023", Standing.RECALLED, "凭记忆，待核实；2 条未知"),
        ("mof-2021", Standing.RECALLED, "凭记忆，待核实；1 条未知"),
    ],
)
def test_the_weakest_standing_of_all_that_makes_a_score(name, standing, text):
    loaded = load_ruleset(name)
    assert weakest_cited(loaded) is standing
    assert standing_text(loaded) == text


def test_a_set_in_which_nothing_is_known(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text('id = "x"\ntitle = "t"\n', encoding="utf-8")
    assert weakest_cited(load_ruleset(file)) is Standing.UNKNOWN


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("", "不限"),
        ("period = { from = 2023 }", "2023 年起"),
        ("period = { to = 2022 }", "至 2022 年"),
        ("period = { from = 2017, to = 2022 }", "2017–2022"),
        ("period = { from = 2016, to = 2016 }", "2016"),
    ],
)
def test_years(tmp_path, period, told):
    file = tmp_path / "rules.toml"
    file.write_text(f'id = "x"\ntitle = "t"\n{period}\n', encoding="utf-8")
    assert years(load_ruleset(file).rules) == told


def test_all_the_ways_a_clause_can_be_told(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text(
        'id = "x"\ntitle = "t"\n[curves]\nc = { steps = [["0", "0"], ["2/3", "0.5"]] }\n[[clause]]\n'
        'for = { operator = "=", side = "over", level1 = "成本指标", unit = "元" }\nratio = "target/actual"\n'
        'curve = "c"\nratio_digits = 4\nnote_from = "1.3"\ndeduct = { from = "1.5", points = "2" }\n'
        "score_digits = 1\n"
        'cite = { standing = "recalled" }\n[tiers]\n"好" = ["1", "1"]\n"差" = ["0", "0"]\n',
        encoding="utf-8",
    )
    clauses, tiers, *_ = sections(load_ruleset(file))
    (clause,) = clauses.items
    assert clause.text == (
        "1. 定量指标 = 超过目标 成本指标 元：目标÷实际，曲线 c：0% 起得 0%，200/3% 起得 50%；"
        "比率先四舍五入到 4 位小数；130% 起请说明原因；150% 起扣 2 分；得分保留 1 位　[凭记忆，待核实]"
    )
    assert [item.text for item in tiers.items] == ["好：固定得分值的 100%", "差：固定得分值的 0%", "[未知]"]


def test_the_index_links_every_page():
    text = index_page([load_ruleset(name) for name in available()])
    for name in available():
        assert f"[{name}]({name}.md)" in text
