"""``jixiao annual``: the yearly report of a bureau on self-evaluations, drafted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jixiao.commands import drafting
from jixiao.commands.database import db_option
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.services.annual import Gathered, Wanted

_READ_IN_PART = 2
"""The exit code where some input could not be read."""


@click.command("annual", short_help=say("cli.annual.short"), context_settings=HELP, help=say("annual.help"))
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@db_option
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("annual.option.year"))
@click.option("--region", metavar="CODE", help=say("annual.option.region"))
@click.option("--rules", metavar="auto|ID|FILE", help=say("report.option.rules"))
@click.option(
    "--basis",
    type=click.Choice(["claimed", "computed", "reviewed"]),
    default="claimed",
    metavar="claimed|computed|reviewed",
    help=say("annual.option.basis"),
)
@click.option("--facts", metavar="FILE", help=say("annual.option.facts"))
@click.option("--new-facts", is_flag=True, help=say("annual.option.new-facts"))
@click.option("--trace", metavar="FILE", help=say("annual.option.trace"))
@click.option("-o", "--output", metavar="FILE", help=say("annual.option.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("annual.option.quiet"))
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    db: str | None,
    year: int | None,
    region: str | None,
    rules: str | None,
    basis: str,
    facts: str | None,
    new_facts: bool,
    trace: str | None,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Draft the report; the help a user reads is in the text tables."""
    from jixiao.commands.columns import plain
    from jixiao.services import annual as service
    from jixiao.services.report import ReportError, write_report, write_trace

    _targets(paths, rules, facts, output=output, trace=trace, new_facts=new_facts, force=force)
    wanted = service.Wanted(year, region, basis)  # type: ignore[arg-type]  # click has checked the choice
    try:
        if new_facts and facts is not None:
            added = service.write_facts(facts)
            click.echo(say("report.facts-written", path=facts, count=str(added)), err=True)
        if output is None:
            return 0
        given = service.read_facts(facts)
        found = _gathered(context, paths, wanted, rules=rules, db=db, quiet=quiet)
        drafting.tell_problems(found.problems)
        if found.material is None:
            return _READ_IN_PART
        made = service.make_annual(found.material, given)
        write_report(made, output)
        if trace is not None:
            write_trace(made, trace)
    except ReportError as error:
        raise click.UsageError(str(error)) from None
    for note in found.notes:
        click.echo(plain(note), err=True)
    if not quiet:
        drafting.tell_written(made, output, trace, told="annual.written")
    return _READ_IN_PART if found.problems else 0


def _targets(
    paths: tuple[str, ...],
    rules: str | None,
    facts: str | None,
    *,
    output: str | None,
    trace: str | None,
    new_facts: bool,
    force: bool,
) -> None:
    """Whether what is asked for makes sense and may be written; raises ``click.UsageError``."""
    if output is None and (trace is not None or not new_facts):
        raise click.UsageError(say("annual.nothing-asked"))
    if new_facts and facts is None:
        raise click.UsageError(say("annual.new-facts-where"))
    inputs = (*paths, *(one for one in (rules, facts) if one is not None))
    drafting.targets(output, trace, inputs=inputs, force=force, same="annual.same-file")


def _gathered(
    context: click.Context,
    paths: tuple[str, ...],
    wanted: Wanted,
    *,
    rules: str | None,
    db: str | None,
    quiet: bool,
) -> Gathered:
    """From files where some are given, else from the database; one the environment names gives way."""
    from click.core import ParameterSource

    from jixiao.services import annual as service

    named = context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    if paths and named:
        raise click.UsageError(say("annual.both-inputs"))
    if paths:
        from jixiao.commands.progress import watching

        with watching(quiet=quiet, paths=paths) as progress:
            return service.gather_paths(paths, wanted, rules=rules, progress=progress)
    if not db:
        raise click.UsageError(say("annual.no-input"))
    if rules is not None:
        raise click.UsageError(say("annual.rules-of-files"))
    from jixiao.commands.database import opened

    with opened(db) as store:
        return service.gather_store(store, wanted)
