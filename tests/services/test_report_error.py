from __future__ import annotations

from jixiao.services.report import ReportError as SameError
from jixiao.services.report_error import ReportError


def test_it_says_what_it_was_given_and_is_one_class_for_all_drafting() -> None:
    assert str(ReportError("写不了")) == "写不了"
    assert SameError is ReportError
