"""``jixiao rules``: what it prints, what it refuses, how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from jixiao.cli import main
from jixiao.schemas.ruleset import RuleSet
from jixiao.scoring.ruleset import SHIPPED, available, load_ruleset
from jixiao.services.rules_files import json_schema
from jixiao.texts.zh.rules_template import RULES, fill

DOCS = Path(__file__).resolve().parents[2] / "docs" / "rules"


@pytest.fixture
def run(capsys):
    def call(*args: object):
        code = main(["rules", *map(str, args)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _json(text: str):
    return json.loads(text)


def test_list_names_every_rule_set_with_its_standing(run):
    code, out, _ = run("list")
    assert code == 0
    for name in available():
        assert f"\n{name} " in out
    assert "凭记忆，待核实" in out


def test_list_as_json(run):
    code, out, _ = run("list", "--json")
    data = _json(out)
    assert code == 0
    assert data["schema"] == "jixiao.rules/1"
    assert [one["id"] for one in data["rules"]] == available()
    jiangxi = next(one for one in data["rules"] if one["id"] == "jiangxi-2017")
    assert jiangxi["period"] == {"from": 2017, "to": 2022}
    assert (jiangxi["region"], jiangxi["standing"], jiangxi["unknown_clauses"]) == ("360000", "inferred", 3)


def test_show_has_every_clause_with_source_and_inheritance(run):
    code, out, _ = run("show", "integrated-capped")
    assert code == 0
    for clause in load_ruleset("integrated-capped").rules.clause:
        assert str(clause.cite.source) in out
    assert out.count("（继承自 integrated-default）") == 5
    assert "130% 起扣 2 分" in out
    assert "执行率 [70%, 80%)：总分不超过 89" in out


def test_show_prints_the_quoted_words(run):
    _, out, _ = run("show", "jiangxi-2023")
    assert "原文：“执行率为100%得10分；<100% 且 ≥80% 得7分；<80% 且 ≥60% 得5分；<60% 不得分”" in out
    assert "没有人给我们看过规则，由人判断　[未知]" in out


def test_show_as_json_is_resolved_and_exact(run):
    code, out, _ = run("show", "mof-2021", "--json")
    data = _json(out)
    assert code == 0
    assert data["rules"]["id"] == "mof-2021"
    assert data["rules"]["clause"][0]["inherited_from"] == "mof-2020"
    assert data["rules"]["tiers"]["部分实现目标"] == ["3/5", "4/5"]


def test_show_takes_a_file(run):
    path = SHIPPED / "suzhou-2021" / "rules.toml"
    assert run("show", path) == run("show", "suzhou-2021")


def test_test_without_argument_tests_all_shipped(run):
    code, out, err = run("test")
    assert (code, err) == (0, "")
    assert [line.split("：")[0] for line in out.splitlines()] == available()


def test_test_as_json(run):
    code, out, _ = run("test", "jiangxi-2023", "--json")
    data = _json(out)
    assert code == 0
    assert (data["schema"], data["complete"], data["errors"]) == ("jixiao.rules-test/1", True, [])
    (result,) = data["results"]
    assert (result["id"], result["passed"], result["failed"], result["findings"]) == (
        "jiangxi-2023",
        True,
        [],
        [],
    )
    assert result["cases"] >= 30


def test_a_failing_case_shows_input_expected_and_got(run, folder):
    run("new", "mine")
    file = folder / "mine" / "cases" / "rows.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('"4.00"', '"4.50"'), encoding="utf-8")
    code, out, err = run("test", "mine")
    assert (code, err) == (1, "")
    assert "输入：target：≥10次，actual：8次，weight：5" in out
    assert "score：应为 4.50，算得 4.00" in out


def test_a_broken_property_shows_its_counter_example(run, folder):
    run("new", "mine")
    file = folder / "mine" / "rules.toml"
    text = file.read_text(encoding="utf-8").replace(
        '[["0", "0"], ["1", "1"]]', '[["0", "0"], ["0.9", "1"], ["1", "0.5"]]'
    )
    file.write_text(text, encoding="utf-8")
    code, out, _ = run("test", "mine", "--json")
    (result,) = _json(out)["results"]
    assert code == 1
    assert result["passed"] is False
    messages = [finding["message"] for finding in result["findings"]]
    assert any(
        "执行率 91% 得 9.50 分，执行率 99% 却只得 5.50 分（分值 10）" in message for message in messages
    )


@pytest.mark.parametrize("base", [None, "jiangxi-2023", "mof-2021"])
def test_a_new_rule_set_passes_at_once(run, folder, base):
    extra = ("--from", base) if base else ()
    assert run("new", "my-county-2025", *extra)[0] == 0
    assert {path.name for path in (folder / "my-county-2025").rglob("*")} == {
        "rules.toml",
        "sources.md",
        "cases",
        "rows.toml",
    }
    code, _, err = run("test", "my-county-2025")
    assert (code, err) == (0, "")
    loaded = load_ruleset("my-county-2025")
    assert loaded.rules.id == "my-county-2025"
    assert loaded.rules.extends == base


@pytest.mark.usefixtures("folder")
def test_a_new_rule_set_from_a_file_of_ones_own(run):
    run("new", "first")
    run("new", "second", "--from", "first")
    assert load_ruleset("second").rules.extends == "../first/rules.toml"


def test_new_overwrites_nothing(run, folder):
    run("new", "mine")
    before = (folder / "mine" / "rules.toml").read_bytes()
    code, out, err = run("new", "mine", "--from", "mof-2021")
    assert (code, out) == (2, "")
    assert err == "错误 RUL040　mine：“mine”已经存在，没有覆盖。换一个编号，或先移走它\n"
    assert (folder / "mine" / "rules.toml").read_bytes() == before


@pytest.mark.parametrize("name", ["../out", "大写", "A", "", "a" * 65, "a/b", "-x.y"])
def test_new_refuses_an_id_that_is_none(run, folder, name):
    code, _, err = run("new", "--", name)
    assert code == 2
    assert len(err.splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_new_from_what_is_not_there(run, folder):
    code, _, err = run("new", "mine", "--from", "mof-2022")
    assert code == 2
    assert "是否想写“mof-202" in err
    assert list(folder.iterdir()) == []


NO_CURVE = b"""
id = "x"
title = "t"
[[clause]]
for = {}
curve = "c"
cite = { standing = "recalled" }
"""
MANY = """
id = "X Y"
title = 5
perid = { from = 2025 }
full = 100.0
[curves]
p = { points = [[0.0, "0"], ["1", "1"]] }
q = { points = [["1", "0"], ["0", "1"]] }
[[clause]]
for = { kind = "exec", operater = ">=" }
curve = "p"
ratio = "a/b"
cite = { standing = "sure" }
[edge]
over_rate = "whatever"
"""


def test_everything_wrong_with_a_file_at_once(run, folder):
    (folder / "bad.toml").write_text(MANY, encoding="utf-8")
    code, out, err = run("test", "bad.toml")
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert all(str(folder / "bad.toml") in line for line in lines)
    keys = [line.split("，")[1].split("：")[0] for line in lines]
    assert sorted(keys) == sorted(
        ["id", "title", "full", "curves.p.points[1][1]", "curves.q", "clause[1].for.kind",
         "clause[1].for.operater", "clause[1].ratio", "clause[1].cite.standing", "edge.over_rate", "perid"]
    )  # fmt: skip
    assert any("是否想写“operator”" in line for line in lines)
    assert any("是否想写“period”" in line and "可用的键：id、title、region" in line for line in lines)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b'id = "x"\ntitle = \n', "第 2 行第 9 列，值的写法不对"),
        (b'id = "x"\nid = "y"\n', "同一个键写了两次"),
        (b'id = "x\n', "有不能用的字符"),
        (b"\xff\xfe\x00bad", "不是 UTF-8"),
        ("编号 = 1".encode("gb18030"), "不是 UTF-8"),
        ("编号 = 1".encode(), "中文的键要加引号"),
        (b"id = " + b"[" * 100_000, "括号套得太深"),
        (b"#" * (1 << 21), "超过 1 MB"),
        (b"full = " + b"9" * 100_000, "有一个数长得不像话"),
        (b"", "缺“id”"),
        (b'id = "x"\ntitle = "t"\nfull = nan\n', "带引号"),
        (b'id = "x"\ntitle = "t"\n[grades]\n"A" = "1e999999999"\n', "科学计数法"),
        (b'id = "x"\ntitle = "t"\nextends = "nowhere"\n', "extends 指的“nowhere”不存在"),
        (b'id = "x"\ntitle = "t"\nextends = "bad.toml"\n', "绕了一圈"),
        (NO_CURVE, "没有“c”这条曲线"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["test", "show"])
def test_a_file_that_cannot_be_read_is_one_chinese_line(run, folder, verb, content, word):
    (folder / "bad.toml").write_bytes(content)
    code, out, err = run(verb, "bad.toml")
    assert (code, out) == (2, "")
    assert word in err
    assert all(line.startswith("错误 RUL0") for line in err.splitlines())
    assert not any(english in err for english in ("Traceback", "expected", "Invalid", "line "))


def test_a_folder_without_rules_and_a_name_that_is_none(run, folder):
    (folder / "empty").mkdir()
    assert run("test", "empty")[0] == 2
    code, _, err = run("show", "mof2020")
    assert code == 2
    assert "是否想写“mof-2020”" in err


@pytest.mark.usefixtures("folder")
def test_an_unreadable_file_does_not_stop_the_others(run):
    code, out, err = run("test", "nowhere", "mof-2020", "--json")
    data = _json(out)
    assert code == 2
    assert data["complete"] is False
    assert [one["id"] for one in data["results"]] == ["mof-2020"]
    assert [one["code"] for one in data["errors"]] == ["RUL001"]
    assert len(err.splitlines()) == 1


def test_unreadable_cases_are_told_and_the_proofs_still_given(run, folder):
    run("new", "mine")
    (folder / "mine" / "cases" / "rows.toml").write_text('[[case]]\nname = "x"\n', encoding="utf-8")
    code, _, err = run("test", "mine")
    assert code == 2
    assert [line.split("，")[1].split("：")[0] for line in err.splitlines()] == [
        "case[1].source",
        "case[1].expect",
    ]


def test_schema_is_what_is_published_and_takes_the_shipped_files(run):
    code, out, _ = run("schema")
    assert code == 0
    schema = _json(out)
    assert schema == _json((DOCS.parent / "schema" / "ruleset.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    import tomllib

    for name in available():
        jsonschema.validate(
            tomllib.loads((SHIPPED / name / "rules.toml").read_text(encoding="utf-8")), schema
        )
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "x", "title": "t", "perid": 1}, schema)


def test_every_key_of_the_grammar_is_documented():
    page = (DOCS / "grammar.md").read_text(encoding="utf-8")
    before_example = page.split("## 完整的例子")[0]
    schema = json_schema()
    shapes = {"RuleSet": schema, **schema["$defs"]}
    keys = {key for shape in shapes.values() for key in shape.get("properties", {})}
    missing = sorted(
        key for key in keys if f"`{key}`" not in before_example and f"[{key}]" not in before_example
    )
    assert missing == []
    words = {value for shape in _enums(schema) for value in shape if value != "exact"}
    assert (
        sorted(
            word
            for word in words
            if f"`{word}`" not in before_example and f'`"{word}"`' not in before_example
        )
        == []
    )


def _enums(node: object) -> list[list[str]]:
    if isinstance(node, dict):
        own = [node["enum"]] if "enum" in node else []
        return own + [found for value in node.values() for found in _enums(value)]
    if isinstance(node, list):
        return [found for item in node for found in _enums(item)]
    return []


def test_the_example_of_the_grammar_is_the_template():
    page = (DOCS / "grammar.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    assert example == fill(RULES, "my-county-2025")
    RuleSet.model_validate(__import__("tomllib").loads(example))
