"""`reverie check --memory`: the facts of the memory, each with where it stands against the code as it is now."""

from collections.abc import Iterator
from pathlib import Path

import click

from reverie.audit.values import Audited, Judged, Note
from reverie.cli.memory.opened import Scope, open_scopes
from reverie.memory.doubt.opening import judge_all, open_doubter
from reverie.memory.doubt.standing import Standing
from reverie.memory.fact import Fact
from reverie.safety.read_only_commands import ReadOnlyCommands

from .not_run import NotRun


def audited_facts(*, with_commands: bool = False) -> list[Audited]:
    """Each fact as a note of one sentence: those of this project, then the person's own. Raises `NotRun`.

    `with_commands`: the person asked for checks that are commands, too.
    """
    try:
        with open_scopes(user=False, both=True) as scopes:
            return [one for scope in scopes.all for one in _of_scope(scope, with_commands=with_commands)]
    except click.UsageError:
        raise
    except click.ClickException as error:
        raise NotRun(error.format_message()) from None


def _of_scope(scope: Scope, *, with_commands: bool) -> Iterator[Audited]:
    root = scope.project.root if scope.project else None
    folder = scope.memory.layout.folder
    commands = ReadOnlyCommands(root) if root and with_commands else None
    for fact, standing in judge_all(scope.memory, open_doubter(scope.memory, root, commands)):
        yield Audited(Note(f"^{fact.id}", folder, "", root or Path("/")), (_judged(fact, standing),))


def _judged(fact: Fact, standing: Standing) -> Judged:
    """Line 0, because a fact is known by its id and not by its place."""
    is_open = standing.word == "unverified"
    said = standing.said
    return Judged(
        0, fact.title, standing.word, now="" if is_open else standing.now or said, why=said if is_open else ""
    )
