"""第九节 drafted from any tables: nothing fails, nothing is made up, our own check finds no error in it."""

from __future__ import annotations

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.reports.blocks import Blank, Fact, Paragraph, Table, Words, block_runs, facts, texts
from jixiao.reports.render import as_bytes
from jixiao.reports.render_markdown import markdown
from jixiao.reports.statement_facts import NO_FACTS, StatementFacts
from jixiao.schemas.finding import Severity
from jixiao.services.check_paths import check_paths
from jixiao.services.facts_files import read_given
from jixiao.services.statement import Wanted, gather_paths, make_statement
from tests.services.desk import FUNDS, ROWS, WHOLE, put
from tests.strategies.clean_forms import clean_forms
from tests.strategies.forms import self_evaluations
from tests.strategies.statements import facts as any_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jixiao.reports.blocks import Report
    from jixiao.schemas.self_evaluation import SelfEvaluation

WHOSE = Wanted("市交通局", 2024)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def drafted(
    forms: Iterable[SelfEvaluation], given_facts: StatementFacts = NO_FACTS, **asked: object
) -> Report:
    """The section of tables read from files."""
    with TemporaryDirectory() as folder:
        paths = []
        for at, form in enumerate(forms):
            own = form.model_copy(update={"department": WHOSE.department, "year": WHOSE.year, "region": None})
            own = own.model_copy(update={"project": f"{form.project}之{'甲乙丙丁'[at]}"})
            path = Path(folder, f"{at}.json")
            path.write_text(own.model_dump_json(exclude_none=True), encoding="utf-8")
            paths.append(str(path))
        material = gather_paths(paths, WHOSE).material
    assert material is not None
    return make_statement(material, given_facts, **asked)


def in_order(data: bytes) -> list[str]:
    """The numbers of a docx, paragraph by paragraph and cell by cell as they stand."""
    document = Document(io.BytesIO(data))
    said: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            seen = set()
            for row in block.rows:
                for cell in row.cells:
                    if cell._tc not in seen:
                        seen.add(cell._tc)
                        said.append(cell.text)
        else:
            said.append(block.text)
    return sorted(_NUMBER.findall("\n".join(said)))


@given(st.lists(clean_forms(), min_size=1, max_size=3), any_facts())
@settings(max_examples=12, deadline=None)
def test_any_tables(cleans: list, given_facts: StatementFacts) -> None:
    forms = [one.form for one in cleans]
    report = drafted(forms, given_facts, show=("all",), tables=("all",))
    for kind in ("html", "md"):
        assert as_bytes(report, kind)
    data = as_bytes(report, "docx")
    results = next(block for block in report.blocks() if isinstance(block, Table))
    names = [row.cells[1].text for row in results.rows]
    for at, form in enumerate(forms):
        assert names.count(f"{form.project}之{'甲乙丙丁'[at]}") == 1
    # every number of the file is one of the draft's, and none of the draft's plain words but a year is one
    assert in_order(data) == sorted(_NUMBER.findall("\n".join(texts(report))))
    for block in report.parts[0].blocks:
        if isinstance(block, Paragraph):
            words = "".join(run.text for run in block.runs if isinstance(run, Words))
            assert set(_NUMBER.findall(words)) <= {"2024"}, words
    told = [run for block in report.blocks() for run in block_runs(block) if isinstance(run, Fact)]
    assert told == list(facts(report))
    marked = [run for block in report.blocks() for run in block_runs(block) if isinstance(run, Blank)]
    assert "\n".join(texts(report)).count("【待补充：") == len(marked)
    with TemporaryDirectory() as folder:
        path = Path(folder, "第九节.docx")
        path.write_bytes(data)
        (found,) = check_paths((str(path),)).files
    wrong = [one for one in found.findings if one.severity is Severity.ERROR]
    assert not wrong, [(one.code, one.sentence("message"), one.found) for one in wrong]


@given(st.lists(self_evaluations(odd=True), min_size=1, max_size=3), any_facts())
@settings(max_examples=15, deadline=None)
def test_no_table_is_too_odd(forms: list, given_facts: StatementFacts) -> None:
    report = drafted(forms, given_facts, show=("all",), tables=("all",))
    for kind in ("docx", "html", "md"):
        assert as_bytes(report, kind)


EXAMPLES = Path(__file__).parents[2] / "examples"
GOLDEN = Path(__file__).parent / "golden" / "statement"
PUBLISHED = {
    "政务服务中心": (
        ("大厅日常运行维护经费.json", "政务服务及赣服通系统建设.json"),
        "赣州蓉江新区政务服务中心",
    ),
    "市政数局": (
        (
            *("市政数局2024年自评得分.txt", "政数局运转经费.json"),
            *("赣服通3.0分厅建设项目.json", "政务服务中心运转经费.json"),
        ),
        "景德镇市政务服务数据管理局",
    ),
}
"""Two published sections: the files that their data was copied to, and whose they are."""


def published(name: str) -> Report:
    """A published section drafted anew."""
    files, department = PUBLISHED[name]
    found = gather_paths([str(EXAMPLES / file) for file in files], Wanted(department))
    assert found.material is not None
    given_facts = read_given(EXAMPLES / f"{name}第九节.facts.toml", StatementFacts)
    return make_statement(found.material, given_facts, tables=())


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_sections_drafted_anew(
    name: str, golden: Callable[[str, Path], None], tmp_path: Path
) -> None:
    report = published(name)
    golden(markdown(report), GOLDEN / f"{name}.md")
    path = tmp_path / "第九节.docx"
    path.write_bytes(as_bytes(report, "docx"))
    (found,) = check_paths((str(path),)).files
    assert [one.code for one in found.findings if one.severity is Severity.ERROR] == []


def test_the_errors_of_the_published_ones_are_not_made_again() -> None:
    said = "\n".join(texts(published("市政数局")))
    for right in ("自评平均得分为90.33分", "总额的99.99%", "组织对1个项目开展了部门评价", "81.11分"):
        assert right in said
    for wrong in ("88.75", "总额的100%", "组织对23个项目", "81.1分", "全部按时", "2023年"):
        assert wrong not in said
    said = "\n".join(texts(published("政务服务中心")))
    assert "其中执行率最低的是大厅日常运行维护经费（62.6%）" in said
    assert "全部支付完成" not in said


IDLE = [{**FUNDS[0], "executed": "0", "claimed_score": "0"}]
BOND = [*FUNDS, {"name": "政府性基金", "annual_budget": "100", "executed": "90"}]
PERFECT = [{**FUNDS[0], "executed": "100", "claimed_score": "10"}]
FULL = [{**row, "claimed_score": row["weight"]} for row in ROWS]
CASES = {
    "一个项目": [WHOLE],
    "都是优": [{**WHOLE, "project": f"项目{name}"} for name in "甲乙"],
    "分文未用": [{**WHOLE, "funds": IDLE, "claimed_total": "85"}],
    "有的分文未用": [{**WHOLE, "funds": IDLE, "claimed_total": "85"}, {**WHOLE, "project": "桥梁检测"}],
    "全部满分": [{**WHOLE, "funds": PERFECT, "indicators": FULL, "claimed_total": "100"}],
    "没有得分": [{key: value for key, value in WHOLE.items() if key != "claimed_total"}],
    "没有金额": [{**WHOLE, "funds": []}],
}
GIVEN = {
    "": {},
    "政府性基金": {"evaluated": ("道路养护",), "whole": ("无",), "project-spending": ("360",)},
    "超过项目支出": {"project-spending": ("80",), "evaluated": ("无",), "whole": ("无",)},
}


def test_the_wording_of_each_case(tmp_path: Path, golden: Callable[[str, Path], None]) -> None:
    made = []
    for name, forms in CASES.items():
        made.append(f"【{name}】\n{said_of(tmp_path, name, forms, NO_FACTS)}")
    for name, given_facts in GIVEN.items():
        funds = BOND if name == "政府性基金" else FUNDS
        forms = [{**WHOLE, "funds": funds}]
        told = said_of(tmp_path, f"补充{name}", forms, StatementFacts(given_facts, "补"))
        made.append(f"【补充：{name or '无'}】\n{told}")
    golden("\n\n".join(made) + "\n", GOLDEN / "各种情形.txt")


def said_of(folder: Path, name: str, forms: list[dict[str, object]], given_facts: StatementFacts) -> str:
    """The paragraphs of the section of some tables."""
    paths = [put(folder, f"{name}{at}.json", form) for at, form in enumerate(forms)]
    found = gather_paths(paths, WHOSE, rules="mof-2020")
    assert found.material is not None
    report = make_statement(found.material, given_facts)
    return "\n".join(block.text for block in report.parts[0].blocks if isinstance(block, Paragraph))
