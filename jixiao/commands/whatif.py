"""``jixiao whatif``: everything scored again under another rule set, and what would change."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from jixiao.commands.database import db_option, filter_options
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.finding import Finding
    from jixiao.schemas.whatif import WhatIf
    from jixiao.scoring.ruleset import LoadedRuleSet

_LEAST = 60
"""Columns below which a table cannot be printed."""
_PAGE = 110
_FILTERS = ("region", "department", "unit", "year", "round_name")
_READ_IN_PART = 2
"""The exit code where some input could not be read."""


@click.command("whatif", short_help=say("cli.whatif.short"), context_settings=HELP, help=say("whatif.help"))
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--rules", metavar="ID|FILE", required=True, help=say("whatif.rules"))
@click.option("--against", metavar="ID|FILE", help=say("whatif.against"))
@db_option
@filter_options
@click.option("--top", type=click.IntRange(0, 1_000_000), default=20, metavar="N", help=say("whatif.top"))
@click.option("--json", "as_json", is_flag=True, help=say("whatif.json"))
@click.option("-o", "--output", metavar="FILE", help=say("whatif.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    rules: str,
    against: str | None,
    db: str | None,
    region: str | None,
    department: str | None,
    unit: str | None,
    year: int | None,
    round_name: str | None,
    top: int,
    as_json: bool,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Try another rule set; the help a user reads is in the text tables."""
    from jixiao.commands.output import TEXT, Kinds, output_target, write_text
    from jixiao.services.write_whatif import SUFFIXES, write, writes

    from_files = _from_files(context, paths)
    kinds = TEXT if as_json else Kinds("summary.kinds", SUFFIXES)
    inputs = [one for one in (*paths, rules, against) if one is not None]
    target = output_target(output, kinds=kinds, inputs=inputs, force=force)
    new = _loaded(rules)
    old = None if against is None else _loaded(against)
    if from_files:
        from jixiao.commands.progress import watching
        from jixiao.services.whatif import whatif_paths

        with watching(quiet=quiet, paths=paths) as progress:
            found = whatif_paths(paths, new, against, top=top, progress=progress)
    else:
        from jixiao.commands.database import opened, wanted
        from jixiao.services.whatif import whatif_store

        with opened(db) as store:
            fitting = wanted(
                store, region=region, department=department, unit=unit, year=year, round_name=round_name
            )
            found = whatif_store(store, new, old, fitting, top=top)
    if target is None:
        click.echo(_text(found, as_json=as_json, person=output is None), nl=False)
    elif not as_json and writes(target):
        write(found, target)
    else:
        as_json = as_json or target.lower().endswith(".json")
        write_text(target, _text(found, as_json=as_json, person=False))
    if target is not None and not quiet:
        click.echo(say("summary.written", path=target), err=True)
    for finding in found.errors:
        click.echo(_line(finding), err=True)
    return _READ_IN_PART if found.errors else 0


def _from_files(context: click.Context, paths: tuple[str, ...]) -> bool:
    """Whether files are gone through; raises ``click.UsageError`` where that is not clear.

    A database that only the environment names gives way to files.
    """
    from click.core import ParameterSource

    given = context.get_parameter_source
    if paths and given("db") is ParameterSource.COMMANDLINE:
        raise click.UsageError(say("summary.both-inputs"))
    if paths:
        filters = [name for name in _FILTERS if given(name) is ParameterSource.COMMANDLINE]
        if filters:
            option = "--" + filters[0].removesuffix("_name")
            raise click.UsageError(say("summary.only-db", option=option))
        return True
    if not context.params.get("db"):
        raise click.UsageError(say("whatif.no-input"))
    return False


def _loaded(name: str) -> LoadedRuleSet:
    """A rule set; one that cannot be used is one line and exit code 2."""
    from jixiao.scoring.ruleset import RuleSetError, load_ruleset

    try:
        return load_ruleset(name)
    except RuleSetError as error:
        raise click.ClickException("\n".join(map(_line, error.findings))) from error


def _text(found: WhatIf, *, as_json: bool, person: bool) -> str:
    """What is printed; ``person`` says that it goes to where a person may look."""
    if as_json:
        import json

        return json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n"
    from jixiao.commands.whatif_view import render

    terminal = person and sys.stdout.isatty()
    room = shutil.get_terminal_size((_PAGE, 24)).columns if terminal else _PAGE
    colour = terminal and not os.environ.get("NO_COLOR")
    return render(found, room=max(room, _LEAST), colour=colour)


def _line(finding: Finding) -> str:
    """A finding on one line: of which file, what, and how to mend it."""
    from jixiao.commands.columns import plain

    text = "：".join(part for part in (finding.place.file, finding.sentence("message")) if part)
    return plain("。".join(part for part in (text, finding.sentence("remedy")) if part))
