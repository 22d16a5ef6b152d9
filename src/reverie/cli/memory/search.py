"""`reverie memory search WORDS`: facts by their words, those that no longer hold among them."""

import click

from reverie.cli.printing import say, say_json
from reverie.memory.reading import FactHit, find_facts
from reverie.memory.telling import hit_lines

from . import options
from .given import checked
from .opened import NAMES, Scope, open_scopes


@click.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option(
    "-n",
    "--limit",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="At most N of each memory.",
)
@options.user
@options.as_json
def search(words: tuple[str, ...], limit: int, user: bool, as_json: bool) -> None:
    """Find facts by their words. Those that were superseded or retired are found, too, with their dates.

    Without --user the project's memory and your own are searched.
    """
    query = checked(" ".join(words), "the words to search for are empty; give one at least")
    with open_scopes(user=user, both=True) as scopes:
        found = [(scope, find_facts(scope.memory, query, limit)) for scope in scopes.all]
    if as_json:
        say_json([{"scope": scope.name, **_json(hit)} for scope, hits in found for hit in hits])
        return
    for scope, hits in found:
        _say_hits(scope, hits, is_named=len(found) > 1 and scope is not scopes.first)
    if not any(hits for _, hits in found):
        say([f"no fact has anything like '{query}' in it"])


def _say_hits(scope: Scope, hits: tuple[FactHit, ...], *, is_named: bool) -> None:
    if hits and is_named:
        say([f"{NAMES[scope.name]}:"])
    say(hit_lines(hits))


def _json(hit: FactHit) -> dict[str, object]:
    return {name: getattr(hit, name) for name in hit.__struct_fields__}
