"""Help pages and streams of the command line: Chinese headings, true widths, printing that never fails."""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from typing import TYPE_CHECKING

import click

from jixiao.errors import translate
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable

HELP = {"help_option_names": ["-h", "--help"]}
"""Settings of every command, so that its help is the same however it is reached."""

_ESCAPE = "jixiao.escape"
# A run of characters that stays on one line: a word or one Chinese character, with the
# opening marks before it and the closing marks after it.
_CHUNK = re.compile(r"[（《“‘「『]*(?:[!-~]+|\S)[，。、；：！？）》”’」』…]*")
_EXTRA = re.compile(r"\[((?:env var: |default: |required)[^\]]*)\]$")


def width(text: str) -> int:
    """The columns ``text`` takes on a terminal: two for a full-width character, none for a combining."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def wrap(text: str, columns: int) -> list[str]:
    """One paragraph as lines of at most ``columns`` columns; only a single longer word goes beyond.

    Chinese breaks between any two characters, but never before a closing or after an opening mark.
    """
    lines: list[str] = []
    line = ""
    for chunk in _CHUNK.finditer(text):
        gap = " " if chunk.start() and text[chunk.start() - 1].isspace() else ""
        if line and width(line + gap + chunk[0]) > columns:
            lines.append(line)
            line = chunk[0]
        else:
            line += (gap if line else "") + chunk[0]
    return [*lines, line] if line else lines


def _paragraphs(text: str, columns: int) -> list[str]:
    """Wrapped lines of a help text, blocks parted by blank lines; one led by a backspace stays as it is."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if lines:
            lines.append("")
        rows = block.splitlines()
        if rows and rows[0].strip() == "\b":
            lines += rows[1:]
        else:
            lines += wrap(_joined(rows), columns)
    return lines


def _joined(rows: list[str]) -> str:
    """The lines of one paragraph as one line: no space where Chinese meets Chinese."""
    whole = ""
    for row in filter(None, map(str.strip, rows)):
        wide = whole and width(whole[-1]) + width(row[0]) > 2
        whole += row if not whole or wide else f" {row}"
    return whole


class Formatter(click.HelpFormatter):
    """click's help page in Chinese; every width is counted in terminal columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that says how the command is called."""
        for word, chinese in (
            ("[OPTIONS]", "cli.metavar.options"),
            ("COMMAND [ARGS]...", "cli.metavar.command"),
        ):
            args = args.replace(word, say(chinese))
        super().write_usage(prog, args, translate("Usage:") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{'':{self.current_indent}}{translate(heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs at the current indent."""
        indent = " " * self.current_indent
        for line in _paragraphs(text, self.width - self.current_indent):
            self.write(f"{indent}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms with their meanings in two columns."""
        table = [(first, _meaning(second)) for first, second in rows]
        left = min(max((width(first) for first, _ in table), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for first, second in table:
            lines = _paragraphs(second, max(self.width - left - self.current_indent, 20))
            head = f"{indent}{first}"
            if lines and width(first) <= left - col_spacing:
                head += " " * (left - width(first)) + lines.pop(0)
            self.write(head.rstrip() + "\n")
            for line in lines:
                self.write(f"{indent}{'':{left}}{line}".rstrip() + "\n")


def _meaning(text: str) -> str:
    """The second column of a help page: click's own sentence or its bracketed extras in Chinese."""
    extra = _EXTRA.search(text)
    if extra is None:
        return translate(text)
    told = "；".join(translate(part) for part in extra[1].split("; "))
    return f"{text[: extra.start()].rstrip()}（{told}）"


class Context(click.Context):
    """A click context whose help pages are ours."""

    formatter_class = Formatter


def adopt(command: click.Command) -> click.Command:
    """Give ``command`` and everything under it our help pages; returns it."""
    command.context_class = Context
    if isinstance(command, click.Group):
        for below in command.commands.values():
            adopt(below)
    return command


def _escape(error: UnicodeError) -> tuple[str, int]:
    r"""What an encoding cannot hold, as ``\uXXXX`` (in pairs beyond the first plane): JSON stays JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    escaped = "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
    return escaped, error.end


def prepare_streams() -> None:
    """Make stdout and stderr print anything under any locale.

    A stream that would be ASCII (the C locale) is UTF-8 instead, as click has it; what
    another encoding cannot hold is escaped.
    """
    codecs.register_error(_ESCAPE, _escape)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            reconfigure(errors=_ESCAPE, encoding="utf-8" if ascii_only else None)
