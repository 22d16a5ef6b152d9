"""`reverie memory forget ID`: into the archive, from where it can be taken back, or with --purge for good."""

import click

from reverie.memory.forget import forget as retire
from reverie.memory.journal import Author
from reverie.memory.reading.naming import find_current

from . import options
from .opened import open_scopes
from .told import settling, tell_outcome


@click.command()
@click.argument("wanted", metavar="ID")
@click.option("--because", metavar="TEXT", default="", help="Why; kept with it in the archive.")
@options.user
@options.as_json
def forget(wanted: str, because: str, user: bool, as_json: bool) -> None:
    """Retire a fact: it is no longer told as true, stays findable in the archive, and `reverie undo` brings it back."""
    with open_scopes(user=user, both=True) as scopes:
        named = find_current(scopes.memories, wanted)
        scope = scopes.of(named.memory)
        with settling(scope, scopes.places):
            outcome = retire(named.memory, named.entry.id, Author("human"), because)
            tell_outcome(outcome, scope, as_json=as_json)
