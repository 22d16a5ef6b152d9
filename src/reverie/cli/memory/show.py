"""`reverie memory show`: a fact, a topic or the index, as it stands in its file."""

import click

from reverie.cli.printing import say, say_json, say_text
from reverie.config.places import Places
from reverie.memory.doubt.standing import Standing
from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import is_fact_id
from reverie.memory.reading import ShownFact, ShownFacts, ShownIndex, ShownTopic
from reverie.memory.reading import show as read_shown
from reverie.memory.reading.naming import beginning_in, find_fact, matches
from reverie.memory.reading.showing import Shown
from reverie.memory.telling import place_line, shown_text, use_line
from reverie.memory.usage import FactUse

from . import options
from .given import checked
from .judged import judged
from .opened import Scope, Scopes, open_scopes
from .used import used

_INDEX = "index"
_NO_NAME = "the name is empty; give the ID of a fact or the name of a topic, or nothing for the index"


@click.command()
@click.argument("wanted", metavar="[ID|TOPIC|index]", default=_INDEX)
@options.user
@options.as_json
def show(wanted: str, user: bool, as_json: bool) -> None:
    """Print a fact, a topic or the index, as it stands in its file.

    A fact is named by its id or the beginning of it, a topic by its name or title. Without --user the project's memory
    and your own are looked into.
    """
    name = checked(wanted, _NO_NAME).strip()
    with open_scopes(user=user, both=name != _INDEX) as scopes:
        found = [(scopes.first, read_shown(scopes.first.memory, ""))] if name == _INDEX else _named(scopes, name)
        if as_json:
            say_json([_json(scope, shown, scopes.places) for scope, shown in found])
            return
        for number, (scope, shown) in enumerate(found):
            if number:
                say([""])
            _say(scope, shown, scopes.places)


def _named(scopes: Scopes, name: str) -> list[tuple[Scope, Shown]]:
    """A whole id or one with its mark before a topic that is called so, and that before the beginning of an id."""
    is_id = name.startswith("^") or is_fact_id(name)
    topics = [] if is_id and matches(scopes.memories, name) else _topics(scopes, name)
    if topics:
        return topics
    if beginning_in(name) is None or not (is_id or matches(scopes.memories, name)):
        raise NoSuchFact(f"there is no fact and no topic '{name}'; 'reverie memory search' looks for words")
    named = find_fact(scopes.memories, name)
    return [(scopes.of(named.memory), read_shown(named.memory, named.entry.id))]


def _topics(scopes: Scopes, name: str) -> list[tuple[Scope, Shown]]:
    found: list[tuple[Scope, Shown]] = []
    for scope in scopes.all:
        try:
            shown = read_shown(scope.memory, name)
        except NoSuchFact:
            continue
        if isinstance(shown, ShownTopic | ShownIndex):
            found.append((scope, shown))
    return found


def _say(scope: Scope, shown: Shown, places: Places) -> None:
    match shown:
        case ShownFacts(facts=facts):
            for one in facts:
                say_text(shown_text(one))
                say(["", place_line(one, judged(scope, one))])
                say(filter(None, [use_line(used(scope, places, one.fact.id))]))
        case ShownTopic(files=files, problems=problems):
            for number, (name, text) in enumerate(files):
                say(([""] if number else []) + [f"{name}:", ""])
                say_text(text.rstrip("\n"))
            say(f"! {line}" for line in problems)
        case ShownIndex(text=text):
            say_text(text.rstrip("\n")) if text else say(["the index is empty: no facts yet"])


def _json(scope: Scope, shown: Shown, places: Places) -> dict[str, object]:
    match shown:
        case ShownFacts(facts=facts):
            told = [fact_json(one, judged(scope, one), used(scope, places, one.fact.id)) for one in facts]
            return {"scope": scope.name, "facts": told}
        case ShownTopic(title=title, files=files, problems=problems):
            texts = [{"name": name, "text": text} for name, text in files]
            return {"scope": scope.name, "topic": title, "files": texts, "problems": problems}
        case ShownIndex(text=text):
            return {"scope": scope.name, "index": text}


def fact_json(one: ShownFact, standing: Standing | None, use: FactUse) -> dict[str, object]:
    """A fact with its place, its text as it stands there, where it stands (null for one that holds no more), and how
    often it was used."""
    place = {"place": one.place, "topic": one.topic, "is_current": one.is_current}
    return {**place, "fact": one.fact, "text": one.text, "standing": standing, "used": use}
