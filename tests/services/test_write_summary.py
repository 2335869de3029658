"""Which names are written as documents, and that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jixiao.services.summary import Asked, summarise_paths
from jixiao.services.write_summary import SUFFIXES, write, writes
from tests.services.test_summary import _form, _write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_name_says_whether_it_is_a_document() -> None:
    assert [writes(name) for name in ("汇总表.XLSX", "a.docx", "a.html", "a.md", "a.json", "a.txt")] == [
        *(True,) * 4,
        False,
        False,
    ]


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_each_kind_of_document_is_written(suffix: str, tmp_path: Path) -> None:
    folder = _write(tmp_path / "收件", _form("道路养护", "89"))
    target = tmp_path / f"汇总表{suffix}"
    write(summarise_paths([folder], Asked(("unit",), projects=True)), str(target))
    assert target.stat().st_size > 0
