"""``jixiao returns``: the units whose tables are to be returned, and a letter to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jixiao.commands.database import db_option, filter_options
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from jixiao.services.returns import Marked, Returned

_ROOM = 110
_LONGEST = 80
"""Characters of a name that the list shows; letters and JSON have the whole."""


@click.command(
    "returns", short_help=say("cli.returns.short"), context_settings=HELP, help=say("returns.help")
)
@db_option
@filter_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    metavar="error|warning",
    help=say("returns.fail-on"),
)
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=say("returns.deadline"))
@click.option(
    "--format",
    "kind",
    type=click.Choice(["docx", "xlsx"]),
    default="docx",
    metavar="docx|xlsx",
    help=say("returns.format"),
)
@click.option("--mark", "marked", is_flag=True, help=say("returns.mark"))
@click.option("--json", "as_json", is_flag=True, help=say("returns.json"))
@click.option("-o", "--output", metavar="DIR", help=say("returns.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def command(
    db: str | None,
    region: str | None,
    department: str | None,
    unit: str | None,
    year: int | None,
    round_name: str | None,
    fail_on: str,
    deadline: datetime | None,
    kind: str,
    marked: bool,
    as_json: bool,
    output: str | None,
    force: bool,
    quiet: bool,
) -> int:
    """List the units, and write a letter to each."""
    from jixiao.commands.database import opened, wanted
    from jixiao.schemas.finding import Severity
    from jixiao.services.collect import find_round
    from jixiao.services.returns import as_json as published
    from jixiao.services.returns import file_names, mark, to_come, to_return, write_letter

    day = None if deadline is None else deadline.date().isoformat()
    with opened(db) as store:
        meant = wanted(
            store, region=region, department=department, unit=unit, year=year, round_name=round_name
        )
        if day is None and round_name is not None:
            day = to_come(find_round(store, round_name).deadline)
        found = to_return(store, meant, fail_on=Severity(fail_on))
        names = file_names([one.unit for one in found], f".{kind}")
        if output is not None and found:
            folder = _folder(output, names, force=force)
            for one, name in zip(found, names, strict=True):
                write_letter(one, folder / name, day)
            if not quiet:
                click.echo(say("returns.written", path=output, count=str(len(found))), err=True)
        if marked:
            letters = names if output is not None else [None] * len(found)
            count = mark(store, zip(found, letters, strict=True), day)
            if not quiet:
                click.echo(_marked(count), err=True)
        elif output is not None and found and not quiet:
            click.echo(say("returns.unmarked"), err=True)
    if as_json:
        import json

        click.echo(json.dumps(published(found), ensure_ascii=False, indent=2))
    else:
        click.echo(_view(found, names if output is not None else []))
    return 0


def _folder(output: str, names: list[str], *, force: bool) -> Path:
    """The folder of the letters, made where it is not there; nothing in it is written over unasked."""
    from pathlib import Path

    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "", output)
    there = [] if force else [name for name in names if (folder / name).exists()]
    if there:
        raise click.UsageError(say("output.exists", path=str(folder / there[0])))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _marked(count: Marked) -> str:
    """How much was marked; disclosures only where there are any."""
    told = say("returns.marked", count=str(count.projects))
    if not count.disclosures:
        return told
    several = {"projects": str(count.projects), "disclosures": str(count.disclosures)}
    return say("returns.marked.both" if count.projects else "returns.marked.disclosures", **several)


def _state(one: Returned) -> str:
    """Whether a unit was sent back already, and since when."""
    from jixiao.services.missing import day_of

    if one.since is None:
        return say("returns.state.new")
    code = "returns.state.waiting" if one.waiting else "returns.state.partly"
    return say(code, day=day_of(one.since), count=str(len(one.returned) + len(one.disclosures_returned)))


def _view(found: tuple[Returned, ...], names: list[str]) -> str:
    from jixiao.commands.columns import Cell, Column, plain, table
    from jixiao.services.check_groups import Counts

    if not found:
        return say("returns.none")
    back = any(one.since for one in found)
    placed = len({(one.department, one.unit) for one in found}) < len(found)
    keys = [
        "unit",
        *(["region"] if placed else []),
        "department",
        "files",
        "error",
        "warning",
        *(["state"] if back else []),
    ]
    keys += ["file"] if names else []
    narrow = {"region", "files", "error", "warning", "state"}
    columns = [Column(say(f"list.column.{key}"), 0 if key in narrow else 4, 8) for key in keys]
    rows = []
    for at, one in enumerate(found):
        counts = one.counts
        cells = [
            _short(one.unit),
            *([one.region or "—"] if placed else []),
            _short(one.department or "—"),
            str(len(one.files)),
            str(counts.error),
            str(counts.warning),
            *([_state(one)] if back else []),
        ]
        rows.append([Cell(plain(text)) for text in (*cells, *names[at : at + 1])])
    total = Counts(*map(sum, zip(*(one.counts for one in found), strict=True)))
    head = say("returns.head", units=str(len(found)), counts=str(total))
    blocks = table(columns, rows, _ROOM, colour=False)
    return "\n".join([head, *(line for block in blocks for line in block)])
