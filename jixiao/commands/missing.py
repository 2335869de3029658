"""``jixiao missing``: the units that were expected to file and have not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jixiao.commands.database import db_option
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.services.missing import Missing

_ROOM = 110
_UNREADABLE = 2


@click.command(
    "missing", short_help=say("cli.missing.short"), context_settings=HELP, help=say("missing.help")
)
@db_option
@click.option("--expected", metavar="FILE", help=say("missing.expected"))
@click.option("--region", metavar="CODE", help=say("store.filter.region"))
@click.option("--department", metavar="NAME", help=say("store.filter.department"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("missing.year"))
@click.option("--round", "round_name", metavar="ROUND", help=say("store.filter.round"))
@click.option("--json", "as_json", is_flag=True, help=say("missing.json"))
@click.option("-o", "--output", metavar="FILE", help=say("missing.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def command(
    db: str | None,
    expected: str | None,
    region: str | None,
    department: str | None,
    year: int | None,
    round_name: str | None,
    as_json: bool,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """List the units that have not filed."""
    from jixiao.commands.columns import plain
    from jixiao.commands.database import opened
    from jixiao.commands.output import Kinds, output_target, write_text
    from jixiao.services.check_words import problem_line
    from jixiao.services.collect import find_round
    from jixiao.services.missing import expect, missing, write_list

    kinds = Kinds("output.kinds.list", frozenset((".xlsx",)))
    inputs = () if expected is None else (expected,)
    target = output_target(output, kinds=kinds, inputs=inputs, force=force)
    with opened(db) as store:
        if expected is not None:
            units, new, problems = expect(store, expected)
            for problem in problems:
                click.echo(plain(problem_line(problem)), err=True)
            if problems:
                return _UNREADABLE
            if not quiet:
                click.echo(say("missing.marked", count=str(units), new=str(new)), err=True)
        known = None if round_name is None else find_round(store, round_name)
        found = missing(store, year=year, round=known, region=region, department=department)
    if not found.expected and not quiet:
        click.echo(say("missing.nobody"), err=True)
    if target is not None and target.lower().endswith(".xlsx"):
        write_list(found, target)
    else:
        text = _text(found, as_json=as_json or (target or "").lower().endswith(".json"))
        if target is None:
            click.echo(text, nl=False)
        else:
            write_text(target, text)
    if target is not None and not quiet:
        click.echo(say("check.written", path=target), err=True)
    return 0


def _text(found: Missing, *, as_json: bool) -> str:
    from jixiao.services.missing import as_json as published
    from jixiao.services.missing import columns_of, head_line, returned_lines, rows_of

    if as_json:
        import json

        return json.dumps(published(found), ensure_ascii=False, indent=2) + "\n"
    from jixiao.commands.columns import Cell, Column, plain, table

    lines = [head_line(found)]
    if found.units:
        keys = [column.key for column in columns_of(found)]
        columns = [
            Column(say(f"list.column.{key}"), 4 if key in {"department", "unit"} else 0) for key in keys
        ]
        rows = [[Cell(plain(text)) for text in row] for row in rows_of(found)]
        lines += [line for block in table(columns, rows, _ROOM, colour=False) for line in block]
    lines += [plain(told) for told in returned_lines(found)]
    return "".join(f"{line}\n" for line in lines)
