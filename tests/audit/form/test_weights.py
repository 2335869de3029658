from __future__ import annotations

import pytest

from jixiao.audit.run import check_form
from jixiao.audit.subjects import form_subject
from jixiao.documents.files import read_bytes
from jixiao.scoring.table import Choice, score_form
from tests.audit.form.tables import codes, one, row, table
from tests.scoring import build


@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("WGT010", table(row(weight="50"))),
        ("WGT011", table(row(weight="40"), row(name="巡查次数", weight="0"))),
        ("WGT012", table(row(weight="-5"))),
        ("WGT013", table(row(level1="产出指标（40分）"))),
        ("WGT013", table(row(level2="数量指标(60分)"))),
    ],
)
def test_what_is_wrong_with_weights(code: str, form: object) -> None:
    assert code in codes(form)


@pytest.mark.parametrize(
    "form",
    [
        table(row(weight="40")),
        table(
            row(level1="产出指标（50分）", weight="25"),
            row(level1="产出指标（50分）", weight="25", name="巡查次数"),
        ),
        table(row(level1="产出指标（40分）", weight=None, claimed=None), row(name="巡查次数")),
        build.form(row(weight="90")),
    ],
)
def test_what_is_not(form: object) -> None:
    assert [code for code in codes(form) if code.startswith("WGT")] == []


def test_a_head_is_held_against_all_of_its_rows() -> None:
    rows = [row(level1="产出指标（50分）", name=f"里程{at}", weight="20") for at in range(2)]
    found = one(table(*rows), "WGT013")
    assert (found.expected, found.found) == ("50", "40")
    assert found.place.cell == "indicators.0.level1"


def test_a_table_that_breaks_off_is_not_added_up() -> None:
    assert "WGT013" not in codes(table(row(level1="产出指标（60分）")), complete=False)


TEXT = """项目支出绩效自评表
（2024年度）
项目名称\t农村道路养护
实施单位\t县公路站
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t100\t100\t100\t10\t100%\t10
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标（50分）\t数量指标\t养护里程\t≥20公里\t20公里\t30\t30\t
\t\t质量指标\t验收合格率\t≥95%\t96%\t15\t15\t
\t效益指标（35分）\t社会效益指标\t政策知晓率\t≥90%\t92%\t35\t35\t
\t满意度指标（10分）\t服务对象满意度\t群众满意度\t≥90%\t95%\t10\t10\t
总分\t\t\t\t\t\t100\t100
"""


def test_points_of_a_heading_are_known_though_reading_tells_the_level_without_them() -> None:
    (read,) = read_bytes(TEXT.encode(), "t.txt").forms
    by = build.rules()
    scored = score_form(read, Choice(by, "rules-named", assumed=False))
    found = [one for one in check_form(form_subject(read, scored, by)) if one.code == "WGT013"]
    assert [(one.expected, one.found, one.place.quote) for one in found] == [("50", "45", "产出指标（50分）")]
