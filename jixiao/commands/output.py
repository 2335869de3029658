"""Where ``-o`` may write: one rule for every command.

A file that is there is replaced only on ``--force``; an input or a database never is; ``-`` is standard
output, for text; and nothing is written under a name whose program could not open it.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

STDOUT = "-"
_DATABASE = b"SQLite format 3\0"

FOREIGN = frozenset(
    {
        *(".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"),
        *(".docx", ".docm", ".doc", ".wps", ".odt", ".rtf"),
        *(".pdf", ".ofd", ".ppt", ".pptx", ".zip", ".rar", ".7z", ".png", ".jpg", ".jpeg"),
    }
)
"""Suffixes, in lower case, of files that are not text: what was written there could not be opened."""


class Kinds(NamedTuple):
    """What a command can write.

    ``suffixes`` are the binary files it has writers for, in lower case; ``text`` says whether any name that
    is no other program's gets text; ``told`` is the code of the sentence that names them all, ``refused``
    are names of texts that it does not write either.
    """

    told: str
    suffixes: frozenset[str] = frozenset()
    text: bool = True
    refused: frozenset[str] = frozenset()

    def take(self, name: str) -> bool:
        """Whether a file of that name can be written."""
        suffix = Path(name).suffix.lower()
        return suffix in self.suffixes or (self.text and suffix not in FOREIGN | self.refused)


TEXT = Kinds("output.kinds.text", refused=frozenset((".html", ".htm")))
"""Text and JSON; under the name of a page they would not be one."""
SCORED = Kinds("output.kinds.scored", frozenset((".xlsx", ".docx")))
"""Scored forms by their suffix, text under any other name."""
BLANK = Kinds("output.kinds.blank", frozenset((".xlsx", ".docx")), text=False)
"""Blank forms."""
LIST = Kinds("output.kinds.long-list", frozenset((".csv",)), text=False)
"""A list of projects."""
BOOK = Kinds("output.kinds.book", frozenset((".xlsx", ".xlsm")), text=False)
"""A filled copy of a workbook."""


def output_target(
    path: str | None, *, kinds: Kinds, inputs: Iterable[str] = (), force: bool = False
) -> str | None:
    """The file that ``-o path`` means, or ``None`` for standard output; asked before any work is done.

    ``inputs`` are the paths as given to the command (files, folders, patterns, a rules file): none of their
    files is ever written over, nor is a database.  ``force`` allows another existing file to be replaced.
    Devices and pipes (``/dev/stdout``) are written to as they are.

    Raises ``click.UsageError`` (one Chinese line, exit code 2) for a kind the command cannot write, for a
    file that is there, is an input or a database; ``OSError`` where the folder is missing or the path is a
    folder.
    """
    if path is None:
        return None
    if path == STDOUT:
        if not kinds.text:
            raise click.UsageError(say("output.stdout", others=say(kinds.told)))
        return None
    if not kinds.take(path):
        raise click.UsageError(say("output.kind", path=path, others=say(kinds.told)))
    target = Path(path)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    if not target.exists():
        return path
    from jixiao.services.inputs import is_input

    if is_input(path, inputs):
        raise click.UsageError(_is_input(path))
    if target.is_file() and _is_database(target):
        raise click.UsageError(say("output.database", path=path))
    if target.is_file() and not force:
        raise click.UsageError(say("output.exists", path=path))
    return path


def _is_database(path: Path) -> bool:
    """Whether a file is a database, whichever way the command was told of it; one unread counts as none."""
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False


def _is_input(path: str) -> str:
    from jixiao.schemas.finding import Finding, Place, Severity

    finding = Finding(code="INP003", severity=Severity.ERROR, place=Place(file=path))
    message, remedy = finding.sentence("message"), finding.sentence("remedy")
    return say("output.input", path=path, message=message, remedy=remedy)


def same_file(path: str, other: str) -> bool:
    """Whether two names are of one file that is there."""
    return Path(path).exists() and Path(other).exists() and Path(path).samefile(other)


def write_text(path: str, text: str) -> None:
    """Write ``text`` as UTF-8 where :func:`output_target` allowed it: a file is replaced whole or not at all.

    What UTF-8 cannot hold (half a surrogate pair of a file's name) is escaped, as JSON has it.  Raises
    ``OSError``.
    """
    from jixiao.services.whole_file import replacing

    data = text.encode("utf-8", "backslashreplace")
    target = Path(path)
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    with replacing(target) as stream:
        stream.write(data)
