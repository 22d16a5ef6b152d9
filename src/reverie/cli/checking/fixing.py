"""`--fix`: the repairs as a diff, and written when a person says yes."""

import sys
from collections.abc import Iterator, Sequence

import click

from reverie.audit.repairing.diff import diff_of
from reverie.audit.repairing.repair import Repaired, write
from reverie.conversation.visible import visible

from .words import COLOURS


def show(found: Sequence[Repaired], *, colours: bool) -> None:
    for line in diff_lines(found):
        shown = visible(line.removesuffix("\r"))
        colour = {"+": COLOURS["verified"], "-": COLOURS["refuted"]}.get(line[:1])
        click.echo(click.style(shown, fg=colour) if colours and colour else shown)


def diff_lines(found: Sequence[Repaired]) -> Iterator[str]:
    for one in found:
        yield from diff_of(one)


def is_wanted(found: Sequence[Repaired], *, yes: bool) -> bool:
    """Whether a person said so, by their flag or at their terminal."""
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("nothing was changed; to make these repairs: the same command with --yes", err=True)
        return False
    return click.confirm(f"Make {_repairs(found)}?", default=False)


def make(found: Sequence[Repaired]) -> list[str]:
    """Write them; gives the notes that were repaired. Those that changed meanwhile are told and left as they are."""
    done = []
    for one in found:
        if why := write(one):
            click.echo(f"'{one.note.shown}' was left as it is: {why}", err=True)
        else:
            done.append(one.note.shown)
    return done


def _repairs(found: Sequence[Repaired]) -> str:
    count = sum(one.count for one in found)
    notes = "1 note" if len(found) == 1 else f"{len(found)} notes"
    return f"{'this repair' if count == 1 else f'these {count} repairs'} in {notes}"
