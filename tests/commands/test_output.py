"""One rule for ``-o``, and that every command keeps to it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import click
import pytest

from jixiao import cli
from jixiao.commands.output import (
    BLANK,
    BOOK,
    FOREIGN,
    SCORED,
    TEXT,
    Kinds,
    output_target,
    same_file,
    write_text,
)
from tests.documents.office_layouts import sheet, xlsx
from tests.documents.test_round_trips import EXAMPLES

ALL = {"text": TEXT, "scored": SCORED, "blank": BLANK, "book": BOOK}
FORM = next(iter(EXAMPLES.values()))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(path: str, kinds: Kinds = TEXT, inputs: tuple[str, ...] = (), *, force: bool = False) -> str:
    with pytest.raises(click.UsageError) as refused:
        output_target(path, kinds=kinds, inputs=inputs, force=force)
    message = refused.value.message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("suffix", sorted(FOREIGN))
@pytest.mark.parametrize("kinds", ALL.values(), ids=list(ALL))
def test_only_what_a_command_has_a_writer_for_goes_under_a_name_of_another_kind(
    suffix: str, kinds: Kinds
) -> None:
    for name in (f"表{suffix}", f"表{suffix.upper()}"):
        if suffix in kinds.suffixes:
            assert output_target(name, kinds=kinds) == name
        else:
            assert name in refusal(name, kinds=kinds)


@pytest.mark.parametrize("name", ["表.json", "表.txt", "表.md", "表", "/dev/stdout", "表.xlsx.txt"])
def test_text_goes_under_any_other_name(name: str) -> None:
    assert output_target(name, kinds=TEXT, force=True) == name
    assert output_target(name, kinds=SCORED, force=True) == name
    for kinds in (BLANK, BOOK):
        assert name in refusal(name, kinds=kinds)


def test_no_output_and_a_dash_are_standard_output() -> None:
    for kinds in ALL.values():
        assert output_target(None, kinds=kinds) is None
    for kinds in (TEXT, SCORED):
        assert output_target("-", kinds=kinds) is None
    for kinds in (BLANK, BOOK):
        assert ".xlsx" in refusal("-", kinds=kinds, force=True)


def test_a_file_that_is_there_is_replaced_only_when_asked() -> None:
    Path("有.txt").write_bytes(b"mine")
    assert "--force" in refusal("有.txt")
    assert output_target("有.txt", kinds=TEXT, force=True) == "有.txt"
    assert output_target("没有.txt", kinds=TEXT) == "没有.txt"


def test_an_input_is_never_replaced() -> None:
    Path("表").mkdir()
    Path("表/a.json").write_bytes(b"mine")
    Path("b.json").symlink_to("表/a.json")
    for inputs in (("表",), ("表/a.json",), ("表/*.json",), ("b.json",), ("x", "./表/../表/a.json")):
        for force in (False, True):
            for name in ("表/a.json", "./表/a.json", "b.json"):
                assert "输入" in refusal(name, inputs=inputs, force=force)
    assert output_target("表/b.json", kinds=TEXT, inputs=("表",)) == "表/b.json"


def test_a_database_is_never_replaced() -> None:
    with sqlite3.connect("绩效.db") as database:
        database.execute("CREATE TABLE kept (id INTEGER)")
    before = Path("绩效.db").read_bytes()
    for force in (False, True):
        assert "是数据库" in refusal("绩效.db", force=force)
    assert cli.main(["summary", "--db", "绩效.db", "-o", "绩效.db", "--force"]) == 2
    assert Path("绩效.db").read_bytes() == before


def test_a_folder_and_a_missing_folder_are_told_before_any_work() -> None:
    Path("夹").mkdir()
    with pytest.raises(IsADirectoryError) as folder:
        output_target("夹", kinds=TEXT, force=True)
    with pytest.raises(FileNotFoundError) as missing:
        output_target("没有/a.txt", kinds=TEXT)
    assert (folder.value.filename, missing.value.filename) == ("夹", "没有/a.txt")


def test_a_pipe_is_written_to_as_it_is() -> None:
    os.mkfifo("管")
    assert output_target("管", kinds=TEXT) == "管"
    reader = os.open("管", os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text("管", "甲")
        assert os.read(reader, 9) == "甲".encode()
    finally:
        os.close(reader)
    assert Path("管").is_fifo()


def test_text_that_no_file_can_hold_is_escaped() -> None:
    write_text("a.txt", "甲\udcff")
    assert Path("a.txt").read_bytes() == "甲\\udcff".encode()


def test_one_file_by_two_names() -> None:
    Path("a").write_bytes(b"")
    Path("b").symlink_to("a")
    Path("c").write_bytes(b"")
    assert [same_file("a", name) for name in ("a", "./b", "c", "d")] == [True, True, False, False]


# every command keeps to it

WRITES = {
    "score": (("score", "表.xlsx"), (".xlsx", ".docx", ".html", ".csv", ".json", ".txt"), True),
    "score --json": (("score", "--json", "表.xlsx"), (".json", ".txt"), True),
    "score --fill": (("score", "--fill", "表.xlsx"), (".xlsx", ".xlsm"), False),
    "read": (("read", "表.xlsx"), (".json", ".txt"), True),
    "template": (("template",), (".xlsx", ".docx"), False),
}
WAYS = [(words, suffix) for words, suffixes, _ in WRITES.values() for suffix in suffixes]


@pytest.mark.parametrize(("words", "suffix"), WAYS, ids=str)
def test_every_command_asks_before_it_replaces(
    words: tuple[str, ...], suffix: str, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("表.xlsx").write_bytes(xlsx(sheet(FORM)))
    output = Path(f"出{suffix}")
    assert cli.main([*words, "-o", str(output)]) in {0, 1}
    assert output.stat().st_size > 0
    output.write_bytes(b"mine")
    capfd.readouterr()
    assert cli.main([*words, "-o", str(output)]) == 2
    said = capfd.readouterr()
    assert (said.out, output.read_bytes()) == ("", b"mine")
    (line,) = said.err.splitlines()
    assert line.startswith(f"错误：“{output}”已经存在")
    assert "--force" in line
    for flag in ("--force", "-f"):
        output.write_bytes(b"mine")
        assert cli.main([*words, "-o", str(output), flag]) in {0, 1}
        assert output.read_bytes() != b"mine"
    assert [path.name for path in Path().iterdir() if path.name not in {"表.xlsx", output.name}] == []


@pytest.mark.parametrize(("words", "_suffixes", "text"), WRITES.values(), ids=list(WRITES))
def test_a_dash_is_standard_output_for_text_alone(
    words: tuple[str, ...], _suffixes: object, text: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("表.xlsx").write_bytes(xlsx(sheet(FORM)))
    code = cli.main([*words, "-o", "-"])
    said = capfd.readouterr()
    if text:
        assert code in {0, 1}
        assert cli.main([*words]) == code
        assert capfd.readouterr().out == said.out != ""
    else:
        assert (code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert [path.name for path in Path().iterdir()] == ["表.xlsx"]


@pytest.mark.parametrize("words", [("score", "表.json"), ("score", "--json", "."), ("read", "表.json")])
def test_no_command_replaces_its_input(words: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    Path("表.json").write_text(FORM.model_dump_json(), encoding="utf-8")
    before = Path("表.json").read_bytes()
    assert cli.main([*words, "-f", "-o", "./表.json"]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1
    assert Path("表.json").read_bytes() == before


def test_no_command_replaces_the_rules_it_was_given() -> None:
    Path("规则.toml").write_bytes(b"mine")
    Path("表.json").write_text(FORM.model_dump_json(), encoding="utf-8")
    assert cli.main(["score", "表.json", "--rules", "规则.toml", "-o", "规则.toml", "-f"]) == 2
    assert Path("规则.toml").read_bytes() == b"mine"


def test_the_original_is_filled_in_place_only_when_that_is_asked(capfd: pytest.CaptureFixture[str]) -> None:
    Path("表.xlsx").write_bytes(xlsx(sheet(FORM)))
    before = Path("表.xlsx").read_bytes()
    for words in (("-o", "表.xlsx"), ("-o", "./表.xlsx", "--force")):
        assert cli.main(["score", "--fill", "表.xlsx", *words]) == 2
        assert Path("表.xlsx").read_bytes() == before
    capfd.readouterr()
    assert cli.main(["score", "--fill", "表.xlsx", "--overwrite", "--rules", "jiangxi-2023"]) in {0, 1}
    assert Path("表.xlsx").is_file()
    Path("别的.xlsx").write_bytes(b"mine")
    assert cli.main(["score", "--fill", "表.xlsx", "--overwrite", "-o", "别的.xlsx"]) == 2
    assert Path("别的.xlsx").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["甲.html", "甲.HTM"])
def test_text_and_json_are_no_page(name: str) -> None:
    assert not TEXT.take(name)
    assert Kinds("output.kinds.found").take(name)
