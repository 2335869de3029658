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
@click.option("-o", "--output", required=True, metavar="FILE", help=say("template.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
def command(
    rules: str | None,
    year: int | None,
    rows: tuple[str, ...],
    split: bool,
    weights: int,
    output: str,
    force: bool,
) -> int:
    """Write a blank form; the help a user reads is in the text tables."""
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
