from __future__ import annotations

from jixiao.audit.check import apply
from jixiao.audit.disclosure.coverage import CHECKS
from jixiao.audit.subjects import DisclosureSubject
from jixiao.schemas.disclosure import Disclosure
from tests.audit.disclosure.saying import ANNEX, HEAD, findings, said, table

SELF = "二级项目2个全面开展绩效自评，共涉及资金300万元。\n\n"
CHOSEN = "组织对1个项目开展了部门评价，分别为：河道整治项目。\n\n"
WHOLE = "组织开展部门整体支出绩效评价，部门整体支出绩效自评得分{}分，评价结果为“{}”。\n\n"
REPORT = ANNEX + "河道整治项目支出绩效评价报告\n\n一、基本情况\n\n项目良好。\n"
FORM = table("河道整治项目")


def test_the_grade_of_a_single_score() -> None:
    whole = HEAD + SELF + CHOSEN + WHOLE + REPORT
    assert said(CHECKS, whole.format("88.5", "良"), FORM) == []
    assert said(CHECKS, whole.format("88.5", "优"), FORM) == [("STA014", "warning", "良", "优")]
    assert said(CHECKS, whole.format("88.5", "优"), FORM, graded=False) == []
    again = whole.replace("分，评价结果", "分，自评结果")
    assert said(CHECKS, again.format("88.5", "优"), FORM) == [("STA014", "warning", "良", "优")]


def test_the_score_of_several_projects_is_an_average_and_not_graded_here() -> None:
    body = (
        HEAD
        + SELF
        + CHOSEN.replace("1个", "2个")
        + "评价得分88.5分，评价结果为“优”。\n"
        + WHOLE.format("90", "优")
    )
    assert said(CHECKS, body + REPORT, FORM) == []


def test_the_five_parts() -> None:
    assert said(CHECKS, HEAD + SELF + CHOSEN + WHOLE.format("90", "优") + REPORT, FORM) == []
    (one,) = findings(CHECKS, HEAD + SELF + CHOSEN)
    assert (one.code, one.severity.value) == ("STA015", "notice")
    assert one.params["names"] == "部门整体支出绩效评价、项目自评结果（自评表或得分）、部门评价报告"
    # no report is due where nothing was evaluated
    (other,) = findings(CHECKS, HEAD + SELF, FORM)
    assert other.params["names"] == "部门评价的项目、部门整体支出绩效评价"


def test_nothing_where_there_is_no_section() -> None:
    assert apply(CHECKS, DisclosureSubject(Disclosure())) == ()
