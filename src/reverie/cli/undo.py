"""`reverie undo [ID]`: a change of the memory taken back."""

from collections.abc import Callable, Iterator

import click

from reverie.memory.errors import NoSuchFact
from reverie.memory.journal import Author, Commit, commits_backwards
from reverie.memory.reading.naming import beginning_in, matches
from reverie.memory.receipt import Outcome, Receipt
from reverie.memory.undo import undo_fact, undo_last, undo_transaction
from reverie.memory.writing import Writing

from .memory import options
from .memory.given import checked
from .memory.opened import Scope, Scopes, open_scopes
from .memory.told import settling, tell_outcome

_TakeBack = Callable[[Writing, Author], Outcome]
_PERSON = Author("human")
_NO_ID = "the ID is empty; 'reverie memory log' lists the changes, and 'reverie undo' alone takes the last one back"


@click.command()
@click.argument("wanted", metavar="[ID]", required=False)
@options.user
@options.as_json
def undo(wanted: str | None, user: bool, as_json: bool) -> None:
    """Take a change of the memory back: the last one, or the last one of the fact ID, or the one with the id ID.

    `reverie memory log` lists the changes. An undo can itself be taken back by its id.
    """
    name = "" if wanted is None else checked(wanted, _NO_ID).strip().lower()
    with open_scopes(user=user, both=bool(name), writes=True) as scopes:
        scope, take_back = _meant(scopes, name) if name else (scopes.first, undo_last)
        with settling(scope, scopes.places):
            with scope.memory.writing() as held:
                outcome = take_back(held, _PERSON)
            first = f"taken back; to bring it back: reverie undo {outcome.tx}" if isinstance(outcome, Receipt) else ""
            tell_outcome(outcome, scope, as_json=as_json, before=first)


def _meant(scopes: Scopes, name: str) -> tuple[Scope, _TakeBack]:
    """The memory, and what is to be taken back in it. Raises NoSuchFact for nothing and for several."""
    found = {one.entry.id: (scopes.of(one.memory), _of_fact(one.entry.id)) for one in matches(scopes.memories, name)}
    if not found or name.startswith("t"):
        for scope in scopes.all:
            found |= {found_id: (scope, take_back) for found_id, take_back in _in_journal(scope, name)}
    if not found:
        raise NoSuchFact(f"there is no fact and no change '{name}'; 'reverie memory log' lists the changes")
    if name in found:
        return found[name]
    if len(found) > 1:
        ids = ", ".join(list(found)[:3]) + (" and more" if len(found) > 3 else "")
        raise NoSuchFact(f"'{name}' begins the ids of {ids}; give more of it")
    return next(iter(found.values()))


def _in_journal(scope: Scope, name: str) -> Iterator[tuple[str, _TakeBack]]:
    """Changes whose id begins so, and facts that only the journal still knows."""
    beginning = beginning_in(name)
    for entry in commits_backwards(scope.memory.layout.journal):
        if entry.tx.startswith(name):
            yield entry.tx, _of_transaction(entry)
        for one in entry.facts if beginning else ():
            if one.id.startswith(beginning or name):
                yield one.id, _of_fact(one.id)


def _of_fact(fact_id: str) -> _TakeBack:
    return lambda held, author: undo_fact(held, fact_id, author)


def _of_transaction(entry: Commit) -> _TakeBack:
    return lambda held, author: undo_transaction(held, entry.tx, author)
