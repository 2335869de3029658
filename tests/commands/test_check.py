from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from jixiao import cli
from tests.documents.office_layouts import sheet, word, xlsx
from tests.scoring.build import form, fund, indicator
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SCHEMA = json.loads((ROOT / "docs" / "schema" / "check.schema.json").read_text(encoding="utf-8"))
FUNDS = [
    {"name": "年度资金总额", "annual_budget": "100", "executed": "90", "weight": "10", "claimed_score": "9"}
]
ROWS = [{"name": "完成数量", "target": "≥10个", "actual": "9", "weight": "90", "claimed_score": "81"}]
WHOLE = {"project": "试", "unit": "甲局", "funds": FUNDS, "indicators": ROWS, "claimed_total": "90"}
WRONG = {**WHOLE, "claimed_total": "91"}
KEYS = ["code", "severity", "message", "place", "expected", "found", "reason", "remedy", "basis"]
PLACE = ["file", "document_part", "table", "page", "row", "cell", "quote"]


class Result:
    """Exit code, standard output and the lines of standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err.splitlines()
        assert "Traceback" not in err

    def json(self) -> dict:
        """The output, which keeps to its published schema."""
        found = json.loads(self.out)
        jsonschema.validate(found, SCHEMA)
        return found


@pytest.fixture
def jixiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Run ``jixiao check`` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_RULES", raising=False)

    def run(*arguments: str) -> Result:
        capfd.readouterr()
        code = cli.main(["check", *arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run


def put(name: str, content: object) -> str:
    data = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data)
    return name


def table(total: str = "91"):
    """A form whose printed total is wrong unless it is 90."""
    return form(
        indicator("≥10个", "9", "90", "81", level1="产出指标", level2="数量指标", name="完成数量"),
        funds=(fund("100", "90", "10", "9"),),
        unit="甲局",
        year=2023,
        claimed_total=Decimal(total),
    )


# the contract of the JSON


def test_the_json_has_these_keys_in_this_order(jixiao) -> None:
    found = jixiao(put("a.json", WRONG), "--json").json()
    assert list(found) == ["schema", "complete", "summary", "findings", "rules", "errors"]
    assert (found["schema"], found["complete"], found["errors"]) == ("jixiao.check/1", True, [])
    assert list(found["summary"]) == ["error", "warning", "notice"]
    for finding in found["findings"]:
        assert list(finding) == KEYS
        assert list(finding["place"]) == PLACE
    assert found["rules"][0]["file"] == "a.json"


def test_the_summary_counts_the_findings(jixiao) -> None:
    found = jixiao(put("a.json", WRONG), "--rules", "mof-2020", "--json").json()
    severities = [finding["severity"] for finding in found["findings"]]
    assert found["summary"] == {name: severities.count(name) for name in ("error", "warning", "notice")}
    (total,) = (finding for finding in found["findings"] if finding["code"] == "TOT001")
    assert (total["severity"], total["expected"], total["found"]) == ("error", "90", "91")


def test_where_nothing_can_be_read_it_says_so(jixiao) -> None:
    result = jixiao("没有.xlsx", put("a.json", WHOLE), "--json", "--fail-on", "never")
    found = result.json()
    assert (result.code, found["complete"], [one["code"] for one in found["errors"]]) == (
        2,
        False,
        ["DOC001"],
    )
    assert found["rules"][0]["file"] == "a.json"
    assert result.err == ["没有.xlsx：没有这个文件。请核对路径和文件名"]


def test_no_figure_has_separators(jixiao) -> None:
    for name in ("大厅日常运行维护经费.md", "赣服通3.0分厅建设项目.json"):
        for finding in jixiao(str(EXAMPLES / name), "--rules", "mof-2020", "--json").json()["findings"]:
            for text in (finding["expected"], finding["found"]):
                assert text is None or re.search(r"\d,\d{3}", text) is None


@needs_shared
@pytest.mark.parametrize("name", ["000_00e7fe4b0ab0df23.txt", "001_f9358ec468aa3a8e.txt"])
def test_a_real_disclosure_keeps_to_the_schema_and_has_few_findings(jixiao, name: str) -> None:
    assert SHARED is not None
    found = jixiao(str(SHARED / "seeds" / name), "--json").json()
    assert found["summary"]["error"] + found["summary"]["warning"] < 40
    assert found["rules"][0]["id"] == "jiangxi-2023"
    assert found["rules"][0]["explained"] == found["rules"][0]["informative"]


# exit codes


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        (WHOLE, [], 0),
        (WRONG, [], 1),
        (WRONG, ["--fail-on", "error"], 1),
        (WRONG, ["--fail-on", "warning"], 1),
        (WRONG, ["--fail-on", "never"], 0),
        ({**WHOLE, "indicators": [{**ROWS[0], "claimed_score": "90"}], "claimed_total": "99"}, [], 0),
        (
            {**WHOLE, "indicators": [{**ROWS[0], "claimed_score": "90"}], "claimed_total": "99"},
            ["--fail-on", "warning"],
            1,
        ),
        (
            {**WHOLE, "indicators": [{**ROWS[0], "claimed_score": "90"}], "claimed_total": "99"},
            ["--rules", "mof-2020"],
            1,
        ),
        ({"x": 1}, ["--fail-on", "never"], 2),
    ],
)
def test_exit_codes(jixiao, content: object, options: list[str], code: int) -> None:
    assert jixiao(put("a.json", content), *options).code == code


@pytest.mark.parametrize("options", [["--fail-on", "notice"], ["--nix"], []])
def test_a_wrong_call_is_one_line(jixiao, options: list[str]) -> None:
    result = jixiao(*options, *(["a.json"] if options else []))
    assert (result.code, result.out, len(result.err)) == (2, "", 1)


def test_rules_that_are_not_there(jixiao) -> None:
    result = jixiao(put("a.json", WHOLE), "--rules", "nix", "--json")
    assert result.code == 2
    assert [one["code"] for one in result.json()["errors"]] == ["RUL001"]


# outputs


@pytest.mark.parametrize("name", ["o.xlsx", "o.html", "o.docx", "o.md", "o.txt", "o.json"])
def test_every_output_is_written_and_not_replaced_unasked(jixiao, name: str) -> None:
    put("a.json", WRONG)
    first = jixiao("a.json", "-o", name)
    assert (first.code, first.out) == (1, "")
    assert first.err[0] == f"已写入 {name}"
    data = Path(name).read_bytes()
    assert data
    assert jixiao("a.json", "-o", name).code == 2
    assert Path(name).read_bytes() == data
    assert jixiao("a.json", "-o", name, "--force", "-q").err == []


def test_json_goes_to_a_file_by_its_name_or_by_the_option(jixiao) -> None:
    put("a.json", WRONG)
    jixiao("a.json", "-o", "一.json")
    jixiao("a.json", "--json", "-o", "二.txt")
    assert Path("一.json").read_bytes() == Path("二.txt").read_bytes()
    assert jixiao("a.json", "--json", "-o", "三.xlsx").code == 2


def test_an_input_is_never_written_over(jixiao) -> None:
    put("a.json", WRONG)
    assert jixiao("a.json", "-o", "a.json", "--force").code == 2
    assert json.loads(Path("a.json").read_text(encoding="utf-8")) == WRONG


def test_the_screen_names_the_rules_and_the_units(jixiao) -> None:
    put("表/a.json", WRONG)
    put("表/b.json", {**WHOLE, "unit": "乙局"})
    out = jixiao("表").out
    assert out.startswith("共查 2 个文件（自评表 2 张，部门决算公开 0 份）：错误 1，")
    assert "规则 mof-2020：" in out
    assert out.index("表/a.json") < out.index("表/b.json")
    assert re.search(r"^甲局 +1 +1 +1 +\d+ +\d+ +表/a\.json$", out, re.MULTILINE)


# marked copies


def test_a_marked_workbook_stands_beside_the_original(jixiao) -> None:
    put("甲.xlsx", xlsx(sheet(table())))
    before = Path("甲.xlsx").read_bytes()
    result = jixiao("甲.xlsx", "--annotate")
    assert result.code == 1
    assert result.err == ["已写入 甲.复核.xlsx"]
    assert Path("甲.xlsx").read_bytes() == before
    cells = [cell.value for row in openpyxl.load_workbook("甲.复核.xlsx").active.iter_rows() for cell in row]
    assert "校验结果" in cells
    assert any("TOT001" in str(value) for value in cells)


def test_o_names_the_marked_copy_or_the_report_by_its_kind(jixiao) -> None:
    put("甲.xlsx", xlsx(sheet(table())))
    jixiao("甲.xlsx", "--annotate", "-o", "标.xlsx", "-q")
    jixiao("甲.xlsx", "--annotate", "-o", "意见.docx", "-q")
    assert sorted(path.name for path in Path().iterdir()) == [
        "意见.docx",
        "标.xlsx",
        "甲.xlsx",
        "甲.复核.xlsx",
    ]


def test_a_marked_copy_is_not_replaced_unasked_nor_checked_again(jixiao) -> None:
    put("表/甲.docx", word(sheet(table())))
    assert jixiao("表", "--annotate", "-q").code == 1
    assert jixiao("表", "--annotate", "-q").code == 2
    again = jixiao("表", "--annotate", "--force", "--json")
    assert len(again.json()["rules"]) == 1
    assert sorted(path.name for path in Path("表").iterdir()) == ["甲.docx", "甲.复核.docx"]


def test_what_cannot_be_marked_is_said(jixiao) -> None:
    result = jixiao(put("a.json", WHOLE), "--annotate")
    assert result.code == 2
    assert result.err[-1] == "--annotate 只能标注 xlsx 和 docx 文件，这里没有这样的文件"


def test_place_and_year_can_be_given_for_tables_that_name_none(jixiao) -> None:
    put("a.json", {**WHOLE, "funds": [], "indicators": [{**ROWS[0], "actual": "10", "claimed_score": "90"}]})

    def used(*more: str) -> list[str]:
        return [rules["id"] for rules in jixiao("a.json", "--json", *more).json()["rules"]]

    assert used() == ["mof-2020"]
    assert used("--region", "360700", "--year", "2023") == ["jiangxi-2023"]
    put("jixiao.toml", b'region = "360700"\nyear = 2023\n')
    assert used() == ["jiangxi-2023"]
    assert used("--year", "2018") == ["jiangxi-2017"]
    wrong = jixiao("a.json", "--region", "36")
    assert wrong.code == 2
    assert "地区代码“36”不是六位行政区划代码" in wrong.err[-1]


def test_the_bar_is_told_the_inputs(jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import contextmanager

    from jixiao.commands import progress

    told = []

    @contextmanager
    def watching(**named: object):
        told.append(named)
        yield lambda _: None

    monkeypatch.setattr(progress, "watching", watching)
    put("a.json", WHOLE)
    jixiao("a.json", "-q")
    assert told == [{"quiet": True, "paths": ("a.json",)}]
