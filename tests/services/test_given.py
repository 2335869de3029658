from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jixiao.schemas.finding import Place
from jixiao.schemas.self_evaluation import ReadForm
from jixiao.scoring.ruleset import RuleSetError
from jixiao.services.check_paths import check_paths
from jixiao.services.given import NOTHING, Given, given
from jixiao.services.score_paths import score_paths
from tests.scoring.build import form, fund, indicator

TABLE = """项目支出绩效自评表
项目名称\t甲项目\t\t\t\t\t\t
主管部门\t甲局\t\t\t实施单位\t甲中心\t\t
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100\t100\t100\t10\t100%\t10
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t窗口\t≥3个\t3\t50\t50\t
效益指标\t社会效益指标\t群众\t≥90%\t95%\t40\t40\t
总分\t\t\t\t\t100\t100\t
"""


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_RULES", raising=False)


def project(text: str) -> None:
    Path("jixiao.toml").write_text(text, encoding="utf-8")


def test_the_option_goes_before_the_project_file() -> None:
    assert given() == NOTHING
    project('region = "360700"\nyear = 2023\n')
    assert given() == ("360700", 2023)
    assert given("420000") == ("420000", 2023)
    assert given(year=2024) == ("360700", 2024)
    project("region = 360700\n")
    assert given() == ("360700", None)


@pytest.mark.parametrize(
    "region", ["36", "3607001", "江西", "036070", "36070x", "999999", "160000", "", "３６０７００"]
)
def test_a_code_has_six_digits(region: str) -> None:
    with pytest.raises(RuleSetError) as caught:
        given(region)
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file, finding.place.quote) == ("INP005", None, region)
    assert "六位" in (finding.sentence("message") or "")


@pytest.mark.parametrize(
    ("text", "code", "cell"),
    [
        ('region = "江西"', "INP005", "region"),
        ("region = 36.07", "INP005", "region"),
        ("region = true", "INP005", "region"),
        ('year = "2023"', "INP006", "year"),
        ("year = 23", "INP006", "year"),
        ("year = true", "INP006", "year"),
        ("year =", "RUL010", None),
    ],
)
def test_a_project_file_that_cannot_be_used_is_said(text: str, code: str, cell: str | None) -> None:
    project(text + "\n")
    with pytest.raises(RuleSetError) as caught:
        given()
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file) == (code, "jixiao.toml")
    assert cell is None or finding.place.cell == cell
    run = score_paths(["无"])
    assert (run.exit_code, [one.code for one in run.problems]) == (2, [code])
    assert [one.code for one in check_paths(["无"]).problems] == [code]


@drawn(
    st.sampled_from([None, "110000"]), st.sampled_from([None, 2020]),
    st.sampled_from([None, "360000"]), st.sampled_from([None, 2023]),
)  # fmt: skip
def test_only_what_a_table_does_not_say_is_filled(
    own: str | None, own_year: int | None, region: str | None, year: int | None
) -> None:
    table = form(indicator("≥3个", "3", "90", "90"), funds=(fund("1", "1", "10", "10"),))
    table = table.model_copy(update={"region": own, "year": own_year})
    (filled,) = Given(region, year).fill([ReadForm(table, Place())])
    assert (filled.evaluation.region, filled.evaluation.year) == (own or region, own_year or year)
    same = filled.evaluation.model_copy(update={"region": own, "year": own_year})
    assert same == table


def test_place_and_year_choose_the_rules_in_scoring_and_in_checking() -> None:
    Path("表.txt").write_text(TABLE, encoding="utf-8")
    for region, year, rules in ((None, None, "mof-2020"), ("360700", 2023, "jiangxi-2023")):
        (scored,) = score_paths(["表.txt"], region=region, year=year).evaluations
        assert (scored.rules.id, scored.evaluation.year) == (rules, year)
        (file,) = check_paths(["表.txt"], region=region, year=year).files
        assert [used.id for used in file.rules] == [rules]
        assert [one.form.region for one in file.forms] == [region]
