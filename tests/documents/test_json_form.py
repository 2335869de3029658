"""The JSON form: exact numbers, every wrong key at once, and forms that come back one for one."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.documents import read_bytes
from jixiao.schemas.self_evaluation import ReadFile, ReadForm, SelfEvaluation
from tests.strategies.forms import self_evaluations

DOCS = Path(__file__).resolve().parents[2] / "docs"


def read(source: object) -> ReadFile:
    text = source if isinstance(source, str) else json.dumps(source, ensure_ascii=False)
    return read_bytes(text.encode(), "表.json")


def one(**keys: object) -> ReadForm:
    result = read({"project": "甲", **keys})
    assert [problem.code for problem in result.problems] == []
    return result.forms[0]


def refused(source: object) -> list[tuple[str, str | None]]:
    result = read(source)
    assert result.forms == ()
    return [(problem.code, problem.place.cell) for problem in result.problems]


@given(self_evaluations(odd=True))
def test_any_form_comes_back_one_for_one(form: SelfEvaluation) -> None:
    result = read(form.model_dump_json())
    assert [got.evaluation for got in result.forms] == [form]
    assert result.problems == ()


@given(st.lists(self_evaluations(), min_size=1, max_size=3))
def test_a_list_of_forms_comes_back(forms: list[SelfEvaluation]) -> None:
    result = read([form.model_dump(mode="json") for form in forms])
    assert [got.evaluation for got in result.forms] == forms
    assert [got.source.table for got in result.forms] == [f"第{i + 1}份" for i in range(len(forms))]


def test_what_only_a_bureau_asks_for() -> None:
    said = {"project": "甲", "code": "51A", "office": "教科文科", "project_total": "3500000元"}
    (form,) = read_bytes(json.dumps(said).encode(), "a.json").forms
    assert (form.evaluation.code, form.evaluation.office) == ("51A", "教科文科")
    assert form.evaluation.project_total == Decimal(350)


def test_only_the_project_is_asked_for() -> None:
    form = one(funds=None, indicators=None, goal=None, year=None).evaluation
    assert form == SelfEvaluation(project="甲")


@pytest.mark.parametrize("written", ["0.1", "1e1", "1E-2", "123456789012345678901234567890", "-0", "100.00"])
def test_json_numbers_are_read_exactly(written: str) -> None:
    form = one_from(f'{{"project": "甲", "indicators": [{{"weight": {written}}}]}}')
    assert form.evaluation.indicators[0].weight == Decimal(written)
    assert {finding.code for finding in form.findings} <= {"FRM016"}


def one_from(text: str) -> ReadForm:
    result = read(text)
    assert len(result.forms) == 1
    return result.forms[0]


@pytest.mark.parametrize("written", ["0.900", "1e5", "12345678901234567890123", "-3.50"])
@pytest.mark.parametrize("key", ["target", "actual", "adjusted_target", "review_actual"])
def test_a_printed_figure_keeps_its_source_text(key: str, written: str) -> None:
    form = one_from(f'{{"project": "甲", "indicators": [{{"{key}": {written}}}]}}')
    assert getattr(form.evaluation.indicators[0], key) == written


@pytest.mark.parametrize(
    ("unit", "text", "value"),
    [
        (None, "5.8万", "5.8"),
        ("万元", "5.8万元", "5.8"),
        ("万元", "58000元", "5.8"),
        ("万元", "620.82万元", "620.82"),
        ("万元", "0.5亿元", "5000"),
        ("元", "5.8万", "58000"),
        ("元", "215,457.6", "215457.6"),
        ("亿元", "5800万元", "0.58"),
        ("千元", "5.8万", "58"),
        ("万元", "１２．５", "12.5"),
        ("万元", "9 0", "90"),
        ("万元", "—", None),
        ("万元", "", None),
        ("万元", "￥5.8", "5.8"),
    ],
)
def test_an_amount_may_carry_its_own_unit(unit: str | None, text: str, value: str | None) -> None:
    form = one(amount_unit=unit, funds=[{"executed": text}])
    assert form.evaluation.funds[0].executed == (None if value is None else Decimal(value))
    assert [finding.code for finding in form.findings] == ["FRM015"]


@pytest.mark.parametrize(
    ("text", "value"), [("62.6%", "62.6"), ("62.6", "62.6"), ("626‰", "62.6"), (100, "100")]
)
def test_a_rate_is_in_percent(text: object, value: str) -> None:
    assert one(funds=[{"claimed_rate": text}]).evaluation.funds[0].claimed_rate == Decimal(value)
    assert one(indicators=[{"coefficient": text}]).evaluation.indicators[0].coefficient == Decimal(value)


@pytest.mark.parametrize("text", ["abc", "10或20", "1e3", "十", "1,23", "5.8万", "1.2.3", "x" * 600])
def test_an_unreadable_number_is_kept_verbatim_and_the_form_is_read(text: str) -> None:
    form = one(indicators=[{}, {"name": "甲", "weight": text}], funds=[{"name": "总额"}])
    assert form.evaluation.indicators[1].weight is None
    (finding,) = form.findings
    assert (finding.code, finding.severity, finding.found) == ("NUM001", "error", text[:200])
    assert finding.place.cell == "indicators[1].weight"
    assert form.problems == ()


FIELDS = {
    "claimed_total": "claimed_total",
    "year": "year",
    "funds[0].executed": "executed",
    "funds[0].claimed_rate": "claimed_rate",
    "indicators[0].weight": "weight",
    "indicators[0].claimed_score": "claimed_score",
    "indicators[0].actual": "actual",
}
ABSURD = ["NaN", "Infinity", "-Infinity", "1e400", "1e999999999", "-1e-400", "9" * 5000]


@pytest.mark.parametrize("path", FIELDS)
@pytest.mark.parametrize("value", ABSURD, ids=lambda value: value[:12])
@pytest.mark.parametrize("quoted", [True, False])
def test_an_absurd_number_is_a_problem_and_the_form_is_read(path: str, value: str, *, quoted: bool) -> None:
    written = json.dumps(value) if quoted else value
    entry = f'"{FIELDS[path]}": {written}'
    head, dot, _ = path.partition("[0].")
    text = f'{{"project": "甲", "{head}": [{{{entry}}}]}}' if dot else f'{{"project": "甲", {entry}}}'
    form = one_from(text)
    assert [(problem.code, problem.place.cell) for problem in form.problems] == [("NUM002", path)]
    assert form.problems[0] in form.findings
    assert "\n" not in str(form.problems[0].as_problem()["message"])


def test_every_wrong_key_is_named_at_once_with_what_was_meant() -> None:
    source = {
        "projet": "甲",
        "funds": [{"excuted": 1}],
        "goal": {"expect": "x"},
        "indicators": [{"weight": 1, "wieght": 2}, 3],
        "fund": {},
    }
    result = read(source)
    assert result.forms == ()
    assert {(p.code, p.place.cell) for p in result.problems} == {
        ("FRM001", "projet"),
        ("FRM001", "fund"),
        ("FRM004", "project"),
        ("FRM001", "funds[0].excuted"),
        ("FRM001", "goal.expect"),
        ("FRM001", "indicators[0].wieght"),
        ("FRM003", "indicators[1]"),
    }
    said = {p.place.cell: p.sentence("message") for p in result.problems}
    assert said["projet"] == "projet：不认识的键（是不是“project”？）"
    assert said["funds[0].excuted"] == "funds[0].excuted：不认识的键（是不是“executed”？）"
    allowed = next(p for p in result.problems if p.place.cell == "goal.expect").sentence("remedy")
    assert allowed == "这一层可以用的键：expected、achieved；表上没有的内容不要写入"


@pytest.mark.parametrize(
    ("source", "problems"),
    [
        ({}, [("FRM004", "project")]),
        ({"project": None}, [("FRM004", "project")]),
        ({"project": "  "}, [("FRM004", "project")]),
        ({"project": True}, [("FRM003", "project")]),
        ({"project": "甲", "funds": {}}, [("FRM003", "funds")]),
        ({"project": "甲", "indicators": "x"}, [("FRM003", "indicators")]),
        ({"project": "甲", "indicators": [None]}, [("FRM003", "indicators[0]")]),
        ({"project": "甲", "indicators": [{"target": True}]}, [("FRM003", "indicators[0].target")]),
        ({"project": "甲", "indicators": [{"weight": [1]}]}, [("FRM003", "indicators[0].weight")]),
        ({"project": "甲", "indicators": [{"weight": False}]}, [("FRM003", "indicators[0].weight")]),
        ({"project": "甲", "indicators": [{"core": 1}]}, [("FRM003", "indicators[0].core")]),
        ({"project": "甲", "goal": "x"}, [("FRM003", "goal")]),
        ({"project": "甲", "year": {}}, [("FRM003", "year")]),
        ('{"project": "甲", "project": "乙"}', [("FRM002", "project")]),
        ("[]", [("FRM006", None)]),
        ("[1]", [("FRM007", None)]),
        ('["x"]', [("FRM007", None)]),
    ],
)
def test_wrong_shapes_are_refused_with_their_path(
    source: object, problems: list[tuple[str, str | None]]
) -> None:
    assert refused(source) == problems


def test_one_bad_form_does_not_stop_the_others() -> None:
    result = read([{"project": "甲"}, {"projekt": "乙"}, 3, {"project": "丙"}])
    assert [form.evaluation.project for form in result.forms] == ["甲", "丙"]
    assert [(p.code, p.place.table) for p in result.problems] == [
        ("FRM001", "第2份"),
        ("FRM004", "第2份"),
        ("FRM007", "第3份"),
    ]


def test_a_thousand_wrong_keys_are_counted_not_listed() -> None:
    result = read({"project": "甲", **{f"键{i}": 1 for i in range(1000)}})
    assert len(result.problems) == 101
    assert result.problems[-1].sentence("message") == "还有 900 处同类错误没有列出"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('{"project": "甲",\n "year": }', "第2行", "这里的写法不对"),
        ('{"project": "甲"', "第1行", "内容没有写完"),
        ("{", "第1行", "内容没有写完"),
        ("[" * 100_000, "第1行", "括号套得太深，或数字长得出奇"),
        ('{"project":' * 100_000, "第1行", "括号套得太深，或数字长得出奇"),
        ('{"project": "甲"} x', "第1行", "这里的写法不对"),
    ],
)
def test_what_is_no_json_is_said_with_its_line(text: str, line: str, why: str) -> None:
    (problem,) = read(text).problems
    assert (problem.code, problem.place.row) == ("DOC012", line)
    assert f"（{why}）" in str(problem.sentence("message"))


@pytest.mark.parametrize("value", [2023, "2023", "2023年", "2023年度", 2023.0, " 2023 "])
def test_a_year(value: object) -> None:
    assert one(year=value).evaluation.year == 2023


@pytest.mark.parametrize("value", ["去年", 23, 2023.5, "20233"])
def test_what_is_no_year_is_kept_verbatim(value: object) -> None:
    form = one(year=value)
    assert form.evaluation.year is None
    assert ("NUM001", str(value)) in [(finding.code, finding.found) for finding in form.findings]


@pytest.mark.parametrize(
    ("value", "core"), [(True, True), ("是", True), ("否", False), ("", None), ("也许", None)]
)
def test_the_core_mark(value: object, core: bool | None) -> None:
    form = one(indicators=[{"core": value}])
    assert form.evaluation.indicators[0].core is core
    assert ("FRM023" in [finding.code for finding in form.findings]) is (value == "也许")


def test_an_unknown_unit_of_money_is_said() -> None:
    form = one(amount_unit="美元", funds=[{"executed": "5"}, {"executed": "5万"}])
    assert [line.executed for line in form.evaluation.funds] == [Decimal(5), None]
    assert [finding.code for finding in form.findings] == ["FRM020", "NUM001", "FRM015"]


def test_halves_of_characters_are_replaced_and_said() -> None:
    form = one_from('{"project": "甲\\ud800", "indicators": [{"name": "乙\\udc00"}]}')
    assert form.evaluation.project == "甲?"
    assert [finding.code for finding in form.findings][:2] == ["FRM025", "FRM025"]


FULL = [{"name": "总额", "annual_budget": 1}]


@pytest.mark.parametrize(
    ("keys", "complete", "codes"),
    [
        ({"funds": FULL, "indicators": [{"name": "甲"}]}, True, []),
        ({"indicators": [{"weight": "60"}, {"weight": "40"}]}, True, []),
        ({"indicators": [{"weight": "60"}, {"weight": "30"}]}, False, ["FRM016"]),
        ({"funds": FULL}, False, ["FRM015"]),
        ({}, False, ["FRM015", "FRM016"]),
    ],
)
def test_a_form_is_whole_or_says_what_it_lacks(
    keys: dict[str, object], complete: bool, codes: list[str]
) -> None:
    form = one(**keys)
    assert form.complete is complete
    assert [finding.code for finding in form.findings] == codes
    assert all(finding.severity == "error" for finding in form.findings)


def test_places_are_paths() -> None:
    form = one(indicators=[{"name": "甲", "weight": "x"}], funds=[{"name": "总额"}])
    assert form.place("indicators", 0, "weight").cell == "indicators[0].weight"
    assert form.place("indicators", 0, "actual").cell == "indicators[0]"
    assert form.place("funds", 0, "executed").quote == "总额"
    assert form.place("goal").file == "表.json"


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_answered(source: object) -> None:
    result = read(json.dumps({"project": source, "indicators": [source], "funds": source}))
    for problem in (*result.problems, *(f for form in result.forms for f in form.findings)):
        assert problem.as_json()["message"] != problem.code


def test_the_example_of_the_documentation_is_whole() -> None:
    text = (DOCS / "json-form.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, flags=re.DOTALL)
    form = one_from(example)
    assert form.complete
    assert form.findings == ()
    assert [row.weight for row in form.evaluation.indicators] == [Decimal(60), Decimal(30)]
