"""``jixiao db``: make, upgrade, back up, verify, export the database; keep its rounds."""

from __future__ import annotations

import click

from jixiao.commands.database import db_option, filter_options
from jixiao.console import HELP
from jixiao.texts import say

_UNSOUND, _UNUSABLE = 1, 2


@click.group("db", short_help=say("cli.db.short"), context_settings=HELP, help=say("db.help"))
def command() -> None:
    """Hold the commands about the database."""


@command.command("init", context_settings=HELP, help=say("db.init.help"))
@db_option
@click.option("--hash", "algorithm", type=click.Choice(["sha256", "sm3"]), help=say("db.init.hash"))
def init(db: str | None, algorithm: str | None) -> int:
    """Make a database."""
    from jixiao.commands.database import refusals, target_of
    from jixiao.services import store_admin

    target = target_of(db)
    with refusals():
        made = store_admin.init(target, algorithm)
    click.echo(say("db.made" if made else "db.there", target=_shown(target)), err=True)
    return 0


@command.command("upgrade", context_settings=HELP, help=say("db.upgrade.help"))
@db_option
def upgrade(db: str | None) -> int:
    """Bring a database to the newest schema."""
    from jixiao.commands.database import refusals, target_of
    from jixiao.services import store_admin

    target = target_of(db)
    with refusals():
        before, after = store_admin.upgrade(target)
    code = "db.current" if before == after else "db.upgraded"
    click.echo(say(code, target=_shown(target), before=before, after=after), err=True)
    return 0


@command.command("backup", context_settings=HELP, help=say("db.backup.help"))
@db_option
@click.option("-o", "--output", metavar="FILE", required=True, help=say("db.backup.output"))
def backup(db: str | None, output: str) -> int:
    """Write everything into one file."""
    from jixiao.commands.database import refusals, target_of
    from jixiao.services import store_admin

    target = target_of(db)
    with refusals():
        made = store_admin.backup(target, output)
    click.echo(
        say(f"db.backup.{made.way}", path=output, size=str(made.size), head=_head(made.head)), err=True
    )
    return 0


@command.command("verify", context_settings=HELP, help=say("db.verify.help"))
@db_option
@click.option("--json", "as_json", is_flag=True, help=say("db.verify.json"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def verify(db: str | None, as_json: bool, quiet: bool) -> int:
    """Verify everything."""
    from jixiao.commands.columns import plain
    from jixiao.commands.database import refusal, refusals, target_of
    from jixiao.commands.progress import watching
    from jixiao.services import store_admin

    target = target_of(db)
    with refusals(), watching(quiet=quiet) as progress:
        verdict = store_admin.check(target, progress)
    if as_json:
        import json

        told = verdict.model_dump(mode="json", exclude={"findings"})
        told = {"schema": "jixiao.verify/1", "sound": verdict.sound, **told}
        told["findings"] = [finding.as_json() for finding in verdict.findings]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for finding in verdict.findings:
            click.echo(plain(f"{finding.code} {refusal(finding)}"))
        code = "db.sound" if verdict.sound else "db.unsound"
        click.echo(
            say(
                code,
                count=str(len(verdict.findings)),
                events=str(verdict.events),
                projects=str(verdict.projects),
                versions=str(verdict.versions),
                reviews=str(verdict.reviews),
                head=_head(verdict.head),
            )
        )
    return 0 if verdict.sound else _UNSOUND


@command.command("export", context_settings=HELP, help=say("db.export.help"))
@db_option
@click.option("-o", "--output", metavar="FILE", required=True, help=say("db.export.output"))
def export(db: str | None, output: str) -> int:
    """Write everything as JSON lines."""
    from jixiao.commands.database import refusals, target_of
    from jixiao.services import store_admin

    target = target_of(db)
    with refusals():
        head = store_admin.export(target, output)
    click.echo(say("db.exported", path=output, head=_head(head)), err=True)
    return 0


@command.command("restore", context_settings=HELP, help=say("db.restore.help"))
@click.argument("file", metavar="FILE")
@db_option
def restore(file: str, db: str | None) -> int:
    """Take an export into an empty database."""
    from jixiao.commands.database import refusals, target_of
    from jixiao.services import store_admin

    target = target_of(db)
    with refusals():
        head = store_admin.restore(target, file)
    click.echo(say("db.restored", target=_shown(target), head=_head(head)), err=True)
    return 0


@command.command("withdraw", context_settings=HELP, help=say("db.withdraw.help"))
@click.argument("files", nargs=-1, metavar="[FILE]...")
@db_option
@click.option("--project", metavar="NAME", help=say("db.withdraw.project"))
@filter_options
@click.option("--reason", metavar="TEXT", required=True, help=say("db.withdraw.reason"))
@click.option("-n", "--dry-run", is_flag=True, help=say("db.withdraw.dry-run"))
@click.option("--json", "as_json", is_flag=True, help=say("db.withdraw.json"))
@click.option("-q", "--quiet", is_flag=True, help=say("check.quiet"))
def withdraw(
    files: tuple[str, ...],
    db: str | None,
    project: str | None,
    region: str | None,
    department: str | None,
    unit: str | None,
    year: int | None,
    round_name: str | None,
    reason: str,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> int:
    """Let what was collected by mistake count no longer."""
    from jixiao.commands.columns import plain
    from jixiao.commands.database import opened, wanted
    from jixiao.services import withdraw as service

    said = (project, region, department, unit, year, round_name)
    if bool(files) == any(one is not None for one in said):
        raise click.UsageError(say("db.withdraw.what"))
    if not reason.strip():
        raise click.UsageError(say("db.withdraw.why"))
    with opened(db) as store:
        meant = None
        if not files:
            meant = wanted(
                store, region=region, department=department, unit=unit, year=year, round_name=round_name
            ).model_copy(update={"project": project})
        found = service.take_back(store, reason.strip(), files=files, wanted=meant, dry_run=dry_run)
    if as_json:
        import json

        click.echo(json.dumps(service.as_json(found, dry_run=dry_run), ensure_ascii=False, indent=2))
    else:
        for told in service.lines(found):
            click.echo(plain(told))
    for path in found.unknown if not quiet else ():
        click.echo(plain(say("withdraw.unknown", path=path)), err=True)
    if not quiet:
        click.echo(service.tally(found, dry_run=dry_run), err=True)
    return 0


@command.command("round", context_settings=HELP, help=say("db.round.help"))
@click.argument("year", type=click.IntRange(1990, 2100), metavar="[YYYY]", required=False)
@click.argument("kind", metavar="[KIND]", required=False)
@db_option
@click.option("--name", metavar="NAME", help=say("db.round.name"))
@click.option("--deadline", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=say("db.round.deadline"))
@click.option("--rules", metavar="ID", help=say("db.round.rules"))
@click.option("--json", "as_json", is_flag=True, help=say("db.round.json"))
def round_(
    year: int | None,
    kind: str | None,
    db: str | None,
    name: str | None,
    deadline: object,
    rules: str | None,
    as_json: bool,
) -> int:
    """List the rounds, or keep one."""
    from jixiao.commands.database import refusals, target_of
    from jixiao.services import store_admin

    target = target_of(db)
    if (year is None) != (kind is None):
        raise click.UsageError(say("db.round.both"))
    with refusals():
        if year is not None and kind is not None:
            from jixiao.schemas.store import NewRound

            if rules is not None and not _usable(rules):
                return _UNUSABLE

            day = None if deadline is None else str(deadline)[:10]
            named = name or say("db.round.named", year=str(year), kind=kind)
            store_admin.add_round(
                target, NewRound(year=year, kind=kind, name=named, deadline=day, rules=rules)
            )
        found = store_admin.rounds(target)
    if as_json:
        import json

        data = {"schema": "jixiao.rounds/1", "rounds": [one.model_dump(mode="json") for one in found]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    from jixiao.commands.columns import Cell, Column, plain, table

    columns = [
        Column(say(f"db.round.column.{key}")) for key in ("id", "year", "kind", "name", "deadline", "rules")
    ]
    rows = [
        [
            Cell(plain(str(value or "—")))
            for value in (one.id, one.year, one.kind, one.name, one.deadline, one.rules)
        ]
        for one in found
    ]
    for block in table(columns, rows, 110, colour=False):
        click.echo("\n".join(block))
    return 0


def _usable(rules: str) -> bool:
    """Whether a rule set can be used; says why where it cannot."""
    from jixiao.commands.columns import plain
    from jixiao.scoring.ruleset import RuleSetError, load_ruleset
    from jixiao.services.check_words import problem_line

    try:
        load_ruleset(rules)
    except RuleSetError as error:
        for finding in error.findings:
            click.echo(plain(problem_line(finding)), err=True)
        return False
    return True


def _head(head: str | None) -> str:
    return head[:16] if head else "—"


def _shown(target: str) -> str:
    from jixiao.store.engine import shown

    return shown(target)
