from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from jixiao import cli
from tests.services.test_summary import _form, _write
from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schema" / "summary.schema.json").read_text(encoding="utf-8"))


class Result:
    """Exit code, standard output and standard error of one run."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in err

    def json(self) -> dict:
        """The output, which keeps to its published schema."""
        found = json.loads(self.out)
        jsonschema.validate(found, SCHEMA)
        return found


@pytest.fixture
def jixiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Run ``jixiao`` with arguments, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for variable in ("JIXIAO_RULES", "JIXIAO_DB"):
        monkeypatch.delenv(variable, raising=False)

    def run(*arguments: str) -> Result:
        code = cli.main(arguments)
        return Result(code, *capfd.readouterr())

    return run


@pytest.fixture
def inbox(tmp_path: Path) -> str:
    """A folder of three tables of one unit and one of another."""
    return _write(
        tmp_path / "收件",
        _form("道路养护", "89", year=2023),
        _form("道路养护", "95"),
        _form("系统运维", "89.5"),
        _form("大厅运转", None, unit="乙局"),
    )


@needs_shared
def test_the_disclosure_of_the_seeds_by_department(jixiao) -> None:
    path = str(next((SHARED / "seeds").glob("001*.txt")))
    (group,) = jixiao("summary", path, "--by", "department", "--json").json()["groups"]
    assert (group["count"], group["sum"], group["mean"]) == (23, "2077.54", "90.33")
    assert list(group["grades"].values()) == [14, 8, 1, 0]


def test_json_has_the_groups_in_order(jixiao, inbox: str) -> None:
    result = jixiao("summary", inbox, "--by", "unit,year", "--json")
    told = result.json()
    assert (result.code, told["complete"], told["basis"], told["by"]) == (
        0,
        True,
        "claimed",
        ["unit", "year"],
    )
    keys = [(group["key"]["unit"], group["key"]["year"], group["count"]) for group in told["groups"]]
    assert keys == [("乙局", 2024, 1), ("甲局", 2023, 1), ("甲局", 2024, 2)]
    assert told["groups"][0]["mean"] is None
    assert told["projects"] is None
    assert len(jixiao("summary", inbox, "--projects", "--json").json()["projects"]) == 4


def test_the_screen_says_the_basis_and_where_to_look(jixiao, inbox: str) -> None:
    result = jixiao("summary", inbox, "--by", "unit")
    assert result.code == 0
    assert result.out.startswith("按自评得分汇总：4 个项目，3 个有得分，1 个没有\n")
    for words in ("甲局", "失分在哪些指标", "为什么失分", "2023 年到 2024 年", "名次", "差一点就升一级"):
        assert words in result.out
    assert jixiao("summary", inbox, "--basis", "computed").out.startswith("按计算得分汇总")
    assert "\x1b" not in result.out


def test_no_line_is_wider_than_a_page(jixiao, inbox: str) -> None:
    from jixiao.console import width

    out = jixiao("summary", inbox, "--by", "region,department,unit,year,round").out
    assert max(width(line) for line in out.splitlines()) <= 110


@pytest.mark.parametrize("basis", ["claimed", "computed", "reviewed"])
def test_a_database_gives_what_files_give(jixiao, inbox: str, basis: str) -> None:
    from jixiao.store.schema import migrate

    migrate("库.db")
    assert jixiao("collect", inbox, "--db", "库.db", "-q").code == 0
    stored = jixiao("summary", "--db", "库.db", "--by", "unit,year", "--basis", basis, "--json").json()
    read = jixiao("summary", inbox, "--by", "unit,year", "--basis", basis, "--json").json()
    assert stored["groups"] == read["groups"]
    assert stored["total"] == read["total"]
    only = jixiao("summary", "--db", "库.db", "--year", "2023", "--json").json()
    assert only["total"]["count"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("收件", "--by", "bureau"), "不能按“bureau”分组"),
        (("收件", "--by", "unit,unit"), "写了两次"),
        ((), "没有说汇总什么"),
        (("收件", "--db", "库.db"), "只能用一样"),
        (("收件", "--year", "2024"), "--year 只能和 --db 一起用"),
        (("--db", "库.db", "--rules", "auto"), "whatif"),
        (("--db", "没有.db"), "没有这个数据库"),
        (("收件", "-o", "汇总.pptx"), "汇总表写成"),
    ],
)
@pytest.mark.usefixtures("inbox")
def test_what_cannot_be_meant_is_one_line(jixiao, arguments: tuple[str, ...], words: str) -> None:
    result = jixiao("summary", *arguments)
    assert result.code in {1, 2}
    assert words in result.err
    assert len(result.err.splitlines()) == 1
    assert result.out == ""


def test_files_go_before_a_database_of_the_environment(
    jixiao, inbox: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_DB", "没有.db")
    assert jixiao("summary", inbox).code == 0
    assert jixiao("summary").code != 0


def test_an_unreadable_file_is_said_and_the_others_are_summed_up(jixiao, inbox: str) -> None:
    result = jixiao("summary", inbox, "没有.xlsx", "--json")
    told = result.json()
    assert (result.code, told["complete"], told["total"]["count"], len(told["errors"])) == (2, False, 4, 1)
    assert "没有.xlsx" in result.err


@pytest.mark.parametrize(
    "name", ["汇总表.xlsx", "汇总表.docx", "汇总表.html", "汇总表.md", "汇总.json", "汇总.txt"]
)
def test_a_file_is_written_in_the_kind_its_name_says(jixiao, inbox: str, name: str) -> None:
    result = jixiao("summary", inbox, "--by", "unit", "-o", name)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"已写入 {name}\n"
    data = Path(name).read_bytes()
    assert data[:2] == b"PK" if name.endswith(("x",)) else "甲局".encode() in data
    again = jixiao("summary", inbox, "-o", name)
    assert again.code == 2
    assert re.search("--force|已经", again.err)


def test_names_of_documents_do_not_steer_the_terminal(jixiao, tmp_path: Path) -> None:
    folder = _write(tmp_path / "坏", _form("道路\x1b[31m养护\n二行", "89", unit="甲\x07局"))
    out = jixiao("summary", folder, "--by", "unit").out
    assert "\x1b" not in out
    assert "\x07" not in out


def test_a_pdf_without_libreoffice_is_one_line(
    jixiao, inbox: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = jixiao("summary", inbox, "-o", "汇总.pdf")
    assert result.code == 2
    assert (
        result.err.splitlines()[-1]
        == "错误：“汇总.pdf”无法读写：没有装 LibreOffice，写不了 pdf；可先写成 .docx。"
    )
    assert not Path("汇总.pdf").exists()
