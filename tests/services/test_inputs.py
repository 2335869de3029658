from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.services.inputs import expand, is_input

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.json", "a.json", "深/c.txt", ".hidden/d.json", "~$lock.json", "深/.e.json"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("{}", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_searched_in_order_without_what_is_none_of_the_users(here: Path) -> None:
    found = expand(["."])
    assert found.paths == ("a.json", "b.json", "深/c.txt")
    assert found.searched == frozenset(found.paths)
    assert here.is_dir()


def test_a_file_named_is_taken_whatever_its_name(here: Path) -> None:
    assert here.is_dir()
    found = expand([".hidden/d.json", "no such file", "-"])
    assert (found.paths, found.searched, found.problems) == (
        (".hidden/d.json", "no such file", "-"),
        frozenset(),
        (),
    )


def test_a_glob_the_shell_left_alone(here: Path) -> None:
    assert expand([str(here / "*.json")]).paths == (
        str(here / "a.json"),
        str(here / "b.json"),
        str(here / "~$lock.json"),
    )
    assert expand(["**/*.txt"]).paths == ("深/c.txt",)
    assert "深/c.txt" in expand(["深*"]).searched


def test_a_file_whose_name_looks_like_a_glob(here: Path) -> None:
    (here / "表[1].json").write_text("{}", encoding="utf-8")
    assert expand(["表[1].json"]).paths == ("表[1].json",)


def test_each_file_once_however_it_is_spelt(here: Path) -> None:
    found = expand(["b.json", "./b.json", str(here / "b.json"), "a.json", "."])
    assert found.paths == ("b.json", "a.json", "深/c.txt")
    assert found.searched == {"深/c.txt"}


@pytest.mark.parametrize("path", ["empty", "*.xlsx"])
def test_what_leads_to_nothing_is_a_problem(here: Path, path: str) -> None:
    assert here.is_dir()
    (problem,) = expand([path]).problems
    assert (problem.code, problem.place.file) == ("INP001", path)


@pytest.mark.parametrize("path", ["a" * 5000, "nul\0byte", "[" * 300])
def test_a_name_that_no_file_can_have_is_left_to_the_reader(here: Path, path: str) -> None:
    assert here.is_dir()
    found = expand([path, "a.json"])
    assert "a.json" in found.paths
    assert path in found.paths or found.problems


def test_an_output_may_be_no_input(here: Path) -> None:
    assert is_input(str(here / "a.json"), ["b.json", "a.json"])
    assert is_input("深/c.txt", ["."])
    assert not is_input("new.json", ["."])
    assert not is_input("a.json", ["-"])


def test_an_empty_name_is_not_the_current_folder():
    assert expand([""]).paths == ("",)
