from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document

from jixiao.reports.blocks import Report, blanks, facts
from jixiao.reports.evaluation import OUTLINES
from jixiao.reports.facts import NO_FACTS
from jixiao.services import report as service
from jixiao.services.fill_template import fill_template, write_filled
from jixiao.services.report_error import ReportError
from jixiao.services.report_sources import Found
from tests.reports.drafting import table

if TYPE_CHECKING:
    from pathlib import Path

ROWS = (
    {},
    {"name": "满意度", "level1": "满意度指标", "actual": "5个"},
    {"name": "费用", "level1": "成本指标"},
)


def found(tmp_path: Path) -> Found:
    return Found(table(*ROWS, claimed_total="95"), tmp_path / "facts.toml")


def template(tmp_path: Path, *lines: str) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(tmp_path / "t.docx"))
    return tmp_path / "t.docx"


@pytest.mark.parametrize("outline", OUTLINES)
def test_the_sample_template_holds_all_that_a_draft_says(outline: str, tmp_path: Path) -> None:
    one = found(tmp_path)
    draft = service.draft_of(one, NO_FACTS, outline=outline)
    service.write_report(service.sample_template(outline), str(tmp_path / "t.docx"))
    filled = fill_template(tmp_path / "t.docx", service.values_of(one, draft))
    assert filled.told == ()
    first_two = Report("", draft.parts[:2])
    inside = [fact.text for fact in facts(filled.report) if fact.text != draft.title]
    # the opening before the first heading has no placeholder in the outline that has one
    assert [fact.text for fact in facts(first_two)][-len(inside) :] == inside
    assert set(blanks(filled.report)) == set(blanks(draft))
    write_filled(filled, str(tmp_path / "o.docx"))
    assert "{{" not in "".join(p.text for p in Document(str(tmp_path / "o.docx")).paragraphs)


def test_what_was_not_filled_is_told_in_one_line_each(tmp_path: Path) -> None:
    one = found(tmp_path)
    draft = service.draft_of(one, NO_FACTS)
    path = template(tmp_path, "{{得分}}{{不认识}}", "见{{评分表}}", "{{四（三）产出}}", "{{五}}", "{{得分")
    told = fill_template(path, service.values_of(one, draft)).told
    assert [line for line in told if "不认识" in line] == [
        "模板正文里的“{{不认识}}”不认识，照原样留着；可用的名称见 --help 里 --template 一项"
    ]
    assert sum("评分表" in line for line in told) == 1
    assert "模板里没有“四、绩效评价指标分析（四）项目效益情况”的占位符，这一节没有写进去" in told
    assert all("\n" not in line for line in told)


def test_a_file_that_is_no_template_is_told(tmp_path: Path) -> None:
    one = found(tmp_path)
    values = service.values_of(one, service.draft_of(one, NO_FACTS))
    with pytest.raises(ReportError, match="没有一个"):
        fill_template(template(tmp_path, "没有占位符"), values)
    for data in (b"text", b"PK\x03\x04broken"):
        (tmp_path / "x.docx").write_bytes(data)
        with pytest.raises(ReportError, match=r"x\.docx"):
            fill_template(tmp_path / "x.docx", values)
    with pytest.raises(OSError, match=r"no\.docx"):
        fill_template(tmp_path / "no.docx", values)
