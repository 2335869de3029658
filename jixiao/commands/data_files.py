"""What the commands about data files (rule sets, frameworks) have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jixiao.schemas.finding import Finding


def refused(findings: Iterable[Finding]) -> int:
    """Print one line for each problem of a data file; the exit code of unreadable input."""
    from jixiao.commands.rules_view import line

    for finding in findings:
        click.echo(line(finding), err=True)
    return 2


def print_json(data: object) -> None:
    """Print data for programs."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
