"""What goes wrong on the command line, in one Chinese line each: usage, files, faults of our own."""

from __future__ import annotations

import ast
import errno
import re
from difflib import get_close_matches
from functools import cache
from operator import itemgetter
from pathlib import Path
from string import Formatter

import click

from jixiao.texts import say
from jixiao.texts.zh.commands import CLICK

_LONGEST = 200
_LITERAL = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_LITERALS = re.compile(rf"(?:{_LITERAL.pattern})(?:(?:, | / )(?:{_LITERAL.pattern}))*")
_ERRNO = {
    errno.ENOENT: "cli.os.missing",
    errno.EACCES: "cli.os.forbidden",
    errno.EPERM: "cli.os.forbidden",
    errno.EROFS: "cli.os.forbidden",
    errno.EISDIR: "cli.os.directory",
    errno.ENOTDIR: "cli.os.missing",
    errno.EEXIST: "cli.os.exists",
    errno.ENOSPC: "cli.os.full",
    errno.EDQUOT: "cli.os.full",
    errno.ENAMETOOLONG: "cli.os.long",
}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The sentences of click as patterns with their Chinese, those with the most fixed words first."""
    found = []
    for english, chinese in CLICK.items():
        pattern, fixed = "", 0
        for literal, name, _, conversion in Formatter().parse(english):
            pattern += re.escape(literal)
            fixed += len(literal)
            if name:
                pattern += f"(?P<{name}>'.*?'|\".*?\")" if conversion == "r" else f"(?P<{name}>.+?)"
        found.append((fixed, re.compile(pattern, re.DOTALL), chinese))
    found.sort(key=itemgetter(0), reverse=True)
    return tuple((pattern, chinese) for _, pattern, chinese in found)


def translate(sentence: str) -> str:
    """A sentence of click's in Chinese; any other (ours are Chinese already) comes back as it is."""
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(sentence)
        if match is not None:
            return chinese.format_map({name: _part(value) for name, value in match.groupdict().items()})
    return sentence


def _part(text: str) -> str:
    """A part of a sentence: another sentence, or names as click quotes them, unquoted."""
    if not _LITERALS.fullmatch(text):
        return translate(text)
    return _LITERAL.sub(lambda found: str(ast.literal_eval(found[0])), text).replace(", ", "、")


def usage_problem(error: click.ClickException) -> str:
    """One line saying what was wrong with the call, what was probably meant, and where the usage is told."""
    words = [_told(error)]
    near = _near(error)
    if near:
        words.append(say("cli.near", names="、".join(near)))
    context = getattr(error, "ctx", None)
    if context is not None:
        words.append(say("cli.see", command=context.command_path))
    return say("cli.error", message="".join(words))


def _told(error: click.ClickException) -> str:
    """The sentence of ``error`` itself, ended by a full stop."""
    if isinstance(error, (click.NoSuchOption, click.exceptions.NoSuchCommand)):
        sentence = error.message  # its format_message appends an English hint
    else:
        sentence = error.format_message()
    if isinstance(error, click.exceptions.NoSuchCommand) and Path(error.command_name).exists():
        return say("cli.path_as_command", path=error.command_name)
    return translate(sentence).removesuffix("。") + "。"


def _near(error: click.ClickException) -> list[str]:
    """What was probably meant, nearest first; for a command case does not count."""
    if isinstance(error, click.exceptions.NoSuchCommand):
        if error.ctx is None or not isinstance(error.ctx.command, click.Group):
            return []
        return get_close_matches(error.command_name.lower(), error.ctx.command.list_commands(error.ctx))
    if isinstance(error, click.NoSuchOption):
        return list(error.possibilities or ())
    return []


def file_problem(error: OSError) -> str:
    """One line for a file or device that could not be read or written."""
    why = say(_ERRNO[error.errno]) if error.errno in _ERRNO else str(error.strerror or error)
    if error.filename is None:
        return say("cli.error", message=say("cli.stream", why=why))
    return say("cli.error", message=say("cli.file", path=str(error.filename), why=why))


def fault(error: BaseException) -> str:
    """One line for a fault of our own: what it was, where, and how to report it."""
    where = ""
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if Path(code.co_filename).is_relative_to(Path(__file__).parent):
            where = say("cli.fault.place", file=Path(code.co_filename).name, line=trace.tb_lineno)
        trace = trace.tb_next
    detail = " ".join(str(error).split())
    kind = type(error).__name__
    what = f"{kind}: {detail}" if detail else kind
    return say("cli.fault", what=what[:_LONGEST], where=where)
