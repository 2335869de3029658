from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.ruleset import Standing
from jixiao.scoring.frameworks import (
    FrameworkError,
    available_frameworks,
    content_hash,
    label_key,
    load_framework,
)

if TYPE_CHECKING:
    from pathlib import Path

LINE = '[[line]]\nlevel1 = "决策"\nlevel2 = "立项"\nname = "依据"\ncite = { standing = "observed" }\n'
HEAD = 'id = "mine"\ntitle = "自己的"\nsubject = "project"\n'


def codes(path: Path) -> list[str]:
    with pytest.raises(FrameworkError) as caught:
        load_framework(path)
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("name", available_frameworks())
def test_every_shipped_framework_loads_and_every_line_says_what_it_rests_on(name: str) -> None:
    loaded = load_framework(name)
    assert loaded.spec.id == name
    assert len(loaded.hash) == 64
    assert loaded.spec.line
    for line in loaded.spec.line:
        assert line.cite.source
        assert line.weight is None  # no source gives the weights of a framework
        if line.ratio is not None:
            assert line.ratio.cite.source
            assert loaded.curve(line.ratio) is None or line.ratio.curve in loaded.curves


def test_the_execution_rate_of_a_framework_is_over_what_arrived() -> None:
    line = load_framework("project-2020").line_named("资金管理", "预算执行率")
    assert line is not None
    assert line.ratio is not None
    assert (line.ratio.numerator, line.ratio.denominator) == (("spent",), ("arrived",))


def test_a_line_is_found_by_both_names_or_by_one_that_is_alone() -> None:
    loaded = load_framework("project-2013")
    money = loaded.line_named("财务管理", "管理制度健全性")
    assert money is not None
    assert money.level2 == "财务管理"
    assert loaded.line_named("别处", "管理制度健全性") is None
    assert loaded.line_named("别处", "项目立项规范性") is not None
    assert loaded.line_named(None, None) is None


def test_the_standing_is_the_weakest() -> None:
    assert load_framework("project-2020").standing is Standing.RECALLED


def test_what_is_not_there_is_told_with_what_is_near(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError) as caught:
        load_framework("project-2021")
    (finding,) = caught.value.findings
    assert finding.code == "FWK001"
    assert "project-2020" in finding.params["known"]
    assert codes(tmp_path / "none.toml") == ["FWK001"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (HEAD + LINE, "line[1]"),
        (HEAD + LINE + 'points = ["一"]\nextra = 1\n', "line[1].extra"),
        (HEAD.replace('title = "自己的"\n', "") + LINE + 'points = ["一"]\n', "title"),
        (HEAD.replace("project", "other") + LINE + 'points = ["一"]\n', "subject"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_key(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        load_framework(path)
    assert [(one.code, one.place.cell) for one in caught.value.findings] == [("FWK002", where)]


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("id = ", encoding="utf-8")
    assert codes(path) == ["RUL010"]


def test_a_file_of_ones_own_is_used_and_its_layout_changes_no_hash(tmp_path: Path) -> None:
    path, other = tmp_path / "mine.toml", tmp_path / "other.toml"
    path.write_text(HEAD + LINE + 'points = ["一"]\n', encoding="utf-8")
    other.write_text("# 说明\n" + HEAD + "\n" + LINE + 'points = [\n  "一",\n]\n', encoding="utf-8")
    assert load_framework(path).hash == load_framework(other).hash == content_hash(load_framework(path).spec)


def test_labels_are_compared_without_space_and_unit() -> None:
    assert label_key(" 预算 资金（万元）") == label_key("预算资金(万元)") == label_key("预算资金")
    assert label_key(None) == ""
