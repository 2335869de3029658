"""``jixiao report``: the 部门评价报告 of a project, drafted from its table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from jixiao.commands import drafting
from jixiao.commands.database import db_option
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.reports.blocks import Report
    from jixiao.services.report_sources import Found, Sources


class _Asked(NamedTuple):
    """The options; each is what the command line says."""

    path: str | None
    db: str | None
    project: str | None
    department: str | None
    year: int | None
    region: str | None
    rules: str | None
    outline: str
    framework: str | None
    template: str | None
    new_template: str | None
    placeholders: bool
    facts: str | None
    new_facts: bool
    trace: str | None
    every: bool
    output: str | None
    force: bool
    quiet: bool


@click.command("report", short_help=say("cli.report.short"), context_settings=HELP, help=say("report.help"))
@click.argument("path", metavar="[PATH]", required=False)
@db_option
@click.option("--project", metavar="NAME", help=say("report.option.project"))
@click.option("--department", metavar="NAME", help=say("report.option.department"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("report.option.year"))
@click.option("--region", metavar="CODE", help=say("report.option.region"))
@click.option("--rules", metavar="auto|ID|FILE", help=say("report.option.rules"))
@click.option(
    "--outline", type=click.Choice(("mof", "legacy")), default="mof", help=say("report.option.outline")
)
@click.option("--framework", metavar="FILE", help=say("report.option.framework"))
@click.option("--template", metavar="FILE", help=say("report.option.template"))
@click.option("--new-template", metavar="FILE", help=say("report.option.new-template"))
@click.option("--placeholders", is_flag=True, help=say("report.option.placeholders"))
@click.option("--facts", metavar="FILE", help=say("report.option.facts"))
@click.option("--new-facts", is_flag=True, help=say("report.option.new-facts"))
@click.option("--trace", metavar="FILE", help=say("report.option.trace"))
@click.option("--all", "every", is_flag=True, help=say("report.option.all"))
@click.option("-o", "--output", metavar="FILE", help=say("report.option.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("report.option.quiet"))
@click.pass_context
def command(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401 - click hands over what it read
    """Draft a report; the help a user reads is in the text tables."""
    from jixiao.services.report_error import ReportError

    asked = _Asked(**options)
    try:
        if asked.placeholders or asked.new_template is not None:
            return _about_templates(asked)
        _makes_sense(asked)
        return _everything(context, asked) if asked.every else _one(context, asked)
    except ReportError as error:
        raise click.UsageError(str(error)) from None


def _about_templates(asked: _Asked) -> int:
    """The list of placeholders, a sample template; no table is needed."""
    from jixiao.commands.output import output_target
    from jixiao.services import report as service

    if asked.path is not None:
        raise click.UsageError(say("report.template-alone"))
    if asked.placeholders:
        for line in service.placeholder_lines(asked.outline):
            click.echo(line)
    if asked.new_template is not None:
        output_target(asked.new_template, kinds=drafting.word_kinds(), force=asked.force)
        service.write_report(service.sample_template(asked.outline), asked.new_template)
        click.echo(say("report.template-written", path=asked.new_template), err=True)
    return 0


def _inputs(asked: _Asked) -> tuple[str, ...]:
    named = (asked.path, asked.rules, asked.facts, asked.template, asked.framework)
    return tuple(one for one in named if one is not None)


def _makes_sense(asked: _Asked) -> None:
    """Whether the options go together; asked before any work is done."""
    if asked.output is None and (asked.trace is not None or not asked.new_facts):
        raise click.UsageError(say("report.nothing-asked"))
    if asked.every:
        if asked.output is None or asked.trace is not None or asked.facts or asked.framework:
            raise click.UsageError(say("report.all-alone"))
        return
    drafting.targets(
        asked.output,
        asked.trace,
        template=asked.template is not None,
        inputs=_inputs(asked),
        force=asked.force,
        same="report.same-file",
    )


def _sources(context: click.Context, asked: _Asked) -> Sources:
    """The tables of the files, else of the database; a database the environment names gives way to files."""
    from click.core import ParameterSource

    from jixiao.services.report_sources import from_paths, from_store

    named = context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    if asked.path is not None and named:
        raise click.UsageError(say("report.both-inputs"))
    if asked.path is not None:
        if asked.department or asked.year or asked.region:
            raise click.UsageError(say("report.filter-of-db"))
        from jixiao.commands.progress import watching

        with watching(quiet=asked.quiet, paths=(asked.path,)) as progress:
            return from_paths((asked.path,), rules=asked.rules, progress=progress)
    if not asked.db:
        raise click.UsageError(say("report.no-input"))
    from jixiao.commands.database import opened
    from jixiao.schemas.store import Filter

    years = () if asked.year is None else (asked.year,)
    wanted = Filter(region=asked.region, department=asked.department, years=years)
    folder = Path(asked.output or ".")
    with opened(asked.db) as store:
        return from_store(store, wanted, folder if asked.every else folder.parent, rules=asked.rules)


def _one(context: click.Context, asked: _Asked) -> int:
    """The report of one table."""
    from jixiao.services import report as service
    from jixiao.services.report_sources import the_one

    sources = _sources(context, asked)
    if not sources.found and sources.problems:
        drafting.tell_problems(sources.problems)
        return sources.exit_code
    found = the_one(sources.found, asked.project)
    if asked.facts is not None:
        found = replace(found, facts=Path(asked.facts))
    if asked.new_facts:
        added = service.write_facts(found.facts)
        click.echo(say("report.facts-written", path=found.facts, count=str(added)), err=True)
    if asked.output is not None:
        _guard(found.facts, asked.output, asked.trace)
        if asked.framework is not None:
            found, wrong = service.with_framework(found, asked.framework, rules=asked.rules)
            sources = sources._replace(problems=(*sources.problems, *wrong))
        made = _made(found, asked, asked.output)
        if asked.trace is not None:
            service.write_trace(made, asked.trace)
        if not asked.quiet:
            drafting.tell_written(made, asked.output, asked.trace, told="report.written")
    drafting.tell_problems(sources.problems)
    return sources.exit_code


def _made(found: Found, asked: _Asked, output: str) -> Report:
    """The report, written; what stands in it where a template was filled."""
    from jixiao.services import report as service

    given = service.read_facts(found.facts, needed=asked.facts is not None)
    made = service.draft_of(found, given, outline=asked.outline)
    if asked.template is None:
        service.write_report(made, output)
        return made
    from jixiao.services.fill_template import fill_template, write_filled

    filled = fill_template(asked.template, service.values_of(found, made))
    write_filled(filled, output)
    for line in filled.told:
        click.echo(line, err=True)
    return filled.report


def _everything(context: click.Context, asked: _Asked) -> int:
    """A report for each table, in a folder; all names are looked at before the first is written."""
    from jixiao.commands.output import output_target
    from jixiao.services import report as service
    from jixiao.services.report_sources import file_name, named

    folder = Path(str(asked.output))
    if folder.suffix.lower() in drafting.REPORTS or folder.is_file():
        raise click.UsageError(say("report.all-folder", path=folder))
    sources = _sources(context, asked)
    if not sources.found and sources.problems:
        drafting.tell_problems(sources.problems)
        return sources.exit_code
    chosen = named(sources.found, asked.project)
    folder.mkdir(parents=True, exist_ok=True)
    targets: dict[str, Found] = {}
    for found in chosen:
        base = name = file_name(found.name)
        count = 1
        while str(folder / f"{name}.docx") in targets:
            count += 1
            name = f"{base}_{count}"
        targets[str(folder / f"{name}.docx")] = found
    for path in targets:
        output_target(path, kinds=drafting.word_kinds(), inputs=_inputs(asked), force=asked.force)
    for number, (path, found) in enumerate(targets.items(), 1):
        if asked.new_facts:
            service.write_facts(found.facts)
        made = _made(found, asked, path)
        if not asked.quiet:
            left = str(len(service.missing_facts(made)))
            whole = str(len(targets))
            line = say("report.one-of-all", number=str(number), whole=whole, path=path, left=left)
            click.echo(line, err=True)
    drafting.tell_problems(sources.problems)
    return sources.exit_code


def _guard(facts: Path, *targets: str | None) -> None:
    """What people wrote is never written over."""
    from jixiao.commands.output import same_file

    for target in targets:
        if target is not None and same_file(target, str(facts)):
            raise click.UsageError(say("report.same-file", path=target))
