"""``jixiao summary``: scores, money and grades by department, year and so on."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, get_args

import click

from jixiao.commands.database import db_option, filter_options
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.summary import Dimension, Summary

_LEAST = 60
"""Columns below which a table cannot be printed."""
_PAGE = 110
_FILTERS = ("region", "department", "unit", "year", "round_name")
_READ_IN_PART = 2
"""The exit code where some input could not be read."""


@click.command(
    "summary", short_help=say("cli.summary.short"), context_settings=HELP, help=say("summary.help")
)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--by", metavar="NAME,NAME…", default="department", help=say("summary.by"))
@click.option(
    "--basis",
    type=click.Choice(["claimed", "computed", "reviewed"]),
    default="claimed",
    metavar="claimed|computed|reviewed",
    help=say("summary.basis"),
)
@db_option
@filter_options
@click.option("--rules", metavar="auto|ID|FILE", help=say("check.rules"))
@click.option("--top", type=click.IntRange(0, 1_000_000), default=20, metavar="N", help=say("summary.top"))
@click.option("--projects", is_flag=True, help=say("summary.projects"))
@click.option("--json", "as_json", is_flag=True, help=say("summary.json"))
@click.option("-o", "--output", metavar="FILE", help=say("summary.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    by: str,
    basis: str,
    db: str | None,
    region: str | None,
    department: str | None,
    unit: str | None,
    year: int | None,
    round_name: str | None,
    rules: str | None,
    top: int,
    projects: bool,
    as_json: bool,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """Sum up; the help a user reads is in the text tables."""
    from jixiao.commands.output import TEXT, Kinds, output_target, write_text
    from jixiao.commands.progress import watching
    from jixiao.services.summary import Asked, summarise_paths, summarise_store
    from jixiao.services.write_summary import SUFFIXES, write, writes

    dimensions = _dimensions(by)
    from_files = _from_files(context, paths, rules)
    kinds = TEXT if as_json else Kinds("summary.kinds", SUFFIXES)
    inputs = paths if rules is None else (*paths, rules)
    target = output_target(output, kinds=kinds, inputs=inputs if from_files else (), force=force)
    document = target is not None and not as_json and writes(target)
    asked = Asked(dimensions, basis, top=top, projects=projects or document)  # type: ignore[arg-type]  # click has checked the choice
    if from_files:
        with watching(quiet=quiet, paths=paths) as progress:
            summary = summarise_paths(paths, asked, rules=rules, progress=progress)
    else:
        from jixiao.commands.database import opened, wanted

        with opened(db) as store:
            fitting = wanted(
                store, region=region, department=department, unit=unit, year=year, round_name=round_name
            )
            summary = summarise_store(store, asked, fitting)
    if target is None:
        click.echo(_text(summary, as_json=as_json, person=output is None), nl=False)
    elif document:
        write(summary, target)
    else:
        as_json = as_json or target.lower().endswith(".json")
        write_text(target, _text(summary, as_json=as_json, person=False))
    if target is not None and not quiet:
        click.echo(say("summary.written", path=target), err=True)
    for finding in (*summary.notes, *summary.errors):
        click.echo(_line(finding), err=True)
    return _READ_IN_PART if summary.errors else 0


def _dimensions(by: str) -> tuple[Dimension, ...]:
    """What ``--by`` names; raises ``click.UsageError`` for a name that is none, or stands there twice."""
    from jixiao.schemas.summary import Dimension

    known: tuple[Dimension, ...] = get_args(Dimension)
    names = [name.strip() for name in by.replace("，", ",").split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise click.UsageError(say("summary.by-unknown", name=name, known="、".join(known)))
        if names.count(name) > 1:
            raise click.UsageError(say("summary.by-twice", name=name))
    return tuple(dimension for name in names for dimension in known if dimension == name)


def _from_files(context: click.Context, paths: tuple[str, ...], rules: str | None) -> bool:
    """Whether files are summed up; raises ``click.UsageError`` where that is not clear.

    A database that only the environment names gives way to files.
    """
    from click.core import ParameterSource

    given = context.get_parameter_source
    named = given("db") is ParameterSource.COMMANDLINE
    if paths and named:
        raise click.UsageError(say("summary.both-inputs"))
    if paths:
        filters = [name for name in _FILTERS if given(name) is ParameterSource.COMMANDLINE]
        if filters:
            option = "--" + filters[0].removesuffix("_name")
            raise click.UsageError(say("summary.only-db", option=option))
        return True
    if not context.params.get("db"):
        raise click.UsageError(say("summary.no-input"))
    if rules is not None:
        raise click.UsageError(say("summary.rules-of-files"))
    return False


def _text(summary: Summary, *, as_json: bool, person: bool) -> str:
    """What is printed; ``person`` says that it goes to where a person may look."""
    if as_json:
        import json

        return json.dumps(summary.as_json(), ensure_ascii=False, indent=2) + "\n"
    from jixiao.commands.summary_view import render

    terminal = person and sys.stdout.isatty()
    room = shutil.get_terminal_size((_PAGE, 24)).columns if terminal else _PAGE
    colour = terminal and not os.environ.get("NO_COLOR")
    return render(summary, room=max(room, _LEAST), colour=colour)


def _line(finding: object) -> str:
    """One remark on one line: which file, what, and how to mend it."""
    from jixiao.commands.columns import plain
    from jixiao.schemas.finding import Finding

    assert isinstance(finding, Finding)  # noqa: S101 - the summary's own
    text = "：".join(part for part in (finding.place.file, finding.sentence("message")) if part)
    remedy = finding.sentence("remedy")
    return plain(f"{text}。{remedy}" if remedy else text)
