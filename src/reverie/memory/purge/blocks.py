"""Blocks of facts in any text: a topic of today, an old version of one, the piece of one that a patch holds."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from reverie.memory.fact import Fact, TranscriptLine
from reverie.memory.fact_text import HEADING
from reverie.memory.index.describing import noted
from reverie.memory.topic import Segment, Topic, parse_topic, segments_of
from reverie.storage.errors import UnusableFile

_DESCRIPTION = re.compile(r"^description:.*$", re.MULTILINE)


def has_any(text: str, ids: Collection[str]) -> bool:
    """Whether one of these facts is spoken of in it."""
    return any(f"^{one}" in text for one in ids)


def blocks_of(text: str, ids: Collection[str]) -> Iterator[Segment]:
    if has_any(text, ids):
        yield from (segment for segment in segments_of(text) if id_of(segment) in ids)


def texts_of(segment: Segment) -> Iterator[str]:
    """The title, body and quotes of the fact in a block; of one that cannot be read, its title."""
    fact, heading = segment.fact, HEADING.match(segment.text)
    if fact is None:
        yield heading["title"] if heading else ""
        return
    yield fact.title
    yield fact.body
    yield from quotes_of(fact)


def quotes_of(fact: Fact) -> Iterator[str]:
    yield from (one.quote.removesuffix("…") for one in fact.rests_on if isinstance(one, TranscriptLine) and one.quote)


def without_blocks(text: str, ids: Collection[str]) -> str:
    """The text without the blocks of these facts."""
    if not has_any(text, ids):
        return text
    return "".join(segment.text for segment in segments_of(text) if id_of(segment) not in ids)


def described_by_code(text: str) -> tuple[str, str] | None:
    """The description that code made of a topic, and the line of the front matter in which it stands."""
    topic = readable(text)
    note = noted(topic) if topic else None
    if topic is None or note is None or note.facts is None or not note.is_of(topic.description):
        return None
    line = _DESCRIPTION.search(topic.head.text)
    return topic.description, line[0] if line else ""


def readable(text: str) -> Topic | None:
    """The text as a topic; None when it is none."""
    try:
        return parse_topic(text.encode(), Path())
    except (UnusableFile, UnicodeEncodeError):
        return None


def id_of(segment: Segment) -> str:
    """The id in a block's heading, also of one that cannot be read; empty for a person's text."""
    heading = HEADING.match(segment.text)
    return heading["id"] if heading else ""
