"""Runs of a check made in memory, for what shows and writes them."""

from __future__ import annotations

from jixiao.schemas.finding import Finding, Place, Severity
from jixiao.schemas.self_evaluation import ReadFile, ReadForm
from jixiao.services.check_paths import CheckedFile, CheckRun, check_read
from jixiao.services.choose_rules import Named
from tests.scoring.build import form, fund, indicator

ROW = "完成数量 ≥10个 9 90 85"
NASTY = '=HYPERLINK("http://x","点我")\x1b[31m <b>|*_`&'


def finding(
    code: str, severity: str, *, found: str | None = None, expected: str | None = None, **place: object
):
    """A finding of a code with texts; ``place`` is where."""
    return Finding(
        code=code,
        severity=Severity(severity),
        place=Place(**place),
        found=found,
        expected=expected,
        params={"name": "完成数量", "unit": "甲局", "count": "3"},
    )


def file(path: str = "甲.xlsx", unit: str = "甲局", *findings: Finding, problems: tuple[Finding, ...] = ()):
    """One checked input with one table and some findings besides its own."""
    table = form(
        indicator("≥10个", "9", "90", "81", name="完成数量"), funds=(fund("100", "90", "10", "9"),), unit=unit
    )
    row = Place(file=path, table="表", row="第5行", quote=ROW)
    places = {
        (): Place(file=path, table="表"),
        ("indicators", 0): row,
        ("indicators", 0, "claimed_score"): row.model_copy(update={"cell": "G5", "quote": "81"}),
    }
    read = ReadFile(path, forms=(ReadForm(table, Place(file=path, table="表"), places=places),), kind="xlsx")
    made = check_read(path, read, None, Named("mof-2020", "rules-named"))
    return made._replace(findings=findings, problems=problems)


def run(
    *files: CheckedFile, across: tuple[Finding, ...] = (), problems: tuple[Finding, ...] = ()
) -> CheckRun:
    """Some inputs together."""
    within = (problem for one in files for problem in one.problems)
    return CheckRun(files, (*problems, *within), across)


CELL = {"file": "甲.xlsx", "table": "表", "row": "第5行", "cell": "G5", "quote": "81"}
UNREAD = Finding(code="DOC001", severity=Severity.ERROR, place=Place(file="没有.xlsx"))


def usual() -> CheckRun:
    """Two units, every severity, something between the files, something that could not be read."""
    first = file(
        "报送/甲.xlsx",
        "甲局",
        finding("SCO005", "notice", table="表", row="第7行", quote=NASTY),
        finding("SCO001", "warning", found="81", expected="80", **{**CELL, "file": "报送/甲.xlsx"}),
        finding("TOT001", "error", found="91", expected="90", table="表", row="第9行", quote="总分 91"),
        finding("EXE006", "error", document_part="公开05表", page=3, row="第2行", quote=NASTY),
    )
    second = file("报送/乙.xlsx", "乙局")
    return run(
        first,
        second,
        across=(finding("COL007", "notice", file="报送/甲.xlsx", cell="G9"),),
        problems=(UNREAD,),
    )
