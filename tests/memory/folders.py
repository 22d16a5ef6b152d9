"""Memories in temporary folders, and what to look at in them."""

from pathlib import Path

from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.draft import Draft
from reverie.memory.fact import Fact
from reverie.memory.findings import FindingsFromDisk
from reverie.memory.journal import Author
from reverie.memory.layout import Layout
from reverie.memory.proposal import Add, Change
from reverie.memory.receipt import Receipt
from reverie.memory.store import Memory

NOON = 1_795_348_800.0
"""2026-11-22 12:00 UTC."""
PERSON = Author("human")


def a_memory(folder: Path, clock: float = NOON) -> Memory:
    layout = Layout(folder)
    return Memory(layout, FactCache(layout), FindingsFromDisk(None), lambda: clock)


def written(memory: Memory, *changes: Change, key: str = "") -> Receipt:
    """The receipt of a write that must not be refused."""
    outcome = memory.write(changes, PERSON, key=key)
    assert isinstance(outcome, Receipt), outcome
    return outcome


def add(title: str, topic: str = "Deployment", body: str = "", supersedes: tuple[str, ...] = ()) -> Add:
    return Add(title=title, body=body, topic=topic, supersedes=supersedes)


def files(folder: Path) -> dict[str, str]:
    """All Markdown files of a memory with their texts."""
    return {str(path.relative_to(folder)): path.read_text() for path in sorted(folder.rglob("*.md"))}


def facts(memory: Memory) -> dict[str, Fact]:
    """All current facts by title."""
    draft = Draft(memory.layout)
    topics = [draft.topic(slug) for slug in draft.topic_slugs()]
    return {fact.title: fact for topic in topics if topic for fact in topic.facts}


def archived(memory: Memory) -> dict[str, Fact]:
    """All facts of the archive by title."""
    draft = Draft(memory.layout)
    topics = [draft.archive(slug) for slug in draft.archive_slugs()]
    return {fact.title: fact for topic in topics if topic for fact in topic.facts}
