"""`reverie memory forget --purge`: a fact or a text removed for good, after a question; what waits is gone on with."""

import sys
from collections.abc import Sequence

import click

from reverie.cli.printing import say, say_json
from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import is_fact_id
from reverie.memory.journal import Author
from reverie.memory.purge import Purged, finish_purges, pending_lines, purge, purge_lines, reach_of
from reverie.memory.reading.naming import find_fact, matches
from reverie.memory.receipt import Refused

from .given import given_text
from .opened import Scope, Scopes, open_scopes
from .told import settling, tell_outcome, telling_saved

_NO_TEXT = "the text to remove is empty; give the one that must be gone"


def purge_wanted(wanted: str, text: str | None, *, yes: bool, user: bool, as_json: bool) -> None:
    """The fact of this id, or a text, or, for neither, what earlier purges left."""
    given = "" if text is None else given_text([text], _NO_TEXT).strip()
    with open_scopes(user=user, both=True, writes=True) as scopes:
        if not wanted and not given:
            _finish(scopes, as_json=as_json)
            return
        scope, ids = _meant(scopes, wanted)
        what = _in_words(scope, ids, given)
        with settling(scope, scopes.places):
            _ask(f"Remove {what} for good, also from its history and the sessions? This cannot be undone.", yes=yes)
            reach = reach_of(scopes.places, scope.project)
            outcome = purge(scope.memory, ids, Author("human"), reach, texts=[given] if given else [])
            if isinstance(outcome, Refused):
                tell_outcome(outcome, scope, as_json=as_json)
            else:
                _tell([(scope, outcome)], as_json=as_json)


def _meant(scopes: Scopes, wanted: str) -> tuple[Scope, list[str]]:
    """The memory and the id, also of a fact that a purge removed already and did not finish."""
    if not wanted:
        return scopes.first, []
    whole = wanted.strip().removeprefix("^").lower()
    if is_fact_id(whole) and not matches(scopes.memories, whole):
        from reverie.memory.purge.pending import read_pending

        for scope in scopes.all:
            if any(whole in one.traces.ids for one in read_pending(scope.memory.layout)):
                return scope, [whole]
    try:
        named = find_fact(scopes.memories, wanted)
    except NoSuchFact as error:
        raise NoSuchFact(
            f"{error}; a text of which no fact is left: reverie memory forget --purge --text TEXT"
        ) from None
    return scopes.of(named.memory), [named.entry.id]


def _in_words(scope: Scope, ids: Sequence[str], text: str) -> str:
    titles = {one.id: one.title for fact_id in ids for one in scope.memory.known.entries(fact_id, 1)}
    facts = [f"^{fact_id} ({titles[fact_id]})" if fact_id in titles else f"^{fact_id}" for fact_id in ids]
    return " and ".join([*facts, *(["all that holds the text"] if text else [])])


def _ask(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("a purge cannot be undone, so it asks, and here nobody can answer; add -y")
    from reverie.conversation.visible import visible_line

    click.confirm(visible_line(question), abort=True, err=True)


def _finish(scopes: Scopes, *, as_json: bool) -> None:
    done = []
    for scope in scopes.all:
        if not pending_lines(scope.memory.layout):
            continue
        with settling(scope, scopes.places):
            done += [(scope, one) for one in finish_purges(scope.memory, reach_of(scopes.places, scope.project))]
    if done or as_json:
        _tell(done, as_json=as_json)
    else:
        say(["no purge waits to be finished"])


def _tell(done: Sequence[tuple[Scope, Purged]], *, as_json: bool) -> None:
    """Status 1 while something waits."""
    with telling_saved("the purge was made", "reverie memory forget --purge"):
        if as_json:
            say_json([_json(scope, one) for scope, one in done])
        else:
            for _, one in done:
                say(purge_lines(one))
    if not all(one.is_finished for _, one in done):
        raise click.exceptions.Exit(1)


def _json(scope: Scope, one: Purged) -> dict[str, object]:
    values = {name: getattr(one, name) for name in one.__struct_fields__}
    return {"scope": scope.name, **values, "is_finished": one.is_finished}
