"""``jixiao rules``: list, show, test, start and describe rule sets."""

from __future__ import annotations

import click

from jixiao.commands.data_files import print_json, refused
from jixiao.console import HELP
from jixiao.texts import say


@click.group("rules", short_help=say("cli.rules.short"), context_settings=HELP, help=say("rules.help"))
def command() -> None:
    """Hold the commands about rule sets."""


@command.command("list", context_settings=HELP, help=say("rules.list.help"))
@click.option("--json", "as_json", is_flag=True, help=say("rules.option.json"))
def list_(as_json: bool) -> int:
    """List the shipped rule sets."""
    from jixiao.services.rules_files import SCHEMA, summaries

    found = summaries()
    if as_json:
        print_json({"schema": SCHEMA, "rules": found})
    else:
        from jixiao.commands.rules_view import listing

        click.echo(listing(found))
    return 0


@command.command("show", context_settings=HELP, help=say("rules.show.help"))
@click.argument("rules", metavar="ID|FILE")
@click.option("--json", "as_json", is_flag=True, help=say("rules.option.json"))
def show(rules: str, as_json: bool) -> int:
    """Show every clause of a rule set."""
    from jixiao.scoring.ruleset import RuleSetError, load_ruleset
    from jixiao.services.rules_files import as_json as whole

    try:
        loaded = load_ruleset(rules)
    except RuleSetError as error:
        return refused(error.findings)
    if as_json:
        print_json(whole(loaded))
    else:
        from jixiao.commands.rules_view import description

        click.echo(description(loaded))
    return 0


@command.command("test", context_settings=HELP, help=say("rules.test.help"))
@click.argument("rules", nargs=-1, metavar="[ID|FILE]...")
@click.option("--json", "as_json", is_flag=True, help=say("rules.option.json"))
def test(rules: tuple[str, ...], as_json: bool) -> int:
    """Run the cases and proofs of rule sets."""
    from jixiao.services.rules_files import examination_json, examine_all

    examinations = examine_all(rules)
    if as_json:
        print_json(examination_json(examinations))
    else:
        from jixiao.commands.rules_view import report

        for one in examinations:
            text = report(one)
            if text:
                click.echo(text)
    refused(problem for one in examinations for problem in one.problems)
    return max((one.exit_code for one in examinations), default=0)


@command.command("new", context_settings=HELP, help=say("rules.new.help"))
@click.argument("name", metavar="ID")
@click.option("--from", "base", metavar="ID|FILE", help=say("rules.option.from"))
def new(name: str, base: str | None) -> int:
    """Start a rule set in the current folder."""
    from pathlib import Path

    from jixiao.scoring.ruleset import RuleSetError
    from jixiao.services.rules_files import create

    try:
        made = create(name, base, Path())
    except RuleSetError as error:
        return refused(error.findings)
    click.echo(say("rules.new.done", path=str(made)), err=True)
    return 0


@command.command("schema", context_settings=HELP, help=say("rules.schema.help"))
def schema() -> int:
    """Print the JSON Schema of a rule set file."""
    from jixiao.services.rules_files import json_schema

    print_json(json_schema())
    return 0
