from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.schemas.store import Filter
from jixiao.services.withdraw import SCHEMA, as_json, lines, sources_of, take_back, tally
from jixiao.store.errors import StoreError
from tests.services.desk import WHOLE, WRONG, new_store, outcomes, put, take

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path):
    with new_store(tmp_path) as opened:
        yield opened


def test_a_folder_collected_under_the_wrong_region_is_collected_anew(store, tmp_path: Path) -> None:
    folder = tmp_path / "收"
    folder.mkdir()
    files = [put(folder, "好.json", WHOLE), put(folder, "错.json", WRONG)]
    take(store, *files, region="360100")
    put(folder, "没收过.json", {**WHOLE, "project": "别的"})
    would = take_back(store, "地区错", files=[str(folder)], dry_run=True)
    assert (would.files, len(would.unknown)) == (2, 1)
    assert tally(would, dry_run=True).startswith("试撤，没有存：文件 2 个，将不再计入的项目 2 个")
    assert len(list(store.current())) == 2
    done = take_back(store, "地区错", files=[str(folder)])
    assert done == would
    assert lines(done)[0] == "撤下　道路养护（市公路中心，2024年度）：1 版，不再计入"
    assert list(store.current()) == []
    assert outcomes(take(store, *files, region="360200")) == ["new", "new"]
    assert {one.region for one in store.current()} == {"360200"}
    assert outcomes(take(store, *files, region="360200")) == ["unchanged", "unchanged"]


def test_the_version_before_counts_again(store, tmp_path: Path) -> None:
    take(store, put(tmp_path, "一.json", WHOLE))
    take(store, put(tmp_path, "二.json", {**WHOLE, "claimed_total": "93"}))
    done = take_back(store, "收错", files=["二.json"])
    assert lines(done) == ["撤下　道路养护（市公路中心，2024年度）：1 版，改以先前的一版为准"]
    (found,) = store.current()
    assert (found.number, found.form.claimed_total) == (1, 94)
    data = as_json(done, dry_run=False)
    assert (data["schema"], data["projects"][0]["counts_still"]) == (SCHEMA, True)


def test_a_project_goes_as_a_whole(store, tmp_path: Path) -> None:
    take(store, put(tmp_path, "一.json", WHOLE), put(tmp_path, "二.json", {**WHOLE, "claimed_total": "93"}))
    done = take_back(store, "项目撤销", wanted=Filter(project="道路养护"))
    assert [len(one.versions) for one in done.done.projects] == [2]
    assert list(store.current()) == []


def test_what_names_no_file_or_several_is_refused(store, tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "乙").mkdir()
    take(store, put(tmp_path / "甲", "表.json", WHOLE), put(tmp_path / "乙", "表.json", WRONG))
    for text, code in (("没有.json", "STO049"), ("表.json", "STO050")):
        with pytest.raises(StoreError) as caught:
            sources_of(store, [text])
        assert caught.value.finding.code == code
