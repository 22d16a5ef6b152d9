"""Repairing facts whose place moved: their checks follow, and the words that name the old place, as one transaction.

Code does it, so a fact's origin stays. The words are changed only where the old place stands in backticks; a person's
preference, feedback or decision keeps every word, and a fact that names the old place in any other way keeps its checks
too: it goes on telling its new place at each recall, because with its checks repaired it would pass for true.
"""

from collections.abc import Sequence

import msgspec

from reverie.checks.check import AbsentIs, AnyCheck, CommandIs, CommitIs, UntilIs
from reverie.memory.applying import change_fact
from reverie.memory.draft import Draft
from reverie.memory.errors import MemoryTrouble
from reverie.memory.fact import Fact
from reverie.memory.gates.text import LONGEST_TITLE
from reverie.memory.journal import Author, FactChange
from reverie.memory.publish import NotOurs
from reverie.memory.receipt import Outcome
from reverie.memory.store import Memory
from reverie.memory.transaction import Overtaken
from reverie.memory.writing import Writing
from reverie.storage.errors import UnusableFile

from .binding import COMMIT_CHARACTERS
from .last import keep_standings
from .renaming import Rename, renamed
from .standing import Standing
from .words import is_persons_own

_BY = Author("schedule")
"""No person and no model: our own code, which looked at the files."""


def repair_moved(memory: Memory, standings: Sequence[tuple[Fact, Standing]]) -> Outcome | None:
    """Let the facts that moved to one place follow, all in one write, and remember where every one of them stands.

    Once a recall or a check. None when nothing is to be repaired, or it cannot be written now: whoever looks next finds
    it again. Never raises for what is wrong with the memory.
    """
    try:
        keep_standings(memory, standings)
        moved = [(fact, standing) for fact, standing in standings if standing.becomes is not None]
        if not moved or memory.read_only:
            return None
        with memory.writing() as held:
            changes = [change for fact, standing in moved if (change := _repair(held, memory, fact, standing))]
            return held.commit("repair", _BY, tuple(changes)) if changes else None
    except (MemoryTrouble, UnusableFile, OSError, NotOurs, Overtaken):
        return None


def followed(fact: Fact, standing: Standing) -> Fact | None:
    """The fact as it holds at its new place; None when its words would go on naming the old one."""
    if standing.becomes is None:
        return None
    renames = _renames(fact.checks, standing.becomes)
    title, body = renamed(fact.title, renames), renamed(fact.body, renames)
    if title is None or body is None or len(title) > LONGEST_TITLE:
        return None
    if is_persons_own(fact) and (title, body) != (fact.title, fact.body):
        return None
    commit = standing.commit[:COMMIT_CHARACTERS] or fact.commit
    checks = tuple(dict.fromkeys(standing.becomes))
    return msgspec.structs.replace(fact, title=title, body=body, checks=checks, commit=commit)


def _repair(held: Writing, memory: Memory, fact: Fact, standing: Standing) -> FactChange | None:
    """None for a fact that is no longer as it was judged."""
    slug = memory.known.slug_of(fact.id)
    after = followed(fact, standing)
    if slug is None or after is None or after == fact or len(memory.known.places_of(fact.id)) != 1:
        return None
    if _stands_in(held.draft, slug, fact.id) != fact:
        return None
    change = change_fact(held.draft, slug, after, held.now.date())
    names = [one.now for one in _renames(fact.checks, standing.becomes or ())]
    return msgspec.structs.replace(change, moved=", ".join(names) or standing.now)


def _stands_in(draft: Draft, slug: str, fact_id: str) -> Fact | None:
    topic = draft.topic(slug)
    return topic.fact(fact_id) if topic else None


def _renames(before: Sequence[str], after: Sequence[str]) -> list[Rename]:
    """What is called otherwise in checks that stand at the same place of both."""
    from reverie.checks.check_text import parse_check

    renames: list[Rename] = []
    for old_text, new_text in zip(before, after, strict=False):
        old, new = parse_check(old_text), parse_check(new_text)
        if old is not None and new is not None and type(old) is type(new):
            pairs = zip(_names_in(old), _names_in(new), strict=True)
            renames += [Rename(was, now) for was, now in pairs if was != now]
    return list(dict.fromkeys(renames))


def _names_in(check: AnyCheck) -> tuple[str, ...]:
    """The path, name or key by which people speak of what a check is about."""
    match check:
        case AbsentIs(what=what):
            return _names_in(what)
        case UntilIs() | CommitIs() | CommandIs():
            return ()
        case _:
            names = (getattr(check, one, "") for one in ("path", "name", "key"))
            return tuple(str(name).rstrip("/") for name in names)
