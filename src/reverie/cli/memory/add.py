"""`reverie memory add TEXT`: a fact in a person's own words."""

from pathlib import Path
from typing import get_args

import click

from reverie.config.git_folder import common_folder
from reverie.memory.fact import Kind
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.memory.reading.naming import find_current
from reverie.storage.git import run_git

from . import options
from .given import NO_ID, checked, given_text, title_and_body
from .opened import Scope, Scopes, open_scopes
from .told import settling, tell_outcome

_OF_THE_CODE: tuple[Kind, ...] = ("fact", "procedure", "reference")
"""Kinds that the project's files may make untrue, so that the commit matters at which they were seen."""
_COMMIT_CHARACTERS = 12
_SECONDS = 3.0


@click.command()
@click.argument("text", metavar="TEXT...", nargs=-1)
@click.option("--kind", type=click.Choice(get_args(Kind)), default="fact", show_default=True)
@click.option(
    "--topic", metavar="TOPIC", help="Its name or title; a new one is begun. Else the one that is most like it."
)
@click.option(
    "--supersedes", metavar="ID", multiple=True, help="A fact whose place it takes; may be given several times."
)
@options.user
@options.as_json
def add(
    text: tuple[str, ...], kind: Kind, topic: str | None, supersedes: tuple[str, ...], user: bool, as_json: bool
) -> None:
    """Remember TEXT. Its first line says it, further lines belong to it; - reads standard input."""
    title, body = title_and_body(given_text(text))
    meant = "" if topic is None else checked(topic, "the topic is empty; name it, or leave --topic out").strip()
    with open_scopes(user=user, both=bool(supersedes), writes=True) as scopes, settling(scopes.first, scopes.places):
        change = Add(
            title=title,
            body=body,
            kind=kind,
            topic=meant,
            supersedes=tuple(_replaced(scopes, one) for one in supersedes),
            commit=_commit(scopes.first) if kind in _OF_THE_CODE else "",
        )
        outcome = scopes.first.memory.write([change], Author("human"))
        tell_outcome(outcome, scopes.first, as_json=as_json)


def _replaced(scopes: Scopes, wanted: str) -> str:
    """The id of a fact of the same memory."""
    named = find_current(scopes.memories, checked(wanted, NO_ID))
    if named.memory is not scopes.first.memory:
        raise click.UsageError(f"^{named.entry.id} is in your own memory; add --user to supersede it there")
    return named.entry.id


def _commit(scope: Scope) -> str:
    """The commit that the project's folder stands at; empty where nobody can tell."""
    root: Path | None = scope.project.root if scope.project and scope.project.git else None
    if root is None or common_folder(root) != root / ".git":
        return ""
    ran = run_git(root, "rev-parse", "--verify", "--quiet", "HEAD", seconds=_SECONDS)
    found = ran.stdout.decode(errors="replace").strip() if ran.worked else ""
    return found[:_COMMIT_CHARACTERS]
