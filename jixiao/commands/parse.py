"""``jixiao parse``: how one cell is understood."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import click

from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.indicators.reading import Reading

_OPTION = re.compile(r"--?[A-Za-z]")
_KEYS = ("text", "kind", "operator", "value", "unit", "approximate", "reason")
_MAX_STDIN = 10 * 1024 * 1024


class _Command(click.Command):
    """A command whose texts may begin with a minus: only a dash before a letter is an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options: list[str] = []
        texts: list[str] = []
        for position, argument in enumerate(args):
            if argument == "--":
                texts += args[position + 1 :]
                break
            (options if _OPTION.match(argument) else texts).append(argument)
        return super().parse_args(ctx, [*options, "--", *texts])


@click.command(
    "parse",
    cls=_Command,
    context_settings=HELP,
    short_help=say("cli.parse.short"),
    help=say("parse.help"),
)
@click.argument("texts", metavar="TEXT...", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--actual", is_flag=True, help=say("parse.actual"))
@click.option("--json", "as_json", is_flag=True, help=say("parse.json"))
def command(texts: tuple[str, ...], *, actual: bool, as_json: bool) -> None:
    """Read each text and print one entry for each; a text that cannot be read is no error."""
    from jixiao.indicators.actual import parse_actual
    from jixiao.indicators.target import parse_target

    entries = [entry(parse_actual(text) if actual else parse_target(text)) for text in _all(texts)]
    if as_json:
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
    else:
        click.echo(_as_table(entries))


def _all(texts: tuple[str, ...]) -> list[str]:
    """The arguments, with the lines of standard input in the place of ``-``."""
    everything: list[str] = []
    for text in texts:
        if text == "-":
            piped = sys.stdin.buffer.read(_MAX_STDIN).decode("utf-8", errors="replace")
            everything.extend(piped.removeprefix("\ufeff").splitlines())
        else:
            everything.append(text.encode("utf-8", errors="replace").decode())
    return everything


def entry(reading: Reading) -> dict[str, str | bool | None]:
    """One reading in the shape ``jixiao parse --json`` prints; ``value`` is an exact string or ``None``."""
    reason: str | None = None
    if reading.reason is not None:
        reason = say(reading.reason, target=reading.text, actual=reading.text)
    elif reading.kind.value == "several":
        reason = say("parse.several", parts="、".join(part.text for part in reading.parts))
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "operator": None if reading.operator is None else reading.operator.value,
        "value": value(reading),
        "unit": reading.unit,
        "approximate": reading.approximate,
        "reason": reason,
    }


def value(reading: Reading) -> str | None:
    """The exact value of a reading as text: a number, ``low-high`` of a band, a date as far as printed."""
    from jixiao.indicators.dates import value_string
    from jixiao.indicators.numbers import exact_string

    if reading.period is not None:
        return value_string(reading.period)
    if reading.quantity is not None:
        return exact_string(reading.quantity.value)
    if reading.kind.value == "band" and reading.interval is not None:
        ends = (reading.interval.low, reading.interval.high)
        return "-".join("" if end is None else exact_string(end) for end in ends)
    return None


def _as_table(entries: list[dict[str, str | bool | None]]) -> str:
    rows = [[say(f"parse.title.{key}") for key in _KEYS]]
    for one in entries:
        shown = {key: "" if one[key] is None else str(one[key]) for key in _KEYS}
        shown["text"] = _one_line(shown["text"])
        shown["kind"] = say(f"parse.kind.{one['kind']}")
        shown["approximate"] = say("parse.yes") if one["approximate"] else ""
        rows.append([shown[key] for key in _KEYS])
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)


def _one_line(text: str) -> str:
    """``text`` on one line of at most forty characters, control characters dropped."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def _width(text: str) -> int:
    """Columns a terminal needs for ``text``: a Chinese character takes two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
