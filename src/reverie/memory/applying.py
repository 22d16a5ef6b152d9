"""Changes carried out on a draft: where a fact is put, what supersedes what, what goes to the archive.

Nothing is checked here: what gets this far has passed the gates.
"""

import hashlib
from datetime import date

import msgspec

from .draft import Draft
from .fact import Ended, Fact
from .journal import FactChange
from .placing import archive_with_room, part_with_room
from .proposal import Edit


def add_fact(draft: Draft, fact: Fact, slug: str, today: date) -> FactChange:
    """Put a fact into the topic that begins with `slug`."""
    part = part_with_room(draft, slug, fact, today.isoformat())
    topic = draft.topic(part)
    assert topic is not None
    draft.put_topic(part, topic.adding(fact).with_head(updated=today.isoformat()))
    return FactChange(fact.id, part, "added", fact.title)


def supersede(draft: Draft, slug: str, old: Fact, new: Fact, today: date) -> FactChange:
    """Move a fact of the topic `slug` to the archive, as superseded by another since the day that one was seen.

    No later than today, and no earlier than it was seen itself.
    """
    since = max(old.seen, min(new.seen, today.isoformat()))
    _archive(draft, slug, old, Ended(since, by=new.id), today)
    return FactChange(old.id, slug, "superseded", old.title, by=new.id)


def retire(draft: Draft, slug: str, old: Fact, because: str, today: date) -> FactChange:
    """Move a fact of the topic `slug` to the archive, as no longer wanted or true."""
    _archive(draft, slug, old, Ended(today.isoformat(), because=" ".join(because.split())), today)
    return FactChange(old.id, slug, "retired", old.title)


def change_fact(draft: Draft, slug: str, fact: Fact, today: date) -> FactChange:
    """Replace a fact of the topic `slug` by another version of it."""
    topic = draft.topic(slug)
    assert topic is not None
    draft.put_topic(slug, topic.changing(fact).with_head(updated=today.isoformat()))
    return FactChange(fact.id, slug, "changed", fact.title)


def edited(fact: Fact, edit: Edit) -> Fact:
    """The fact as an edit wants it; a part that is None stays."""
    wanted = {name: getattr(edit, name) for name in ("title", "body", "kind", "evidence", "checks")}
    return msgspec.structs.replace(fact, **{name: value for name, value in wanted.items() if value is not None})


def block_hash(block: str) -> str:
    """What a writer names to say which version of a fact it saw; `block` is `Topic.block`."""
    return hashlib.sha256(block.rstrip().encode()).hexdigest()[:16]


def _archive(draft: Draft, slug: str, fact: Fact, ended: Ended, today: date) -> None:
    """A topic that is left without facts and without a person's text is removed."""
    topic = draft.topic(slug)
    assert topic is not None
    name = archive_with_room(draft, slug, today.isoformat())
    archive = draft.archive(name)
    assert archive is not None
    block = topic.block(fact.id)
    draft.put_archive(name, archive.adding_block(block, fact).changing(msgspec.structs.replace(fact, ended=ended)))
    rest = topic.removing(fact.id)
    is_empty = not rest.facts and not any(segment.text.strip() for segment in rest.segments)
    draft.put_topic(slug, None if is_empty else rest.with_head(updated=today.isoformat()))
