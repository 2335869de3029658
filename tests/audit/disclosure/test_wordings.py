"""Honest disclosures in other words than those of one place: nothing is found wrong in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.services.check_paths import check_paths
from tests.audit.disclosure.changed import worse

FILES = sorted((Path(__file__).parent / "wordings").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_wrong(file: Path) -> None:
    findings = check_paths([str(file)], rules="jiangxi-2023").findings
    assert [(one.code, one.sentence("message")) for one in findings if one.severity != "notice"] == []


@pytest.mark.parametrize(
    ("name", "right", "wrong", "code"),
    [
        ("kinds_in_a_list", "农林水支出810.25万元", "农林水支出180.25万元", "NAR001"),
        ("kinds_in_a_list", "（项）：支出决算为480.10", "（项）：支出决算为408.10", "NAR001"),
        ("kinds_in_a_list", "财政拨款收入900.35", "财政拨款收入905.30", "NAR001"),
        ("kinds_in_brackets", "占基本支出的86.66%", "占基本支出的68.66%", "NAR004"),
        ("kinds_in_brackets", "公务用车运行支出8.40", "公务用车运行支出4.80", "NAR001"),
        ("sections_without_comparison", "占财政拨款支出的78.63%", "占财政拨款支出的73.68%", "NAR004"),
    ],
)
def test_what_is_wrong_is_found(name: str, right: str, wrong: str, code: str, tmp_path: Path) -> None:
    text = (Path(__file__).parent / "wordings" / f"{name}.txt").read_text(encoding="utf-8")
    assert right in text
    changed = tmp_path / "changed.txt"
    changed.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    assert code in worse(check_paths([str(changed)], rules="jiangxi-2023").findings)
