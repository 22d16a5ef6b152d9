"""Showing what a person names: a fact by its id, a topic by its name or title, the index; as it stands in its file."""

import re
from collections.abc import Iterator

import msgspec

from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import Fact, is_fact_id, plain_key
from reverie.memory.known import FactEntry, TopicEntry
from reverie.memory.layout import INDEX, Layout, is_name
from reverie.memory.publish import NotOurs, read_bytes
from reverie.memory.store import Memory
from reverie.memory.topic import Segment, parse_topic
from reverie.storage.errors import UnusableFile

_BEGINNING = re.compile(r"\^?([0-9a-hjkmnp-tv-z]{3,10})")
_MOST = 20


class ShownFact(msgspec.Struct, frozen=True):
    """A fact, with the text of its block as it stands in the file `place` of the topic `topic`, a title."""

    fact: Fact
    topic: str
    place: str
    is_current: bool
    text: str


class ShownFacts(msgspec.Struct, frozen=True):
    """The facts of one id: more than one is a mistake in the files, and all of them are shown."""

    facts: tuple[ShownFact, ...]


class ShownTopic(msgspec.Struct, frozen=True):
    """A topic with its further parts and its archive: the name and the text of each file, and what cannot be read."""

    title: str
    files: tuple[tuple[str, str], ...]
    problems: tuple[str, ...] = ()


class ShownIndex(msgspec.Struct, frozen=True):
    """MEMORY.md as it is; empty when there is none yet."""

    text: str


Shown = ShownFacts | ShownTopic | ShownIndex


def show(memory: Memory, wanted: str) -> Shown:
    """What a person called `wanted`: nothing or `MEMORY.md`, an id or its beginning, a topic's slug, file or title.

    Raises NoSuchFact, with what comes near; OSError, UnusableFile for a file that cannot be read.
    """
    name = wanted.strip()
    if name in ("", INDEX):
        return ShownIndex(_text(memory.layout, INDEX) or "")
    if found := _facts(memory, name) if is_fact_id(name.removeprefix("^")) else ():
        return ShownFacts(found)
    if topic := _topic(memory, name):
        return topic
    if found := _facts(memory, name):
        return ShownFacts(found)
    raise NoSuchFact(f"there is no fact and no topic {name!r}; 'reverie memory search' looks for words")


def shown_facts(memory: Memory, fact_id: str) -> tuple[ShownFact, ...]:
    """All facts of a whole id, as they stand in their files now."""
    entries = (one for one in memory.known.entries(fact_id, _MOST) if one.id == fact_id)
    places = dict.fromkeys((one.name, one.topic) for one in entries)
    return tuple(one for name, topic in places for one in _standing_in(memory.layout, name, topic, fact_id))


def _facts(memory: Memory, name: str) -> tuple[ShownFact, ...]:
    """Of one id alone. Raises NoSuchFact when more than one begins so."""
    found = _BEGINNING.fullmatch(name)
    if found is None:
        return ()
    entries = memory.known.entries(found[1], _MOST)
    ids = list(dict.fromkeys(one.id for one in entries))
    if len(ids) > 1:
        raise NoSuchFact(f"'{name}' begins the ids of {_several(entries)}; give more of it")
    return shown_facts(memory, ids[0]) if ids else ()


def _several(entries: tuple[FactEntry, ...]) -> str:
    titles = {one.id: one.title for one in entries}
    shown = [f"^{one} ({title})" for one, title in list(titles.items())[:3]]
    return ", ".join(shown) + ("" if len(titles) <= 3 else " and more")


def _standing_in(layout: Layout, name: str, topic: str, fact_id: str) -> Iterator[ShownFact]:
    try:
        content = read_bytes(layout, name)
        segments: tuple[Segment, ...] = parse_topic(content, layout.path(name)).segments if content else ()
    except (OSError, NotOurs, UnusableFile):  # changed since it was listed; the overview tells of it
        return
    for segment in segments:
        if segment.fact is not None and segment.fact.id == fact_id:
            is_current = name.startswith("topics/") and segment.fact.ended is None
            yield ShownFact(segment.fact, topic, name, is_current, segment.text.rstrip() + "\n")


def _topic(memory: Memory, wanted: str) -> ShownTopic | None:
    topics = memory.known.topics()
    meant = _meant(topics, wanted)
    if meant is None:
        return None
    is_one_archive = meant.is_archived and wanted.startswith("archive/")
    parts = [meant] if is_one_archive else _parts(topics, meant.first)
    texts = [(one.name, _text(memory.layout, one.name)) for one in parts]
    files = tuple((name, text) for name, text in texts if text is not None)
    return ShownTopic(meant.title, files, tuple(_unreadable(memory, [name for name, text in texts if text is None])))


def _parts(topics: tuple[TopicEntry, ...], first: str) -> list[TopicEntry]:
    """The parts of a topic in their order, then what was put away from them; a full archive goes on in `<slug>-2`."""
    own = [one for one in topics if one.first == first and not one.is_archived]
    others = {one.slug for one in topics if one.first != first and not one.is_archived}
    slugs = {first, *(one.slug for one in own)}
    further = re.compile(rf"{re.escape(first)}-\d+")
    archived = [one for one in topics if one.is_archived and (one.slug in slugs or further.fullmatch(one.slug))]
    both = (own, [one for one in archived if one.slug not in others])
    return [one for group in both for one in sorted(group, key=lambda one: (len(one.slug), one.slug))]


def _meant(topics: tuple[TopicEntry, ...], wanted: str) -> TopicEntry | None:
    """By its file's name, its slug, or its title; a topic before an archive that is called so."""
    ranked = sorted(topics, key=lambda one: (one.is_archived, one.name))
    key = plain_key(wanted)
    for is_it in (
        lambda one: one.name in (wanted, f"{wanted}.md"),
        lambda one: one.slug == wanted.removesuffix(".md"),
        lambda one: plain_key(one.title) == key,
        lambda one: plain_key(one.slug) == key,
    ):
        if found := next(filter(is_it, ranked), None):
            return found
    return None


def _unreadable(memory: Memory, names: list[str]) -> Iterator[str]:
    for line in memory.known.problems():
        if any(f"/{name}'" in line for name in names):
            yield line


def _text(layout: Layout, name: str) -> str | None:
    """None when it cannot be read, or is not there."""
    if not is_name(name):
        return None
    try:
        content = read_bytes(layout, name)
        return None if content is None else content.decode()
    except (OSError, NotOurs, UnicodeDecodeError):
        return None
