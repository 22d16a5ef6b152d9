"""`reverie memory forget ID`: into the archive, from where it can be taken back, or with --purge for good."""

import click

from reverie.memory.forget import forget as retire
from reverie.memory.journal import Author
from reverie.memory.reading.naming import find_current

from . import options
from .given import NO_ID, checked
from .opened import open_scopes
from .told import settling, tell_outcome


@click.command()
@click.argument("wanted", metavar="[ID]", required=False)
@click.option("--because", metavar="TEXT", default="", help="Why; kept with it in the archive.")
@click.option("--purge", is_flag=True, help="Remove it for good, also from the past; without an ID: finish what waits.")
@click.option("--text", metavar="TEXT", help="With --purge: this text, wherever it stands; - reads standard input.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before a purge.")
@options.user
@options.as_json
def forget(
    wanted: str | None, because: str, purge: bool, text: str | None, yes: bool, user: bool, as_json: bool
) -> None:
    """Retire a fact; undo brings it back. It is no longer told as true, and stays findable in the archive.

    With --purge it is removed for good from the memory, its archive, journal and git history, from the sessions of the
    project, and from what was typed. A salted hash stays, so that no import or model brings it back.
    """
    name = "" if wanted is None else checked(wanted, NO_ID)
    if purge:
        from .purging import purge_wanted

        if because:
            raise click.UsageError("--because is kept with a retired fact; of a purged one nothing is kept")
        purge_wanted(name, text, yes=yes, user=user, as_json=as_json)
        return
    if text is not None:
        raise click.UsageError("--text goes with --purge; a fact is retired by its ID")
    if not name:
        raise click.UsageError("name the fact by its ID: reverie memory forget ID; 'reverie memory search' finds it")
    with open_scopes(user=user, both=True, writes=True) as scopes:
        named = find_current(scopes.memories, name)
        scope = scopes.of(named.memory)
        with settling(scope, scopes.places):
            outcome = retire(named.memory, named.entry.id, Author("human"), because)
            tell_outcome(outcome, scope, as_json=as_json)
