"""``jixiao score``: every score with its reason, the total and the grade."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jixiao.texts import say


@click.command("score", short_help=say("cli.score.short"), help=say("score.help"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--rules", metavar="ID|FILE", help=say("score.rules"))
@click.option("--json", "as_json", is_flag=True, help=say("score.json"))
@click.option("--explain", is_flag=True, help=say("score.explain"))
@click.option("-o", "--output", metavar="FILE", help=say("score.output"))
@click.option("-q", "--quiet", is_flag=True, help=say("score.quiet"))
def command(
    paths: tuple[str, ...], rules: str | None, as_json: bool, explain: bool, output: str | None, quiet: bool
) -> int:
    """Score tables; the help a user reads is in the text tables."""
    from jixiao.commands.progress import watching  # noqa: PLC0415 - loads rich, only when the command runs
    from jixiao.services.score_paths import score_paths  # noqa: PLC0415 - loads pydantic, only when the command runs

    with watching(quiet=quiet) as progress:
        run = score_paths(paths, rules=rules, progress=progress)
    as_json = as_json or (output is not None and output.endswith(".json"))
    if as_json:
        import json  # noqa: PLC0415 - only this branch needs it

        from jixiao.services.score_json import run_json  # noqa: PLC0415 - only this branch needs it

        text = json.dumps(run_json(run, explain=explain), ensure_ascii=False, indent=2) + "\n"
    else:
        from jixiao.commands.score_view import render  # noqa: PLC0415 - loads rich, only when a person reads

        text = render(run, explain=explain, plain=output is not None or not sys.stdout.isatty())
    if output is None:
        click.echo(text, nl=False)
    else:
        Path(output).write_text(text, encoding="utf-8")
        if not quiet:
            click.echo(say("score.written", path=output), err=True)
    for finding in run.problems:
        click.echo(_line(finding.place.file, finding.sentence("message"), finding.sentence("remedy")), err=True)
    if not quiet:
        for finding in run.notes:
            click.echo(_line(finding.place.file, finding.sentence("message"), None), err=True)
    return run.exit_code


def _line(path: str | None, message: str | None, remedy: str | None) -> str:
    """One problem on one line: which file, what, and how to mend it."""
    text = "：".join(part for part in (path, message) if part)
    return f"{text}。{remedy}" if remedy else text
