"""Which file a fact goes into: the topic it is meant for, in that topic's part that has room."""

from typing import Protocol

from .draft import Draft
from .fact import Fact, plain_key
from .fact_text import render_fact
from .layout import is_name, slug_for, topic_name
from .topic import MOST_BYTES, Topic, new_topic

CONTINUES = "continues"
"""The front-matter key of a further part: the slug of the first one."""
_LONGEST_SLUG = 200
"""Bytes. Ours are shorter, but a person may name a file; the system takes 255, with the ending and a number."""


class Topics(Protocol):
    """What is known of all topics without reading them."""

    def topics_titled(self, key: str) -> tuple[str, ...]:
        """Slugs of topics whose title has this `plain_key`."""

    def has_slug(self, folded: str) -> bool:
        """Whether a topic or an archive has this slug, case-folded."""


def topic_meant(draft: Draft, wanted: str, topics: Topics) -> str | None:
    """The slug of the topic that is called so, by slug or title; None when there is none yet."""
    key = plain_key(wanted)
    for slug in (*_as_slug(wanted), *topics.topics_titled(key), *_begun_titled(draft, key)):
        if draft.topic(slug) is not None:
            return first_part(draft, slug)
    return None


def begin_topic(draft: Draft, title: str, description: str, today: str, topics: Topics) -> str:
    """A new topic, empty; gives its slug."""
    slug = slug_for(title, lambda one: topics.has_slug(one) or draft.topic(one) is not None)
    draft.put_topic(slug, new_topic(title, description, today))
    return slug


def _begun_titled(draft: Draft, key: str) -> list[str]:
    """Topics that the same transaction has begun under this title."""
    changed = ((slug, draft.topic(slug)) for slug in draft.changed_topics)
    return [slug for slug, topic in changed if topic is not None and plain_key(topic.title) == key]


def part_with_room(draft: Draft, slug: str, fact: Fact, today: str) -> str:
    """The slug of the part of a topic that a fact goes into; a new part is begun when all are full."""
    size = sum(len(line.encode()) + 2 for line in render_fact(fact)) + 2
    parts = parts_of(draft, slug)
    for part in reversed(parts):
        topic = draft.topic(part)
        if topic is not None and _has_room(topic, size):
            return part
    return _begin_part(draft, parts, today)


def parts_of(draft: Draft, slug: str) -> list[str]:
    """The first part of a topic and those that continue it, in order."""
    parts, number = [slug], 2
    while (topic := draft.topic(f"{slug}-{number}")) is not None:
        if topic.head.get(CONTINUES) == slug:
            parts.append(f"{slug}-{number}")
        number += 1
    return parts


def first_part(draft: Draft, slug: str) -> str:
    """The topic itself, too, when what it continues is not there."""
    topic = draft.topic(slug)
    first = topic.head.get(CONTINUES) if topic else ""
    return first if first and draft.topic(first) is not None else slug


def archive_with_room(draft: Draft, slug: str, today: str) -> str:
    """The name of the archive of a topic that has room, begun when there is none."""
    number = 1
    while True:
        name = slug if number == 1 else f"{slug}-{number}"
        archive = draft.archive(name)
        if archive is None:
            topic = draft.topic(slug)
            draft.put_archive(name, new_topic(topic.title if topic else slug, "what no longer holds", today))
            return name
        if _has_room(archive, 0):
            return name
        number += 1


def _begin_part(draft: Draft, parts: list[str], today: str) -> str:
    first = draft.topic(parts[0])
    assert first is not None
    number = len(parts) + 1
    while draft.topic(f"{parts[0]}-{number}") is not None:  # another topic that happens to be called so
        number += 1
    part = f"{parts[0]}-{number}"
    title = f"{first.title} ({len(parts) + 1})"
    draft.put_topic(part, new_topic(title, first.description, today).with_head(**{CONTINUES: parts[0]}))
    return part


def _has_room(topic: Topic, size: int) -> bool:
    return len(topic.render().encode()) + size <= MOST_BYTES


def _as_slug(wanted: str) -> tuple[str, ...]:
    """The slug that it may be; none for what can be no file's name, so that no such file is looked for."""
    slug = wanted.removesuffix(".md")
    return (slug,) if is_name(topic_name(slug)) and len(slug.encode()) <= _LONGEST_SLUG else ()
