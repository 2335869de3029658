"""``jixiao read``: what was understood of a file, and what was not."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.services.read_paths import ReadRun

_PAGE = 110
_LEAST = 60


@click.command("read", short_help=say("cli.read.short"), context_settings=HELP, help=say("read.help"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help=say("read.json"))
@click.option("-o", "--output", metavar="FILE", help=say("read.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("read.quiet"))
def command(paths: tuple[str, ...], as_json: bool, output: str | None, force: bool, quiet: bool) -> int:
    """Read files; the help a user reads is in the text tables."""
    from jixiao.commands.output import TEXT, output_target, write_text
    from jixiao.commands.progress import watching
    from jixiao.services.read_paths import read_paths

    output = output_target(output, kinds=TEXT, inputs=paths, force=force)
    with watching(quiet=quiet, paths=paths) as progress:
        run = read_paths(paths, progress=progress)
    text = _text(run, as_json=as_json, output=output)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)
        if not quiet:
            click.echo(say("score.written", path=output), err=True)
    for problem in run.problems:
        click.echo(_line(problem), err=True)
    return run.exit_code


def _text(run: ReadRun, *, as_json: bool, output: str | None) -> str:
    if as_json or (output is not None and output.lower().endswith(".json")):
        import json

        from jixiao.services.read_paths import run_json

        return json.dumps(run_json(run), ensure_ascii=False, indent=2) + "\n"
    from jixiao.commands.read_view import render

    person = output is None and sys.stdout.isatty()
    room = shutil.get_terminal_size((_PAGE, 24)).columns if person else _PAGE
    return render(run, room=max(room, _LEAST), colour=person and not os.environ.get("NO_COLOR"))


def _line(finding: Finding) -> str:
    from jixiao.commands.columns import plain

    text = "：".join(part for part in (finding.place.file, finding.sentence("message")) if part)
    remedy = finding.sentence("remedy")
    return plain(f"{text}。{remedy}" if remedy else text)
