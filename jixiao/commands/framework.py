"""``jixiao framework``: forms of evaluation frameworks and of whole departments, made and scored."""

from __future__ import annotations

import json

import click

from jixiao.commands.data_files import print_json, refused
from jixiao.commands.framework_report import report
from jixiao.console import HELP
from jixiao.texts import say


@click.group(
    "framework", short_help=say("cli.framework.short"), context_settings=HELP, help=say("framework.help")
)
def command() -> None:
    """Hold the commands about frameworks."""


@command.command("list", context_settings=HELP, help=say("framework.list.help"))
@click.option("--json", "as_json", is_flag=True, help=say("framework.option.json"))
def list_(as_json: bool) -> int:
    """List the shipped frameworks."""
    from jixiao.services.framework import LIST_SCHEMA, summaries

    found = summaries()
    if as_json:
        print_json({"schema": LIST_SCHEMA, "frameworks": found})
    else:
        from jixiao.commands.framework_view import listing

        click.echo(listing(found))
    return 0


@command.command("show", context_settings=HELP, help=say("framework.show.help"))
@click.argument("name", metavar="ID|FILE")
@click.option("--json", "as_json", is_flag=True, help=say("framework.option.json"))
def show(name: str, as_json: bool) -> int:
    """Show every line of a framework."""
    from jixiao.scoring.frameworks import FrameworkError, load_framework
    from jixiao.services.framework import framework_spec_json

    try:
        loaded = load_framework(name)
    except FrameworkError as error:
        return refused(error.findings)
    if as_json:
        print_json(framework_spec_json(loaded))
    else:
        from jixiao.commands.framework_view import description

        click.echo(description(loaded))
    return 0


@command.command("new", context_settings=HELP, help=say("framework.new.help"))
@click.argument("name", metavar="ID|FILE")
@click.option("--from", "source", metavar="FILE", help=say("framework.option.from"))
@click.option("--project", metavar="NAME", help=say("framework.option.project"))
@click.option("--rules", metavar="ID|FILE", help=say("framework.option.rules"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("framework.option.year"))
@click.option("--tasks", type=int, default=3, metavar="N", help=say("framework.option.tasks"))
@click.option("--parts", type=int, default=1, metavar="K", help=say("framework.option.parts"))
@click.option("-o", "--output", required=True, metavar="FILE", help=say("framework.option.new-output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
def new(
    name: str,
    source: str | None,
    project: str | None,
    rules: str | None,
    year: int | None,
    tasks: int,
    parts: int,
    output: str,
    force: bool,
) -> int:
    """Write a form to fill in."""
    from jixiao.commands.output import BLANK, output_target
    from jixiao.scoring.frameworks import FrameworkError
    from jixiao.scoring.ruleset import RuleSetError
    from jixiao.services.framework_new import NewFormError, write_form

    inputs = tuple(path for path in (name, source, rules) if path is not None)
    output_target(output, kinds=BLANK, inputs=inputs, force=force)
    try:
        made = write_form(
            name, output, source=source, project=project, rules=rules, year=year, tasks=tasks, parts=parts
        )
    except NewFormError as error:
        raise click.UsageError(str(error)) from None
    except (FrameworkError, RuleSetError) as error:
        return refused(error.findings)
    told = {"framework": made.form.framework or "", "rules": made.form.rules or ""}
    click.echo(say("framework.written", path=output, **told), err=True)
    return 0


@command.command("score", context_settings=HELP, help=say("framework.score.help"))
@click.argument("path", metavar="FILE")
@click.option("--rules", metavar="ID|FILE", help=say("framework.option.rules"))
@click.option("--framework", metavar="ID|FILE", help=say("framework.option.framework"))
@click.option("--json", "as_json", is_flag=True, help=say("framework.option.json"))
@click.option("-o", "--output", metavar="FILE", help=say("framework.option.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("framework.option.quiet"))
def score(
    path: str,
    rules: str | None,
    framework: str | None,
    as_json: bool,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Score a filled form."""
    from jixiao.commands.output import TEXT, Kinds, output_target, write_text
    from jixiao.reports.render_pdf import NoOfficeError
    from jixiao.services.framework import SUFFIXES, framework_json, score_framework, write_result, writes

    kinds = TEXT if as_json else Kinds("framework.kinds", frozenset((*SUFFIXES, ".json")), text=False)
    inputs = tuple(one for one in (path, rules, framework) if one is not None)
    target = output_target(output, kinds=kinds, inputs=inputs, force=force)
    run = score_framework(path, rules=rules, framework=framework)
    refused(run.problems)
    if target is not None and not as_json and writes(target):
        if run.result is None:
            return run.exit_code
        try:
            write_result(run.result, target)
        except NoOfficeError:
            raise click.UsageError(say("framework.no-office")) from None
    elif as_json or target is not None:
        text = json.dumps(framework_json(run), ensure_ascii=False, indent=2) + "\n"
        if target is None:
            click.echo(text, nl=False)
        else:
            write_text(target, text)
    elif run.result is not None:
        from jixiao.commands.framework_view import scored

        click.echo(scored(run.result))
    if target is not None and not quiet:
        click.echo(say("framework.result-written", path=target), err=True)
    return run.exit_code


command.add_command(report)
