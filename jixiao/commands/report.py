"""``jixiao report``: the 部门评价报告 of a project, drafted from its table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report
    from jixiao.services.score_paths import ScoreRun

_REPORTS = frozenset((".docx", ".html", ".md", ".pdf"))
_TRACES = frozenset((".xlsx", ".docx", ".html", ".md", ".json"))


@click.command("report", short_help=say("cli.report.short"), context_settings=HELP, help=say("report.help"))
@click.argument("path", metavar="PATH")
@click.option("--project", metavar="NAME", help=say("report.option.project"))
@click.option("--rules", metavar="auto|ID|FILE", help=say("report.option.rules"))
@click.option(
    "--outline", type=click.Choice(("mof", "legacy")), default="mof", help=say("report.option.outline")
)
@click.option("--facts", metavar="FILE", help=say("report.option.facts"))
@click.option("--new-facts", is_flag=True, help=say("report.option.new-facts"))
@click.option("--trace", metavar="FILE", help=say("report.option.trace"))
@click.option("-o", "--output", metavar="FILE", help=say("report.option.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("report.option.quiet"))
def command(
    path: str,
    project: str | None,
    rules: str | None,
    outline: str,
    facts: str | None,
    new_facts: bool,
    trace: str | None,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Draft a report; the help a user reads is in the text tables."""
    from jixiao.commands.output import Kinds, output_target
    from jixiao.services import report as service

    if output is None and (trace is not None or not new_facts):
        raise click.UsageError(say("report.nothing-asked"))
    inputs = tuple(one for one in (path, rules, facts) if one is not None)
    for target, told, suffixes in (
        (output, "output.kinds.report", _REPORTS),
        (trace, "output.kinds.trace", _TRACES),
    ):
        output_target(target, kinds=Kinds(told, suffixes, text=False), inputs=inputs, force=force)
    if output is not None and trace is not None and Path(output).absolute() == Path(trace).absolute():
        raise click.UsageError(say("report.same-file", path=trace))
    try:
        found = service.find_table(path, project=project, rules=rules, facts=facts)
        if not isinstance(found, service.Found):
            _tell(found)
            return found.exit_code
        if new_facts:
            added = service.write_facts(found.facts)
            click.echo(say("report.facts-written", path=found.facts, count=str(added)), err=True)
        if output is None:
            _tell(found.run)
            return 2 if found.run.problems else 0
        _guard(found.facts, output, trace)
        given = service.read_facts(found.facts, needed=facts is not None)
        made = service.make_report(found.scored, given, outline=outline)
        service.write_report(made, output)
        if trace is not None:
            service.write_trace(made, trace)
    except service.ReportError as error:
        raise click.UsageError(str(error)) from None
    _tell(found.run)
    if not quiet:
        _written(made, output, trace)
    return 2 if found.run.problems else 0


def _guard(facts: Path, *targets: str | None) -> None:
    """What people wrote is never written over."""
    from jixiao.commands.output import same_file

    for target in targets:
        if target is not None and same_file(target, str(facts)):
            raise click.UsageError(say("report.same-file", path=target))


def _written(made: Report, output: str, trace: str | None) -> None:
    """Where the report is, and what is to be filled in."""
    from jixiao.services.report import missing_facts

    click.echo(say("report.written", path=output), err=True)
    if trace is not None:
        click.echo(say("report.trace-written", path=trace), err=True)
    left = missing_facts(made)
    if left:
        click.echo(say("report.blanks", count=str(len(left))), err=True)
    for one in left:
        code = "report.blank-key" if one.key else "report.blank-line"
        click.echo(say(code, what=one.text, key=one.key), err=True)


def _tell(run: ScoreRun) -> None:
    """One line for each thing that could not be read."""
    from jixiao.commands.columns import plain

    for finding in run.problems:
        parts = (finding.place.file, finding.sentence("message"))
        text = say("report.summary.at").join(str(part) for part in parts if part)
        click.echo(plain(text), err=True)
