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
_NOTHING = 2
"""The exit code where nothing could be marked."""
_MARKED = frozenset((".xlsx", ".xlsm", ".docx"))
"""What the names of files that can be marked end in."""


@click.command("check", short_help=say("cli.check.short"), context_settings=HELP, help=say("check.help"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--rules", metavar="auto|ID|FILE", help=say("check.rules"))
@click.option("--region", metavar="CODE", help=say("where.region"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("where.year"))
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
@click.option("--annotate", is_flag=True, help=say("check.annotate"))
@click.option("-n", "--notices", is_flag=True, help=say("check.notices"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def command(
    paths: tuple[str, ...],
    rules: str | None,
    region: str | None,
    year: int | None,
    as_json: bool,
    fail_on: str,
    output: str | None,
    force: bool,
    annotate: bool,
    notices: bool,
    quiet: bool,
) -> int:
    """Check files; the help a user reads is in the text tables."""
    from jixiao.commands.output import TEXT, Kinds, output_target, write_text
    from jixiao.commands.progress import watching
    from jixiao.schemas.finding import Severity
    from jixiao.services.check_paths import check_paths

    inputs = paths if rules is None else (*paths, rules)
    marked = _marked_names(paths, inputs, output, force=force) if annotate else {}
    copied = output in marked.values()
    kinds = TEXT if as_json else Kinds("output.kinds.found", frozenset((".xlsx", ".docx")))
    target = None if copied else output_target(output, kinds=kinds, inputs=inputs, force=force)
    with watching(quiet=quiet, paths=paths) as progress:
        run = check_paths(paths, rules=rules, region=region, year=year, progress=progress)
    if target is None:
        person = output is None or copied
        click.echo(_text(run, as_json=as_json, person=person, notices=notices), nl=False)
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
    written = _annotate(run, marked, quiet=quiet) if annotate else True
    for problem in run.problems:
        click.echo(_line(problem), err=True)
    return run.exit_code(None if fail_on == _NEVER else Severity(fail_on)) if written else _NOTHING


def _marked_names(
    paths: tuple[str, ...], inputs: tuple[str, ...], output: str | None, *, force: bool
) -> dict[str, str]:
    """What the marked copy of each input is called, asked for before any work is done.

    ``-o`` names the copy of a single input where it ends as the input does; raises as ``output_target`` does.
    """
    from pathlib import Path

    from jixiao.commands.output import Kinds, output_target
    from jixiao.services.annotate import is_marked, marked_name
    from jixiao.services.inputs import expand

    found = expand(paths)
    meant = [path for path in found.paths if not (path in found.searched and is_marked(path))]
    names = {path: marked_name(path) for path in meant if Path(path).suffix.lower() in _MARKED}
    if (
        output is not None
        and len(meant) == 1
        and Path(output).suffix.lower() == Path(meant[0]).suffix.lower()
    ):
        names = dict.fromkeys(names, output)
    kinds = Kinds("output.kinds.marked", _MARKED, text=False)
    for name in names.values():
        output_target(name, kinds=kinds, inputs=inputs if name == output else (), force=force)
    return names


def _annotate(run: CheckRun, names: dict[str, str], *, quiet: bool) -> bool:
    """Write the marked copies; whether there is any, or nothing was there to be marked."""
    from jixiao.services.annotate import annotate, marked_name
    from jixiao.services.check_groups import grouped

    written = 0
    for one in grouped(run):
        if one.path is None:
            continue
        name = names.get(one.path) or marked_name(one.path)
        notes = annotate(one, name)
        written += not notes
        for note in notes:
            click.echo(_line(note), err=True)
        if not notes and not quiet:
            click.echo(say("check.written", path=name), err=True)
    if not written:
        click.echo(say("annotate.none"), err=True)
    return bool(written)


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
