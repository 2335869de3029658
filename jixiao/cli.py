"""The command line: one group that loads a command's module only when that command is called.

Exit codes: 0 fine, 1 findings of severity error, 2 bad usage or some input unreadable,
70 a fault of our own, 130 interrupted, 141 the reader of our output went away.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

import click

from jixiao import __version__
from jixiao.console import HELP, Context, adopt, prepare_streams
from jixiao.errors import fault, file_problem, usage_problem
from jixiao.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from click.shell_completion import CompletionItem

COMMANDS = (
    *("score", "check", "read", "template"),
    *("collect", "review", "summary", "whatif", "returns", "missing", "db"),
    *("report", "statement", "annual", "framework"),
    *("parse", "rules"),
)

USAGE = 2
FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141


class ReaderGoneError(Exception):
    """Whoever read our output has closed it."""


@contextmanager
def _own_pipe_error() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ReaderGoneError from None


class Commands(click.Group):
    """The verbs of jixiao; listing them needs none of their modules."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return the command of that name, loading its module; ``None`` if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"jixiao.commands.{cmd_name}").command
        return adopt(command)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Read the arguments; a closed pipe keeps its own name (click would exit 1, which means findings)."""
        with _own_pipe_error():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a closed pipe keeps its own name."""
        with _own_pipe_error():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one line for each command, from the text tables."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _one_line(name)) for name in self.list_commands(ctx)])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete a command's name or an option of the group, loading no command."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell's completion needs it

        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        items = [CompletionItem(name, help=_one_line(name)) for name in names]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]


def _one_line(name: str) -> str:
    return say(f"cli.{name}.short")


@click.group(
    "jixiao",
    cls=Commands,
    help=say("cli.help"),
    epilog=say("cli.epilog"),
    context_settings=HELP,
)
@click.version_option(
    __version__, "-V", "--version", message=say("cli.version"), help=say("cli.version.help")
)
def group() -> None:
    """Hold the commands; what a user reads of it stands in the text tables."""


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line on ``args`` (default: the process's own) and return the exit code.

    Nothing is raised: every failure is one Chinese line on stderr.  With ``JIXIAO_DEBUG=1``
    a fault of our own shows its traceback as well.
    """
    prepare_streams()
    try:
        status = _run(args)
        sys.stdout.flush()
    except (BrokenPipeError, ReaderGoneError):
        return _reader_gone()
    except OSError as error:
        _tell(file_problem(error))
        return USAGE
    return status


def _run(args: Sequence[str] | None) -> int:
    """Run the group; everything but the failing of a file or stream becomes an exit code here."""
    try:
        result = group.main(args, prog_name="jixiao", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        _tell(error.message.rstrip("\n"))
        return USAGE
    except click.ClickException as error:
        _tell(usage_problem(error))
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        _tell(say("cli.interrupted"))
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except (OSError, ReaderGoneError):
        raise
    except Exception as error:  # noqa: BLE001 - the last door: a user never sees a traceback
        if os.environ.get("JIXIAO_DEBUG"):
            import traceback  # noqa: PLC0415 - only a fault needs it

            traceback.print_exception(error)
        _tell(fault(error))
        return FAULT
    return result if type(result) is int else 0


def _tell(line: str) -> None:
    """Print a line for the person at the terminal."""
    click.echo(line, err=True)


def _reader_gone() -> int:
    """Leave quietly after ``| head``: what is still buffered goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return PIPE_CLOSED
