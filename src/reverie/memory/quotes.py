"""Quotes kept of a transcript that is about to go: what facts rest on stays with them, in their own files."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import msgspec

from reverie.secrets.environment import secrets_of
from reverie.secrets.redactor import SecretRedactor
from reverie.storage.errors import UnusableFile

from .citing import Citations, quoted
from .errors import MemoryTrouble
from .fact import Evidence, Fact, FileLine, TranscriptLine
from .journal import Author, FactChange
from .layout import ARCHIVE, FOLDERS, TOPICS, slug_of_name
from .publish import NotOurs, read_bytes
from .store import Memory
from .topic import Topic
from .writing import Writing

_BY = Author("schedule")


def keep_quotes(memory: Memory, session: str, sessions_folder: Path) -> bool:
    """Keep what the facts of a memory cite of a session in `sessions_folder`, as one transaction.

    True: nothing in this memory needs its transcript any more. False: it could not be written, or a file that may
    cite the session cannot be read. Never raises but for mistakes of ours.
    """
    try:
        names = list(_names_that_cite(memory, session))
        if not names:
            return True
        with memory.writing() as held:
            changes = _quote_all(held, names, session, Citations(sessions_folder))
            if changes:
                held.commit("quote", _BY, tuple(changes))
    except (MemoryTrouble, UnusableFile, OSError, NotOurs):
        return False
    return True


def _names_that_cite(memory: Memory, session: str) -> Iterator[str]:
    """The files in which the session's id stands, whatever else is in them. Raises OSError, NotOurs."""
    wanted = session.encode()
    for name in (name for folder in FOLDERS for name in memory.layout.names(folder)):
        if name.startswith((TOPICS, ARCHIVE)) and wanted in (read_bytes(memory.layout, name) or b""):
            yield name


def _quote_all(held: Writing, names: list[str], session: str, citations: Citations) -> list[FactChange]:
    """Raises BrokenFile for a file that cites the session and cannot be read."""
    changes: list[FactChange] = []
    for name in names:
        slug, is_archived = slug_of_name(name), name.startswith(ARCHIVE)
        topic = held.draft.archive(slug) if is_archived else held.draft.topic(slug)
        changed = [fact for one in topic.facts if (fact := _with_quotes(one, session, citations))] if topic else []
        if topic is None or not changed:
            continue
        for fact in changed:
            topic = topic.changing(fact)
            changes.append(FactChange(fact.id, slug, "changed", fact.title))
        _put(held, slug, topic, is_archived=is_archived)
    return changes


def _put(held: Writing, slug: str, topic: Topic, *, is_archived: bool) -> None:
    if is_archived:
        held.draft.put_archive(slug, topic)
    else:
        held.draft.put_topic(slug, topic)


def _with_quotes(fact: Fact, session: str, citations: Citations) -> Fact | None:
    """The fact with a quote of each line of the session that it rests on; None when it has them all."""
    kept = {one.line for one in fact.evidence if _is_line_of(one, session) and one.quote}
    quotes: dict[int, str] = {}
    for line in dict.fromkeys(_lines_of(fact, session)):
        if line not in kept and (quote := _quote(citations, session, line)):
            quotes[line] = quote
    if not quotes:
        return None
    stays = tuple(one for one in fact.evidence if not _is_bare(one, session, quotes))
    added = tuple(TranscriptLine(session, line, quote) for line, quote in quotes.items())
    return msgspec.structs.replace(fact, evidence=(*stays, *added))


def _lines_of(fact: Fact, session: str) -> Iterator[int]:
    for one in fact.rests_on:
        if not isinstance(one, FileLine) and one.session == session:
            yield one.line


def _is_line_of(one: Evidence, session: str) -> TypeGuard[TranscriptLine]:
    return isinstance(one, TranscriptLine) and one.session == session


def _is_bare(one: Evidence, session: str, quotes: dict[int, str]) -> bool:
    """Whether it is the citation without a quote that one with it takes the place of."""
    return _is_line_of(one, session) and one.line in quotes and not one.quote


def _quote(citations: Citations, session: str, line: int) -> str:
    """Empty when there is no such line, or no text in it: then nothing is lost with it."""
    cited = citations.cite(session, line)
    if cited is None:
        return ""
    text = SecretRedactor(secrets_of(os.environ)).redact(cited.text)  # it may be older than what we know of secrets
    return quoted(msgspec.structs.replace(cited, text=text))
