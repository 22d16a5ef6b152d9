"""The memory's own files without what is purged: by a transaction, after which the journal is written anew."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from reverie.memory.draft import Draft
from reverie.memory.fact import Fact
from reverie.memory.journal import Author, FactChange, Tombstones
from reverie.memory.layout import AREAS, FOLDERS, INDEX, TOPICS, slug_of_name
from reverie.memory.publish import remove_leftovers
from reverie.memory.store import Memory
from reverie.memory.topic import Topic
from reverie.memory.transaction import Overtaken
from reverie.memory.writing import Writing
from reverie.storage.errors import BrokenFile

from .answer import Found, Left
from .blocks import readable, without_blocks
from .cleaning import Cleaner, same_facts
from .journal import clean_journal, has_stones, has_transaction
from .pending import Pending, drop_leftovers

_BY = Author("human")
_ATTEMPTS = 5
_MARK = re.compile(r"(?<=; mark )[0-9a-f]{8}(?= -->)")


def clean_own_files(memory: Memory, pending: Pending, cleaner: Cleaner, found: Found) -> None:
    """Raises MemoryTrouble, UnusableFile, OSError; a repetition goes on where it was."""
    with memory.writing() as held:
        drop_leftovers(memory.layout)
        remove_leftovers(memory.layout)
        if not has_stones(memory.layout, pending.stones):
            held.journal.note(Tombstones(pending.at, pending.stones), durable=True)
        if not has_transaction(memory.layout, pending.key):
            _carry_out(held, pending, cleaner, found)
        found.removal("the journal", clean_journal(memory.layout, cleaner, pending.key))
    memory.remembered.clear()
    memory.known.discard()  # with the pages of its file that SQLite calls free


def _carry_out(held: Writing, pending: Pending, cleaner: Cleaner, found: Found) -> None:
    for attempt in range(_ATTEMPTS):
        told = Found()
        changes = tuple(_clean_draft(held.draft, cleaner, told))
        try:
            held.commit("purge", _BY, changes, key=pending.key)
        except Overtaken:
            if attempt == _ATTEMPTS - 1:
                raise
            held.begin_again()
        else:
            found.add(told)
            return


def _clean_draft(draft: Draft, cleaner: Cleaner, told: Found) -> Iterator[FactChange]:
    for name in [*(one for folder in FOLDERS for one in draft.layout.names(folder)), INDEX]:
        try:
            before = draft.text(name)
        except BrokenFile as error:
            told.left.append(Left(name, str(error), "look for it there yourself", waits=False))
            continue
        if before is None:
            continue
        if cleaner.still_tells(name):
            hint = "rename it, then let 'reverie doctor --fix' put the index right"
            told.left.append(Left(f"the name '{name}'", "it is made from its topic's title", hint, waits=False))
        after = _cleaned(name, before, cleaner, told)
        if after != before:
            draft.put(name, None if _is_empty(name, after) else after)
            told.removal(name)
            yield from _changes(name, before, after)
    _note_marks(draft, cleaner.marks)


def _note_marks(draft: Draft, marks: Mapping[str, str]) -> None:
    """Let areas know that it was code that changed what is said of them."""
    for name in draft.layout.names(AREAS) if marks else ():
        with suppress(BrokenFile):
            text = draft.text(name)
            if text is not None and (new := _MARK.sub(lambda found: marks.get(found[0], found[0]), text)) != text:
                draft.put(name, new)


def _cleaned(name: str, before: str, cleaner: Cleaner, told: Found) -> str:
    after, ids = cleaner.text(before), cleaner.traces.ids
    if name == INDEX or same_facts(before, after, ids):
        return after
    why = "without it, it could not be read any more"
    told.left.append(Left(name, why, "take the rest of it out by hand", waits=False))
    return without_blocks(before, ids)


def _is_empty(name: str, text: str) -> bool:
    """Whether a topic or an archive has nothing left that anybody wrote."""
    topic = readable(text) if not name.startswith((INDEX, "areas/")) else None
    return topic is not None and not any(segment.text.strip() for segment in topic.segments)


def _changes(name: str, before: str, after: str) -> Iterator[FactChange]:
    """What became of the facts in a file; none for an index."""
    old, new, slug = readable(before), readable(after), slug_of_name(name)
    for fact in old.facts if old else ():
        now = _fact(new, fact.id)
        if now is None:
            yield FactChange(fact.id, slug, "removed")
        elif now != fact and name.startswith(TOPICS):
            yield FactChange(fact.id, slug, "changed", now.title)


def _fact(topic: Topic | None, fact_id: str) -> Fact | None:
    return topic.fact(fact_id) if topic else None
