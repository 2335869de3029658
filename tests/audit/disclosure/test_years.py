from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.audit.disclosure.years import year_of
from tests.audit.disclosure.saying import subject, table
from tests.audit.disclosure.worded import CLEAN, brief, changed, worded


def test_the_clean_text_is_silent() -> None:
    assert brief(CLEAN) == []


def test_a_sentence_of_another_year() -> None:
    text = changed("本部门2024年度支出总计", "本部门2023年度支出总计")
    (one,) = worded(text)
    assert (one.code, one.severity.value, one.expected, one.found) == ("TXT001", "warning", "2024", "2023")
    assert one.place.quote == "本部门2023年度支出总计300.00万元，其中本年支出合计300.00万元。"
    assert one.place.document_part == "支出决算情况说明"


def test_a_sentence_of_a_later_year_is_worth_a_look() -> None:
    text = changed("本部门2024年度支出总计", "本部门2025年度支出总计")
    assert brief(text) == [("TXT001", "notice", "2024", "2025")]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("第三部分 2024年度", "第三部分 2023年度", ("TXT002", "warning", "2024", "2023")),
        ("某县水务局2024年度部门决算", "某县水务局2023年度部门决算", ("TXT002", "warning", "2024", "2023")),
        (
            "公开 02 表\n\n部门：某县水务局\n\n2024",
            "公开 02 表\n\n部门：某县水务局\n\n2023",
            ("TXT003", "warning", "2024", "2023"),
        ),
    ],
)
def test_a_title_or_a_table_of_another_year(old: str, new: str, found: tuple[str, ...]) -> None:
    assert brief(changed(old, new)) == [found]


def test_a_form_of_another_year() -> None:
    form = table("泵站更新", "95")
    assert brief(CLEAN, form) == []
    other = replace(form, evaluation=form.evaluation.model_copy(update={"year": 2023}))
    assert brief(CLEAN, other) == [("TXT004", "warning", "2024", "2023")]


def test_a_report_of_another_year() -> None:
    text = changed("某县水务局2024年度河道", "某县水务局2023年度河道")
    assert brief(text) == [("TXT005", "notice", "2024", "2023")]
    untitled = CLEAN.replace("某县水务局2024年度河道", "河道").replace(
        "2024年度项目全年", "2023年度项目支出全年"
    )
    assert brief(untitled) == [("TXT005", "notice", "2024", "2023")]
    both = untitled.replace("100万元。", "100万元。2024年度项目支出合计96万元。")
    assert brief(both) == []


def test_the_year_of_most_places() -> None:
    assert year_of(subject(CLEAN)) == 2024
    assert year_of(subject(changed("某县水务局2024年度部门决算", "某县水务局2023年度部门决算"))) == 2024
