"""``jixiao check``: what does not add up, in a table, a disclosure, a collection."""

from __future__ import annotations

import click

from jixiao.console import HELP
from jixiao.texts import say


@click.command("check", short_help=say("cli.check.short"), context_settings=HELP, help=say("check.help"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--rules", metavar="auto|ID|FILE", help=say("check.rules"))
@click.option("--json", "as_json", is_flag=True, help=say("check.json"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def command(paths: tuple[str, ...], rules: str | None, as_json: bool, quiet: bool) -> int:
    """Check files; the help a user reads is in the text tables."""
    import json

    from jixiao.commands.progress import watching
    from jixiao.services.check_paths import check_paths, run_json

    with watching(quiet=quiet) as progress:
        run = check_paths(paths, rules=rules, progress=progress)
    if as_json:
        click.echo(json.dumps(run_json(run), ensure_ascii=False, indent=2))
    else:
        for finding in run.findings:
            where = finding.place.cell or finding.place.row or ""
            click.echo(f"{finding.severity.value} {finding.code} {where} {finding.sentence('message')}")
    return 2 if run.problems else 0
