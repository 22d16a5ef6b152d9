"""`reverie memory log`: the last changes of a memory."""

import click

from reverie.cli.printing import say, say_json
from reverie.memory.reading import log as read_log
from reverie.memory.telling import log_lines

from . import options
from .opened import open_scopes


@click.command()
@click.option(
    "-n", "--limit", metavar="N", type=click.IntRange(1, 100_000), default=20, show_default=True, help="The last N."
)
@options.user
@options.as_json
def log(limit: int, user: bool, as_json: bool) -> None:
    """List the last changes, newest first. Each has the id that `reverie undo` takes."""
    with open_scopes(user=user) as scopes:
        entries = read_log(scopes.first.memory, limit)
    if as_json:
        say_json(entries)
    elif not entries:
        say(["nothing was written yet"])
    else:
        say(log_lines(entries))
