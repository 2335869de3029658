"""``jixiao score``: every score with its reason, the total and the grade."""

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
    from jixiao.services.score_paths import ScoreRun

_LEAST = 60
"""Columns below which a table cannot be printed."""


@click.command("score", short_help=say("cli.score.short"), context_settings=HELP, help=say("score.help"))
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("--rules", metavar="auto|ID|FILE", help=say("score.rules"))
@click.option("--region", metavar="CODE", help=say("where.region"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("where.year"))
@click.option("--json", "as_json", is_flag=True, help=say("score.json"))
@click.option("--explain", is_flag=True, help=say("score.explain"))
@click.option("-o", "--output", metavar="FILE", help=say("score.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("--fill", metavar="FILE", help=say("score.fill"))
@click.option("--overwrite", is_flag=True, help=say("score.overwrite"))
@click.option("-q", "--quiet", is_flag=True, help=say("score.quiet"))
def command(
    paths: tuple[str, ...],
    rules: str | None,
    region: str | None,
    year: int | None,
    as_json: bool,
    explain: bool,
    output: str | None,
    force: bool,
    fill: str | None,
    overwrite: bool,
    quiet: bool,
) -> int:
    """Score tables; the help a user reads is in the text tables."""
    if fill is not None:
        where = (region, year)
        return _fill(fill, paths, rules, where, output=output, force=force, overwrite=overwrite, quiet=quiet)
    if not paths:
        raise click.UsageError(say("score.no-path"))
    from jixiao.commands.output import SCORED, TEXT, output_target, write_text
    from jixiao.commands.progress import watching
    from jixiao.services.score_paths import score_paths

    inputs = paths if rules is None else (*paths, rules)
    output = output_target(output, kinds=TEXT if as_json else SCORED, inputs=inputs, force=force)
    with watching(quiet=quiet, paths=paths) as progress:
        run = score_paths(paths, rules=rules, region=region, year=year, progress=progress)
    if output is None:
        click.echo(_text(run, as_json=as_json, explain=explain, output=output), nl=False)
    elif not as_json and _is_form(output):
        from jixiao.services.write_scored import write_run

        write_run(run, output)
        if not quiet:
            click.echo(say("score.written", path=output), err=True)
            from jixiao.commands.score_view import summary

            for line in summary(run):
                click.echo(line, err=True)
    else:
        text = _text(run, as_json=as_json, explain=explain, output=output)
        write_text(output, text)
        if not quiet:
            click.echo(say("score.written", path=output), err=True)
    _tell(run, quiet=quiet)
    return run.exit_code


def _is_form(output: str) -> bool:
    """Whether the output's name asks for a filled form rather than text."""
    from jixiao.services.write_scored import writes

    return writes(output)


def _fill(
    original: str,
    paths: tuple[str, ...],
    rules: str | None,
    where: tuple[str | None, int | None],
    *,
    output: str | None,
    force: bool,
    overwrite: bool,
    quiet: bool,
) -> int:
    """Write the scores into a copy of the unit's own workbook."""
    from jixiao.commands.output import BOOK, output_target, same_file
    from jixiao.services.fill_original import fill_original

    if paths:
        raise click.UsageError(say("score.fill-alone"))
    if output is None and not overwrite:
        raise click.UsageError(say("score.fill-output"))
    target = original if output is None else output
    if not same_file(target, original):  # the original itself is guarded by --overwrite
        output_target(target, kinds=BOOK, inputs=() if rules is None else (rules,), force=force)
    region, year = where
    filled = fill_original(original, target, rules=rules, region=region, year=year, overwrite=overwrite)
    _tell(filled.run, quiet=quiet)
    if not quiet:
        for finding in filled.notes:
            click.echo(_line(finding, remedy=False), err=True)
        if filled.written or not filled.run.problems:
            click.echo(say("fill.written", path=target, written=str(filled.written)), err=True)
    return filled.exit_code


def _text(run: ScoreRun, *, as_json: bool, explain: bool, output: str | None) -> str:
    if as_json or (output is not None and output.lower().endswith(".json")):
        import json

        from jixiao.services.score_json import run_json

        return json.dumps(run_json(run, explain=explain), ensure_ascii=False, indent=2) + "\n"
    from jixiao.commands.score_view import PAGE, render

    person = output is None and sys.stdout.isatty()
    room = shutil.get_terminal_size((PAGE, 24)).columns if person else PAGE
    return render(
        run, explain=explain, room=max(room, _LEAST), colour=person and not os.environ.get("NO_COLOR")
    )


def _tell(run: ScoreRun, *, quiet: bool) -> None:
    """One line on stderr for each problem, and for each remark on a file."""
    for finding in run.problems:
        click.echo(_line(finding), err=True)
    if not quiet:
        for finding in run.notes:
            click.echo(_line(finding, remedy=False), err=True)


def _line(finding: Finding, *, remedy: bool = True) -> str:
    """One problem on one line: which file, what, and how to mend it."""
    from jixiao.commands.columns import plain

    text = "：".join(part for part in (finding.place.file, finding.sentence("message")) if part)
    advice = finding.sentence("remedy") if remedy else None
    return plain(f"{text}。{advice}" if advice else text)
