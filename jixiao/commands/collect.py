"""``jixiao collect``: read, score, check and keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jixiao.commands.database import db_option
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.services.collect import Collected

_REFUSED = 2
"""The exit code where something could not be read or kept."""


@click.command(
    "collect", short_help=say("cli.collect.short"), context_settings=HELP, help=say("collect.help")
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@db_option
@click.option("--rules", metavar="auto|ID|FILE", help=say("check.rules"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("where.year"))
@click.option("--region", metavar="CODE", help=say("collect.region"))
@click.option("--department", metavar="NAME", help=say("collect.department"))
@click.option("--unit", metavar="NAME", help=say("collect.unit"))
@click.option("--round", "round_name", metavar="ROUND", help=say("collect.round"))
@click.option("-n", "--dry-run", is_flag=True, help=say("collect.dry-run"))
@click.option("--json", "as_json", is_flag=True, help=say("collect.json"))
@click.option("-o", "--output", metavar="FILE", help=say("collect.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def command(
    paths: tuple[str, ...],
    db: str | None,
    rules: str | None,
    year: int | None,
    region: str | None,
    department: str | None,
    unit: str | None,
    round_name: str | None,
    dry_run: bool,
    as_json: bool,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Collect files; the help a user reads is in the text tables."""
    from jixiao.commands.columns import plain
    from jixiao.commands.database import opened_or_made
    from jixiao.commands.output import TEXT, output_target, write_text
    from jixiao.commands.progress import watching, wipe
    from jixiao.scoring.ruleset import RuleSetError
    from jixiao.services.check_words import problem_line
    from jixiao.services.collect import collect, find_round, terms
    from jixiao.services.collect_words import line, remark_lines, tally

    target = output_target(output, kinds=TEXT, inputs=paths, force=force)
    everything: list[Collected] = []
    with opened_or_made(db, dry_run=dry_run) as store:
        known = None if round_name is None else find_round(store, round_name)
        try:
            under = terms(
                rules=rules, region=region, year=year, department=department, unit=unit, round=known
            )
        except RuleSetError as error:
            for finding in error.findings:
                click.echo(plain(problem_line(finding)), err=True)
            return _REFUSED
        with watching(quiet=quiet, paths=paths) as progress:
            kept = collect(store, paths, under, dry_run=dry_run, progress=progress, within=progress.within)
            for one in kept:
                everything.append(one)
                wipe()
                if target is None and not as_json:
                    # printed and flushed only once it is kept: what was printed is never lost
                    click.echo(plain(line(one)))
                for told in remark_lines(one):
                    click.echo(plain(told), err=True)
    if as_json or target is not None:
        text = _json(everything) if as_json or _is_json(target) else _lines(everything)
        if target is None:
            click.echo(text, nl=False)
        else:
            write_text(target, text)
    if not quiet:
        click.echo(tally(everything, dry_run=dry_run), err=True)
    return _REFUSED if any(one.problems for one in everything) else 0


def _is_json(target: str | None) -> bool:
    return target is not None and target.lower().endswith(".json")


def _json(everything: list[Collected]) -> str:
    import json

    from jixiao.services.collect_json import run_json

    return json.dumps(run_json(everything), ensure_ascii=False, indent=2) + "\n"


def _lines(everything: list[Collected]) -> str:
    from jixiao.commands.columns import plain
    from jixiao.services.collect_words import line

    return "".join(f"{plain(line(one))}\n" for one in everything)
