"""Where ``-o`` may write: never text under the name of an Office, PDF or archive file."""

from __future__ import annotations

from pathlib import Path

import click

from jixiao.texts import say

FOREIGN = frozenset(
    {
        *(".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"),
        *(".docx", ".docm", ".doc", ".wps", ".odt", ".rtf"),
        *(".pdf", ".ofd", ".ppt", ".pptx", ".zip", ".rar", ".7z", ".png", ".jpg", ".jpeg"),
    }
)
"""Suffixes, in lower case, of files that are not text: what was written there could not be opened."""

BOOKS = frozenset((".xlsx", ".xlsm"))
"""Suffixes under which a filled copy of a workbook opens."""


def text_target(output: str, others: str) -> None:
    """Refuse a name under which text cannot be written.

    ``others`` says, as the user reads it, which suffixes there are.  Raises ``click.UsageError``.
    """
    if Path(output).suffix.lower() in FOREIGN:
        raise click.UsageError(say("output.foreign", path=output, others=others))


def book_target(output: str) -> None:
    """Refuse a name that is not a workbook's.  Raises ``click.UsageError``."""
    if Path(output).suffix.lower() not in BOOKS:
        raise click.UsageError(say("output.book", path=output))
