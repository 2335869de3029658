from __future__ import annotations

import errno
import gc
import stat
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from jixiao.services.whole_file import replacing

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    with replacing(path) as stream:
        stream.write(b"1")
        assert not path.exists()
    assert path.read_bytes() == b"1"
    assert [one.name for one in tmp_path.iterdir()] == ["a.bin"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    def fail() -> None:
        with replacing(path) as stream:
            stream.write(b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.bin"]


def test_an_archive_that_failed_is_thrown_away_without_a_word(tmp_path: Path, monkeypatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    path = tmp_path / "a.zip"

    def fail() -> None:
        with replacing(path) as stream:
            archive = zipfile.ZipFile(stream, "w")
            archive.writestr("x", b"1" * 100_000)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    gc.collect()
    assert (told, list(tmp_path.iterdir())) == ([], [])


def test_a_full_disk_is_one_whoever_wraps_it(tmp_path: Path) -> None:
    class WrappedError(Exception):
        pass

    with pytest.raises(OSError, match="满") as failure, replacing(tmp_path / "a.xlsx"):
        raise WrappedError(OSError(errno.ENOSPC, "满"))
    assert failure.value.errno == errno.ENOSPC
    assert list(tmp_path.iterdir()) == []


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path) as stream:
        stream.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a.bin", tmp_path / "b.bin"
    file.write_bytes(b"old")
    link.symlink_to(file)
    with replacing(link) as stream:
        stream.write(b"new")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")


@pytest.mark.parametrize("name", ["", "no/such/folder/x"])
def test_what_cannot_be_written_is_named(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    with pytest.raises((IsADirectoryError, FileNotFoundError)) as failure, replacing(path):
        pass
    assert failure.value.filename == str(path)
