"""``jixiao statement``: 第九节 预算绩效情况说明 of a department and year drafted, or of all departments."""

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
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from jixiao.reports.blocks import Report
    from jixiao.reports.statement_facts import StatementFacts
    from jixiao.reports.statement_view import Material
    from jixiao.schemas.summary import Basis
    from jixiao.services.report_error import ReportError
    from jixiao.services.statement import Gathered, Pool, Wanted
    from jixiao.services.statement_annex import Annexes
    from jixiao.store.repository import Store

_READ_IN_PART = 2
"""The exit code where some input could not be read."""


class _Asked(NamedTuple):
    """The options; each is what the command line says."""

    paths: tuple[str, ...]
    db: str | None
    department: str | None
    year: int | None
    region: str | None
    rules: str | None
    basis: Basis
    show: tuple[str, ...]
    show_tables: tuple[str, ...]
    evaluated: tuple[str, ...]
    report: bool
    whole: str | None
    facts: str | None
    new_facts: bool
    template: str | None
    trace: str | None
    every: bool
    output: str | None
    force: bool
    quiet: bool

    @property
    def inputs(self) -> tuple[str, ...]:
        """The files that are read, which nothing is written over."""
        named = (self.rules, self.facts, self.template, self.whole)
        return (*self.paths, *(one for one in named if one is not None))

    @property
    def wanted(self) -> Wanted:
        """Whose section is wanted."""
        from jixiao.services.statement import Wanted

        return Wanted(self.department, self.year, self.region, self.basis)


@click.command(
    "statement", short_help=say("cli.statement.short"), context_settings=HELP, help=say("statement.help")
)
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@db_option
@click.option("--department", metavar="NAME", help=say("statement.option.department"))
@click.option("--year", type=click.IntRange(1990, 2100), metavar="YYYY", help=say("statement.option.year"))
@click.option("--region", metavar="CODE", help=say("statement.option.region"))
@click.option("--rules", metavar="auto|ID|FILE", help=say("report.option.rules"))
@click.option(
    "--basis",
    type=click.Choice(["claimed", "computed", "reviewed"]),
    default="claimed",
    metavar="claimed|computed|reviewed",
    help=say("statement.option.basis"),
)
@click.option("--show", multiple=True, metavar="NAME|all|none", help=say("statement.option.show"))
@click.option(
    "--show-tables", multiple=True, metavar="NAME|all|none", help=say("statement.option.show-tables")
)
@click.option("--evaluated", multiple=True, metavar="NAME", help=say("statement.option.evaluated"))
@click.option("--report", is_flag=True, help=say("statement.option.report"))
@click.option("--whole", metavar="FILE", help=say("statement.option.whole"))
@click.option("--facts", metavar="FILE", help=say("statement.option.facts"))
@click.option("--new-facts", is_flag=True, help=say("statement.option.new-facts"))
@click.option("--template", metavar="FILE", help=say("statement.option.template"))
@click.option("--trace", metavar="FILE", help=say("statement.option.trace"))
@click.option("--all", "every", is_flag=True, help=say("statement.option.all"))
@click.option("-o", "--output", metavar="FILE", help=say("statement.option.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("statement.option.quiet"))
@click.pass_context
def command(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401 - click hands over what it read
    """Draft the section; the help a user reads is in the text tables."""
    from jixiao.services.report_error import ReportError

    asked = _Asked(**options)
    try:
        return _everything(context, asked) if asked.every else _one(context, asked)
    except ReportError as error:
        raise click.UsageError(str(error)) from None


def _one(context: click.Context, asked: _Asked) -> int:
    """The section of one department."""
    from jixiao.commands.columns import plain
    from jixiao.reports.statement_facts import StatementFacts
    from jixiao.services import statement as service
    from jixiao.services.facts_files import read_given, write_given
    from jixiao.services.report import write_trace

    output, trace, facts = asked.output, asked.trace, asked.facts
    if output is None and (trace is not None or not asked.new_facts):
        raise click.UsageError(say("statement.nothing-asked"))
    if asked.new_facts and facts is None:
        raise click.UsageError(say("statement.new-facts-where"))
    drafting.targets(
        output,
        trace,
        template=asked.template is not None,
        inputs=asked.inputs,
        force=asked.force,
        same="statement.same-file",
    )
    if asked.new_facts and facts is not None:
        added = write_given(facts, StatementFacts)
        click.echo(say("report.facts-written", path=facts, count=str(added)), err=True)
    if output is None:
        return 0
    given = read_given(facts, StatementFacts)
    pool = _pool(context, asked)
    if pool is None:
        with _store(asked) as store:
            found = service.gather_store(store, asked.wanted)
    else:
        found = service.gather(pool, asked.wanted)
    drafting.tell_problems(found.problems)
    if found.material is None:
        return _READ_IN_PART
    made, notes = _made(found, asked, given, output)
    if trace is not None:
        write_trace(made, trace)
    for note in notes:
        click.echo(plain(note), err=True)
    if not asked.quiet:
        drafting.tell_written(made, output, trace, told="statement.written")
    return _READ_IN_PART if found.problems else 0


def _everything(context: click.Context, asked: _Asked) -> int:
    """A section for each department, in a folder; all names are looked at before the first is written."""
    from jixiao.commands.columns import plain
    from jixiao.reports.statement_facts import StatementFacts
    from jixiao.services import statement as service
    from jixiao.services.facts_files import read_given, write_given
    from jixiao.services.report import missing_facts
    from jixiao.services.report_error import ReportError

    if asked.output is None or asked.trace or asked.department or asked.whole or asked.report:
        raise click.UsageError(say("statement.all-alone"))
    folder = Path(asked.output)
    if folder.suffix.lower() in drafting.REPORTS or folder.is_file():
        raise click.UsageError(say("statement.all-folder", path=folder))
    beside = folder if asked.facts is None else Path(asked.facts)
    if asked.facts is not None and not beside.is_dir():
        raise click.UsageError(say("statement.all-facts", path=beside))
    pool = _pool(context, asked)
    problems = () if pool is None else pool.problems
    drafting.tell_problems(problems)
    targets: list[tuple[Path, Wanted]] = []
    if pool is None:
        with _store(asked) as store:
            targets = _targets(folder, service.departments(store, asked.wanted), asked)
            nobody = service.without_department(store, asked.wanted)
    else:
        targets = _targets(folder, _owners(pool, asked), asked)
        nobody = sum(not (one.owner and one.record.year) for one in pool.known)
    if nobody:
        click.echo(say("statement.all-nobody", count=str(nobody)), err=True)
    if not targets:
        if problems:
            return _READ_IN_PART
        raise click.UsageError(say("statement.no-project"))
    folder.mkdir(parents=True, exist_ok=True)
    for number, (path, found) in enumerate(_each(pool, targets, asked), 1):
        if isinstance(found, ReportError):
            click.echo(say("statement.all-left-out", path=path, why=str(found)), err=True)
            continue
        facts = beside / f"{path.stem}.facts.toml"
        if asked.new_facts:
            write_given(facts, StatementFacts)
        given = read_given(facts if facts.exists() else None, StatementFacts)
        made, notes = _made(found, asked, given, str(path))
        if not asked.quiet:
            left, whole = str(len(missing_facts(made))), str(len(targets))
            line = say("report.one-of-all", number=str(number), whole=whole, path=path, left=left)
            for said in (line, *(f"  {plain(note)}" for note in notes)):
                click.echo(said, err=True)
    return _READ_IN_PART if problems else 0


def _owners(pool: Pool, asked: _Asked) -> Iterable[Wanted]:
    """The departments of the files that are asked for; one year has to be meant."""
    owners = [
        replace(one, basis=asked.basis)
        for one in pool.owners
        if asked.year in {None, one.year} and asked.region in {None, one.region}
    ]
    years = sorted({str(one.year) for one in owners})
    if len(years) > 1:
        raise click.UsageError(say("statement.several-years", names=say("statement.enumerate").join(years)))
    return owners


def _targets(folder: Path, wanted: Iterable[Wanted], asked: _Asked) -> list[tuple[Path, Wanted]]:
    """The file of each department, named after it (and its region where several have it)."""
    from jixiao.commands.output import output_target
    from jixiao.services.returns import file_names

    asked_for = list(wanted)
    called = [f"{one.department}{one.region or ''}" for one in asked_for]
    paths = [folder / name for name in file_names(called, ".docx")]
    for path in paths if folder.is_dir() else ():
        output_target(str(path), kinds=drafting.word_kinds(), inputs=asked.inputs, force=asked.force)
    return list(zip(paths, asked_for, strict=True))


def _each(
    pool: Pool | None, targets: list[tuple[Path, Wanted]], asked: _Asked
) -> Iterator[tuple[Path, Gathered | ReportError]]:
    """What each department's section is drafted from, one after the other; or why there is nothing."""
    from contextlib import nullcontext

    from jixiao.services import statement as service
    from jixiao.services.report_error import ReportError

    with nullcontext() if pool is not None else _store(asked) as store:
        for path, wanted in targets:
            try:
                if pool is not None:
                    found = service.gather(pool, wanted)
                else:
                    assert store is not None  # noqa: S101 - opened above
                    found = service.gather_store(store, wanted)
            except ReportError as error:
                yield path, error
            else:
                yield path, found


def _made(
    found: Gathered, asked: _Asked, given: StatementFacts, output: str
) -> tuple[Report, tuple[str, ...]]:
    """The section, written, and what is to be said of it; what stands in it where a template was filled."""
    from jixiao.services import statement as service
    from jixiao.services.report import write_report

    assert found.material is not None  # noqa: S101 - looked at before
    given = given.instead("evaluated", asked.evaluated)
    material, notes = found.material, found.notes
    if asked.whole is not None:
        from jixiao.services.statement_whole import with_whole

        material, open_ends = with_whole(material, asked.whole, rules=asked.rules)
        notes = (*notes, *open_ends)
    forms = service.printed_projects(material, given, asked.show_tables)
    annexed: tuple[Report, ...] = ()
    if asked.report:
        annexed, missing = _annexes(asked, material, service.evaluated_names(material, given))
        notes = (*notes, *missing)
    made = service.make_statement(material, given, asked.show, asked.show_tables, annexed)
    notes = (*notes, *service.doubts(material, forms, given))
    if asked.template is None:
        write_report(made, output)
        return made, notes
    from jixiao.reports.statement_values import values
    from jixiao.services.fill_template import fill_template, write_filled

    filled = fill_template(asked.template, values(material, given, made))
    write_filled(filled, output)
    return filled.report, (*notes, *filled.told)


def _annexes(asked: _Asked, material: Material, names: tuple[str, ...]) -> Annexes:
    """The reports on the evaluated projects."""
    from jixiao.services.report_sources import from_paths, from_store
    from jixiao.services.statement_annex import annexes

    if asked.paths:
        return annexes(from_paths(asked.paths, rules=asked.rules).found, names)
    from jixiao.schemas.store import Filter

    wanted = Filter(region=asked.region, department=material.department, years=(material.year,))
    with _store(asked) as store:
        return annexes(from_store(store, wanted, Path(str(asked.output)).parent).found, names)


def _pool(context: click.Context, asked: _Asked) -> Pool | None:
    """What the files hold; none where the database is meant: one the environment names gives way."""
    from click.core import ParameterSource

    named = context.get_parameter_source("db") is ParameterSource.COMMANDLINE
    if asked.paths and named:
        raise click.UsageError(say("statement.both-inputs"))
    if asked.paths:
        from jixiao.commands.progress import watching
        from jixiao.services.statement import read_pool

        with watching(quiet=asked.quiet, paths=asked.paths) as progress:
            return read_pool(asked.paths, rules=asked.rules, progress=progress)
    if not asked.db:
        raise click.UsageError(say("statement.no-input"))
    if asked.rules is not None:
        raise click.UsageError(say("statement.rules-of-files"))
    return None


def _store(asked: _Asked) -> AbstractContextManager[Store]:
    from jixiao.commands.database import opened

    return opened(str(asked.db))
