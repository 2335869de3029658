"""``jixiao parse``: a contract for a person and a program alike."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from jixiao.commands.parse import command
from tests.strategies.cells import cell_texts

KEYS = ["text", "kind", "operator", "value", "unit", "approximate", "reason"]


def parsed(*args: str, stdin: str | bytes | None = None) -> list[dict[str, object]]:
    result = CliRunner().invoke(command, ["--json", *args], input=stdin)
    assert result.exit_code == 0, result.output
    entries: list[dict[str, object]] = json.loads(result.stdout)
    assert all(list(entry) == KEYS for entry in entries)
    return entries


def row(entry: dict[str, object]) -> tuple[object, ...]:
    return tuple(entry[key] for key in ("kind", "operator", "value", "unit", "approximate"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5万", ("quantity", None, "50000", None, False)),
        ("20万元", ("quantity", None, "200000", "元", False)),
        ("不低于85%", ("quantity", "≥", "85", "%", False)),
        ("=33万个", ("quantity", "=", "330000", "个", False)),
        ("9 0", ("quantity", None, "90", None, False)),
        ("-3%", ("quantity", None, "-3", "%", False)),
        ("85%-90%", ("band", None, "85-90", "%", False)),
        ("2023年12月底前", ("date", "≤", "2023-12", None, False)),
        ("2023年6月30日前", ("date", "≤", "2023-06-30", None, False)),
        ("11月前", ("date", "≤", "11", "月", False)),
        ("1-12月", ("date", None, "1-12", "月", False)),
        ("按月", ("frequency", None, "12", "次", False)),
        ("三分之二", ("statement", None, None, None, False)),
        ("200余人", ("quantity", None, "200", "人", True)),
        ("效果明显", ("statement", None, None, None, False)),
        ("100%1000件", ("several", None, None, None, False)),
        ("", ("unreadable", None, None, None, False)),
        ("≥90%以下", ("unreadable", None, None, None, False)),
        ("基本达成目标", ("tier", None, None, None, False)),
    ],
)
def test_one_entry_says_what_the_text_says(text: str, expected: tuple[object, ...]) -> None:
    (entry,) = parsed(text)
    assert entry["text"] == text
    assert row(entry) == expected
    assert (entry["reason"] is None) == (entry["kind"] not in {"unreadable", "several"})


def test_actuals_are_read_as_actuals() -> None:
    assert [row(entry) for entry in parsed("--actual", "高达99%", "≥90%", "基本达成目 标")] == [
        ("quantity", None, "99", "%", False),
        ("quantity", "≥", "90", "%", False),
        ("tier", None, None, None, False),
    ]


def test_every_argument_has_its_entry_the_empty_one_included() -> None:
    texts = ["5万", "", "≥", "", "有效"]
    assert [entry["text"] for entry in parsed(*texts)] == texts


def test_a_minus_begins_a_text_and_a_letter_an_option() -> None:
    assert [entry["value"] for entry in parsed("-3%", "－5", "-.5", "--", "-7")] == ["-3", "-5", "-0.5", "-7"]
    assert [entry["text"] for entry in parsed("--", "--json", "-x")] == ["--json", "-x"]
    assert CliRunner().invoke(command, ["--jsn", "5"]).exit_code == 2
    assert CliRunner().invoke(command, []).exit_code == 2


def test_standard_input_is_read_line_by_line() -> None:
    assert [entry["text"] for entry in parsed("1个", "-", stdin="5万\n\n-3%\n")] == ["1个", "5万", "", "-3%"]
    assert [entry["text"] for entry in parsed("-", stdin=b"\xef\xbb\xbf5\n\xff\n")] == ["5", "�"]


def test_reasons_are_chinese_sentences() -> None:
    for entry in parsed("", "—", "1e5", "2023.12", "1,12", "≥90%以下", "1/2", "无", "100%5个"):
        reason = str(entry["reason"])
        assert reason.endswith("。")
        assert any("一" <= char <= "鿿" for char in reason)


def test_a_person_sees_an_aligned_table() -> None:
    result = CliRunner().invoke(command, ["不低于85%", "20万元", "有效", "a\nb"])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].split() == ["文字", "类别", "比较", "数值", "单位", "约数", "说明"]
    assert lines[1].split() == ["不低于85%", "数量", "≥", "85", "%"]

    def column(line: str, word: str) -> int:
        before = line[: line.index(word)]
        return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in before)

    assert column(lines[0], "类别") == column(lines[1], "数量") == column(lines[3], "文字描述")


def test_the_help_is_chinese_and_its_examples_run() -> None:
    text = CliRunner().invoke(command, ["--help"]).output
    examples = [line.split()[2:] for line in text.splitlines() if line.strip().startswith("jixiao parse")]
    assert len(examples) == 2
    for example in examples:
        assert CliRunner().invoke(command, example).exit_code == 0


@given(st.lists(cell_texts, min_size=1, max_size=5), st.booleans())
def test_any_arguments_are_answered(texts: list[str], actual: bool) -> None:
    entries = parsed(*(["--actual"] if actual else []), "--", *(text for text in texts if text != "-"), "1")
    assert entries[-1]["text"] == "1"
    assert len(entries) == len([text for text in texts if text != "-"]) + 1


def test_the_grammars_are_loaded_only_when_it_runs() -> None:
    code = (
        "import sys, jixiao.commands.parse\n"
        "assert not [name for name in sys.modules if name.startswith('jixiao.indicators.')]\n"
        "import jixiao.indicators.target\n"
        "assert not {'cn2an', 'numpy', 'pydantic'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
