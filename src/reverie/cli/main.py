"""Which command a command line means. Nothing heavy is imported before that is known."""

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from .commands import COMMANDS

if TYPE_CHECKING:
    import click


_HELP = ["-h", "--help"]


def find_command(arguments: Sequence[str]) -> tuple["click.Command", str, list[str]]:
    """The command, the name it goes by in its messages, and its own arguments."""
    if arguments and arguments[0] in COMMANDS:
        name = arguments[0]
        command = getattr(import_module(f".{name}", __package__), name)
        return command, f"reverie {name}", list(arguments[1:])
    from .run import run

    return run, "reverie", list(arguments)


def call(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit status; what is wrong with it is one line on standard error."""
    import click

    from reverie.storage.errors import UnusableFile

    from .narrow_help import Help

    _make_robust()
    click.Context.formatter_class = Help
    command, name, rest = find_command(arguments)
    try:
        status = command.main(args=rest, prog_name=name, standalone_mode=False, help_option_names=_HELP)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort:
        click.echo("", err=True)
        return 130
    except SystemExit:  # click's own answer to a reader who went away, as `| head` does
        return 130
    except click.ClickException as error:
        _tell(f"{name}: {error.format_message()}")
        return error.exit_code
    except (UnusableFile, OSError) as error:
        from reverie.config.errors import ConfigError

        from .os_errors import explain

        _tell(f"{name}: {explain(error)}")
        return click.UsageError.exit_code if isinstance(error, ConfigError) else 1
    return status if isinstance(status, int) else 0


def _make_robust() -> None:
    """What the terminal's encoding cannot show is escaped, and no command fails for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _tell(line: str) -> None:
    import click

    from reverie.conversation.visible import visible

    click.echo(visible(line), err=True)
