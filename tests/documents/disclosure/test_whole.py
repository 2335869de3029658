from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.documents.disclosure.whole import bytes_whole, read_whole

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "某局2023年度部门决算\n\n九、预算绩效情况说明\n\n对5个项目开展了绩效自评，涉及资金2.00万元。\n"


def test_a_disclosure_without_tables_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    file, read = read_whole(path)
    assert file.problems == ()
    assert [note.code for note in file.notes] == ["DOC010"]
    assert read is not None
    assert read.disclosure.year == 2023


def test_what_is_no_disclosure_stays_a_problem(tmp_path: Path) -> None:
    assert [p.code for p in bytes_whole("你好".encode(), "甲")[0].problems] == ["DOC011"]
    assert bytes_whole("你好".encode(), "甲")[1] is None
    assert bytes_whole(b"", "甲")[1] is None
    assert bytes_whole(b'{"project": "x"}', "甲")[1] is None
    assert [p.code for p in read_whole(tmp_path / "无")[0].problems] == ["DOC001"]
    assert [p.code for p in read_whole(tmp_path)[0].problems] == ["DOC002"]


def test_bytes_that_are_no_text_never_raise() -> None:
    for data in (b"\x00\x01\x02" * 9, b"%PDF-1.4\n", b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0" + b"\x00" * 600):
        file, read = bytes_whole(data, "甲")
        assert file.problems != ()
        assert read is None
