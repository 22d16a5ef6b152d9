"""`reverie why FACT`: where a fact comes from, what it rests on, and what happened to it; `reverie why counterweight`:
what models are told of their weaknesses, and why."""

import click

from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import is_fact_id
from reverie.memory.reading import Why
from reverie.memory.reading import why as read_why
from reverie.memory.reading.naming import find_fact, matches
from reverie.memory.telling import use_line, why_lines

from .memory import options
from .memory.given import NO_ID, checked
from .memory.judged import judged
from .memory.opened import Scope, Scopes, open_scopes
from .memory.show import fact_json
from .memory.used import used
from .printing import say, say_json

COUNTERWEIGHT = "counterweight"
"""Longer than any id, and with letters that none has."""


@click.command()
@click.argument("wanted", metavar="FACT|counterweight")
@options.user
@options.as_json
def why(wanted: str, user: bool, as_json: bool) -> None:
    """Tell why a fact is remembered: who said it, the evidence with its quote and place, what superseded what.

    FACT is an id or the beginning of one. A fact that is gone is still told by its whole id. With `counterweight` it
    tells what each model is reminded of, since when, by which rate, and what would change it.
    """
    name = checked(wanted, NO_ID).strip()
    if name == COUNTERWEIGHT:
        from .scoring.why_counterweight import tell_counterweight

        tell_counterweight(as_json=as_json)
        return
    with open_scopes(user=user, both=True) as scopes:
        scope, found = _found(scopes, name)
        standings = [judged(scope, one) for one in found.facts]
        use = used(scope, scopes.places, found.id)
    if as_json:
        values = {field: getattr(found, field) for field in found.__struct_fields__}
        facts = [fact_json(one, standing, use) for one, standing in zip(found.facts, standings, strict=True)]
        say_json({"scope": scope.name, **values, "facts": facts})
    else:
        say(why_lines(found, next(iter(standings), None)))
        say(filter(None, [use_line(use)]))


def _found(scopes: Scopes, name: str) -> tuple[Scope, Why]:
    whole = name.removeprefix("^").lower()
    if matches(scopes.memories, name) or not is_fact_id(whole):
        named = find_fact(scopes.memories, name)
        scope = scopes.of(named.memory)
        return scope, read_why(named.memory, named.entry.id, scope.sessions)
    for scope in scopes.all:
        try:
            return scope, read_why(scope.memory, whole, scope.sessions)
        except NoSuchFact:
            continue
    raise NoSuchFact(f"there is no fact '{name}'; 'reverie memory search' looks for words")
