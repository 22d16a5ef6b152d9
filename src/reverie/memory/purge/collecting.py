"""What a purge has to look for: every version of the facts that any file of the memory still holds."""

from collections.abc import Collection, Iterator

from reverie.memory.fact import Fact, plain_key
from reverie.memory.history.folder import git_folder, why_unusable
from reverie.memory.history.objects import contents
from reverie.memory.history.repository import GitFailed
from reverie.memory.index.words import words_of
from reverie.memory.journal import Commit, commits_backwards
from reverie.memory.layout import ARCHIVE, TOPICS, Layout
from reverie.memory.patch import text_hash
from reverie.memory.publish import NotOurs, read_text
from reverie.memory.tombstone import tombstone
from reverie.memory.topic import segments_of

from .blocks import blocks_of, described_by_code, has_any, readable, texts_of
from .cleaning import is_long
from .journal import texts_in
from .pending import Traces


def traces_of(layout: Layout, ids: Collection[str], given: Collection[str]) -> tuple[Traces, tuple[Fact, ...]]:
    """What to look for, and the versions of the facts, for their tombstones. Raises OSError."""
    texts: dict[str, None] = dict.fromkeys(given)
    described: dict[tuple[str, str], None] = {}
    facts: dict[Fact, None] = {}
    for version in _versions(layout, ids) if ids else ():
        for block in blocks_of(version, ids):
            texts.update(dict.fromkeys(texts_of(block)))
            if block.fact is not None:
                facts[block.fact] = None
        if found := described_by_code(version):
            described[found] = None
    texts.update(dict.fromkeys(_titles(layout, ids)))
    traces = Traces(
        ids=tuple(ids),
        texts=tuple(filter(None, texts)),
        given=tuple(given),
        descriptions=tuple(description for description, _ in described if description),
        lines=tuple(line for _, line in described if line),
        words=tuple(sorted(_words_of_none_but(layout, ids, facts))),
    )
    return traces, tuple(facts)


def places_of(layout: Layout, fact_id: str) -> list[str]:
    """The topics and archives that have a block of this id, be it one that cannot be read; once for each."""
    return [name for name, text in _texts(layout).items() for _ in blocks_of(text, [fact_id])]


def facts_that_say(layout: Layout, given: Collection[str]) -> Iterator[str]:
    """The ids of facts that say one of these texts and nothing else: they go as a whole."""
    keys = set(map(plain_key, given))
    for text in _texts(layout).values():
        for fact in (segment.fact for segment in segments_of(text) if segment.fact):
            if keys & {plain_key(one) for one in (fact.statement, fact.title, fact.body)}:
                yield fact.id


def stones_of(facts: Collection[Fact], texts: Collection[str], salt: str) -> tuple[str, ...]:
    """Tombstones of whole statements, and of what is long enough to mean nothing else."""
    keys = {plain_key(fact.statement) for fact in facts}
    keys.update(plain_key(text) for fact in facts for text in (fact.title, fact.body) if is_long(text))
    keys.update(map(plain_key, texts))
    return tuple(tombstone(key, salt) for key in sorted(keys) if key)


def _words_of_none_but(layout: Layout, ids: Collection[str], facts: Collection[Fact]) -> set[str]:
    """The words of these facts that no other fact has, and no topic's title."""
    words = {word for fact in facts for word in words_of(fact.statement)}
    for text in _texts(layout).values() if words else ():
        topic = readable(text)
        words.difference_update(words_of(topic.title) if topic else ())
        for fact in topic.facts if topic else ():
            if fact.id not in ids:
                words.difference_update(words_of(fact.statement))
    return words


def _texts(layout: Layout) -> dict[str, str]:
    """The topics and archives that can be read."""
    found = {}
    for name in (*layout.names(TOPICS), *layout.names(ARCHIVE)):
        try:
            text = read_text(layout, name)
        except (NotOurs, UnicodeDecodeError):
            continue  # told when it is to be cleaned
        if text is not None:
            found[name] = text
    return found


def _versions(layout: Layout, ids: Collection[str]) -> Iterator[str]:
    """Every text of a file, and every piece of one, in which these facts are spoken of."""
    now = _texts(layout)
    yield from (text for text in now.values() if has_any(text, ids))
    yield from (text for text in _earlier(layout, now) if has_any(text, ids))
    yield from (text for text in _committed(layout) if has_any(text, ids))


def _earlier(layout: Layout, now: dict[str, str]) -> Iterator[str]:
    """Files as they were before each transaction, for as long as nothing but transactions changed them; and patches."""
    texts: dict[str, str | None] = dict(now)
    for entry in commits_backwards(layout.journal):
        yield from texts_in(entry)
        for one in entry.files:
            text = texts.get(one.name)
            if text_hash(text) != one.after:
                continue
            try:
                before = one.inverted().applied(text)
            except ValueError:  # purged
                continue
            texts[one.name] = before
            if before is not None:
                yield before


def _committed(layout: Layout) -> Iterator[str]:
    folder = git_folder(layout)
    try:
        if not why_unusable(folder):
            yield from (content.decode(errors="replace") for content in contents(layout.folder, folder))
    except (OSError, GitFailed):
        return


def _titles(layout: Layout, ids: Collection[str]) -> Iterator[str]:
    entries: Iterator[Commit] = commits_backwards(layout.journal)
    yield from (one.title for entry in entries for one in entry.facts if one.id in ids)
