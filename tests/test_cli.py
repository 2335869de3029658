"""The command line as a user meets it: help, wrong calls, faults, interrupts, pipes and locales."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest

from jixiao import __version__, cli
from jixiao.texts import table

if TYPE_CHECKING:
    from collections.abc import Callable

# A module that defines ``command`` is a command; the others beside it help one.
COMMAND_FILES = {
    path.stem
    for path in (Path(cli.__file__).parent / "commands").glob("*.py")
    if re.search(r"^(def command\(|command\b.*=)", path.read_text(encoding="utf-8"), re.MULTILINE)
}
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ENGLISH = re.compile(r"\b(Error|Usage|Options|Commands|Missing|Invalid|such|Try|Show|Got|Did you)\b")


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own; ``environment`` is added to the present one."""
    return subprocess.run(
        [sys.executable, "-m", "jixiao", *arguments],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )


def pretend(monkeypatch: pytest.MonkeyPatch, action: Callable[[], object]) -> None:
    """Put a command in the place of ``parse`` whose body is ``action``."""
    module = ModuleType("jixiao.commands.parse")
    module.command = click.command("parse")(action)  # type: ignore[attr-defined]  # a module made up here
    monkeypatch.setitem(sys.modules, "jixiao.commands.parse", module)


def test_the_listed_commands_are_the_command_files() -> None:
    assert set(cli.COMMANDS) == COMMAND_FILES


def test_help_names_every_command_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("用法：jixiao [选项] 命令 [参数]...\n")
    assert "选项：\n" in page
    assert "命令：\n" in page
    for name in cli.COMMANDS:
        assert re.search(rf"^  {name} +{re.escape(table()[f'cli.{name}.short'])}$", page, re.MULTILINE)
    assert ENGLISH.search(page) is None


def test_dash_h_is_help_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["-h"])
    short = capsys.readouterr().out
    cli.main(["--help"])
    assert capsys.readouterr().out == short


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_a_chinese_help_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "-h"]) == 0
    page = capsys.readouterr().out
    assert page.startswith(f"用法：jixiao {name} ")
    assert ENGLISH.search(page) is None


def test_commands_below_a_command_have_chinese_help_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outer = click.Group(
        "parse", commands=[click.Command("inner", params=[click.Option(["--x"], default="1")])]
    )
    module = ModuleType("jixiao.commands.parse")
    module.command = outer  # type: ignore[attr-defined]  # a module made up here
    monkeypatch.setitem(sys.modules, "jixiao.commands.parse", module)
    assert cli.main(["parse", "inner", "-h"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("用法：jixiao parse inner [选项]\n")
    assert "显示本说明并退出。" in page


def test_version_in_both_spellings(capsys: pytest.CaptureFixture[str]) -> None:
    for spelling in ("--version", "-V"):
        assert cli.main([spelling]) == 0
        assert capsys.readouterr().out == f"jixiao {__version__}\n"


def test_no_command_shows_the_help_on_stderr_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("用法：jixiao")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--helq"], "错误：没有选项 --helq。是不是要用 --help？用法见 jixiao --help"),
        (["--zzz"], "错误：没有选项 --zzz。用法见 jixiao --help"),
        (["scroe"], "错误：没有命令 scroe。是不是要用 score？用法见 jixiao --help"),
        (["SCORE"], "错误：没有命令 SCORE。是不是要用 score？用法见 jixiao --help"),
        (["打分"], "错误：没有命令 打分。用法见 jixiao --help"),
        (["--help=3"], "错误：选项 --help 不带值。"),
    ],
)
def test_a_wrong_call_is_one_chinese_line(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == line + "\n"


def test_a_path_in_the_place_of_a_command_says_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "自评表.txt"
    form.write_text("", encoding="utf-8")
    assert cli.main([str(form)]) == 2
    assert f"jixiao score {form}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("result", "code"),
    [(None, 0), (0, 0), (1, 1), (True, 0), ("1", 0)],
    ids=["none", "0", "1", "true", "text"],
)
def test_a_command_that_returns_a_number_exits_with_it(
    result: object, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, lambda: result)
    assert cli.main(["parse"]) == code


@pytest.mark.parametrize(
    ("stop", "code"),
    [(SystemExit(), 0), (SystemExit(1), 1), (SystemExit("x"), 1), (click.exceptions.Exit(1), 1)],
    ids=["exit", "exit-1", "exit-text", "click-exit"],
)
def test_a_command_may_stop_with_a_code(
    stop: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def action() -> None:
        raise stop

    pretend(monkeypatch, action)
    assert cli.main(["parse"]) == code


def test_a_fault_is_one_line_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def action() -> None:
        raise KeyError("一个\n键")

    monkeypatch.delenv("JIXIAO_DEBUG", raising=False)
    pretend(monkeypatch, action)
    assert cli.main(["parse"]) == 70
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "KeyError" in shown.err
    assert "JIXIAO_DEBUG=1" in shown.err


def test_a_fault_shows_its_traceback_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def action() -> None:
        raise RecursionError

    monkeypatch.setenv("JIXIAO_DEBUG", "1")
    pretend(monkeypatch, action)
    assert cli.main(["parse"]) == 70
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort], ids=["ctrl-c", "abort"])
def test_an_interrupt_says_so_and_exits_130(
    stop: type[BaseException], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def action() -> None:
        raise stop

    pretend(monkeypatch, action)
    assert cli.main(["parse"]) == 130
    assert capsys.readouterr().err.strip() == "已中断"


def test_a_file_that_fails_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def action() -> None:
        Path("没有的文件夹/结果.json").write_text("", encoding="utf-8")

    pretend(monkeypatch, action)
    assert cli.main(["parse"]) == 2
    assert capsys.readouterr().err == "错误：“没有的文件夹/结果.json”无法读写：没有这个文件或文件夹。\n"


@pytest.mark.parametrize(
    ("words", "position", "completions"),
    [("jixiao sc", "1", ["plain,score"]), ("jixiao --ver", "1", ["plain,--version"]), ("jixiao zz", "1", [])],
)
def test_the_shell_completes_commands_and_options(words: str, position: str, completions: list[str]) -> None:
    done = run(_JIXIAO_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=position)
    assert (done.returncode, done.stdout.decode().split(), done.stderr) == (0, completions, b"")


def test_the_examples_print_no_bare_code(capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence missing from the text tables would show as its code, such as ``reason.met``."""
    examples = sorted(str(path) for path in EXAMPLES.glob("*.json"))
    assert examples != []
    assert cli.main(["score", *examples, "--explain"]) in {0, 1}
    shown = capsys.readouterr()
    assert re.findall(r"(?<![\w./-])[a-z]+\.[a-z]+(?:-[a-z]+)*(?![\w./])", shown.out + shown.err) == []
    assert "〔" not in shown.out + shown.err


def test_python_dash_m_is_the_command() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"jixiao {__version__}\n".encode(), b"")


@pytest.mark.skipif(os.name == "nt", reason="pipes close in another way on Windows")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_is_no_error(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "jixiao", "--help"],
            check=False,
            stdout=writing,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "jixiao", "--help"], check=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "错误：结果写不出去：磁盘已满。\n"


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "utf-8"),
        ({"LC_ALL": "C"}, "utf-8"),
        ({"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii:strict"}, "utf-8"),
    ],
    ids=["C", "C-utf8", "gbk", "ascii"],
)
@pytest.mark.parametrize("arguments", [["--help"], ["打分\U0001f600"]], ids=["help", "error"])
def test_any_locale_prints_without_a_traceback(
    arguments: list[str], environment: dict[str, str], encoding: str
) -> None:
    done = run(*arguments, **environment)
    assert done.returncode == (0 if arguments == ["--help"] else 2)
    text = (done.stdout + done.stderr).decode(encoding)
    assert "Traceback" not in text
    assert "用法" in text
