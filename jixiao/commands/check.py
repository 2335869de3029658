"""``jixiao check``: what does not add up, in a table, a disclosure, a collection."""

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
    from jixiao.services.check_paths import CheckRun

_LEAST = 60
"""Columns below which a table cannot be printed."""
_PAGE = 110
_NEVER = "never"


@click.command("check", short_help=say("cli.check.short"), context_settings=HELP, help=say("check.help"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--rules", metavar="auto|ID|FILE", help=say("check.rules"))
@click.option("--json", "as_json", is_flag=True, help=say("check.json"))
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", _NEVER]),
    default="error",
    metavar="error|warning|never",
    help=say("check.fail-on"),
)
@click.option("-o", "--output", metavar="FILE", help=say("check.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-n", "--notices", is_flag=True, help=say("check.notices"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def command(
    paths: tuple[str, ...],
    rules: str | None,
    as_json: bool,
    fail_on: str,
    output: str | None,
    force: bool,
    notices: bool,
    quiet: bool,
) -> int:
    """Check files; the help a user reads is in the text tables."""
    from jixiao.commands.output import TEXT, Kinds, output_target, write_text
    from jixiao.commands.progress import watching
    from jixiao.schemas.finding import Severity
    from jixiao.services.check_paths import check_paths

    kinds = TEXT if as_json else Kinds("output.kinds.found", frozenset((".xlsx", ".docx")))
    inputs = paths if rules is None else (*paths, rules)
    target = output_target(output, kinds=kinds, inputs=inputs, force=force)
    with watching(quiet=quiet) as progress:
        run = check_paths(paths, rules=rules, progress=progress)
    if target is None:
        click.echo(_text(run, as_json=as_json, person=output is None, notices=notices), nl=False)
    elif not as_json and _is_document(target):
        from jixiao.services.write_findings import write_run

        write_run(run, target)
    else:
        as_json = as_json or target.lower().endswith(".json")
        write_text(target, _text(run, as_json=as_json, person=False, notices=notices))
    if target is not None and not quiet:
        from jixiao.services.check_words import head_line

        click.echo(say("check.written", path=target), err=True)
        click.echo(head_line(run), err=True)
    for problem in run.problems:
        click.echo(_line(problem), err=True)
    return run.exit_code(None if fail_on == _NEVER else Severity(fail_on))


def _is_document(output: str) -> bool:
    """Whether the output's name asks for a document rather than what the screen shows."""
    from jixiao.services.write_findings import writes

    return writes(output)


def _text(run: CheckRun, *, as_json: bool, person: bool, notices: bool) -> str:
    """What is printed; ``person`` says that it goes to where a person may look."""
    if as_json:
        import json

        from jixiao.services.check_json import run_json

        return json.dumps(run_json(run), ensure_ascii=False, indent=2) + "\n"
    from jixiao.commands.check_view import render

    terminal = person and sys.stdout.isatty()
    room = shutil.get_terminal_size((_PAGE, 24)).columns if terminal else _PAGE
    colour = terminal and not os.environ.get("NO_COLOR")
    return render(run, room=max(room, _LEAST), colour=colour, notices=notices)


def _line(finding: Finding) -> str:
    """One problem on one line: which file, what, and how to mend it."""
    from jixiao.commands.columns import plain

    text = "：".join(part for part in (finding.place.file, finding.sentence("message")) if part)
    remedy = finding.sentence("remedy")
    return plain(f"{text}。{remedy}" if remedy else text)
