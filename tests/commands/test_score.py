from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from jixiao import cli
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
SCHEMA = json.loads((ROOT / "docs" / "schema" / "score.schema.json").read_text(encoding="utf-8"))
FUNDS = [
    {"name": "年度资金总额", "annual_budget": "100", "executed": "90", "weight": "10", "claimed_score": "9"}
]
ROWS = [{"name": "完成数量", "target": "≥10个", "actual": "9", "weight": "90", "claimed_score": "81"}]
WHOLE = {"project": "试", "funds": FUNDS, "indicators": ROWS, "claimed_total": "90"}
FULL = {
    "project": "试",
    "funds": [{**FUNDS[0], "executed": "100", "claimed_score": "10"}],
    "indicators": [{**ROWS[0], "actual": "10", "claimed_score": "90"}],
    "claimed_total": "100",
}
"""All at full marks: nothing tells rule sets apart."""


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
    """Run ``jixiao score`` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JIXIAO_RULES", raising=False)

    def run(*arguments: str) -> Result:
        capfd.readouterr()
        code = cli.main(["score", *arguments])
        captured = capfd.readouterr()
        return Result(code, captured.out, captured.err)

    return run


def put(name: str, content: object) -> str:
    data = (
        content
        if isinstance(content, bytes)
        else (content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)).encode()
    )
    Path(name).write_bytes(data)
    return name


# the contract of the JSON


def test_the_json_has_these_keys_in_this_order(jixiao) -> None:
    found = jixiao(put("a.json", WHOLE), "--rules", "mof-2020", "--json").json()
    assert list(found) == ["schema", "complete", "evaluations", "errors"]
    assert (found["schema"], found["complete"], found["errors"]) == ("jixiao.score/1", True, [])
    (one,) = found["evaluations"]
    assert list(one) == [
        "project",
        "department",
        "unit",
        "year",
        "source",
        "rules",
        "execution",
        "indicators",
        "sum",
        "total",
        "total_range",
        "provisional_total",
        "claimed_total",
        "grade",
        "grade_range",
        "findings",
    ]
    assert list(one["rules"]) == [
        "id",
        "title",
        "hash",
        "assumed",
        "standing",
        "why",
        "explained",
        "informative",
        "runner_up",
    ]
    assert list(one["execution"]) == [
        "rate",
        "weight",
        "score",
        "claimed_score",
        "status",
        "clause",
        "basis",
        "steps",
    ]
    assert list(one["indicators"][0]) == [
        "level1",
        "level2",
        "name",
        "weight",
        "target",
        "actual",
        "completion",
        "completion_exact",
        "score",
        "claimed_score",
        "status",
        "reason",
        "clause",
        "steps",
    ]


def test_numbers_are_strings_with_their_decimals(jixiao) -> None:
    rows = [{"name": "户数", "target": "=56", "actual": "44", "weight": 90, "claimed_score": "41.8"}]
    form = {
        **WHOLE,
        "indicators": rows,
        "funds": [{**FUNDS[0], "annual_budget": "198", "executed": "123.95"}],
    }
    (one,) = jixiao(put("a.json", form), "--rules", "jiangxi-2023", "--json").json()["evaluations"]
    assert one["execution"] | {"steps": []} == {
        "rate": "62.60",
        "weight": "10",
        "score": "5.00",
        "claimed_score": "9.00",
        "status": "computed",
        "clause": "execution",
        "basis": "amounts",
        "steps": [],
    }
    row = one["indicators"][0]
    # 90 * (11/14 - 0.6) / 0.4 = 41.7857
    assert (
        row["completion"],
        row["completion_exact"],
        row["score"],
        row["claimed_score"],
        row["weight"],
    ) == (
        "78.57",
        "11/14",
        "41.79",
        "41.80",
        "90",
    )
    assert (one["sum"], one["total"], one["total_range"], one["claimed_total"]) == (
        "46.79",
        "46.79",
        ["46.79", "46.79"],
        "90.00",
    )
    assert (one["grade"], one["grade_range"], one["source"]) == ("差", None, "a.json")


def test_findings_have_the_published_shape(jixiao) -> None:
    result = jixiao(put("a.json", {**WHOLE, "claimed_total": "91"}), "--rules", "mof-2020", "--json")
    assert result.code == 1
    first = result.json()["evaluations"][0]["findings"][0]
    assert list(first) == [
        "code",
        "severity",
        "message",
        "place",
        "expected",
        "found",
        "reason",
        "remedy",
        "basis",
    ]
    assert (first["code"], first["severity"], first["expected"], first["found"]) == (
        "TOT001",
        "error",
        "90",
        "91",
    )
    assert first["place"]["file"] == "a.json"


def test_explain_adds_the_sentence(jixiao) -> None:
    put("a.json", WHOLE)
    (plain,) = jixiao("a.json", "--json").json()["evaluations"]
    (told,) = jixiao("a.json", "--json", "--explain").json()["evaluations"]
    assert "explanation" not in plain["indicators"][0]
    assert told["execution"]["explanation"] == "90 ÷ 100 = 90%，10 × 90% = 9"
    assert told["indicators"][0]["explanation"].startswith("9 ÷ 10 = 90%，90 × 90% = 81")


def test_no_weight_and_missing_parts(jixiao) -> None:
    rows = [{"name": "户数", "target": "≥8", "actual": "6"}]
    result = jixiao(put("a.json", {"project": "试", "indicators": rows}), "--json")
    assert result.code == 1
    found = result.json()
    assert found["complete"] is False
    (one,) = found["evaluations"]
    assert one["execution"]["status"] == "unscorable"
    row = one["indicators"][0]
    assert (row["status"], row["reason"], row["score"], row["completion"], row["weight"]) == (
        "unscorable",
        "no-weight",
        None,
        "75.00",
        None,
    )
    assert (one["total"], one["total_range"], one["grade"], one["grade_range"]) == (
        None,
        ["0.00", "100.00"],
        None,
        ["差", "优"],
    )


def test_the_rules_used_are_said_and_why(jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a.json", {**FULL, "region": "360700", "year": 2023})
    (covered,) = jixiao("a.json", "--json").json()["evaluations"]
    assert (covered["rules"]["id"], covered["rules"]["assumed"]) == ("jiangxi-2023", True)
    assert covered["findings"][0]["code"] == "RUL020"
    put("jixiao.toml", 'rules = "hubei-2019"\n')
    (project,) = jixiao("a.json", "--json").json()["evaluations"]
    assert (project["rules"]["id"], project["rules"]["assumed"]) == ("hubei-2019", False)
    monkeypatch.setenv("JIXIAO_RULES", "mof-2021")
    assert jixiao("a.json", "--json").json()["evaluations"][0]["rules"]["id"] == "mof-2021"
    (named,) = jixiao("a.json", "--rules", "mof-2020", "--json").json()["evaluations"]
    assert (named["rules"]["id"], named["rules"]["assumed"]) == ("mof-2020", False)
    assert "RUL020" not in [finding["code"] for finding in named["findings"]]
    assert "规则 mof-2021" in jixiao("a.json").out


def test_place_and_year_can_be_given_for_tables_that_name_none(jixiao) -> None:
    put("a.json", {**FULL, "region": None, "year": None})

    def used(*more: str) -> str:
        return jixiao("a.json", "--json", *more).json()["evaluations"][0]["rules"]["id"]

    assert used() == "mof-2020"
    assert used("--region", "360700", "--year", "2023") == "jiangxi-2023"
    put("jixiao.toml", 'region = "360700"\nyear = 2018\n')
    assert used() == "jiangxi-2017"
    assert used("--year", "2023") == "jiangxi-2023"
    put("jixiao.toml", 'region = "江西"\n')
    refused = jixiao("a.json")
    assert refused.code == 2
    assert "jixiao.toml" in refused.err[-1]


def _told_apart() -> tuple[str, str]:
    """A file of two tables that one province's tiers explain, and one in plain proportion."""
    tiers = {**FUNDS[0], "annual_budget": "198", "executed": "123.95", "claimed_score": "5"}
    return put("a.json", [{**FULL, "funds": [tiers]}, FULL]), put("b.json", {**WHOLE, "indicators": []})


def test_left_to_itself_each_file_is_scored_by_what_explains_it(
    jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _told_apart()
    monkeypatch.setenv("JIXIAO_RULES", "hubei-2019")
    found = jixiao(*files, "--rules", "auto", "--json").json()["evaluations"]
    keys = ("id", "assumed", "why", "explained", "informative", "runner_up")
    tiers = ("jiangxi-2023", True, "rules-evidence", 1, 1, {"id": "mof-2020", "explained": 0})
    linear = ("mof-2020", True, "rules-evidence", 1, 1, {"id": "integrated-default", "explained": 1})
    assert [tuple(one["rules"][key] for key in keys) for one in found] == [tiers, tiers, linear]


def test_what_was_named_rests_on_nothing_in_the_file(jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_RULES", "hubei-2019")
    found = jixiao(*_told_apart(), "--json").json()["evaluations"]
    keys = ("id", "why", "explained", "informative", "runner_up")
    assert [tuple(one["rules"][key] for key in keys) for one in found] == [
        ("hubei-2019", "rules-environment", None, None, None)
    ] * 3


def test_the_screen_says_what_the_choice_rests_on(jixiao) -> None:
    file, _ = _told_apart()
    told = "可以区分规则的得分有 1 个，jiangxi-2023 算得出 1 个，其次 mof-2020 算得出 0 个"
    assert jixiao(file).out.count(told) == 2
    assert "没有可以区分规则的得分" in jixiao(put("c.json", FULL)).out
    assert "可以区分规则的得分" not in jixiao(file, "--rules", "mof-2020").out


# inputs that are none


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "DOC005"),
        (b" \n\t", "DOC005"),
        (b"\x00\x01\x02" * 50, "DOC007"),
        (b"\xff\xfe\xfd\xfc\x80\x81" * 9, "DOC0"),
        ("没有表的文字。".encode(), "DOC011"),
        (b'{"project": ', "DOC012"),
        (b"[" * 100_000, "DOC012"),
        (b"[]", "FRM006"),
        (b'{"project": null}', "FRM004"),
        (b'{"project": "a", "indicatorz": []}', "FRM001"),
        (b"PK\x03\x04" + b"\x00" * 60, ""),
        (b"%PDF-1.4\n", ""),
    ],
)
def test_each_is_one_clear_line_and_the_others_are_scored(jixiao, content: bytes, code: str) -> None:
    bad, good = put("bad.json", content), put("good.json", WHOLE)
    result = jixiao(bad, good, "--rules", "mof-2020", "--json")
    assert result.code == 2
    found = result.json()
    assert found["complete"] is False
    assert [one["total"] for one in found["evaluations"]] == ["90.00"]
    (problem,) = found["errors"]
    assert list(problem) == ["code", "message", "place", "remedy"]
    assert problem["code"].startswith(code)
    (line,) = result.err
    assert line.startswith("bad.json：")
    assert re.search("[一-鿿]", line)


def test_a_missing_file_a_huge_one_a_folder_without_files(jixiao) -> None:
    with Path("huge.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    Path("empty").mkdir()
    result = jixiao("none.json", "huge.txt", "empty", put("a.json", WHOLE), "--rules", "mof-2020", "--json")
    assert result.code == 2
    assert sorted(one["code"] for one in result.json()["errors"]) == ["DOC001", "DOC004", "INP001"]
    assert len(result.err) == 3
    assert len(result.json()["evaluations"]) == 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e400", '"NaN"', '"1e400"', "1e999999999"])
def test_numbers_that_are_none(jixiao, number: str) -> None:
    text = json.dumps(WHOLE, ensure_ascii=False).replace('"90", "weight"', f'{number}, "weight"')
    assert number in text
    result = jixiao(put("a.json", text), "--rules", "mof-2020", "--json")
    assert result.code == 2
    found = result.json()
    assert [one["code"] for one in found["errors"]] == ["NUM002"]
    assert found["evaluations"][0]["indicators"][0]["score"] == "81.00"
    assert len(result.err) == 1


def test_a_table_with_two_totals_is_not_read(jixiao) -> None:
    head = "项目名称\t道路\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    head += "\t年度资金总额\t100\t100\t90\t10\t90%\t9\n"
    head += (
        "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
    )
    head += "\t产出指标\t数量指标\t里程\t≥10公里\t9\t90\t81\t\n"
    total = "总分\t\t\t\t\t\t100\t{}\t\n"
    put("two.txt", head + total.format(90) + total.format(95))
    put("one.txt", head + total.format(90))
    result = jixiao("two.txt", "one.txt", "--rules", "mof-2020", "--json")
    assert result.code == 2
    assert [one["code"] for one in result.json()["errors"]] == ["FRM013"]
    assert [one["total"] for one in result.json()["evaluations"]] == ["90.00"]


def test_text_in_the_national_encoding_is_read_and_that_is_said(jixiao) -> None:
    put("a.json", json.dumps(WHOLE, ensure_ascii=False).encode("gb18030"))
    result = jixiao("a.json", "--rules", "mof-2020", "--json")
    assert result.code == 0
    assert "GB18030" in result.err[0]
    assert "DOC010" in [finding["code"] for finding in result.json()["evaluations"][0]["findings"]]


# rules that are none


@pytest.mark.parametrize(
    ("content", "code"),
    [("a = [", "RUL010"), ("id = 3", "RUL0"), (b"\xff\xfe", "RUL009"), ("zzz = 1", "RUL0")],
)
def test_a_rules_file_that_cannot_be_used(jixiao, content: object, code: str) -> None:
    result = jixiao(put("a.json", WHOLE), "--rules", "./" + put("rules.toml", content), "--json")
    assert result.code == 2
    found = result.json()
    assert found["evaluations"] == []
    assert all(one["code"].startswith(code) for one in found["errors"])
    assert len(result.err) == len(found["errors"])


def test_an_unknown_rule_set_is_answered_with_the_nearest(jixiao) -> None:
    result = jixiao(put("a.json", WHOLE), "--rules", "jiangxi-2032")
    assert result.code == 2
    assert "jiangxi-2023" in result.err[0]
    assert len(result.err) == 1


# the command itself


def test_help_says_what_it_takes_with_an_example(jixiao) -> None:
    result = jixiao("--help")
    assert result.code == 0
    for word in ("PATH", "--rules", "--json", "--explain", "-o", "jixiao score 自评表", "jixiao.toml"):
        assert word in result.out


def test_a_wrong_call_is_two(jixiao) -> None:
    assert jixiao().code == 2
    assert jixiao("--jsn", "a").code == 2


def test_output_goes_to_a_file_as_its_name_says(jixiao) -> None:
    put("a.json", WHOLE)
    result = jixiao("a.json", "-o", "出.json")
    assert (result.code, result.out) == (0, "")
    assert "出.json" in result.err[0]
    jsonschema.validate(json.loads(Path("出.json").read_text(encoding="utf-8")), SCHEMA)
    assert jixiao("a.json", "-o", "出.txt", "-q").err == []
    assert "总分 90" in Path("出.txt").read_text(encoding="utf-8")


def test_a_dash_for_the_output_is_standard_output(jixiao) -> None:
    put("a.json", WHOLE)
    assert "总分 90" in jixiao("a.json", "-o", "-").out
    assert not Path("-").exists()


def test_an_input_is_never_written_over(jixiao) -> None:
    put("a.json", WHOLE)
    before = Path("a.json").read_bytes()
    for call in (("a.json", "-o", "./a.json"), (".", "-o", "a.json")):
        result = jixiao(*call)
        assert (result.code, result.out) == (2, "")
        assert len(result.err) == 1
    assert Path("a.json").read_bytes() == before


@pytest.mark.parametrize(
    "call",
    [
        ("a.json", "-o", "b.pdf"),
        ("a.json", "-o", "b.xls"),
        ("a.json", "--json", "-o", "b.xlsx"),
        ("--fill", "a.json", "-o", "b.docx"),
    ],
)
def test_nothing_is_written_under_the_name_of_another_kind(jixiao, call: tuple[str, ...]) -> None:
    put("a.json", WHOLE)
    Path(call[-1]).write_bytes(b"kept")
    result = jixiao(*call)
    assert (result.code, result.out, len(result.err)) == (2, "", 1)
    assert call[-1] in result.err[0]
    assert Path(call[-1]).read_bytes() == b"kept"


def test_an_output_that_cannot_be_written_is_two(jixiao) -> None:
    result = jixiao(put("a.json", WHOLE), "-o", "none/出.json")
    assert (result.code, len(result.err)) == (2, 1)


def test_a_folder_and_a_glob(jixiao) -> None:
    Path("表").mkdir()
    put("表/a.json", WHOLE)
    put("表/b.json", WHOLE)
    for path in ("表", "表/*.json", "表*"):
        assert len(jixiao(path, "--json").json()["evaluations"]) == 2


def test_a_path_of_broken_bytes_is_printed_all_the_same(jixiao) -> None:
    name = os.fsdecode(b"\xff\xfe.json")
    try:
        put(name, "x")
    except OSError:
        pytest.skip("this file system keeps such names out")
    result = jixiao(name, "-o", "out.json")
    assert result.code == 2
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["errors"]


def test_standard_input() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "jixiao", "score", "-", "--rules", "mof-2020", "--json"],
        input=json.dumps(WHOLE).encode(),
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert found.returncode == 0
    (one,) = json.loads(found.stdout)["evaluations"]
    assert (one["source"], one["total"]) == ("-", "90.00")


# real documents


@needs_shared
@pytest.mark.parametrize(
    "rules", ["jiangxi-2023", "mof-2020", "integrated-capped", "chongqing-2021", "suzhou-2021"]
)
def test_real_documents_keep_to_the_schema_under_any_rules(jixiao, rules: str) -> None:
    found = jixiao(str(SHARED / "seeds"), "--rules", rules, "--json", "--explain").json()
    assert len(found["evaluations"]) == 4
    for one in found["evaluations"]:
        for row in one["indicators"]:
            assert row["status"]
            assert row["reason"]
            assert row["explanation"]


def test_the_examples_keep_to_the_schema(jixiao) -> None:
    assert len(jixiao(str(EXAMPLES), "--json", "--explain").json()["evaluations"]) >= 5
