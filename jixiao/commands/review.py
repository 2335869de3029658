"""``jixiao review``: the reviewer's worksheet out, and what the reviewer says back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jixiao.commands.database import db_option, filter_options
from jixiao.console import HELP
from jixiao.texts import say

if TYPE_CHECKING:
    from jixiao.schemas.criteria import Criteria
    from jixiao.services.review import Reviewed

_UNREADABLE, _FOUND = 2, 1


@click.group("review", short_help=say("cli.review.short"), context_settings=HELP, help=say("review.help"))
def command() -> None:
    """Hold the commands of reviewing."""


def _criteria(path: str | None) -> Criteria | None:
    """The criteria of a file, or the shipped ones; ``None`` where it is no such list, which is told."""
    from jixiao.commands.columns import plain
    from jixiao.scoring.criteria import load_criteria
    from jixiao.scoring.ruleset import RuleSetError
    from jixiao.services.check_words import problem_line

    try:
        return load_criteria(path)
    except RuleSetError as error:
        for finding in error.findings:
            click.echo(plain(problem_line(finding)), err=True)
    return None


@command.command("export", context_settings=HELP, help=say("review.export.help"))
@db_option
@filter_options
@click.option("--project", metavar="NAME", help=say("review.project"))
@click.option("--criteria", metavar="FILE", help=say("review.criteria"))
@click.option("-o", "--output", metavar="FILE", required=True, help=say("review.output"))
@click.option("-f", "--force", is_flag=True, help=say("output.force"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def export(
    db: str | None,
    region: str | None,
    department: str | None,
    unit: str | None,
    year: int | None,
    round_name: str | None,
    project: str | None,
    criteria: str | None,
    output: str,
    force: bool,
    quiet: bool,
) -> int:
    """Write the worksheet."""
    from pathlib import Path

    from jixiao.commands.database import opened, wanted
    from jixiao.commands.output import Kinds, output_target
    from jixiao.services.review import Exported, TooManyError, export_by_unit, export_reviews

    known = _criteria(criteria)
    if known is None:
        return _UNREADABLE
    folder = output.endswith(("/", "\\")) or Path(output).is_dir()
    if not folder:
        kinds = Kinds("output.kinds.worksheet", frozenset((".xlsx",)), text=False)
        output_target(output, kinds=kinds, force=force)
    with opened(db) as store:
        meant = wanted(
            store, region=region, department=department, unit=unit, year=year, round_name=round_name
        ).model_copy(update={"project": project})
        try:
            if folder:
                written = export_by_unit(store, meant, output, force=force, criteria=known)
            else:
                written = (Exported(output, export_reviews(store, meant, output, known)),)
        except FileExistsError as error:
            raise click.UsageError(say("output.exists", path=str(error.filename))) from error
        except TooManyError as error:
            text = say("review.too-many", count=str(error.count), most=str(error.most))
            raise click.ClickException(text) from error
    if not any(one.tables for one in written):
        click.echo(say("review.none"), err=True)
    elif not quiet:
        for one in written:
            click.echo(say("review.exported", path=one.path, count=str(one.tables)), err=True)
    return 0


@command.command("import", context_settings=HELP, help=say("review.import.help"))
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@db_option
@click.option("--rules", metavar="FILE", help=say("review.rules"))
@click.option("--criteria", metavar="FILE", help=say("review.criteria"))
@click.option("--cite", is_flag=True, help=say("review.cite"))
@click.option("-n", "--dry-run", is_flag=True, help=say("collect.dry-run"))
@click.option("--json", "as_json", is_flag=True, help=say("review.json"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def import_(
    paths: tuple[str, ...],
    db: str | None,
    rules: str | None,
    criteria: str | None,
    cite: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Keep reviews; the help a user reads is in the text tables."""
    from jixiao.commands.columns import plain
    from jixiao.commands.database import opened
    from jixiao.scoring.ruleset import RuleSetError, load_ruleset
    from jixiao.services.check_words import problem_line
    from jixiao.services.review import import_reviews
    from jixiao.services.review_words import line, problem_words, remark_words, tally

    try:
        given = None if rules is None else load_ruleset(rules)
    except RuleSetError as error:
        for finding in error.findings:
            click.echo(plain(problem_line(finding)), err=True)
        return _UNREADABLE
    known = _criteria(criteria)
    if known is None:
        return _UNREADABLE
    everything: list[Reviewed] = []
    with opened(db) as store:
        if dry_run:
            with store.dry_run() as trial:
                everything = list(import_reviews(trial, paths, rules=given, criteria=known, cite=cite))
            found = iter(everything)
        else:
            found = import_reviews(store, paths, rules=given, criteria=known, cite=cite)
        told: list[Reviewed] = []
        for one in found:
            told.append(one)
            if not as_json:
                click.echo(plain(line(one)))
            for problem in one.problems:
                click.echo(plain(problem_words(problem)), err=True)
            for remark in one.remarks:
                click.echo(plain(remark_words(remark)), err=True)
        everything = told
    if as_json:
        import json

        from jixiao.services.review_words import run_json

        click.echo(json.dumps(run_json(everything), ensure_ascii=False, indent=2))
    if not quiet:
        click.echo(tally(everything, dry_run=dry_run), err=True)
    if any(one.outcome == "refused" and not one.project for one in everything):
        return _UNREADABLE
    return _FOUND if any(one.problems for one in everything) else 0
