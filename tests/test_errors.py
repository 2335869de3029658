"""click's sentences in Chinese, files that fail, and how a fault is told."""

from __future__ import annotations

import ast
import errno
from pathlib import Path

import click
import pytest

from jixiao.errors import fault, file_problem, translate, usage_problem
from jixiao.texts.zh.commands import CLICK

# Sentences of click that no user of ours meets, by the reason.
NEVER_SHOWN = {
    "prompts, editors, pagers and progress bars of click are not used": {
        "d",
        "{editor}: Editing failed",
        "{editor}: Editing failed: {e}",
        "Do you want to continue?",
        "Confirm the action without prompting.",
        "Press any key to continue...",
        "Repeat for confirmation",
        "Error: The two entered values do not match.",
        "Error: invalid input",
        "Unknown color {colour!r}",
    },
    "jixiao.cli says these in its own words": {
        "Error: {message}",
        "Try '{command} {option}' for help.",
        "Aborted!",
        "%(prog)s, version %(version)s",
        "Show the version and exit.",
        "Did you mean {possibility}?",
        "(Did you mean one of: {possibilities}?)",
    },
    "mistakes in the program, not in its use": {
        "Value must be an iterable.",
        "Could not determine name for option with declarations {decls!r}",
        (
            "No options defined but a name was passed ({name}). Did you mean to declare an argument instead? "
            "Did you mean to pass '--{name}'?"
        ),
        "Arguments take exactly one parameter declaration, got {length}: {decls}.",
        "Name '{name}' defined twice",
        "Boolean option {decl!r} cannot use the same flag for true/false.",
        "Invalid start character for option ({option})",
        "Unknown standard stream '{name}'",
        "Choice({choices})",
    },
    "nothing here is deprecated": {
        "deprecated",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    },
    "types we do not use": {"{value!r} is not a valid UUID."},
    "only an exception's text in the debugger": {"Missing parameter: {param_name}"},
    "told as part of a longer sentence of the table": {
        "Missing argument",
        "Missing option",
        "Missing parameter",
        "Missing {param_type}",
    },
    "another system's console or an old shell": {
        "Windows error: {error}",
        "Couldn't detect Bash version, shell completion is not supported.",
        "Shell completion is not supported for Bash versions older than 4.4.",
    },
}


def _sentences_of_click() -> set[str]:
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "ngettext"}
            ):
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {sentence for sentence in found if isinstance(sentence, str)}


def test_every_sentence_of_click_is_translated_or_never_shown() -> None:
    accounted = set(CLICK) | set().union(*NEVER_SHOWN.values())
    assert _sentences_of_click() - accounted == set()


def test_nothing_is_both_translated_and_never_shown() -> None:
    assert set(CLICK) & set().union(*NEVER_SHOWN.values()) == set()


COMMAND = click.Command(
    "x",
    params=[
        click.Argument(["text"], metavar="文字"),
        click.Option(["-n", "--number"], type=int),
        click.Option(["--part"], type=click.FloatRange(0, 1)),
        click.Option(["--kind"], type=click.Choice(["甲", "乙"])),
        click.Option(["--must"], type=click.Choice(["甲", "乙"]), required=True),
        click.Option(["--pair"], nargs=2),
        click.Option(["--file"], type=click.Path(exists=True, dir_okay=False)),
        click.Option(["--folder"], type=click.Path(exists=True, file_okay=False)),
        click.Option(["--open"], type=click.File()),
        click.Option(["--day"], type=click.DateTime(["%Y-%m-%d"])),
        click.Option(["--flag"], type=bool),
        click.Option(["--bare"], is_flag=True),
    ],
)
REST = ["a", "--must", "甲"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["a"], "缺少选项 --must。可选：甲,\n\t乙。"),
        (["--must", "甲"], "缺少参数 文字。"),
        ([*REST, "b"], "多出了参数：b。"),
        ([*REST, "b", "c"], "多出了参数：b c。"),
        ([*REST, "-n", "五"], "-n / --number 的值不对：“五”不是整数。"),
        ([*REST, "-n"], "选项 -n 后面要有一个值。"),
        ([*REST, "--part", "2"], "--part 的值不对：2.0 不在范围 0<=x<=1 之内。"),
        ([*REST, "--part", "x"], "--part 的值不对：“x”不是数。"),
        ([*REST, "--kind", "丙"], "--kind 的值不对：“丙”不行，可选：甲、乙。"),
        ([*REST, "--pair", "1"], "选项 --pair 后面要有 2 个值。"),
        ([*REST, "--file", "无此'文件"], "--file 的值不对：文件“无此'文件”不存在。"),
        ([*REST, "--file", "."], "--file 的值不对：“.”是文件夹，这里要的是文件。"),
        ([*REST, "--folder", __file__], f"--folder 的值不对：“{__file__}”是文件，这里要的是文件夹。"),
        ([*REST, "--open", "无此文件"], "--open 的值不对：“无此文件”没有这个文件或文件夹。"),
        ([*REST, "--day", "今天"], "--day 的值不对：“今天”不合格式 %Y-%m-%d。"),
        ([*REST, "--flag", "中"], None),
        ([*REST, "--bare=1"], "选项 --bare 不带值。"),
        ([*REST, "--zzz"], "没有选项 --zzz。"),
        ([*REST, "--fil"], "没有选项 --fil。是不是要用 --file、--flag、--folder？"),
    ],
)
def test_usage_errors(arguments: list[str], line: str | None) -> None:
    with pytest.raises(click.UsageError) as caught:
        COMMAND.main(arguments, prog_name="x", standalone_mode=False)
    told = usage_problem(caught.value)
    assert told.startswith("错误：")
    told = told.removesuffix("用法见 x --help")  # click does not know the command of every error
    if line is not None:
        assert told == f"错误：{line}"
    assert not any(word in told for word in ("Invalid", "Missing", "not a valid", "Error", "Recognized"))


def test_our_own_sentences_pass_through() -> None:
    assert translate("规则文件里没有“甲”。") == "规则文件里没有“甲”。"
    assert usage_problem(click.UsageError("规则文件里没有“甲”")) == "错误：规则文件里没有“甲”。"


def test_an_unknown_command_outside_a_group_has_no_near_miss() -> None:
    assert usage_problem(click.exceptions.NoSuchCommand("scor")) == "错误：没有命令 scor。"


def test_a_file_problem_names_the_file_and_the_cause() -> None:
    assert (
        file_problem(PermissionError(errno.EACCES, "x", "甲.json")) == "错误：“甲.json”无法读写：没有权限。"
    )
    assert file_problem(OSError(errno.EIO, "Input/output error", "甲")) == (
        "错误：“甲”无法读写：Input/output error。"
    )
    assert file_problem(OSError("断了")) == "错误：结果写不出去：断了。"


def test_a_fault_says_what_and_where_and_stays_short() -> None:
    try:
        translate(None)  # type: ignore[arg-type]  # a fault made on purpose
    except TypeError as error:
        told = fault(error)
    assert "TypeError: " in told
    assert "errors.py 第" in told
    assert "\n" not in told
    assert len(fault(ValueError("长" * 5000))) < 500
    assert "ValueError。" in fault(ValueError())
