from __future__ import annotations

import click
import pytest

from jixiao.commands.output import BOOKS, FOREIGN, book_target, text_target


@pytest.mark.parametrize("suffix", sorted(FOREIGN))
def test_text_goes_under_no_name_of_another_kind(suffix: str) -> None:
    for name in (f"表{suffix}", f"表{suffix.upper()}"):
        with pytest.raises(click.UsageError) as refused:
            text_target(name, ".json")
        assert name in refused.value.message


@pytest.mark.parametrize("name", ["表.json", "表.txt", "表.md", "表", "/dev/stdout", "表.xlsx.txt"])
def test_text_goes_under_any_other_name(name: str) -> None:
    text_target(name, ".json")


def test_a_filled_workbook_goes_under_a_name_of_a_workbook() -> None:
    for suffix in BOOKS:
        book_target(f"表{suffix.upper()}")
    for name in ("表.xls", "表.docx", "表", "表.csv"):
        with pytest.raises(click.UsageError) as refused:
            book_target(name)
        assert name in refused.value.message
