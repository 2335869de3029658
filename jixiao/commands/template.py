"""``jixiao template``: a blank official form for a rule set."""

from __future__ import annotations

import click

from jixiao.console import HELP
from jixiao.texts import say


@click.command(
    "template", short_help=say("cli.template.short"), context_settings=HELP, help=say("template.help")
)
@click.option("--rules", metavar="ID|FILE", help=say("template.rules"))
@click.option("--year", type=click.IntRange(1990, 2100), help=say("template.year"))
@click.option("--rows", multiple=True, metavar="N|NAME=N", help=say("template.rows"))
@click.option("--split", is_flag=True, help=say("template.split"))
@click.option("--weights", type=int, default=1, metavar="K", help=say("template.weights"))
@click.option("--list-columns", is_flag=True, help=say("template.list-columns"))
@click.option("-o", "--output", metavar="FILE", help=say("template.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
def command(
    rules: str | None,
    year: int | None,
    rows: tuple[str, ...],
    split: bool,
    weights: int,
    list_columns: bool,
    output: str | None,
    force: bool,
) -> int:
    """Write a blank form; the help a user reads is in the text tables."""
    if list_columns:
        return _list(output, force=force)
    if output is None:
        raise click.UsageError(say("template.no-output"))
    from jixiao.commands.output import BLANK, output_target
    from jixiao.commands.rules_view import line
    from jixiao.scoring.ruleset import RuleSetError
    from jixiao.services.template import TemplateError, write_template

    output_target(output, kinds=BLANK, inputs=() if rules is None else (rules,), force=force)
    try:
        blank = write_template(output, rules=rules, year=year, rows=rows, split=split, weights=weights)
    except TemplateError as error:
        raise click.UsageError(str(error)) from None
    except RuleSetError as error:
        for finding in error.findings:
            click.echo(line(finding), err=True)
        return 2
    click.echo(say("template.written", path=output, rules=blank.rules), err=True)
    return 0


def _list(output: str | None, *, force: bool) -> int:
    """Tell the columns of a list of projects, or write one with nothing but its heading."""
    from jixiao.commands.output import LIST, output_target
    from jixiao.services.template import list_lines, write_list

    target = output_target(output, kinds=LIST, force=force)
    if target is None:
        click.echo("\n".join(list_lines()))
        return 0
    write_list(target)
    click.echo(say("list.written", path=target), err=True)
    return 0
