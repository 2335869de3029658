from __future__ import annotations

import json
from pathlib import Path

import pytest

from jixiao import cli

TEXT = (
    "某局2022年度部门决算\n\n支出决算表\n公开03表\n金额单位：万元\n"
    "项目\t\t本年支出合计\t基本支出\t项目支出\n合计\t\t3.00\t1.00\t2.00\n"
    "213 农林水支出\t\t\t3.00\t1.00\t2.00\n"
)
Answer = tuple[int, str, list[str]]


@pytest.fixture
def jixiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Run ``jixiao read`` in a folder that holds one disclosure."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("c.txt").write_text("今天天气不错。\n", encoding="utf-8")

    def run(*arguments: str) -> Answer:
        capfd.readouterr()
        code = cli.main(["read", *arguments])
        captured = capfd.readouterr()
        return code, captured.out, captured.err.splitlines()

    return run


def test_what_a_person_sees(jixiao) -> None:
    code, out, err = jixiao("a.txt")
    lines = out.splitlines()
    assert (code, err) == (0, [])
    assert lines[0] == "a.txt：部门决算公开"
    assert lines[3] == "公开表 1 张"
    assert lines[-1].split("：")[0] == "  公开03表第8行"
    assert lines[-2] == "读取时遇到 1 处："


def test_json(jixiao) -> None:
    code, out, _ = jixiao("--json", "a.txt")
    answer = json.loads(out)
    assert (code, answer["schema"], answer["complete"]) == (0, "jixiao.read/1", True)
    assert [table["kind"] for table in answer["files"][0]["disclosure"]["tables"]] == ["spending"]


def test_one_bad_file_is_one_line_and_the_others_are_read(jixiao) -> None:
    code, out, err = jixiao("--json", "c.txt", "nothere.txt", "a.txt")
    answer = json.loads(out)
    assert (code, answer["complete"]) == (2, False)
    assert [one["kind"] for one in answer["files"]][-1] == "disclosure"
    assert len(err) == len(answer["errors"]) == 2
    assert [line.split("：")[0] for line in err] == [error["place"]["file"] for error in answer["errors"]]


def test_an_output_file(jixiao) -> None:
    code, out, err = jixiao("a.txt", "-o", "out.json")
    assert (code, out, len(err)) == (0, "", 1)
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))["schema"] == "jixiao.read/1"
    assert jixiao("-q", "a.txt", "-o", "out.txt")[1:] == ("", [])
    assert Path("out.txt").read_text(encoding="utf-8").splitlines()[0] == "a.txt：部门决算公开"


def test_an_input_is_never_written_over(jixiao) -> None:
    code, out, err = jixiao("a.txt", "-o", "a.txt")
    assert (code, out, len(err)) == (2, "", 1)
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize("name", ["b.xlsx", "b.XLS", "b.docx", "b.pdf"])
def test_text_is_never_written_under_the_name_of_another_kind(jixiao, name: str) -> None:
    Path(name).write_bytes(b"kept")
    code, out, err = jixiao("a.txt", "-o", name)
    assert (code, out, len(err)) == (2, "", 1)
    assert name in err[0]
    assert Path(name).read_bytes() == b"kept"
