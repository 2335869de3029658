"""Inputs by what they are: bounds, kinds, encodings, and what cannot be reached."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from jixiao.documents import MAX_BYTES, files, read_bytes, read_path, read_stream
from jixiao.documents.text_form import read as read_text

FORM = b'{"project": "\xe7\x94\xb2"}'


def codes(result: object) -> list[str]:
    return [problem.code for problem in result.problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "DOC005"),
        (b" \n\t \r\n", "DOC005"),
        ("\ufeff \u3000\n".encode(), "DOC005"),
        (b"{\\rtf1\\ansi", "DOC009"),
        (b"\x1f\x8b\x08\0", "DOC009"),
        (b"\x89PNG\r\n\x1a\n\0\0", "DOC009"),
        (b"<!DOCTYPE html><html><body>", "DOC009"),
        (b"abc\0def", "DOC007"),
        (bytes(range(1, 32)) * 20, "DOC007"),
        (b"\xff\xfe\x00\xd8", "DOC008"),
        ("项目".encode("utf-16-be"), "DOC008"),
        ("一級指標のデータ、プロジェクト評価を行います".encode("shift_jis"), "DOC008"),
        ("項目支出績效自評表".encode("big5") * 5, "DOC008"),
        ("项目支出".encode()[:-1] + b"\n", "DOC008"),
        ("普通的文字，没有表。".encode(), "DOC011"),
    ],
)
def test_what_is_no_form_is_refused_in_one_line(data: bytes, code: str) -> None:
    result = read_bytes(data, "文件")
    assert codes(result) == [code]
    told = result.problems[0].as_problem()
    assert "\n" not in f"{told['message']}{told['remedy']}"
    assert told["remedy"]
    assert told["place"]["file"] == "文件"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    "text",
    [
        '{"project": "甲项目支出"}',
        "项目名称\t甲项目支出\n项目资金\t预算数\t执行数\t得分\n年度资金总额\t5\t5\t10\n",
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    result = read_bytes(text.encode(encoding), "x")
    assert [form.evaluation.project for form in result.forms] == ["甲项目支出"]
    assert [note.code for note in result.notes] == (["DOC010"] if encoding == "gb18030" else [])
    assert codes(result) == []


def test_a_bracket_at_the_beginning_of_prose_is_no_json() -> None:
    assert codes(read_bytes("[附件1] 项目支出绩效自评表\n".encode(), "x")) == ["DOC011"]
    assert codes(read_bytes(b"[1, 2]", "x")) == ["FRM007", "FRM007"]


def test_paths(tmp_path: Path) -> None:
    good = tmp_path / "没有扩展名"
    good.write_bytes(FORM)
    assert [form.evaluation.project for form in read_path(good).forms] == ["甲"]
    assert read_path(str(good)).path == str(good)
    assert codes(read_path(tmp_path)) == ["DOC002"]
    assert codes(read_path(tmp_path / "无")) == ["DOC001"]
    assert codes(read_path(good / "下")) == ["DOC001"]
    assert codes(read_path("a\0b")) == ["DOC006"]
    assert codes(read_path("长" * 5000)) == ["DOC006"]
    assert codes(read_path(tmp_path / os.fsdecode(b"\xff"))) == ["DOC001"]


def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    assert codes(read_path(pipe)) == ["DOC013"]


def test_what_a_shell_hands_over_is_read() -> None:
    out, back = os.pipe()
    with os.fdopen(back, "wb") as stream:
        stream.write(b"x")
    try:
        assert codes(read_path(f"/dev/fd/{out}")) == ["DOC011"]
    finally:
        os.close(out)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.write_bytes(FORM)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    assert codes(read_path(closed)) == ["DOC003"]


def test_a_large_file_is_refused_by_its_size_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", never)
    result = read_path(large)
    assert codes(result) == ["DOC004"]
    assert result.problems[0].sentence("message") == "文件太大：200 MB，上限 64 MB"


class Endless(io.RawIOBase):
    """A stream that would never end; it counts what was asked of it."""

    asked = 0

    def read(self, size: int = -1) -> bytes:
        assert size >= 0
        self.asked += size
        return b"x" * size


def test_a_stream_is_read_up_to_the_bound() -> None:
    endless = Endless()
    assert codes(read_stream(endless)) == ["DOC004"]
    assert endless.asked == MAX_BYTES + 1
    assert codes(read_bytes(b"x" * (MAX_BYTES + 1), "x")) == ["DOC004"]


class Broken(io.RawIOBase):
    def read(self, size: int = -1) -> bytes:
        raise OSError(5, f"no {size}")


def test_a_stream_that_fails() -> None:
    result = read_stream(Broken(), "x")
    assert codes(result) == ["DOC006"]
    assert result.problems[0].sentence("message") == "文件读不出来（EIO）"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(FORM)

    monkeypatch.setattr("sys.stdin", Stdin)
    result = read_path("-")
    assert (result.path, [form.evaluation.project for form in result.forms]) == ("-", ["甲"])


def test_the_year_of_the_caller_serves_forms_without_one() -> None:
    assert read_bytes(FORM, "x", year=2022).forms[0].evaluation.year == 2022
    assert read_bytes(b'{"project": "x", "year": 2021}', "x", year=2022).forms[0].evaluation.year == 2021


def test_readers_are_a_table() -> None:
    assert files.READERS["text"] is read_text
    assert sorted(files.READERS) == ["json", "text"]


def test_office_files_go_to_their_own_readers() -> None:
    problem = read_bytes(b"%PDF-1.7 broken", "x").problems[0]
    assert problem.code != "DOC009"
    assert problem.place.file == "x"


@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_of_no_file(name: str) -> None:
    assert [problem.code for problem in read_path(name).problems] == ["DOC001"]
