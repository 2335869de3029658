"""What all commands that use the store share: the option ``--db``, and opening it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jixiao.schemas.finding import Finding
    from jixiao.schemas.store import Filter
    from jixiao.store.repository import Store

Function = TypeVar("Function", bound="Callable[..., Any]")

VARIABLE = "JIXIAO_DB"
_YEARS = click.IntRange(1990, 2100)


def db_option(function: Function) -> Function:
    """Add ``--db PATH|URL`` (parameter ``db``), taken from the environment where it is not given."""
    return click.option("--db", metavar="PATH|URL", envvar=VARIABLE, help=say("store.db"))(function)


def filter_options(function: Function) -> Function:
    """Add the options that say which projects are meant; :func:`wanted` makes a filter of them."""
    for option in (
        click.option("--round", "round_name", metavar="ROUND", help=say("store.filter.round")),
        click.option("--year", type=_YEARS, metavar="YYYY", help=say("store.filter.year")),
        click.option("--unit", metavar="NAME", help=say("store.filter.unit")),
        click.option("--department", metavar="NAME", help=say("store.filter.department")),
        click.option("--region", metavar="CODE", help=say("store.filter.region")),
    ):
        function = option(function)
    return function


def wanted(
    store: Store,
    *,
    region: str | None,
    department: str | None,
    unit: str | None,
    year: int | None,
    round_name: str | None,
) -> Filter:
    """The filter that the options of :func:`filter_options` say."""
    from jixiao.schemas.store import Filter
    from jixiao.services.collect import find_round

    return Filter(
        region=region,
        department=department,
        unit=unit,
        years=() if year is None else (year,),
        round_id=None if round_name is None else find_round(store, round_name).id,
    )


def target_of(db: str | None) -> str:
    """The database that was named; raises ``click.UsageError`` where none was."""
    if not db:
        raise click.UsageError(say("store.no-db"))
    return db


@contextmanager
def refusals() -> Iterator[None]:
    """What the store refuses, as one line and exit code 2."""
    from jixiao.store.errors import StoreError

    try:
        yield
    except StoreError as error:
        raise click.ClickException(refusal(error.finding)) from error


def refusal(finding: Finding) -> str:
    """A refusal on one line, with its remedy."""
    from jixiao.commands.columns import plain

    parts = [
        part for part in (finding.sentence("message") or finding.code, finding.sentence("remedy")) if part
    ]
    return plain("。".join(parts))


@contextmanager
def opened(db: str | None) -> Iterator[Store]:
    """The store, open; what it refuses becomes one line on stderr and exit code 2."""
    target = target_of(db)
    from jixiao.store.repository import Store

    with refusals(), Store.open(target) as store:
        yield store


@contextmanager
def opened_or_made(db: str | None, *, dry_run: bool) -> Iterator[Store]:
    """The store, open; one that is not there yet is made and that said, in a dry run for its length only."""
    target = target_of(db)
    from tempfile import TemporaryDirectory

    from jixiao.services.store_admin import init, is_there

    with refusals():
        there = is_there(target)
    if there:
        with opened(target) as store:
            yield store
    elif dry_run:
        click.echo(say("db.would-make", target=target), err=True)
        with TemporaryDirectory() as folder:
            nowhere = str(Path(folder) / "dry-run.db")
            init(nowhere)
            with opened(nowhere) as store:
                yield store
    else:
        with refusals():
            init(target)
        click.echo(say("db.made", target=target), err=True)
        with opened(target) as store:
            yield store
