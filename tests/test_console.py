"""Widths, wrapping, help columns and what an encoding cannot hold."""

from __future__ import annotations

import io
import json
import sys

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.console import Context, Formatter, adopt, prepare_streams, width, wrap

WORDS = st.text(alphabet="ab，。（）“”得分率1%\u0301", max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("得分", 4), ("≥9", 2), ("e\u0301", 1), ("（）", 4)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_wrap_keeps_closing_marks_with_what_they_close() -> None:
    assert wrap("逐项得分。", 8) == ["逐项得", "分。"]
    assert wrap("看（表）", 4) == ["看", "（表）"]


def test_wrap_does_not_cut_words() -> None:
    assert wrap("用 --explain 说明", 8) == ["用", "--explain", "说明"]


@given(st.lists(WORDS, max_size=8), st.integers(10, 60))
def test_wrap_loses_nothing_and_stays_within(words: list[str], columns: int) -> None:
    text = " ".join(words)
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns or len(wrap(line, columns)) == 1 for line in lines)


def _page(command: click.Command) -> str:
    return command.get_help(Context(command, info_name="jixiao", terminal_width=60))


def test_a_raw_block_is_left_alone_and_paragraphs_are_joined() -> None:
    page = _page(click.Command("x", help="第一行，\n第二行。\nword\nword\n\n\b\n  例一\n  例二"))
    assert "  第一行，第二行。word word\n\n    例一\n    例二\n" in page


def test_columns_line_up_by_width() -> None:
    formatter = Formatter(width=60)
    formatter.write_dl([("--甲", "一"), ("--abcd", "二"), ("-" * 40, "三"), ("-x", "")])
    assert formatter.getvalue() == f"--甲    一\n--abcd  二\n{'-' * 40}\n{'':32}三\n-x\n".replace(
        "--甲    一\n--abcd  二", f"{'--甲':<31}一\n{'--abcd':<32}二"
    )


def test_extras_of_an_option_are_chinese() -> None:
    option = click.Option(
        ["--rules"], help="规则", default="甲", show_default=True, envvar="R", show_envvar=True
    )
    needed = click.Option(["--need"], required=True, help="要")
    page = _page(click.Command("x", params=[option, needed]))
    assert "规则（环境变量 R；默认 甲）" in page
    assert "要（必填）" in page


def test_adopt_reaches_every_level() -> None:
    inner = click.Command("inner")
    adopt(click.Group("outer", commands=[click.Group("middle", commands=[inner])]))
    assert inner.context_class is Context


@given(st.text(st.characters(exclude_categories=[])), st.sampled_from(["utf-8", "gbk", "ascii", "gb18030"]))
def test_what_an_encoding_cannot_hold_is_escaped_and_json_stays_json(text: str, encoding: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        raw = io.BytesIO()
        patch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, newline=""))
        prepare_streams()
        sys.stdout.write(json.dumps(text, ensure_ascii=False))
        sys.stdout.flush()
        # ASCII gives way to UTF-8
        again = json.loads(raw.getvalue().decode("utf-8" if encoding == "ascii" else encoding))
    assert again.encode("utf-16", "surrogatepass") == text.encode("utf-16", "surrogatepass")


def test_only_writing_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    prepare_streams()
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", errors="jixiao.escape")


def test_a_stream_that_cannot_be_changed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    assert isinstance(sys.stdout, io.StringIO)
