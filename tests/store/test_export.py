"""Everything out in one file, and back."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from jixiao.store.export import export, take_in
from jixiao.store.repository import Store, StoreError
from jixiao.store.verify import verify
from tests.store.conftest import BOTH
from tests.store.test_verify import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize("other", BOTH)
def test_what_one_database_gives_another_takes(
    store: Store, other: str, new_target: Callable[[str], str], tmp_path: Path
) -> None:
    fill(store)
    out = tmp_path / "全部.zip"
    head = export(store, out)
    target = new_target(other)
    assert take_in(target, out) == head == verify(store).head
    with Store.open(target) as taken:
        assert verify(taken).findings == ()
        assert verify(taken).head == head
        assert list(taken.current()) == list(store.current())
        assert [one.model_dump() for one in taken.events()] == [one.model_dump() for one in store.events()]
        fill_again = [one.form for one in taken.history(1)]
    assert fill_again == [one.form for one in store.history(1)]


def test_each_line_is_a_row(lite: Store, tmp_path: Path) -> None:
    fill(lite)
    out = tmp_path / "a.zip"
    export(lite, out)
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist()[0] == "manifest.json"
        manifest = json.loads(archive.read("manifest.json"))
        for name, count in manifest["rows"].items():
            assert len(archive.read(f"{name}.jsonl").splitlines()) == count
    assert (manifest["format"], manifest["rows"]["form_version"]) == ("jixiao.export/1", 4)


def test_a_database_with_rows_takes_nothing_in(lite: Store, tmp_path: Path) -> None:
    fill(lite)
    out = tmp_path / "a.zip"
    export(lite, out)
    with pytest.raises(StoreError) as caught:
        take_in(lite.target, out)
    assert caught.value.finding.code == "STO043"


def test_an_export_into_a_new_file_makes_the_database(lite: Store, tmp_path: Path) -> None:
    fill(lite)
    out = tmp_path / "a.zip"
    head = export(lite, out)
    assert take_in(str(tmp_path / "新.sqlite"), out) == head


@pytest.mark.parametrize("content", [b"", b"PK", None])
def test_what_is_no_export_is_refused(content: bytes | None, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    if content is None:
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("manifest.json", '{"format": "other/1", "schema": "0001"}')
    else:
        out.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        take_in(str(tmp_path / "b.sqlite"), out)
    assert caught.value.finding.code == "STO042"
    assert not (tmp_path / "b.sqlite").exists()


def _changed(out: Path, name: str, make: Callable[[bytes], bytes]) -> Path:
    """An export with one member changed."""
    other = out.with_name("改.zip")
    with zipfile.ZipFile(out) as before, zipfile.ZipFile(other, "w") as after:
        for member in before.namelist():
            content = before.read(member)
            after.writestr(member, make(content) if member == name else content)
    return other


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("manifest.json", lambda _: b" " * 1_000_001 + b"{}"),
        ("event.jsonl", lambda _: b"[1]\n"),
        ("event.jsonl", lambda content: content.replace(b'"who"', b'"nobody"')),
        ("project.jsonl", lambda content: content[:-20]),
    ],
)
def test_a_damaged_export_is_refused_in_one_line(
    name: str, make: Callable[[bytes], bytes], lite: Store, tmp_path: Path
) -> None:
    fill(lite)
    out = tmp_path / "a.zip"
    export(lite, out)
    with pytest.raises(StoreError) as caught:
        take_in(str(tmp_path / "b.sqlite"), _changed(out, name, make))
    assert caught.value.finding.code in {"STO042", "STO009"}


def test_a_member_whose_bytes_are_damaged_is_refused(lite: Store, tmp_path: Path) -> None:
    fill(lite)
    out = tmp_path / "a.zip"
    export(lite, out)
    with zipfile.ZipFile(out) as archive:
        at = archive.getinfo("form_version.jsonl").header_offset + 60
    content = bytearray(out.read_bytes())
    content[at : at + 40] = b"\xff" * 40
    out.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        take_in(str(tmp_path / "b.sqlite"), out)
    assert caught.value.finding.code == "STO042"
