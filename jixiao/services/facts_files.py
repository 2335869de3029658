"""Facts files (``*.facts.toml``) read and begun: what people write stays as they wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jixiao.scoring.ruleset import RuleSetError, read_toml
from jixiao.services.report_error import ReportError
from jixiao.services.whole_file import replacing
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.given_texts import GivenTexts

T = TypeVar("T", bound="GivenTexts")


def read_given(path: str | Path | None, kind: type[T]) -> T:
    """The facts of a file for one kind of report, none without a file.

    Raises :class:`ReportError` for a file that cannot be read, a key nobody knows, a value that is no text,
    an amount or count that is no number or less than 0.
    """
    if path is None:
        return kind({})
    given: dict[str, tuple[str, ...]] = {}
    for key, value in _toml(path).items():
        if key not in kind.keys:
            raise ReportError(say("facts.key", path=path, key=key, keys=", ".join(kind.keys)))
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise ReportError(say("facts.value", path=path, key=key))
        lines = (part.strip() for text in texts for part in str(text).splitlines())
        given[key] = tuple(part for part in lines if part)
    found = kind(given, str(path))
    wrong = found.wrong()
    if wrong is not None:
        code = "facts.count" if wrong in kind.counts else "facts.amount"
        raise ReportError(say(code, path=path, key=wrong))
    return found


def write_given(path: str | Path, kind: type[GivenTexts]) -> int:
    """Write a facts file, or add what is missing in the one there, which is otherwise kept; how many keys.

    Raises :class:`ReportError` for a file that is there and cannot be read, ``OSError``.
    """
    target = Path(path)
    there = target.exists()
    if there:
        read_given(target, kind)
    known = _toml(target) if there else {}
    missing = tuple(key for key in kind.keys if key not in known)
    if missing:
        before = target.read_bytes() if there else b""
        gap = b"" if not before or before.endswith(b"\n") else b"\n"
        text = kind.annotated(missing, head=not there)
        with replacing(target) as stream:
            stream.write(before + gap + (b"\n" if before else b"") + text.encode())
    return len(missing)


def _toml(path: str | Path) -> dict[str, object]:
    try:
        return read_toml(Path(path))
    except RuleSetError as error:
        why = error.findings[0].sentence("message") or error.findings[0].code
        raise ReportError(say("facts.unreadable", path=path, why=why)) from None
