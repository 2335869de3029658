"""Rule sets as lines on a terminal: columns that line up, findings on one line."""

from __future__ import annotations

from jixiao.commands.rules_view import description, line, listing, report
from jixiao.console import width
from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.scoring.ruleset import load_ruleset
from jixiao.services.rules_files import examine, summaries


def test_columns_line_up_whatever_their_script():
    lines = listing(summaries()).splitlines()
    column = width(lines[0].split("地区")[0])
    for one in lines[1::2]:
        before = ""
        for char in one:
            if width(before) == column:
                break
            before += char
        assert before.endswith("  ")


def test_a_finding_is_one_line_with_place_and_remedy():
    place = Place(file="规则.toml", cell="grades")
    params = {"total": "59", "lowest": "60"}
    finding = Finding(code="RUL121", severity=Severity.ERROR, place=place, params=params)
    assert line(finding) == (
        '错误 RUL121　规则.toml，grades：总分 59 没有等级：最低一等的下限是 60。最低一等的下限写 "0"'
    )


def test_a_question_is_not_followed_by_a_full_stop():
    params = {"one": "优", "other": "良", "bound": "90", "bound2": "92"}
    finding = Finding(code="RUL120", severity=Severity.ERROR, params=params)
    assert "哪一个等级？等级由高到低写" in line(finding)


def test_a_value_with_line_breaks_stays_on_one_line():
    params = {"value": "一\n二"}
    assert "\n" not in line(Finding(code="RUL007", severity=Severity.ERROR, params=params))


def test_description_begins_with_id_and_title():
    text = description(load_ruleset("mof-2020"))
    assert text.startswith("mof-2020　财政部项目支出绩效自评评分（财预〔2020〕10号）\n")


def test_nothing_is_reported_of_what_could_not_be_read():
    assert report(examine("nowhere")) == ""
