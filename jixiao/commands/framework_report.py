"""``jixiao framework report``: the short report of a department on its whole spending, drafted."""

from __future__ import annotations

import click

from jixiao.commands import drafting
from jixiao.console import HELP
from jixiao.texts import say

_READ_IN_PART = 2
"""The exit code where some input could not be read."""


@click.command("report", context_settings=HELP, help=say("whole.help"))
@click.argument("path", metavar="[FILE]", required=False)
@click.option("--rules", metavar="auto|ID|FILE", help=say("report.option.rules"))
@click.option("--facts", metavar="FILE", help=say("whole.option.facts"))
@click.option("--new-facts", is_flag=True, help=say("whole.option.new-facts"))
@click.option("--trace", metavar="FILE", help=say("whole.option.trace"))
@click.option("-o", "--output", metavar="FILE", help=say("whole.option.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("whole.option.quiet"))
def report(
    path: str | None,
    rules: str | None,
    facts: str | None,
    new_facts: bool,
    trace: str | None,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Draft the report; the help a user reads is in the text tables."""
    from jixiao.services import whole as service
    from jixiao.services.framework import score_framework
    from jixiao.services.report import write_report, write_trace
    from jixiao.services.report_error import ReportError

    if output is None and (trace is not None or not new_facts):
        raise click.UsageError(say("annual.nothing-asked"))
    if new_facts and facts is None:
        raise click.UsageError(say("annual.new-facts-where"))
    if output is not None and path is None:
        raise click.UsageError(say("whole.no-file"))
    inputs = tuple(one for one in (path, rules, facts) if one is not None)
    drafting.targets(output, trace, inputs=inputs, force=force, same="annual.same-file")
    try:
        if new_facts and facts is not None:
            added = service.write_facts(facts)
            click.echo(say("report.facts-written", path=facts, count=str(added)), err=True)
        if output is None or path is None:
            return 0
        given = service.read_facts(facts)
        run = score_framework(path, rules=rules)
        drafting.tell_problems(run.problems)
        if run.result is None:
            return _READ_IN_PART
        made = service.make_whole(run.result, given)
        write_report(made, output)
        if trace is not None:
            write_trace(made, trace)
    except ReportError as error:
        raise click.UsageError(str(error)) from None
    if not quiet:
        drafting.tell_written(made, output, trace, told="annual.written")
    return _READ_IN_PART if run.problems else 0
